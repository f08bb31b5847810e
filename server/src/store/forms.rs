//! XForms by digest. Versions never disappear: a record is read in the version it was written in.

use rusqlite::{OptionalExtension, params};

use super::{Hash, Id, Reader, StoreError, Tx, sql};

/// A form to keep.
pub struct NewForm {
    /// SHA-256 of `body`.
    pub digest: Hash,
    /// The form's id.
    pub id: String,
    /// The form's version.
    pub version: String,
    /// The form's title.
    pub title: String,
    /// Who uploaded it.
    pub author: Id,
    /// XForm XML.
    pub body: Vec<u8>,
}

/// A form, without its text.
pub struct FormRow {
    /// SHA-256 of the XForm.
    pub digest: Hash,
    /// The form's id.
    pub id: String,
    /// The form's version.
    pub version: String,
    /// The form's title.
    pub title: String,
    /// Unix milliseconds.
    pub received_ms: i64,
    /// Bytes.
    pub size: u64,
}

impl Reader<'_> {
    /// All forms, oldest first.
    pub fn forms(&self) -> Result<Vec<FormRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("forms_all"))?;
        let rows = query.query_map([], |row| {
            Ok(FormRow {
                digest: row.get(0)?,
                id: row.get(1)?,
                version: row.get(2)?,
                title: row.get(3)?,
                received_ms: row.get(4)?,
                size: super::uint(row.get(5)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The exact bytes of a form.
    pub fn form(&self, digest: &Hash) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .0
            .prepare_cached(sql!("form_get"))?
            .query_row([digest], |row| row.get(0))
            .optional()?)
    }
}

impl Tx<'_> {
    /// Keeps a form; the same again changes nothing, and answers false.
    pub fn add_form(&mut self, form: &NewForm, now_ms: i64) -> Result<bool, StoreError> {
        let added = self
            .connection
            .prepare_cached(sql!("form_add"))?
            .execute(params![
                form.digest,
                form.id,
                form.version,
                form.title,
                form.author,
                now_ms,
                form.body
            ])?;
        Ok(added > 0)
    }
}
