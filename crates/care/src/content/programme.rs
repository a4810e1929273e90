//! A programme: the system of one article as its author gives it, or Supple's own. Its words are under
//! `programmes.<slug>`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Statement;

/// One programme that can be followed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Number of the article, `000` to `004`; none for Supple's own.
    #[serde(default)]
    pub article: Option<String>,
    /// Who wrote the article, where it says so.
    #[serde(default)]
    pub author: Option<String>,
    /// Days a week.
    pub days_per_week: u32,
    /// Does the author say how often? Otherwise the number is ours.
    #[serde(default)]
    pub days_given: bool,
    /// What is done, in the author's order; empty for Supple's own, which the plan makes anew each day.
    #[serde(default)]
    pub items: Vec<ProgrammeItem>,
    /// Trials before and after, where the author has them. Never charted.
    #[serde(default)]
    pub tests: Vec<ProgrammeTest>,
    /// Where Supple sees it differently, and on what grounds; words under `programmes.<slug>.disagree.<id>`.
    #[serde(default)]
    pub disagree: Vec<Statement>,
    /// Inventory ids that it carries.
    pub inventory: Vec<String>,
}

/// One item of a programme; words under `programmes.<slug>.items.<id>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeItem {
    /// Permanent name within the programme.
    pub id: String,
    /// Exercise slug.
    pub exercise: String,
    /// Bouts, on each side where the exercise has sides.
    pub bouts: u32,
    /// Shortest and longest time of one bout [s].
    pub seconds: [u32; 2],
    /// Repetitions in one bout, for strength.
    #[serde(default)]
    pub repetitions: Option<u32>,
    /// Does the author give this dose? Otherwise it is the least of the catalogue, and the words say so.
    #[serde(default)]
    pub dose_given: bool,
    /// Does the author give this exercise? Otherwise the author asks for its kind and the choice is ours.
    #[serde(default = "yes")]
    pub exercise_given: bool,
    /// Items with the same choice are alternatives: one of them is done (O8).
    #[serde(default)]
    pub choice: Option<String>,
}

/// A trial that belongs to a programme; words under `programmes.<slug>.tests.<id>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeTest {
    /// Permanent name within the programme.
    pub id: String,
    /// Slug of the measure that it is.
    pub measure: String,
    /// Before or after the items.
    pub when: When,
}

/// When a trial is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Before the items.
    Before,
    /// After them, the same day.
    After,
}

fn yes() -> bool {
    true
}
