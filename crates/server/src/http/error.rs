//! One envelope for every error: `{"error": {"code", "message", "where", "hint"}}`.

use std::sync::Arc;

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use care::{entry::Fault, words::Words};
use journal::JournalError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{AppError, Explained, words};

/// What every failed request answers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApiError {
    /// The error.
    pub error: Explained,
    #[serde(skip)]
    status: StatusCode,
}

impl ApiError {
    /// An error of the protocol itself; its words are `errors.<code>`.
    pub(super) fn new(status: StatusCode, code: &str, place: Option<String>, detail: &str) -> Self {
        Self { error: Explained::new(&english(), code, place, &[("detail", &detail)]), status }
    }

    /// A part of the request that can't be read.
    pub(super) fn unread(status: StatusCode, code: &str, fault: &Fault) -> Self {
        Self { error: Explained::of_fault(&english(), code, fault), status }
    }

    /// An error of a use case, in the words of the request's language.
    pub(super) fn of(error: &AppError, words: &Words) -> Self {
        let status = status(error);
        if status.is_server_error() {
            tracing::error!(%error, "a request failed");
        }
        Self { error: error.explain(words), status }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.status, Json(self)).into_response()
    }
}

/// The words for errors that come up before the language of a request is known.
pub(super) fn english() -> Arc<Words> {
    words("en").expect("English is always there")
}

fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::Journal(JournalError::Conflict(_) | JournalError::EraseUnfinished) => StatusCode::CONFLICT,
        AppError::Journal(_) | AppError::Stored(_) => StatusCode::INTERNAL_SERVER_ERROR,
        AppError::Entry { .. }
        | AppError::Import(_)
        | AppError::SampleCopy
        | AppError::NotConfirmed
        | AppError::Measure { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Unknown { .. } => StatusCode::NOT_FOUND,
        AppError::Locale(_) => StatusCode::BAD_REQUEST,
    }
}

pub(super) async fn no_such_page() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "no_such_page", None, "")
}

pub(super) async fn wrong_method() -> ApiError {
    ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", None, "")
}
