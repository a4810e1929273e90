//! Helpers that the tests of record, plan and session share.
#![allow(dead_code, reason = "each test binary uses its own part")]

use care::entry::{
    Answers, Context, Entry, Event, Measurement, PainQuality, PelvisControl, Profile, Reading, Side, StepOutcome,
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
