//! Screening: questions, and what answers come to. Nothing here is stored; an entry does that.

use std::collections::BTreeMap;

use axum::Json;
use care::{
    entry::{Answer, Answers, ScreenKind},
    screening::{self, Outcome, Question, ball},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::super::{
    ApiError,
    extract::{Body, Context, Language, Parameters},
};
use super::person::Day;

/// Which questions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Full, short or "something new"; full when not said.
    #[serde(default = "full")]
    #[param(inline)]
    kind: ScreenKind,
}

fn full() -> ScreenKind {
    ScreenKind::Full
}

/// Answers to check.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Check {
    /// Which questions they answer; full when not said.
    #[serde(default = "full")]
    kind: ScreenKind,
    /// Are more answers to come? Then a yes to a list waits for the questions about it; otherwise what they left open counts
    /// as the worst.
    #[serde(default)]
    so_far: bool,
    /// Answers by question id.
    #[schema(value_type = BTreeMap<String, Answer>)]
    answers: Answers,
}

/// Answers about the ball.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BallCheck {
    /// Answers by question id.
    #[schema(value_type = BTreeMap<String, Answer>)]
    answers: Answers,
}

/// The questions of a screening, in order.
#[utoipa::path(get, path = "/screen/questions", tag = "screening", params(Which),
    responses((status = OK, body = Vec<Question>), (status = "4XX", body = ApiError)))]
pub(super) async fn questions(Language(words): Language, Parameters(which): Parameters<Which>) -> Json<Vec<Question>> {
    Json(screening::questions(which.kind, &words))
}

/// What these answers come to. An emergency shows as soon as its answer is there.
#[utoipa::path(post, path = "/screen/check", tag = "screening", request_body = Check,
    responses((status = OK, body = Outcome), (status = "4XX", body = ApiError)))]
pub(super) async fn check(Language(words): Language, Body(ask): Body<Check>) -> Json<Outcome> {
    let look = if ask.so_far { screening::so_far } else { screening::check };
    Json(look(ask.kind, &ask.answers, &words))
}

/// Emergency numbers by two-letter country code. A country that isn't listed has one of its own; `112` works on mobile phones
/// in many of them.
#[utoipa::path(get, path = "/emergency-numbers", tag = "screening",
    responses((status = OK, body = BTreeMap<String, String>)))]
pub(super) async fn emergency_numbers() -> Json<&'static BTreeMap<String, String>> {
    Json(screening::emergency_numbers())
}

/// The questions before the abdominal ball, all of them asked.
#[utoipa::path(get, path = "/ball/questions", tag = "screening",
    responses((status = OK, body = Vec<Question>), (status = "4XX", body = ApiError)))]
pub(super) async fn ball_questions(Language(words): Language) -> Json<Vec<Question>> {
    Json(ball::questions(&words))
}

/// What the answers about the ball come to, together with what is on record.
#[utoipa::path(post, path = "/ball/check", tag = "screening", params(Day), request_body = BallCheck,
    responses((status = OK, body = ball::BallOutcome), (status = "4XX", body = ApiError)))]
pub(super) async fn ball_check(
    context: Context,
    Parameters(day): Parameters<Day>,
    Body(ask): Body<BallCheck>,
) -> Result<Json<ball::BallOutcome>, ApiError> {
    context.explain(context.app.ball_screen(&ask.answers, day.date, &context.words).await).map(Json)
}
