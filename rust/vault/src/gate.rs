//! The PIN: setting it, trying it, and destroying the vault after too many wrong ones.
//!
//! Invariant: the try is counted durably before it is made, so pulling the battery saves no try.
//! Vault key = HKDF(vault secret ‖ Argon2id(PIN, 16-byte salt)).

use std::path::Path;

use homeward_seal::DeviceSecret;
use zeroize::Zeroizing;

use crate::{KeyStore, Outbox, Secret, SecretName, Vault, VaultError};

/// Wrong PINs after which the vault secret is destroyed.
pub const MAX_TRIES: u32 = 10;
/// The shortest PIN.
pub const MIN_PIN_DIGITS: usize = homeward_seal::vault::PIN_LEAST;

const FILE: &str = "vault.db";
const SALT: &str = "pin.salt";
const TRIES: &str = "pin.tries";
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
    let tries = outbox.number(TRIES)?.unwrap_or(0) as u32;
    Ok(VaultState::Locked(max_tries(outbox)?.saturating_sub(tries)))
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
    outbox.set_number(TRIES, 0)?;
    let vault = Vault::open(&folder.join(FILE), &key)?;
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
    let VaultState::Locked(_) = state(outbox, keys)? else {
        return Ok(Attempt::Destroyed);
    };
    let tries = outbox.number(TRIES)?.unwrap_or(0) as u32;
    if tries >= max_tries(outbox)? {
        destroy(folder, keys)?;
        return Ok(Attempt::Destroyed);
    }
    // A new file would open with any PIN, give all tries back and show an empty vault.
    if !folder.join(FILE).try_exists()? {
        return Err(VaultError::Damaged);
    }
    outbox.set_number(TRIES, u64::from(tries) + 1)?;
    let (Some(secret), Some(salt)) = (keys.read(SecretName::Vault)?, outbox.value(SALT)?) else {
        return Ok(Attempt::Destroyed);
    };
    let salt: [u8; 16] = salt.try_into().map_err(|_| VaultError::Damaged)?;
    let opened = key(&secret, pin, &salt).and_then(|key| Vault::open(&folder.join(FILE), &key));
    match opened {
        Ok(vault) => {
            outbox.set_number(TRIES, 0)?;
            Ok(Attempt::Opened(vault))
        }
        // A wrong key and a damaged file can't be told apart, and a guesser must not be helped.
        Err(VaultError::Damaged | VaultError::PinTooShort) => {
            let left = max_tries(outbox)?.saturating_sub(tries + 1);
            if left == 0 {
                destroy(folder, keys)?;
                return Ok(Attempt::Destroyed);
            }
            Ok(Attempt::Wrong(left))
        }
        Err(e) => {
            // not the PIN's fault: the try does not count
            outbox.set_number(TRIES, u64::from(tries))?;
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

fn key(secret: &Secret, pin: &str, salt: &[u8; 16]) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let secret = DeviceSecret::from_bytes(secret.bytes());
    let key =
        homeward_seal::vault::vault_key(&secret, pin, salt).map_err(|_| VaultError::PinTooShort)?;
    Ok(Zeroizing::new(*key.secret_bytes()))
}
