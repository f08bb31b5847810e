//! The phone's core for Kotlin (JVM, Android, native), through UniFFI.
//!
//! Invariant: it translates and nothing else. Every call goes to [`homeward_app::App`], every value is
//! one of its screens, every failure is one small error with a code, a sentence and a remedy.
//!
//! Calls are safe from any thread. `unlock` and `set_pin` take about half a second on purpose
//! (Argon2id), `finish` seals: call them off the drawing thread. Calls that use the network are `async`.

mod error;
mod homeward;
mod records;

pub use error::ApiError;
pub use homeward::{Homeward, SyncListener};

uniffi::setup_scaffolding!();
