//! The server of Homeward: keeps and hands out what it cannot open.
#![forbid(unsafe_code)]
pub mod clock;
pub mod config;
pub mod log;
pub mod metrics;
pub mod random;
pub mod store;
