//! Lines that are cut, processes that are killed, and whatever else goes wrong.
#![allow(clippy::unwrap_used)]

mod cut;
mod cut_phone;
mod enrolling;
#[path = "../folder.rs"]
mod folder;
mod invited;
mod kills;
mod refounded;
mod trouble;
