//! Directory heads that were given to somebody.
//!
//! Invariant: a head is on disk before anybody gets it, so that whoever reads what names it can be
//! shown that it is of the same log. It is never changed and never removed.

use std::sync::Arc;

use homeward_seal::Signed;
use homeward_seal::directory::Head;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Hash, Reader, StoreError, Tx, sql};

/// A head that was issued.
#[derive(Debug, Clone)]
pub struct IssuedHead {
    /// As it is given out.
    pub signed: Signed<Head>,
    /// What it says.
    pub says: Head,
}

fn issued(body: &[u8]) -> Result<IssuedHead, StoreError> {
    let damaged = |_| StoreError::Damaged("head");
    let signed = Signed::<Head>::parse(body).map_err(damaged)?;
    let says = signed.claims().map_err(damaged)?;
    Ok(IssuedHead { signed, says })
}

/// The last head issued.
pub(super) fn last(connection: &Connection) -> Result<Option<Arc<IssuedHead>>, StoreError> {
    let body: Option<Vec<u8>> = connection
        .query_row(sql!("head_last"), [], |row| row.get(0))
        .optional()?;
    body.map(|body| issued(&body).map(Arc::new)).transpose()
}

impl Reader<'_> {
    /// The issued head of that digest.
    pub fn head(&self, digest: &Hash) -> Result<Option<IssuedHead>, StoreError> {
        let body: Option<Vec<u8>> = self
            .0
            .prepare_cached(sql!("head_get"))?
            .query_row([digest], |row| row.get(0))
            .optional()?;
        body.map(|body| issued(&body)).transpose()
    }
}

impl Tx<'_> {
    /// Keeps a head that is about to be given out; it is the last one from now on.
    pub fn add_head(&mut self, signed: &Signed<Head>) -> Result<Arc<IssuedHead>, StoreError> {
        self.connection
            .prepare_cached(sql!("head_add"))?
            .execute(params![signed.digest().0, signed.bytes()])?;
        let head = Arc::new(issued(signed.bytes())?);
        self.tips.head = Some(Arc::clone(&head));
        Ok(head)
    }
}
