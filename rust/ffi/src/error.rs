//! The one error that Kotlin sees.

/// Something did not work. Nothing that was saved is lost.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ApiError {
    /// With what a person needs to know.
    #[error("{sentence} ({code})")]
    Failed {
        /// For support, for example `HW-204`; listed in `docs/errors.md` and `docs/errors_phone.md`.
        code: String,
        /// What is true now, in the language of the application.
        sentence: String,
        /// What to do next, in the language of the application; may be empty.
        remedy: String,
    },
}

impl From<homeward_app::ApiError> for ApiError {
    fn from(e: homeward_app::ApiError) -> Self {
        ApiError::Failed {
            code: e.code,
            sentence: e.sentence,
            remedy: e.remedy,
        }
    }
}
