//! What a browser page calls: signing in, opening check-ins, reviewing them, enrolling phones, reading releases.
//!
//! One call takes and gives a JSON message. Invariant: keys stay inside the [`Desk`]; no answer of it holds one.
//! Time and randomness come in with each message, so the module imports nothing and the same code runs in the
//! browser, in the demo and in the tests.
//!
//! Two features make two modules for a page: `desk`, which it loads to sign in, open and read, and `office`, which needs
//! nobody's keys (invitations, accounts of the invited, releases) and is loaded when one of those is opened.
//!
//! Deliberately absent: the network (the page fetches), words (the page has them), any decision about sealing or
//! disclosure (those are `seal` and `tally`).

#![cfg_attr(not(feature = "desk"), allow(dead_code, unused_imports))] // the office reads a directory, no check-ins

mod account;
mod cases;
mod desk;
mod directory;
mod enrolment;
mod failure;
mod flag;
mod form;
#[cfg(feature = "office")]
mod invitation;
#[cfg(feature = "office")]
mod invited;
mod json;
mod listed;
mod message;
mod queue;
mod record;
#[cfg(feature = "office")]
mod release;
mod review;
mod seen;

pub use desk::Desk;
pub use failure::{Evidence, Failure};

#[cfg(target_arch = "wasm32")]
#[allow(unsafe_code)] // the only way to speak with a page is by addresses
mod interface;
