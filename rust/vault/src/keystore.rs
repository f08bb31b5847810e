//! Where the two secrets of a phone live: outbox (after first unlock) and vault (only while unlocked).
//!
//! On Android and iOS an implementation over the hardware key store takes the place of
//! [`FileKeyStore`]; on a desktop the secrets are files of mode 0600, and the screen says that a PIN
//! alone protects little there.

use std::{fs, io, io::Write, path::PathBuf};

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::VaultError;

/// 32 random bytes; never printed, wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Wraps bytes drawn by the caller.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Which secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretName {
    /// Opens the outbox; usable without PIN.
    Outbox,
    /// One half of the vault key.
    Vault,
}

impl SecretName {
    fn file(self) -> &'static str {
        match self {
            Self::Outbox => "outbox.secret",
            Self::Vault => "vault.secret",
        }
    }
}

/// Keeps secrets: durable when a call returns.
pub trait KeyStore: Send + Sync {
    /// Reads a secret; `None` if there is none (or it was destroyed).
    fn read(&self, name: SecretName) -> Result<Option<Secret>, VaultError>;
    /// Writes a secret that does not exist yet.
    fn create(&self, name: SecretName, secret: &Secret) -> Result<(), VaultError>;
    /// Destroys a secret; succeeds if there is none.
    fn destroy(&self, name: SecretName) -> Result<(), VaultError>;
}

/// Secrets in files of mode 0600 in one folder.
#[derive(Debug, Clone)]
pub struct FileKeyStore {
    folder: PathBuf,
}

impl FileKeyStore {
    /// Over a folder, which is made (mode 0700) if it is missing.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, VaultError> {
        let folder = folder.into();
        make_private_folder(&folder)?;
        Ok(Self { folder })
    }

    fn path(&self, name: SecretName) -> PathBuf {
        self.folder.join(name.file())
    }

    fn sync_folder(&self) -> io::Result<()> {
        // Windows cannot open a folder for syncing; its rename is journalled.
        #[cfg(unix)]
        fs::File::open(&self.folder)?.sync_all()?;
        Ok(())
    }
}

/// Makes a folder that only its owner can enter.
pub(crate) fn make_private_folder(folder: &std::path::Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn private_file(path: &std::path::Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

impl KeyStore for FileKeyStore {
    fn read(&self, name: SecretName) -> Result<Option<Secret>, VaultError> {
        let mut bytes = match fs::read(self.path(name)) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(e.into()),
        };
        let secret = <[u8; 32]>::try_from(bytes.as_slice()).map(Secret);
        bytes.zeroize();
        // a file of another length was being destroyed when the power went
        Ok(secret.ok())
    }

    fn create(&self, name: SecretName, secret: &Secret) -> Result<(), VaultError> {
        let path = self.path(name);
        if self.read(name)?.is_some() {
            return Err(VaultError::Exists);
        }
        let next = path.with_extension("new");
        let mut file = private_file(&next)?;
        file.write_all(secret.bytes())?;
        file.sync_all()?;
        drop(file);
        fs::rename(&next, &path)?;
        self.sync_folder()?;
        Ok(())
    }

    fn destroy(&self, name: SecretName) -> Result<(), VaultError> {
        let path = self.path(name);
        match fs::OpenOptions::new().write(true).open(&path) {
            Ok(mut file) => {
                // the same blocks where the file system allows it; then no length, then no name
                file.write_all(&[0; 32])?;
                file.sync_all()?;
                file.set_len(0)?;
                file.sync_all()?;
                fs::remove_file(&path)?;
                self.sync_folder()?;
                Ok(())
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(e) => Err(e.into()),
        }
    }
}
