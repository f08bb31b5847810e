//! The keys of this device: where each is kept and who may use it.
//!
//! Signing, opening and tally keys are born behind the PIN and stay there; the transport key is in the
//! outbox store, because sending needs no PIN. None of them ever leaves the phone. Each device has keys of
//! its own: a phone that is enrolled anew makes new ones, under its new id.

use homeward_seal::{DeviceId, OpeningKey, SigningKey};
use homeward_vault::Vault;
use rand_core::CryptoRng;

use crate::{core::Core, error::Code};

/// Address of the server (outbox).
pub(crate) const SERVER: &str = homeward_sync::SERVER;
/// Id of this device (outbox).
pub(crate) const ID: &str = homeward_sync::DEVICE;
/// Seed of the transport key (outbox).
pub(crate) const TRANSPORT: &str = homeward_sync::TRANSPORT;
const SIGNING: &str = "device.signing";
const OPENING: &str = "device.opening";
const TALLY: &str = "device.tally";

/// Keys behind the PIN.
pub(crate) struct DeviceKeys {
    pub signing: SigningKey,
    pub opening: OpeningKey,
    pub tally: SigningKey,
}

impl DeviceKeys {
    /// The keys of a device in the vault, made and kept if there are none yet.
    pub fn of(vault: &Vault, id: &DeviceId, random: &mut dyn CryptoRng) -> Result<Self, Code> {
        if let Some(keys) = Self::read(vault, id)? {
            return Ok(keys);
        }
        let keys = Self {
            signing: SigningKey::random(random),
            opening: OpeningKey::random(random),
            tally: SigningKey::random(random),
        };
        let named = |key: &str| format!("{key}.{}", id.hex());
        vault.set_values(&[
            (&named(SIGNING), &keys.signing.seed()[..]),
            (&named(OPENING), &keys.opening.secret_bytes()[..]),
            (&named(TALLY), &keys.tally.seed()[..]),
        ])?;
        Ok(keys)
    }

    fn read(vault: &Vault, id: &DeviceId) -> Result<Option<Self>, Code> {
        Self::read_named(vault, &format!(".{}", id.hex()))
    }

    fn read_named(vault: &Vault, of_device: &str) -> Result<Option<Self>, Code> {
        let value = |key: &str| -> Result<Option<[u8; 32]>, Code> {
            let Some(bytes) = vault.value(&format!("{key}{of_device}"))? else {
                return Ok(None);
            };
            <[u8; 32]>::try_from(bytes.as_slice())
                .map(Some)
                .map_err(|_| Code::DAMAGED)
        };
        let (Some(signing), Some(opening), Some(tally)) =
            (value(SIGNING)?, value(OPENING)?, value(TALLY)?)
        else {
            return Ok(None);
        };
        Ok(Some(Self {
            signing: SigningKey::from_seed(&signing),
            opening: OpeningKey::from_bytes(&opening),
            tally: SigningKey::from_seed(&tally),
        }))
    }
}

impl Core {
    /// The device's keys, while unlocked and once made.
    pub(crate) fn device_keys(&self) -> Result<DeviceKeys, Code> {
        let vault = self.vault()?;
        let id = self.device_id()?.ok_or(Code::NOT_ENROLLED)?;
        match DeviceKeys::read(vault, &id)? {
            Some(keys) => Ok(keys),
            // a vault that knew one device only kept its keys without an id
            None => DeviceKeys::read_named(vault, "")?.ok_or(Code::NOT_ENROLLED),
        }
    }
}
