//! The hip-flexor angle as the plan reads it: the latest of each side, the tighter side, the plateau.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::rules;
use crate::{
    entry::{Context, Profile, Side},
    measure::{Length, MeasureResult, change, compare, evaluate},
    record::{Measured, Record},
    words::Words,
};

/// One measured angle.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Angle {
    pub entry: Uuid,
    pub date: NaiveDate,
    pub side: Side,
    pub result: MeasureResult,
}

impl Angle {
    /// Short one-joint hip flexors: the thigh doesn't reach level (2D, clinical scoring).
    pub fn is_short(&self) -> bool {
        self.result.length == Length::Short
    }

    /// Clearly not short.
    pub fn is_not_short(&self) -> bool {
        self.result.length == Length::NotShort
    }
}

/// What the measurements say about the two sides.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sides {
    /// No pair that can be compared.
    Unknown,
    /// Measured, no clear difference.
    Alike(Vec<Uuid>),
    /// One side is clearly tighter.
    Tighter(Side, Vec<Uuid>),
}

/// Measurements from before sessions that give an angle, up to `today`, in order. What can't be read is left to the measure's own
/// error message; it never reaches a plan.
pub(super) fn angles(record: &Record, profile: &Profile, today: NaiveDate, words: &Words) -> Vec<Angle> {
    let counts = |m: &Measured| m.context == Context::BeforeSession && m.date <= today;
    record.measurements().iter().filter(|m| counts(m)).filter_map(|m| angle(m, profile, words)).collect()
}

fn angle(m: &Measured, profile: &Profile, words: &Words) -> Option<Angle> {
    let side = m.measurement.side?;
    let result = evaluate(&m.measurement, profile, words).ok()?;
    result.hip_extension_deg?;
    Some(Angle { entry: m.entry, date: m.date, side, result })
}

/// The last angle of a side that is recent enough to say something about today.
pub(super) fn latest(angles: &[Angle], side: Side, today: NaiveDate) -> Option<&Angle> {
    let fresh = today - Days::new(rules().pattern.fresh_days.unsigned_abs());
    angles.iter().rfind(|a| a.side == side && a.date >= fresh)
}

/// Compares the two sides by the latest pair.
pub(super) fn sides(angles: &[Angle], today: NaiveDate, words: &Words) -> Sides {
    let (Some(left), Some(right)) = (latest(angles, Side::Left, today), latest(angles, Side::Right, today)) else {
        return Sides::Unknown;
    };
    let comparison = compare(&left.result, &right.result, words);
    let entries = vec![left.entry, right.entry];
    match comparison.tighter {
        _ if !comparison.alike => Sides::Unknown,
        Some(side) => Sides::Tighter(side, entries),
        None => Sides::Alike(entries),
    }
}

/// The first and last angles of each side where they show no clear change over a long time of regular work. A leg that lies
/// flat at its limit has nothing left to show, so it is no plateau.
pub(super) fn plateau(
    record: &Record,
    angles: &[Angle],
    today: NaiveDate,
    span: i64,
    words: &Words,
) -> Option<Vec<Uuid>> {
    let rule = &rules().plateau;
    let fresh = today - Days::new(rule.fresh_days.unsigned_abs());
    let mut entries = vec![];
    for side in [Side::Left, Side::Right] {
        let last = angles.iter().rfind(|a| a.side == side && a.date >= fresh)?;
        let earlier = |a: &&Angle| a.side == side && a.result.measure == last.result.measure;
        let first = angles.iter().filter(earlier).rfind(|a| (last.date - a.date).num_days() >= span)?;
        if first.result.at_limit || last.result.at_limit || change(&first.result, &last.result, words).clear {
            return None;
        }
        if record.session_days(first.date, today).len() < rule.sessions {
            return None;
        }
        entries.extend([first.entry, last.entry]);
    }
    Some(entries)
}
