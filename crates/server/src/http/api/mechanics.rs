//! What the body model says.

use axum::{Json, extract::Path};
use care::content::pose::Coordinates;
use mechanics::{CurvePoint, Explored};
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::{
    ApiError,
    extract::{Body, Context},
};
use crate::app::mechanics::ExerciseAnswer;

/// A pose to explore.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Explore {
    /// Angles by coordinate [deg], as in `docs/poses.md`; what isn't named is 0.
    #[schema(value_type = std::collections::BTreeMap<String, f64>)]
    coordinates: Coordinates,
}

/// What an exercise does to the psoas of a body like the person's, and how sure that is.
#[utoipa::path(get, path = "/mechanics/exercises/{slug}", operation_id = "exercise_mechanics", tag = "mechanics",
    params(("slug" = String, Path, description = "Permanent name of the exercise")),
    responses((status = OK, body = ExerciseAnswer), (status = "4XX", body = ApiError)))]
pub(super) async fn exercise(context: Context, Path(slug): Path<String>) -> Result<Json<ExerciseAnswer>, ApiError> {
    context.explain(context.app.exercise_mechanics(&slug, &context.words).await).map(Json)
}

/// Lengths of the psoas in any pose, for a body like the person's.
#[utoipa::path(post, path = "/mechanics/pose", operation_id = "pose_mechanics", tag = "mechanics", request_body = Explore,
    responses((status = OK, body = Explored), (status = "4XX", body = ApiError)))]
pub(super) async fn pose(context: Context, Body(ask): Body<Explore>) -> Result<Json<Explored>, ApiError> {
    context.explain(context.app.explore(&ask.coordinates).await).map(Json)
}

/// Most poses on the way from one to another.
const POINTS: usize = 181;

/// Two poses to go between.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Between {
    /// Angles of the first pose [deg]; what isn't named is 0.
    #[schema(value_type = std::collections::BTreeMap<String, f64>)]
    from: Coordinates,
    /// Angles of the second pose [deg].
    #[schema(value_type = std::collections::BTreeMap<String, f64>)]
    to: Coordinates,
    /// How many poses, both ends included; 37 when not said.
    #[serde(default)]
    points: Option<usize>,
}

/// Lengths of the psoas from one pose to another, for a body like the person's.
#[utoipa::path(post, path = "/mechanics/curve", tag = "mechanics", request_body = Between,
    responses((status = OK, body = Vec<CurvePoint>), (status = "4XX", body = ApiError)))]
pub(super) async fn curve(context: Context, Body(ask): Body<Between>) -> Result<Json<Vec<CurvePoint>>, ApiError> {
    let points = ask.points.unwrap_or(37).clamp(2, POINTS);
    context.explain(context.app.curve(&ask.from, &ask.to, points).await).map(Json)
}
