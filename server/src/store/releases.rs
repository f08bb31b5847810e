//! Published releases: signed JSON, kept and given byte by byte under its own digest.

use rusqlite::{OptionalExtension, params};

use super::{Hash, Reader, StoreError, Tx, sql};

/// A published release, without its text.
pub struct ReleaseRow {
    /// SHA-256 of its signed text.
    pub id: Hash,
    /// The reporting period.
    pub period: String,
    /// Unix milliseconds.
    pub published_ms: i64,
}

impl Reader<'_> {
    /// All releases, oldest first.
    pub fn releases(&self) -> Result<Vec<ReleaseRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("releases_all"))?;
        let rows = query.query_map([], |row| {
            Ok(ReleaseRow {
                id: row.get(0)?,
                period: row.get(1)?,
                published_ms: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The exact bytes of a release.
    pub fn release(&self, id: &Hash) -> Result<Option<Vec<u8>>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("release_get"))?;
        Ok(query.query_row([id], |row| row.get(0)).optional()?)
    }
}

impl Tx<'_> {
    /// Publishes a release; the same again changes nothing, and answers false.
    pub fn add_release(
        &mut self,
        id: &Hash,
        period: &str,
        body: &[u8],
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let added = self
            .connection
            .prepare_cached(sql!("release_add"))?
            .execute(params![id, period, now_ms, body])?;
        Ok(added > 0)
    }
}
