//! The letter's parts.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::html::Page;
use crate::{
    entry::{Answer, Answers, Event, PainQuality, ScreenKind, Side},
    progress::{AnglePoint, AngleSeries, Progress},
    record::{PainReport, Record, Standing, day},
    screening::{Disposition, Question, QuestionKind, questions, screen, signs},
    words::Words,
};

/// More lines than these don't fit on one page.
const MOST_LOCKS: usize = 6;
const MOST_ANSWERS: usize = 6;
const MOST_EXERCISES: usize = 8;
const MOST_REPORTS: usize = 6;
const MOST_WEEKS: usize = 10;

/// The open signs and reasons, most severe first.
pub(super) fn why(page: &mut Page<'_>, record: &Record, standing: &Standing) {
    let words = page.words;
    page.section("why.title");
    let mut items: Vec<(bool, String)> = vec![];
    for lock in &standing.locks {
        let kind = words.get(&format!("terms.disposition.{}", name_of(lock.disposition)));
        let since = words.say("referral.why.since", &[("date", &lock.since)]);
        let worst = lock.disposition >= Disposition::UrgentSameDay;
        items.push((worst, format!("{kind} ({since}): {}", lock.reason.text)));
    }
    items.dedup();
    items.truncate(MOST_LOCKS);
    if items.is_empty() {
        page.paragraph(&words.get("referral.why.none"));
    } else {
        page.weighted(&items);
    }
    match &standing.screening {
        None => page.paragraph(&words.get("referral.why.never")),
        Some(last) if standing.stale.is_some() => {
            page.paragraph(&words.say("referral.why.stale", &[("date", &last.date)]));
        }
        Some(_) => {}
    }
    for text in clearances(record, words) {
        page.paragraph(&text);
    }
}

/// The last two statements that a professional agreed.
fn clearances(record: &Record, words: &Words) -> Vec<String> {
    let stated = record.live().filter_map(|e| match &e.event {
        Event::Cleared { by, statement } => Some((day(e), by, statement)),
        _ => None,
    });
    let mut texts: Vec<String> = stated
        .map(|(date, by, statement)| {
            let key = format!("referral.cleared_by.{by}");
            let by = if words.has(&key) { words.get(&key) } else { by.clone() };
            words.say("referral.why.cleared", &[("by", &by), ("date", &date), ("statement", statement)])
        })
        .collect();
    texts.split_off(texts.len().saturating_sub(2))
}

/// The answers of the last whole screening that made a rule apply, the most severe first.
pub(super) fn answers(page: &mut Page<'_>, record: &Record) {
    let words = page.words;
    let Some(last) = record.screenings().rfind(|s| s.kind != ScreenKind::Short) else { return };
    let asked = questions(ScreenKind::Full, words);
    let mut ids: Vec<String> = vec![];
    for finding in screen(last.answers, words).reasons {
        ids.extend(finding.answers.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
    }
    let rows: Vec<Vec<String>> = ids
        .iter()
        .filter_map(|id| asked.iter().find(|q| q.id == *id))
        .filter(|q| q.features.is_empty() || !ids.iter().any(|id| q.features.iter().any(|f| f.id == *id)))
        .take(MOST_ANSWERS)
        .map(|q| vec![q.text.clone(), answer_text(q, last.answers, words)])
        .collect();
    if rows.is_empty() {
        return;
    }
    page.section("answers.title");
    page.small(&words.say("referral.answers.from", &[("date", &last.at.date_naive())]));
    page.table(&["answers.question", "answers.answer"], &rows);
}

fn answer_text(question: &Question, answers: &Answers, words: &Words) -> String {
    let word = |key: &str| words.get(&format!("referral.answers.{key}"));
    match (answers.get(&question.id), &question.kind) {
        (Some(Answer::Number(n)), QuestionKind::Number { unit, .. }) => format!("{n} {unit}"),
        (Some(Answer::Word(given)), kind) => match (given.as_str(), kind) {
            ("yes" | "no" | "not_sure", _) => word(given),
            (given, QuestionKind::Choice { options, .. }) => {
                options.iter().find(|o| o.value == given).map_or_else(|| word("missing"), |o| o.text.clone())
            }
            _ => word("missing"),
        },
        _ => word("missing"),
    }
}

/// First and latest angle of each side, with their errors, and what the trend says.
pub(super) fn measures(page: &mut Page<'_>, progress: &Progress) {
    let words = page.words;
    page.section("measures.title");
    let rows: Vec<Vec<String>> = progress.angles.iter().filter_map(|s| angle_row(s, words)).collect();
    if rows.is_empty() {
        page.paragraph(&words.get("referral.measures.none"));
        return;
    }
    page.table(&["measures.measure", "measures.first", "measures.latest"], &rows);
    let trends =
        ["angle.more", "angle.less", "angle.no_change", "angle.same", "sides"].map(|rule| format!("progress.{rule}"));
    for reason in progress.sentences.iter().filter(|s| trends.contains(&s.rule)) {
        page.paragraph(&reason.text);
    }
    page.small(&words.get("referral.measures.sign"));
}

fn angle_row(series: &AngleSeries, words: &Words) -> Option<Vec<String>> {
    let point = |p: &AnglePoint| {
        let tenth = |v: f64| (v * 10.0).round() / 10.0;
        let (value, error) = (tenth(p.value), tenth((p.high - p.low) / 2.0));
        let key = if p.at_limit { "flat" } else { "value" };
        words.say(&format!("referral.measures.{key}"), &[("value", &value), ("error", &error), ("date", &p.date)])
    };
    let side = words.get(match series.side {
        Side::Left => "measures.side.left",
        Side::Right => "measures.side.right",
    });
    let (first, last) = (series.points.first()?, series.points.last()?);
    let latest = if series.points.len() > 1 { point(last) } else { String::new() };
    Some(vec![format!("{}, {side}", series.name), point(first), latest])
}

/// Sessions, minutes and the exercises that took most of them.
pub(super) fn done(page: &mut Page<'_>, record: &Record, today: NaiveDate) {
    let words = page.words;
    page.section("done.title");
    let sessions: Vec<_> = record.sessions().iter().filter(|s| s.counts() && s.date <= today).collect();
    let days = || sessions.iter().map(|s| s.date);
    let (Some(from), Some(to)) = (days().min(), days().max()) else {
        page.paragraph(&words.get("referral.done.none"));
        return;
    };
    let minutes: u32 = sessions.iter().map(|s| s.minutes_done()).sum();
    let weeks = ((today - from).num_days() as f64 + 1.0) / 7.0;
    let week = (f64::from(minutes) / weeks.max(1.0)).round();
    let n = words.count("referral.done.sessions", u32::try_from(sessions.len()).unwrap_or(u32::MAX), &[]);
    let args: crate::words::Args<'_> =
        &[("sessions", &n), ("from", &from), ("to", &to), ("minutes", &minutes), ("week", &week)];
    page.paragraph(&words.say("referral.done.total", args));
    let most = most_done(record, today, words);
    if !most.is_empty() {
        page.paragraph(&format!("{} {}", words.get("referral.done.exercises"), most.join(", ")));
    }
}

fn most_done(record: &Record, today: NaiveDate, words: &Words) -> Vec<String> {
    let mut seconds: BTreeMap<&str, u32> = BTreeMap::new();
    for step in record.steps().iter().filter(|s| s.date <= today) {
        let total = seconds.entry(&step.exercise).or_default();
        *total = total.saturating_add(step.seconds);
    }
    let mut all: Vec<(&str, u32)> = seconds.into_iter().filter(|(_, s)| *s > 0).collect();
    all.sort_by_key(|(_, s)| std::cmp::Reverse(*s));
    let text = |(slug, seconds): (&str, u32)| {
        let minutes = (seconds / 60).max(1);
        words.say("referral.done.exercise", &[("name", &exercise(slug, words)), ("minutes", &minutes)])
    };
    all.into_iter().take(MOST_EXERCISES).map(text).collect()
}

/// The course of the pain, and what was reported.
pub(super) fn pain(page: &mut Page<'_>, record: &Record, progress: &Progress, today: NaiveDate) {
    let words = page.words;
    page.section("pain.title");
    if progress.pain.is_empty() {
        page.paragraph(&words.get("referral.pain.none"));
    } else {
        let skip = progress.pain.len().saturating_sub(MOST_WEEKS);
        let means: Vec<String> = progress.pain[skip..].iter().map(|w| format!("{:.1}", w.mean)).collect();
        page.paragraph(&format!("{} {}", words.get("referral.pain.weeks"), means.join(" · ")));
        for reason in
            progress.sentences.iter().filter(|s| s.rule.starts_with("progress.pain.") && s.rule != "progress.pain.now")
        {
            page.paragraph(&reason.text);
        }
    }
    if let Some(text) = mornings(record, today, words) {
        page.paragraph(&text);
    }
    let mut lines = reports(record, today, words);
    lines.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    if !lines.is_empty() {
        let lines: Vec<String> = lines.into_iter().take(MOST_REPORTS).map(|(_, text)| text).collect();
        page.paragraph(&format!("{} {}", words.get("referral.pain.reports"), lines.join(" · ")));
    }
}

fn mornings(record: &Record, today: NaiveDate, words: &Words) -> Option<String> {
    let from = today - Days::new(84);
    let checks: Vec<_> = record.morning_checks().into_iter().filter(|c| (from..=today).contains(&c.about)).collect();
    let unsettled = checks.iter().filter(|c| !c.settled).count();
    let args: crate::words::Args<'_> = &[("n", &unsettled), ("all", &checks.len())];
    (unsettled > 0).then(|| words.say("referral.pain.mornings", args))
}

/// Pain that was more than a stretch, and signs that were told.
fn reports(record: &Record, today: NaiveDate, words: &Words) -> Vec<(NaiveDate, String)> {
    let telling = |r: &PainReport| r.quality != PainQuality::Stretch || r.intensity > 5;
    let mut lines: Vec<(NaiveDate, String)> =
        record.pain_reports().filter(telling).map(|r| (r.at.date_naive(), report(&r, words))).collect();
    for entry in record.live() {
        let answers = match &entry.event {
            Event::UnwellReported { signs, .. } => signs,
            Event::PainReported { follow_up, .. } => follow_up,
            _ => continue,
        };
        let told = answers.iter().filter(|(item, _)| signs::rows(item).is_some());
        for (item, answer) in told {
            let key = match answer.word().as_deref() {
                Some("no") => continue,
                Some("yes") => "unwell",
                _ => "unwell_not_sure",
            };
            let sign = words.get(&format!("screens.signs.{item}.text"));
            let text = words.say(&format!("referral.pain.{key}"), &[("date", &day(entry)), ("sign", &sign)]);
            lines.push((day(entry), text));
        }
    }
    lines.retain(|(date, _)| *date <= today);
    lines
}

fn report(r: &PainReport, words: &Words) -> String {
    let quality = words.get(&format!("terms.quality.{}", name_of(r.quality)));
    let exercise = r
        .exercise
        .as_deref()
        .map_or_else(String::new, |slug| words.say("referral.pain.during", &[("name", &exercise(slug, words))]));
    let date = r.at.date_naive();
    let args: crate::words::Args<'_> =
        &[("date", &date), ("quality", &quality), ("intensity", &r.intensity), ("exercise", &exercise)];
    words.say("referral.pain.report", args)
}

/// An exercise's name; the slug of one that isn't in the catalogue any more.
fn exercise(slug: &str, words: &Words) -> String {
    let key = format!("exercises.{slug}.name");
    if words.has(&key) { words.get(&key) } else { slug.to_owned() }
}

/// The name under which a fixed value stands in the words.
fn name_of(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
