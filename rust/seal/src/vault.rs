//! The keys of the phone's two stores, derived from what the hardware holds.
//!
//! Invariant: the vault opens only with the hardware's secret and the PIN together; the outbox
//! with its hardware secret alone, so that sealed records are sent without a PIN.
//!
//! Deliberately absent: counting tries and destroying secrets (the vault crate does).

use zeroize::Zeroizing;

use crate::context;
use crate::hazmat::kdf;
use crate::keys::{DerivedKey, DeviceSecret};

/// A PIN has at least so many digits.
pub const PIN_LEAST: usize = 6;

/// A PIN cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a PIN is at least {PIN_LEAST} digits and nothing else")]
pub struct BadPin;

/// The vault's key: HKDF(vault secret ‖ Argon2id(PIN, salt)).
///
/// # Errors
/// [`BadPin`] for what is not a PIN; a wrong PIN gives a wrong key.
pub fn vault_key(secret: &DeviceSecret, pin: &str, salt: &[u8; 16]) -> Result<DerivedKey, BadPin> {
    let digits = pin.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || pin.len() < PIN_LEAST {
        return Err(BadPin);
    }
    let stretched = kdf::argon2id(pin.as_bytes(), salt);
    let both = Zeroizing::new([&secret.0[..], &stretched[..]].concat());
    Ok(kdf::hkdf(&both, context::VAULT))
}

/// Tells whether two tries used the same vault key, without keeping the key: HKDF(key, `homeward/vault/1 commit`).
#[must_use]
pub fn commitment(key: &DerivedKey) -> [u8; 32] {
    kdf::hkdf(&key.0, &format!("{} commit", context::VAULT)).0
}

/// The outbox's key, from its hardware secret alone.
#[must_use]
pub fn outbox_key(secret: &DeviceSecret) -> DerivedKey {
    kdf::hkdf(&secret.0, context::OUTBOX)
}
