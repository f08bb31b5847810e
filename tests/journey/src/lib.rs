//! What the whole-way tests stand on: an institution with a server in this process or in one of its
//! own, phones and desks that reach it over loopback, and a gateway that lies when it is told to.
//!
//! Everything is synthetic. Invariant: phones run `rust/app` and desks run `rust/web`, as people's do;
//! nothing here knows a key that they do not.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used)] // this crate is only tests

pub mod gateway;
pub mod port;
pub mod process;
pub mod world;

pub use gateway::Gateway;
pub use port::Port;
pub use process::{Process, binary};
pub use world::{DAY, World, contact};
