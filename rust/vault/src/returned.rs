//! Returns: a record that was sent back for correction, readable again until it is corrected.

use rusqlite::{OptionalExtension, Row, params};

use crate::{Vault, VaultError, database::id};

/// One return.
#[derive(Clone)]
pub struct StoredReturn {
    /// Its id.
    pub id: [u8; 16],
    /// The case.
    pub case_tag: [u8; 16],
    /// The record that was returned.
    pub record: [u8; 16],
    /// Its digest.
    pub digest: [u8; 32],
    /// The opened content of the return (content key and comments), as it came.
    pub bytes: Vec<u8>,
    /// The sealed record itself.
    pub sealed: Vec<u8>,
    /// When it arrived, Unix seconds.
    pub at: i64,
}

impl std::fmt::Debug for StoredReturn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredReturn")
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredReturn> {
    Ok(StoredReturn {
        id: id(row, 0)?,
        case_tag: id(row, 1)?,
        record: id(row, 2)?,
        digest: id(row, 3)?,
        bytes: row.get(4)?,
        sealed: row.get(5)?,
        at: row.get(6)?,
    })
}

const COLUMNS: &str = "id, case_tag, record, digest, bytes, sealed, at";

impl Vault {
    /// Keeps a return; the same again changes nothing.
    pub fn put_return(&self, r: &StoredReturn) -> Result<(), VaultError> {
        self.db.execute(
            "insert into returned (id, case_tag, record, digest, bytes, sealed, at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (id) do nothing",
            params![
                r.id, r.case_tag, r.record, r.digest, r.bytes, r.sealed, r.at
            ],
        )?;
        Ok(())
    }

    /// All returns, oldest first.
    pub fn returns(&self) -> Result<Vec<StoredReturn>, VaultError> {
        let mut query = self
            .db
            .prepare_cached(&format!("select {COLUMNS} from returned order by at, id"))?;
        let rows = query.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One return.
    pub fn returned(&self, return_id: [u8; 16]) -> Result<Option<StoredReturn>, VaultError> {
        Ok(self
            .db
            .query_row(
                &format!("select {COLUMNS} from returned where id = ?1"),
                [return_id],
                read,
            )
            .optional()?)
    }

    /// Forgets a return.
    pub fn delete_return(&self, return_id: [u8; 16]) -> Result<(), VaultError> {
        self.db
            .execute("delete from returned where id = ?1", [return_id])?;
        Ok(())
    }
}
