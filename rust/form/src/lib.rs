//! Forms: XLSForm spreadsheets and XForm documents in, a [`Form`] and problems out.
//!
//! Invariant: reading never fails as a whole and never panics; it gives what it could read and
//! a list of [`Problem`]s, each with its place and what to do. A [`Form`] never changes after it
//! was read, so it is shared between check-ins.
//!
//! Deliberately not here: answers, and anything that reads files, clocks or the network. External
//! files come through [`Media`].
#![forbid(unsafe_code)]

pub mod problem;

pub use problem::{Place, Problem, Severity};
