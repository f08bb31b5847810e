//! Drafts: a form being filled, kept as single answers.
//!
//! Invariant: what one answer changed is one transaction and on disk when [`Vault::save_answers`]
//! returns. A draft has its record id from the beginning, so that a finished check-in and its draft
//! recognise each other after a cut between sealing and deleting.

use rusqlite::{OptionalExtension, Row, params};

use crate::{Vault, VaultError, database::id};

/// One row of a draft.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftAnswer {
    /// What the row is kept by.
    pub path: String,
    /// The value.
    pub value: String,
    /// Number of its state.
    pub state: u8,
}

impl std::fmt::Debug for DraftAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DraftAnswer")
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// What a draft begins with.
#[derive(Debug, Clone)]
pub struct NewDraft {
    /// The case.
    pub case_tag: [u8; 16],
    /// Digest of the form version.
    pub form: [u8; 32],
    /// Id that the record will have.
    pub record: [u8; 16],
    /// The return that it answers, in a correction.
    pub return_id: Option<[u8; 16]>,
    /// Unix seconds.
    pub started: i64,
    /// Day of the original (`YYYY-MM-DD`), in a correction.
    pub today: Option<String>,
    /// Digest of the finished version that is changed, when a record is opened before it is sent.
    pub amends: Option<[u8; 32]>,
}

impl NewDraft {
    /// Whether it is a new check-in: neither a correction nor a change of a finished one.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.return_id.is_none() && self.amends.is_none()
    }
}

/// A draft.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Number on this phone.
    pub id: i64,
    /// What it began with.
    pub begun: NewDraft,
}

const COLUMNS: &str = "id, case_tag, form, record, return_id, started, today, amends";

fn read(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: row.get(0)?,
        begun: NewDraft {
            case_tag: id(row, 1)?,
            form: id(row, 2)?,
            record: id(row, 3)?,
            return_id: row.get(4)?,
            started: row.get(5)?,
            today: row.get(6)?,
            amends: row.get(7)?,
        },
    })
}

impl Vault {
    /// Begins a draft with its first rows, in one transaction.
    pub fn begin_draft(&self, new: &NewDraft, rows: &[DraftAnswer]) -> Result<Draft, VaultError> {
        let tx = self.db.unchecked_transaction()?;
        tx.execute(
            "insert into draft (case_tag, form, record, return_id, started, today, amends)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                new.case_tag,
                new.form,
                new.record,
                new.return_id,
                new.started,
                new.today,
                new.amends
            ],
        )?;
        let number = tx.last_insert_rowid();
        put(&tx, number, rows)?;
        tx.commit()?;
        Ok(Draft {
            id: number,
            begun: new.clone(),
        })
    }

    /// All drafts, oldest first.
    pub fn drafts(&self) -> Result<Vec<Draft>, VaultError> {
        let mut query = self
            .db
            .prepare_cached(&format!("select {COLUMNS} from draft order by id"))?;
        let rows = query.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One draft.
    pub fn draft(&self, number: i64) -> Result<Option<Draft>, VaultError> {
        Ok(self
            .db
            .query_row(
                &format!("select {COLUMNS} from draft where id = ?1"),
                [number],
                read,
            )
            .optional()?)
    }

    /// Deletes `removed` and keeps `saved`, in one transaction.
    pub fn save_answers(
        &self,
        draft: i64,
        saved: &[DraftAnswer],
        removed: &[String],
    ) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        {
            let mut delete =
                tx.prepare_cached("delete from answer where draft = ?1 and path = ?2")?;
            for path in removed {
                delete.execute(params![draft, path])?;
            }
        }
        put(&tx, draft, saved)?;
        Ok(tx.commit()?)
    }

    /// The rows of a draft, by path.
    pub fn answers(&self, draft: i64) -> Result<Vec<DraftAnswer>, VaultError> {
        let mut query = self.db.prepare_cached(
            "select path, value, state from answer where draft = ?1 order by path",
        )?;
        let rows = query.query_map([draft], |r| {
            Ok(DraftAnswer {
                path: r.get(0)?,
                value: r.get(1)?,
                state: r.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Deletes a draft with its answers.
    pub fn delete_draft(&self, draft: &Draft) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        tx.execute("delete from draft where id = ?1", [draft.id])?;
        Ok(tx.commit()?)
    }

    /// After sealing: deletes the draft, the return it answered, and moves the case's own next date.
    pub fn close_draft(&self, draft: &Draft, next_date: Option<&str>) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        if let Some(return_id) = draft.begun.return_id {
            tx.execute("delete from returned where id = ?1", [return_id])?;
        }
        if let Some(date) = next_date {
            tx.execute(
                "update card set next_date = ?2 where case_tag = ?1",
                params![draft.begun.case_tag, date],
            )?;
        }
        tx.execute("delete from draft where id = ?1", [draft.id])?;
        Ok(tx.commit()?)
    }
}

pub(crate) fn put(
    tx: &rusqlite::Connection,
    draft: i64,
    rows: &[DraftAnswer],
) -> Result<(), VaultError> {
    let mut insert = tx.prepare_cached(
        "insert into answer (draft, path, value, state) values (?1, ?2, ?3, ?4)
         on conflict (draft, path) do update set value = excluded.value, state = excluded.state",
    )?;
    for row in rows {
        insert.execute(params![draft, row.path, row.value, row.state])?;
    }
    Ok(())
}
