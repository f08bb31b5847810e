//! Key files: the root and statistics keys offline, the log and receipt keys beside the database.
//!
//! A file is one line, `homeward-key/1 KIND TENANT SECRET`, the last two in hexadecimal. It is
//! made with mode 0600 and never overwritten. Invariant: a secret is wiped from memory when it was
//! used, and no error shows one.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use homeward_seal::{OpeningKey, SigningKey, TenantId};
use thiserror::Error;
use zeroize::Zeroizing;

const MAGIC: &str = "homeward-key/1";

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Appoints supervisors and the log key; offline.
    Root,
    /// Signs directory heads.
    Log,
    /// Signs receipts.
    Receipt,
    /// Opens ordinary tallies; offline, at the statistics office.
    StatisticsOrdinary,
    /// Opens restricted tallies; offline, at the statistics office.
    StatisticsRestricted,
    /// Signs releases; offline, at the statistics office.
    StatisticsOffice,
}

impl KeyKind {
    /// Its name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Log => "log",
            Self::Receipt => "receipt",
            Self::StatisticsOrdinary => "statistics-ordinary",
            Self::StatisticsRestricted => "statistics-restricted",
            Self::StatisticsOffice => "statistics-office",
        }
    }
}

/// Why a key file was not read or written.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// The file cannot be read or written.
    #[error("cannot use the key file {0}: {1}")]
    Io(PathBuf, std::io::Error),
    /// The file is no key file.
    #[error("{0} is not a key file of homeward")]
    NotAKey(PathBuf),
    /// The key is for something else.
    #[error("{0} does not hold the {1} key")]
    OtherKind(PathBuf, &'static str),
    /// The key is another institution's.
    #[error("{0} belongs to another institution")]
    OtherTenant(PathBuf),
}

/// Writes a new key file; fails when there is one.
///
/// # Errors
/// [`KeyFileError::Io`].
pub fn write(
    path: &Path,
    kind: KeyKind,
    tenant: TenantId,
    secret: &[u8; 32],
) -> Result<(), KeyFileError> {
    let io = |error| KeyFileError::Io(path.to_owned(), error);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(io)?;
    let hex = Zeroizing::new(hex::encode(secret));
    let line = Zeroizing::new(format!(
        "{MAGIC} {} {} {}\n",
        kind.name(),
        tenant.hex(),
        hex.as_str()
    ));
    file.write_all(line.as_bytes()).map_err(io)?;
    file.sync_all().map_err(io)
}

/// The secret of a key file, which must be of `kind` and, if given, of `tenant`.
///
/// # Errors
/// [`KeyFileError`].
pub fn read(
    path: &Path,
    kind: KeyKind,
    tenant: Option<TenantId>,
) -> Result<(TenantId, Zeroizing<[u8; 32]>), KeyFileError> {
    let not = || KeyFileError::NotAKey(path.to_owned());
    let text = Zeroizing::new(
        std::fs::read_to_string(path).map_err(|error| KeyFileError::Io(path.to_owned(), error))?,
    );
    let mut words = text.split_whitespace();
    if words.next() != Some(MAGIC) {
        return Err(not());
    }
    if words.next() != Some(kind.name()) {
        return Err(KeyFileError::OtherKind(path.to_owned(), kind.name()));
    }
    let found = words.next().and_then(TenantId::from_hex).ok_or_else(not)?;
    let mut secret = Zeroizing::new([0; 32]);
    hex::decode_to_slice(words.next().unwrap_or_default(), &mut *secret).map_err(|_| not())?;
    if tenant.is_some_and(|tenant| tenant != found) {
        return Err(KeyFileError::OtherTenant(path.to_owned()));
    }
    Ok((found, secret))
}

/// The two keys of a server, from `keys/` in its data folder.
#[derive(Clone)]
pub struct ServerKeys {
    /// Signs directory heads.
    pub log: SigningKey,
    /// Signs receipts.
    pub receipt: SigningKey,
}

impl ServerKeys {
    /// Where the file of a key lies in a data folder.
    pub fn path(data: &Path, kind: KeyKind) -> PathBuf {
        data.join("keys").join(format!("{}.key", kind.name()))
    }

    /// Reads both.
    ///
    /// # Errors
    /// [`KeyFileError`].
    pub fn read(data: &Path, tenant: TenantId) -> Result<Self, KeyFileError> {
        let one = |kind| {
            let (_, secret) = read(&Self::path(data, kind), kind, Some(tenant))?;
            Ok::<_, KeyFileError>(SigningKey::from_seed(&secret))
        };
        Ok(Self {
            log: one(KeyKind::Log)?,
            receipt: one(KeyKind::Receipt)?,
        })
    }
}

/// Reads a statistics key.
///
/// # Errors
/// [`KeyFileError`].
pub fn statistics(path: &Path, kind: KeyKind) -> Result<(TenantId, OpeningKey), KeyFileError> {
    let (tenant, secret) = read(path, kind, None)?;
    Ok((tenant, OpeningKey::from_bytes(&secret)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_is_private_never_overwritten_and_read_only_as_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        let tenant = TenantId([3; 16]);
        write(&path, KeyKind::Root, tenant, &[9; 32]).unwrap();
        assert!(matches!(
            write(&path, KeyKind::Root, tenant, &[1; 32]),
            Err(KeyFileError::Io(..))
        ));
        let (found, secret) = read(&path, KeyKind::Root, Some(tenant)).unwrap();
        assert_eq!((found, *secret), (tenant, [9; 32]));
        assert!(matches!(
            read(&path, KeyKind::Log, None),
            Err(KeyFileError::OtherKind(..))
        ));
        let other = Some(TenantId([4; 16]));
        assert!(matches!(
            read(&path, KeyKind::Root, other),
            Err(KeyFileError::OtherTenant(_))
        ));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }
}
