//! The sample person: the same every time, plausible, and never in trouble on the last day.

mod support;

use std::{collections::BTreeSet, sync::LazyLock};

use care::{
    entry::{Context, Entry, Event},
    plan::{Options, plan},
    record::{Record, replay},
    sample::sample_person,
    screening::Disposition,
};
use chrono::{Datelike, NaiveDate, Weekday};
use support::{date, words};

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| sample_person(end(), words()));

fn end() -> NaiveDate {
    date("2026-04-26")
}

#[test]
fn the_same_day_gives_the_same_entries() {
    assert_eq!(*ENTRIES, sample_person(end(), words()));
    let ids: BTreeSet<_> = ENTRIES.iter().map(|e| e.id).collect();
    assert_eq!(ids.len(), ENTRIES.len());
}

#[test]
fn eight_weeks_that_end_on_the_day_with_a_plan_still_to_do() {
    let record = Record::fold(ENTRIES.clone());
    let days: Vec<NaiveDate> = ENTRIES.iter().map(|e| e.at.date_naive()).collect();
    assert!(days.is_sorted() && *days.last().expect("some") <= end());
    assert_eq!((end() - days[0]).num_days(), 55);
    let plan = plan(&record, end(), &Options::default(), words());
    assert!(plan.first.is_empty() && !plan.blocks.is_empty(), "{:?}", plan.first);
    assert!(record.standing(end(), words()).locks.is_empty());
}

#[test]
fn the_sample_has_something_to_show_on_every_page() {
    let record = Record::fold(ENTRIES.clone());
    let contexts: BTreeSet<bool> = record.measurements().iter().map(|m| m.context == Context::AfterSession).collect();
    assert_eq!(contexts.len(), 2, "measurements before sessions and an immediate effect");
    assert!(record.weekly_pain().len() >= 8 && record.bolster_cm().is_some() && !record.swaps().is_empty());
    assert!(record.adherence(end()).is_some_and(|a| a > 0.7));
    assert!(record.morning_checks().iter().any(|c| !c.settled));
    assert!(record.pain_reports().next().is_some());
}

#[test]
fn any_day_of_the_week_will_do_as_the_last_one() {
    for n in 0..7 {
        let last = end() + chrono::Days::new(n);
        let record = Record::fold(sample_person(last, words()));
        let standing = record.standing(last, words());
        assert!(
            standing.is_current() && standing.disposition <= Disposition::ProceedWithExclusions,
            "{:?}",
            last.weekday()
        );
    }
    assert_eq!(end().weekday(), Weekday::Sun);
}

#[test]
fn a_replay_says_what_was_decided_after_each_entry() {
    let few: Vec<Entry> = ENTRIES.iter().take(30).cloned().collect();
    let steps = replay(support::shuffled(&few, 7), words());
    assert_eq!(steps.iter().map(|s| s.entry).collect::<Vec<_>>(), few.iter().map(|e| e.id).collect::<Vec<_>>());
    assert_eq!(steps[0].event, "consent_given");
    assert!(!steps[1].screening_current && steps[1].plan.is_empty());
    let screened = few.iter().position(|e| matches!(e.event, Event::Screened { .. })).expect("screened");
    assert!(steps[screened].screening_current && !steps[screened].plan.is_empty());
    let last = steps.last().expect("some");
    let record = Record::fold(few.clone());
    let plan = plan(&record, last.at.date_naive(), &Options::default(), words());
    assert_eq!((last.level, last.minutes, &last.pattern), (plan.level, plan.minutes, &plan.pattern));
}
