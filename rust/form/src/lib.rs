//! Forms: XLSForm spreadsheets and XForm documents in, a [`Form`] and problems out.
//!
//! Invariant: reading never fails as a whole and never panics; it gives what it could read and
//! a list of [`Problem`]s, each with its place and what to do. A [`Form`] never changes after it
//! was read, so it is shared between check-ins.
//!
//! Deliberately not here: answers, and anything that reads files, clocks or the network. External
//! files come through [`Media`].
#![forbid(unsafe_code)]

pub mod action;
pub mod aggregate;
pub mod compiled;
pub mod control;
pub mod definition;
pub mod entity;
mod form;
pub mod graph;
pub mod itext;
pub mod lint;
mod media;
pub mod problem;
mod read;
pub mod reads;
mod relative;
mod source;
pub mod text;
#[cfg(feature = "spreadsheets")]
pub mod xlsform;
mod xml_text;

pub use definition::{ControlId, DefId};
pub use form::{Form, Submission};
pub use media::{Media, NoMedia, beside, csv_reader};
pub use problem::{Place, Problem, Severity};
pub use read::{DATA_DEPTH, DATA_NODES, DATA_PATHS, MAX_READS};
