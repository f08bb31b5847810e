//! State changes of records, each signed by a member, with its sealed note.

use rusqlite::{OptionalExtension, params};

use super::{FeedKind, Hash, Id, Reader, SealedBytes, StoreError, Tx, sql};

impl Reader<'_> {
    /// State changes of a record in the order of arrival.
    pub fn states_of(&self, record: &Id) -> Result<Vec<StateRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("states_of_record"))?;
        let rows = query.query_map([record], |row| {
            let note: Option<Vec<u8>> = row.get(1)?;
            let wraps: Option<Vec<u8>> = row.get(2)?;
            Ok(StateRow {
                body: row.get(0)?,
                note: note
                    .zip(wraps)
                    .map(|(body, wraps)| SealedBytes { body, wraps }),
                received_ms: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A state change's bytes, without its note.
    pub fn state_by_digest(&self, digest: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .0
            .prepare_cached(sql!("state_by_digest"))?
            .query_row([digest], |row| row.get(0))
            .optional()?)
    }
}

/// A state change as it is kept.
pub struct StateRow {
    /// Exact signed bytes.
    pub body: Vec<u8>,
    /// Sealed note.
    pub note: Option<SealedBytes>,
    /// Unix milliseconds.
    pub received_ms: i64,
}

/// A state change to keep.
pub struct NewState<'a> {
    /// SHA-256 of `body`.
    pub digest: Hash,
    /// The record.
    pub record: Id,
    /// Its digest.
    pub record_digest: Hash,
    /// The device that made the record and will see the change.
    pub device: Id,
    /// The new state.
    pub state: u8,
    /// Whether it accepts a record that was flagged.
    pub accepts: bool,
    /// Who signed it.
    pub author: Id,
    /// Exact signed bytes.
    pub body: &'a [u8],
    /// Sealed note.
    pub note: Option<&'a SealedBytes>,
}

impl Tx<'_> {
    /// Keeps a state change; answers false when it was there already. One that `accepts` leaves the
    /// record's state as it is, and counts what was held back.
    pub fn add_state(&mut self, new: &NewState<'_>, now_ms: i64) -> Result<bool, StoreError> {
        let added = self
            .connection
            .prepare_cached(sql!("state_add"))?
            .execute(params![
                new.digest,
                new.record,
                new.record_digest,
                new.state,
                new.author,
                now_ms,
                new.body,
                new.note.map(|note| &note.body),
                new.note.map(|note| &note.wraps)
            ])?;
        if added == 0 {
            return Ok(false);
        }
        if new.accepts {
            self.count_held_tallies(&new.record)?;
        } else {
            self.connection
                .prepare_cached(sql!("record_state"))?
                .execute(params![new.record, new.state])?;
        }
        self.feed(Some(&new.device), FeedKind::State, &new.digest)?;
        Ok(true)
    }
}
