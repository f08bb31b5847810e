//! Review: `GET review/queue`, `GET records/{id}/{digest}`,
//! `POST records/{id}/{digest}/states`, `POST records/{id}/{digest}/returns`.

use homeward_seal::{CaseTag, DeviceId, Digest, RecordId, RecordRef};
use serde::{Deserialize, Serialize};

use crate::cases::{SealedJson, WrapJson};
use crate::{B64, Hex};

/// One exact version of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRefJson {
    /// The record.
    pub id: Hex<RecordId>,
    /// Its digest.
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
pub struct QueueItem {
    /// The version.
    pub record: RecordRefJson,
    /// The version that it replaces.
    pub replaces: Option<RecordRefJson>,
    /// The case.
    pub case: Hex<CaseTag>,
    /// The epoch to which it is sealed.
    pub epoch: u32,
    /// The device.
    pub device: Hex<DeviceId>,
    /// The device's count in this case.
    pub sequence: u64,
    /// Digest of the form.
    pub form: Hex<Digest>,
    /// When it was received, Unix seconds.
    pub received: u64,
    /// Number of the state (`homeward_seal::ReviewState::number`).
    pub state: u8,
    /// The device is not a writer of the case: not counted until a member accepts it.
    pub flagged: bool,
}

/// `GET review/queue`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Queue {
    /// Records in the officer's cases.
    pub records: Vec<QueueItem>,
}

/// `GET records/{id}/{digest}`: one audit entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecordAnswer {
    /// Exact bytes.
    pub record: B64,
    /// Its content key, wrapped to epochs.
    pub wraps: Vec<WrapJson>,
    /// Exact bytes of its signed state changes, oldest first.
    pub states: Vec<B64>,
    /// Sealed returns (to devices: an officer cannot open them).
    pub returns: Vec<SealedJson>,
    /// Sealed notes about it.
    pub notes: Vec<SealedJson>,
    /// When it was received, Unix seconds.
    pub received: u64,
}

/// `POST records/{id}/{digest}/states`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChangeState {
    /// Exact bytes of the signed state change.
    pub change: B64,
    /// A sealed note that goes with it.
    pub note: Option<SealedJson>,
}

/// `POST records/{id}/{digest}/returns`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendBack {
    /// Sealed returns, one for each device.
    pub returns: Vec<SealedJson>,
    /// Exact bytes of the signed state change to "returned".
    pub change: B64,
    /// The comments as a sealed note, for the case team.
    pub note: Option<SealedJson>,
}
