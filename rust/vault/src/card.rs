//! Cards: what the case team tells this worker about a case.

use rusqlite::{OptionalExtension, Row, params};

use crate::{Vault, VaultError, database::id};

/// The newest card of a case.
#[derive(Clone)]
pub struct StoredCard {
    /// The case.
    pub case_tag: [u8; 16],
    /// Version; only a higher one takes its place.
    pub version: u64,
    /// Its opened content, as it came.
    pub bytes: Vec<u8>,
    /// The next date that this phone set itself since (`YYYY-MM-DD`).
    pub next_date: Option<String>,
}

impl std::fmt::Debug for StoredCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredCard")
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredCard> {
    Ok(StoredCard {
        case_tag: id(row, 0)?,
        version: row.get::<_, i64>(1)? as u64,
        bytes: row.get(2)?,
        next_date: row.get(3)?,
    })
}

impl Vault {
    /// Keeps a card if its version is higher than the one that is there; says whether it was.
    pub fn put_card(
        &self,
        case_tag: [u8; 16],
        version: u64,
        bytes: &[u8],
    ) -> Result<bool, VaultError> {
        let changed = self.db.execute(
            "insert into card (case_tag, version, bytes) values (?1, ?2, ?3)
             on conflict (case_tag) do update set version = excluded.version, bytes = excluded.bytes, next_date = null
             where excluded.version > card.version",
            params![case_tag, version as i64, bytes],
        )?;
        Ok(changed > 0)
    }

    /// Lets any version follow: the cards that are here were another device's, and its own begin anew.
    pub fn let_cards_begin_anew(&self) -> Result<(), VaultError> {
        self.db.execute("update card set version = 0", [])?;
        Ok(())
    }

    /// All cards, in no order that means anything.
    pub fn cards(&self) -> Result<Vec<StoredCard>, VaultError> {
        let mut query = self.db.prepare_cached(
            "select case_tag, version, bytes, next_date from card order by case_tag",
        )?;
        let rows = query.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The card of a case.
    pub fn card(&self, case_tag: [u8; 16]) -> Result<Option<StoredCard>, VaultError> {
        Ok(self
            .db
            .query_row(
                "select case_tag, version, bytes, next_date from card where case_tag = ?1",
                [case_tag],
                read,
            )
            .optional()?)
    }
}
