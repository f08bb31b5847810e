//! What can go wrong in a sync. None of it loses anything: what was not confirmed is sent again.

use homeward_vault::VaultError;

/// A sync stopped.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// No answer, or a connection that was cut.
    #[error("the server did not answer")]
    Unreachable,
    /// The certificate does not hold; often the clock of the phone is wrong.
    #[error("the server's certificate does not hold")]
    Certificate,
    /// The address may not be used (plain HTTP beyond loopback, no host).
    #[error("this address can't be used")]
    Address,
    /// The server does not let this device in.
    #[error("the server does not let this device in")]
    NotLetIn,
    /// The server has trouble (its status).
    #[error("the server has trouble: {0}")]
    Trouble(u16),
    /// The server refused the request as a whole (its code).
    #[error("the server refused the request: {0}")]
    Refused(String),
    /// The answer can't be read, or is too big.
    #[error("the server's answer can't be read")]
    Malformed,
    /// A receipt, head or proof does not verify.
    #[error("the server's answer does not verify")]
    NotVerified,
    /// The directory contradicts what was seen before; both heads were kept.
    #[error("the directory contradicts an earlier one")]
    Contradiction,
    /// Somebody else had seen a directory that contradicts this phone's; both heads were kept.
    #[error("the directory that somebody else saw contradicts this one")]
    SeenByOthers,
    /// The server is not the one this phone was enrolled with.
    #[error("this is another server")]
    OtherServer,
    /// The phone's storage failed.
    #[error(transparent)]
    Storage(#[from] VaultError),
}

impl SyncError {
    /// Number for support; its words are in the application's `errors.ftl`.
    pub fn number(&self) -> u16 {
        match self {
            Self::Unreachable => 601,
            Self::NotLetIn => 602,
            Self::Certificate => 603,
            Self::Malformed | Self::NotVerified => 604,
            Self::Contradiction => 605,
            Self::Address => 607,
            Self::SeenByOthers => 608,
            Self::Trouble(_) => 609,
            Self::Refused(_) => 610,
            Self::OtherServer => 422,
            Self::Storage(VaultError::Full) => 401,
            Self::Storage(VaultError::Damaged) => 403,
            Self::Storage(_) => 402,
        }
    }
}

/// The code in an error's body, whether that is JSON or CBOR: the first `HW-` with its digits.
pub(crate) fn code_of(body: &[u8]) -> Option<String> {
    let at = body.windows(3).position(|w| w == b"HW-")?;
    let digits: String = body
        .get(at + 3..)?
        .iter()
        .take(3)
        .take_while(|b| b.is_ascii_digit())
        .map(|b| char::from(*b))
        .collect();
    (digits.len() == 3).then(|| format!("HW-{digits}"))
}
