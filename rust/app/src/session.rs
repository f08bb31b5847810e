//! The form that is open: where it is, what it shows, what it still misses.
//!
//! It only looks; whatever changes an answer goes through the filling, which writes it to disk.

use std::collections::HashSet;

use homeward_checkin::{Checkin, Path, Step};
use homeward_seal::Comment;
use homeward_vault::Draft;

use crate::question_names as names;

/// The form that is open.
pub(crate) struct Session {
    pub draft: Draft,
    pub checkin: Checkin,
    pub reference: String,
    /// What the officer wrote, in a correction.
    pub comments: Vec<Comment>,
    /// Questions whose messages are shown although they have no answer.
    pub shown_messages: HashSet<String>,
    /// The question whose last entry could not be read as an answer.
    pub type_error: Option<Path>,
}

impl Session {
    /// True while the answers report a danger "now".
    pub(crate) fn danger(&self) -> bool {
        self.answer_named(names::SAFETY)
            .is_some_and(|v| v == names::SAFETY_NOW)
    }

    /// The value of the first question with that name, if it is asked and answered.
    pub(crate) fn answer_named(&self, name: &str) -> Option<String> {
        let path = question_named(&self.checkin, name)?;
        if !self.checkin.relevant(&path) {
            return None;
        }
        self.checkin
            .value(&path)
            .filter(|v| !v.is_empty())
            .map(|v| v.to_string())
    }

    pub(crate) fn comment_on(&self, path: &str) -> String {
        let texts: Vec<&str> = self
            .comments
            .iter()
            .filter(|c| c.path.as_deref() == Some(path))
            .map(|c| c.text.as_str())
            .collect();
        texts.join("\n")
    }

    pub(crate) fn is_silent(&self, step: &Step) -> bool {
        is_silent(&self.checkin, step)
    }

    pub(crate) fn first_step(&self) -> Step {
        let mut step = self.checkin.first();
        while self.is_silent(&step) {
            step = self.checkin.next(&step);
        }
        step
    }

    /// The page that is shown.
    pub(crate) fn here(&self) -> &Step {
        self.checkin.step()
    }

    pub(crate) fn after(&self) -> Step {
        let mut step = self.checkin.next(self.here());
        while self.is_silent(&step) {
            step = self.checkin.next(&step);
        }
        step
    }

    /// The page before; `None` on the first.
    pub(crate) fn before(&self) -> Option<Step> {
        let mut from = self.here().clone();
        loop {
            let step = self.checkin.previous(&from);
            if step == from {
                return None;
            }
            if !self.is_silent(&step) {
                return Some(step);
            }
            from = step;
        }
    }

    /// Number of this page and of all pages as the answers stand.
    pub(crate) fn place(&self) -> (u32, u32) {
        let pages: Vec<_> = self
            .checkin
            .steps()
            .into_iter()
            .filter(|step| !self.is_silent(step))
            .collect();
        let total = pages.len() as u32;
        let here = pages.iter().position(|step| step == self.here());
        (here.map_or(total, |at| at as u32 + 1), total)
    }

    /// What stands in the way of finishing, with a message for each.
    pub(crate) fn missing(&self, language: &str) -> Vec<(String, String)> {
        self.checkin
            .missing()
            .into_iter()
            .map(|m| {
                let message = self
                    .checkin
                    .question(&m.path, language)
                    .and_then(|v| v.message)
                    .unwrap_or_default();
                (m.path.as_str().to_owned(), message)
            })
            .collect()
    }
}

/// Pages that the application fills in itself are not shown.
pub(crate) fn is_silent(checkin: &Checkin, step: &Step) -> bool {
    matches!(step, Step::Question(path) if path.name() == names::CASE_REF
        && checkin.value(path).is_some_and(|v| !v.is_empty()))
}

/// The first question of a form with that name, outside repeats.
pub(crate) fn question_named(checkin: &Checkin, name: &str) -> Option<Path> {
    let form = checkin.form();
    let node = form
        .nodes()
        .iter()
        .find(|n| n.control.is_some() && n.in_repeat.is_none() && *n.name.local == *name)?;
    Some(Path::new(&*node.path))
}
