//! A lesson: graded statements under one title. Its words are under `lessons.<slug>`: `title`, `short` and
//! `statements.<id>`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Statement;

/// One lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// Place in the list of lessons, from 1.
    pub order: u32,
    /// What it says, in order.
    pub statements: Vec<Statement>,
}
