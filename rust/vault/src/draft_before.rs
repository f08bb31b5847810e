//! A draft that was taken over into another version of its form, and what it was before.
//!
//! Invariant: the exchange is one transaction, either way: on disk is the draft in the one version or in the
//! other, with all its rows. What it was before goes with the draft, when that is finished or deleted.
//!
//! It does not know what the rows mean, nor which version is the newer one.

use rusqlite::{Connection, params};

use crate::{Draft, DraftAnswer, Vault, VaultError, draft::put};

impl Vault {
    /// Puts rows of another form version in the place of a draft's. The rows before are kept, in place of
    /// those of an earlier exchange.
    ///
    /// # Errors
    /// [`VaultError::Missing`] when the draft is gone or in another version than it says; storage.
    pub fn exchange_draft(
        &self,
        draft: &Draft,
        form: [u8; 32],
        rows: &[DraftAnswer],
    ) -> Result<Draft, VaultError> {
        let tx = self.db.unchecked_transaction()?;
        let changed = tx.execute(
            "update draft set form = ?3, form_before = form where id = ?1 and form = ?2",
            params![draft.id, draft.begun.form, form],
        )?;
        if changed != 1 {
            return Err(VaultError::Missing);
        }
        forget_before(&tx, draft.id)?;
        tx.execute(
            "insert into answer_before select draft, path, value, state from answer where draft = ?1",
            [draft.id],
        )?;
        tx.execute("delete from answer where draft = ?1", [draft.id])?;
        put(&tx, draft.id, rows)?;
        tx.commit()?;
        let mut exchanged = draft.clone();
        exchanged.begun.form = form;
        Ok(exchanged)
    }

    /// The form version in which a draft was before it was exchanged.
    ///
    /// # Errors
    /// Storage.
    pub fn form_before(&self, draft: i64) -> Result<Option<[u8; 32]>, VaultError> {
        let mut query = self
            .db
            .prepare_cached("select form_before from draft where id = ?1")?;
        Ok(query.query_row([draft], |row| row.get(0))?)
    }

    /// Makes a draft what it was before it was exchanged; its rows of now are gone.
    ///
    /// # Errors
    /// [`VaultError::Missing`] when it was not exchanged; storage.
    pub fn take_exchange_back(&self, draft: i64) -> Result<Draft, VaultError> {
        let tx = self.db.unchecked_transaction()?;
        let changed = tx.execute(
            "update draft set form = form_before, form_before = null
             where id = ?1 and form_before is not null",
            [draft],
        )?;
        if changed != 1 {
            return Err(VaultError::Missing);
        }
        tx.execute("delete from answer where draft = ?1", [draft])?;
        tx.execute(
            "insert into answer select draft, path, value, state from answer_before where draft = ?1",
            [draft],
        )?;
        forget_before(&tx, draft)?;
        tx.commit()?;
        self.draft(draft)?.ok_or(VaultError::Missing)
    }
}

fn forget_before(tx: &Connection, draft: i64) -> Result<(), VaultError> {
    tx.execute("delete from answer_before where draft = ?1", [draft])?;
    Ok(())
}
