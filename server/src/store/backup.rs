//! Online backup and restore of the database file.
//!
//! Invariant: a backup is a whole database of one moment, made while the server works. It holds
//! what the server's disk holds: nothing that opens a record, and not the server's two keys, which
//! are backed up apart. A restored store gets a new store id, so that phones notice and send again
//! what the backup does not have.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;
use thiserror::Error;

use super::{Id, StoreError, schema};

/// Why a backup or a restore did not happen. Nothing is left half written.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The target exists already.
    #[error("{0} exists already; name a new file")]
    Exists(std::path::PathBuf),
    /// The file is not a database of this program.
    #[error("{0} is not a backup of homeward")]
    NotABackup(std::path::PathBuf),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be written.
    #[error("cannot write the file")]
    Io(#[from] std::io::Error),
}

/// Copies the database in `folder` to the new file `target`. `progress` gets pages done and all.
///
/// # Errors
/// [`BackupError`]; the target is removed again.
pub fn backup(
    folder: &Path,
    target: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), BackupError> {
    if target.exists() {
        return Err(BackupError::Exists(target.to_owned()));
    }
    let source = schema::open_reader(&super::file(folder))?;
    let done = copy(&source, target, progress);
    if done.is_err() {
        let _ = std::fs::remove_file(target);
    }
    done
}

/// Puts the backup `source` into `folder`, which must not have a database, as a store with the id
/// `store`.
///
/// # Errors
/// [`BackupError`]; the folder is left as it was.
pub fn restore(
    source: &Path,
    folder: &Path,
    store: Id,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), BackupError> {
    let target = super::file(folder);
    if target.exists() {
        return Err(BackupError::Exists(target));
    }
    let not_a_backup = |_| BackupError::NotABackup(source.to_owned());
    let from = schema::open_reader(source).map_err(not_a_backup)?;
    schema::meta_sized::<16>(&from, "tenant").map_err(not_a_backup)?;
    let partial = folder.join("restore.partial");
    let _ = std::fs::remove_file(&partial);
    copy(&from, &partial, progress)?;
    let connection = schema::open(&partial, None)?;
    schema::put_meta(&connection, "store", &store)?;
    connection
        .pragma_update(None, "journal_mode", "delete")
        .map_err(StoreError::from)?;
    connection
        .close()
        .map_err(|(_, error)| StoreError::from(error))?;
    std::fs::rename(&partial, &target)?;
    Ok(())
}

fn copy(
    source: &Connection,
    target: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), BackupError> {
    let mut into = Connection::open(target).map_err(StoreError::from)?;
    let run = Backup::new(source, &mut into).map_err(StoreError::from)?;
    loop {
        let step = run.step(256).map_err(StoreError::from)?;
        let state = run.progress();
        let all = u64::try_from(state.pagecount).unwrap_or(0);
        progress(
            all.saturating_sub(u64::try_from(state.remaining).unwrap_or(0)),
            all,
        );
        match step {
            rusqlite::backup::StepResult::Done => break,
            rusqlite::backup::StepResult::More => {}
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    drop(run);
    // One plain file, not a database with a WAL beside it.
    into.pragma_update(None, "journal_mode", "delete")
        .map_err(StoreError::from)?;
    into.close().map_err(|(_, error)| StoreError::from(error))?;
    Ok(())
}
