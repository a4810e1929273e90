//! The description of the API, made from the handlers themselves.

use std::sync::LazyLock;

use axum::{http::header, response::IntoResponse};
use serde_json::{Value, json};
use utoipa::openapi::{Info, OpenApi, Server};

use crate::app::schema;

/// This description (`OpenAPI` 3.1).
#[utoipa::path(get, path = "/openapi.json", tag = "api", responses((status = OK, description = "OpenAPI 3.1", body = Object)))]
pub(super) async fn openapi_json() -> impl IntoResponse {
    static JSON: LazyLock<String> = LazyLock::new(|| super::openapi().to_string());
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")], JSON.as_str())
}

/// Puts the title and the addresses on top, and the last touch to the schemas.
pub(super) fn describe(mut api: OpenApi) -> Value {
    api.info = Info::new("Supple", env!("CARGO_PKG_VERSION"));
    let mut own = Server::new("/api/v1");
    own.description = Some("Your own record".into());
    let mut demo = Server::new("/api/demo/v1");
    demo.description = Some("The sample person".into());
    api.servers = Some(vec![own, demo]);
    let mut json = json!(api);
    schema::finish(&mut json, "components/schemas");
    json
}
