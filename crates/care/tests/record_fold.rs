//! The fold: any order, any number of copies, and exactly one entry less per retraction.

mod support;

use care::{
    entry::{Context, Entry, Event, Profile, Side},
    record::Record,
    sample::Diary,
};
use proptest::prelude::*;
use support::{any_entries, date};

proptest! {
    #[test]
    fn any_order_of_arrival_folds_the_same(entries in any_entries(), seed in any::<u64>()) {
        prop_assert_eq!(Record::fold(support::shuffled(&entries, seed)), Record::fold(entries));
    }

    #[test]
    fn duplicates_change_nothing(entries in any_entries(), seed in any::<u64>()) {
        let twice: Vec<Entry> = entries.iter().chain(&entries).cloned().collect();
        prop_assert_eq!(Record::fold(support::shuffled(&twice, seed)), Record::fold(entries));
    }

    #[test]
    fn adding_one_by_one_is_folding_all(entries in any_entries(), seed in any::<u64>(), sorted in any::<bool>()) {
        let whole = Record::fold(entries.clone());
        let order = if sorted { whole.all().to_vec() } else { support::shuffled(&entries, seed) };
        let mut record = Record::default();
        for (n, entry) in order.iter().enumerate() {
            record.push(entry.clone());
            prop_assert_eq!(&record, &Record::fold(order[..=n].to_vec()));
        }
    }

    #[test]
    fn folding_what_was_folded_changes_nothing(entries in any_entries()) {
        let record = Record::fold(entries);
        prop_assert_eq!(Record::fold(record.all().to_vec()), record);
    }

    #[test]
    fn a_retraction_removes_exactly_its_entry(entries in any_entries(), pick in any::<prop::sample::Index>()) {
        let entries: Vec<Entry> =
            entries.into_iter().filter(|e| !matches!(e.event, Event::Retracted { .. })).collect();
        prop_assume!(!entries.is_empty());
        let gone = pick.get(&entries).id;
        let mut with = entries.clone();
        with.push(support::retraction(gone, u128::MAX));
        let (with, whole) = (Record::fold(with), Record::fold(entries));
        let kept: Vec<&Entry> = with.live().filter(|e| !matches!(e.event, Event::Retracted { .. })).collect();
        let expected: Vec<&Entry> = whole.live().filter(|e| e.id != gone).collect();
        prop_assert_eq!(kept, expected);
        prop_assert!(with.entry(gone).is_some(), "a retracted entry stays on record");
    }

    #[test]
    fn retracting_a_retraction_brings_the_entry_back(entries in any_entries(), pick in any::<prop::sample::Index>()) {
        let entries: Vec<Entry> =
            entries.into_iter().filter(|e| !matches!(e.event, Event::Retracted { .. })).collect();
        prop_assume!(!entries.is_empty());
        let gone = pick.get(&entries).id;
        let first = support::retraction(gone, u128::MAX - 1);
        let second = support::retraction(first.id, u128::MAX);
        let record = Record::fold(entries.into_iter().chain([first, second]));
        prop_assert!(record.is_live(gone));
    }
}

#[test]
fn a_step_that_was_ordered_before_its_session_still_belongs_to_it() {
    let mut diary = Diary::new("phone", date("2026-03-02"));
    let session = diary.start(15, 2);
    diary.step(session, 3, "half-kneeling-tuck", Some(Side::Left), 30);
    let mut entries = diary.into_entries();
    entries[1].at = entries[0].at - chrono::TimeDelta::hours(2);
    let record = Record::fold(entries);
    assert_eq!(record.sessions()[0].steps.len(), 1);
    assert_eq!(record.sessions()[0].seconds(), 30);
}

#[test]
fn a_measurement_after_a_session_of_the_day_is_an_immediate_effect_whatever_it_is_called() {
    let mut diary = Diary::new("phone", date("2026-03-02"));
    diary.measure(Side::Left, [5.0, 5.0, 5.0]);
    let session = diary.start(15, 2);
    diary.step(session, 0, "constructive-rest", None, 300);
    diary.end(session, 1);
    diary.measure(Side::Left, [9.0, 9.0, 9.0]);
    diary.later(1).measure(Side::Left, [6.0, 6.0, 6.0]);
    let contexts: Vec<Context> = Record::fold(diary.into_entries()).measurements().iter().map(|m| m.context).collect();
    assert_eq!(contexts, [Context::BeforeSession, Context::AfterSession, Context::BeforeSession]);
}

#[test]
fn the_morning_question_is_asked_once_about_the_last_session_and_not_after_a_week() {
    let mut diary = Diary::new("phone", date("2026-03-02"));
    let session = diary.start(10, 2);
    diary.step(session, 0, "constructive-rest", None, 300);
    let record = Record::fold(diary.entries().to_vec());
    assert_eq!(record.morning_check_due(date("2026-03-02")), None, "not on the same day");
    assert_eq!(record.morning_check_due(date("2026-03-03")), Some(date("2026-03-02")));
    assert_eq!(record.morning_check_due(date("2026-03-10")), None, "too long ago to remember");
    diary.later(1).morning(date("2026-03-02"), true, 1);
    assert_eq!(Record::fold(diary.into_entries()).morning_check_due(date("2026-03-03")), None);
}

#[test]
fn a_session_that_was_only_opened_counts_for_nothing() {
    let mut diary = Diary::new("phone", date("2026-03-02"));
    diary.start(10, 2);
    let record = Record::fold(diary.into_entries());
    assert!(record.weeks(date("2026-03-04")).is_empty());
    assert_eq!(record.adherence(date("2026-03-04")), None);
}

#[test]
fn a_session_that_was_skipped_through_counts_for_nothing() {
    let mut diary = Diary::new("phone", date("2026-03-02"));
    let session = diary.start(10, 2);
    diary.step(session, 0, "constructive-rest", None, 0);
    diary.end(session, 1);
    let record = Record::fold(diary.into_entries());
    assert!(record.weeks(date("2026-03-04")).is_empty());
    assert_eq!(record.adherence(date("2026-03-04")), None);
}

#[test]
fn weeks_count_days_once_and_keep_the_wish_of_their_time() {
    let mut diary = Diary::new("phone", date("2026-03-02"));
    diary.profile(Profile { days_per_week: 3, ..Profile::default() });
    for days in [0, 0, 2, 12] {
        let session = diary.later(days).start(10, 2);
        diary.step(session, 0, "constructive-rest", None, 600);
        diary.end(session, 1);
        if days == 2 {
            diary.profile(Profile { days_per_week: 5, ..Profile::default() });
        }
    }
    let weeks = Record::fold(diary.into_entries()).weeks(date("2026-03-18"));
    let seen: Vec<_> = weeks.iter().map(|w| (w.days, w.wished, w.minutes)).collect();
    assert_eq!(seen, [(2, 5, 30), (0, 5, 0), (1, 5, 10)]);
}

#[test]
fn swapping_back_ends_a_swap() {
    let swap = |from: &str, to: Option<&str>| Event::ExerciseSwapped {
        from: from.into(),
        to: to.map(Into::into),
        reason: "uncomfortable".into(),
    };
    let mut diary = Diary::new("phone", date("2026-03-02"));
    diary.write(swap("low-lunge", Some("half-kneeling-tuck")));
    assert_eq!(Record::fold(diary.entries().to_vec()).swaps().len(), 1);
    diary.write(swap("half-kneeling-tuck", Some("low-lunge")));
    let swaps = Record::fold(diary.into_entries()).swaps();
    assert_eq!(swaps.iter().map(|s| s.from.as_str()).collect::<Vec<_>>(), ["half-kneeling-tuck"]);
}

#[test]
fn taking_back_a_refused_ball_request_does_not_bring_an_older_one_back() {
    let mut diary = Diary::new("phone", date("2026-03-02"));
    let ask = |diary: &mut Diary| diary.write(Event::BallRequested { answers: care::entry::Answers::new() });
    let first = ask(&mut diary);
    assert_eq!(Record::fold(diary.entries().to_vec()).ball().map(|b| b.entry), Some(first));
    let second = ask(&mut diary);
    diary.retract(second);
    assert_eq!(Record::fold(diary.into_entries()).ball(), None);
}
