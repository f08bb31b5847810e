//! The operations of a session.

use serde_json::Value;

use super::{ReplayError, Steady};
use crate::{Answer, AnswerError, Checkin, Now, Path};

/// What was wanted and what was found.
pub(super) struct Differs {
    wanted: String,
    found: String,
}

impl Differs {
    fn new(wanted: impl Into<String>, found: impl Into<String>) -> Self {
        Differs {
            wanted: wanted.into(),
            found: found.into(),
        }
    }

    pub(super) fn at(self, index: usize, op: &Value) -> ReplayError {
        ReplayError::Check {
            index,
            op: op.to_string(),
            wanted: self.wanted,
            found: self.found,
        }
    }
}

/// Does one operation and checks what it expects.
pub(super) fn perform(
    checkin: &mut Checkin,
    op: &Value,
    now: &Now,
    language: &mut String,
) -> Result<(), Differs> {
    let text = |key: &str| op.get(key).and_then(Value::as_str);
    let reference = || {
        let reference = text("ref").ok_or_else(|| Differs::new("a ref", "none"))?;
        Ok::<Path, Differs>(Path::new(reference))
    };
    let refused = |error: AnswerError| Differs::new("it is done", error.to_string());
    match text("op").unwrap_or_default() {
        "set" => set(
            checkin,
            &reference()?,
            scalar(op.get("value")).as_deref().unwrap_or_default(),
            now,
        ),
        "add" => checkin
            .add_repeat(&reference()?, now)
            .map(|_| ())
            .map_err(refused),
        "remove" => checkin
            .remove_repeat(&reference()?, now)
            .map(|_| ())
            .map_err(refused),
        "lang" => {
            *language = text("value").unwrap_or_default().to_owned();
            let done = checkin.set_language(language);
            done.map(|_| ())
                .map_err(|error| Differs::new("it is done", error.to_string()))
        }
        "choices" => choices(checkin, &reference()?, op, language),
        "get" => {
            let path = reference()?;
            let found = checkin.value(&path).unwrap_or_default();
            same(
                scalar(op.get("expect")).as_deref().unwrap_or_default(),
                found,
            )
        }
        "is" => {
            let path = reference()?;
            let found = match text("what").unwrap_or_default() {
                "relevant" => checkin.relevant(&path),
                "readonly" => checkin.readonly(&path),
                "required" => checkin.required(&path),
                "valid" => checkin.valid(&path),
                other => return Err(Differs::new("relevant, readonly, required or valid", other)),
            };
            let wanted = op.get("expect").and_then(Value::as_bool).unwrap_or(true);
            same(&wanted.to_string(), &found.to_string())
        }
        "label" => {
            let found = checkin.label(&reference()?, language).unwrap_or_default();
            exact(text("expect").unwrap_or_default(), &found)
        }
        "hint" => {
            let question = checkin.question(&reference()?, language);
            let found = question
                .and_then(|question| question.hint)
                .unwrap_or_default();
            exact(text("expect").unwrap_or_default(), &found)
        }
        "message" => {
            let found = checkin.message(&reference()?, language).unwrap_or_default();
            exact(text("expect").unwrap_or_default(), &found)
        }
        "count" => {
            let found = checkin.instances(&reference()?);
            same(
                scalar(op.get("expect")).as_deref().unwrap_or("0"),
                &found.to_string(),
            )
        }
        "finish" => {
            let wanted = op.get("expect").and_then(Value::as_bool).unwrap_or(true);
            match (checkin.finish(now), wanted) {
                (Ok(_), true) | (Err(_), false) => Ok(()),
                (Ok(_), false) => Err(Differs::new("not finished", "finished")),
                (Err(missing), true) => {
                    let first = missing
                        .first()
                        .map(|one| format!("{}: {:?}", one.path, one.why));
                    Err(Differs::new(
                        "finished",
                        first.unwrap_or_else(|| "an expression fails".to_owned()),
                    ))
                }
            }
        }
        "reload" => {
            let saved = checkin.saved();
            let restored = Checkin::restore(checkin.form().clone(), &saved, now, &mut Steady(2));
            let (mut again, lost) =
                restored.map_err(|error| Differs::new("it loads", error.to_string()))?;
            if let Some(lost) = lost.first() {
                return Err(Differs::new("nothing lost", lost.path.clone()));
            }
            let spoken = again.set_language(language);
            spoken.map_err(|error| Differs::new("it loads", error.to_string()))?;
            *checkin = again;
            Ok(())
        }
        other => Err(Differs::new("an operation", other)),
    }
}

fn set(checkin: &mut Checkin, path: &Path, value: &str, now: &Now) -> Result<(), Differs> {
    let done = match checkin.answer(path, &Answer::value(value), now) {
        // a session may also set what no question asks for now
        Err(AnswerError::Unknown(_) | AnswerError::NotRelevant(_) | AnswerError::ReadOnly(_)) => {
            checkin.put(path, value, now)
        }
        done => done,
    };
    done.map(|_| ())
        .map_err(|error| Differs::new("it is answered", error.to_string()))
}

fn choices(checkin: &Checkin, path: &Path, op: &Value, language: &str) -> Result<(), Differs> {
    let offered = checkin.choices(path, language);
    let offered = offered.ok_or_else(|| Differs::new("a select", "no such question"))?;
    match op.get("expect") {
        Some(Value::Number(wanted)) => same(&wanted.to_string(), &offered.len().to_string())?,
        Some(Value::Array(wanted)) => {
            let found: Vec<&str> = offered.iter().map(|choice| choice.value.as_str()).collect();
            list(wanted, &found)?;
        }
        _ => {}
    }
    if let Some(Value::Array(wanted)) = op.get("labels") {
        let found: Vec<&str> = offered.iter().map(|choice| choice.label.as_str()).collect();
        list(wanted, &found)?;
    }
    Ok(())
}

fn list(wanted: &[Value], found: &[&str]) -> Result<(), Differs> {
    let wanted: Vec<String> = wanted
        .iter()
        .map(|one| scalar(Some(one)).unwrap_or_default())
        .collect();
    exact(&wanted.join(" | "), &found.join(" | "))
}

fn exact(wanted: &str, found: &str) -> Result<(), Differs> {
    if wanted == found {
        Ok(())
    } else {
        Err(Differs::new(format!("{wanted:?}"), format!("{found:?}")))
    }
}

/// The same text, or the same number.
fn same(wanted: &str, found: &str) -> Result<(), Differs> {
    match (wanted.trim().parse::<f64>(), found.trim().parse::<f64>()) {
        (Ok(a), Ok(b)) if a == b => Ok(()),
        _ => exact(wanted, found),
    }
}

fn scalar(value: Option<&Value>) -> Option<String> {
    Some(match value? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => return None,
    })
}
