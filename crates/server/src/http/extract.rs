//! Reading requests, with errors that name the place.

use std::{string::FromUtf8Error, sync::Arc};

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Query, Request, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use care::{entry::Fault, words::Words};
use journal::check_unique_keys;
use serde::{Deserialize, de::DeserializeOwned};

use super::{ApiError, Source, error::english};
use crate::app::{App, AppError, words};

/// Whose record, and in which language and unit of length.
pub(super) struct Context {
    pub(super) app: Arc<App>,
    pub(super) words: Arc<Words>,
}

impl Context {
    /// Puts an error of a use case into the request's language.
    pub(super) fn explain<T>(&self, result: Result<T, AppError>) -> Result<T, ApiError> {
        result.map_err(|error| ApiError::of(&error, &self.words))
    }
}

impl FromRequestParts<Source> for Context {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, source: &Source) -> Result<Self, ApiError> {
        let Language(words) = Language::from_request_parts(parts, source).await?;
        let app = source.app().await.map_err(|error| ApiError::of(&error, &words))?;
        let words = Arc::new(words.measuring_in(app.measures_in_inches().await));
        Ok(Self { app, words })
    }
}

/// The language alone.
pub(super) struct Language(pub(super) Arc<Words>);

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    locale: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Parameters(asked) = Parameters::<Asked>::from_request_parts(parts, state).await?;
        let english = words("en").expect("English is always there");
        match asked.locale.as_deref() {
            None | Some("" | "en") => Ok(Self(english)),
            Some(locale) => words(locale).map(Self).map_err(|error| ApiError::of(&error, &english)),
        }
    }
}

/// The part of the address after the question mark.
pub(super) struct Parameters<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Parameters<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let Query(value) = Query::try_from_uri(&parts.uri).map_err(|rejection| {
            let detail = rejection.body_text();
            let detail = detail.strip_prefix("Failed to deserialize query string: ").unwrap_or(&detail);
            let (place, said) = detail.split_once(": ").unwrap_or(("", detail));
            ApiError::unread(StatusCode::BAD_REQUEST, "query", &Fault::of_reading(place, said, &english()))
        })?;
        Ok(Self(value))
    }
}

/// A JSON body; what can't be read is named with its place.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let Text(text) = Text::from_request(request, state).await?;
        check_unique_keys(&text).map_err(|e| unreadable("", &e))?;
        let mut json = serde_json::Deserializer::from_str(&text);
        let read = serde_path_to_error::deserialize(&mut json);
        let value = read.map_err(|error| unreadable(&error.path().to_string(), error.inner()))?;
        json.end().map(|()| Self(value)).map_err(|e| unreadable("", &e))
    }
}

/// A body of JSON, as text.
pub(super) struct Text(pub(super) String);

impl<S: Send + Sync> FromRequest<S> for Text {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            let detail = "the header Content-Type has to be application/json";
            return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "body", Some("content-type".into()), detail));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unread(&rejection))?;
        let unreadable = |e: FromUtf8Error| ApiError::new(UNREADABLE, "body", None, &e.to_string());
        String::from_utf8(bytes.into()).map(Self).map_err(unreadable)
    }
}

/// A page of another site can send forms and plain text here, but not JSON.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

fn unread(rejection: &BytesRejection) -> ApiError {
    match rejection.status() {
        status @ StatusCode::PAYLOAD_TOO_LARGE => ApiError::new(status, "too_large", None, ""),
        status => ApiError::new(status, "body", None, &rejection.body_text()),
    }
}

const UNREADABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn unreadable(place: &str, error: &serde_json::Error) -> ApiError {
    ApiError::unread(UNREADABLE, "body", &Fault::of_json(place, error, &english()))
}

/// A page in HTML.
pub(super) struct Page(pub(super) String);

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], self.0).into_response()
    }
}
