//! A record: one finished check-in, sealed to a case's epoch and signed by the device.
//!
//! Invariant: what the server sees is the header and sizes; a refusal, a full check-in and a
//! danger report have the same size. The content key is wrapped outside the signature, so moving a
//! record to a new epoch changes neither its bytes nor its digest nor its receipt.
//!
//! Deliberately absent: whether the device may write to the case (the directory says), and what a
//! gap in a device's sequence means (a person looks; [`follow`] only names it).

use crate::ids::{CaseTag, DeviceId, Digest, HeadRef, RecordId, RecordRef, TenantId};
use crate::{cbor_enum, cbor_map};

mod body;
mod chain;
mod seal;

pub use body::{Body, INFLATED_MOST};
pub use chain::{ChainBreak, follow};
pub use seal::{NewRecord, RECORD_MOST, RecordError, SealError, SealedRecord, VerifiedRecord};

cbor_map! {
    /// The part of a record that the server sees, and the associated data of the rest.
    pub struct RecordHeader {
        /// [`crate::SUITE`].
        0 => suite: u8,
        /// The institution.
        1 => tenant: TenantId,
        /// This record.
        2 => record: RecordId,
        /// In a correction: the exact version that it replaces.
        3 => replaces: Option<RecordRef>,
        /// The case.
        4 => case: CaseTag,
        /// The case's epoch at the time of sealing.
        5 => epoch: u32,
        /// Digest of that epoch's statement.
        6 => epoch_statement: Digest,
        /// SHA-256 of the XForm in which it was written.
        7 => form: Digest,
        /// The device that signed.
        8 => device: DeviceId,
        /// The device's count of records in this case, from 1.
        9 => sequence: u64,
        /// Digest of the device's previous record in this case, or zeros.
        10 => previous: Digest,
        /// The directory head that the device had seen.
        11 => head: HeadRef,
        /// Commitment to the content key.
        12 => commitment: Digest,
    }
}

cbor_enum! {
    /// How a question was met.
    pub enum AnswerState {
        /// It has an answer.
        0 => Answered,
        /// The person prefers not to say.
        1 => PrefersNotToSay,
        /// It was shown and left empty.
        2 => Skipped,
        /// It was never shown.
        3 => NotAsked,
    }
}
