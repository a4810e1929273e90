//! Screening: is it safe, and what has to be left out?
//!
//! Questions and rules are data (`content/screens/`); this module reads answers against them. Evaluation is monotone:
//! turning an answer towards yes or "not sure" never lowers the result and never lifts an exclusion.

mod advice;
pub mod ball;
mod condition;
mod emergency;
mod evaluate;
mod lasting;
mod question;
mod sheet;
pub mod signs;
mod spec;
mod truth;

pub use emergency::{call_line, emergency_number, emergency_numbers, known_number};
pub use evaluate::{check, needs_full, screen, so_far};
pub use lasting::lasting_pain;
pub use question::{
    ChoiceOption, Feature, Question, QuestionKind, asked, lasting_answers, pain_today, questions, to_ask,
};
pub(crate) use question::{age, ids, laid_over};
pub use spec::AskIf;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{content::Contraindication, entry::Side, grade::Reason};

/// The five results, from mildest to most severe; the most severe rule wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// Nothing stands against a gentle programme.
    Proceed,
    /// Go on, leaving some things out.
    ProceedWithExclusions,
    /// See a professional before starting; rest and breathing while waiting.
    SeeProfessionalFirst,
    /// Be seen today.
    UrgentSameDay,
    /// Call the emergency number now.
    Emergency,
}

/// Something that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Exclusion {
    /// What is left out.
    pub tag: Contraindication,
    /// On which side only; `None` is both.
    pub side: Option<Side>,
    /// The rule that says so, e.g. `screen.F30`.
    pub rule: String,
    /// Why, for the person.
    pub text: String,
}

/// What a screening came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Outcome {
    /// The most severe result.
    pub disposition: Disposition,
    /// Every rule that applied, most severe first.
    pub reasons: Vec<Finding>,
    /// What is left out.
    pub exclusions: Vec<Exclusion>,
    /// Questions that have no readable answer yet; the result is not final while there are any (F28).
    pub unanswered: Vec<String>,
    /// What to do now, in order, for the person; for an emergency: what to say and whom to call.
    pub advice: Vec<String>,
}

/// One rule that applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// What this rule alone asks for.
    pub disposition: Disposition,
    /// The rule, its sources and a sentence.
    #[serde(flatten)]
    pub reason: Reason,
    /// The answers that made it apply, by question id.
    pub answers: Vec<String>,
}

impl Finding {
    /// Does it ask for nothing but the whole check, since something is new?
    pub fn is_only_due(&self) -> bool {
        self.reason.rule == "screen.F28.new"
    }
}
