//! Helpers that the tests of record, plan and session share.
#![allow(dead_code, reason = "each test binary uses its own part")]

use care::entry::{
    Answer, Answers, Context, Entry, Event, Measurement, PainQuality, PelvisControl, Profile, Reading, ScreenKind,
    Side, StepOutcome,
};
use care::{
    plan::{Options, Plan, Prescription, plan},
    record::Record,
    sample::{Diary, healthy_answers},
    words::Words,
};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use proptest::prelude::*;
use uuid::Uuid;

/// A date from `2026-03-02`.
pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date in a test")
}

/// A moment some minutes after the first of January 2026, in an offset of the given hours.
pub fn moment(minutes: i64, offset_h: i32) -> DateTime<FixedOffset> {
    let start: DateTime<FixedOffset> = "2026-01-01T00:00:00Z".parse().expect("a time in a test");
    (start + TimeDelta::minutes(minutes)).with_timezone(&FixedOffset::east_opt(offset_h * 3600).expect("an offset"))
}

/// The same entries in another order (a small linear congruential shuffle, so that a failing seed repeats).
pub fn shuffled(entries: &[Entry], seed: u64) -> Vec<Entry> {
    let mut all = entries.to_vec();
    let mut state = seed | 1;
    for i in (1..all.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        all.swap(i, usize::try_from(state >> 33).expect("31 bits") % (i + 1));
    }
    all
}

/// A retraction that is ordered after everything that [`any_entries`] makes; `n` also orders retractions among themselves.
pub fn retraction(entry: Uuid, n: u128) -> Entry {
    let late = i64::try_from(n & 0xff).expect("a byte");
    Entry {
        id: Uuid::from_u128(n),
        at: moment(1_000_000 + late, 0),
        device: "zz".into(),
        seq: 1,
        event: Event::Retracted { entry },
    }
}

/// Some entries of a quarter, many at the same moment, with few ids for references so that they meet.
pub fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(any_entry(), 0..40).prop_map(|mut entries| {
        let mut seen = std::collections::HashSet::new();
        entries.retain(|e| seen.insert(e.id));
        entries
    })
}

fn any_id() -> impl Strategy<Value = Uuid> {
    (1_u128..60).prop_map(Uuid::from_u128)
}

fn any_entry() -> impl Strategy<Value = Entry> {
    (any_id(), 0_i64..130_000, -11..12_i32, "[ab]", 0_u64..3, any_event()).prop_map(
        |(id, at, offset, device, seq, event)| Entry { id, at: moment(at / 700 * 700, offset), device, seq, event },
    )
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..90).prop_map(|n| date("2026-01-01") + chrono::Days::new(n))
}

fn any_side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Left), Just(Side::Right)]
}

fn any_quality() -> impl Strategy<Value = PainQuality> {
    use PainQuality::{Dull, Sharp, Spreading, Stretch, Throbbing, Tingling};
    prop::sample::select(vec![Stretch, Dull, Sharp, Throbbing, Tingling, Spreading])
}

fn any_exercise() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["half-kneeling-tuck", "constructive-rest", "bridge", "camel", "no-such-thing"])
        .prop_map(Into::into)
}

fn any_event() -> impl Strategy<Value = Event> {
    let pain = 0_u8..=10;
    prop_oneof![
        Just(Event::ConsentGiven { version: 1 }),
        (1_u32..8)
            .prop_map(|n| Event::ProfileSet { profile: Box::new(Profile { days_per_week: n, ..Profile::default() }) }),
        Just(Event::Cleared { by: "doctor".into(), statement: "go on".into() }),
        (any_day(), 5_u32..46, pain.clone()).prop_map(|(date, minutes, pain)| Event::SessionStarted {
            date,
            minutes,
            pain,
            programme: None
        }),
        (any_id(), 0_u32..20, any_exercise(), prop::option::of(any_side()), 0_u32..300).prop_map(
            |(session, step, exercise, side, seconds)| Event::StepFinished {
                session,
                step,
                exercise,
                side,
                seconds,
                outcome: StepOutcome::Done
            }
        ),
        (any_quality(), pain.clone()).prop_map(|(quality, intensity)| Event::PainReported {
            session: None,
            step: None,
            exercise: None,
            side: None,
            intensity,
            quality,
            follow_up: Answers::new(),
        }),
        (any_id(), any::<bool>(), prop::option::of(pain.clone()))
            .prop_map(|(session, completed, pain)| Event::SessionEnded { session, completed, pain }),
        (any_day(), any::<bool>(), pain).prop_map(|(about, settled, pain)| Event::MorningChecked {
            about,
            settled,
            pain
        }),
        (any_exercise(), prop::option::of(any_exercise())).prop_map(|(from, to)| Event::ExerciseSwapped {
            from,
            to,
            reason: "dislike".into()
        }),
        Just(Event::ProgrammeChosen { programme: None }),
        (5.0..25.0).prop_map(|height_cm| Event::BolsterChosen { height_cm }),
        (any_side(), -5.0..20.0).prop_map(|(side, deg)| Event::Measured { measurement: measurement(side, deg) }),
        any_id().prop_map(|entry| Event::Retracted { entry }),
    ]
}

/// A table-edge measurement with three equal readings [deg below the horizontal].
pub fn measurement(side: Side, deg: f64) -> Measurement {
    let reading = Reading { thigh_angle_deg: Some(deg), knee_angle_deg: Some(75.0), ..Reading::default() };
    Measurement {
        measure: "thomas-table".into(),
        side: Some(side),
        readings: vec![reading; 3],
        pelvis_control: PelvisControl::Held,
        helper: true,
        context: Context::BeforeSession,
    }
}

/// The English words.
pub fn words() -> &'static Words {
    static WORDS: std::sync::LazyLock<Words> =
        std::sync::LazyLock::new(|| Words::load("en").expect("English is embedded"));
    &WORDS
}

/// Answers of a healthy person of 40, with some changed: `"fever=yes pregnancy_weeks=20"`.
pub fn answers(changes: &str) -> Answers {
    changed(healthy_answers(ScreenKind::Full, 40, words()), changes)
}

/// The short check with nothing new, with some answers changed.
pub fn short(changes: &str) -> Answers {
    changed(healthy_answers(ScreenKind::Short, 40, words()), changes)
}

fn changed(mut answers: Answers, changes: &str) -> Answers {
    for change in changes.split_whitespace() {
        let (id, value) = change.split_once('=').expect("id=value");
        let answer = value.parse().map_or_else(|_| Answer::Word(value.to_owned()), Answer::Number);
        answers.insert(id.to_owned(), answer);
    }
    answers
}

/// Someone with this profile who answered the safety check on Monday 2 March 2026 with these changes.
pub fn person(profile: Profile, changes: &str) -> Diary {
    let mut diary = Diary::new("phone", date("2026-03-02"));
    diary.profile(profile);
    diary.screen(ScreenKind::Full, answers(changes));
    diary
}

/// A healthy person with the default profile.
pub fn healthy() -> Diary {
    person(Profile::default(), "")
}

/// Answers to the ball's own screen, all no.
pub fn ball_answers() -> Answers {
    let no = || Answer::Word("no".into());
    care::screening::ball::questions(words()).into_iter().map(|q| (q.id, no())).collect()
}

/// Someone who follows the programme that stretches, rests and then takes the ball, which was asked for and passed.
pub fn stretch_rest_ball() -> Diary {
    let mut profile = Profile::default();
    profile.equipment.extend(["block".into(), "ball".into()]);
    let mut diary = person(profile, "");
    diary.write(Event::ProgrammeChosen { programme: Some("stretch-rest-ball".into()) });
    diary.write(Event::BallRequested { answers: ball_answers() });
    diary
}

/// The record of a diary.
pub fn record(diary: &Diary) -> Record {
    Record::fold(diary.entries().to_vec())
}

/// The plan on the diary's day.
pub fn plan_now(diary: &Diary) -> Plan {
    plan_with(diary, &Options::default())
}

/// The plan on the diary's day with options.
pub fn plan_with(diary: &Diary, options: &Options) -> Plan {
    plan(&record(diary), diary.today(), options, words())
}

/// The lines of a plan.
pub fn lines(plan: &Plan) -> Vec<&Prescription> {
    plan.blocks.iter().flat_map(|b| &b.items).collect()
}

/// The slugs of a plan.
pub fn slugs(plan: &Plan) -> Vec<&str> {
    lines(plan).iter().map(|i| i.exercise.as_str()).collect()
}

/// Names of the rules behind a plan as a whole.
pub fn rules(plan: &Plan) -> Vec<&str> {
    plan.reasons.iter().map(|r| r.rule.as_str()).collect()
}

/// Names of the rules of what comes first.
pub fn first(plan: &Plan) -> Vec<&str> {
    plan.first.iter().map(|r| r.rule.as_str()).collect()
}

/// A whole session as planned, today.
pub fn session(diary: &mut Diary, pain: u8) -> Uuid {
    let plan = plan_with(diary, &Options { minutes: Some(15), ..Options::default() });
    let session = diary.start(plan.minutes, pain);
    for (i, item) in lines(&plan).iter().enumerate() {
        for bout in &item.bouts {
            diary.step(session, u32::try_from(i).expect("few"), &item.exercise, bout.side, bout.seconds);
        }
    }
    diary.end(session, pain);
    session
}
