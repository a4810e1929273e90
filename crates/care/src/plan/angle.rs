//! The hip-flexor angle as the plan reads it: the latest of each side, the tighter side, the plateau.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::rules;
use crate::{
    entry::{Context, Profile, Side},
    record::{Measured, Record},
    words::Words,
};

/// One measured angle.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Angle {
    pub entry: Uuid,
    pub date: NaiveDate,
    pub measure: String,
    pub side: Side,
    /// Extension past neutral [deg].
    pub deg: f64,
    /// Half-width of its error [deg].
    pub error: f64,
    /// At or beyond what the measure can show.
    pub at_limit: bool,
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

/// Measurements from before sessions that give an angle, up to `today`, in order.
pub(super) fn angles(record: &Record, profile: &Profile, today: NaiveDate, words: &Words) -> Vec<Angle> {
    let counts = |m: &Measured| m.context == Context::BeforeSession && m.date <= today;
    record.measurements().iter().filter(|m| counts(m)).filter_map(|m| angle(m, profile, words)).collect()
}

/// The last angle of a side that is recent enough to say something about today.
pub(super) fn latest(angles: &[Angle], side: Side, today: NaiveDate) -> Option<&Angle> {
    let fresh = today - Days::new(rules().pattern.fresh_days.unsigned_abs());
    angles.iter().rfind(|a| a.side == side && a.date >= fresh)
}

/// Compares the two sides by the latest pair of the same measure.
pub(super) fn sides(angles: &[Angle], today: NaiveDate) -> Sides {
    let (Some(left), Some(right)) = (latest(angles, Side::Left, today), latest(angles, Side::Right, today)) else {
        return Sides::Unknown;
    };
    if left.measure != right.measure {
        return Sides::Unknown;
    }
    let entries = vec![left.entry, right.entry];
    if !clear(left, right) {
        return Sides::Alike(entries);
    }
    Sides::Tighter(if left.deg < right.deg { Side::Left } else { Side::Right }, entries)
}

/// The first and last angles of each side where they show no clear change over a long time of regular work.
pub(super) fn plateau(record: &Record, angles: &[Angle], today: NaiveDate, span: i64) -> Option<Vec<Uuid>> {
    let rule = &rules().plateau;
    let fresh = today - Days::new(rule.fresh_days.unsigned_abs());
    let mut entries = vec![];
    for side in [Side::Left, Side::Right] {
        let last = angles.iter().rfind(|a| a.side == side && a.date >= fresh)?;
        let first = angles
            .iter()
            .rfind(|a| a.side == side && a.measure == last.measure && (last.date - a.date).num_days() >= span)?;
        if last.at_limit || first.at_limit || (last.deg > first.deg && clear(first, last)) {
            return None;
        }
        if record.session_days(first.date, today).len() < rule.sessions {
            return None;
        }
        entries.extend([first.entry, last.entry]);
    }
    Some(entries)
}

impl Angle {
    /// Short one-joint hip flexors: the thigh doesn't reach the horizontal (2D, clinical scoring).
    pub fn is_short(&self) -> bool {
        self.deg < 0.0 && !self.at_limit
    }
}

fn clear(a: &Angle, b: &Angle) -> bool {
    (a.deg - b.deg).abs() >= a.error.max(b.error)
}

fn angle(m: &Measured, _profile: &Profile, _words: &Words) -> Option<Angle> {
    let readings: Vec<f64> = m.measurement.readings.iter().filter_map(|r| r.thigh_angle_deg).collect();
    let deg = readings.iter().sum::<f64>() / readings.len() as f64;
    let side = m.measurement.side.filter(|_| !readings.is_empty())?;
    Some(Angle {
        entry: m.entry,
        date: m.date,
        measure: m.measurement.measure.clone(),
        side,
        deg,
        error: 4.0,
        at_limit: false,
    })
}
