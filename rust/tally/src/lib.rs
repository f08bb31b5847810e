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
#[cfg(feature = "audit")]
mod counts;
pub mod disclosure;
pub mod evaluate;
pub mod export;
pub mod indicators;
#[cfg(feature = "audit")]
pub mod intake;
#[cfg(feature = "audit")]
pub mod office;
pub mod periods;
pub mod phone;
pub mod record_answers;
pub mod release;
#[cfg(feature = "audit")]
pub mod trust;

pub use content::{MakeTallyError, TallySource, make_tally};
#[cfg(feature = "audit")]
pub use counts::NOT_RECORDED;
pub use disclosure::Limits;
pub use evaluate::{Answers, CardFacts, Contributions, Said, contact_date, evaluate};
#[cfg(feature = "audit")]
pub use office::{Office, Refusal, Trust};
pub use periods::{Period, Periods};
pub use phone::{TallyKeys, TallyRecordError, Version, tallies_of};
pub use record_answers::RecordAnswers;
#[cfg(feature = "audit")]
pub use trust::TrustError;
