//! The description of the API, made from the handlers themselves.

use std::sync::LazyLock;

use axum::{http::header, response::IntoResponse};
use utoipa::openapi::{Info, OpenApi, Server};

/// This description (`OpenAPI` 3.1).
#[utoipa::path(get, path = "/openapi.json", tag = "api", responses((status = OK, description = "OpenAPI 3.1", body = Object)))]
pub(super) async fn openapi_json() -> impl IntoResponse {
    static JSON: LazyLock<String> = LazyLock::new(|| super::openapi().to_json().expect("a description is plain data"));
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")], JSON.as_str())
}

/// Puts the title and the addresses on top.
pub(super) fn describe(mut api: OpenApi) -> OpenApi {
    api.info = Info::new("Supple", env!("CARGO_PKG_VERSION"));
    let mut own = Server::new("/api/v1");
    own.description = Some("Your own record".into());
    let mut demo = Server::new("/api/demo/v1");
    demo.description = Some("The sample person".into());
    api.servers = Some(vec![own, demo]);
    api
}
