//! Cards, case header fields, returns and notes: the record's envelope, signed by a case member.
//!
//! Invariant: each kind has its own context, so none can be taken for another; lower versions of
//! one object are refused by whoever keeps them ([`SealedObject::newer_than`]).

use crate::ids::{CaseTag, DeviceId, Digest, HeadRef, ObjectId, RecordRef, TenantId, UserId};
use crate::{cbor_enum, cbor_map};

mod bodies;
mod object;

pub use bodies::{Card, CaseField, Comment, Field, Note, Return};
pub use object::{
    NewObject, OBJECT_MOST, ObjectError, ObjectSealError, Recipient, SealedBody, SealedObject,
    VerifiedObject, peek,
};

cbor_enum! {
    /// Which of the four an object is.
    pub enum Kind {
        /// To a worker's device: what it needs to know about a case.
        1 => Card,
        /// To the case team: one field of the case header.
        2 => CaseField,
        /// To a worker's device: a record sent back with comments.
        3 => Return,
        /// To the case team: a note.
        4 => Note,
    }
}

cbor_map! {
    /// The part that the server sees, and the associated data of the rest.
    pub struct ObjectHeader {
        /// [`crate::SUITE`].
        0 => suite: u8,
        /// The institution.
        1 => tenant: TenantId,
        /// What it is.
        2 => kind: Kind,
        /// The object; new versions keep the id.
        3 => object: ObjectId,
        /// The case.
        4 => case: CaseTag,
        /// The epoch to which it is sealed; absent when it is for a device.
        5 => epoch: Option<u32>,
        /// Digest of that epoch's statement.
        6 => epoch_statement: Option<Digest>,
        /// The device to which it is sealed; absent when it is for the case team.
        7 => device: Option<DeviceId>,
        /// From 1.
        8 => version: u32,
        /// The member who signed.
        9 => author: UserId,
        /// The directory head that the author had seen.
        10 => head: HeadRef,
        /// Commitment to the content key.
        11 => commitment: Digest,
        /// Of returns, and of notes about a record: which version.
        12 => about: Option<RecordRef>,
    }
}
