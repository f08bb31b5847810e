//! What a phone says to its server: push what is sealed, pull what is new.
//!
//! `plan` reads the outbox and says what to ask, `transport` carries it, `apply` verifies the answer and
//! writes it. Invariants:
//! - Nothing is dropped: a record stays in the outbox until a receipt for exactly it was verified.
//! - Every step is idempotent, so a sync may be cut at any byte and repeated.
//! - An answer is taken as a whole or not at all, with its cursor in one transaction.
//! - What the server says about keys counts only with the directory's proofs. Of a directory that does not
//!   extend the one that the invitation named nothing is taken.
//!
//! It opens nothing that needs the PIN; cards and returns wait sealed in the inbox. It decides nothing
//! about when to try again: [`Backoff`] only computes, the caller waits.

#![forbid(unsafe_code)]

mod apply;
mod backoff;
mod error;
mod http_date;
mod plan;
mod run;
mod session;
mod transport;

pub use backoff::Backoff;
pub use error::SyncError;
pub use plan::{outstanding, push_item, senders, subjects};
pub use run::{Outcome, Progress, Store, sync};
pub use transport::{Answer, Transport};

/// Outbox value: address of the server.
pub const SERVER: &str = "server";
/// Outbox value: id of this device.
pub const DEVICE: &str = "device.id";
/// Outbox value: seed of the transport key.
pub const TRANSPORT: &str = "device.transport";
/// Outbox value: the directory view.
pub const DIRECTORY: &str = "directory";
/// Outbox value: the head that an invitation named ([`homeward_seal::HeadRef`] as CBOR), until the server
/// has proven that this phone's directory extends it.
pub const INVITED_AT: &str = "enrolment.head";
/// Outbox values: two heads that contradict each other, kept as evidence. Of the head of an invitation only
/// what the invitation said is there: its size and digest, as in [`INVITED_AT`].
pub const EVIDENCE: [&str; 2] = ["evidence.kept", "evidence.offered"];

/// Kinds of items in the inbox.
pub mod kind {
    /// `protocol::sync::CardItem`.
    pub const CARD: u8 = 1;
    /// `protocol::sync::ReturnItem`.
    pub const RETURN: u8 = 2;
    /// A signed state change.
    pub const STATE: u8 = 3;
    /// `protocol::sync::FormItem`: a form to fetch.
    pub const FORM: u8 = 4;
}

/// Outbox value: how far this device has pulled. Another device begins anew.
pub const CURSOR: &str = "pull.cursor";
/// Outbox value: the last receipt. Another institution's begin anew.
pub const RECEIPT: &str = "receipt.last";
