//! Stubs, heads and checkpoints.

use crate::cbor_map;
use crate::context;
use crate::ids::{Digest, HeadRef, KeyId, SubjectId, TenantId, UserId};
use crate::receipt::ReceiptPoint;
use crate::signed::{Content, Signed};
use crate::statement::StatementType;

cbor_map! {
    /// What both trees hold of a statement.
    #[derive(Copy)]
    pub struct Stub {
        /// Its index in the log, from 0.
        0 => index: u64,
        /// Its type.
        1 => kind: StatementType,
        /// What it is about.
        2 => subject: SubjectId,
        /// SHA-256 of its content.
        3 => digest: Digest,
    }
}

cbor_map! {
    /// The state of directory, receipts and audit log at one moment, signed by the log key.
    pub struct Head {
        /// [`crate::SUITE`].
        0 => suite: u8,
        /// The institution.
        1 => tenant: TenantId,
        /// How many statements the log has.
        2 => size: u64,
        /// Root of the log (RFC 6962, section 2.1).
        3 => log_root: Digest,
        /// Root of the state tree.
        4 => state_root: Digest,
        /// Where the receipt chain stands.
        5 => receipts: ReceiptPoint,
        /// Where the audit chain stands.
        6 => audit: Digest,
        /// When, Unix seconds.
        7 => time: u64,
        /// Id of the log key that signed.
        8 => log_key: KeyId,
    }
}

impl Content for Head {
    const CONTEXT: &'static str = context::HEAD;
    fn suite(&self) -> u8 {
        self.suite
    }
}

impl Signed<Head> {
    /// How records, cards and state changes name this head.
    ///
    /// # Errors
    /// [`crate::SignedError::Malformed`], which parsing excludes.
    pub fn reference(&self) -> Result<HeadRef, crate::SignedError> {
        Ok(HeadRef {
            size: self.claims()?.size,
            digest: self.digest(),
        })
    }
}

cbor_map! {
    /// A supervisor recomputed the log up to a head and vouches for it.
    pub struct Checkpoint {
        /// [`crate::SUITE`].
        0 => suite: u8,
        /// The institution.
        1 => tenant: TenantId,
        /// The head.
        2 => head: HeadRef,
        /// The supervisor.
        3 => user: UserId,
        /// When, Unix seconds.
        4 => time: u64,
    }
}

impl Content for Checkpoint {
    const CONTEXT: &'static str = context::CHECKPOINT;
    fn suite(&self) -> u8 {
        self.suite
    }
}
