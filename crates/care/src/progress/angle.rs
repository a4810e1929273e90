//! The hip-flexor angle over time.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    AnglePoint, AngleSeries, sentence,
    trend::{Point, Trend, WINDOW_DAYS, trend},
    weeks_between,
};
use crate::{
    entry::{Context, PelvisControl, Side},
    grade::{Grade, Reason},
    measure::{Comparison, MeasureResult, compare, degrees, evaluate, measure},
    record::Record,
    words::Words,
};

/// More than this over the window is more than the studies behind M9 found [deg].
const SURPRISING_DEG: f64 = 8.0;
/// Left and right are compared when they were measured at most this many days apart.
const SAME_DAYS: i64 = 7;

pub(super) struct Angles {
    pub(super) series: Vec<AngleSeries>,
    pub(super) sides: Option<Comparison>,
    pub(super) sentences: Vec<Reason>,
}

/// A measurement of an angle that could be read.
struct Taken {
    entry: Uuid,
    date: NaiveDate,
    side: Side,
    before: bool,
    result: MeasureResult,
}

type Key = (String, Side);

pub(super) fn angles(record: &Record, today: NaiveDate, words: &Words) -> Angles {
    let (taken, skipped) = taken(record, today, words);
    let mut groups: BTreeMap<Key, Vec<&Taken>> = BTreeMap::new();
    for t in &taken {
        groups.entry((t.result.measure.clone(), t.side)).or_default().push(t);
    }
    let mut series = vec![];
    let mut sentences = vec![];
    let several = groups.keys().any(|(slug, _)| groups.keys().any(|(other, _)| other != slug));
    for ((slug, side), group) in &groups {
        let (one, said) = one_series(slug, *side, group, several, today, words);
        series.push(one);
        sentences.extend(said);
    }
    let sides = sides(&taken, words);
    sentences.extend(sides.iter().filter(|s| s.alike).map(|s| sentence("sides", s.text.clone(), vec![])));
    sentences.extend(general(&taken, skipped, words));
    Angles { series, sides, sentences }
}

/// All angles up to `today`, and how many measurements could not be read.
fn taken(record: &Record, today: NaiveDate, words: &Words) -> (Vec<Taken>, u32) {
    let profile = record.profile();
    let mut taken = vec![];
    let mut skipped = 0;
    for m in record.measurements().into_iter().filter(|m| m.date <= today) {
        let Some(side) = m.measurement.side else { continue };
        match evaluate(&m.measurement, &profile, words) {
            Ok(result) if result.hip_extension_deg.is_some() => taken.push(Taken {
                entry: m.entry,
                date: m.date,
                side,
                before: m.context == Context::BeforeSession,
                result,
            }),
            Ok(_) => {}
            Err(_) => skipped += 1,
        }
    }
    (taken, skipped)
}

/// One leg by one measure, and what is said of it; the measure is named where there are `several`.
fn one_series(
    slug: &str,
    side: Side,
    group: &[&Taken],
    several: bool,
    today: NaiveDate,
    words: &Words,
) -> (AngleSeries, Vec<Reason>) {
    let before: Vec<&Taken> = group.iter().copied().filter(|t| t.before).collect();
    let after: Vec<&Taken> = group.iter().copied().filter(|t| !t.before).collect();
    let held = before.iter().any(|t| t.result.pelvis_control != PelvisControl::Arched);
    let counts = |t: &&Taken| !held || t.result.pelvis_control != PelvisControl::Arched;
    let counting: Vec<&Taken> = before.iter().copied().filter(counts).collect();
    let dated: Vec<(NaiveDate, &MeasureResult)> = counting.iter().map(|t| (t.date, &t.result)).collect();
    let trend = angle_trend(&dated, today);
    let series = AngleSeries {
        measure: slug.to_owned(),
        name: words.get(&format!("measures.{slug}.name")),
        side,
        points: by_day(&before, |t| counts(&t)),
        immediate: by_day(&after, |_| false),
        trend: trend.clone(),
    };
    let leg = words.get(match side {
        Side::Left => "measures.side_start.left",
        Side::Right => "measures.side_start.right",
    });
    let leg = if several { format!("{leg} ({})", series.name) } else { leg };
    let said = say(&leg, &counting, trend.as_ref(), words);
    (series, said)
}

/// One point a day: the mean of the day's results, with the widest error.
fn by_day(taken: &[&Taken], counts: impl Fn(&Taken) -> bool) -> Vec<AnglePoint> {
    let mut days: BTreeMap<(NaiveDate, bool), Vec<&Taken>> = BTreeMap::new();
    for t in taken {
        days.entry((t.date, counts(t))).or_default().push(t);
    }
    days.into_iter()
        .map(|((date, counts), of_day)| {
            let value = mean(of_day.iter().map(|t| &t.result));
            let error = of_day.iter().map(|t| t.result.error).fold(0.0, f64::max);
            AnglePoint {
                date,
                value,
                low: value - error,
                high: value + error,
                at_limit: of_day.iter().any(|t| t.result.at_limit),
                counts,
                entries: of_day.iter().map(|t| t.entry).collect(),
            }
        })
        .collect()
}

fn mean<'a>(results: impl ExactSizeIterator<Item = &'a MeasureResult>) -> f64 {
    let n = results.len() as f64;
    results.filter_map(|r| r.hip_extension_deg).sum::<f64>() / n
}

/// The trend of the last twelve weeks of dated results of one side and measure, in order. Where the reader or the method changed in
/// between, a change has to exceed the wide noise.
pub(crate) fn angle_trend(counting: &[(NaiveDate, &MeasureResult)], today: NaiveDate) -> Option<Trend> {
    let from = today - Days::new(WINDOW_DAYS);
    let window: Vec<(NaiveDate, &MeasureResult)> = counting.iter().copied().filter(|(date, _)| *date >= from).collect();
    let (_, first) = window.first()?;
    let alike = window.iter().all(|(_, r)| r.helper == first.helper && r.by_angle == first.by_angle);
    let noise = measure(&first.measure)?.noise;
    let widest = window.iter().map(|(_, r)| r.noise).fold(0.0, f64::max);
    let floor = if alike { typical(&window).max(noise.same) } else { noise.otherwise.max(widest) };
    let mut days: BTreeMap<NaiveDate, Vec<&MeasureResult>> = BTreeMap::new();
    for (date, result) in &window {
        days.entry(*date).or_default().push(result);
    }
    let points: Vec<Point> = days
        .into_iter()
        .map(|(date, of_day)| Point {
            date,
            value: mean(of_day.iter().copied()),
            noise: of_day.iter().map(|r| r.noise).fold(0.0, f64::max),
        })
        .collect();
    trend(&points, floor)
}

/// The middle noise of the measurements: one careless day does not blind the whole series.
fn typical(window: &[(NaiveDate, &MeasureResult)]) -> f64 {
    let mut noises: Vec<f64> = window.iter().map(|(_, r)| r.noise).collect();
    noises.sort_by(f64::total_cmp);
    noises[noises.len() / 2]
}

fn say(leg: &str, counting: &[&Taken], trend: Option<&Trend>, words: &Words) -> Vec<Reason> {
    let Some(last) = counting.last() else { return vec![] };
    let entries: Vec<Uuid> = counting.iter().map(|t| t.entry).collect();
    let at_limit = last.result.at_limit && !trend.is_some_and(|t| t.clear);
    if at_limit {
        return vec![sentence("angle.limit", words.say("progress.angle.limit", &[("side", &leg)]), entries)];
    }
    let Some(trend) = trend else {
        let n = u32::try_from(counting.len()).unwrap_or(u32::MAX);
        let n = words.count("progress.angle.measurements", n, &[]);
        return vec![sentence("angle.few", words.say("progress.angle.few", &[("side", &leg), ("n", &n)]), entries)];
    };
    let key = match trend {
        Trend { clear: false, change, .. } if change.abs() < 0.5 => "same",
        Trend { clear: false, .. } => "no_change",
        Trend { change, .. } if *change > 0.0 => "more",
        Trend { .. } => "less",
    };
    let direction = words.get(if trend.change >= 0.0 { "progress.angle.further" } else { "progress.angle.shorter" });
    let weeks = weeks_between(trend.from, trend.to, words);
    let (value, error) = (degrees(trend.change, words), trend.give_or_take.round());
    let args: crate::words::Args<'_> =
        &[("side", &leg), ("value", &value), ("error", &error), ("weeks", &weeks), ("direction", &direction)];
    let mut said = vec![sentence(&format!("angle.{key}"), words.say(&format!("progress.angle.{key}"), args), entries)];
    if trend.clear && trend.change > SURPRISING_DEG {
        said.push(literature("angle.surprising", words.say("progress.angle.surprising", &[("side", &leg)])));
    }
    said
}

/// The latest pair of one measure, from before sessions, at most a week apart.
fn sides(taken: &[Taken], words: &Words) -> Option<Comparison> {
    let last = taken.iter().rfind(|t| t.before)?;
    let other = taken.iter().rfind(|t| {
        t.before
            && t.side == last.side.other()
            && t.result.measure == last.result.measure
            && (last.date - t.date).num_days() <= SAME_DAYS
    })?;
    let (left, right) = if last.side == Side::Left { (last, other) } else { (other, last) };
    Some(compare(&left.result, &right.result, words))
}

fn general(taken: &[Taken], skipped: u32, words: &Words) -> Vec<Reason> {
    if taken.is_empty() && skipped == 0 {
        return vec![sentence("angle.none", words.get("progress.angle.none"), vec![])];
    }
    let immediate = taken.iter().any(|t| !t.before);
    let immediate = immediate.then(|| literature("angle.immediate", words.get("progress.angle.immediate")));
    let expected = (!taken.is_empty()).then(|| literature("angle.expected", words.get("progress.angle.expected")));
    let skipped =
        (skipped > 0).then(|| sentence("angle.skipped", words.count("progress.angle.skipped", skipped, &[]), vec![]));
    immediate.into_iter().chain(expected).chain(skipped).collect()
}

/// A sentence that rests on the trials of hip-flexor stretching.
fn literature(rule: &str, text: String) -> Reason {
    Reason { sources: vec!["M9".to_owned()], grade: Grade::Literature, ..sentence(rule, text, vec![]) }
}
