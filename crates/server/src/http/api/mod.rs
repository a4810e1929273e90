//! The API, version 1. Each handler reads a request, calls one use case and writes its answer.

mod catalogue;
mod data;
mod description;
mod figures;
mod measures;
mod mechanics;
mod movements;
mod person;
mod screen;
mod solids;

use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Source;

/// All routes with their descriptions.
pub(super) fn router() -> OpenApiRouter<Source> {
    OpenApiRouter::new()
        .routes(routes!(catalogue::words))
        .routes(routes!(catalogue::exercises))
        .routes(routes!(catalogue::exercise))
        .routes(routes!(catalogue::programmes))
        .routes(routes!(catalogue::programme))
        .routes(routes!(catalogue::lessons))
        .routes(routes!(catalogue::lesson))
        .routes(routes!(catalogue::claims))
        .routes(routes!(catalogue::inventory))
        .routes(routes!(catalogue::sources))
        .routes(routes!(mechanics::exercise))
        .routes(routes!(mechanics::pose))
        .routes(routes!(mechanics::curve))
        .routes(routes!(solids::body))
        .routes(routes!(solids::pose))
        .routes(routes!(figures::figure))
        .routes(routes!(figures::frames))
        .routes(routes!(movements::movement))
        .routes(routes!(figures::free))
        .routes(routes!(screen::questions))
        .routes(routes!(screen::check))
        .routes(routes!(screen::emergency_numbers))
        .routes(routes!(screen::ball_questions))
        .routes(routes!(screen::ball_check))
        .routes(routes!(measures::measures))
        .routes(routes!(measures::evaluate))
        .routes(routes!(person::state))
        .routes(routes!(person::plan))
        .routes(routes!(person::plan_page))
        .routes(routes!(person::script))
        .routes(routes!(person::progress))
        .routes(routes!(person::referral))
        .routes(routes!(data::entries))
        .routes(routes!(data::export))
        .merge(data::import_router())
        .routes(routes!(data::erase))
        .routes(routes!(description::openapi_json))
}

/// The description of all routes.
pub(super) fn openapi() -> Value {
    description::describe(router().into_openapi())
}
