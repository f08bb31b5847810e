//! The places where a person can be in a check-in.

use std::fmt;

use crate::Path;

/// One page: what the screen shows at once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// One question.
    Question(Path),
    /// A field list: all questions of a group, or of one repeat instance, on one page.
    Group(Path),
    /// "Add another?": after the last instance of a repeat that people may add to. The path
    /// names the repeat, without the position of an instance at its end.
    Repeat(Path),
    /// After the last question.
    End,
}

impl Step {
    /// The path of the question, group or repeat.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Step::Question(path) | Step::Group(path) | Step::Repeat(path) => Some(path),
            Step::End => None,
        }
    }

    /// Reads what `Display` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, path) = text.split_once(' ').unwrap_or((text, ""));
        Some(match kind {
            "question" => Step::Question(path.into()),
            "group" => Step::Group(path.into()),
            "repeat" => Step::Repeat(path.into()),
            "end" => Step::End,
            _ => return None,
        })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Question(path) => write!(f, "question {path}"),
            Step::Group(path) => write!(f, "group {path}"),
            Step::Repeat(path) => write!(f, "repeat {path}"),
            Step::End => f.write_str("end"),
        }
    }
}
