//! Filling a form from a JSON object, page by page as a person would.
//!
//! A key is a path (`/data/visit/stage`, with positions or without) or a name (`stage`). A value
//! is text, a number, a boolean, a list of choices, or `{"prefers_not_to_say": true}`; the value
//! of a repeat's name is a list of such objects, one for each instance. What is not relevant when
//! its page comes is not asked, and so not filled.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{Answer, AnswerError, Checkin, Now, Path, Step};

/// How many pages are turned at most.
const MAX_PAGES: usize = 1_000_000;

/// What filling did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// How many questions were asked, without notes.
    pub asked: usize,
    /// Keys that were never asked for.
    pub unused: Vec<String>,
}

/// Why a form can't be filled so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// An answer was not taken.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// A value has a shape that no answer has.
    #[error("the value for {0} is no answer")]
    Shape(Path),
    /// The pages do not come to an end.
    #[error("the form has more than {0} pages")]
    Endless(usize),
}

/// Answers every question that comes up and has an answer in `answers`.
///
/// # Errors
/// An answer is not taken, or is none.
pub fn fill(
    checkin: &mut Checkin,
    answers: &Map<String, Value>,
    now: &Now,
) -> Result<Filled, FillError> {
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut asked: BTreeSet<String> = BTreeSet::new();
    let mut step = checkin.first();
    for _ in 0..MAX_PAGES {
        match &step {
            Step::End => {
                let unused = answers
                    .keys()
                    .filter(|key| !used.contains(*key))
                    .cloned()
                    .collect();
                return Ok(Filled {
                    asked: asked.len(),
                    unused,
                });
            }
            Step::Question(_) | Step::Group(_) => {
                let mut done: BTreeSet<Path> = BTreeSet::new();
                // an answer may bring or take questions of the same page
                while let Some(path) = checkin
                    .page(&step)
                    .into_iter()
                    .find(|path| !done.contains(path))
                {
                    if checkin.takes_answer(&path) {
                        asked.insert(path.to_string());
                        if let Some(value) = find(answers, &path, &mut used) {
                            let answer =
                                answer(value).ok_or_else(|| FillError::Shape(path.clone()))?;
                            checkin.answer(&path, &answer, now)?;
                        }
                    }
                    done.insert(path);
                }
                step = checkin.next(&step);
            }
            Step::Repeat(path) => {
                let wanted = wanted(answers, path, &mut used);
                let have = checkin.instances(path);
                match wanted {
                    Some(wanted) if have < wanted => {
                        let (new, _) = checkin.add_repeat(path, now)?;
                        step = checkin.jump(&new).unwrap_or_else(|| checkin.next(&step));
                    }
                    Some(wanted) if have > wanted => {
                        checkin.remove_repeat(&Path::new(format!("{path}[{have}]")), now)?;
                    }
                    _ => step = checkin.next(&step),
                }
            }
        }
    }
    Err(FillError::Endless(MAX_PAGES))
}

/// The answer that a JSON value stands for.
fn answer(value: &Value) -> Option<Answer> {
    Some(match value {
        Value::Null => Answer::Clear,
        Value::Bool(truth) => Answer::Value(truth.to_string()),
        Value::Number(number) => Answer::Value(number.to_string()),
        Value::String(text) => Answer::Value(text.clone()),
        Value::Array(list) => {
            let words: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            Answer::Value(words?.join(" "))
        }
        Value::Object(map) if map.get("prefers_not_to_say") == Some(&Value::Bool(true)) => {
            Answer::PrefersNotToSay
        }
        Value::Object(_) => return None,
    })
}

/// The value for a question: by its path, by its path without positions, in the list of a repeat
/// around it, or by its name.
fn find<'a>(
    answers: &'a Map<String, Value>,
    path: &Path,
    used: &mut BTreeSet<String>,
) -> Option<&'a Value> {
    let mut take = |key: &str| {
        let value = answers.get(key)?;
        used.insert(key.to_owned());
        Some(value)
    };
    if let Some(value) = take(path.as_str()) {
        return Some(value);
    }
    let parts: Vec<&str> = path.as_str().split('/').skip(1).collect();
    for (at, part) in parts.iter().enumerate() {
        let Some((name, position)) = positioned(part) else {
            continue;
        };
        let plain = plain_path(&parts[..=at]);
        let Some(Value::Array(rows)) = take(&plain).or_else(|| take(name)) else {
            continue;
        };
        let row = rows.get(position - 1)?.as_object()?;
        let rest = Path::new(format!("/{}", parts[at + 1..].join("/")));
        return find(row, &rest, &mut BTreeSet::new());
    }
    take(&plain_path(&parts)).or_else(|| take(path.name()))
}

/// How many instances the answers want of a repeat; `None` if they don't say.
fn wanted(
    answers: &Map<String, Value>,
    repeat: &Path,
    used: &mut BTreeSet<String>,
) -> Option<usize> {
    if let Some(Value::Array(rows)) = find(answers, repeat, used) {
        return Some(rows.len());
    }
    let start = format!("{repeat}[");
    let positions = answers.keys().filter_map(|key| {
        let rest = key.strip_prefix(&start)?;
        rest.split(']').next()?.parse::<usize>().ok()
    });
    positions.max()
}

fn plain_path(parts: &[&str]) -> String {
    let plain = parts
        .iter()
        .map(|part| part.split('[').next().unwrap_or(part));
    plain.fold(String::new(), |path, part| path + "/" + part)
}

fn positioned(part: &str) -> Option<(&str, usize)> {
    let (name, rest) = part.split_once('[')?;
    let position: usize = rest.strip_suffix(']')?.parse().ok()?;
    (position > 0).then_some((name, position))
}
