//! How well a statement is known.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The grade that every statement shown to a person carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// One or more of the five articles say so; nobody has tested it as far as we know.
    Article,
    /// A published study or guideline says so; the source is named.
    Literature,
    /// Computed from a model of the body, assumptions stated.
    Model,
    /// Our own judgement.
    Opinion,
    /// A safety rule that we apply out of caution without a source that we could show ("our cautious rule").
    CautiousRule,
}

/// Why something is as it is: the rule that decided it, what it rests on, and a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    /// Stable name of the rule, e.g. `plan.release_before_stretch` or `screen.F1`.
    pub rule: String,
    /// Inventory and evidence ids behind the rule, e.g. `["O2", "X3"]`.
    pub sources: Vec<String>,
    /// How well it is known.
    pub grade: Grade,
    /// One or two plain sentences in the person's language.
    pub text: String,
    /// The entries of the record that made the rule apply (empty when only content did).
    #[serde(default)]
    pub because: Vec<uuid::Uuid>,
}
