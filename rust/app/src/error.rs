//! One small error for a person: code, sentence, remedy, in the language of the application.
//!
//! Inside the crate a failure is a [`Code`]; it becomes an [`ApiError`] at the surface, where the
//! language is known. Neither ever carries an answer, a name or a key.

use homeward_checkin::{AnswerError, LoadError};
use homeward_vault::VaultError;

use crate::words::Lang;

/// One failure for a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{sentence} ({code})")]
pub struct ApiError {
    /// For support, for example `HW-204`; listed in `docs/errors.md` and `docs/errors_phone.md`.
    pub code: String,
    /// What is true now, in the language of the application.
    pub sentence: String,
    /// What to do next; may be empty.
    pub remedy: String,
}

/// Number of a failure; its words are in `words/*/errors.ftl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("HW-{0}")]
pub struct Code(pub u16);

impl Code {
    /// No space is left.
    pub const FULL: Code = Code(401);
    /// A file failed.
    pub const FILE: Code = Code(402);
    /// The database can't be read.
    pub const DAMAGED: Code = Code(403);
    /// The PIN is too short.
    pub const PIN_SHORT: Code = Code(404);
    /// The vault was destroyed.
    pub const DESTROYED: Code = Code(405);
    /// The PIN is needed.
    pub const LOCKED: Code = Code(406);
    /// A PIN is set already.
    pub const PIN_SET: Code = Code(407);
    /// Not enrolled.
    pub const NOT_ENROLLED: Code = Code(408);
    /// Nothing with this id.
    pub const MISSING: Code = Code(410);
    /// The form has not arrived.
    pub const NO_FORM: Code = Code(411);
    /// The form can't be filled.
    pub const BAD_FORM: Code = Code(412);
    /// The question is not asked now, or is unknown.
    pub const NOT_ASKED: Code = Code(414);
    /// No form is open.
    pub const NO_SESSION: Code = Code(416);
    /// A return can't be opened.
    pub const BAD_RETURN: Code = Code(417);
    /// Something that sealing needs has not arrived.
    pub const CANNOT_SEAL: Code = Code(419);
    /// The enrolment code is mistyped.
    pub const BAD_CODE: Code = Code(421);
    /// The server is not the one of the code.
    pub const OTHER_SERVER: Code = Code(422);
    /// The invitation is not accepted.
    pub const INVITATION: Code = Code(423);
    /// An earlier device of this phone has something to send.
    pub const UNSENT: Code = Code(424);
    /// A returned check-in whose first version is known on another phone only.
    pub const OTHER_PHONE: Code = Code(425);
    /// A finished check-in is on its way and can't be changed.
    pub const ON_ITS_WAY: Code = Code(426);
    /// A finished check-in of the case is open for changes.
    pub const CHANGE_OPEN: Code = Code(427);
    /// A profile's name is empty or too long.
    pub const BAD_NAME: Code = Code(428);
    /// No more profiles fit on one phone.
    pub const TOO_MANY_PROFILES: Code = Code(429);
    /// A check-in of an institution that this phone is not connected to any more.
    pub const STRANDED: Code = Code(430);
    /// An answer does not verify.
    pub const NOT_VERIFIED: Code = Code(604);
    /// The directory contradicts an earlier one.
    pub const CONTRADICTION: Code = Code(605);
    /// The network is switched off in the application.
    pub const OFFLINE: Code = Code(606);
    /// Something that should not happen.
    pub const UNEXPECTED: Code = Code(499);

    /// `HW-401`.
    pub fn name(self) -> String {
        format!("HW-{}", self.0)
    }

    /// For a person.
    pub fn say(self, lang: Lang) -> ApiError {
        let key = format!("hw-{}", self.0);
        ApiError {
            code: self.name(),
            sentence: lang.text(&key),
            remedy: lang.text(&format!("{key}.remedy")),
        }
    }
}

impl From<VaultError> for Code {
    fn from(e: VaultError) -> Self {
        match e {
            VaultError::Full => Code::FULL,
            VaultError::File(_) | VaultError::Database(_) => Code::FILE,
            VaultError::Damaged => Code::DAMAGED,
            VaultError::PinTooShort => Code::PIN_SHORT,
            VaultError::Exists => Code::PIN_SET,
            VaultError::Destroyed => Code::DESTROYED,
            VaultError::Missing => Code::MISSING,
            VaultError::Random => Code::UNEXPECTED,
        }
    }
}

impl From<LoadError> for Code {
    fn from(_: LoadError) -> Self {
        Code::BAD_FORM
    }
}

impl From<AnswerError> for Code {
    fn from(e: AnswerError) -> Self {
        match e {
            AnswerError::Load(_) => Code::BAD_FORM,
            _ => Code::NOT_ASKED,
        }
    }
}
