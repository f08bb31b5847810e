//! The audit chain: who did what, when, to which case or record, for which purpose.
//!
//! Invariant: h_n = SHA-256(h_{n-1} ‖ entry n), starting from 32 zero bytes, so an entry that is
//! changed, removed or moved breaks every later link; directory heads carry the newest link out of
//! the server's hands. An entry is written in the transaction of the write it tells of, and before
//! the answer of the read it tells of. It names random ids only.

use rusqlite::params;
use sha2::{Digest as _, Sha256};

use super::{Hash, Id, Reader, StoreError, Tx, sql};

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in user.
    User(Id),
    /// A device.
    Device(Id),
    /// Somebody with a one-time enrolment secret.
    Invited(Id),
    /// The command line of the server's own machine.
    Operator,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Something new was kept.
    Create,
    /// Something was given out.
    Read,
    /// A list was given out.
    List,
    /// Something changed its state.
    Change,
    /// Something left the server for another institution.
    Disclose,
    /// Something was refused for lack of a right.
    Refuse,
}

/// For which purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A phone sends and fetches.
    Sync,
    /// The case team works on a case.
    Review,
    /// People and devices are let in or out.
    Enrolment,
    /// The statistics office makes a release.
    Statistics,
    /// Somebody checks.
    Oversight,
}

/// One entry before it is chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Unix milliseconds.
    pub time_ms: i64,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
    /// For which purpose.
    pub purpose: Purpose,
    /// What kind of thing: `record`, `case`, `card`, `state`, `return`, `statement`, `tally`, …
    pub kind: &'static str,
    /// Ids of every case and record that it touched.
    pub objects: Vec<Id>,
}

/// One entry as it is kept.
pub struct AuditRow {
    /// Number, from 1.
    pub n: u64,
    /// Canonical CBOR of the entry.
    pub entry: Vec<u8>,
    /// h_n.
    pub chain: Hash,
}

impl Actor {
    fn parts(self) -> (u8, Option<Id>) {
        match self {
            Self::User(id) => (0, Some(id)),
            Self::Device(id) => (1, Some(id)),
            Self::Invited(id) => (2, Some(id)),
            Self::Operator => (3, None),
        }
    }
}

impl AuditEntry {
    /// `{0: n, 1: time in ms, 2: kind of actor, 3: actor, 4: action, 5: purpose, 6: kind, 7: [ids]}`
    fn encode(&self, n: u64) -> Vec<u8> {
        let (actor_kind, actor) = self.actor.parts();
        let mut e = minicbor::Encoder::new(Vec::new());
        let written = (|| {
            e.map(if actor.is_some() { 8 } else { 7 })?;
            e.u8(0)?.u64(n)?;
            e.u8(1)?.u64(u64::try_from(self.time_ms).unwrap_or(0))?;
            e.u8(2)?.u8(actor_kind)?;
            if let Some(id) = actor {
                e.u8(3)?.bytes(&id)?;
            }
            e.u8(4)?.u8(self.action as u8)?;
            e.u8(5)?.u8(self.purpose as u8)?;
            e.u8(6)?.str(self.kind)?;
            e.u8(7)?.array(self.objects.len() as u64)?;
            for object in &self.objects {
                e.bytes(object)?;
            }
            Ok::<_, minicbor::encode::Error<std::convert::Infallible>>(())
        })();
        written.expect("a vector takes every byte");
        e.into_writer()
    }
}

/// The link after `before` for `entry`.
pub fn link(before: &Hash, entry: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(entry);
    hash.finalize().into()
}

impl Reader<'_> {
    /// Up to `limit` entries after number `n`.
    pub fn audit_after(&self, n: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("audit_after"))?;
        let rows = query.query_map(params![super::int(n), limit], |row| {
            Ok(AuditRow {
                n: super::uint(row.get(0)?),
                entry: row.get(1)?,
                chain: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Chains one entry.
    pub fn audit(&mut self, entry: &AuditEntry) -> Result<(), StoreError> {
        let n = self.tips.audit.n + 1;
        let bytes = entry.encode(n);
        let chain = link(&self.tips.audit.hash, &bytes);
        self.connection
            .prepare_cached(sql!("audit_add"))?
            .execute(params![super::int(n), bytes, chain])?;
        for object in &entry.objects {
            self.connection
                .prepare_cached(sql!("audit_object_add"))?
                .execute(params![object, super::int(n)])?;
        }
        self.tips.audit.n = n;
        self.tips.audit.hash = chain;
        Ok(())
    }
}
