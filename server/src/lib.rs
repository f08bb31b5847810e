//! The server of Homeward: keeps and hands out what it cannot open.
//!
//! [`serve`] starts one inside any process; the binary's commands are in [`command`]. Invariant: no
//! key here opens a record or a tally, and what is kept in clear is what keys.md lists.
#![forbid(unsafe_code)]

pub mod clock;
pub mod command;
pub mod config;
pub mod demo;
pub mod found;
mod http;
pub mod keyfile;
mod log;
mod metrics;
pub mod office;
pub mod random;
mod running;
pub mod statistics;
pub mod store;
pub mod tour;

pub use clock::{Clock, SettableClock, SystemClock};
pub use config::{Config, Pages, TlsFiles};
pub use random::{RandomSource, SeededRandom, SystemRandom};
pub use running::{Running, serve};
