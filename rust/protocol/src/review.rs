//! Review: `GET review/queue`, `GET records/{id}/{digest}`,
//! `POST records/{id}/{digest}/states`, `POST records/{id}/{digest}/returns`.

use homeward_seal::{CaseTag, DeviceId, Digest, RecordId, RecordRef};
use serde::{Deserialize, Serialize};

use crate::cases::{SealedJson, WrapJson};
use crate::{B64, Hex};

/// One exact version of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordRefJson {
    /// The record.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: Hex<RecordId>,
    /// Its digest.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Hex<Digest>,
}

impl From<RecordRef> for RecordRefJson {
    fn from(reference: RecordRef) -> RecordRefJson {
        RecordRefJson {
            id: Hex(reference.id),
            digest: Hex(reference.digest),
        }
    }
}

/// One of `GET review/queue`: what the server stores in clear.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueItem {
    /// The version.
    pub record: RecordRefJson,
    /// The version that it replaces.
    pub replaces: Option<RecordRefJson>,
    /// The case.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub case: Hex<CaseTag>,
    /// The epoch to which it is sealed.
    pub epoch: u32,
    /// The device.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub device: Hex<DeviceId>,
    /// The device's count in this case.
    pub sequence: u64,
    /// Digest of the form.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub form: Hex<Digest>,
    /// When it was received, Unix seconds.
    pub received: u64,
    /// Number of the state (`homeward_seal::ReviewState::number`).
    pub state: u8,
    /// The device is not a writer of the case, or had ended: its tallies are held back until a member
    /// accepts the record.
    pub flagged: bool,
    /// Exact bytes of the signed state change by which a member accepted it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub accepted: Option<B64>,
}

/// `GET review/queue`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    /// Records in the officer's cases.
    pub records: Vec<QueueItem>,
}

/// That the heads which the authors of an answer's parts had seen are of one log with the reader's.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeenJson {
    /// The size of the log to which they are proven: the one that the reader named.
    pub size: u64,
    /// CBOR of `homeward_seal::directory::SeenProof`, each head once; one that the server never issued
    /// is left out.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub proofs: Vec<B64>,
}

/// `GET records/{id}/{digest}?size=N`, N being the size of the reader's own head: one audit entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordAnswer {
    /// Exact bytes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub record: B64,
    /// Its content key, wrapped to epochs.
    pub wraps: Vec<WrapJson>,
    /// Exact bytes of its signed state changes, oldest first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub states: Vec<B64>,
    /// Sealed returns (to devices: an officer cannot open them).
    pub returns: Vec<SealedJson>,
    /// Sealed notes about it.
    pub notes: Vec<SealedJson>,
    /// When it was received, Unix seconds.
    pub received: u64,
    /// Proofs of the heads that record, states and notes name.
    #[serde(default)]
    pub seen: Option<SeenJson>,
}

/// `POST records/{id}/{digest}/states`. [`homeward_seal::ReviewState::Accepted`] accepts a flagged
/// record: it counts from then on, and its review stands where it stood.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeState {
    /// Exact bytes of the signed state change.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub change: B64,
    /// A sealed note that goes with it.
    pub note: Option<SealedJson>,
}

/// `POST records/{id}/{digest}/returns`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SendBack {
    /// Sealed returns, one for each device.
    pub returns: Vec<SealedJson>,
    /// Exact bytes of the signed state change to "returned".
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub change: B64,
    /// The comments as a sealed note, for the case team.
    pub note: Option<SealedJson>,
}
