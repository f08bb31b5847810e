//! The whole way of one check-in, and what is refused on it.
#![allow(clippy::unwrap_used)]

mod forged;
mod handed_over;
mod journey;
mod seen;
mod sizes;
