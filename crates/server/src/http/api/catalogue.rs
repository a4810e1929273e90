//! What the product knows: words, exercises, lessons, claims. The same for everybody.

use std::collections::BTreeMap;

use axum::{Json, extract::Path};

use super::{
    super::{
        ApiError,
        extract::{Context, Parameters},
    },
    person::Day,
};
use crate::app::catalogue::{
    self, ClaimView, ExercisePage, InventoryItem, LessonPage, LessonView, ProgrammeView, SourcesView,
};

/// All words of the web app (without the prefix `web.`) and of the fixed values (`terms.*`).
#[utoipa::path(get, path = "/words", tag = "catalogue",
    params(("locale" = Option<String>, Query, description = "Language, e.g. `en`")),
    responses((status = OK, body = BTreeMap<String, String>), (status = "4XX", body = ApiError)))]
pub(super) async fn words(context: Context) -> Json<BTreeMap<String, String>> {
    Json(catalogue::words(&context.words))
}

/// All exercises with their words, and what is left out for this person.
#[utoipa::path(get, path = "/exercises", tag = "catalogue", params(Day),
    responses((status = OK, body = Vec<ExercisePage>), (status = "4XX", body = ApiError)))]
pub(super) async fn exercises(
    context: Context,
    Parameters(day): Parameters<Day>,
) -> Result<Json<Vec<ExercisePage>>, ApiError> {
    context.explain(context.app.exercises(day.date, &context.words).await).map(Json)
}

/// One exercise.
#[utoipa::path(get, path = "/exercises/{slug}", tag = "catalogue",
    params(("slug" = String, Path, description = "Permanent name of the exercise"), Day),
    responses((status = OK, body = ExercisePage), (status = "4XX", body = ApiError)))]
pub(super) async fn exercise(
    context: Context,
    Path(slug): Path<String>,
    Parameters(day): Parameters<Day>,
) -> Result<Json<ExercisePage>, ApiError> {
    context.explain(context.app.exercise(&slug, day.date, &context.words).await).map(Json)
}

/// All programmes with their words: Supple's own first.
#[utoipa::path(get, path = "/programmes", tag = "catalogue",
    responses((status = OK, body = Vec<ProgrammeView>), (status = "4XX", body = ApiError)))]
pub(super) async fn programmes(context: Context) -> Json<Vec<ProgrammeView>> {
    Json(catalogue::programmes(&context.words))
}

/// One programme.
#[utoipa::path(get, path = "/programmes/{slug}", tag = "catalogue",
    params(("slug" = String, Path, description = "Permanent name of the programme")),
    responses((status = OK, body = ProgrammeView), (status = "4XX", body = ApiError)))]
pub(super) async fn programme(context: Context, Path(slug): Path<String>) -> Result<Json<ProgrammeView>, ApiError> {
    context.explain(catalogue::programme(&slug, &context.words)).map(Json)
}

/// All lessons in their order, each statement with its grade.
#[utoipa::path(get, path = "/lessons", tag = "catalogue",
    responses((status = OK, body = Vec<LessonView>), (status = "4XX", body = ApiError)))]
pub(super) async fn lessons(context: Context) -> Json<Vec<LessonView>> {
    Json(catalogue::lessons(&context.words))
}

/// One lesson.
#[utoipa::path(get, path = "/lessons/{slug}", tag = "catalogue",
    params(("slug" = String, Path, description = "Permanent name of the lesson")),
    responses((status = OK, body = LessonPage), (status = "4XX", body = ApiError)))]
pub(super) async fn lesson(context: Context, Path(slug): Path<String>) -> Result<Json<LessonPage>, ApiError> {
    context.explain(catalogue::lesson(&slug, &context.words)).map(Json)
}

/// What the articles say is so, with what studies and the body model say to it.
#[utoipa::path(get, path = "/claims", tag = "catalogue",
    responses((status = OK, body = Vec<ClaimView>), (status = "4XX", body = ApiError)))]
pub(super) async fn claims(context: Context) -> Json<Vec<ClaimView>> {
    Json(catalogue::claims(&context.words))
}

/// Everything that the five articles say, by id.
#[utoipa::path(get, path = "/inventory", tag = "catalogue",
    responses((status = OK, body = Vec<InventoryItem>), (status = "4XX", body = ApiError)))]
pub(super) async fn inventory(context: Context) -> Json<Vec<InventoryItem>> {
    Json(catalogue::inventory(&context.words))
}

/// What the ids behind statements stand for.
#[utoipa::path(get, path = "/sources", tag = "catalogue",
    responses((status = OK, body = SourcesView), (status = "4XX", body = ApiError)))]
pub(super) async fn sources(context: Context) -> Json<SourcesView> {
    Json(catalogue::sources(&context.words))
}
