//! Progress: what changed, with its error, in charts and in sentences that promise no more than the data show.
//!
//! Only measurements from before a session make the trend. Those taken after one on the same day are an immediate effect:
//! kept apart, never compared with the baseline (M9). Left and right are two series of their own; time is counted once.

mod angle;
mod doing;
mod pain;
#[cfg(test)]
mod tests;
mod trend;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub(crate) use angle::angle_trend;
pub use trend::Trend;

use crate::{entry::Side, grade::Reason, measure::Comparison, record::Record, words::Words};

/// What a person's record shows on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Progress {
    /// The day.
    pub date: NaiveDate,
    /// Hip-flexor angles: one series for each measure and side.
    pub angles: Vec<AngleSeries>,
    /// Left against right, from the latest pair of one measure.
    pub sides: Option<Comparison>,
    /// Mean pain by week.
    pub pain: Vec<PainWeek>,
    /// Trend of the weekly pain [points].
    pub pain_trend: Option<Trend>,
    /// What was done by week, each minute counted once.
    pub weeks: Vec<DoneWeek>,
    /// Share of the wished-for days that were done in the last 28 days, 0 to 1.
    pub adherence: Option<f64>,
    /// What it all says, in plain sentences, most important first.
    pub sentences: Vec<Reason>,
}

/// Hip-flexor angle of one leg by one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AngleSeries {
    /// Slug of the measure.
    pub measure: String,
    /// Its name.
    pub name: String,
    /// The leg.
    pub side: Side,
    /// From before sessions, one point a day, in order: what the trend is made of.
    pub points: Vec<AnglePoint>,
    /// From after a session of the same day: immediate effects, drawn apart.
    pub immediate: Vec<AnglePoint>,
    /// The trend [deg]; `None` until there are three points over two weeks.
    pub trend: Option<Trend>,
}

/// One day's angle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnglePoint {
    /// The day.
    pub date: NaiveDate,
    /// Hip extension past level [deg].
    pub value: f64,
    /// Lower end of its error band [deg].
    pub low: f64,
    /// Upper end [deg].
    pub high: f64,
    /// At or beyond what the measure shows: the value is a lower bound.
    pub at_limit: bool,
    /// Does it count for the trend? Not where the back arched although other measurements were made with a flat back.
    pub counts: bool,
    /// The entries behind it.
    pub entries: Vec<Uuid>,
}

/// One week's pain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PainWeek {
    /// The week's Monday.
    pub monday: NaiveDate,
    /// Mean, 0 to 10.
    pub mean: f64,
    /// Lower end of its error band.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How many scores it is made of.
    pub scores: u32,
}

/// What was done in one week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DoneWeek {
    /// The week's Monday.
    pub monday: NaiveDate,
    /// Minutes of sessions; time that serves both sides is counted once.
    pub minutes: u32,
    /// Days with a session.
    pub days: u32,
    /// Days wished for.
    pub wished: u32,
    /// Minutes of stretching for the left leg: what the weekly cap looks at (M10).
    pub stretch_left_min: f64,
    /// Minutes of stretching for the right leg.
    pub stretch_right_min: f64,
}

/// What the record shows up to and including `today`.
pub fn progress(record: &Record, today: NaiveDate, words: &Words) -> Progress {
    let angle::Angles { series, sides, mut sentences } = angle::angles(record, today, words);
    let pain = pain::weeks(record, today);
    let (pain_trend, pain_sentences) = pain::course(record, &pain, today, words);
    let weeks = doing::weeks(record, today);
    let adherence = record.adherence(today);
    sentences.extend(pain_sentences);
    sentences.extend(doing::sentences(record, &weeks, adherence, today, words));
    Progress { date: today, angles: series, sides, pain, pain_trend, weeks, adherence, sentences }
}

/// A sentence about the person's own data.
fn sentence(rule: &str, text: String, because: Vec<Uuid>) -> Reason {
    Reason { rule: format!("progress.{rule}"), sources: vec![], grade: crate::grade::Grade::Opinion, text, because }
}

/// "3 weeks", at least one.
fn weeks_between(from: NaiveDate, to: NaiveDate, words: &Words) -> String {
    let weeks = u32::try_from(((to - from).num_days() + 3) / 7).unwrap_or(0).max(1);
    words.count("progress.weeks", weeks, &[])
}
