//! What arrived and waits for the PIN, and what arrived in clear: forms.
//!
//! Invariant: the items of one answer and the cursor after it are one transaction, so a sync that was
//! cut begins again where the last whole answer ended.

use rusqlite::{OptionalExtension, params};

use crate::{Outbox, VaultError, database::id};

/// One item that waits for the PIN: still sealed.
#[derive(Debug, Clone)]
pub struct InboxItem {
    /// Number, in the order of arrival.
    pub n: i64,
    /// Kind, as the sync numbers them.
    pub kind: u8,
    /// The item, as it came.
    pub bytes: Vec<u8>,
    /// What came with it (the record of a return).
    pub extra: Option<Vec<u8>>,
}

/// What one answer of a pull writes.
#[derive(Debug, Default)]
pub struct Arrival {
    /// Kind, bytes, extra.
    pub items: Vec<(u8, Vec<u8>, Option<Vec<u8>>)>,
    /// Digest, id, version, bytes.
    pub forms: Vec<([u8; 32], String, String, Vec<u8>)>,
    /// Small values (cursor, head).
    pub values: Vec<(String, Vec<u8>)>,
}

impl Outbox {
    /// Writes what one answer brought.
    pub fn arrive(&self, arrival: &Arrival, at: i64) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        for (kind, bytes, extra) in &arrival.items {
            tx.execute(
                "insert into inbox (kind, bytes, extra) values (?1, ?2, ?3)",
                params![kind, bytes, extra],
            )?;
        }
        for (digest, form, version, bytes) in &arrival.forms {
            tx.execute(
                "insert into form (digest, id, version, bytes, at) values (?1, ?2, ?3, ?4, ?5) on conflict do nothing",
                params![digest, form, version, bytes, at],
            )?;
        }
        for (name, bytes) in &arrival.values {
            tx.execute(
                "insert or replace into value (name, bytes) values (?1, ?2)",
                params![name, bytes],
            )?;
        }
        Ok(tx.commit()?)
    }

    /// The next items that wait for the PIN.
    pub fn inbox(&self, limit: u32) -> Result<Vec<InboxItem>, VaultError> {
        let mut query = self.db.prepare_cached(
            "select n, kind, bytes, extra from inbox where kind < 100 order by n limit ?1",
        )?;
        let rows = query.query_map([limit], |r| {
            Ok(InboxItem {
                n: r.get(0)?,
                kind: r.get(1)?,
                bytes: r.get(2)?,
                extra: r.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// An item was taken into the vault (or can never be).
    pub fn inbox_done(&self, n: i64) -> Result<(), VaultError> {
        self.db.execute("delete from inbox where n = ?1", [n])?;
        Ok(())
    }

    /// An item that does not verify is set aside: it is kept, and not looked at again.
    pub fn inbox_set_aside(&self, n: i64) -> Result<(), VaultError> {
        self.db.execute(
            "update inbox set kind = kind + 100 where n = ?1 and kind < 100",
            [n],
        )?;
        Ok(())
    }

    /// A form's bytes.
    pub fn form(&self, digest: [u8; 32]) -> Result<Option<Vec<u8>>, VaultError> {
        Ok(self
            .db
            .query_row("select bytes from form where digest = ?1", [digest], |r| {
                r.get(0)
            })
            .optional()?)
    }

    /// Digest, id and version of all forms, in the order of arrival.
    pub fn forms(&self) -> Result<Vec<([u8; 32], String, String)>, VaultError> {
        let mut query = self
            .db
            .prepare_cached("select digest, id, version from form order by at, rowid")?;
        let rows = query.query_map([], |r| Ok((id(r, 0)?, r.get(1)?, r.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
