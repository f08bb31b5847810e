//! Opening a record again before it is sent, and putting a changed one in its place.
//!
//! Two halves open it: the record's own wrap in the outbox, and the key that it is for in the vault. The
//! outbox's half goes in the transaction that marks the record as being sent, which needs no PIN; the
//! vault's half goes when the vault is open next. Either being gone, the record can't be opened here.

use rusqlite::{OptionalExtension, params};
use zeroize::Zeroizing;

use crate::{NewSealed, Outbox, SealedState, Vault, VaultError, database::id, sealed};

impl Outbox {
    /// The content key of a record, wrapped to a key in the vault, while it may be opened here.
    pub fn own_wrap(
        &self,
        record: [u8; 16],
        digest: [u8; 32],
    ) -> Result<Option<Vec<u8>>, VaultError> {
        let found: Option<Option<Vec<u8>>> = self
            .db
            .query_row(
                "select own_wrap from sealed where record = ?1 and digest = ?2 and state = 0",
                params![record, digest],
                |r| r.get(0),
            )
            .optional()?;
        Ok(found.flatten())
    }

    /// Puts a changed record in the place of one that is not being sent yet: same id, same sequence,
    /// same tally number. Says `false`, and changes nothing, when that one is not there any more as it
    /// was, or is not the newest of its case.
    pub fn amend_sealed(&self, before: [u8; 32], s: &NewSealed) -> Result<bool, VaultError> {
        let tx = self.db.unchecked_transaction()?;
        let removed = tx.execute(
            "delete from sealed where record = ?1 and digest = ?2 and state = ?3 and own_wrap is not null
             and device = ?4 and case_tag = ?5 and sequence = ?6
             and exists (select 1 from chain where chain.device = ?4 and chain.case_tag = ?5
                         and chain.sequence = ?6 and chain.digest = ?2)",
            params![
                s.record,
                before,
                SealedState::Saved as u8,
                s.device,
                s.case_tag,
                s.sequence as i64
            ],
        )?;
        if removed == 0 {
            return Ok(false);
        }
        sealed::insert(&tx, s)?;
        tx.commit()?;
        Ok(true)
    }

    /// Keeps a record from being sent until a moment (Unix seconds), while it is changed; `None` lets it
    /// go. A clock that shows a moment before it was finished does not hold it.
    pub fn hold(&self, record: [u8; 16], until: Option<i64>) -> Result<(), VaultError> {
        self.db.execute(
            "update sealed set held_until = ?2 where record = ?1 and state = 0",
            params![record, until],
        )?;
        Ok(())
    }

    /// Forgets the own wraps of records that were finished before a moment or after another (Unix
    /// seconds): those can't be opened here any more, and nothing holds them.
    pub fn forget_wraps_outside(&self, from: i64, to: i64) -> Result<(), VaultError> {
        let gone = self.db.execute(
            "update sealed set own_wrap = null, held_until = null
             where own_wrap is not null and finished not between ?1 and ?2",
            params![from, to],
        )?;
        if gone > 0 {
            self.leave_no_trace()?;
        }
        Ok(())
    }

    /// Moves everything from the log file into the database, whose freed bytes are overwritten.
    pub(crate) fn leave_no_trace(&self) -> Result<(), VaultError> {
        self.db
            .query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        Ok(())
    }
}

impl Vault {
    /// Keeps the key that opens a record's own wrap; one that is there stays.
    pub fn keep_reopening(&self, record: [u8; 16], secret: &[u8; 32]) -> Result<(), VaultError> {
        self.db.execute(
            "insert into reopening (record, secret) values (?1, ?2) on conflict do nothing",
            params![record, secret],
        )?;
        Ok(())
    }

    /// The key that opens a record's own wrap.
    pub fn reopening(&self, record: [u8; 16]) -> Result<Option<Zeroizing<[u8; 32]>>, VaultError> {
        let found: Option<[u8; 32]> = self
            .db
            .query_row(
                "select secret from reopening where record = ?1",
                [record],
                |r| r.get(0),
            )
            .optional()?;
        Ok(found.map(Zeroizing::new))
    }

    /// The records that this vault keeps a key for.
    pub fn reopenings(&self) -> Result<Vec<[u8; 16]>, VaultError> {
        let mut query = self
            .db
            .prepare_cached("select record from reopening order by record")?;
        let rows = query.query_map([], |r| id(r, 0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Forgets the key of a record.
    pub fn forget_reopening(&self, record: [u8; 16]) -> Result<(), VaultError> {
        self.db
            .execute("delete from reopening where record = ?1", [record])?;
        Ok(())
    }
}
