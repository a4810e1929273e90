//! The session script: flat, timed, playable without the network, with its decision table.

mod compile;
mod cues;
mod decide;
mod player;
pub(crate) mod timing;

use chrono::NaiveDate;
pub use compile::compile;
pub use decide::{decide, table};
pub(crate) use decide::{ends_stretches, pain_class};
pub use player::{Effect, Event, Player};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    content::Breath,
    entry::{PainQuality, Side},
    screening::Disposition,
};

/// What a player needs for one session. All texts are finished words of the person's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Script {
    /// The plan's day.
    pub date: NaiveDate,
    /// Title, e.g. "Today, 15 minutes".
    pub title: String,
    /// Slug of the followed programme, or `desk_break`; `None` for Supple's own plan. Goes into `SessionStarted`.
    pub programme: Option<String>,
    /// Whole length [s].
    pub total_s: u32,
    /// What one needs at hand, in words.
    pub equipment: Vec<String>,
    /// The steps in order.
    pub steps: Vec<Step>,
    /// What happens when something hurts: first row that fits (step kind, quality, pain) wins.
    pub decisions: Vec<Decision>,
    /// Asked after sharp or throbbing pain; any yes or not sure is shown its own advice and ends the session.
    pub follow_ups: Vec<Sign>,
    /// "I feel unwell": the signs to choose from, each with what to do at once.
    pub unwell: Vec<Sign>,
}

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Getting into position.
    GetReady,
    /// Changing to the other side.
    SwitchSide,
    /// Doing it.
    Work,
    /// Quiet rest.
    Rest,
    /// A short breather between bouts.
    Pause,
    /// The end.
    Finish,
}

/// One timed step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Step {
    /// Index in the script.
    pub index: u32,
    /// What it is.
    pub kind: StepKind,
    /// Start from the beginning of the session [s].
    pub start_s: u32,
    /// Length [s].
    pub seconds: u32,
    /// Slug of the exercise; empty for `Finish`.
    pub exercise: String,
    /// Its name.
    pub name: String,
    /// The line in large type, e.g. "Left knee down, tuck your tail".
    pub headline: String,
    /// Side worked on.
    pub side: Option<Side>,
    /// "2 of 3"; none when there is one bout.
    pub bout: Option<[u32; 2]>,
    /// Repetitions to do in this step, for strength.
    pub repetitions: Option<u32>,
    /// How to do it, numbered.
    pub instructions: Vec<String>,
    /// What it should feel like, and what not.
    pub feel: String,
    /// What it should not feel like.
    pub not_feel: String,
    /// Breath pacing.
    pub breath: Option<Breath>,
    /// Silent apart from start and end.
    pub silent: bool,
    /// Spoken or rung at a time within the step.
    pub cues: Vec<Cue>,
    /// Is this a stretch, the abdominal ball, or neither: what the decision table asks.
    pub pain_class: PainClass,
    /// Index of the next step if this exercise is given up (skips its remaining bouts).
    pub after_exercise: u32,
    /// Index of the next quiet rest (its getting ready) or the finish, if the rest of the stretches are given up. Once they are,
    /// every exercise that ends leads on by this index, not by the next number.
    pub after_stretches: u32,
}

/// A cue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Cue {
    /// From the step's start [s].
    pub at_s: u32,
    /// What is said; the bell alone when empty.
    pub say: String,
    /// Ring the bell.
    pub bell: bool,
}

/// The classes of steps that the decision table tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PainClass {
    /// The abdominal ball.
    Ball,
    /// A stretch.
    Stretch,
    /// Anything else.
    Other,
}

/// What happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Go on.
    Continue,
    /// Go on more gently; mark the step eased.
    Ease,
    /// Off the ball, put it back lightly; a second time ends the exercise (W1).
    RepositionOnce,
    /// End this exercise (its other bouts too).
    EndExercise,
    /// End this step and all of today's stretches, quiet rest only; ask the follow-ups.
    QuietRestOnly,
    /// End the session.
    EndSession,
}

/// A row of the decision table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Decision {
    /// For steps of this class.
    pub class: PainClass,
    /// For this quality.
    pub quality: PainQuality,
    /// For pain from this, 0 to 10 ...
    pub pain_from: u8,
    /// ... to this, inclusive.
    pub pain_to: u8,
    /// Has the same pain been reported on the ball before in this session?
    pub again: bool,
    /// What happens.
    pub action: Action,
    /// Ask the follow-up signs?
    pub ask_follow_ups: bool,
    /// What is shown and said.
    pub text: String,
    /// The rule, e.g. `session.W1`.
    pub rule: String,
}

/// A sign to choose, with what it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Sign {
    /// Screening item, e.g. `unwell_chest_pain`.
    pub item: String,
    /// The question in plain words.
    pub text: String,
    /// What a yes leads to.
    pub disposition: Disposition,
    /// What a "not sure" leads to.
    pub not_sure: Disposition,
    /// What to do at once, in order.
    pub advice: Vec<String>,
    /// The rule.
    pub rule: String,
}
