//! Signing in of users (JSON) and sessions of devices (CBOR).
//!
//! `POST session/start`, `POST session`, `GET me`, `DELETE session`;
//! `POST device/session/start`, `POST device/session`.

use homeward_seal::{DeviceId, Signature, TenantId, UserId, cbor_map};
use serde::{Deserialize, Serialize};

use crate::{B64, Hex};

/// `POST session/start`: the same answer whether or not the user exists.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserSessionStart {
    /// User name.
    pub user: String,
}

/// What a user signs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserNonce {
    /// 32 random bytes, good once and for a few minutes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub nonce: B64,
    /// Version of passphrase hashing.
    pub kdf: u8,
    /// The institution.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub tenant: Hex<TenantId>,
    /// SHA-256 of the genesis statement's content.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub genesis: Hex<homeward_seal::Digest>,
}

/// `POST session`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserSessionOpen {
    /// User name.
    pub user: String,
    /// The nonce.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub nonce: B64,
    /// 64 bytes: `homeward_seal::sign_in::PassphraseKeys::answer`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: B64,
}

/// A user's session. The token is also set as a cookie that scripts cannot read.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserSession {
    /// For `Authorization: Bearer`.
    pub token: String,
    /// The user, as `GET me` says too.
    #[serde(flatten)]
    pub me: Me,
    /// The wrapped keys.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub blob: B64,
    /// The blob's generation.
    pub generation: u32,
}

/// `GET me`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The user.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub user_id: Hex<UserId>,
    /// Number of the role (`homeward_seal::Role::number`).
    pub role: u8,
    /// When the session ends, Unix seconds.
    pub expires: u64,
}

cbor_map! {
    /// `POST device/session/start`: the same answer whether or not the device exists.
    pub struct DeviceSessionStart {
        /// The device.
        0 => device: DeviceId,
    }
}

cbor_map! {
    /// What a device signs.
    pub struct DeviceNonce {
        /// 32 random bytes, good once and for a few minutes.
        0 => nonce: [u8; 32],
        /// The institution.
        1 => tenant: TenantId,
    }
}

cbor_map! {
    /// `POST device/session`.
    pub struct DeviceSessionOpen {
        /// The device.
        0 => device: DeviceId,
        /// The nonce.
        1 => nonce: [u8; 32],
        /// `homeward_seal::session::answer` with the transport key.
        2 => signature: Signature,
    }
}

cbor_map! {
    /// A device's session of 15 minutes.
    pub struct DeviceSession {
        /// For `Authorization: Bearer`.
        0 => token: String,
        /// When it ends, Unix seconds.
        1 => expires: u64,
    }
}
