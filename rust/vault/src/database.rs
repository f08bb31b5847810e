//! Opening a SQLCipher database with a raw key, and its settings.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::VaultError;

/// Opens (or makes) a database. A wrong key gives [`VaultError::Damaged`].
pub(crate) fn open(path: &Path, key: &[u8; 32], schema: &[&str]) -> Result<Connection, VaultError> {
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // a wrong PIN is nothing that belongs into a log
    db.execute_batch("pragma cipher_log_level = none")?;
    let mut pragma = Zeroizing::new(String::with_capacity(96));
    pragma.push_str("pragma key = \"x'");
    for byte in key {
        use std::fmt::Write;
        // writing to a String cannot fail
        let _ = write!(pragma, "{byte:02x}");
    }
    pragma.push_str("'\"");
    db.execute_batch(&pragma)?;
    // The first read proves the key. In WAL with `full`, a commit is synced before it returns.
    db.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
         pragma secure_delete = on; pragma temp_store = memory; pragma wal_autocheckpoint = 256;",
    )?;
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    migrate(&db, schema)?;
    private(path)?;
    Ok(db)
}

/// Applies the steps of `schema` that the file has not seen; steps only grow.
fn migrate(db: &Connection, schema: &[&str]) -> Result<(), VaultError> {
    let have = db.query_row("pragma user_version", [], |r| r.get::<_, i64>(0))? as usize;
    if have > schema.len() {
        return Err(VaultError::Damaged);
    }
    for (number, step) in schema.iter().enumerate().skip(have) {
        db.execute_batch(&format!(
            "begin immediate; {step}; pragma user_version = {}; commit;",
            number + 1
        ))?;
    }
    Ok(())
}

#[cfg(unix)]
fn private(path: &Path) -> Result<(), VaultError> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(())
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), VaultError> {
    Ok(())
}

/// An id column as it was written.
pub(crate) fn id<const N: usize>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<[u8; N]> {
    row.get(column)
}
