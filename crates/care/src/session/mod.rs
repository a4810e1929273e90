//! The session script: flat, timed, playable without the network, with its decision table.

mod compile;
mod cues;
mod decide;
mod player;
pub(crate) mod timing;

use chrono::NaiveDate;
pub use compile::compile;
pub use decide::{decide, table};
pub(crate) use decide::{ends_stretches, pain_class, too_much};
pub use player::{Effect, Event, Player};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    content::Breath,
    entry::{Answer, Answers, PainQuality, Side},
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
    /// Why today is for quiet rest only; none on any other day.
    pub quiet: Option<String>,
    /// What happens when something hurts: exactly one row fits each step, quality and pain.
    pub decisions: Vec<Decision>,
    /// Asked after sharp or throbbing pain, one by one.
    pub follow_ups: Vec<Sign>,
    /// "I feel unwell": the signs to choose from.
    pub unwell: Vec<Sign>,
    /// What told signs lead to, the most severe first: the first row that was told is shown and ends the session.
    pub verdicts: Vec<SignVerdict>,
    /// What to do, in order, for somebody who feels unwell without any of the signs.
    pub unwell_rest: Vec<String>,
}

impl Script {
    /// What happens to pain in a step of this class; `again`: see [`Decision::again`].
    pub fn decision(&self, class: PainClass, quality: PainQuality, pain: u8, again: bool) -> Option<&Decision> {
        self.decisions.iter().find(|row| {
            (row.class, row.quality, row.again) == (class, quality, again)
                && (row.pain_from..=row.pain_to).contains(&pain)
        })
    }

    /// The worst that these answers lead to; `None` when all are a clear no.
    pub fn verdict(&self, answers: &Answers) -> Option<&SignVerdict> {
        let told = |row: &&SignVerdict| answers.get(&row.item).and_then(SignAnswer::of) == Some(row.answer);
        self.verdicts.iter().find(told)
    }
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
    /// The bell that is rung with it. Of those that fall together the last one is heard.
    pub tone: Option<Tone>,
}

/// The bells, which can be told apart with closed eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Begin.
    Start,
    /// This bout is over.
    End,
    /// Now the other side.
    Switch,
    /// The session is over.
    Finish,
    /// Half of it is over, or all but ten seconds: only where nothing is said.
    Tick,
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
    /// Was sharp or throbbing pain, either of the two, told on the ball before in this session?
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

/// A sign to choose or to be asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Sign {
    /// Screening item, e.g. `unwell_chest_pain`.
    pub item: String,
    /// The question in plain words.
    pub text: String,
}

/// An answer to a sign that is not a clear no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignAnswer {
    /// Yes.
    Yes,
    /// Not sure, or an answer that can't be read (F28).
    NotSure,
}

impl SignAnswer {
    /// Reads an answer; `None` for a clear no.
    pub fn of(answer: &Answer) -> Option<Self> {
        match answer.word().as_deref() {
            Some("no") => None,
            Some("yes") => Some(Self::Yes),
            _ => Some(Self::NotSure),
        }
    }
}

/// What a told sign leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignVerdict {
    /// The sign's item.
    pub item: String,
    /// The answer.
    pub answer: SignAnswer,
    /// What it leads to. An emergency is shown at once, without waiting for other answers.
    pub disposition: Disposition,
    /// What to do at once, in order.
    pub advice: Vec<String>,
    /// The rule.
    pub rule: String,
}
