//! One graded statement. Its words are under the key that the place where it stands gives it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::grade::Grade;

/// A statement that is shown to a person: how well it is known and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Permanent name within its place; the last part of its words' key.
    pub id: String,
    /// How well it is known.
    pub grade: Grade,
    /// Inventory ids (`ST4`) and evidence ids (`M3`, `F18`) behind it.
    pub sources: Vec<String>,
}
