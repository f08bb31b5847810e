//! Step 6 of the way of a check-in: what may be counted becomes tables that hide every person.
//!
//! - On the phone: [`evaluate`](mod@evaluate) turns a finished check-in into memberships in
//!   [`indicators`], and nothing else.
//! - At the statistics office, offline: tallies are opened and counted, and the tables go through
//!   disclosure control before they leave as a signed release.
//!
//! Invariants: no I/O, no clock, no hidden randomness; nothing computes a number about a person;
//! `Debug` and errors hold no answers.

#![forbid(unsafe_code)]

pub mod content;
mod counts;
pub mod disclosure;
pub mod evaluate;
pub mod export;
pub mod indicators;
pub mod intake;
pub mod office;
pub mod periods;
pub mod phone;
pub mod record_answers;
pub mod release;
pub mod trust;

pub use content::{MakeTallyError, TallySource, make_tally};
pub use counts::NOT_RECORDED;
pub use disclosure::Limits;
pub use evaluate::{Answers, CardFacts, Contributions, Said, contact_date, evaluate};
pub use office::{Office, Refusal, Trust};
pub use periods::{Period, Periods};
pub use phone::{TallyKeys, TallyRecordError, Version, tallies_of};
pub use record_answers::RecordAnswers;
pub use trust::TrustError;
