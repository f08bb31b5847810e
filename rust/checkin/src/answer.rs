//! Answers, their states, and what is kept of them.
//!
//! Whoever keeps a draft stores each [`SavedAnswer`] of a [`Change`] singly, by its path:
//! first the paths in `removed` are deleted, then those in `saved` are put in the place of
//! what was there. All of them together restore the check-in exactly, in any order.
//!
//! `Debug` never shows an answer.

use std::fmt;

use crate::Path;

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum State {
    /// There is an answer.
    Answered = 0,
    /// The person prefers not to say.
    PrefersNotToSay = 1,
    /// It was put, or could have been, and has no answer.
    Skipped = 2,
    /// It was not relevant.
    NotAsked = 3,
}

impl State {
    /// The number that stands for it in a record.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The state that a number stands for.
    pub fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            0 => State::Answered,
            1 => State::PrefersNotToSay,
            2 => State::Skipped,
            3 => State::NotAsked,
            _ => return None,
        })
    }
}

/// What a person answers to one question.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// A value as XForms writes it: dates as `2026-03-14`, several choices with spaces between.
    /// An empty value is the same as [`Answer::Clear`].
    Value(String),
    /// No answer, or no longer one.
    Clear,
    /// The person prefers not to say; refused where an answer is required.
    PrefersNotToSay,
}

impl Answer {
    /// A value.
    pub fn value(value: impl Into<String>) -> Self {
        Answer::Value(value.into())
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Answer::Value(_) => "Value(..)",
            Answer::Clear => "Clear",
            Answer::PrefersNotToSay => "PrefersNotToSay",
        })
    }
}

/// One row of a draft, stored by `path`.
///
/// A path that starts with `/` is an answer, or, with `[]` at its end, the number of instances
/// of a repeat; one that starts with `#` belongs to the check-in itself (its present step, its
/// own random seed).
#[derive(Clone, PartialEq, Eq)]
pub struct SavedAnswer {
    /// What the row is stored by.
    pub path: String,
    /// The value, empty if there is none.
    pub value: String,
    /// [`State::Answered`], [`State::PrefersNotToSay`] or [`State::Skipped`].
    pub state: State,
}

impl fmt::Debug for SavedAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SavedAnswer")
            .field("path", &self.path)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// What one answer changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Rows to store, each in place of the row with the same path.
    pub saved: Vec<SavedAnswer>,
    /// Rows to delete before `saved` is stored.
    pub removed: Vec<String>,
    /// Questions whose answers were cleared because a choice is no longer offered.
    pub cleared: Vec<Path>,
}

/// A saved row that has no place in the form.
#[derive(Clone, PartialEq, Eq)]
pub struct Lost {
    /// Its path.
    pub path: String,
    /// Its value, for a person to look at.
    pub value: String,
}

impl fmt::Debug for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lost")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
