//! The audit log: `GET audit?after=N` in order, `GET audit?before=N` the newest first (0: of all).

use homeward_seal::Digest;
use serde::{Deserialize, Serialize};

use crate::Hex;

/// One entry: who, what, when, for which purpose.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its number, from 1.
    pub index: u64,
    /// When, Unix seconds.
    pub time: u64,
    /// Hexadecimal id of the user or device.
    pub who: String,
    /// Such as `read`, `write`, `sign-in`.
    pub what: String,
    /// Hexadecimal id of the case, record or other thing.
    pub subject: String,
    /// For which purpose.
    pub purpose: String,
    /// The chain up to and with this entry.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub chain: Hex<Digest>,
}

/// `GET audit?after=N`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPage {
    /// In order.
    pub entries: Vec<AuditEntry>,
    /// Whether there are more.
    pub more: bool,
}
