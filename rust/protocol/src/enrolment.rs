//! Enrolment: `POST enrolments`, `POST enrolments/admit`, `GET enrolments`,
//! `GET enrolments/{id}`.

use homeward_seal::{Digest, EnrolmentId, SubjectId};
use serde::{Deserialize, Serialize};

use crate::{B64, Hex};

/// What is being enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum EnrolmentKind {
    /// A person with keys of their own.
    User,
    /// A device.
    Device,
}

/// `POST enrolments`, by a supervisor.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invite {
    /// User or device.
    pub kind: EnrolmentKind,
    /// `homeward_seal::enrolment::EnrolmentSecret::hash`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub secret_hash: Hex<Digest>,
    /// Unix seconds; 72 hours from now at most.
    pub expires: u64,
    /// For whom, as the supervisor calls it.
    pub label: String,
}

/// Answer to [`Invite`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invited {
    /// The invitation.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: Hex<EnrolmentId>,
}

/// `POST enrolments/admit`, by whoever has the secret. Keys are 32 bytes each.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Admit {
    /// Ten characters (`EnrolmentSecret::text`).
    pub secret: String,
    /// User or device.
    pub kind: EnrolmentKind,
    /// The id that the client chose for itself.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub subject: Hex<SubjectId>,
    /// Public keys.
    pub keys: PublicKeys,
    /// Of users: name to sign in with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// Of users: `PassphraseKeys::verifier`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub verifier: Option<B64>,
    /// Of users: the wrapped keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub blob: Option<B64>,
    /// Of devices: 0 phone, 1 desktop, 2 gateway.
    #[serde(default)]
    pub device_kind: u8,
}

/// The public keys of a user or device; the digits are over them in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicKeys {
    /// Ed25519.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signing: B64,
    /// X25519.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub sealing: B64,
    /// Of devices: Ed25519, for sync sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub transport: Option<B64>,
    /// Of devices: Ed25519, for tallies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub tally: Option<B64>,
}

impl PublicKeys {
    /// The keys for `homeward_seal::enrolment::digits`; `None` when one is not 32 bytes.
    #[must_use]
    pub fn in_order(&self) -> Option<Vec<[u8; 32]>> {
        [
            Some(&self.signing),
            Some(&self.sealing),
            self.transport.as_ref(),
            self.tally.as_ref(),
        ]
        .into_iter()
        .flatten()
        .map(|key| <[u8; 32]>::try_from(&key.0[..]).ok())
        .collect()
    }
}

/// Answer to [`Admit`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Admitted {
    /// The enrolment.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: Hex<EnrolmentId>,
    /// The head over which both sides compute the digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub head: B64,
}

/// Where an enrolment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum EnrolmentState {
    /// The secret was not used yet.
    Invited,
    /// Waits for a supervisor to compare the digits.
    Waiting,
    /// The statement is in the directory.
    Enrolled,
    /// Too old, or too many tries.
    Expired,
}

/// One of `GET enrolments`; `GET enrolments/{id}` gives it too, to a client with the secret in the
/// header `Homeward-Secret`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolment {
    /// The enrolment.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: Hex<EnrolmentId>,
    /// User or device.
    pub kind: EnrolmentKind,
    /// For whom, as the supervisor calls it.
    pub label: String,
    /// Where it stands.
    pub state: EnrolmentState,
    /// When the invitation ends, Unix seconds.
    pub expires: u64,
    /// Once admitted: the id.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub subject: Option<Hex<SubjectId>>,
    /// Once admitted: the public keys.
    pub keys: Option<PublicKeys>,
    /// Once admitted: the head over which the digits are.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub head: Option<B64>,
    /// Of devices: 0 phone, 1 desktop, 2 gateway.
    pub device_kind: u8,
}
