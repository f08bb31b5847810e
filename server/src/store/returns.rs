//! Returns for correction: sealed to the worker's devices, one object per device.

use rusqlite::{OptionalExtension, Row, params};

use super::{FeedKind, Hash, Id, Reader, SealedBytes, StoreError, Tx, int, sql};

/// A return to keep.
pub struct NewReturn<'a> {
    /// SHA-256 of `body`.
    pub digest: Hash,
    /// The record.
    pub record: Id,
    /// Its digest.
    pub record_digest: Hash,
    /// The device it is for.
    pub device: Id,
    /// Version.
    pub version: u64,
    /// The sealed object.
    pub sealed: &'a SealedBytes,
}

fn sealed(row: &Row<'_>) -> rusqlite::Result<(Id, SealedBytes)> {
    Ok((
        row.get(0)?,
        SealedBytes {
            body: row.get(1)?,
            wraps: row.get(2)?,
        },
    ))
}

impl Reader<'_> {
    /// Returns of a record with the device of each.
    pub fn returns_of(&self, record: &Id) -> Result<Vec<(Id, SealedBytes)>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("returns_of_record"))?;
        let rows = query.query_map([record], sealed)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A return for `device`, if it is a writer of the case now: the record and the bytes.
    pub fn return_for(
        &self,
        digest: &[u8],
        device: &Id,
    ) -> Result<Option<(Id, SealedBytes)>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("return_for_device"))?;
        Ok(query
            .query_row(params![digest, device], sealed)
            .optional()?)
    }
}

impl Tx<'_> {
    /// Keeps a return and tells its device; answers false when it was there already.
    pub fn add_return(&mut self, new: &NewReturn<'_>, now_ms: i64) -> Result<bool, StoreError> {
        let added = self
            .connection
            .prepare_cached(sql!("return_add"))?
            .execute(params![
                new.digest,
                new.record,
                new.record_digest,
                new.device,
                int(new.version),
                now_ms,
                new.sealed.body,
                new.sealed.wraps
            ])?;
        if added == 0 {
            return Ok(false);
        }
        self.feed(Some(&new.device), FeedKind::Return, &new.digest)?;
        Ok(true)
    }
}
