//! The PIN: setting it, trying it, and destroying the vault after too many wrong ones.
//!
//! Invariant: a try is counted durably after its key is derived and before the key meets the vault, so
//! whoever kills the process saves no try, and who is interrupted while the key is derived loses none. A
//! try that was counted and has no verdict can be made again with the same key: it is the same guess.
//! Vault key = HKDF(vault secret ‖ Argon2id(PIN, 16-byte salt)).

use std::path::Path;

use homeward_seal::{DerivedKey, DeviceSecret, vault::commitment};

use crate::{KeyStore, Outbox, Secret, SecretName, Vault, VaultError};

/// Wrong PINs after which the vault secret is destroyed.
pub const MAX_TRIES: u32 = 10;
/// The shortest PIN.
pub const MIN_PIN_DIGITS: usize = homeward_seal::vault::PIN_LEAST;

const FILE: &str = "vault.db";
const SALT: &str = "pin.salt";
const TRIES: &str = "pin.tries";
const WITHOUT_VERDICT: &str = "pin.without_verdict";
const MADE: &str = "pin.made";
const LIMIT: &str = "pin.limit";

/// Sets the institution's limit of wrong PINs; it can only be lower than [`MAX_TRIES`].
pub fn limit_tries(outbox: &Outbox, tries: u32) -> Result<(), VaultError> {
    outbox.set_number(LIMIT, u64::from(tries.clamp(1, MAX_TRIES)))
}

fn max_tries(outbox: &Outbox) -> Result<u32, VaultError> {
    Ok(outbox
        .number(LIMIT)?
        .map_or(MAX_TRIES, |n| (n as u32).clamp(1, MAX_TRIES)))
}

/// What there is of a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultState {
    /// No PIN was set.
    None,
    /// A PIN opens it; so many tries are left.
    Locked(u32),
    /// It was destroyed.
    Destroyed,
}

/// What a PIN did.
#[derive(Debug)]
pub enum Attempt {
    /// It opened the vault.
    Opened(Vault),
    /// It was wrong; so many tries are left.
    Wrong(u32),
    /// It was wrong and the last: the vault secret is destroyed.
    Destroyed,
}

/// What there is of the vault in a folder.
pub fn state(outbox: &Outbox, keys: &dyn KeyStore) -> Result<VaultState, VaultError> {
    if outbox.number(MADE)?.is_none() {
        return Ok(VaultState::None);
    }
    if keys.read(SecretName::Vault)?.is_none() {
        return Ok(VaultState::Destroyed);
    }
    let tries = Tries::read(outbox)?;
    let again = u32::from(tries.without_verdict.is_some());
    Ok(VaultState::Locked(tries.left(outbox)?.max(again)))
}

/// Sets the PIN and makes an empty vault. After [`VaultState::Destroyed`] it begins anew.
/// `secret` and `salt` are random.
pub fn set_pin(
    folder: &Path,
    outbox: &Outbox,
    keys: &dyn KeyStore,
    pin: &str,
    secret: Secret,
    salt: [u8; 16],
) -> Result<Vault, VaultError> {
    // refused before anything is destroyed or made
    let key = key(&secret, pin, &salt)?;
    if let VaultState::Locked(_) = state(outbox, keys)? {
        return Err(VaultError::Exists);
    }
    // What an interrupted try or a destroyed vault left can't be opened by anyone.
    keys.destroy(SecretName::Vault)?;
    remove_files(folder)?;
    keys.create(SecretName::Vault, &secret)?;
    outbox.set_value(SALT, &salt)?;
    Tries::default().write(outbox)?;
    let vault = Vault::open(&folder.join(FILE), key.secret_bytes())?;
    outbox.set_number(MADE, 1)?;
    Ok(vault)
}

/// Tries a PIN.
pub fn open_with_pin(
    folder: &Path,
    outbox: &Outbox,
    keys: &dyn KeyStore,
    pin: &str,
) -> Result<Attempt, VaultError> {
    match begin(folder, outbox, keys, pin)? {
        Some(begun) => end(folder, outbox, keys, &begun),
        None => Ok(Attempt::Destroyed),
    }
}

/// What is counted, as it lies in the outbox.
#[derive(Debug, Clone, Default)]
struct Tries {
    counted: u32,
    /// The commitment to the key of a try that is counted and has no verdict.
    without_verdict: Option<Vec<u8>>,
}

impl Tries {
    fn read(outbox: &Outbox) -> Result<Self, VaultError> {
        Ok(Self {
            counted: outbox.number(TRIES)?.unwrap_or(0) as u32,
            without_verdict: outbox.value(WITHOUT_VERDICT)?,
        })
    }

    fn write(&self, outbox: &Outbox) -> Result<(), VaultError> {
        let counted = u64::from(self.counted).to_be_bytes();
        let counted = (TRIES, &counted[..]);
        match &self.without_verdict {
            Some(bytes) => outbox.change_values(&[counted, (WITHOUT_VERDICT, bytes)], &[]),
            None => outbox.change_values(&[counted], &[WITHOUT_VERDICT]),
        }
    }

    fn left(&self, outbox: &Outbox) -> Result<u32, VaultError> {
        Ok(max_tries(outbox)?.saturating_sub(self.counted))
    }
}

/// A try that is counted; its key has not met the vault yet.
struct Begun {
    /// None for what is no PIN.
    key: Option<DerivedKey>,
    before: Tries,
    counted: Tries,
}

/// Derives the key and counts the try; `None` when the vault is destroyed.
fn begin(
    folder: &Path,
    outbox: &Outbox,
    keys: &dyn KeyStore,
    pin: &str,
) -> Result<Option<Begun>, VaultError> {
    let VaultState::Locked(_) = state(outbox, keys)? else {
        return Ok(None);
    };
    let (Some(secret), Some(salt)) = (keys.read(SecretName::Vault)?, outbox.value(SALT)?) else {
        return Ok(None);
    };
    let salt: [u8; 16] = salt.try_into().map_err(|_| VaultError::Damaged)?;
    let key = match key(&secret, pin, &salt) {
        Err(VaultError::PinTooShort) => None,
        key => Some(key?),
    };
    let tag = key.as_ref().map(|key| commitment(key).to_vec());
    let before = Tries::read(outbox)?;
    let again = tag.is_some() && tag == before.without_verdict;
    if !again && before.left(outbox)? == 0 {
        destroy(folder, keys)?;
        return Ok(None);
    }
    // A new file would open with any PIN, give all tries back and show an empty vault.
    if !folder.join(FILE).try_exists()? {
        return Err(VaultError::Damaged);
    }
    let counted = Tries {
        counted: before.counted + u32::from(!again),
        without_verdict: tag,
    };
    if !again {
        counted.write(outbox)?;
    }
    Ok(Some(Begun {
        key,
        before,
        counted,
    }))
}

/// Makes a try that is counted. Its verdict is on disk before anyone is told.
fn end(
    folder: &Path,
    outbox: &Outbox,
    keys: &dyn KeyStore,
    begun: &Begun,
) -> Result<Attempt, VaultError> {
    let opened = match &begun.key {
        Some(key) => Vault::open(&folder.join(FILE), key.secret_bytes()),
        None => Err(VaultError::PinTooShort),
    };
    match opened {
        Ok(vault) => {
            Tries::default().write(outbox)?;
            Ok(Attempt::Opened(vault))
        }
        // A wrong key and a damaged file can't be told apart, and a guesser must not be helped.
        Err(VaultError::Damaged | VaultError::PinTooShort) => {
            let left = begun.counted.left(outbox)?;
            if left == 0 {
                destroy(folder, keys)?;
                return Ok(Attempt::Destroyed);
            }
            let wrong = Tries {
                counted: begun.counted.counted,
                without_verdict: None,
            };
            wrong.write(outbox)?;
            Ok(Attempt::Wrong(left))
        }
        Err(e) => {
            // not the PIN's fault: the try does not count
            begun.before.write(outbox)?;
            Err(e)
        }
    }
}

/// Destroys the vault secret: drafts, cards and returns can't be read any more. The outbox stays.
pub fn destroy(folder: &Path, keys: &dyn KeyStore) -> Result<(), VaultError> {
    keys.destroy(SecretName::Vault)?;
    remove_files(folder)
}

fn remove_files(folder: &Path) -> Result<(), VaultError> {
    for name in [FILE, "vault.db-wal", "vault.db-shm", "vault.db-journal"] {
        match std::fs::remove_file(folder.join(name)) {
            Ok(()) => {}
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

fn key(secret: &Secret, pin: &str, salt: &[u8; 16]) -> Result<DerivedKey, VaultError> {
    let secret = DeviceSecret::from_bytes(secret.bytes());
    homeward_seal::vault::vault_key(&secret, pin, salt).map_err(|_| VaultError::PinTooShort)
}

#[cfg(test)]
mod tests;
