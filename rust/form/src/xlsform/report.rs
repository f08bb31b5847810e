//! The problems found so far. Keeps at most [`limits::MAX_PROBLEMS`] and counts the rest.

use super::{limits, spelling};
use crate::problem::{Place, Problem};

/// Collects problems while a workbook is read.
#[derive(Default)]
pub struct Report {
    problems: Vec<Problem>,
    dropped: usize,
    errors: bool,
    guessed: usize,
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

    /// The known word that was perhaps meant.
    pub fn nearest<'a>(
        &mut self,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let mut left = limits::MAX_GUESSING.saturating_sub(self.guessed);
        let found = spelling::nearest(word, known, &mut left);
        self.guessed = limits::MAX_GUESSING - left;
        found
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

    /// The problems by sheet, row and column, with a last one that says how many more there were.
    pub fn into_problems(mut self, sheets: &[String]) -> Vec<Problem> {
        self.problems
            .sort_by_cached_key(|problem| position(&problem.place, sheets));
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

/// Sheet, row and column of a place, for sorting.
fn position(place: &Place, sheets: &[String]) -> (usize, u32, u32) {
    let (sheet, cell) = match place {
        Place::Sheet { sheet } => (sheet, ""),
        Place::Cell { sheet, cell } => (sheet, cell.as_str()),
        _ => return (0, 0, 0),
    };
    let sheet = sheets.iter().position(|name| name == sheet);
    let digits = cell.find(|sign: char| sign.is_ascii_digit());
    let (letters, row) = cell.split_at(digits.unwrap_or(cell.len()));
    let column = letters.bytes().fold(0_u32, |column, letter| {
        column
            .wrapping_mul(26)
            .wrapping_add(u32::from(letter.saturating_sub(b'A')) + 1)
    });
    let sheet = sheet.map_or(sheets.len() + 1, |index| index + 1);
    (sheet, row.parse().unwrap_or(0), column)
}
