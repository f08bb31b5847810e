//! One form being filled.
//!
//! A check-in holds the answers to one form, keeps every calculation, relevance and choice list in
//! step with them, leads through the questions one page at a time, and gives the submission at
//! the end.
//!
//! Invariants: after every call all values are what a calculation from nothing would give; a call
//! that fails changes nothing; no input makes it panic. `Debug` and errors hold no answer.
//!
//! Deliberately not here: storing drafts (the vault does), sealing, clocks and hidden
//! randomness. Nothing computes a number about a person.
#![forbid(unsafe_code)]

mod answer;
mod now;
mod outcome;
mod path;
mod step;
mod view;

pub use answer::{Answer, Change, Lost, SavedAnswer, State};
pub use now::Now;
pub use outcome::{AnswerError, Finished, LoadError, Missing, Why};
pub use path::Path;
pub use step::Step;
pub use view::{
    ChoiceView, ContentsKind, ContentsLine, Difference, QuestionKind, QuestionView, SummaryLine,
};
