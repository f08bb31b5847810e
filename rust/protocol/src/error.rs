//! Errors as a person meets them: a code, a sentence and what to do. `docs/errors.md` lists them.

use homeward_seal::directory::{AppendError, RightError};
use homeward_seal::record::RecordError;
use homeward_seal::sealed::ObjectError;
use homeward_seal::signed::SignedError;
use serde::{Deserialize, Serialize};

use crate::sync::Refusal;

/// The body of every error answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[error("{code}: {sentence} {remedy}")]
pub struct ApiError {
    /// Such as `HW-204`.
    pub code: String,
    /// What happened, for the person, in English.
    pub sentence: String,
    /// What to do next.
    pub remedy: String,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $status:literal, $sentence:literal, $remedy:literal;)*) => {
        /// Every error, with its status and words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Code { $($name),* }
        impl Code {
            /// All of them, in order of their numbers.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];
            /// Such as `HW-204`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Code::$name => concat!("HW-", $number)),* }
            }
            /// The HTTP status that goes with it.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Code::$name => $status),* }
            }
            /// What happened.
            #[must_use]
            pub const fn sentence(self) -> &'static str {
                match self { $(Code::$name => $sentence),* }
            }
            /// What to do next.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $(Code::$name => $remedy),* }
            }
        }
    };
}

codes! {
    Malformed = 100, 400, "The request could not be read.", "Update the app or page and try again.";
    TooBig = 101, 413, "The request is too big.", "Send less at once.";
    NewerVersion = 102, 400, "The request was made by a newer version.", "Ask the office to update the server.";
    NotFound = 103, 404, "There is nothing here.", "Check the address, or go back and open it again.";
    SignIn = 110, 401, "Signing in did not work.", "Check name and passphrase; ask a supervisor if it stays so.";
    SessionOver = 111, 401, "You are not signed in, or were too long away.", "Sign in again.";
    NotAllowed = 112, 403, "Your role does not include this.", "Ask a supervisor if you need it.";
    TooManyTries = 113, 429, "Too many tries.", "Wait some minutes and try again.";
    Enrolment = 120, 403, "The invitation is not valid or was used up.", "Ask the supervisor for a new one.";
    RecordMalformed = 200, 400, "The check-in could not be read.", "Keep it on the phone and tell the office; an update may be needed.";
    RecordTooBig = 201, 413, "The check-in is too big.", "Shorten the long answers and send it again.";
    UnknownDevice = 202, 403, "The office does not know this phone.", "Ask the supervisor to enrol it again; nothing is lost.";
    RecordSignature = 203, 400, "The check-in was changed on its way, or signed by another phone.", "Send it again; tell the office if it stays so.";
    RecordConflict = 204, 409, "Another check-in with the same number was already received.", "Keep it on the phone and tell the office, which sees both.";
    RecordTallies = 205, 400, "What is counted of the check-in was changed on its way.", "Send it again; tell the office if it stays so.";
    ObjectRefused = 210, 400, "What was sent for the case could not be read, or its signature does not fit.", "Open the case again and repeat the step.";
    ObjectOld = 211, 409, "Somebody has changed this in the meantime.", "Open the case again and look at both versions.";
    StatementMalformed = 300, 400, "The entry for the directory could not be read.", "Load the page again and repeat the step.";
    StatementRight = 301, 403, "The directory does not allow this entry.", "Ask whoever has the right to it: root, supervisor, form authors or lead officer.";
    StatementNotFirst = 302, 409, "Another entry was first.", "Load the page again; what you see then is what holds.";
    StatementContent = 303, 400, "The entry for the directory cannot hold as it is.", "Correct it and sign it again.";
    Internal = 500, 500, "The server made a mistake.", "Try again later; tell the office if it stays so.";
    DiskFull = 501, 507, "The server has no space left; nothing was stored.", "Tell the office; what you sent stays with you.";
    Unavailable = 503, 503, "The server is stopping or starting.", "Try again in a minute.";
}

impl From<Code> for ApiError {
    fn from(code: Code) -> ApiError {
        ApiError {
            code: code.code().to_owned(),
            sentence: code.sentence().to_owned(),
            remedy: code.remedy().to_owned(),
        }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Refusal {
        Refusal {
            code: code.code().to_owned(),
            sentence: code.sentence().to_owned(),
            remedy: code.remedy().to_owned(),
        }
    }
}

impl ApiError {
    /// The code again, if this version knows it.
    #[must_use]
    pub fn known(&self) -> Option<Code> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.code() == self.code)
    }
}

impl From<&RecordError> for Code {
    fn from(error: &RecordError) -> Code {
        match error {
            RecordError::TooBig => Code::RecordTooBig,
            RecordError::Malformed(_) => Code::RecordMalformed,
            RecordError::Suite => Code::NewerVersion,
            RecordError::Signature => Code::RecordSignature,
            RecordError::Tallies => Code::RecordTallies,
        }
    }
}

impl From<&ObjectError> for Code {
    fn from(error: &ObjectError) -> Code {
        match error {
            ObjectError::TooBig => Code::TooBig,
            ObjectError::Suite => Code::NewerVersion,
            ObjectError::OldVersion { .. } => Code::ObjectOld,
            ObjectError::Malformed(_) | ObjectError::Kind | ObjectError::Signature => {
                Code::ObjectRefused
            }
        }
    }
}

impl From<&SignedError> for Code {
    fn from(error: &SignedError) -> Code {
        match error {
            SignedError::Suite => Code::NewerVersion,
            SignedError::Malformed(_) => Code::Malformed,
            SignedError::Signature => Code::ObjectRefused,
        }
    }
}

impl From<&AppendError> for Code {
    fn from(error: &AppendError) -> Code {
        match error {
            AppendError::Right(RightError::NotFirst) => Code::StatementNotFirst,
            AppendError::Right(RightError::Content(_)) => Code::StatementContent,
            AppendError::Right(_) | AppendError::NoGenesis => Code::StatementRight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_in_the_documentation_is_this_list() {
        let written = include_str!("../../../docs/errors.md");
        for code in Code::ALL {
            let line = format!(
                "| {} | {} | {} | {} |",
                code.code(),
                code.status(),
                code.sentence(),
                code.remedy()
            );
            assert!(written.contains(&line), "docs/errors.md lacks: {line}");
        }
        let rows = written
            .lines()
            .filter(|line| line.starts_with("| HW-"))
            .count();
        assert_eq!(rows, Code::ALL.len(), "docs/errors.md has a line too many");
    }
}
