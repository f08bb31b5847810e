//! What can go wrong at the desk, as codes of `docs/errors.md`. The page has the words.
//!
//! Invariant: a failure carries no answer, name or key.

use homeward_protocol::B64;
use homeward_seal::directory::{HeadEvidence, ViewError};
use serde::Serialize;

/// Two signed directory heads that cannot both be true, for the page to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The head that this desk has.
    kept: B64,
    /// The head that was refused.
    offered: B64,
}

impl From<Box<HeadEvidence>> for Evidence {
    fn from(heads: Box<HeadEvidence>) -> Evidence {
        Evidence {
            kept: B64(heads.kept),
            offered: B64(heads.offered),
        }
    }
}

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The message is not one that this version understands.
    #[error("HW-701")]
    Message,
    /// Nobody is signed in, or the desk was locked.
    #[error("HW-702")]
    Locked,
    /// The passphrase or the user is wrong, or the stored keys were exchanged.
    #[error("HW-703")]
    SignIn,
    /// The directory's answer does not hold: forged, rolled back or incomplete.
    #[error("HW-704")]
    Directory,
    /// Two directory heads that cannot both be true, both signed by the server.
    #[error("HW-705")]
    HeadEvidence(Evidence),
    /// The directory does not know somebody, a device, a case or a form that this needs.
    #[error("HW-706")]
    Unknown,
    /// The record is not what its device signed.
    #[error("HW-707")]
    Record,
    /// Sealed to keys that this user does not hold.
    #[error("HW-708")]
    CannotOpen,
    /// The form in which the record was written is not the one that its digest names.
    #[error("HW-709")]
    Form,
    /// A sealed object is not what its author signed.
    #[error("HW-710")]
    Object,
    /// The release is not what the statistics office signed.
    #[error("HW-711")]
    Release,
    /// A field is missing or does not do.
    #[error("HW-712")]
    Field,
    /// The author of this was shown another directory than this desk was.
    #[error("HW-713")]
    SeenHead(Evidence),
}

impl Failure {
    /// The two heads, where they are what is wrong.
    #[must_use]
    pub fn evidence(&self) -> Option<&Evidence> {
        match self {
            Failure::HeadEvidence(heads) | Failure::SeenHead(heads) => Some(heads),
            _ => None,
        }
    }
}

impl From<ViewError> for Failure {
    fn from(error: ViewError) -> Failure {
        match error {
            ViewError::SmallerHead(heads) | ViewError::InconsistentHead(heads) => {
                Failure::HeadEvidence(heads.into())
            }
            ViewError::SeenHead(heads) => Failure::SeenHead(heads.into()),
            _ => Failure::Directory,
        }
    }
}
