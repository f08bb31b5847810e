//! What can go wrong at the desk, as codes of `docs/errors.md`. The page has the words.
//!
//! Invariant: a failure carries no answer, name or key.

use homeward_seal::directory::ViewError;

/// Why a call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
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
    HeadEvidence,
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
}

impl From<ViewError> for Failure {
    fn from(error: ViewError) -> Failure {
        match error {
            ViewError::SmallerHead(_) | ViewError::InconsistentHead(_) => Failure::HeadEvidence,
            _ => Failure::Directory,
        }
    }
}
