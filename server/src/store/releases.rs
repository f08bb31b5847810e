//! Published releases: signed JSON, kept and given byte by byte.

use rusqlite::{OptionalExtension, params};

use super::{Reader, StoreError, Tx, sql};

/// A published release, without its text.
pub struct ReleaseRow {
    /// Its id.
    pub id: String,
    /// Unix milliseconds.
    pub published_ms: i64,
    /// Bytes.
    pub size: u64,
}

impl Reader<'_> {
    /// All releases, oldest first.
    pub fn releases(&self) -> Result<Vec<ReleaseRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("releases_all"))?;
        let rows = query.query_map([], |row| {
            Ok(ReleaseRow {
                id: row.get(0)?,
                published_ms: row.get(1)?,
                size: super::uint(row.get(2)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The exact bytes of a release.
    pub fn release(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .0
            .prepare_cached(sql!("release_get"))?
            .query_row([id], |row| row.get(0))
            .optional()?)
    }
}

impl Tx<'_> {
    /// Publishes a release; an id that is taken is an error, as releases never change.
    pub fn add_release(&mut self, id: &str, body: &[u8], now_ms: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql!("release_add"))?
            .execute(params![id, now_ms, body])?;
        Ok(())
    }
}
