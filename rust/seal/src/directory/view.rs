//! A client's side of the directory: pinned to the genesis, believes only what is proven.
//!
//! Invariant: every statement in here was proven against an accepted head, and its right was
//! checked against statements proven in the same way, with what the directory says of their issuers
//! now. An update is taken as a whole or not at all.
//!
//! What a later head says of a subject is known only when asked again; [`DirectoryView::stale`]
//! names the subjects that were last proven against an older head.

use std::collections::{BTreeMap, BTreeSet};

use super::head::{Head, Stub};
use super::known::Known;
use super::log::{verify_consistency, verify_inclusion};
use super::rights::{self, RightError};
use super::seen::SeenHeads;
use super::state::Key;
use super::update::{DirectoryRequest, DirectoryUpdate, LogEntry, StateEntry};
use crate::cbor::{Bytes, Cbor, CborError};
use crate::cbor_map;
use crate::ids::{Digest, HeadRef, SUITE, SubjectId};
use crate::keys::VerifyingKey;
use crate::signed::{Signed, SignedError};
use crate::statement::{Body, Statement, StatementError, StatementType};

/// Two heads that cannot both be true; both are signed by the log key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadEvidence {
    /// The head that was accepted before.
    pub kept: Vec<u8>,
    /// The head that was refused.
    pub offered: Vec<u8>,
}

/// An update is refused; the view is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    /// Not the canonical encoding.
    #[error("the directory's answer is not well formed: {0}")]
    Malformed(#[from] CborError),
    /// The genesis statement is not the pinned one.
    #[error("this is not the directory that was enrolled to")]
    Genesis,
    /// A statement cannot be read.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// The head cannot be read, or is not signed by the log key.
    #[error("directory head: {0}")]
    Head(#[from] SignedError),
    /// The head is of another institution or log key.
    #[error("the directory head is from another institution or key")]
    OtherHead,
    /// The head is smaller or older than the last one: replayed or rolled back.
    #[error("the directory head is older than the last one")]
    SmallerHead(Box<HeadEvidence>),
    /// The head does not extend the last one.
    #[error("the directory head contradicts the last one")]
    InconsistentHead(Box<HeadEvidence>),
    /// A head that somebody else had seen is of another log than this view's: the directory shows
    /// different people different things.
    #[error("the directory showed somebody else another log")]
    SeenHead(Box<HeadEvidence>),
    /// The pieces of one answer are not of one head: to be asked again.
    #[error("the directory moved on between two pieces of an answer")]
    MovedOn,
    /// A proof does not hold.
    #[error("a proof about {0:?} {1} does not hold")]
    Proof(StatementType, SubjectId),
    /// A statement is older than one that was already proven.
    #[error("the answer about {0:?} {1} is older than the last one")]
    RolledBack(StatementType, SubjectId),
    /// A statement, or what its right rests on, is missing.
    #[error("the answer about {0:?} {1} is not complete")]
    Incomplete(StatementType, SubjectId),
    /// A statement had no right to be in the log.
    #[error("a statement about {0:?} {1}: {2}")]
    Right(StatementType, SubjectId, RightError),
}

cbor_map! {
    /// When a subject was last proven, and which statement was its latest then.
    #[derive(Copy)]
    pub(super) struct Proven {
        0 => kind: StatementType,
        1 => subject: SubjectId,
        2 => index: Option<u64>,
        3 => size: u64,
    }
}

cbor_map! {
    /// A view as it is kept between starts. Whoever can write it decides what is believed.
    pub(super) struct Saved {
        0 => genesis: Bytes,
        1 => head: Option<Bytes>,
        2 => log_keys: Vec<VerifyingKey>,
        3 => statements: Vec<(u64, Bytes)>,
        4 => proven: Vec<Proven>,
        5 => seen: Option<Vec<HeadRef>>,
    }
}

/// The directory as far as it was proven to this client.
#[derive(Debug, Clone)]
pub struct DirectoryView {
    genesis: Statement,
    pub(super) head: Option<(Signed<Head>, Head)>,
    pub(super) log_keys: BTreeSet<VerifyingKey>,
    pub(super) known: Known,
    proven: BTreeMap<Key, Proven>,
    pub(super) seen: SeenHeads,
}

impl DirectoryView {
    /// A view that knows nothing but its genesis statement, whose hash came by another way (QR
    /// code, typed code).
    ///
    /// # Errors
    /// [`ViewError::Genesis`] when it is another one.
    pub fn pinned(genesis: &[u8], hash: &Digest) -> Result<DirectoryView, ViewError> {
        let statement = Statement::parse(genesis)?;
        if statement.digest() != *hash {
            return Err(ViewError::Genesis);
        }
        DirectoryView::start(statement)
    }
    fn start(genesis: Statement) -> Result<DirectoryView, ViewError> {
        let Body::Genesis(body) = genesis.body() else {
            return Err(ViewError::Genesis);
        };
        let mut known = Known::new(genesis.tenant(), body.root);
        rights::check(&known, 0, &genesis).map_err(|_| ViewError::Genesis)?;
        known.insert(0, genesis.clone());
        Ok(DirectoryView {
            genesis,
            head: None,
            log_keys: BTreeSet::new(),
            known,
            proven: BTreeMap::new(),
            seen: SeenHeads::default(),
        })
    }
    /// Begins a view that knows no head yet at a head that was shown before anything was proven (when a
    /// device was let into the queue): the first update has to extend it. Its signature is verified
    /// with that update, as only then the log key is known.
    ///
    /// # Errors
    /// [`ViewError::Head`] when it cannot be read, [`ViewError::OtherHead`] when it is of another
    /// institution or suite, or when there is a head already.
    pub fn begin_at(&mut self, head: &[u8]) -> Result<(), ViewError> {
        let signed = Signed::<Head>::parse(head)?;
        let claimed = signed.claims()?;
        let ours = claimed.suite == SUITE && claimed.tenant == self.known.tenant();
        if !ours || self.head.is_some() {
            return Err(ViewError::OtherHead);
        }
        self.head = Some((signed, claimed));
        Ok(())
    }
    /// The pinned genesis hash.
    #[must_use]
    pub fn genesis(&self) -> Digest {
        self.genesis.digest()
    }
    /// The last head accepted.
    #[must_use]
    pub fn head(&self) -> Option<&Head> {
        self.head.as_ref().map(|(_, head)| head)
    }
    /// The signed bytes of the last head accepted.
    #[must_use]
    pub fn head_bytes(&self) -> Option<&[u8]> {
        self.head.as_ref().map(|(signed, _)| signed.bytes())
    }
    /// The last head as records and statements name it; size 0 before the first.
    #[must_use]
    pub fn head_ref(&self) -> HeadRef {
        self.head.as_ref().map_or(
            HeadRef {
                size: 0,
                digest: Digest::ZERO,
            },
            |(signed, head)| HeadRef {
                size: head.size,
                digest: signed.digest(),
            },
        )
    }
    /// What to ask the server for, to know about these subjects and the stale ones.
    #[must_use]
    pub fn request(&self, subjects: &[(StatementType, SubjectId)]) -> DirectoryRequest {
        let mut wanted: BTreeSet<Key> = subjects.iter().copied().collect();
        wanted.extend(self.proven.keys().copied());
        let mut have: Vec<u64> = self.known.statements().map(|(index, _)| index).collect();
        have.sort_unstable();
        DirectoryRequest {
            known_size: self.head().map_or(0, |head| head.size),
            subjects: wanted.into_iter().collect(),
            have,
            seen: None,
        }
    }
    /// Subjects that were last proven against an older head than the last one.
    #[must_use]
    pub fn stale(&self) -> Vec<(StatementType, SubjectId)> {
        let size = self.head().map_or(0, |head| head.size);
        self.proven
            .iter()
            .filter(|(_, proven)| proven.size < size)
            .map(|(key, _)| *key)
            .collect()
    }
    /// Whether it was ever proven what the directory says about a subject, even "nothing".
    #[must_use]
    pub fn asked(&self, kind: StatementType, subject: impl Into<SubjectId>) -> bool {
        self.proven.contains_key(&(kind, subject.into()))
    }
    /// Takes an update, as a whole or not at all.
    ///
    /// # Errors
    /// [`ViewError`]; the view is as before.
    pub fn apply(&mut self, update: &DirectoryUpdate) -> Result<(), ViewError> {
        let mut next = self.clone();
        next.take(update)?;
        *self = next;
        Ok(())
    }
    /// Takes the answer to [`DirectoryView::request`], which asks about everything that was ever
    /// proven: an answer that leaves out some of it is refused, as it could hide a revocation or a
    /// new epoch behind a new head.
    ///
    /// # Errors
    /// [`ViewError`], [`ViewError::Incomplete`] for the first subject left out; the view is as
    /// before.
    pub fn apply_whole(&mut self, update: &DirectoryUpdate) -> Result<(), ViewError> {
        self.apply_pieces(std::slice::from_ref(update))
    }
    /// Takes the answers to [`DirectoryRequest::pieces`] together, as [`DirectoryView::apply_whole`]
    /// takes one.
    ///
    /// # Errors
    /// As there, and [`ViewError::MovedOn`] when they are not of one head.
    pub fn apply_pieces(&mut self, pieces: &[DirectoryUpdate]) -> Result<(), ViewError> {
        let mut next = self.clone();
        for piece in pieces {
            if piece.head != pieces[0].head {
                return Err(ViewError::MovedOn);
            }
            next.take(piece)?;
        }
        if let Some((kind, subject)) = next.stale().first() {
            return Err(ViewError::Incomplete(*kind, *subject));
        }
        *self = next;
        Ok(())
    }
    fn take(&mut self, update: &DirectoryUpdate) -> Result<(), ViewError> {
        if let Some(bytes) = &update.log_key {
            self.take_log_key(bytes)?;
        }
        let head = self.take_head(&update.head, &update.consistency)?;
        let mut statements = BTreeMap::new();
        for entry in &update.entries {
            if let Some((index, statement)) = self.take_entry(entry, &head)? {
                statements.insert(index, statement);
            }
        }
        for entry in &update.history {
            let statement = history(entry, &head)?;
            statements.insert(entry.index, statement);
        }
        for (index, statement) in statements {
            self.take_statement(index, statement, head.size)?;
        }
        // A log key that was replaced signs no new heads.
        match self.known.log_key() {
            Some(key) if key.id() == head.log_key => {}
            _ => return Err(ViewError::OtherHead),
        }
        self.take_seen(update.seen.as_deref().unwrap_or_default())
    }
    /// The root vouches for log keys, so they need no proof to verify the head that proves them.
    fn take_log_key(&mut self, bytes: &[u8]) -> Result<(), ViewError> {
        let statement = Statement::parse(bytes)?;
        let subject = statement.subject();
        let Body::LogKey(body) = statement.body() else {
            return Err(ViewError::OtherHead);
        };
        rights::check(&self.known, u64::MAX, &statement)
            .map_err(|error| ViewError::Right(StatementType::LogKey, subject, error))?;
        self.log_keys.insert(body.key);
        Ok(())
    }
    fn take_head(&mut self, bytes: &[u8], consistency: &[Digest]) -> Result<Head, ViewError> {
        let signed = Signed::<Head>::parse(bytes)?;
        let claimed = signed.claims()?;
        let mut keys = self.log_keys.iter();
        let key = keys
            .find(|key| key.id() == claimed.log_key)
            .ok_or(ViewError::OtherHead)?;
        let head = signed.verify(key)?;
        if head.tenant != self.known.tenant() {
            return Err(ViewError::OtherHead);
        }
        if let Some((kept, last)) = &self.head {
            // one that the view began at was not verified yet
            let mut keys = self.log_keys.iter();
            let signer = keys.find(|key| key.id() == last.log_key);
            kept.verify(signer.ok_or(ViewError::OtherHead)?)?;
            if kept.bytes() == bytes {
                return Ok(head);
            }
            let evidence = || {
                Box::new(HeadEvidence {
                    kept: kept.bytes().to_vec(),
                    offered: bytes.to_vec(),
                })
            };
            if head.size < last.size || head.time < last.time {
                return Err(ViewError::SmallerHead(evidence()));
            }
            let same_size = head.size == last.size && head.state_root != last.state_root;
            let (old, new) = (&last.log_root, &head.log_root);
            if same_size || !verify_consistency(last.size, old, head.size, new, consistency) {
                return Err(ViewError::InconsistentHead(evidence()));
            }
        }
        self.head = Some((signed, head.clone()));
        Ok(head)
    }
    fn take_entry(
        &mut self,
        entry: &StateEntry,
        head: &Head,
    ) -> Result<Option<(u64, Statement)>, ViewError> {
        let (kind, subject) = (entry.kind, entry.subject);
        let key = (kind, subject);
        let proof = ViewError::Proof(kind, subject);
        let last = self.proven.get(&key).and_then(|proven| proven.index);
        if entry.index < last {
            return Err(ViewError::RolledBack(kind, subject));
        }
        let found = match (entry.index, &entry.statement) {
            (None, None) => None,
            (None, Some(_)) => return Err(proof),
            (Some(index), Some(bytes)) => Some((index, Statement::parse(bytes)?)),
            (Some(index), None) => {
                let known = self
                    .known
                    .versions(kind, subject)
                    .find(|(at, _)| *at == index);
                let (_, statement) = known.ok_or(ViewError::Incomplete(kind, subject))?;
                Some((index, statement.clone()))
            }
        };
        let stub = found.as_ref().map(|(index, statement)| Stub {
            index: *index,
            kind: statement.kind(),
            subject: statement.subject(),
            digest: statement.digest(),
        });
        let in_log = stub.is_none_or(|stub| stub.index < head.size);
        if !in_log || !entry.proof.verify(&key, stub.as_ref(), &head.state_root) {
            return Err(proof);
        }
        self.proven.insert(
            key,
            Proven {
                kind,
                subject,
                index: entry.index,
                size: head.size,
            },
        );
        Ok(found)
    }
    fn take_statement(
        &mut self,
        index: u64,
        statement: Statement,
        size: u64,
    ) -> Result<(), ViewError> {
        let (kind, subject) = (statement.kind(), statement.subject());
        let right = |error| ViewError::Right(kind, subject, error);
        if !self.rests_on_current(index, &statement, size) {
            return Err(ViewError::Incomplete(kind, subject));
        }
        let known = self
            .known
            .versions(kind, subject)
            .find(|(at, _)| *at == index);
        if let Some((_, known)) = known {
            // Checked before; another statement at a known index is no proof of anything.
            return if known.digest() == statement.digest() {
                Ok(())
            } else {
                Err(ViewError::Proof(kind, subject))
            };
        }
        rights::check(&self.known, index, &statement).map_err(right)?;
        self.known.insert(index, statement);
        Ok(())
    }
    /// Whether what gives a statement its right was proven against the head of that size: for each
    /// issuer what the directory says of it now, its account and its revocation or that there is
    /// none; for an epoch its team; for a person or device its own revocation.
    fn rests_on_current(&self, index: u64, statement: &Statement, size: u64) -> bool {
        let current = |kind: StatementType, subject: SubjectId| {
            let proven = self.proven.get(&(kind, subject));
            proven.is_some_and(|proven| proven.size >= size)
        };
        let tenant = SubjectId::from(self.known.tenant());
        let mut people = statement
            .issuers()
            .iter()
            .filter(|issuer| **issuer != tenant);
        let issuers = people.all(|issuer| {
            let root_appointed = StatementType::Supervisor;
            let kind = match self.known.before(root_appointed, *issuer, index) {
                Some(_) => root_appointed,
                None => StatementType::User,
            };
            current(kind, *issuer) && current(StatementType::Revocation, *issuer)
        });
        let team = match statement.body() {
            Body::Epoch(epoch) => current(StatementType::Team, epoch.team.into()),
            _ => true,
        };
        let revocable = matches!(
            statement.kind(),
            StatementType::Device | StatementType::User | StatementType::Supervisor
        );
        issuers && team && (!revocable || current(StatementType::Revocation, statement.subject()))
    }
    /// The view as bytes, to be kept where nobody else can write (vault, browser store).
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        let mut statements: Vec<_> = self
            .known
            .statements()
            .map(|(index, statement)| (index, Bytes(statement.bytes().to_vec())))
            .collect();
        statements.sort_by_key(|(index, _)| *index);
        Saved {
            genesis: Bytes(self.genesis.bytes().to_vec()),
            head: self.head_bytes().map(Bytes::from),
            log_keys: self.log_keys.iter().copied().collect(),
            statements,
            proven: self.proven.values().copied().collect(),
            seen: self.seen.save(),
        }
        .to_cbor()
    }
    /// The view that [`DirectoryView::save`] kept. Rights are checked again, proofs are not.
    ///
    /// # Errors
    /// [`ViewError`] when the bytes were not kept as they were.
    pub fn restore(bytes: &[u8]) -> Result<DirectoryView, ViewError> {
        let saved = Saved::from_cbor(bytes)?;
        let mut view = DirectoryView::start(Statement::parse(&saved.genesis)?)?;
        view.log_keys = saved.log_keys.into_iter().collect();
        for (index, bytes) in saved.statements {
            if index > 0 {
                let statement = Statement::parse(&bytes)?;
                let (kind, subject) = (statement.kind(), statement.subject());
                rights::check(&view.known, index, &statement)
                    .map_err(|error| ViewError::Right(kind, subject, error))?;
                view.known.insert(index, statement);
            }
        }
        view.proven = saved
            .proven
            .into_iter()
            .map(|proven| ((proven.kind, proven.subject), proven))
            .collect();
        view.seen = SeenHeads::restore(saved.seen);
        if let Some(bytes) = saved.head {
            let signed = Signed::<Head>::parse(&bytes)?;
            let head = signed.claims()?;
            view.head = Some((signed, head));
        }
        Ok(view)
    }
}

fn history(entry: &LogEntry, head: &Head) -> Result<Statement, ViewError> {
    let statement = Statement::parse(&entry.statement)?;
    let (kind, subject) = (statement.kind(), statement.subject());
    let stub = Stub {
        index: entry.index,
        kind,
        subject,
        digest: statement.digest(),
    };
    let stub = stub.to_cbor();
    if verify_inclusion(&stub, entry.index, head.size, &entry.path, &head.log_root) {
        Ok(statement)
    } else {
        Err(ViewError::Proof(kind, subject))
    }
}

impl std::ops::Deref for DirectoryView {
    type Target = Known;
    fn deref(&self) -> &Known {
        &self.known
    }
}
