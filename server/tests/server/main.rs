//! The server from outside: over HTTP on loopback, with the same `seal` that phones and pages use.
//!
//! All people are synthetic.

mod auditing;
mod chains;
mod full_disk;
mod holding;
mod kills;
mod letting_in;
mod people;
mod review;
mod roles;
mod seen;
mod sending;
mod signing_in;
mod world;
