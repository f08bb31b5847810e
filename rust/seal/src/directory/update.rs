//! What a client gets to move from one head to the next.

use super::state::StateProof;
use crate::cbor::Bytes;
use crate::cbor_map;
use crate::ids::{Digest, HeadRef, SubjectId};
use crate::statement::StatementType;

cbor_map! {
    /// What the state tree says about one (type, subject).
    pub struct StateEntry {
        /// The type.
        0 => kind: StatementType,
        /// The subject.
        1 => subject: SubjectId,
        /// Index of the latest statement; absent when there is none.
        2 => index: Option<u64>,
        /// The statement; absent when there is none, or when the client is known to have it.
        3 => statement: Option<Bytes>,
        /// The proof against the head's state root.
        4 => proof: StateProof,
    }
}

cbor_map! {
    /// An earlier statement, proven to be in the log.
    pub struct LogEntry {
        /// Its index.
        0 => index: u64,
        /// The statement.
        1 => statement: Bytes,
        /// The path to the head's log root.
        2 => path: Vec<Digest>,
    }
}

cbor_map! {
    /// A head, that it extends the last one, and what it says about some subjects.
    pub struct DirectoryUpdate {
        /// The signed head.
        0 => head: Bytes,
        /// From the size that the client named to this head's (RFC 6962, section 2.1.2).
        1 => consistency: Vec<Digest>,
        /// The statement of the log key; absent when the client is known to have it.
        2 => log_key: Option<Bytes>,
        /// The subjects asked for, and those that prove their issuers' rights.
        3 => entries: Vec<StateEntry>,
        /// Earlier statements that those rights rest on, and earlier epochs.
        4 => history: Vec<LogEntry>,
        /// To this head: that the heads asked for, and those that what comes with this names, are
        /// of one log with it. One that the server never issued is left out.
        128 => seen: Option<Vec<SeenProof>>,
    }
}

cbor_map! {
    /// What a client asks for.
    pub struct DirectoryRequest {
        /// Size of its last head; 0 before the first.
        0 => known_size: u64,
        /// What it wants to know about.
        1 => subjects: Vec<(StatementType, SubjectId)>,
        /// Indexes of the statements that it has; sorted.
        2 => have: Vec<u64>,
        /// Heads that others had seen, to be proven too.
        128 => seen: Option<Vec<HeadRef>>,
    }
}

impl DirectoryRequest {
    /// So many subjects are answered at once.
    pub const SUBJECTS_MOST: usize = 4096;
    /// So many heads that others had seen are proven at once.
    pub const HEADS_MOST: usize = 1024;

    /// The same question in pieces that a server answers; one piece when it is small. The answers
    /// are taken together ([`super::DirectoryView::apply_pieces`]).
    #[must_use]
    pub fn pieces(&self) -> Vec<DirectoryRequest> {
        let heads = self.seen.as_deref().unwrap_or_default();
        let mut subjects = self.subjects.chunks(Self::SUBJECTS_MOST);
        let mut heads = heads.chunks(Self::HEADS_MOST);
        let mut pieces = Vec::new();
        loop {
            let (subjects, heads) = (subjects.next(), heads.next());
            if subjects.is_none() && heads.is_none() && !pieces.is_empty() {
                return pieces;
            }
            pieces.push(DirectoryRequest {
                known_size: self.known_size,
                subjects: subjects.unwrap_or_default().to_vec(),
                have: self.have.clone(),
                seen: heads.map(<[HeadRef]>::to_vec),
            });
        }
    }
}

cbor_map! {
    /// That a head which somebody had seen is of one log with another head.
    pub struct SeenProof {
        /// The signed head that was seen.
        0 => head: Bytes,
        /// From the smaller to the larger of the two sizes (RFC 6962, section 2.1.2).
        1 => consistency: Vec<Digest>,
    }
}
