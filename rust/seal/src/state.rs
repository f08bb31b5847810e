//! State changes of a record: signed by a case member, in clear for the server.
//!
//! Invariant: each names the exact version (record id and digest), so "read by the officer" can
//! only be said of what was read. It holds no reason and no text; those are in notes and returns.

use crate::context;
use crate::ids::{CaseTag, Digest, HeadRef, RecordRef, TenantId, UserId};
use crate::signed::Content;
use crate::{cbor_enum, cbor_map};

cbor_enum! {
    /// Where the review of a record stands.
    pub enum ReviewState {
        /// It is stored; nobody signs this one.
        0 => Received,
        /// A member opened it.
        1 => Read,
        /// An action was agreed; the note says which.
        2 => ActionAgreed,
        /// Nothing more is to be done.
        3 => Closed,
        /// It was sent back to the worker.
        4 => Returned,
        /// A member accepts a record of a device that is not a writer of the case.
        5 => Accepted,
    }
}

cbor_map! {
    /// A change of the state of one version of a record.
    pub struct StateChange {
        /// [`crate::SUITE`].
        0 => suite: u8,
        /// The institution.
        1 => tenant: TenantId,
        /// The case.
        2 => case: CaseTag,
        /// The exact version.
        3 => record: RecordRef,
        /// The new state.
        4 => state: ReviewState,
        /// Who says so.
        5 => user: UserId,
        /// When, Unix seconds.
        6 => time: u64,
        /// The directory head that the user had seen.
        7 => head: HeadRef,
        /// Digest of the note that goes with it.
        8 => note: Option<Digest>,
    }
}

impl Content for StateChange {
    const CONTEXT: &'static str = context::STATE;
    fn suite(&self) -> u8 {
        self.suite
    }
}
