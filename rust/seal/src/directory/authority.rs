//! The server's side of the directory: appends what is right, makes heads and proofs.
//!
//! Invariant: what is in here was checked by `rights::check`, so replaying the statements in order
//! ([`Directory::restore`]) is also how a supervisor recomputes the log.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::head::{Head, Stub};
use super::known::Known;
use super::log::Log;
use super::rights::{self, RightError};
use super::state::{Key, StateTree};
use super::update::{DirectoryRequest, DirectoryUpdate, LogEntry, SeenProof, StateEntry};
use crate::cbor::{Bytes, Cbor};
use crate::ids::{Digest, SUITE, SubjectId};
use crate::keys::SigningKey;
use crate::receipt::ReceiptPoint;
use crate::signed::Signed;
use crate::statement::{Body, Statement, StatementType};

/// A statement is not appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// It may not be.
    #[error(transparent)]
    Right(#[from] RightError),
    /// The log has no genesis statement to start with.
    #[error("a directory starts with its genesis statement")]
    NoGenesis,
}

/// The log, its state tree and every statement.
#[derive(Debug, Clone)]
pub struct Directory {
    known: Known,
    genesis: Digest,
    log: Log,
    stubs: Vec<Stub>,
    latest: BTreeMap<Key, Stub>,
    state: StateTree,
}

impl Directory {
    /// A new directory with its genesis statement.
    ///
    /// # Errors
    /// [`AppendError`] when this is no genesis statement signed by the root that it names.
    pub fn found(genesis: Statement) -> Result<Directory, AppendError> {
        let mut directory = Directory::begin(genesis)?;
        directory.rebuild();
        Ok(directory)
    }
    /// A directory from all its statements in order; each right is checked again.
    ///
    /// # Errors
    /// [`AppendError`] of the first statement that should not be there.
    pub fn restore(
        statements: impl IntoIterator<Item = Statement>,
    ) -> Result<Directory, AppendError> {
        let mut statements = statements.into_iter();
        let mut directory = Directory::begin(statements.next().ok_or(AppendError::NoGenesis)?)?;
        for statement in statements {
            directory.check(&statement)?;
            directory.push(statement);
        }
        directory.rebuild();
        Ok(directory)
    }
    fn begin(genesis: Statement) -> Result<Directory, AppendError> {
        let Body::Genesis(body) = genesis.body() else {
            return Err(AppendError::NoGenesis);
        };
        let known = Known::new(genesis.tenant(), body.root);
        rights::check(&known, 0, &genesis)?;
        let mut directory = Directory {
            known,
            genesis: genesis.digest(),
            log: Log::new(),
            stubs: Vec::new(),
            latest: BTreeMap::new(),
            state: StateTree::new(&BTreeMap::new()),
        };
        directory.push(genesis);
        Ok(directory)
    }
    fn push(&mut self, statement: Statement) -> Stub {
        let stub = Stub {
            index: self.size(),
            kind: statement.kind(),
            subject: statement.subject(),
            digest: statement.digest(),
        };
        self.log.append(&stub.to_cbor());
        self.latest.insert((stub.kind, stub.subject), stub);
        self.stubs.push(stub);
        self.known.insert(stub.index, statement);
        stub
    }
    fn rebuild(&mut self) {
        self.state = StateTree::new(&self.latest);
    }
    /// Whether the statement could be appended now.
    ///
    /// # Errors
    /// [`AppendError::Right`].
    pub fn check(&self, statement: &Statement) -> Result<(), AppendError> {
        Ok(rights::check(&self.known, self.size(), statement)?)
    }
    /// Appends a statement. The latest statement about a subject sent again gives its stub again.
    ///
    /// # Errors
    /// [`AppendError::Right`].
    pub fn append(&mut self, statement: Statement) -> Result<Stub, AppendError> {
        let latest = self.latest.get(&(statement.kind(), statement.subject()));
        if let Some(stub) = latest
            && stub.digest == statement.digest()
        {
            return Ok(*stub);
        }
        self.check(&statement)?;
        let stub = self.push(statement);
        self.rebuild();
        Ok(stub)
    }
    /// How many statements.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.stubs.len() as u64
    }
    /// The genesis hash, which clients pin.
    #[must_use]
    pub fn genesis(&self) -> Digest {
        self.genesis
    }
    /// Every stub, in order.
    #[must_use]
    pub fn stubs(&self) -> &[Stub] {
        &self.stubs
    }
    /// A statement by its index.
    #[must_use]
    pub fn statement(&self, index: u64) -> Option<&Statement> {
        let stub = self.stubs.get(usize::try_from(index).ok()?)?;
        self.known
            .versions(stub.kind, stub.subject)
            .find(|(found, _)| *found == index)
            .map(|(_, statement)| statement)
    }
    /// Signs a head over what is in here now.
    #[must_use]
    pub fn head(
        &self,
        receipts: ReceiptPoint,
        audit: Digest,
        time: u64,
        log_key: &SigningKey,
    ) -> Signed<Head> {
        let head = Head {
            suite: SUITE,
            tenant: self.known.tenant(),
            size: self.size(),
            log_root: self.log.root(),
            state_root: self.state.root(),
            receipts,
            audit,
            time,
            log_key: log_key.verifying_key().id(),
        };
        Signed::sign(&head, log_key)
    }
    /// Whether a head says exactly what is in here (a supervisor asks before cosigning).
    #[must_use]
    pub fn matches(&self, head: &Head) -> bool {
        head.tenant == self.known.tenant()
            && head.size == self.size()
            && head.log_root == self.log.root()
            && head.state_root == self.state.root()
    }
    /// That a head signed earlier is the beginning of the log at a client's size, or the other way
    /// round. `None` for sizes beyond the log.
    #[must_use]
    pub fn seen(&self, head: &Signed<Head>, client_size: u64) -> Option<SeenProof> {
        let size = head.claims().ok()?.size;
        let (old, new) = (size.min(client_size), size.max(client_size));
        Some(SeenProof {
            head: Bytes(head.bytes().to_vec()),
            consistency: self.log.consistency(old, new)?,
        })
    }
    /// What a client needs to go from its last head to this one and to know about its subjects.
    /// `None` when the head is not one of what is in here now.
    #[must_use]
    pub fn update(
        &self,
        head: &Signed<Head>,
        request: &DirectoryRequest,
    ) -> Option<DirectoryUpdate> {
        let claims = head.claims().ok().filter(|claims| self.matches(claims))?;
        // A client that claims more than there is gets no proof, and will keep both heads.
        let consistency = self
            .log
            .consistency(request.known_size, claims.size)
            .unwrap_or_default();
        let mut needed = Needed::default();
        for key in &request.subjects {
            needed.subject(self, *key);
        }
        needed.subject(self, (StatementType::LogKey, self.known.tenant().into()));
        needed.follow(self);
        let lacks = |index: u64| request.have.binary_search(&index).is_err();
        let bytes = |index: u64| {
            let statement = self.statement(index).filter(|_| lacks(index))?;
            Some(Bytes(statement.bytes().to_vec()))
        };
        let log_key = self
            .known
            .latest(StatementType::LogKey, self.known.tenant());
        let entries = needed.entries.iter().map(|key| {
            let (stub, proof) = self.state.prove(key);
            let index = stub.map(|stub| stub.index);
            StateEntry {
                kind: key.0,
                subject: key.1,
                index,
                statement: index.and_then(bytes),
                proof,
            }
        });
        let history = needed.history.iter().filter_map(|index| {
            Some(LogEntry {
                index: *index,
                statement: bytes(*index)?,
                path: self.log.inclusion(*index, claims.size)?,
            })
        });
        Some(DirectoryUpdate {
            head: Bytes(head.bytes().to_vec()),
            consistency,
            log_key: log_key.and_then(|(index, _)| bytes(index)),
            entries: entries.collect(),
            history: history.collect(),
            seen: None,
        })
    }
}

impl std::ops::Deref for Directory {
    type Target = Known;
    fn deref(&self) -> &Known {
        &self.known
    }
}

/// Subjects, and earlier statements, that an answer rests on.
#[derive(Default)]
struct Needed {
    entries: BTreeSet<Key>,
    history: BTreeSet<u64>,
    open: VecDeque<u64>,
}

impl Needed {
    fn subject(&mut self, directory: &Directory, key: Key) {
        if !self.entries.insert(key) {
            return;
        }
        let (kind, subject) = key;
        if let Some(stub) = directory.latest.get(&key) {
            self.open.push_back(stub.index);
        }
        match kind {
            StatementType::Device | StatementType::User | StatementType::Supervisor => {
                self.entry_only(directory, (StatementType::Revocation, subject));
            }
            StatementType::Epoch => {
                let earlier: Vec<u64> = directory
                    .known
                    .versions(kind, subject)
                    .map(|(index, _)| index)
                    .collect();
                earlier
                    .into_iter()
                    .for_each(|index| self.earlier(directory, key, index));
            }
            _ => {}
        }
    }
    fn entry_only(&mut self, directory: &Directory, key: Key) {
        if self.entries.insert(key)
            && let Some(stub) = directory.latest.get(&key)
        {
            self.open.push_back(stub.index);
        }
    }
    /// The version of `key` at `index`: in the state entry, or in the history.
    fn earlier(&mut self, directory: &Directory, key: Key, index: u64) {
        self.subject(directory, key);
        let latest = directory.latest.get(&key).map(|stub| stub.index);
        if latest != Some(index) && self.history.insert(index) {
            self.open.push_back(index);
        }
    }
    fn in_force(
        &mut self,
        directory: &Directory,
        kind: StatementType,
        subject: SubjectId,
        before: u64,
    ) {
        if let Some((index, _)) = directory.known.before(kind, subject, before) {
            self.earlier(directory, (kind, subject), index);
        }
    }
    /// Adds what gives each statement's issuers their right, until nothing is missing. Ends
    /// because each statement rests on earlier ones only.
    fn follow(&mut self, directory: &Directory) {
        while let Some(index) = self.open.pop_front() {
            let Some(statement) = directory.statement(index) else {
                continue;
            };
            for issuer in statement.issuers() {
                if *issuer != directory.known.tenant().into() {
                    self.in_force(directory, StatementType::Supervisor, *issuer, index);
                    self.in_force(directory, StatementType::User, *issuer, index);
                }
            }
            if let Body::Epoch(epoch) = statement.body() {
                self.in_force(directory, StatementType::Team, epoch.team.into(), index);
            }
        }
    }
}
