//! Strength for hamstrings and glutes two or three days a week, with a day between; the knee lift for the long, weak pattern.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    Bout,
    choose::Pick,
    draft::Draft,
    pattern::Pattern,
    rules::rules,
    situation::{Situation, exercise},
};
use crate::{content::Kind, record::Record};

/// Days with strength work, with their steps.
pub(super) fn strength_days(record: &Record) -> BTreeMap<NaiveDate, Vec<Uuid>> {
    let mut days: BTreeMap<NaiveDate, Vec<Uuid>> = BTreeMap::new();
    let strength = |slug: &str| exercise(slug).is_some_and(|e| e.kind == Kind::Strength);
    for s in record.steps().iter().filter(|s| s.seconds > 0 && strength(&s.exercise)) {
        days.entry(s.date).or_default().push(s.entry);
    }
    days
}

/// Is strength due on a day, given the days on which it was done? At least a day between, and no more days in seven than the level has.
pub(super) fn is_due(days: &BTreeSet<NaiveDate>, date: NaiveDate, level: u32) -> bool {
    let rested = days.range(..date).next_back().is_none_or(|d| (date - *d).num_days() >= rules().strength.days_apart);
    let in_week = days.range(date - Days::new(6)..date).count();
    rested && !days.contains(&date) && in_week < rules().dose(level).strength_days
}

/// Strength exercises of today, `count` of them at most with `sets` at most; none on a day between.
pub(super) fn strength(situation: &Situation<'_>, count: usize, sets: u32) -> Vec<Draft> {
    let level = situation.level.number;
    let days = strength_days(situation.record);
    if !is_due(&days.keys().copied().collect(), situation.today, level) {
        return vec![];
    }
    let choose = &rules().choose;
    let mut picks: Vec<(Pick, &str)> = vec![];
    if situation.pattern == Pattern::LongWeak {
        picks.extend(situation.pick(&choose.knee_lift, level).map(|p| (p, "knee_lift")));
    }
    for list in [&choose.hamstrings, &choose.glutes] {
        let taken: Vec<String> = picks.iter().map(|(p, _)| p.slug.clone()).collect();
        let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
        picks.extend(situation.pick_except(list, level, &taken).map(|p| (p, "strength_days")));
    }
    picks.truncate(count);
    let last: Vec<Uuid> =
        days.range(..=situation.today).next_back().map(|(_, entries)| entries.clone()).unwrap_or_default();
    picks.into_iter().map(|(pick, rule)| draft(situation, pick, rule, &last, sets)).collect()
}

fn draft(situation: &Situation<'_>, pick: Pick, rule: &str, last: &[Uuid], most: u32) -> Draft {
    let dose = rules().dose(situation.level.number);
    let range = &pick.exercise.dose;
    let repetitions = range.repetitions.map(|r| between(r, dose.effort));
    let seconds =
        repetitions.map_or_else(|| between(range.seconds, dose.effort) / 5 * 5, |n| n * pick.exercise.pace_s());
    let sets = dose.sets.min(most).clamp(range.repeats[0], range.repeats[1]);
    let bouts =
        pick.sides.iter().flat_map(|side| vec![Bout { side: *side, seconds }; sets as usize]).collect::<Vec<_>>();
    let entries = match rule {
        "knee_lift" => situation.pattern_why.iter().flat_map(|r| r.because.clone()).collect(),
        _ => last.to_vec(),
    };
    let mut because = vec![situation.because(rule, &[("n", &dose.strength_days)], entries)];
    because.extend(pick.why);
    Draft { slug: pick.slug, exercise: pick.exercise, bouts, repetitions, because }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two small positive numbers")]
fn between([low, high]: [u32; 2], share: f64) -> u32 {
    (f64::from(low) + f64::from(high.saturating_sub(low)) * share).round() as u32
}
