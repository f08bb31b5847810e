//! Sealed records: append-only, one digest per record id.
//!
//! Invariant: a record is given only to a member of its case's current epoch, in the query itself.
//! Corrections are records of their own that name the one they replace.

use rusqlite::{OptionalExtension, Row, params};

use super::{Hash, Id, Reader, StoreError, Tx, int, sql, uint};

/// A record to keep: what its header shows, and its exact bytes.
pub struct NewRecord {
    /// Record id.
    pub id: Id,
    /// Digest that the device signed.
    pub digest: Hash,
    /// Case tag.
    pub tag: Id,
    /// Epoch it is sealed to.
    pub epoch: u64,
    /// Digest of the form.
    pub form: Hash,
    /// Device that signed it.
    pub device: Id,
    /// Number of the device's record in that case.
    pub sequence: u64,
    /// Digest of the device's record before.
    pub previous: Hash,
    /// Id and digest of the record that it corrects.
    pub replaces: Option<(Id, Hash)>,
    /// Exact bytes as received.
    pub body: Vec<u8>,
    /// True when the device was not a writer of the case.
    pub flagged: bool,
}

/// What the queue shows of a record; nothing here was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Record id.
    pub id: Id,
    /// Digest.
    pub digest: Hash,
    /// Case tag.
    pub tag: Id,
    /// Epoch.
    pub epoch: u64,
    /// Digest of the form.
    pub form: Hash,
    /// Device.
    pub device: Id,
    /// Sequence.
    pub sequence: u64,
    /// Digest of the record before.
    pub previous: Hash,
    /// What it corrects.
    pub replaces: Option<(Id, Hash)>,
    /// Bytes.
    pub size: u64,
    /// Not from a writer of the case.
    pub flagged: bool,
    /// Review state.
    pub state: u8,
    /// Unix milliseconds of receipt.
    pub received_ms: i64,
    /// The signed state change by which a member accepted it.
    pub accepted: Option<Vec<u8>>,
}

/// A record to open.
pub struct RecordBytes {
    /// Exact bytes as received.
    pub body: Vec<u8>,
    /// Case tag.
    pub tag: Id,
    /// Epoch.
    pub epoch: u64,
    /// Device.
    pub device: Id,
    /// Review state.
    pub state: u8,
    /// Not from a writer of the case.
    pub flagged: bool,
    /// Unix milliseconds of receipt.
    pub received_ms: i64,
}

fn record_row(row: &Row<'_>) -> rusqlite::Result<RecordRow> {
    let replaces: Option<Id> = row.get(8)?;
    let replaces_digest: Option<Hash> = row.get(9)?;
    Ok(RecordRow {
        id: row.get(0)?,
        digest: row.get(1)?,
        tag: row.get(2)?,
        epoch: uint(row.get(3)?),
        form: row.get(4)?,
        device: row.get(5)?,
        sequence: uint(row.get(6)?),
        previous: row.get(7)?,
        replaces: replaces.zip(replaces_digest),
        size: uint(row.get(10)?),
        flagged: row.get(11)?,
        state: row.get(12)?,
        received_ms: row.get(13)?,
        accepted: row.get(14)?,
    })
}

impl Reader<'_> {
    /// Digest under which a record id is kept.
    pub fn record_digest(&self, id: &Id) -> Result<Option<Hash>, StoreError> {
        Ok(self
            .0
            .prepare_cached(sql!("record_digest"))?
            .query_row([id], |row| row.get(0))
            .optional()?)
    }

    /// The exact bytes of a record, for the device that made it.
    pub fn record_body(&self, id: &Id) -> Result<Option<Vec<u8>>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("record_body"))?;
        Ok(query.query_row([id], |row| row.get(0)).optional()?)
    }

    /// A record, if `user` is a member of its case now.
    pub fn record_for_member(
        &self,
        id: &Id,
        digest: &Hash,
        user: &Id,
    ) -> Result<Option<RecordBytes>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("record_for_member"))?;
        Ok(query
            .query_row(params![id, digest, user], |row| {
                Ok(RecordBytes {
                    tag: row.get(1)?,
                    epoch: uint(row.get(2)?),
                    device: row.get(3)?,
                    state: row.get(4)?,
                    flagged: row.get(5)?,
                    received_ms: row.get(6)?,
                    body: row.get(7)?,
                })
            })
            .optional()?)
    }

    /// Every record of the cases of which `user` is a member now, by case and sequence; `accepted` is
    /// the number of the state by which a record is accepted.
    pub fn records_of_member(&self, user: &Id, accepted: u8) -> Result<Vec<RecordRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("records_of_member"))?;
        let rows = query.query_map(params![user, accepted], record_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The wraps of a record's content key.
    pub fn record_wraps(&self, id: &Id) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("record_wraps"))?;
        let rows = query.query_map([id], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Keeps a record, under the number of the receipt that it gets in this transaction.
    pub fn add_record(
        &mut self,
        record: &NewRecord,
        receipt: u64,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql!("record_add"))?
            .execute(params![
                record.id,
                record.digest,
                record.tag,
                int(record.epoch),
                record.form,
                record.device,
                int(record.sequence),
                record.previous,
                record.replaces.map(|(id, _)| id),
                record.replaces.map(|(_, digest)| digest),
                int(record.body.len() as u64),
                record.body,
                record.flagged,
                now_ms,
                int(receipt)
            ])?;
        Ok(())
    }

    /// Keeps a wrap of a record's content key for one recipient key.
    pub fn add_record_wrap(
        &mut self,
        record: &Id,
        recipient: &Id,
        wrap: &[u8],
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql!("record_wrap_add"))?
            .execute(params![record, recipient, wrap])?;
        Ok(())
    }
}
