//! Short and tight, long and weak, or not clear: a stated rule, graded opinion (C11, X6, X14).

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    angle::{Angle, latest},
    rules::{because, rules},
};
use crate::{
    entry::{Profile, Side},
    grade::Reason,
    words::Words,
};

/// The pattern of the hip flexors as far as the person's signs and measurements tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    ShortTight,
    LongWeak,
    /// Signs of the long, weak pattern that wait for a measurement.
    Unmeasured,
    Unclear,
}

impl Pattern {
    pub fn name(self) -> &'static str {
        match self {
            Self::ShortTight => "short_tight",
            Self::LongWeak => "long_weak",
            Self::Unmeasured | Self::Unclear => "unclear",
        }
    }
}

/// Two or more C11 signs and both hip angles measured as long: long and weak. A short angle on either side: short and
/// tight, whatever the signs. Without measurements habits (C1 to C9) speak for short and tight, unless there are C11 signs.
pub(super) fn pattern(
    profile: &Profile,
    profile_entry: Option<Uuid>,
    angles: &[Angle],
    today: NaiveDate,
    words: &Words,
) -> (Pattern, Vec<Reason>) {
    let measured: Vec<&Angle> = [Side::Left, Side::Right].iter().filter_map(|s| latest(angles, *s, today)).collect();
    let entries = || measured.iter().map(|a| a.entry).chain(profile_entry).collect::<Vec<_>>();
    let reason = |rule: &str| because(words, rule, &[], entries());
    let signs = SIGNS.iter().filter(|s| profile.long_weak_signs.iter().any(|told| told == *s)).count();
    let signs = signs >= rules().pattern.signs;
    if measured.iter().any(|a| a.is_short()) {
        return (Pattern::ShortTight, vec![reason("pattern_short_tight")]);
    }
    let long = measured.iter().filter(|a| a.is_long()).count();
    // What lies flat on the floor may be anything: only the edge of a table shows how far it would go.
    let told = measured.iter().filter(|a| !a.result.at_limit).count();
    match (signs, told) {
        (true, _) if long == 2 => (Pattern::LongWeak, vec![reason("pattern_long_weak")]),
        (true, n) if n < 2 => (Pattern::Unmeasured, vec![reason("pattern_measure")]),
        (false, 0) if has_habits(profile) => (Pattern::ShortTight, vec![reason("pattern_short_tight")]),
        (_, _) => (Pattern::Unclear, vec![reason("pattern_unclear")]),
    }
}

/// The signs of C11 that a person can tell.
const SIGNS: [&str; 4] = ["pelvis_forward", "upper_back_round", "weak_knee_lift", "no_front_pull"];

/// The habits that speak for a short front of the hip.
pub(super) const HABITS: [&str; 9] = ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"];

fn has_habits(profile: &Profile) -> bool {
    profile.habits.iter().any(|h| HABITS.contains(&h.as_str()))
}
