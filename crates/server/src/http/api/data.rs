//! The person's own entries: in, out, and gone.

use axum::{
    Json,
    extract::DefaultBodyLimit,
    http::header,
    response::{IntoResponse, Response},
};
use care::entry::Entry;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    ApiError, Source,
    extract::{Body, Context, Text},
};
use crate::app::Contents;

/// An import larger than this is refused [bytes]: decades of daily use.
const IMPORT_LIMIT: usize = 64 << 20;

/// What became of entries.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Appended {
    /// New and durable now.
    accepted: Vec<Uuid>,
    /// Were there before with the same content.
    duplicates: Vec<Uuid>,
}

impl From<journal::Appended> for Appended {
    fn from(appended: journal::Appended) -> Self {
        Self { accepted: appended.accepted, duplicates: appended.duplicates }
    }
}

/// Adds entries, all or none. Sending an entry again changes nothing.
#[utoipa::path(post, path = "/entries", tag = "record", request_body = Vec<Entry>,
    responses((status = OK, body = Appended), (status = "4XX", body = ApiError)))]
pub(super) async fn entries(context: Context, Body(entries): Body<Vec<Value>>) -> Result<Json<Appended>, ApiError> {
    context.explain(context.app.append(&entries, &context.words).await).map(|appended| Json(appended.into()))
}

/// The whole record as one file.
#[utoipa::path(get, path = "/export", tag = "record",
    responses((status = OK, description = "A supple-export, see docs/json.md", body = Object), (status = "5XX", body = ApiError)))]
pub(super) async fn export(context: Context) -> Result<Response, ApiError> {
    let file = context.explain(context.app.export().await)?;
    context.app.copied();
    let whose = if context.app.is_demo() { "supple-sample" } else { "supple" };
    let name = format!("attachment; filename=\"{whose}-{}.json\"", context.app.clock().today());
    Ok(([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], file)
        .into_response())
}

/// Adds everything from an export, all or nothing.
#[utoipa::path(post, path = "/import", tag = "record", request_body(content = Object, description = "A supple-export"),
    responses((status = OK, body = Appended), (status = "4XX", body = ApiError)))]
pub(super) async fn import(context: Context, Text(file): Text) -> Result<Json<Appended>, ApiError> {
    context.explain(context.app.import(&file, &context.words).await).map(|appended| Json(appended.into()))
}

/// What an export holds. Nothing is added.
#[utoipa::path(post, path = "/import/check", tag = "record",
    request_body(content = Object, description = "A supple-export"),
    responses((status = OK, body = Contents), (status = "4XX", body = ApiError)))]
pub(super) async fn check_import(context: Context, Text(file): Text) -> Result<Json<Contents>, ApiError> {
    context.explain(context.app.look_into(&file, &context.words)).map(Json)
}

/// The routes of the import, which take larger bodies than the others.
pub(super) fn import_router() -> OpenApiRouter<Source> {
    OpenApiRouter::new()
        .routes(routes!(import))
        .routes(routes!(check_import))
        .layer(DefaultBodyLimit::max(IMPORT_LIMIT))
}

/// How erasing is confirmed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Confirm {
    /// The word `erase`.
    #[serde(default)]
    confirm: String,
}

/// What was erased.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Erased {
    /// How many entries.
    erased: u64,
}

/// Removes the whole record for good.
#[utoipa::path(post, path = "/erase", tag = "record", request_body = Confirm,
    responses((status = OK, body = Erased), (status = "4XX", body = ApiError)))]
pub(super) async fn erase(context: Context, Body(ask): Body<Confirm>) -> Result<Json<Erased>, ApiError> {
    context.explain(context.app.erase(&ask.confirm).await).map(|erased| Json(Erased { erased }))
}
