//! What can go wrong in the store itself.
//!
//! Invariant: neither `Debug` nor `Display` shows a value that was stored. It does not say what a
//! request did wrong; that is each operation's own error.

use thiserror::Error;

/// The store could not do its part.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The disk, or the limit set for the database, is full. Nothing of the request was kept.
    #[error("the store is full; nothing of this request was kept")]
    Full,
    /// SQLite refused; the code is SQLite's extended result code.
    #[error("the store failed (SQLite {0})")]
    Failed(i32),
    /// A stored value does not read as what it must be.
    #[error("the store holds a damaged {0}")]
    Damaged(&'static str),
    /// The server is stopping.
    #[error("the store is stopping")]
    Stopped,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                rusqlite::ErrorCode::DiskFull => Self::Full,
                _ => Self::Failed(failure.extended_code),
            },
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Damaged("column"),
            _ => Self::Failed(rusqlite::ffi::SQLITE_MISUSE),
        }
    }
}
