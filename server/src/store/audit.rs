//! The audit chain: who did what, when, to which case or record, for which purpose.
//!
//! Invariant: h_n = SHA-256(h_{n-1} ‖ entry n), starting from 32 zero bytes, so an entry that is
//! changed, removed or moved breaks every later link; directory heads carry the newest link out of
//! the server's hands. An entry is written in the transaction of the write it tells of, and before
//! the answer of the read it tells of. It names random ids only.

use std::borrow::Cow;

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
    pub kind: Cow<'static, str>,
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

impl Action {
    const ALL: &[Self] = &[
        Self::Create,
        Self::Read,
        Self::List,
        Self::Change,
        Self::Disclose,
        Self::Refuse,
    ];

    /// Its word.
    pub fn text(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Read => "read",
            Self::List => "list",
            Self::Change => "change",
            Self::Disclose => "disclose",
            Self::Refuse => "refuse",
        }
    }
}

impl Purpose {
    const ALL: &[Self] = &[
        Self::Sync,
        Self::Review,
        Self::Enrolment,
        Self::Statistics,
        Self::Oversight,
    ];

    /// Its word.
    pub fn text(self) -> &'static str {
        match self {
            Self::Sync => "sync",
            Self::Review => "review",
            Self::Enrolment => "enrolment",
            Self::Statistics => "statistics",
            Self::Oversight => "oversight",
        }
    }
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

    fn of(kind: u8, id: Option<Id>) -> Option<Self> {
        Some(match (kind, id) {
            (0, Some(id)) => Self::User(id),
            (1, Some(id)) => Self::Device(id),
            (2, Some(id)) => Self::Invited(id),
            (3, None) => Self::Operator,
            _ => return None,
        })
    }

    /// `user`, `device` or `invited` with the id in hexadecimal, or `operator`.
    pub fn text(self) -> String {
        match self {
            Self::User(id) => format!("user {}", hex::encode(id)),
            Self::Device(id) => format!("device {}", hex::encode(id)),
            Self::Invited(id) => format!("invited {}", hex::encode(id)),
            Self::Operator => "operator".into(),
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
            e.u8(6)?.str(&self.kind)?;
            e.u8(7)?.array(self.objects.len() as u64)?;
            for object in &self.objects {
                e.bytes(object)?;
            }
            Ok::<_, minicbor::encode::Error<std::convert::Infallible>>(())
        })();
        written.expect("a vector takes every byte");
        e.into_writer()
    }

    /// Reads what [`AuditEntry::encode`] wrote.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut d = minicbor::Decoder::new(bytes);
        let keys = d.map().ok()??;
        let (mut kind_of_actor, mut id) = (None, None);
        let (mut time_ms, mut action, mut purpose, mut kind) = (None, None, None, None);
        let mut objects = Vec::new();
        for _ in 0..keys {
            match d.u8().ok()? {
                0 => drop(d.u64().ok()?),
                1 => time_ms = i64::try_from(d.u64().ok()?).ok(),
                2 => kind_of_actor = d.u8().ok(),
                3 => id = d.bytes().ok()?.try_into().ok(),
                4 => action = Action::ALL.get(usize::from(d.u8().ok()?)).copied(),
                5 => purpose = Purpose::ALL.get(usize::from(d.u8().ok()?)).copied(),
                6 => kind = Some(d.str().ok()?.to_owned()),
                7 => {
                    for _ in 0..d.array().ok()?? {
                        objects.push(d.bytes().ok()?.try_into().ok()?);
                    }
                }
                _ => return None,
            }
        }
        Some(Self {
            time_ms: time_ms?,
            actor: Actor::of(kind_of_actor?, id)?,
            action: action?,
            purpose: purpose?,
            kind: Cow::Owned(kind?),
            objects,
        })
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
        self.audit_page(sql!("audit_after"), n, limit)
    }

    /// Up to `limit` entries before number `n`, the newest first.
    pub fn audit_before(&self, n: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        self.audit_page(sql!("audit_before"), n, limit)
    }

    fn audit_page(&self, sql: &str, n: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql)?;
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
