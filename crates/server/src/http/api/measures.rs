//! Measures.

use axum::Json;
use care::{entry::Measurement, measure::MeasureResult};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    super::{
        ApiError,
        extract::{Body, Context, Parameters},
    },
    person::Day,
};
use crate::app::MeasureView;

/// A measurement to evaluate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Evaluate {
    /// The measurement.
    measurement: Measurement,
}

/// All measures, the home default first, with what is left out for this person.
#[utoipa::path(get, path = "/measures", tag = "measures", params(Day),
    responses((status = OK, body = Vec<MeasureView>), (status = "4XX", body = ApiError)))]
pub(super) async fn measures(
    context: Context,
    Parameters(day): Parameters<Day>,
) -> Result<Json<Vec<MeasureView>>, ApiError> {
    context.explain(context.app.measures(day.date, &context.words).await).map(Json)
}

/// What a measurement comes to, with its error. Nothing is kept; an entry does that.
#[utoipa::path(post, path = "/measures/evaluate", tag = "measures", request_body = Evaluate,
    responses((status = OK, body = MeasureResult), (status = "4XX", body = ApiError)))]
pub(super) async fn evaluate(context: Context, Body(ask): Body<Evaluate>) -> Result<Json<MeasureResult>, ApiError> {
    let told = context.app.evaluate(&ask.measurement, &context.words).await;
    context.explain(told.map_err(|error| error.within("measurement"))).map(Json)
}
