//! Every value within its limits is taken, every other one is refused with its place.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    Event, Profile, check_event, check_profile,
    limits::{Range, limits},
};
use crate::{
    content::exercises,
    measure::{MeasureKind, measures},
    words::Words,
};

fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load("en").expect("English is embedded"));
    &WORDS
}

fn subset(all: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    proptest::sample::subsequence(all, 0..=all.len()).prop_map(|chosen| chosen.into_iter().map(str::to_owned).collect())
}

fn within([min, max]: Range) -> impl Strategy<Value = f64> {
    min..=max
}

fn outside([min, max]: Range) -> impl Strategy<Value = f64> {
    prop_oneof![(0.01..1e9).prop_map(move |by: f64| min - by), (0.01..1e9).prop_map(move |by: f64| max + by)]
}

fn whole([min, max]: Range) -> impl Strategy<Value = u32> {
    let whole = |value: f64| serde_json::from_str::<u32>(&format!("{value:.0}")).expect("a limit of whole numbers");
    whole(min)..=whole(max)
}

prop_compose! {
    fn profile()(
        age_years in whole(limits().age_years), height_cm in proptest::option::of(within(limits().height_cm)),
        thigh_length_cm in proptest::option::of(within(limits().thigh_length_cm)),
        sitting_hours in within(limits().sitting_hours), minutes in whole(limits().minutes),
        days_per_week in whole(limits().days_per_week), habits in subset(&limits().habits),
        sports in subset(&limits().sports), aims in subset(&limits().aims), equipment in subset(&limits().equipment),
        long_weak_signs in subset(&limits().long_weak_signs), country in "([A-Z]{2})?",
    ) -> Profile {
        Profile {
            age_years, height_cm, thigh_length_cm, sitting_hours, sports, habits, minutes, days_per_week, equipment, aims,
            long_weak_signs, country, ..Profile::default()
        }
    }
}

/// The number fields of a profile, each with a value that it can't have.
fn wrong_number() -> impl Strategy<Value = (&'static str, f64)> {
    let l = limits();
    let all = [("height_cm", l.height_cm), ("thigh_length_cm", l.thigh_length_cm), ("sitting_hours", l.sitting_hours)];
    proptest::sample::select(all.to_vec()).prop_flat_map(|(field, range)| (Just(field), outside(range)))
}

fn refused(event: &Value) -> String {
    let event: Event = serde_json::from_value(event.clone()).expect("of the right form");
    check_event(&event, words()).expect_err("must be refused").field
}

proptest! {
    #[test]
    fn any_profile_within_the_limits_is_taken(profile in profile()) {
        prop_assert_eq!(check_profile(&profile, words()), Ok(()));
    }

    #[test]
    fn a_number_outside_its_limits_is_refused_with_its_place(profile in profile(), (field, value) in wrong_number()) {
        let mut json = serde_json::to_value(&profile).expect("plain data");
        json[field] = json!(value);
        prop_assert_eq!(refused(&json!({"type": "profile_set", "profile": json})), format!("profile.{field}"));
    }

    #[test]
    fn an_unknown_word_is_refused_with_its_place(
        profile in profile(), field in proptest::sample::select(vec!["habits", "sports", "aims", "equipment", "long_weak_signs"]),
        word in "[a-z]{1,3} [a-z]{1,9}",
    ) {
        let mut json = serde_json::to_value(&profile).expect("plain data");
        let known = json[field].as_array().expect("a list").len();
        json[field].as_array_mut().expect("a list").push(json!(word));
        prop_assert_eq!(refused(&json!({"type": "profile_set", "profile": json})), format!("profile.{field}[{known}]"));
    }

    #[test]
    fn a_reading_is_taken_within_the_measures_limits_and_only_there(
        slug in proptest::sample::select(measures().keys().collect::<Vec<_>>()), part in 0.0..=1.0, beyond in 0.6..1e6,
        above in any::<bool>(), angle in any::<bool>(),
    ) {
        let measure = &measures()[slug];
        let (field, [min, max]) = match measure.limits.angle_deg {
            Some(range) if angle && measure.kind == MeasureKind::ThomasTable => ("thigh_angle_deg", range),
            _ => ("height_cm", measure.limits.height_cm),
        };
        let event = |value: f64| json!({"type": "measured", "measurement": {"measure": slug, "side": "left",
            "readings": [{field: value}], "pelvis_control": "held", "context": "before_session"}});
        let good: Event = serde_json::from_value(event(min + part * (max - min))).expect("of the right form");
        prop_assert_eq!(check_event(&good, words()), Ok(()));
        let wrong = if above { max + beyond } else { min - beyond };
        prop_assert_eq!(refused(&event(wrong)), format!("measurement.readings[0].{field}"));
    }
}

#[test]
fn limits_of_every_other_event_hold_too() {
    let uuid = "018f2d6e-0000-7000-8000-000000000001";
    let measured = |readings: Value| {
        json!({"type": "measured", "measurement": {"measure": "thomas-floor", "side": "left", "readings": readings,
            "pelvis_control": "held", "context": "before_session"}})
    };
    let step = |exercise: &str, seconds: u32| json!({"type": "step_finished", "session": uuid, "step": 0, "exercise": exercise, "seconds": seconds, "outcome": "done"});
    let started = |minutes: u32, pain: u8, programme: &str| json!({"type": "session_started", "date": "2026-03-01", "minutes": minutes, "pain": pain, "programme": programme});
    for (event, field) in [
        (json!({"type": "profile_set", "profile": {"age_years": 121}}), "profile.age_years"),
        (json!({"type": "profile_set", "profile": {"minutes": 0}}), "profile.minutes"),
        (json!({"type": "profile_set", "profile": {"days_per_week": 8}}), "profile.days_per_week"),
        (json!({"type": "profile_set", "profile": {"country": "GERMANY"}}), "profile.country"),
        (json!({"type": "screened", "kind": "full", "answers": {"fevr": "yes"}}), "answers.fevr"),
        (json!({"type": "ball_requested", "answers": {"fever": "no"}}), "answers.fever"),
        (json!({"type": "unwell_reported", "signs": {"hunger": "yes"}}), "signs.hunger"),
        (json!({"type": "cleared", "by": "docter", "statement": "fine"}), "by"),
        (json!({"type": "cleared", "by": "doctor", "statement": " "}), "statement"),
        (measured(json!([])), "measurement.readings"),
        (measured(json!([{}])), "measurement.readings[0].height_cm"),
        (
            measured(json!([{"height_cm": 4}, {"height_cm": 4, "knee_angle_deg": 90}])),
            "measurement.readings[1].knee_angle_deg",
        ),
        (started(241, 0, "desk_break"), "minutes"),
        (started(15, 11, "desk_break"), "pain"),
        (started(15, 0, "bolster"), "programme"),
        (step("bridg", 30), "exercise"),
        (json!({"type": "pain_reported", "intensity": 11, "quality": "dull"}), "intensity"),
        (json!({"type": "session_ended", "session": uuid, "completed": true, "pain": 11}), "pain"),
        (json!({"type": "morning_checked", "about": "2026-03-01", "settled": true, "pain": 11}), "pain"),
        (json!({"type": "exercise_swapped", "from": "bridge", "to": "bridg", "reason": "dislike"}), "to"),
        (json!({"type": "exercise_swapped", "from": "bridge", "reason": "bored"}), "reason"),
        (json!({"type": "bolster_chosen", "height_cm": 61}), "height_cm"),
    ] {
        assert_eq!(refused(&event), field, "{event}");
    }
    for event in [step("bridge", u32::MAX), started(0, 10, "desk_break"), measured(json!([{"height_cm": -0.4}]))] {
        let event: Event = serde_json::from_value(event).expect("of the right form");
        assert_eq!(check_event(&event, words()), Ok(()), "{event:?}");
    }
}

#[test]
fn the_lists_are_those_that_have_words_and_that_the_content_needs() {
    let words = words();
    let l = limits();
    let lists: [(&str, &[&str]); 5] = [
        ("habit", &l.habits),
        ("long_weak_sign", &l.long_weak_signs),
        ("sport", &l.sports),
        ("aim", &l.aims),
        ("equipment", &l.equipment),
    ];
    for (group, known) in lists {
        let mut known: Vec<String> = known.iter().map(ToString::to_string).collect();
        known.sort();
        assert_eq!(words.below(&format!("terms.{group}")).into_keys().collect::<Vec<_>>(), known, "terms.{group}");
    }
    let needed = exercises().values().flat_map(|e| &e.equipment).flat_map(|either| either.split('|'));
    needed.for_each(|item| assert!(l.equipment.contains(&item), "{item}"));
}
