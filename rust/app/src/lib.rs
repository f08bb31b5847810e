//! What a phone screen calls: day list, fill session, outbox, corrections, settings.
//!
//! [`App`] is the whole application without its drawing: each call gives a whole [`screen`] in the
//! language of the application. [`Profiles`] is a phone that several workers share, with an `App` each. It runs the steps 2 to 4 of a check-in's way: filled, sealed, synced.
//!
//! Invariants: an answer is on disk before the call that gave it returns; nothing sealed can be opened
//! here again unless it was returned; nothing computes a number about a person.
//!
//! It draws nothing, and knows neither Kotlin nor the layout of a screen.
//!
//! ```no_run
//! # fn main() -> Result<(), homeward_app::ApiError> {
//! let app = homeward_app::App::open("phone".as_ref())?;
//! app.set_language("mk")?;
//! let first = app.start()?;
//! println!("{:?}", first.screen);
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]

mod candidate;
mod change;
mod core;
mod correct;
mod count;
mod dates;
mod day;
mod device;
mod directory;
mod draft;
mod enrol;
mod entry;
mod error;
mod fill;
mod finish;
mod invitation;
mod page;
mod platform;
mod profiles;
mod question_names;
mod reopen;
pub mod screen;
mod send;
mod session;
mod settings;
mod take_in;
mod upgrade;
mod whole;
pub mod words;

pub use crate::core::App;
pub use error::ApiError;
pub use platform::{Clock, Platform, SystemClock, SystemRandom};
pub use profiles::{MakePlatform, PROFILES_MOST, Profiles};
pub use send::Listener;
