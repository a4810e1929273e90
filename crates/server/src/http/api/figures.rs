//! Pictures.

use axum::{
    Json,
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use care::{content::pose::Coordinates, entry::Side};
use figure::View;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    super::{
        ApiError,
        extract::{Body, Context, Parameters},
    },
    solids::{self, Fineness},
};
use crate::app::figures::{self, Picture};

/// Most pictures of one sequence.
const FRAMES: usize = 60;

/// Which picture.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Moment between start (0) and end (1); the end when not said.
    at: Option<f64>,
    /// The worked side; right when not said.
    #[param(inline)]
    side: Option<Side>,
    /// `side`, `front` or `top`; the best one when not said.
    #[param(value_type = Option<String>)]
    view: Option<View>,
    /// Pictures in a sequence; 12 when not said.
    n: Option<usize>,
    /// Of a `.glb`: `full` or `low`; `full` when not said.
    #[param(value_type = Option<String>)]
    detail: Option<Fineness>,
}

impl Which {
    fn picture(&self) -> Picture {
        Picture { at: self.at.unwrap_or(1.0), side: self.side.unwrap_or(Side::Right), view: self.view }
    }
}

/// A picture of an exercise or a measure as SVG, or the body doing it as binary glTF, of the person's size.
#[utoipa::path(get, path = "/figures/{file}", tag = "catalogue",
    params(("file" = String, Path, description = "Permanent name with `.svg` or `.glb`, e.g. `low-lunge.svg`"), Which),
    responses((status = OK, content((String = "image/svg+xml"), (Vec<u8> = "model/gltf-binary"))), (status = "4XX", body = ApiError)))]
pub(super) async fn figure(
    context: Context,
    Path(file): Path<String>,
    Parameters(which): Parameters<Which>,
) -> Result<Response, ApiError> {
    if let Some(slug) = file.strip_suffix(".glb") {
        return solids::movement(&context, slug, which.side.unwrap_or(Side::Right), which.detail).await;
    }
    let profile = context.explain(context.app.record().await)?.profile();
    let slug = file.strip_suffix(".svg").unwrap_or(&file);
    let (slug, words) = (slug.to_owned(), context.words.clone());
    let svg = drawn(move || figures::svg(&slug, which.picture(), &profile, &words)).await;
    let svg = context.explain(svg)?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-cache")], svg).into_response())
}

/// Pictures from start to end that share one frame, to be shown one after the other.
#[utoipa::path(get, path = "/figures/{slug}/frames", tag = "catalogue",
    params(("slug" = String, Path, description = "Permanent name"), Which),
    responses((status = OK, body = Vec<String>), (status = "4XX", body = ApiError)))]
pub(super) async fn frames(
    context: Context,
    Path(slug): Path<String>,
    Parameters(which): Parameters<Which>,
) -> Result<Json<Vec<String>>, ApiError> {
    let profile = context.explain(context.app.record().await)?.profile();
    let n = which.n.unwrap_or(12).clamp(2, FRAMES);
    let words = context.words.clone();
    let frames = drawn(move || figures::frames(&slug, which.picture(), n, &profile, &words)).await;
    context.explain(frames).map(Json)
}

/// A free pose to draw.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Free {
    /// Angles by coordinate [deg], as in `docs/poses.md`; what isn't named is 0.
    #[schema(value_type = std::collections::BTreeMap<String, f64>)]
    coordinates: Coordinates,
    /// Exercise or measure whose things (chair, mat) are drawn around it.
    #[serde(default)]
    props_of: Option<String>,
    /// `side`, `front` or `top`; `side` when not said.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    view: Option<View>,
}

/// A picture of any pose as SVG, of a body of the person's size: exactly these angles, the lowest point on the floor.
#[utoipa::path(post, path = "/figures/pose.svg", tag = "catalogue", request_body = Free,
    responses((status = OK, body = String, content_type = "image/svg+xml"), (status = "4XX", body = ApiError)))]
pub(super) async fn free(context: Context, Body(ask): Body<Free>) -> Result<Response, ApiError> {
    let profile = context.explain(context.app.record().await)?.profile();
    let words = context.words.clone();
    let draw = move || figures::free(&ask.coordinates, ask.props_of.as_deref(), ask.view, &profile, &words);
    let svg = drawn(draw).await;
    let svg = context.explain(svg)?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response())
}

/// Draws aside, so that nobody else waits for it.
pub(super) async fn drawn<T: Send + 'static>(draw: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(draw).await.expect("drawing does not panic")
}
