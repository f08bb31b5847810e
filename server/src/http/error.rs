//! What a refused request is told: a code, a sentence for the person, and what to do next.
//!
//! Invariant: nothing of the request and nothing that was stored is repeated in an answer, and
//! what does not exist answers exactly like what is not yours. `docs/errors.md` lists the codes.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::store::StoreError;

/// An error as it goes over the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ApiError {
    /// HTTP status.
    #[serde(skip)]
    pub status: u16,
    /// `HW-` and a number; never changes its meaning.
    pub code: &'static str,
    /// What happened, for the person.
    pub sentence: &'static str,
    /// What to do next.
    pub remedy: &'static str,
}

macro_rules! errors {
    ($($(#[$doc:meta])* $name:ident = $status:literal $code:literal $sentence:literal $remedy:literal;)*) => {
        impl ApiError {
            $(
                $(#[$doc])*
                pub const $name: Self = Self {
                    status: $status, code: $code, sentence: $sentence, remedy: $remedy,
                };
            )*

            /// Every error that the server can answer with.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

errors! {
    /// The body does not read as what the route takes.
    MALFORMED = 400 "HW-400" "The request could not be read." "Update the app or reload the page, then try again.";
    /// No session, an ended one, or a sign-in that failed for whatever reason.
    SIGN_IN = 401 "HW-401" "Signing in did not work, or the session has ended." "Sign in again. After several tries, wait a few minutes.";
    /// The role has no such route.
    NOT_YOUR_ROLE = 403 "HW-403" "Your role does not include this." "Ask a supervisor if your role should change.";
    /// The browser's request did not come from this server's own pages.
    CROSS_SITE = 403 "HW-405" "The request did not come from this server's own pages." "Open the page again from its usual address.";
    /// Unknown, or not yours: both alike.
    NOT_FOUND = 404 "HW-404" "There is nothing here for you." "Go back to the list and open it again.";
    /// The same id is already kept with other content.
    CONFLICT = 409 "HW-409" "This was already saved with other content." "Reload to see what is saved, then decide again.";
    /// Bigger than the route takes.
    TOO_BIG = 413 "HW-413" "This is bigger than the server takes." "Send less at once.";
    /// A content type that the route does not take.
    CONTENT_TYPE = 415 "HW-415" "The request is of a kind that this address does not take." "Update the app or reload the page, then try again.";
    /// The statement's issuer has no right to it, or the log moved on meanwhile.
    STATEMENT_REFUSED = 422 "HW-422" "The directory does not accept this change." "Reload the directory and check who may make this change.";
    /// Signed by nobody who may, or altered on the way.
    SIGNATURE = 422 "HW-423" "The signature on this is not from somebody who may make it." "Sign in again; if it stays, tell your supervisor.";
    /// Older than what is kept.
    OUTDATED = 409 "HW-424" "Something newer is already saved." "Reload, then make your change again.";
    /// Too many tries.
    TOO_MANY = 429 "HW-429" "Too many tries." "Wait a few minutes, then try again.";
    /// A mistake of the server.
    INTERNAL = 500 "HW-500" "The server made a mistake. Nothing was changed." "Try again; if it stays, tell whoever runs the server.";
    /// Stopping.
    STOPPING = 503 "HW-503" "The server is stopping." "Try again in a minute.";
    /// The disk or the database limit is full.
    FULL = 507 "HW-507" "The server's disk is full. Nothing was changed." "Keep what you have; tell whoever runs the server, and try again later.";
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::FULL,
            StoreError::Stopped => Self::STOPPING,
            StoreError::Failed(_) | StoreError::Damaged(_) => {
                tracing::error!(%error, "the store failed");
                Self::INTERNAL
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self)).into_response()
    }
}
