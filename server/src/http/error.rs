//! A refused request, as it is answered: the protocol's code, sentence and remedy.
//!
//! Invariant: nothing of the request and nothing that was stored is repeated in an answer, and
//! what does not exist answers exactly like what is not yours.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use homeward_protocol::{ApiError, Code};

use crate::store::StoreError;

/// Why a request was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure(pub Code);

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self(code)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(match error {
            StoreError::Full => Code::DiskFull,
            StoreError::Stopped => Code::Unavailable,
            StoreError::Failed(_) | StoreError::Damaged(_) => {
                tracing::error!(%error, "the store failed");
                Code::Internal
            }
        })
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(ApiError::from(self.0))).into_response()
    }
}
