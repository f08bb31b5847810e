//! The problems found so far. Keeps at most [`limits::MAX_PROBLEMS`] and counts the rest.

use super::limits;
use crate::problem::{Place, Problem};

/// Collects problems while a workbook is read.
#[derive(Default)]
pub struct Report {
    problems: Vec<Problem>,
    dropped: usize,
    errors: bool,
}

impl Report {
    /// Something that makes the form unusable.
    pub fn error(&mut self, place: Place, message: impl Into<String>, remedy: impl Into<String>) {
        self.errors = true;
        self.add(Problem::error(place, message, remedy));
    }

    /// Something that the author probably did not mean.
    pub fn warning(&mut self, place: Place, message: impl Into<String>, remedy: impl Into<String>) {
        self.add(Problem::warning(place, message, remedy));
    }

    fn add(&mut self, problem: Problem) {
        if self.problems.len() < limits::MAX_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.dropped += 1;
        }
    }

    /// Whether an error was told.
    pub fn has_errors(&self) -> bool {
        self.errors
    }

    /// The problems, with a last one that says how many more there were.
    pub fn into_problems(mut self) -> Vec<Problem> {
        if self.dropped > 0 {
            let message = format!("{} more problems are not listed.", self.dropped);
            let remedy = "Correct those above and convert again.";
            self.problems.push(if self.errors {
                Problem::error(Place::Form, message, remedy)
            } else {
                Problem::warning(Place::Form, message, remedy)
            });
        }
        self.problems
    }
}
