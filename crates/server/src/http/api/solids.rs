//! Bodies in space.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use care::{content::pose::Coordinates, entry::Side};
use figure::solid::Detail;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    super::{
        ApiError,
        extract::{Body, Context, Parameters},
    },
    figures::drawn,
};
use crate::app::solids::{self, Bytes, LivePose};

/// How fine a body is.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fineness {
    #[default]
    Full,
    Low,
}

impl From<Fineness> for Detail {
    fn from(fineness: Fineness) -> Self {
        match fineness {
            Fineness::Full => Self::Full,
            Fineness::Low => Self::Low,
        }
    }
}

/// Which body.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Fine {
    /// `full` (about 11,000 triangles of skin) or `low` (about 3,000); `full` when not said.
    #[param(value_type = Option<String>)]
    detail: Option<Fineness>,
}

/// The body standing, as binary glTF without animation: skin on a skeleton of the model's bodies, and bones. Metres, y up, x forward.
#[utoipa::path(get, path = "/figures/body.glb", tag = "catalogue", params(Fine),
    responses((status = OK, body = Vec<u8>, content_type = "model/gltf-binary"), (status = "4XX", body = ApiError)))]
pub(super) async fn body(context: Context, Parameters(fine): Parameters<Fine>) -> Result<Response, ApiError> {
    let profile = context.explain(context.app.record().await)?.profile();
    let detail = fine.detail.unwrap_or_default().into();
    Ok(file(drawn(move || solids::body(detail, &profile)).await))
}

/// The body doing an exercise or a measure, with one animation named `movement`.
pub(super) async fn movement(
    context: &Context,
    slug: &str,
    side: Side,
    fineness: Option<Fineness>,
) -> Result<Response, ApiError> {
    let profile = context.explain(context.app.record().await)?.profile();
    let (slug, detail) = (slug.to_owned(), fineness.unwrap_or_default().into());
    let made = drawn(move || solids::movement(&slug, side, detail, &profile)).await;
    context.explain(made).map(file)
}

/// A posture to follow.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Follow {
    /// Angles by coordinate [deg], as in `docs/poses.md`; what isn't named is 0.
    #[schema(value_type = std::collections::BTreeMap<String, f64>)]
    coordinates: Coordinates,
}

/// Any pose of the body of `figures/body.glb`: its nodes and muscles, for a viewer that follows a slider.
#[utoipa::path(post, path = "/figures/pose", operation_id = "figure_pose", tag = "catalogue", request_body = Follow,
    responses((status = OK, body = LivePose), (status = "4XX", body = ApiError)))]
pub(super) async fn pose(context: Context, Body(ask): Body<Follow>) -> Result<Json<LivePose>, ApiError> {
    let profile = context.explain(context.app.record().await)?.profile();
    context.explain(drawn(move || solids::live(&ask.coordinates, &profile)).await).map(Json)
}

fn file(bytes: Bytes) -> Response {
    let head = [(header::CONTENT_TYPE, "model/gltf-binary"), (header::CACHE_CONTROL, "no-cache")];
    (head, axum::body::Bytes::from_owner(bytes)).into_response()
}
