//! Cases: `POST cases`, `POST cases/{tag}/cards`, `POST cases/{tag}/headers`,
//! `POST cases/{tag}/epochs`, `GET cases`.

use homeward_seal::cbor::Bytes;
use homeward_seal::{CaseTag, DeviceId, KeyId, ObjectId, Wrap};
use serde::{Deserialize, Serialize};

use crate::{B64, Hex};

/// A key wrapped to one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrapJson {
    /// Id of the recipient's key.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub recipient: Hex<KeyId>,
    /// `enc ‖ ct`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub sealed: B64,
}

impl From<&Wrap> for WrapJson {
    fn from(wrap: &Wrap) -> WrapJson {
        WrapJson {
            recipient: Hex(wrap.recipient),
            sealed: B64(wrap.sealed.to_vec()),
        }
    }
}

impl From<&WrapJson> for Wrap {
    fn from(wrap: &WrapJson) -> Wrap {
        Wrap {
            recipient: wrap.recipient.0,
            sealed: Bytes(wrap.sealed.0.clone()),
        }
    }
}

/// A sealed object with its wraps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SealedJson {
    /// Exact bytes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub object: B64,
    /// Its content key.
    pub wraps: Vec<WrapJson>,
}

/// `POST cases`, by the lead officer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateCase {
    /// Exact bytes of the first epoch's statement.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub statement: B64,
    /// The epoch's key, wrapped to each member.
    pub wraps: Vec<WrapJson>,
    /// Sealed case fields.
    pub headers: Vec<SealedJson>,
    /// Sealed cards, one for each writer.
    pub cards: Vec<SealedJson>,
}

/// `POST cases/{tag}/cards` and `POST cases/{tag}/headers`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddObjects {
    /// The sealed objects.
    pub objects: Vec<SealedJson>,
}

/// `POST cases/{tag}/epochs`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddEpoch {
    /// Exact bytes of the epoch's statement.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub statement: B64,
    /// The epoch's key, wrapped to each member.
    pub wraps: Vec<WrapJson>,
}

/// An epoch as one of its members gets it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EpochJson {
    /// Exact bytes of the statement.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub statement: B64,
    /// The wrap to this member.
    pub wrap: Option<WrapJson>,
}

/// The newest card of a case that a device was sent. Only the device can open it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardState {
    /// The device.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub device: Hex<DeviceId>,
    /// The card; its next version keeps this id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub object: Hex<ObjectId>,
    /// Its version; the next one is higher.
    pub version: u32,
}

/// One of `GET cases`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseJson {
    /// The case.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub tag: Hex<CaseTag>,
    /// Its epochs, in order of number.
    pub epochs: Vec<EpochJson>,
    /// Its sealed fields.
    pub headers: Vec<SealedJson>,
    /// Its cards.
    #[serde(default)]
    pub cards: Vec<CardState>,
}

/// `GET cases`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseList {
    /// The officer's cases, in no order: the page sorts them after opening.
    pub cases: Vec<CaseJson>,
}
