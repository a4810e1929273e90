//! A claim of the articles that a model of the body can test (T1 to T17). Its words are under `claims.<id>`:
//! `claim`, `computes` (what the model works out) and `literature` (what studies say).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Statement;

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Has the model been asked?
    pub status: ClaimStatus,
    /// Grade and sources of what studies say about it.
    pub literature: Statement,
}

/// How far a claim has been tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimStatus {
    /// No figure of our own yet.
    NotYetComputed,
    /// The model gives figures and a verdict.
    Computed,
}
