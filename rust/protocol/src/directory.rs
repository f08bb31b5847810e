//! The directory for pages: `GET directory/genesis`, `GET directory/head`,
//! `GET directory/subjects`, `POST directory/state`, `GET directory/log?after=N`,
//! `POST directory/statements`.

use homeward_seal::{Digest, SubjectId};
use serde::{Deserialize, Serialize};

use crate::{B64, Hex};

/// `GET directory/genesis`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Genesis {
    /// Exact bytes of the genesis statement.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub statement: B64,
}

/// `GET directory/head`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedHead {
    /// Exact bytes of the signed head.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub head: B64,
}

/// One of `GET directory/subjects`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subject {
    /// Number of the type of statement (`homeward_seal::StatementType::number`).
    pub kind: u8,
    /// What the statements are about.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub subject: Hex<SubjectId>,
}

/// `GET directory/subjects`: what the directory has statements about, cases left out. A hint of what
/// to ask for in [`StateRequest`]; only proofs are believed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subjects {
    /// Each once, in order of type and subject.
    pub subjects: Vec<Subject>,
}

/// `POST directory/state`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StateRequest {
    /// CBOR of `homeward_seal::DirectoryRequest` (made by `DirectoryView::request`).
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub request: B64,
}

/// Answer to [`StateRequest`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StateAnswer {
    /// CBOR of `homeward_seal::DirectoryUpdate` (for `DirectoryView::apply`).
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub update: B64,
}

/// `POST directory/statements`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppendStatement {
    /// Exact bytes of the statement.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub statement: B64,
}

/// Answer to [`AppendStatement`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appended {
    /// Index in the log.
    pub index: u64,
    /// The head that has it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub head: B64,
}

/// One statement of `GET directory/log`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoggedStatement {
    /// Index in the log.
    pub index: u64,
    /// Digest of its content.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Hex<Digest>,
    /// Exact bytes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub statement: B64,
}

/// `GET directory/log?after=N`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogAnswer {
    /// In order of index.
    pub statements: Vec<LoggedStatement>,
    /// The head to compare with, when this is the last page.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub head: Option<B64>,
}
