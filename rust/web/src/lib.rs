//! What a browser page calls: signing in, opening check-ins, reviewing them, enrolling phones, reading releases.
//!
//! One call takes and gives a JSON message. Invariant: keys stay inside the [`Desk`]; no answer of it holds one.
//! Time and randomness come in with each message, so the module imports nothing and the same code runs in the
//! browser, in the demo and in the tests.
//!
//! Deliberately absent: the network (the page fetches), words (the page has them), any decision about sealing or
//! disclosure (those are `seal` and `tally`).

mod account;
mod cases;
mod desk;
mod directory;
mod enrolment;
mod failure;
mod form;
mod json;
mod message;
mod record;
mod release;
mod review;

pub use desk::Desk;
pub use failure::Failure;

#[cfg(target_arch = "wasm32")]
#[allow(unsafe_code)] // the only way to speak with a page is by addresses
mod interface;
