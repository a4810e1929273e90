//! The plan: what to do today and this week, and why.

mod angle;
mod choose;
mod compose;
mod desk;
mod draft;
mod habits;
mod left_out;
mod level;
mod make;
mod pattern;
mod programme;
mod rules;
mod schedule;
mod situation;
mod strength;
mod stretch;

use chrono::NaiveDate;
pub use left_out::{LeftOutSide, left_out};
pub use make::{Options, plan};
pub(crate) use make::{kind_key, plan_standing};
pub(crate) use rules::{because, rules};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    content::Kind,
    entry::Side,
    grade::Reason,
    screening::{Disposition, Exclusion},
};

/// The plan of one day, with the week around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Plan {
    /// The day.
    pub date: NaiveDate,
    /// Current disposition, `null` while nothing has been screened; worse than `proceed_with_exclusions` only rest and
    /// breathing are planned, or nothing.
    pub disposition: Option<Disposition>,
    /// `supple`, the slug of the followed programme, or `desk_break`.
    pub programme: String,
    /// `short_tight`, `long_weak` or `unclear`.
    pub pattern: String,
    /// Level of the week, 1 (mildest) to 5.
    pub level: u32,
    /// Is today a day with a session?
    pub session_today: bool,
    /// Planned length of today's session [min].
    pub minutes: u32,
    /// Today's blocks in order.
    pub blocks: Vec<Block>,
    /// The week: which day has what.
    pub week: Vec<Day>,
    /// Two- to five-minute breaks at the desk, where wished for.
    pub desk_breaks: Vec<Prescription>,
    /// Why the plan as a whole is as it is (pattern, level, sides, pauses, referral).
    pub reasons: Vec<Reason>,
    /// What is left out and why.
    pub exclusions: Vec<Exclusion>,
    /// What the person is asked to do first, e.g. screen again, see someone; empty when nothing stands in the way.
    pub first: Vec<Reason>,
}

/// One part of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Block {
    /// What it is for.
    pub kind: Kind,
    /// Its title for the person.
    pub title: String,
    /// What is done, in order.
    pub items: Vec<Prescription>,
}

/// One exercise with its dose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Prescription {
    /// Slug.
    pub exercise: String,
    /// Its name for the person.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// One entry per bout in the order they are done.
    pub bouts: Vec<Bout>,
    /// Repetitions inside one bout, for strength.
    pub repetitions: Option<u32>,
    /// Short dose in words, e.g. "2 x 30 s each side".
    pub dose: String,
    /// Why it is here, why this dose, why this side.
    pub because: Vec<Reason>,
    /// Slugs it may be swapped for today.
    pub swaps: Vec<String>,
}

/// One hold or set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Bout {
    /// The side worked on; `None` for both at once.
    pub side: Option<Side>,
    /// Seconds.
    pub seconds: u32,
}

/// A day of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// Kinds planned; empty on a rest day.
    pub kinds: Vec<Kind>,
    /// Minutes done so far that day.
    pub done_minutes: u32,
}

/// What kind of session it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// Everything.
    Whole,
    /// Before sleep: rest and breathing (R5).
    Sleep,
    /// Before a walk: rest, loosen, breathe (R5).
    Walk,
    /// Before a run: loosen, short stretches, no long holds.
    Run,
}
