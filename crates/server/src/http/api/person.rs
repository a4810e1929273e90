//! What is worked out from the person's record.

use axum::Json;
use care::{
    plan::{Options, Plan},
    progress::Progress,
    session::Script,
};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

use super::super::{
    ApiError,
    extract::{Context, Page, Parameters},
};
use crate::app::State;

/// Which day.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Day {
    /// The person's own calendar day, e.g. `2026-03-01`; the server's today when not said.
    pub(super) date: Option<NaiveDate>,
}

/// Which plan.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wish {
    /// The person's own calendar day; the server's today when not said.
    date: Option<NaiveDate>,
    /// Minutes for today, 5 to 45, instead of the profile's.
    minutes: Option<u32>,
    /// Only a short break on a chair or standing.
    #[serde(default)]
    break_only: bool,
    /// What today is for, instead of the profile's aims.
    aim: Option<String>,
    /// Two-letter country for the emergency number of a script or a printed plan, while the profile names none.
    #[serde(default)]
    country: String,
}

impl Wish {
    fn options(self) -> (Option<NaiveDate>, Options, String) {
        let options = Options { minutes: self.minutes, break_only: self.break_only, aim: self.aim, pain: None };
        (self.date, options, self.country)
    }
}

/// The summary of the record.
#[utoipa::path(get, path = "/state", tag = "record", params(Day),
    responses((status = OK, body = State), (status = "4XX", body = ApiError)))]
pub(super) async fn state(context: Context, Parameters(day): Parameters<Day>) -> Result<Json<State>, ApiError> {
    context.explain(context.app.state(day.date, &context.words).await).map(Json)
}

/// The plan of a day, with its reasons.
#[utoipa::path(get, path = "/plan", tag = "record", params(Wish),
    responses((status = OK, body = Plan), (status = "4XX", body = ApiError)))]
pub(super) async fn plan(context: Context, Parameters(wish): Parameters<Wish>) -> Result<Json<Plan>, ApiError> {
    let (date, options, _) = wish.options();
    context.explain(context.app.plan(date, &options, &context.words).await).map(Json)
}

/// The plan of a day as a page that prints well.
#[utoipa::path(get, path = "/plan.html", tag = "record", params(Wish),
    responses((status = OK, body = String, content_type = "text/html"), (status = "4XX", body = ApiError)))]
pub(super) async fn plan_page(context: Context, Parameters(wish): Parameters<Wish>) -> Result<Page, ApiError> {
    let (date, options, country) = wish.options();
    context.explain(context.app.printed_plan(date, &options, &country, &context.words).await).map(Page)
}

/// The script of a day's session, playable without the network.
#[utoipa::path(get, path = "/script", tag = "record", params(Wish),
    responses((status = OK, body = Script), (status = "4XX", body = ApiError)))]
pub(super) async fn script(context: Context, Parameters(wish): Parameters<Wish>) -> Result<Json<Script>, ApiError> {
    let (date, options, country) = wish.options();
    context.explain(context.app.script(date, &options, &country, &context.words).await).map(Json)
}

/// What has changed, and how sure that is.
#[utoipa::path(get, path = "/progress", tag = "record", params(Day),
    responses((status = OK, body = Progress), (status = "4XX", body = ApiError)))]
pub(super) async fn progress(context: Context, Parameters(day): Parameters<Day>) -> Result<Json<Progress>, ApiError> {
    context.explain(context.app.progress(day.date, &context.words).await).map(Json)
}

/// A one-page letter for a doctor or physiotherapist.
#[utoipa::path(get, path = "/referral.html", tag = "record", params(Day),
    responses((status = OK, body = String, content_type = "text/html"), (status = "4XX", body = ApiError)))]
pub(super) async fn referral(context: Context, Parameters(day): Parameters<Day>) -> Result<Page, ApiError> {
    context.explain(context.app.referral(day.date, &context.words).await).map(Page)
}
