//! HTTP on loopback: the API, its description, and the web app.

mod api;
mod assets;
mod error;
mod extract;
mod guard;
mod headers;
mod source;

use std::sync::Arc;

use axum::{Router, extract::DefaultBodyLimit, middleware, routing::get};
pub use error::ApiError;
use serde_json::Value;
use source::Source;
use tower_http::compression::CompressionLayer;

use crate::app::{App, Demo};

/// A request larger than this is refused, other than an import [bytes].
const BODY_LIMIT: usize = 1 << 20;

/// Everything that the server answers.
pub fn router(own: Arc<App>, demo: Arc<Demo>) -> Router {
    let routes = |source: Source| api::router().split_for_parts().0.with_state(source);
    let api = Router::new()
        .nest("/api/v1", routes(Source::Own(own)))
        .nest("/api/demo/v1", routes(Source::Demo(demo)))
        .route("/api/{*path}", get(error::no_such_page))
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn(headers::private));
    Router::new()
        .merge(api)
        .fallback(assets::serve)
        .method_not_allowed_fallback(error::wrong_method)
        .layer(middleware::from_fn(headers::secure))
        .layer(middleware::from_fn(guard::own_machine_only))
}

/// The description of the API, as `/api/v1/openapi.json` serves it.
pub fn openapi() -> Value {
    api::openapi()
}
