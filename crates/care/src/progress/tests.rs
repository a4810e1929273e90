use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::{
    entry::{Context, Event, Measurement, PelvisControl, Profile, Reading},
    sample::Diary,
};

fn words() -> &'static Words {
    static WORDS: std::sync::LazyLock<Words> = std::sync::LazyLock::new(|| Words::load("en").unwrap());
    &WORDS
}

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

fn diary() -> Diary {
    let mut diary = Diary::new("test", start());
    diary.profile(Profile { age_years: 40, height_cm: Some(176.0), ..Profile::default() });
    diary
}

fn table(side: Side, deg: f64, context: Context) -> Measurement {
    let reading = Reading { thigh_angle_deg: Some(deg), ..Reading::default() };
    Measurement {
        measure: "thomas-table".into(),
        side: Some(side),
        readings: vec![reading; 3],
        pelvis_control: PelvisControl::Held,
        helper: true,
        context,
    }
}

fn shown(diary: &Diary) -> Progress {
    let record = Record::fold(diary.entries().to_vec());
    progress(&record, diary.today(), words())
}

fn said(progress: &Progress) -> Vec<&str> {
    progress.sentences.iter().map(|s| s.text.as_str()).collect()
}

/// Weekly measurements of the right side; what is said about the trend.
fn check_trend(values: &[f64], expected_rule: &str) -> Progress {
    let mut diary = diary();
    for value in values {
        diary.measure(Side::Right, [*value; 3]);
        diary.later(7);
    }
    let shown = shown(&diary);
    assert_eq!(shown.sentences[0].rule, expected_rule, "{values:?}: {:#?}", said(&shown));
    shown
}

#[test]
fn an_empty_record_promises_nothing() {
    let shown = progress(&Record::default(), start(), words());
    assert!(shown.angles.is_empty() && shown.pain.is_empty() && shown.weeks.is_empty() && shown.adherence.is_none());
    insta::assert_snapshot!(said(&shown).join("\n"), @r"
    No measurement yet. Plan and progress work without one.
    No pain scores yet.
    No session yet.
    ");
}

#[test]
fn a_gain_inside_the_noise_is_no_clear_change() {
    let shown = check_trend(&[-3.0, -2.0, -1.0, 0.0], "progress.angle.no_change");
    insta::assert_snapshot!(shown.sentences[0].text, @"Right: no clear change yet. What we see is about 3 degrees more over 3 weeks, give or take 4.");
}

#[test]
fn a_gain_beyond_the_noise_is_said_with_its_error() {
    let shown = check_trend(&[-6.0, -4.0, -3.0, -1.0, 0.0], "progress.angle.more");
    insta::assert_snapshot!(shown.sentences[0].text, @"Right: your hip goes about 6 degrees further than 4 weeks ago, give or take 4.");
}

#[test]
fn a_loss_asks_to_measure_again_and_too_much_gain_is_doubted() {
    check_trend(&[6.0, 4.0, 0.0, -2.0], "progress.angle.less");
    let shown = check_trend(&[-15.0, -8.0, 0.0, 8.0], "progress.angle.more");
    assert!(said(&shown)[1].contains("more than studies find"), "{:?}", said(&shown));
}

#[test]
fn two_measurements_are_no_trend() {
    let shown = check_trend(&[-9.0, 9.0], "progress.angle.few");
    assert_eq!(shown.angles[0].trend, None);
}

#[test]
fn a_flat_leg_is_said_to_be_at_the_limit() {
    let mut diary = diary();
    for _ in 0..4 {
        let reading = Reading { height_cm: Some(1.0), ..Reading::default() };
        let flat = Measurement {
            measure: "thomas-floor".into(),
            readings: vec![reading; 3],
            ..table(Side::Left, 0.0, Context::BeforeSession)
        };
        diary.write(Event::Measured { measurement: flat });
        diary.later(7);
    }
    let shown = shown(&diary);
    assert_eq!(shown.sentences[0].rule, "progress.angle.limit");
    assert!(shown.angles[0].points.iter().all(|p| p.at_limit));
}

#[test]
fn what_is_measured_after_a_session_is_kept_apart() {
    let mut diary = diary();
    for week in 0..4 {
        diary.write(Event::Measured { measurement: table(Side::Right, -4.0, Context::BeforeSession) });
        let session = diary.start(15, 1);
        diary.step(session, 0, "half-kneeling-tuck", Some(Side::Right), 60);
        diary.end(session, 1);
        // Wrongly called "before": the session of that day is over, so it is an effect of it all the same.
        let context = if week % 2 == 0 { Context::AfterSession } else { Context::BeforeSession };
        diary.write(Event::Measured { measurement: table(Side::Right, 12.0, context) });
        diary.later(7);
    }
    let shown = shown(&diary);
    let series = &shown.angles[0];
    assert_eq!((series.points.len(), series.immediate.len()), (4, 4));
    assert!(series.points.iter().all(|p| (p.value + 4.0).abs() < 1e-9));
    assert_eq!(shown.sentences[0].rule, "progress.angle.same");
    assert!(shown.sentences.iter().any(|s| s.rule == "progress.angle.immediate"));
}

#[test]
fn several_measurements_of_one_day_are_one_point() {
    let mut diary = diary();
    diary.measure(Side::Right, [-2.0; 3]);
    diary.measure(Side::Right, [-4.0; 3]);
    let shown = shown(&diary);
    assert_eq!(shown.angles[0].points.len(), 1);
    assert!((shown.angles[0].points[0].value + 3.0).abs() < 1e-9);
    assert_eq!(shown.angles[0].points[0].entries.len(), 2);
}

#[test]
fn an_arched_back_is_shown_but_does_not_make_the_trend() {
    let mut diary = diary();
    for week in 0..6 {
        let arched = week % 2 == 1;
        let deg = if arched { 20.0 } else { -5.0 };
        let pelvis_control = if arched { PelvisControl::Arched } else { PelvisControl::Held };
        let measurement = Measurement { pelvis_control, ..table(Side::Right, deg, Context::BeforeSession) };
        diary.write(Event::Measured { measurement });
        diary.later(7);
    }
    let shown = shown(&diary);
    assert_eq!(shown.angles[0].points.iter().filter(|p| p.counts).count(), 3);
    assert!(shown.angles[0].trend.as_ref().unwrap().change.abs() < 1e-9);
}

#[test]
fn another_reader_makes_the_interval_wide() {
    let mut diary = diary();
    for week in 0..4 {
        let measurement =
            Measurement { helper: week < 2, ..table(Side::Right, f64::from(week) * 3.0, Context::BeforeSession) };
        diary.write(Event::Measured { measurement });
        diary.later(7);
    }
    let trend = shown(&diary).angles[0].trend.clone().unwrap();
    assert!(trend.give_or_take >= 10.0 && !trend.clear, "{trend:?}");
}

#[test]
fn the_sides_are_compared_only_when_measured_together() {
    let mut together = diary();
    together.measure(Side::Left, [-8.0; 3]);
    together.measure(Side::Right, [2.0; 3]);
    assert_eq!(shown(&together).sides.unwrap().tighter, Some(Side::Left));
    let mut apart = diary();
    apart.measure(Side::Left, [-8.0; 3]);
    apart.later(20);
    apart.measure(Side::Right, [2.0; 3]);
    assert_eq!(shown(&apart).sides, None);
}

#[test]
fn minutes_count_once_although_both_sides_are_stretched() {
    let mut diary = diary();
    let session = diary.start(10, 2);
    diary.step(session, 0, "half-kneeling-tuck", Some(Side::Left), 120);
    diary.step(session, 1, "half-kneeling-tuck", Some(Side::Right), 120);
    diary.step(session, 2, "camel", None, 60);
    diary.end(session, 1);
    let week = &shown(&diary).weeks[0];
    assert_eq!((week.minutes, week.days), (5, 1));
    assert!((week.stretch_left_min - 3.0).abs() < 1e-9 && (week.stretch_right_min - 3.0).abs() < 1e-9);
}

#[test]
fn pain_by_week_with_its_trend() {
    let mut diary = diary();
    for week in 0..6u8 {
        for _ in 0..3 {
            let session = diary.start(10, 6 - week);
            diary.step(session, 0, "constructive-rest", None, 300);
            diary.end(session, 1);
            diary.later(2);
        }
        diary.later(1);
    }
    let shown = shown(&diary);
    assert_eq!(shown.pain.len(), 6);
    assert!(shown.pain.iter().all(|w| w.low <= w.mean && w.mean <= w.high && w.scores == 3));
    let trend = shown.pain_trend.clone().unwrap();
    assert!(trend.clear && (trend.change + 5.0).abs() < 1e-9, "{trend:?}");
    assert!(said(&shown).iter().any(|s| s.contains("5 points lower")), "{:?}", said(&shown));
}

#[test]
fn what_lies_in_the_future_is_not_shown() {
    let mut diary = diary();
    for value in [-6.0, -4.0, -2.0, 0.0] {
        diary.measure(Side::Right, [value; 3]);
        let session = diary.start(10, 3);
        diary.step(session, 0, "camel", None, 60);
        diary.end(session, 3);
        diary.later(7);
    }
    let record = Record::fold(diary.entries().to_vec());
    let early = progress(&record, start(), words());
    assert_eq!((early.angles[0].points.len(), early.pain.len(), early.weeks.len()), (1, 1, 1));
}

#[test]
fn every_sentence_is_in_the_words_of_each_locale() {
    for locale in ["en", "pseudo"] {
        let words = Words::load(locale).unwrap();
        let mut diary = diary();
        for value in [-6.0, 2.0, 5.0, 9.0] {
            diary.measure(Side::Left, [value; 3]);
            let session = diary.start(10, 3);
            diary.step(session, 0, "camel", None, 60);
            diary.end(session, 3);
            diary.measure(Side::Left, [value; 3]);
            diary.later(7);
        }
        let record = Record::fold(diary.into_entries());
        let all = progress(&record, start() + chrono::Days::new(28), &words);
        assert!(all.sentences.len() > 5);
        assert!(all.sentences.iter().all(|s| !s.text.contains("[progress.") && !s.text.contains("[measures.")));
    }
}

proptest! {
    #[test]
    fn an_angle_sentence_never_promises_more_than_its_interval(values in prop::collection::vec(-20.0..20.0_f64, 3..8)) {
        let mut diary = diary();
        for value in &values {
            diary.measure(Side::Right, [*value; 3]);
            diary.later(7);
        }
        let shown = shown(&diary);
        let trend = shown.angles[0].trend.clone().unwrap();
        let rule = shown.sentences[0].rule.as_str();
        prop_assert!(trend.give_or_take >= 4.0);
        match rule {
            "progress.angle.more" => prop_assert!(trend.change > trend.give_or_take),
            "progress.angle.less" => prop_assert!(trend.change < -trend.give_or_take),
            other => prop_assert!(matches!(other, "progress.angle.no_change" | "progress.angle.same") && !trend.clear),
        }
    }

    #[test]
    fn measurements_after_sessions_never_move_the_trend(
        before in prop::collection::vec(-10.0..10.0_f64, 3..6), after in prop::collection::vec(-30.0..30.0_f64, 6),
    ) {
        let run = |with: bool| {
            let mut diary = diary();
            for (b, a) in before.iter().zip(&after) {
                diary.measure(Side::Right, [*b; 3]);
                if with {
                    diary.write(Event::Measured { measurement: table(Side::Right, *a, Context::AfterSession) });
                }
                diary.later(7);
            }
            shown(&diary).angles[0].trend.clone()
        };
        prop_assert_eq!(run(true), run(false));
    }
}
