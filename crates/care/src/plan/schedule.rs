//! Which days have a session: as many in seven days as wished for, spread out, whatever was missed before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    Day,
    rules::rules,
    situation::{Situation, exercise},
    strength,
};
use crate::{
    content::Kind,
    record::{Record, monday},
};

/// Days on which more than a rest was done, with their sessions.
pub(super) fn worked_days(record: &Record) -> BTreeMap<NaiveDate, Vec<Uuid>> {
    let mut days: BTreeMap<NaiveDate, Vec<Uuid>> = BTreeMap::new();
    let more = |slug: &str| exercise(slug).is_some_and(|e| e.kind != Kind::Rest);
    for s in record.sessions().iter().filter(|s| s.counts()) {
        if s.steps.is_empty() || s.steps.iter().any(|step| step.seconds > 0 && more(&step.exercise)) {
            days.entry(s.date).or_default().push(s.id);
        }
    }
    days
}

/// Is a day a session day, given the days worked before it?
pub(super) fn is_session_day(worked: &BTreeSet<NaiveDate>, date: NaiveDate, per_week: u32) -> bool {
    let per_week = per_week.clamp(1, 7);
    let apart = i64::from(7 / per_week);
    let rested = worked.range(..date).next_back().is_none_or(|d| (date - *d).num_days() >= apart);
    rested && worked.range(date - Days::new(6)..date).count() < per_week as usize
}

/// The week around today: what was done, and what comes if each planned day is kept.
pub(super) fn week(situation: &Situation<'_>, today_kinds: &[Kind], planned: &[Kind]) -> Vec<Day> {
    let (record, today) = (situation.record, situation.today);
    let mut worked: BTreeSet<NaiveDate> = worked_days(record).into_keys().filter(|d| *d <= today).collect();
    let mut strong: BTreeSet<NaiveDate> = strength::strength_days(record).into_keys().filter(|d| *d <= today).collect();
    if today_kinds.iter().any(|k| *k != Kind::Rest) {
        worked.insert(today);
    }
    if today_kinds.contains(&Kind::Strength) {
        strong.insert(today);
    }
    let first = monday(today);
    (0..7)
        .map(|i| first + Days::new(i))
        .map(|date| day(situation, date, today_kinds, planned, &mut worked, &mut strong))
        .collect()
}

fn day(
    situation: &Situation<'_>,
    date: NaiveDate,
    today_kinds: &[Kind],
    planned: &[Kind],
    worked: &mut BTreeSet<NaiveDate>,
    strong: &mut BTreeSet<NaiveDate>,
) -> Day {
    let sessions = situation.record.sessions().iter().filter(|s| s.counts() && s.date == date);
    let done_minutes = sessions.map(crate::record::Session::minutes_done).sum();
    let kinds = match date.cmp(&situation.today) {
        std::cmp::Ordering::Less => done_kinds(situation.record, date),
        std::cmp::Ordering::Equal => union(done_kinds(situation.record, date), today_kinds),
        std::cmp::Ordering::Greater if planned.is_empty() => vec![],
        std::cmp::Ordering::Greater if !is_session_day(worked, date, situation.profile.days_per_week) => vec![],
        std::cmp::Ordering::Greater => {
            worked.insert(date);
            let due = strength::is_due(strong, date, situation.level.number) && planned.contains(&Kind::Strength);
            if due {
                strong.insert(date);
            }
            planned.iter().copied().filter(|k| *k != Kind::Strength || due).collect()
        }
    };
    Day { date, kinds, done_minutes }
}

fn done_kinds(record: &Record, date: NaiveDate) -> Vec<Kind> {
    let done = record.steps().iter().filter(|s| s.date == date && s.seconds > 0);
    let kinds: BTreeSet<Kind> = done.filter_map(|s| exercise(&s.exercise)).map(|e| e.kind).collect();
    kinds.into_iter().collect()
}

fn union(done: Vec<Kind>, more: &[Kind]) -> Vec<Kind> {
    done.into_iter().chain(more.iter().copied()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Longest session that the plan makes [min].
pub(super) fn clamp_minutes(minutes: u32) -> u32 {
    minutes.clamp(rules().time.least_minutes, rules().time.most_minutes)
}
