//! Forms and releases: `GET forms`, `GET forms/{digest}`, `POST forms`, `GET releases`.

use homeward_seal::Digest;
use serde::{Deserialize, Serialize};

use crate::{B64, Hex};

/// One of `GET forms`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormJson {
    /// SHA-256 of the XForm.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub form: Hex<Digest>,
    /// The form's id.
    pub id: String,
    /// The form's version.
    pub version: String,
    /// Title, in the form's default language.
    pub title: String,
    /// Whether two authors published it.
    pub published: bool,
}

/// `GET forms`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormList {
    /// Oldest first.
    pub forms: Vec<FormJson>,
}

/// `POST forms`: a draft, or the published one with its statement.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadForm {
    /// The XForm, byte for byte.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub xform: B64,
    /// Exact bytes of the statement with two signatures, to publish.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub statement: Option<B64>,
}

/// One of `GET releases`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReleaseJson {
    /// Its id: SHA-256 of the signed JSON.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: Hex<Digest>,
    /// The reporting period.
    pub period: String,
    /// When it was published, Unix seconds.
    pub published: u64,
}

/// `GET releases`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReleaseList {
    /// Oldest first.
    pub releases: Vec<ReleaseJson>,
}
