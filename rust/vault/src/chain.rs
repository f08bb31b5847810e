//! The numbers that must have no gap, and the keys that send: each belongs to one device.
//!
//! A phone that is enrolled anew is a new device: it begins its own chains with sequence 1 after 32
//! zero bytes, and its own tally numbers. What an earlier device sealed keeps its own numbers, and is sent
//! with that device's transport key as long as any bytes of it are kept.

use rusqlite::{OptionalExtension, params};

use crate::{Outbox, VaultError, database::id};

/// The last record of a case from one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sequence {
    /// Its number; 0 before the first.
    pub number: u64,
    /// Its digest; zeros before the first.
    pub digest: [u8; 32],
}

/// A device that this phone was before.
#[derive(Clone)]
pub struct Sender {
    /// Its id.
    pub device: [u8; 16],
    /// The institution that it was enrolled with.
    pub tenant: [u8; 16],
    /// Seed of its transport key.
    pub seed: [u8; 32],
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender")
    }
}

impl Outbox {
    /// The last record of a case by a device.
    pub fn last_of_case(
        &self,
        device: [u8; 16],
        case_tag: [u8; 16],
    ) -> Result<Sequence, VaultError> {
        let found = self
            .db
            .query_row(
                "select sequence, digest from chain where device = ?1 and case_tag = ?2",
                params![device, case_tag],
                |r| {
                    Ok(Sequence {
                        number: r.get::<_, i64>(0)? as u64,
                        digest: id(r, 1)?,
                    })
                },
            )
            .optional()?;
        Ok(found.unwrap_or(Sequence {
            number: 0,
            digest: [0; 32],
        }))
    }

    /// The last tally number of a device in a period; 0 before the first.
    pub fn last_number(&self, device: [u8; 16], period: &str) -> Result<u64, VaultError> {
        let found: Option<i64> = self
            .db
            .query_row(
                "select last from number where device = ?1 and period = ?2",
                params![device, period],
                |r| r.get(0),
            )
            .optional()?;
        Ok(found.unwrap_or(0) as u64)
    }

    /// Keeps the transport key of a device that this phone was before, if anything of it is kept.
    pub fn keep_sender(&self, sender: &Sender) -> Result<(), VaultError> {
        self.db.execute(
            "insert or replace into sender (device, tenant, seed) select ?1, ?2, ?3
             where exists (select 1 from sealed where device = ?1 and length(push) > 0)",
            params![sender.device, sender.tenant, sender.seed],
        )?;
        Ok(())
    }

    /// The devices that this phone was before and of which something is kept.
    pub fn senders(&self) -> Result<Vec<Sender>, VaultError> {
        let mut query = self
            .db
            .prepare_cached("select device, tenant, seed from sender order by rowid")?;
        let rows = query.query_map([], |r| {
            Ok(Sender {
                device: id(r, 0)?,
                tenant: id(r, 1)?,
                seed: id(r, 2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Forgets the transport keys of devices of which nothing is left that could be sent.
    pub fn forget_senders(&self) -> Result<(), VaultError> {
        self.db.execute(
            "delete from sender where not exists
             (select 1 from sealed where sealed.device = sender.device and length(push) > 0)",
            [],
        )?;
        Ok(())
    }
}
