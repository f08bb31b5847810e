//! What can go wrong in storage. Messages carry no content.

/// Failure of the phone's storage.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The disk (or the limit on the database) is full. What was saved before is still saved.
    #[error("no space is left")]
    Full,
    /// A file could not be read or written.
    #[error("a file could not be read or written: {0}")]
    File(std::io::ErrorKind),
    /// The database could not be read: damaged, or made by a newer version.
    #[error("the database could not be read")]
    Damaged,
    /// The database answered with an error that is none of the above.
    #[error("the database failed with code {0}")]
    Database(i32),
    /// The PIN is too short or has something other than digits.
    #[error("the PIN is too short")]
    PinTooShort,
    /// A PIN was set before.
    #[error("the vault exists already")]
    Exists,
    /// The vault secret is gone; what was behind it cannot be read any more.
    #[error("the vault was destroyed")]
    Destroyed,
    /// The system gave no random bytes.
    #[error("no random bytes")]
    Random,
    /// Nothing with this id.
    #[error("nothing with this id")]
    Missing,
}

impl From<rusqlite::Error> for VaultError {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::*;
        match e {
            rusqlite::Error::SqliteFailure(f, _) => match f.code {
                DiskFull => Self::Full,
                NotADatabase | DatabaseCorrupt => Self::Damaged,
                // a write that the file system refuses half-way (quota, size limit) arrives as an I/O error
                SystemIoFailure => Self::Full,
                _ => Self::Database(f.extended_code),
            },
            rusqlite::Error::QueryReturnedNoRows => Self::Missing,
            _ => Self::Damaged,
        }
    }
}

impl From<std::io::Error> for VaultError {
    fn from(e: std::io::Error) -> Self {
        match e.kind() {
            std::io::ErrorKind::StorageFull
            | std::io::ErrorKind::QuotaExceeded
            | std::io::ErrorKind::FileTooLarge => Self::Full,
            kind => Self::File(kind),
        }
    }
}
