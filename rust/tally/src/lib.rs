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
pub mod disclosure;
pub mod evaluate;
pub mod indicators;
pub mod periods;
pub mod record_answers;
