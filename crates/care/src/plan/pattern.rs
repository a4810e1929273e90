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
    Unclear,
}

impl Pattern {
    pub fn name(self) -> &'static str {
        match self {
            Self::ShortTight => "short_tight",
            Self::LongWeak => "long_weak",
            Self::Unclear => "unclear",
        }
    }
}

/// Two or more C11 signs and a measured hip angle that isn't short: long and weak. A short angle on either side: short and
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
    let signs = distinct(&profile.long_weak_signs) >= rules().pattern.signs;
    if measured.iter().any(|a| a.is_short()) {
        return (Pattern::ShortTight, vec![reason("pattern_short_tight")]);
    }
    let long = measured.iter().filter(|a| a.is_not_short()).count();
    match (signs, measured.len()) {
        (true, _) if long == 2 => (Pattern::LongWeak, vec![reason("pattern_long_weak")]),
        (true, _) => (Pattern::Unclear, vec![reason("pattern_measure")]),
        (false, 0) if has_habits(profile) => (Pattern::ShortTight, vec![reason("pattern_short_tight")]),
        (false, _) => (Pattern::Unclear, vec![reason("pattern_unclear")]),
    }
}

fn distinct(signs: &[String]) -> usize {
    signs.iter().collect::<std::collections::BTreeSet<_>>().len()
}

fn has_habits(profile: &Profile) -> bool {
    profile.habits.iter().any(|h| h != "C10" && h != "C11")
}
