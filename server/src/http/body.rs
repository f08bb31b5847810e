//! Reading bodies and writing answers, JSON for pages and CBOR for phones.
//!
//! Invariant: a body that does not read gives one fixed error; nothing of it is repeated. Sizes are
//! bounded by the route before a byte is parsed.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use homeward_protocol::Code;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Failure;

/// A JSON body, or a JSON answer.
pub struct Json<T>(pub T);

/// A CBOR body or answer: one canonical value.
pub struct Cbor<T>(pub T);

/// Bytes as they were signed, given out unchanged, with their content type.
pub struct Exact(pub &'static str, pub Vec<u8>);

fn is_kind(headers: &HeaderMap, kind: &str) -> bool {
    let value = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = value.and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case(kind))
}

async fn bytes<S: Send + Sync>(request: Request, state: &S, kind: &str) -> Result<Bytes, Failure> {
    if !is_kind(request.headers(), kind) {
        return Err(Code::Malformed.into());
    }
    Bytes::from_request(request, state)
        .await
        .map_err(|refused| {
            let too_big = refused.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE;
            Failure(if too_big {
                Code::TooBig
            } else {
                Code::Malformed
            })
        })
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let bytes = bytes(request, state, "application/json").await?;
        Ok(Self(
            serde_json::from_slice(&bytes).map_err(|_| Code::Malformed)?,
        ))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<T: homeward_seal::Cbor, S: Send + Sync> FromRequest<S> for Cbor<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let bytes = bytes(request, state, homeward_protocol::CBOR).await?;
        Ok(Self(T::from_cbor(&bytes).map_err(|_| Code::Malformed)?))
    }
}

impl<T: homeward_seal::Cbor> IntoResponse for Cbor<T> {
    fn into_response(self) -> Response {
        Exact(homeward_protocol::CBOR, self.0.to_cbor()).into_response()
    }
}

impl IntoResponse for Exact {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, self.0)], self.1).into_response()
    }
}
