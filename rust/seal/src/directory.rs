//! The directory: a log of signed statements, and how a client believes it.
//!
//! [`Directory`] is the server's side: it appends a statement only if the log before it gives the
//! issuer that right, and makes heads and proofs. [`DirectoryView`] is everybody else's: it starts
//! from the genesis hash, accepts only heads that extend the last one, and answers only from
//! statements that were proven, with the whole chain of their issuers.
//!
//! Invariant: both ask the same `rights::check`. A smaller or inconsistent head is refused and
//! both signed heads are kept as evidence.
//!
//! A Merkle log (RFC 6962, SHA-256) holds stubs; a second tree, sorted by (type, subject), holds
//! the latest stub of each, so that "there is nothing newer" can be proven too.

mod authority;
mod head;
mod known;
mod log;
mod rights;
mod seen;
mod state;
mod update;
mod view;

pub use authority::{AppendError, Directory};
pub use head::{Checkpoint, Head, Stub};
pub use known::{Found, Known};
pub use log::{Log, verify_consistency, verify_inclusion};
pub use rights::RightError;
pub use state::{Neighbour, StatePath, StateProof};
pub use update::{DirectoryRequest, DirectoryUpdate, LogEntry, SeenProof, StateEntry};
pub use view::{DirectoryView, HeadEvidence, ViewError};
