//! What happened, one fact per entry. The record is the fold of all entries of a person.

mod check;
mod fault;
pub mod limits;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use check::{check_answers, check_event, check_profile};
use chrono::{DateTime, FixedOffset, NaiveDate};
pub use fault::Fault;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// One entry of the journal. Never changed; withdrawn only by a [`Event::Retracted`] entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Entry {
    /// Chosen by the device that wrote it; the same id is the same entry.
    pub id: Uuid,
    /// When it happened, with the person's own offset, so that their calendar day is known.
    pub at: DateTime<FixedOffset>,
    /// Which device wrote it.
    pub device: String,
    /// The device's own count, to order entries of one instant.
    pub seq: u64,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// The left or the right side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
}

impl Side {
    /// The other side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// An answer to a screening question: `"yes"`, `"no"`, `"not_sure"`, a number, or one of the question's own choices.
/// What isn't one of these for its question is asked again and never counts as "no" (F28).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged, from = "serde_json::Value")]
pub enum Answer {
    /// A number, e.g. an age in years.
    Number(f64),
    /// A word.
    Word(String),
}

/// Any JSON is an answer: `true` and `false` are yes and no, and what is neither number nor word can't be read (F28).
impl From<serde_json::Value> for Answer {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Number(number) => Self::Number(number.as_f64().unwrap_or(f64::NAN)),
            serde_json::Value::String(word) => Self::Word(word),
            other => Self::Word(other.to_string()),
        }
    }
}

impl Answer {
    /// The word as it is compared: `Not sure`, ` YES` and `true` are `not_sure`, `yes` and `yes`. A number is none.
    pub(crate) fn word(&self) -> Option<String> {
        let Self::Word(word) = self else { return None };
        let word = plain(word);
        Some(match word.as_str() {
            "true" => "yes".to_owned(),
            "false" => "no".to_owned(),
            "unsure" => "not_sure".to_owned(),
            _ => word,
        })
    }
}

/// An id or a word without what only looks different: case, spaces around it, spaces and hyphens for underscores.
pub fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace([' ', '-'], "_")
}

/// Answers by question id.
pub type Answers = BTreeMap<String, Answer>;

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The person has read what the product is and agrees to keep a record.
    ConsentGiven {
        /// Version of the text.
        version: u32,
    },
    /// Who the person is; replaces the profile before.
    ProfileSet {
        /// The whole profile.
        profile: Box<Profile>,
    },
    /// A full or short screening was answered.
    Screened {
        /// Full, or the short one before a session.
        kind: ScreenKind,
        /// All answers, the pre-filled ones too.
        #[schema(value_type = BTreeMap<String, Answer>)]
        answers: Answers,
    },
    /// A professional has cleared the person: the only thing that lifts a lock.
    Cleared {
        /// Who: `doctor`, `physiotherapist`, `midwife`, `surgeon`, `other_professional`. Anybody else clears nothing.
        by: String,
        /// What the person states, in their words; without any it clears nothing.
        statement: String,
    },
    /// A measurement, one side, all its readings.
    Measured {
        /// The measurement.
        measurement: Measurement,
    },
    /// A session was started.
    SessionStarted {
        /// The day whose plan it follows.
        date: NaiveDate,
        /// Minutes chosen.
        minutes: u32,
        /// Pain before it, 0 to 10.
        pain: u8,
        /// The followed programme's slug, or `desk_break`; `None` is Supple's own plan.
        #[serde(default)]
        programme: Option<String>,
    },
    /// One step of a session came to its end.
    StepFinished {
        /// Id of the `SessionStarted` entry.
        session: Uuid,
        /// Index in the script.
        step: u32,
        /// Exercise slug.
        exercise: String,
        /// Side worked on.
        #[serde(default)]
        side: Option<Side>,
        /// Seconds actually done.
        seconds: u32,
        /// How it ended.
        outcome: StepOutcome,
    },
    /// Pain was felt, in a session or outside one.
    PainReported {
        /// Session, if in one.
        #[serde(default)]
        session: Option<Uuid>,
        /// Step, if in a session.
        #[serde(default)]
        step: Option<u32>,
        /// Exercise, if one caused it.
        #[serde(default)]
        exercise: Option<String>,
        /// Side of the body, if one.
        #[serde(default)]
        side: Option<Side>,
        /// 0 to 10.
        intensity: u8,
        /// What it feels like.
        quality: PainQuality,
        /// Answers to the questions after sharp or throbbing pain, where they are told with it; a session writes the pain
        /// at once and the answers as `UnwellReported`. The keys are screening items (`pain_spreading`, `pain_numb`,
        /// `pain_weak`, `pain_no_weight`, `pain_right_after_stretch`).
        #[serde(default)]
        #[schema(value_type = BTreeMap<String, Answer>)]
        follow_up: Answers,
    },
    /// Signs were told: "I feel unwell", or the answers to the questions after sharp pain. Screened at once.
    UnwellReported {
        /// Session, if in one.
        #[serde(default)]
        session: Option<Uuid>,
        /// The answers by sign (`unwell_faint`, `unwell_chest_pain`, `pain_weak`, ...).
        #[schema(value_type = BTreeMap<String, Answer>)]
        signs: Answers,
    },
    /// A session ended.
    SessionEnded {
        /// Id of the `SessionStarted` entry.
        session: Uuid,
        /// Played to its end, with something done and nothing stopped?
        completed: bool,
        /// Pain after it, 0 to 10.
        #[serde(default)]
        pain: Option<u8>,
    },
    /// The question at the next opening: has it settled?
    MorningChecked {
        /// The session's day.
        about: NaiveDate,
        /// Back to how it was before the session by the next morning?
        settled: bool,
        /// Pain now, 0 to 10.
        pain: u8,
    },
    /// The person does not want an exercise and says why.
    ExerciseSwapped {
        /// Slug that goes.
        from: String,
        /// Slug that comes; `None` lets the plan choose.
        #[serde(default)]
        to: Option<String>,
        /// `no_equipment`, `uncomfortable`, `dislike`, `no_room`, `other`.
        reason: String,
    },
    /// A programme is followed from now on; `None` is Supple's own plan.
    ProgrammeChosen {
        /// Slug of the programme.
        #[serde(default)]
        programme: Option<String>,
    },
    /// The abdominal ball was asked for and its own screen answered.
    BallRequested {
        /// Answers of the ball screen.
        #[schema(value_type = BTreeMap<String, Answer>)]
        answers: Answers,
    },
    /// The sit-to-lie trial chose a bolster.
    BolsterChosen {
        /// Height [cm].
        height_cm: f64,
    },
    /// Another entry is withdrawn. Never lifts a safety lock.
    Retracted {
        /// The withdrawn entry.
        entry: Uuid,
    },
}

/// Which screening was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScreenKind {
    /// All questions.
    Full,
    /// The few before a session.
    Short,
    /// "Something new": all questions, pre-filled, asked because something changed.
    SomethingNew,
}

/// How a step of a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepOutcome {
    /// Done as scripted.
    Done,
    /// Done in a gentler way.
    Eased,
    /// Ended early.
    Stopped,
    /// Not done.
    Skipped,
}

/// What pain feels like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PainQuality {
    /// A pull or stretch: what an exercise should feel like.
    Stretch,
    /// Dull or achy.
    Dull,
    /// Sharp.
    Sharp,
    /// Throbbing.
    Throbbing,
    /// Tingling, burning or numb.
    Tingling,
    /// Spreading down the leg.
    Spreading,
}

/// Sex as far as body dimensions and some warning signs need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Not said: averages are used, and no rule that depends on it is left out.
    Unsaid,
}

/// Who the person is and what they want. What each field may hold is in [`limits::limits`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a plain answer of the person")]
pub struct Profile {
    /// Age in years; 0 is not said.
    pub age_years: u32,
    /// Sex.
    pub sex: Sex,
    /// Stature [cm].
    pub height_cm: Option<f64>,
    /// Hip bone (greater trochanter) to knee joint line, outer side [cm].
    pub thigh_length_cm: Option<f64>,
    /// Can get down to the floor and up again safely.
    pub floor: bool,
    /// Can put weight on a knee.
    pub kneel: bool,
    /// Can lie flat on the back.
    pub lie_flat: bool,
    /// Someone can help with measuring.
    pub helper: bool,
    /// Hours of sitting a day.
    pub sitting_hours: f64,
    /// Sports: `running`, `cycling`, `dance`, `field`, `gym`, `walking`.
    pub sports: Vec<String>,
    /// Habits C1 to C11 that fit, by inventory id.
    pub habits: Vec<String>,
    /// Minutes a day wished for.
    pub minutes: u32,
    /// Days a week wished for.
    pub days_per_week: u32,
    /// What is at hand, in the words of the exercises' `equipment`.
    pub equipment: Vec<String>,
    /// Aims: `ease_pain`, `move_better`, `before_sleep`, `before_run`, `before_walk`, `desk_break`, `calm`.
    pub aims: Vec<String>,
    /// Spoken guidance during rests too.
    pub talk_in_rests: bool,
    /// Inches instead of centimetres.
    pub inches: bool,
    /// Signs of the long, weak pattern that the person reports (C11): `pelvis_forward`, `upper_back_round`,
    /// `weak_knee_lift`, `no_front_pull`.
    pub long_weak_signs: Vec<String>,
    /// Two-letter country for the emergency number, e.g. `GB`; empty when not said.
    pub country: String,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            age_years: 0,
            sex: Sex::Unsaid,
            height_cm: None,
            thigh_length_cm: None,
            floor: true,
            kneel: true,
            lie_flat: true,
            helper: false,
            sitting_hours: 6.0,
            sports: vec![],
            habits: vec![],
            minutes: 15,
            days_per_week: 5,
            equipment: vec!["mat".into(), "chair".into(), "cushion".into(), "wall".into(), "bed".into()],
            aims: vec![],
            talk_in_rests: false,
            inches: false,
            long_weak_signs: vec![],
            country: String::new(),
        }
    }
}

/// One measurement: a measure, a side, its repeats and the circumstances.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Measurement {
    /// Slug of the measure, e.g. `thomas-floor`.
    pub measure: String,
    /// The leg that lies straight or hangs.
    #[serde(default)]
    pub side: Option<Side>,
    /// Repeats, normally three.
    pub readings: Vec<Reading>,
    /// Was the low back kept flat (the pelvis controlled)?
    pub pelvis_control: PelvisControl,
    /// Did someone else read it?
    #[serde(default)]
    pub helper: bool,
    /// Before a session, right after one, or on its own.
    pub context: Context,
}

/// One reading. Which fields are needed depends on the measure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    /// Height of a landmark above the surface it is measured from [cm]; below a table's top is negative.
    pub height_cm: Option<f64>,
    /// Angle of the thigh to the horizontal, by phone or inclinometer [deg]; positive below the horizontal.
    pub thigh_angle_deg: Option<f64>,
    /// Knee flexion [deg], for the table version.
    pub knee_angle_deg: Option<f64>,
}

/// How well the pelvis was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PelvisControl {
    /// Low back flat on the surface all the time, checked with a hand.
    Held,
    /// Not checked or not sure.
    Unsure,
    /// It arched.
    Arched,
}

/// When a measurement was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Context {
    /// Before a session or on its own: counts for the trend.
    BeforeSession,
    /// On the day of a session after it: an immediate effect, never compared with the baseline.
    AfterSession,
}
