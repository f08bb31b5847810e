//! What goes over the wire around the sealed objects: requests and answers, version 1.
//!
//! Devices speak canonical CBOR ([`sync`]; `to_cbor` and `from_cbor` of `homeward_seal::Cbor`),
//! pages speak JSON (everything else). Sealed and signed objects travel as the exact bytes that
//! were signed: a byte string in CBOR, [`B64`] in JSON. Ids and digests are [`Hex`] in JSON.
//!
//! Invariant: no type here holds a secret key, a passphrase or a PIN, and `Debug` shows no content
//! of byte strings. Deliberately absent: transport, and any decision.
#![forbid(unsafe_code)]

pub mod audit;
pub mod cases;
pub mod directory;
pub mod enrolment;
mod error;
pub mod forms;
pub mod review;
pub mod session;
pub mod sync;
mod text;

pub use error::{ApiError, Code};
pub use text::{B64, Hex, HexText};

/// Where all routes start.
pub const API: &str = "/api/v1";
/// Content type of device requests and answers.
pub const CBOR: &str = "application/cbor";
