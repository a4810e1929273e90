//! What was done by week.

use chrono::{Days, NaiveDate};

use super::{DoneWeek, sentence};
use crate::{
    entry::Side,
    grade::Reason,
    record::{Record, monday},
    words::Words,
};

pub(super) fn weeks(record: &Record, today: NaiveDate) -> Vec<DoneWeek> {
    let stretch = |side, monday: NaiveDate| {
        let seconds = record.stretch_seconds(side, monday, (monday + Days::new(6)).min(today));
        f64::from(seconds) / 60.0
    };
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
