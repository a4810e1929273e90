//! Movements.

use axum::{
    Json,
    extract::Path,
    response::{IntoResponse, Response},
};
use care::entry::Side;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    super::{
        ApiError,
        extract::{Context, Parameters},
    },
    figures::drawn,
};
use crate::app::movements::{self, Movement};

/// Which movement.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// The worked side; right when not said.
    #[param(inline)]
    side: Option<Side>,
}

/// An exercise or a measure as a movement of a body of the person's size: drawings, when to show them, and what is being done when.
#[utoipa::path(get, path = "/figures/{slug}/movement", tag = "catalogue",
    params(("slug" = String, Path, description = "Permanent name"), Which),
    responses((status = OK, body = Movement), (status = "4XX", body = ApiError)))]
pub(super) async fn movement(
    context: Context,
    Path(slug): Path<String>,
    Parameters(which): Parameters<Which>,
) -> Result<Response, ApiError> {
    let profile = context.explain(context.app.record().await)?.profile();
    let (words, side) = (context.words.clone(), which.side.unwrap_or(Side::Right));
    let movement = drawn(move || movements::movement(&slug, side, &profile, &words)).await;
    context.explain(movement).map(|movement| Json(&*movement).into_response())
}
