//! The hip-flexor angle as the plan reads it: the latest of each side, the tighter side, the plateau.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::rules;
use crate::{
    entry::{Context, PelvisControl, Profile, Side},
    measure::{Length, MeasureResult, change, compare, evaluate},
    progress::{Trend, angle_trend},
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

    /// So far past level that a front of the hip that is too long is possible.
    pub fn is_long(&self) -> bool {
        self.is_not_short() && self.deg() >= rules().pattern.long_from_deg
    }

    /// The angle [deg], positive past level.
    pub fn deg(&self) -> f64 {
        self.result.hip_extension_deg.unwrap_or_default()
    }

    fn is_arched(&self) -> bool {
        self.result.pelvis_control == PelvisControl::Arched
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

/// Measurements from before sessions that give an angle, of the last weeks up to `today`, in order. What can't be read is left to the measure's own
/// error message; it never reaches a plan.
pub(super) fn angles(record: &Record, profile: &Profile, today: NaiveDate, words: &Words) -> Vec<Angle> {
    let from = today - Days::new(rules().pattern.fresh_days.max(rules().plateau.back_days).unsigned_abs());
    let counts = |m: &Measured| m.context == Context::BeforeSession && (from..=today).contains(&m.date);
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
    if (left.date - right.date).num_days().abs() > rules().pattern.apart_days {
        return Sides::Unknown;
    }
    let comparison = compare(&left.result, &right.result, words);
    let entries = vec![left.entry, right.entry];
    match comparison.tighter {
        _ if !comparison.alike => Sides::Unknown,
        Some(side) => Sides::Tighter(side, entries),
        None => Sides::Alike(entries),
    }
}

/// Measurements that show no clear change over a long time of regular work.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plateau {
    /// The day from which on it was one.
    pub since: NaiveDate,
    /// The first and last measurement of each side.
    pub entries: Vec<Uuid>,
}

/// A plateau of at least `span` days. A leg that lies flat at its limit has nothing left to show, and two sides that are
/// clearly not short have nothing left to gain, so neither is one.
pub(super) fn plateau(
    record: &Record,
    angles: &[Angle],
    today: NaiveDate,
    span: i64,
    words: &Words,
) -> Option<Plateau> {
    let rule = &rules().plateau;
    let ago = |days: i64| today - Days::new(days.unsigned_abs());
    let mut pairs = vec![];
    for side in [Side::Left, Side::Right] {
        let last = angles.iter().rfind(|a| a.side == side && a.date >= ago(rule.fresh_days))?;
        let same = |a: &&Angle| a.side == side && a.result.measure == last.result.measure;
        let first = angles.iter().filter(same).find(|a| a.date >= ago(rule.back_days))?;
        let flat = first.result.at_limit || last.result.at_limit;
        let short_span = (last.date - first.date).num_days() < span;
        let trend = trend_of(angles, side, today);
        let moved = trend.map_or_else(|| change(&first.result, &last.result, words).clear, |t| t.clear);
        if flat || short_span || moved {
            return None;
        }
        pairs.push((first, last));
    }
    if !regular(record, ago(span), today) || pairs.iter().all(|(_, last)| last.is_not_short()) {
        return None;
    }
    let since = pairs.iter().map(|(first, _)| first.date + Days::new(span.unsigned_abs())).max()?;
    Some(Plateau { since, entries: pairs.iter().flat_map(|(first, last)| [first.entry, last.entry]).collect() })
}

/// The trend of a side in the measure that was used last.
fn trend_of(angles: &[Angle], side: Side, today: NaiveDate) -> Option<Trend> {
    let last = angles.iter().rfind(|a| a.side == side)?;
    let same = |a: &&Angle| a.side == side && a.result.measure == last.result.measure && !a.is_arched();
    let taken: Vec<(NaiveDate, &MeasureResult)> = angles.iter().filter(same).map(|a| (a.date, &a.result)).collect();
    angle_trend(&taken, today)
}

/// Something about the angle that a professional should know.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Concern {
    pub side: Side,
    /// How much [deg].
    pub deg: f64,
    pub entries: Vec<Uuid>,
}

/// A side that clearly goes less far than before.
pub(super) fn loss(angles: &[Angle], today: NaiveDate) -> Option<Concern> {
    let of = |side: Side| {
        let trend = trend_of(angles, side, today).filter(|t| t.clear && t.change < 0.0)?;
        let entries = angles.iter().filter(|a| a.side == side).map(|a| a.entry).collect();
        Some(Concern { side, deg: -trend.change, entries })
    };
    [Side::Left, Side::Right].into_iter().find_map(of)
}

/// A side that stays very far short of level (TST7).
pub(super) fn severe(angles: &[Angle], today: NaiveDate) -> Option<Concern> {
    let of = |side: Side| {
        let angle = latest(angles, side, today).filter(|a| a.is_short() && a.deg() <= -rules().pattern.severe_deg)?;
        Some(Concern { side, deg: -angle.deg(), entries: vec![angle.entry] })
    };
    [Side::Left, Side::Right].into_iter().find_map(of)
}

/// Was there a session on most of the days wished for, and no long time without any?
fn regular(record: &Record, from: NaiveDate, today: NaiveDate) -> bool {
    let done: Vec<NaiveDate> = record.session_days(from, today).into_iter().collect();
    let weeks = (today - from).num_days() as f64 / 7.0;
    let wished = f64::from(record.profile().days_per_week.clamp(1, 7)) * weeks;
    let ends: Vec<NaiveDate> = [from].into_iter().chain(done.iter().copied()).chain([today]).collect();
    let longest = ends.windows(2).map(|w| (w[1] - w[0]).num_days()).max().unwrap_or(0);
    done.len() as f64 >= rules().level.good_share * wished && longest <= rules().plateau.broken_by_days
}
