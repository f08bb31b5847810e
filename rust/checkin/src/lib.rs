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
mod change;
mod checkin;
mod difference;
mod draws;
pub mod fill;
mod finish;
mod journal;
mod load;
mod nodes;
mod now;
mod outcome;
mod pages;
mod path;
mod recalculate;
pub mod replay;
mod rows;
mod rules;
mod show;
mod step;
mod submission;
mod tree;
mod values;
mod view;
mod world;

pub use answer::{Answer, Change, Lost, SavedAnswer, State};
pub use checkin::{Checkin, MAX_NODES};
pub use difference::difference;
pub use now::Now;
pub use outcome::{AnswerError, Finished, LoadError, Missing, Why};
pub use path::Path;
pub use recalculate::{MAX_INSTANCES, MAX_TASKS};
pub use step::Step;
pub use view::{
    ChoiceView, ContentsKind, ContentsLine, Difference, QuestionKind, QuestionView, SummaryLine,
};
