//! Pain by week.

use chrono::{Days, NaiveDate};

use super::{
    PainWeek, sentence,
    trend::{Point, Trend, WINDOW_DAYS, trend},
    weeks_between,
};
use crate::{
    grade::Reason,
    record::{Record, monday},
    words::Words,
};

/// Narrowest change of a weekly mean that is called clear [points]: half of what one score can jump by chance. Our own
/// judgement.
const FLOOR: f64 = 1.0;
/// Scatter that a single score is given [points].
const ONE_SCORE_SD: f64 = 1.0;

pub(super) fn weeks(record: &Record, today: NaiveDate) -> Vec<PainWeek> {
    let mut weeks: Vec<(NaiveDate, Vec<f64>)> = vec![];
    let mut all = record.pain_observations();
    all.retain(|o| o.date <= today);
    all.sort_by_key(|o| o.date);
    for o in all {
        let (week, pain) = (monday(o.date), f64::from(o.pain));
        match weeks.last_mut() {
            Some((last, pains)) if *last == week => pains.push(pain),
            _ => weeks.push((week, vec![pain])),
        }
    }
    weeks.into_iter().map(|(monday, pains)| week(monday, &pains)).collect()
}

fn week(monday: NaiveDate, pains: &[f64]) -> PainWeek {
    let n = pains.len() as f64;
    let mean = pains.iter().sum::<f64>() / n;
    let variance = pains.iter().map(|p| (p - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
    let error = 1.96 * variance.sqrt().max(ONE_SCORE_SD) / n.sqrt();
    PainWeek {
        monday,
        mean,
        low: (mean - error).max(0.0),
        high: (mean + error).min(10.0),
        scores: u32::try_from(pains.len()).unwrap_or(u32::MAX),
    }
}

pub(super) fn course(
    record: &Record,
    weeks: &[PainWeek],
    today: NaiveDate,
    words: &Words,
) -> (Option<Trend>, Vec<Reason>) {
    let Some(last) = weeks.last() else {
        return (None, vec![sentence("pain.none", words.get("progress.pain.none"), vec![])]);
    };
    let entries = record
        .pain_observations()
        .iter()
        .filter(|o| monday(o.date) == last.monday && o.date <= today)
        .map(|o| o.entry)
        .collect();
    let mean = (last.mean * 10.0).round() / 10.0;
    let mut said = vec![sentence("pain.now", words.say("progress.pain.now", &[("mean", &mean)]), entries)];
    let from = today - Days::new(WINDOW_DAYS);
    let points: Vec<Point> = (weeks.iter().filter(|w| w.monday >= from))
        .map(|w| Point { date: w.monday, value: w.mean, noise: (w.high - w.low) / std::f64::consts::SQRT_2 })
        .collect();
    let trend = trend(&points, FLOOR);
    if let Some(trend) = &trend {
        said.push(say(trend, words));
    }
    (trend, said)
}

fn say(trend: &Trend, words: &Words) -> Reason {
    let key = match trend {
        Trend { clear: false, .. } => "no_change",
        Trend { change, .. } if *change < 0.0 => "less",
        Trend { .. } => "more",
    };
    let tenth = |v: f64| (v * 10.0).round() / 10.0;
    let size = tenth(trend.change.abs());
    // A decimal is always said in the plural.
    let one = (size - 1.0).abs() < f64::EPSILON;
    let value =
        if one { words.get("progress.points.one") } else { words.say("progress.points.other", &[("n", &size)]) };
    let error = tenth(trend.give_or_take);
    let weeks = weeks_between(trend.from, trend.to, words);
    let args: crate::words::Args<'_> = &[("value", &value), ("error", &error), ("weeks", &weeks)];
    sentence(&format!("pain.{key}"), words.say(&format!("progress.pain.{key}"), args), vec![])
}
