//! The directory's statements on disk, and the directory that they make in memory.
//!
//! Invariant: a statement is on disk exactly when it is in the published directory: it is appended
//! in the transaction that keeps it, and whatever undoes the one undoes the other.

use std::sync::Arc;

use homeward_seal::directory::{AppendError, Directory, Stub};
use homeward_seal::statement::Statement;
use rusqlite::{Connection, params};
use thiserror::Error;

use super::{Reader, StoreError, Tx, int, sql, uint};

/// Why a statement was not appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StatementRefused {
    /// Its issuer may not make it, or another came first.
    #[error(transparent)]
    Directory(#[from] AppendError),
}

/// Reads the whole directory; every right is checked again.
pub(super) fn load(connection: &Connection) -> Result<Directory, StoreError> {
    let mut query = connection.prepare(sql!("statements_all"))?;
    let mut rows = query.query([])?;
    let mut statements = Vec::new();
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(1)?;
        statements.push(Statement::parse(&body).map_err(|_| StoreError::Damaged("statement"))?);
    }
    Directory::restore(statements).map_err(|_| StoreError::Damaged("directory"))
}

/// Keeps one statement's row.
pub(super) fn insert(
    connection: &Connection,
    stub: &Stub,
    statement: &Statement,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(sql!("statement_add"))?
        .execute(params![
            int(stub.index),
            stub.kind.number(),
            stub.subject.0,
            stub.digest.0,
            statement.bytes()
        ])?;
    Ok(())
}

impl Reader<'_> {
    /// Up to `limit` statements from `position` on: exact bytes, in order.
    pub fn statements(&self, position: u64, limit: u32) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("statements_after"))?;
        let rows = query.query_map(params![int(position), limit], |row| {
            Ok((uint(row.get(0)?), row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Appends a statement. The latest about its subject sent again changes nothing.
    ///
    /// # Errors
    /// The outer for the store, the inner when the directory refuses it.
    pub fn append_statement(
        &mut self,
        statement: &Statement,
    ) -> Result<Result<Stub, StatementRefused>, StoreError> {
        if let Err(refused) = self.tips.directory.check(statement) {
            // What is there already answers with its stub; everything else is refused.
            let latest = self
                .tips
                .directory
                .latest(statement.kind(), statement.subject());
            if latest.is_none_or(|(_, latest)| latest.digest() != statement.digest()) {
                return Ok(Err(refused.into()));
            }
        }
        let before = self.tips.directory.size();
        let stub = match Arc::make_mut(&mut self.tips.directory).append(statement.clone()) {
            Ok(stub) => stub,
            Err(refused) => return Ok(Err(refused.into())),
        };
        if stub.index >= before {
            insert(self.connection, &stub, statement)?;
        }
        Ok(Ok(stub))
    }
}
