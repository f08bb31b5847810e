//! Tests that a form brings along in its sheet `tests`: each is a check-in that is filled and looked
//! at row by row.
//!
//! Invariant: a test depends on nothing but the form and the sheet. Time stands still at
//! [`DEFAULT_DAY`], or at the day that the sheet says, and random numbers are the same each time.
//! What does not hold is told with its cell; the other rows of the test are still run.
//!
//! The answers of a test are the author's own, so problems may say them.

use std::collections::HashMap;
use std::sync::Arc;

use homeward_form::xlsform::form_tests::{Column, FormTest, Said, Step};
use homeward_form::{DefId, Form, Problem};
use jiff::civil::Date;

use crate::replay::Steady;
use crate::{Answer, Checkin, Now, Path};

/// 14 March 2026, 10:26 in a zone one hour ahead: the moment of a test that says no day.
pub const DEFAULT_DAY: &str = "2026-03-14T10:26:53.000+01:00";

/// What came of the tests of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many tests there are.
    pub tests: usize,
    /// How many hold.
    pub hold: usize,
    /// What does not hold, and rows that can't be run.
    pub problems: Vec<Problem>,
}

/// Runs the tests of a form.
pub fn run(form: &Arc<Form>, tests: &[FormTest]) -> Outcome {
    let names = Names::of(form);
    let mut outcome = Outcome {
        tests: tests.len(),
        ..Outcome::default()
    };
    for test in tests {
        let before = outcome.problems.len();
        match Running::new(form, &names, test) {
            Ok(mut running) => {
                for step in &test.steps {
                    running.step(step, &mut outcome.problems);
                }
            }
            Err(problem) => outcome.problems.push(*problem),
        }
        outcome.hold += usize::from(outcome.problems.len() == before);
    }
    outcome
}

/// The nodes of a form by name.
struct Names<'f> {
    by_name: HashMap<&'f str, Vec<DefId>>,
}

impl<'f> Names<'f> {
    fn of(form: &'f Form) -> Self {
        let mut by_name: HashMap<&str, Vec<DefId>> = HashMap::new();
        for (index, node) in form.nodes().iter().enumerate() {
            let Ok(id) = u32::try_from(index) else {
                break;
            };
            if !node.is_attribute {
                by_name.entry(&node.name.local).or_default().push(DefId(id));
            }
        }
        Names { by_name }
    }
}

/// What a row is about.
struct Target {
    path: Path,
    /// The repeat's own path, without the position of a row.
    repeat: Option<Path>,
}

struct Running<'t> {
    form: &'t Arc<Form>,
    names: &'t Names<'t>,
    checkin: Checkin,
    now: Now,
    language: String,
}

impl<'t> Running<'t> {
    fn new(
        form: &'t Arc<Form>,
        names: &'t Names<'t>,
        test: &FormTest,
    ) -> Result<Self, Box<Problem>> {
        let mut now = Now::parse(DEFAULT_DAY).expect("a constant that is a time");
        if let Some(day) = test.steps.first().and_then(|step| step.get(Column::Today)) {
            now = on(&now, day)?;
        }
        let checkin = Checkin::new(form.clone(), &now, &mut Steady(1)).map_err(|error| {
            Box::new(Problem::error(
                test.place.clone(),
                format!("The form can't be filled: {error}."),
                "Correct the form.",
            ))
        })?;
        Ok(Running {
            form,
            names,
            checkin,
            now,
            language: String::new(),
        })
    }

    fn step(&mut self, step: &Step, problems: &mut Vec<Problem>) {
        let target = match step.get(Column::Question) {
            None => None,
            Some(said) => match self.target(said) {
                Ok(target) => Some(target),
                Err(problem) => {
                    problems.push(*problem);
                    return;
                }
            },
        };
        for said in &step.said {
            let done = match (said.column, &target) {
                (Column::Language, _) => self.speak(said),
                (Column::Today, _) => self.wait(said),
                (Column::Complete, target) => self.complete(said, target.as_ref()),
                (Column::Answer, Some(target)) => self.answer(said, target),
                (_, Some(target)) => self.check(said, target),
                _ => Ok(()),
            };
            if let Err(problem) = done {
                problems.push(*problem);
            }
        }
    }

    /// Finds a node by its name or the end of its path, with the rows of repeats in brackets.
    fn target(&self, said: &Said) -> Result<Target, Box<Problem>> {
        let wrong = |message: String, remedy: &str| {
            Box::new(Problem::error(said.place.clone(), message, remedy))
        };
        let (written, mut rows) = match positions(&said.text) {
            Some(read) => read,
            None => {
                return Err(wrong(
                    format!("`{}` is no name of a question.", said.text),
                    "Write a name, or `name[2]` for the second row of its repeat.",
                ));
            }
        };
        let local = written.rsplit('/').next().unwrap_or(written);
        let found = self.names.by_name.get(local).map_or(&[][..], Vec::as_slice);
        let mut fit = found
            .iter()
            .filter(|id| leads(written, &self.form.node(**id).path));
        let (id, more) = (fit.next(), fit.next());
        let Some(id) = id else {
            return Err(wrong(
                format!("There is no question named `{written}`."),
                "Write its name as in the survey sheet.",
            ));
        };
        if more.is_some() {
            return Err(wrong(
                format!("Several questions are named `{written}`."),
                "Write the group too: `group/name`.",
            ));
        }
        let mut steps = Vec::new();
        let mut at = Some(*id);
        while let Some(id) = at {
            let node = self.form.node(id);
            let position = match node.repeat {
                Some(_) => format!("[{}]", rows.pop().unwrap_or(1)),
                None => String::new(),
            };
            steps.push((&*node.name.local, position));
            at = node.parent;
        }
        if !rows.is_empty() {
            return Err(wrong(
                format!("`{written}` is in fewer repeats than rows are named."),
                "Remove numbers in brackets.",
            ));
        }
        steps.reverse();
        let mut path = String::new();
        let mut repeat = None;
        for (index, (name, position)) in steps.iter().enumerate() {
            path.push('/');
            path.push_str(name);
            if index + 1 == steps.len() && !position.is_empty() {
                repeat = Some(Path::new(path.clone()));
            }
            path.push_str(position);
        }
        Ok(Target {
            path: Path::new(path),
            repeat,
        })
    }

    fn speak(&mut self, said: &Said) -> Result<(), Box<Problem>> {
        let languages = self.form.languages();
        let code = format!("({})", said.text);
        let has = languages
            .iter()
            .any(|known| *known == said.text || known.ends_with(&code));
        if !has || self.checkin.set_language(&said.text).is_err() {
            return Err(Box::new(Problem::error(
                said.place.clone(),
                format!("The form has no language `{}`.", said.text),
                format!("It has {}.", languages.join(", ")),
            )));
        }
        self.language.clone_from(&said.text);
        Ok(())
    }

    /// Another day: the check-in is put away and opened again then.
    fn wait(&mut self, said: &Said) -> Result<(), Box<Problem>> {
        let now = on(&self.now, said)?;
        if now == self.now {
            return Ok(());
        }
        let fails = |error: String| {
            Box::new(Problem::error(
                said.place.clone(),
                format!("The form can't be opened on that day: {error}."),
                "Correct the form.",
            ))
        };
        let saved = self.checkin.saved();
        let (mut again, _) = Checkin::restore(self.form.clone(), &saved, &now, &mut Steady(2))
            .map_err(|error| fails(error.to_string()))?;
        if !self.language.is_empty() {
            again
                .set_language(&self.language)
                .map_err(|error| fails(error.to_string()))?;
        }
        self.checkin = again;
        self.now = now;
        Ok(())
    }

    fn answer(&mut self, said: &Said, target: &Target) -> Result<(), Box<Problem>> {
        let text = said.text.as_str();
        let done = match (&target.repeat, text) {
            (Some(repeat), "add") => self.checkin.add_repeat(repeat, &self.now).map(|_| ()),
            (Some(_), "remove") => {
                let removed = self.checkin.remove_repeat(&target.path, &self.now);
                removed.map(|_| ())
            }
            (Some(_), _) => {
                return Err(Box::new(Problem::error(
                    said.place.clone(),
                    "A repeat has no answer.",
                    "Write `add` or `remove`.",
                )));
            }
            (None, _) => {
                let answer = match text {
                    "-" => Answer::Clear,
                    "prefers not to say" => Answer::PrefersNotToSay,
                    value => Answer::value(value),
                };
                let done = self.checkin.answer(&target.path, &answer, &self.now);
                done.map(|_| ())
            }
        };
        done.map_err(|error| {
            Box::new(Problem::error(
                said.place.clone(),
                format!("This can't be done: {error}."),
                "Correct the row, or the form.",
            ))
        })
    }

    fn check(&self, said: &Said, target: &Target) -> Result<(), Box<Problem>> {
        let path = &target.path;
        let question = || self.checkin.question(path, &self.language);
        let found = match said.column {
            Column::Asked => word(self.checkin.relevant(path)),
            Column::Required => word(self.checkin.required(path)),
            Column::ReadOnly => word(self.checkin.readonly(path)),
            Column::Value => match &target.repeat {
                Some(repeat) => self.checkin.instances(repeat).to_string(),
                // what is not asked has no value for anything in the form
                None if !self.checkin.relevant(path) => String::new(),
                None => self.checkin.value(path).unwrap_or_default().to_owned(),
            },
            Column::Choices => {
                let offered = self.checkin.choices(path, &self.language);
                let offered = offered.unwrap_or_default();
                let values: Vec<&str> =
                    offered.iter().map(|choice| choice.value.as_str()).collect();
                values.join(" ")
            }
            Column::Label => self.checkin.label(path, &self.language).unwrap_or_default(),
            Column::Hint => question()
                .and_then(|question| question.hint)
                .unwrap_or_default(),
            Column::Message => {
                let message = self.checkin.message(path, &self.language);
                message.unwrap_or_default()
            }
            _ => return Ok(()),
        };
        let is_yes_no = matches!(
            said.column,
            Column::Asked | Column::Required | Column::ReadOnly
        );
        let wanted = match said.text.as_str() {
            "-" => "",
            text if is_yes_no => word_of(text),
            text => text,
        };
        if same(wanted, &found) {
            return Ok(());
        }
        let found = if found.is_empty() { "-" } else { found.trim() };
        Err(Box::new(Problem::error(
            said.place.clone(),
            format!("Expected `{}` and found `{found}`.", said.text),
            "",
        )))
    }

    fn complete(&self, said: &Said, target: Option<&Target>) -> Result<(), Box<Problem>> {
        let missing = self.checkin.missing();
        let names: Vec<&str> = missing.iter().map(|missing| missing.path.name()).collect();
        let wrong = |message: String| Box::new(Problem::error(said.place.clone(), message, ""));
        if word_of(&said.text) == "yes" {
            return match names.as_slice() {
                [] => Ok(()),
                names => Err(wrong(format!(
                    "The form can't be finished: see {}.",
                    names.join(", ")
                ))),
            };
        }
        match target {
            _ if names.is_empty() => Err(wrong("The form can be finished.".to_owned())),
            Some(target) if !missing.iter().any(|missing| missing.path == target.path) => {
                Err(wrong(format!(
                    "`{}` keeps nobody from finishing; {} does.",
                    target.path.name(),
                    names.join(", ")
                )))
            }
            _ => Ok(()),
        }
    }
}

fn on(now: &Now, said: &Said) -> Result<Now, Box<Problem>> {
    match said.text.parse::<Date>() {
        Ok(day) => Ok(now.on(day)),
        Err(_) => Err(Box::new(Problem::error(
            said.place.clone(),
            format!("`{}` is no day.", said.text),
            "Write it as 2026-03-14.",
        ))),
    }
}

/// Whether the names written stand in a path in this order.
fn leads(written: &str, path: &str) -> bool {
    let mut names = path.split('/');
    let written = written.split('/').filter(|name| !name.is_empty());
    let mut written = written.map(str::trim);
    written.all(|name| names.any(|other| other == name))
}

/// A name and the numbers in brackets behind it.
fn positions(text: &str) -> Option<(&str, Vec<u32>)> {
    let (name, mut rest) = match text.find('[') {
        Some(open) => text.split_at(open),
        None => (text, ""),
    };
    let mut rows = Vec::new();
    while !rest.is_empty() {
        let (number, after) = rest.strip_prefix('[')?.split_once(']')?;
        rows.push(number.trim().parse().ok().filter(|number| *number > 0)?);
        rest = after.trim_start();
    }
    Some((name.trim(), rows))
}

fn word(truth: bool) -> String {
    if truth { "yes" } else { "no" }.to_owned()
}

fn word_of(text: &str) -> &'static str {
    if text.to_lowercase().starts_with(['y', 't']) {
        "yes"
    } else {
        "no"
    }
}

/// The same words, or the same number.
fn same(wanted: &str, found: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match (wanted.trim().parse::<f64>(), found.trim().parse::<f64>()) {
        (Ok(wanted), Ok(found)) => wanted == found,
        _ => words(wanted) == words(found),
    }
}
