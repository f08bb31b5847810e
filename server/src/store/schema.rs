//! Opening a database file: its settings and its migrations, which only grow.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::{StoreError, sql};

/// Every migration in order; the number of those applied is the file's `user_version`.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_start.sql"),
    include_str!("../../migrations/0002_heads_and_holding.sql"),
];

/// Opens for writing: WAL, every commit on disk, tables up to date.
pub fn open(path: &Path, max_pages: Option<u32>) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(128);
    migrate(&mut connection)?;
    if let Some(pages) = max_pages {
        // The pragma answers with the limit, so it is a query.
        connection.query_row(&format!("pragma max_page_count = {pages}"), [], |row| {
            row.get::<_, i64>(0)
        })?;
    }
    Ok(connection)
}

/// Opens for reading beside the writer.
pub fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let done: usize = tx
        .pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))
        .map(|n| usize::try_from(n).unwrap_or(usize::MAX))?;
    if done > MIGRATIONS.len() {
        return Err(StoreError::Damaged(
            "version: this database was written by a newer homeward",
        ));
    }
    for (at, text) in MIGRATIONS.iter().enumerate().skip(done) {
        tx.execute_batch(text)?;
        tx.pragma_update(
            None,
            "user_version",
            i64::try_from(at + 1).unwrap_or(i64::MAX),
        )?;
    }
    tx.commit()?;
    Ok(())
}

/// Keeps a value under a name, replacing what was there.
pub fn put_meta(connection: &Connection, name: &str, value: &[u8]) -> Result<(), StoreError> {
    connection
        .prepare_cached(sql!("meta_put"))?
        .execute(params![name, value])?;
    Ok(())
}

/// The value kept under `name`.
pub fn meta(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(connection
        .prepare_cached(sql!("meta_get"))?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// The value kept under `name`, of a fixed size.
pub fn meta_sized<const N: usize>(
    connection: &Connection,
    name: &'static str,
) -> Result<[u8; N], StoreError> {
    meta(connection, name)?
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(StoreError::Damaged(name))
}
