//! What was done by week.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{DoneWeek, sentence};
use crate::{
    content::exercises,
    entry::Side,
    grade::Reason,
    record::{Record, monday},
    words::Words,
};

pub(super) fn weeks(record: &Record, today: NaiveDate) -> Vec<DoneWeek> {
    let stretched = stretched(record, today);
    let stretch = |side, monday| stretched.get(&(side, monday)).map_or(0.0, |&seconds| seconds as f64 / 60.0);
    (record.weeks(today).into_iter())
        .map(|week| DoneWeek {
            monday: week.monday,
            minutes: week.minutes,
            days: week.days,
            wished: week.wished,
            stretch_left_min: stretch(Side::Left, week.monday),
            stretch_right_min: stretch(Side::Right, week.monday),
        })
        .collect()
}

/// Seconds of stretching by leg and week, in one pass over all steps.
fn stretched(record: &Record, today: NaiveDate) -> BTreeMap<(Side, NaiveDate), u64> {
    let mut seconds = BTreeMap::new();
    let stretches = |slug: &str| exercises().get(slug).is_some_and(|e| e.counts_as_stretch);
    for step in record.steps().iter().filter(|s| s.date <= today && stretches(&s.exercise)) {
        for side in [Side::Left, Side::Right].into_iter().filter(|side| step.works(*side)) {
            *seconds.entry((side, monday(step.date))).or_default() += u64::from(step.seconds);
        }
    }
    seconds
}

pub(super) fn sentences(
    record: &Record,
    weeks: &[DoneWeek],
    adherence: Option<f64>,
    today: NaiveDate,
    words: &Words,
) -> Vec<Reason> {
    let Some(share) = adherence else {
        return vec![sentence("doing.none", words.get("progress.doing.none"), vec![])];
    };
    let this = monday(today);
    let say = |key: &str, monday: NaiveDate| {
        let week = weeks.iter().find(|w| w.monday == monday)?;
        let days = words.count("progress.doing.days", week.days, &[]);
        let text = words.say(&format!("progress.doing.{key}"), &[("minutes", &week.minutes), ("days", &days)]);
        let entries = record.weeks(today).into_iter().find(|w| w.monday == monday).map(|w| w.sessions);
        Some(sentence(&format!("doing.{key}"), text, entries.unwrap_or_default()))
    };
    let percent = (share * 100.0).round();
    let four = words.say("progress.doing.four_weeks", &[("percent", &percent)]);
    let weeks = [say("week", this), say("last", this - Days::new(7))];
    weeks.into_iter().flatten().chain([sentence("doing.four_weeks", four, vec![])]).collect()
}
