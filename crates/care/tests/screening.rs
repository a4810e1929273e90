//! The screening, row by row, and the properties that hold for every set of answers.

use std::{collections::BTreeSet, sync::LazyLock};

use care::{
    content::{Contraindication, exercises},
    entry::{Answer, Answers, ScreenKind, Side},
    screening::{
        Disposition, Exclusion, Finding, Outcome, Question, QuestionKind, asked, check, lasting_answers, needs_full,
        questions, screen, so_far, to_ask,
    },
    words::Words,
};
use proptest::prelude::*;

fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load("en").expect("English is embedded"));
    &WORDS
}

/// A healthy person of forty who has answered everything, follow-ups too.
fn healthy() -> Answers {
    let mildest = |q: &Question| match (&q.kind, q.id.as_str()) {
        (_, "age") => Answer::Number(40.0),
        (_, "hip_replacement_weeks") => Answer::Number(200.0),
        (QuestionKind::Number { .. }, _) => Answer::Number(10.0),
        (QuestionKind::YesNo, _) => Answer::Word("no".to_owned()),
        (QuestionKind::Choice { options, .. }, _) => Answer::Word(options[0].value.clone()),
    };
    questions(ScreenKind::Full, words()).iter().map(|q| (q.id.clone(), mildest(q))).collect()
}

/// Reads `a=yes b=3` over the answers of a healthy person; `a=` takes an answer away.
fn answers(text: &str) -> Answers {
    let mut all = healthy();
    for pair in text.split_whitespace() {
        let (id, value) = pair.split_once('=').expect("id=answer");
        assert!(all.contains_key(id), "no question {id}");
        match (value, value.parse()) {
            ("", _) => drop(all.remove(id)),
            (_, Ok(number)) => drop(all.insert(id.to_owned(), Answer::Number(number))),
            (word, _) => drop(all.insert(id.to_owned(), Answer::Word(word.to_owned()))),
        }
    }
    all
}

fn name(disposition: Disposition) -> String {
    serde_json::to_value(disposition).unwrap().as_str().unwrap().to_owned()
}

/// Screens a healthy person with these answers changed; the result must be `expected`, and each of `rows` must stand
/// behind a finding of that severity.
fn check_screening(text: &str, expected: &str, rows: &[&str]) -> Outcome {
    let outcome = screen(&answers(text), words());
    assert_eq!(name(outcome.disposition), expected, "{text}: {:#?}", outcome.reasons);
    assert_eq!(outcome.unanswered, Vec::<String>::new(), "{text}");
    for row in rows {
        let behind = outcome.reasons.iter().filter(|r| r.disposition == outcome.disposition);
        let found = behind.flat_map(|r| &r.reason.sources).any(|s| s == row);
        assert!(found, "{text}: {row} is not behind {:#?}", outcome.reasons);
    }
    outcome
}

const E: &str = "emergency";
const U: &str = "urgent_same_day";
const P: &str = "see_professional_first";
const S: &str = "proceed_with_exclusions";
const OK: &str = "proceed";

/// Row; positive; near miss; not sure: answers and what they come to.
type Row = (&'static str, (&'static str, &'static str), (&'static str, &'static str), (&'static str, &'static str));

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("F1", ("saddle_now=yes bladder_change=yes", E), ("saddle_now=yes saddle_numbness=yes saddle_cause=only_bicycle", P), ("saddle_now=not_sure", P)),
    ("F1", ("saddle_numbness=yes saddle_cause=other", E), ("saddle_cause=other", OK), ("saddle_numbness=not_sure", P)),
    ("F1", ("saddle_numbness=yes saddle_cause=only_bicycle bowel_change=yes", E), ("saddle_now=yes", P), ("saddle_numbness=yes saddle_cause=not_sure", E)),
    ("F1", ("saddle_numbness=yes saddle_cause=only_bicycle bladder_change=not_sure", E), ("saddle_numbness=yes saddle_cause=only_bicycle", P), ("saddle_numbness=not_sure saddle_cause=only_bicycle", P)),
    ("F1", ("both_legs=yes", E), ("leg_weakness=yes", U), ("sexual_loss=not_sure", P)),
    ("F2", ("leg_weakness=yes", U), ("thigh_burning=yes", P), ("leg_weakness=not_sure", P)),
    ("F2", ("leg_weakness=yes weakness_fast=yes", E), ("leg_weakness=yes weakness_fast=no", U), ("leg_weakness=yes weakness_fast=not_sure", E)),
    ("F2", ("leg_weakness=yes both_legs=not_sure", E), ("leg_weakness=yes both_legs=no", U), ("leg_weakness=not_sure both_legs=not_sure", P)),
    ("F3", ("back_strain=yes osteoporosis=yes", U), ("back_strain=yes", P), ("back_strain=not_sure", P)),
    ("F3", ("back_strain=yes steroids=yes", U), ("steroids=yes", S), ("back_strain=yes osteoporosis=not_sure", U)),
    ("F3", ("accident_back_pain=yes", E), ("new_back_pain=yes", OK), ("accident_back_pain=not_sure", P)),
    ("F3", ("spine_shape=yes", U), ("spine_known=yes", S), ("spine_shape=not_sure", P)),
    ("F4", ("cancer_history=yes weight_loss=yes age=60", U), ("cancer_history=yes age=60", OK), ("cancer_history=yes weight_loss=not_sure", U)),
    ("F4", ("cancer_history=yes new_back_pain=yes", U), ("new_back_pain=yes", OK), ("cancer_history=not_sure new_back_pain=yes", U)),
    ("F4", ("night_pain=yes", U), ("age=60", OK), ("night_pain=not_sure", P)),
    ("F4", ("weight_loss=yes age=50", U), ("cancer_history=yes", OK), ("weight_loss=not_sure age=58", P)),
    ("F4", ("new_back_pain=yes age=18", P), ("new_back_pain=yes age=30", OK), ("new_back_pain=not_sure age=70", P)),
    ("F5", ("fever=yes infection_risk=yes", U), ("infection_risk=yes", OK), ("fever=not_sure", P)),
    ("F5", ("fever=yes hot_joint=yes", U), ("fever=yes", P), ("fever=yes hot_joint=not_sure", U)),
    ("F5", ("fever=yes very_unwell=yes", E), ("fever=yes", P), ("very_unwell=not_sure", P)),
    ("F5", ("fever=yes surgery=yes surgery_state=recent_or_not_cleared", U), ("fever=yes surgery=yes", P), ("fever=yes steroids=not_sure", U)),
    ("F5", ("fever=yes hip_replacement=yes hip_replacement_weeks=6", U), ("fever=yes hip_replacement=yes", P), ("fever=yes hip_replacement=yes hip_replacement_weeks=not_sure", U)),
    ("F6", ("fever=yes fever_pain=yes", U), ("fever_pain=yes", OK), ("fever=yes fever_pain=not_sure", U)),
    ("F6", ("fever=yes fever_hip_bent=yes", E), ("fever_hip_bent=yes", OK), ("fever=not_sure fever_hip_bent=not_sure", P)),
    ("F6", ("fever=yes new_back_pain=yes", U), ("new_back_pain=yes", OK), ("fever=yes back_strain=not_sure", U)),
    ("F7", ("low_right_belly_pain=yes", E), ("belly_linked=yes", P), ("low_right_belly_pain=not_sure", P)),
    ("F8", ("sudden_belly_back_pain=yes", E), ("pulsing_belly=yes", P), ("sudden_belly_back_pain=not_sure", P)),
    ("F8", ("pulsing_belly=yes pulsing_sudden=yes", E), ("pulsing_belly=yes pulsing_rest=yes", U), ("pulsing_belly=not_sure", P)),
    ("F8", ("lasting_belly_back=yes age=67 sex=male", P), ("lasting_belly_back=yes age=67 sex=female", OK), ("lasting_belly_back=not_sure age=71 sex=female", P)),
    ("F8", ("lasting_belly_back=yes age=67 sex=unsaid night_pain=yes", U), ("lasting_belly_back=yes age=64", OK), ("lasting_belly_back=not_sure age=80", P)),
    ("F8", ("pulsing_belly=yes back_strain=yes", E), ("pulsing_belly=yes new_back_pain=yes", P), ("pulsing_belly=yes back_strain=not_sure", E)),
    ("F8", ("lasting_belly_back=yes lasting_rest=yes age=70 sex=female", U), ("lasting_belly_back=yes age=70 sex=female", P), ("lasting_belly_back=yes lasting_rest=not_sure age=70", U)),
    ("F9", ("leg_swelling=yes", U), ("leg_shooting=yes", P), ("leg_swelling=not_sure", P)),
    ("F9", ("leg_swelling=yes leg_swelling_breath=yes", E), ("leg_swelling=yes leg_swelling_breath=no", U), ("leg_swelling=yes leg_swelling_breath=not_sure", E)),
    ("F10", ("hip_cannot_stand=yes", E), ("groin_load=yes", P), ("hip_cannot_stand=not_sure", P)),
    ("F11", ("groin_load=yes groin_load_risk=yes groin_load_rest=yes", U), ("groin_load=yes groin_load_risk=yes", P), ("groin_load=not_sure", P)),
    ("F11", ("groin_load=yes groin_load_rest=yes", U), ("groin_load_rest=yes", OK), ("groin_load=not_sure groin_load_rest=not_sure", P)),
    ("F11", ("groin_load=yes steroids=yes night_pain=yes", U), ("groin_load_risk=yes", OK), ("groin_load=yes groin_load_risk=yes groin_load_rest=not_sure", U)),
    ("F11", ("pain_lasting=one_to_six_weeks groin_pain=yes groin_load_risk=yes", P), ("pain_lasting=one_to_six_weeks groin_pain=yes", OK), ("groin_pain=yes steroids=not_sure", P)),
    ("F11", ("groin_pain=yes groin_load_risk=yes groin_load_rest=yes", U), ("groin_pain=yes groin_load_rest=yes", P), ("groin_pain=yes groin_load_risk=yes groin_load_rest=not_sure", U)),
    ("F12", ("hip_hot_ill=yes", E), ("hot_joint=yes", OK), ("hip_hot_ill=not_sure", P)),
    ("F13", ("blood_thinners=yes thinners_signs=yes", E), ("blood_thinners=yes", S), ("blood_thinners=yes thinners_signs=not_sure", E)),
    ("F13", ("blood_thinners=yes groin_pop=yes", E), ("groin_pop=yes", P), ("blood_thinners=not_sure thinners_signs=not_sure", P)),
    ("F13", ("blood_thinners=yes thigh_burning=yes", E), ("thigh_burning=yes", P), ("blood_thinners=not_sure thigh_burning=not_sure", P)),
    ("F13", ("blood_thinners=yes groin_burning=yes", E), ("groin_burning=yes", P), ("blood_thinners=yes groin_burning=not_sure", E)),
    ("F13", ("blood_thinners=yes groin_load=yes", U), ("groin_load=yes", P), ("blood_thinners=yes groin_load=not_sure", U)),
    ("F14", ("blood_thinners=yes thinners_agreed=not_agreed", P), ("blood_thinners=yes thinners_agreed=agreed", S), ("blood_thinners=not_sure", S)),
    ("F15", ("thigh_burning=yes", P), ("surgery=yes surgery_state=over_12_weeks_cleared", S), ("thigh_burning=not_sure", P)),
    ("F16", ("hip_catching=yes", P), ("pain_lasting=up_to_a_week groin_pain=yes", OK), ("hip_told=not_sure", P)),
    ("F17", ("hip_replacement=yes hip_replacement_weeks=8", P), ("hip_replacement=yes hip_replacement_weeks=12", S), ("hip_replacement=yes hip_replacement_weeks=not_sure", P)),
    ("F17", ("hip_replacement=yes hip_replacement_cleared=not_cleared", P), ("hip_replacement_weeks=4", OK), ("hip_replacement=not_sure", S)),
    ("F18", ("pregnancy=pregnant pregnancy_cleared=not_cleared", P), ("pregnancy=pregnant", S), ("pregnancy=pregnant pregnancy_cleared=not_sure", P)),
    ("F18", ("pregnancy=pregnant pregnancy_weeks=16", S), ("pregnancy=neither pregnancy_weeks=30", OK), ("pregnancy=not_sure pregnancy_weeks=not_sure", S)),
    ("F19", ("osteoporosis=yes", S), ("age=72 sex=female", OK), ("osteoporosis=not_sure", S)),
    ("F20", ("surgery=yes surgery_state=recent_or_not_cleared", P), ("surgery=yes", S), ("surgery=yes surgery_state=not_sure", P)),
    ("F20", ("hernia=yes hernia_state=new_or_growing", P), ("hernia=yes hernia_state=stable", S), ("hernia=not_sure", S)),
    ("F21", ("tummy_condition=yes", S), ("tummy_skin=yes", OK), ("tummy_condition=not_sure", S)),
    ("F22", ("skin_wound=yes", S), ("tummy_condition=yes", S), ("skin_wound=not_sure", S)),
    ("F23", ("blood_pressure=yes", S), ("heart_pressure=yes", OK), ("reflux=not_sure", S)),
    ("F24", ("age=12 child_limp=yes", U), ("age=17 child_limp=yes", OK), ("age=12 child_limp=not_sure", P)),
    ("F24", ("age=15 groin_pop=yes", U), ("age=17 groin_pop=yes", P), ("age=15 groin_load=not_sure", P)),
    ("F25", ("severe_belly_pain=yes", E), ("belly_linked=yes", P), ("lump_stuck=not_sure", P)),
    ("F25", ("very_unwell=yes", E), ("fever=yes", P), ("unwell_now=not_sure", P)),
    ("F25", ("late_period_pain=yes", E), ("lasting_belly_back=yes age=60", OK), ("testicle_pain=not_sure", P)),
    ("F26", ("age=15", P), ("age=16", OK), ("age=15 child_limp=not_sure", P)),
    ("F29", ("unsteady=yes", S), ("moving=yes", OK), ("unsteady=not_sure", S)),
    ("F30", ("kneeling_hard=yes", S), ("kneeling_side=right", OK), ("kneeling_hard=not_sure", S)),
    ("F31", ("spine_known=yes", S), ("new_back_pain=yes", OK), ("spine_known=not_sure", S)),
    ("F31", ("spine_known=yes spine_legs=yes", P), ("spine_known=yes spine_legs=no", S), ("spine_known=yes spine_legs=not_sure", P)),
    ("F32", ("neck_shoulder=yes", S), ("new_back_pain=yes", OK), ("neck_shoulder=not_sure", S)),
    ("F33", ("groin_pop=yes groin_pop_weight=yes", U), ("groin_pop=yes", P), ("groin_pop=not_sure", P)),
    ("F34", ("pregnancy=recent_birth pelvic_girdle_pain=yes", P), ("pregnancy=recent_birth", OK), ("pelvic_girdle_pain=not_sure", P)),
    ("F35", ("chest_pain=yes", E), ("heart_uncontrolled=yes", P), ("chest_pain=not_sure", P)),
    ("F35", ("unwell_now=yes", E), ("unsteady=yes", S), ("fainting=not_sure", P)),
    ("W2", ("pain_lasting=one_to_six_weeks pain_care=yes pain_agreed=not_agreed", P), ("pain_lasting=one_to_six_weeks", OK), ("pain_lasting=one_to_six_weeks pain_care=not_sure pain_agreed=not_agreed", P)),
    ("W2", ("pain_lasting=over_six_weeks pain_agreed=not_agreed", P), ("pain_lasting=over_six_weeks pain_agreed=agreed", OK), ("pain_lasting=over_six_weeks pain_agreed=not_sure", P)),
    ("W3", ("leg_shooting=yes", P), ("pain_lasting=one_to_six_weeks groin_pain=yes", OK), ("leg_shooting=not_sure", P)),
    ("W4", ("worse_after_stretch=yes", P), ("pain_lasting=up_to_a_week", OK), ("worse_after_stretch=not_sure", P)),
    ("W5", ("groin_pop=yes", P), ("pain_lasting=one_to_six_weeks groin_pain=yes", OK), ("hip_catching=not_sure", P)),
    ("W6", ("tummy_condition=yes", S), ("neck_shoulder=yes", S), ("pregnancy=pregnant", S)),
    ("W7", ("spine_known=yes", S), ("hernia=yes", S), ("osteoporosis=not_sure", S)),
    ("W8", ("kneeling_hard=yes", S), ("kneeling_side=both", OK), ("kneeling_hard=not_sure", S)),
];

#[test]
fn each_row_has_its_positive() {
    for (row, (text, expected), ..) in ROWS {
        check_screening(text, expected, &[row]);
    }
}

#[test]
fn each_row_has_its_near_miss() {
    for (row, (_, positive), (text, expected), _) in ROWS {
        assert_ne!(answers(text), healthy(), "{row}: {text} is a healthy person");
        let outcome = check_screening(text, expected, &[]);
        let hits = |r: &Finding| name(r.disposition) == *positive && r.reason.sources.iter().any(|s| s == row);
        assert!(!outcome.reasons.iter().any(hits), "{text} is no miss of {row}: {:#?}", outcome.reasons);
    }
}

#[test]
fn each_row_has_its_not_sure() {
    for (row, _, _, (text, expected)) in ROWS {
        check_screening(text, expected, &[row]);
    }
}

#[test]
fn every_row_of_the_evidence_is_carried() {
    // F27 and F28 are how answers are read (their own tests are below); W1 belongs to a session and the ball.
    let evaluation = ["F27", "F28", "W1"];
    let rows = (1..=35).map(|n| format!("F{n}")).chain((1..=8).map(|n| format!("W{n}")));
    let missing: Vec<String> =
        rows.filter(|row| !evaluation.contains(&row.as_str()) && !ROWS.iter().any(|(r, ..)| r == row)).collect();
    assert_eq!(missing, Vec::<String>::new());
    assert_eq!(care::screening::signs::rows("pain_right_after_stretch").unwrap(), ["W4", "W1"]);
}

#[test]
fn a_healthy_person_is_asked_no_more_than_35_questions_and_may_go_on() {
    let outcome = check_screening("", OK, &[]);
    assert!(outcome.reasons.is_empty() && outcome.exclusions.is_empty());
    let count = asked(ScreenKind::Full, &healthy()).len();
    assert!((25..=35).contains(&count), "{count}");
    let short = asked(ScreenKind::Short, &healthy()).len();
    assert!(short <= 7, "{short}");
}

#[test]
fn only_what_was_led_to_has_to_be_answered() {
    let lead: BTreeSet<String> = asked(ScreenKind::Full, &healthy()).into_iter().collect();
    let few: Answers = healthy().into_iter().filter(|(id, _)| lead.contains(id)).collect();
    let outcome = screen(&few, words());
    assert_eq!((outcome.disposition, outcome.unanswered), (Disposition::Proceed, vec![]));
}

#[test]
fn an_emergency_shows_from_the_first_answer() {
    let first = [("unwell_now".to_owned(), Answer::Word("yes".to_owned()))].into();
    let outcome = screen(&first, words());
    assert_eq!(outcome.disposition, Disposition::Emergency);
    assert_eq!(outcome.reasons[0].reason.rule, "screen.unwell");
    assert!(outcome.advice[0].contains("emergency number"), "{:?}", outcome.advice);
}

#[test]
fn the_emergency_advice_has_the_number_what_to_say_and_not_to_drive() {
    let mut all = answers("chest_pain=yes");
    all.insert("country".to_owned(), Answer::Word("GB".to_owned()));
    let advice = screen(&all, words()).advice;
    assert!(advice[0].starts_with("Call 999"), "{advice:?}");
    assert!(advice[1].contains("I have chest pain"), "{advice:?}");
    assert!(advice[2].contains("not drive"), "{advice:?}");
}

#[test]
fn an_unreadable_answer_is_asked_again_and_never_counts_as_no_wherever_it_stands() {
    for question in questions(ScreenKind::Full, words()) {
        for bad in ["maybe", "", "null", "-1"] {
            let mut all = healthy();
            all.insert(question.id.clone(), Answer::Word(bad.to_owned()));
            let outcome = screen(&all, words());
            assert_eq!(outcome.unanswered, std::slice::from_ref(&question.id), "{bad}");
            assert!(outcome.disposition >= Disposition::SeeProfessionalFirst, "{}={bad}", question.id);
            assert!(outcome.reasons.iter().any(|r| r.reason.rule == "screen.F28"), "{}={bad}", question.id);
        }
    }
    for (id, bad) in [("age", 0.0), ("age", 400.0), ("leg_weakness", 0.0), ("age", f64::NAN), ("pregnancy_weeks", 99.0)]
    {
        let mut all = healthy();
        all.insert(id.to_owned(), Answer::Number(bad));
        assert_eq!(screen(&all, words()).unanswered, vec![id.to_owned()], "{id}={bad}");
    }
}

/// Answers as they stand in JSON.
fn json(text: &str) -> Answers {
    serde_json::from_str(text).expect("any JSON object is answers")
}

#[test]
fn answers_are_read_however_they_are_spelled() {
    for (spelled, meant) in [
        ("true", "yes"),
        ("false", "no"),
        (r#"" YES ""#, "yes"),
        (r#""No""#, "no"),
        (r#""Not Sure""#, "not_sure"),
        (r#""not-sure""#, "not_sure"),
        (r#""unsure""#, "not_sure"),
    ] {
        let mut all = healthy();
        all.remove("fever");
        all.extend(json(&format!("{{\"Fever \": {spelled}}}")));
        assert_eq!(screen(&all, words()), screen(&answers(&format!("fever={meant}")), words()), "{spelled}");
    }
    for bad in ["null", "[]", r#"["yes"]"#, r#"{"value": "yes"}"#, "1", r#""1""#] {
        let mut all = healthy();
        all.extend(json(&format!("{{\"fever\": {bad}}}")));
        assert_eq!(screen(&all, words()).unanswered, ["fever"], "{bad}");
    }
}

#[test]
fn an_id_in_two_spellings_is_asked_again() {
    let mut all = healthy();
    all.extend(json(r#"{"Chest-Pain": "yes"}"#));
    assert_eq!(screen(&all, words()).unanswered, ["chest_pain"]);
}

#[test]
fn an_answer_to_no_question_of_ours_is_never_passed_over_unless_it_is_no() {
    for given in [r#"{"chestPain": "yes"}"#, r#"{"F1": "not_sure"}"#, r#"{"foo": 3}"#] {
        let mut all = healthy();
        all.extend(json(given));
        let outcome = screen(&all, words());
        assert_eq!(outcome.disposition, Disposition::SeeProfessionalFirst, "{given}");
        assert_eq!(outcome.reasons[0].reason.rule, "screen.F28.unknown", "{given}");
        assert_eq!(outcome.unanswered, outcome.reasons[0].answers, "{given}");
    }
    let mut all = healthy();
    all.extend(json(r#"{"chestPain": "no", "country": "GB"}"#));
    assert_eq!(screen(&all, words()).disposition, Disposition::Proceed);
}

#[test]
fn what_a_yes_to_a_list_leaves_open_counts_as_the_worst_once_nothing_more_is_asked() {
    for (given, closed) in [
        (r#"{"saddle_now": "yes"}"#, E),
        (r#"{"saddle_numbness": "yes"}"#, E),
        (r#"{"saddle_now": "yes", "saddle_numbness": "yes"}"#, E),
        (r#"{"saddle_numbness": "yes", "saddle_cause": "only_bicycle"}"#, E),
        (r#"{"hidden_signs": "yes"}"#, U),
        (r#"{"back_new": "yes"}"#, U),
        (r#"{"saddle_now": "not_sure"}"#, P),
        (r#"{"leg_swelling": "yes"}"#, U),
    ] {
        let outcome = screen(&json(given), words());
        assert_eq!(name(outcome.disposition), closed, "{given}");
        assert!(!outcome.reasons[0].reason.text.contains("not sure") || closed == P, "{given}: {:?}", outcome.reasons);
        let last = json(given).keys().next_back().cloned().expect("an answer");
        assert!(closed == P || outcome.reasons[0].answers.contains(&last), "{given}: {:?}", outcome.reasons[0]);
        let mut whole =
            answers("saddle_now= saddle_numbness= saddle_cause= bladder_change= bowel_change= sexual_loss= both_legs=");
        whole.retain(|id, _| {
            !["hidden_signs", "weight_loss", "night_pain", "back_new", "back_strain", "spine_shape"]
                .contains(&id.as_str())
        });
        whole.extend(json(given));
        assert_eq!(name(screen(&whole, words()).disposition), closed, "{given} and the rest answered");
    }
    let bicycle = "saddle_now=yes saddle_numbness=yes saddle_cause=only_bicycle";
    check_screening(bicycle, P, &["F1"]);
    for open in ["saddle_cause=", "both_legs=", "bladder_change="] {
        let outcome = screen(&answers(&format!("{bicycle} {open}")), words());
        assert_eq!(outcome.disposition, Disposition::Emergency, "{open}");
    }
}

#[test]
fn a_yes_to_a_list_of_which_nothing_fits_is_said_to_be_that() {
    for (given, not_sure) in [("saddle_now=yes", false), ("hidden_signs=yes", false), ("saddle_now=not_sure", true)] {
        let text = &screen(&answers(given), words()).reasons[0].reason.text;
        assert_eq!(text.starts_with("You were not sure"), not_sure, "{given}: {text}");
        assert_eq!(text.starts_with("You said yes to a list."), !not_sure, "{given}: {text}");
    }
}

#[test]
fn a_client_without_the_network_knows_which_yes_is_an_emergency_by_itself() {
    for q in questions(ScreenKind::Full, words()).iter().filter(|q| q.kind == QuestionKind::YesNo) {
        let alone = screen(&[(q.id.clone(), Answer::Word("yes".to_owned()))].into(), words()).disposition;
        assert_eq!(q.emergency_alone, alone == Disposition::Emergency, "{}", q.id);
        assert!(q.emergency || !q.emergency_alone, "{}", q.id);
    }
}

#[test]
fn in_the_middle_of_the_questions_a_yes_to_a_list_waits_for_what_fits() {
    for kind in [ScreenKind::Full, ScreenKind::Short] {
        let given = json(r#"{"saddle_now": "yes"}"#);
        assert!(so_far(kind, &given, words()).disposition < Disposition::Emergency);
        assert_eq!(check(kind, &given, words()).disposition, Disposition::Emergency);
    }
}

#[test]
fn something_new_in_the_short_check_asks_for_the_whole_one() {
    for new in [r#"{"new_signs": "yes"}"#, r#"{"something_new": "not_sure"}"#] {
        let asked = to_ask(ScreenKind::Short, &Answers::new()).into_iter();
        let mut all: Answers = asked.map(|id| (id, Answer::Word("no".to_owned()))).collect();
        all.insert("pain_today".to_owned(), Answer::Number(1.0));
        assert_eq!(check(ScreenKind::Short, &all, words()).disposition, Disposition::Proceed);
        all.extend(json(new));
        let outcome = check(ScreenKind::Short, &all, words());
        assert_eq!(outcome.disposition, Disposition::SeeProfessionalFirst, "{new}");
        assert!(outcome.reasons[0].is_only_due() && outcome.reasons[0].reason.text.contains("whole check"), "{new}");
        assert!(outcome.advice[0].contains("whole safety check"), "{:?}", outcome.advice);
    }
}

#[test]
fn nothing_answered_is_not_a_go() {
    let outcome = screen(&Answers::new(), words());
    assert_eq!(outcome.disposition, Disposition::SeeProfessionalFirst);
    assert!(outcome.exclusions.iter().any(|e| e.tag == Contraindication::AllButRest));
    assert_eq!(outcome.unanswered[0], "unwell_now");
}

#[test]
fn not_sure_on_what_alone_is_urgent_is_at_least_a_professional() {
    for question in questions(ScreenKind::Full, words()).iter().filter(|q| q.kind == QuestionKind::YesNo) {
        let yes = screen(&answers(&format!("{}=yes", question.id)), words()).disposition;
        let not_sure = screen(&answers(&format!("{}=not_sure", question.id)), words()).disposition;
        assert!(yes >= not_sure, "{}", question.id);
        if yes >= Disposition::UrgentSameDay {
            assert!(not_sure >= Disposition::SeeProfessionalFirst, "{}", question.id);
        }
    }
}

#[test]
fn a_side_limits_the_exclusion_and_not_sure_means_both() {
    let kneeling = |text: &str| -> Vec<Option<Side>> {
        let outcome = screen(&answers(text), words());
        outcome.exclusions.iter().filter(|e| e.tag == Contraindication::Kneeling).map(|e| e.side).collect()
    };
    assert_eq!(kneeling("kneeling_hard=yes kneeling_side=right"), [Some(Side::Right)]);
    assert_eq!(kneeling("kneeling_hard=yes kneeling_side=both"), [None]);
    assert_eq!(kneeling("kneeling_hard=yes kneeling_side=not_sure"), [None]);
    let hip_too = "kneeling_hard=yes kneeling_side=right hip_replacement=yes hip_replacement_side=left";
    assert_eq!(kneeling(hip_too), [Some(Side::Left), Some(Side::Right)]);
    let both = "kneeling_hard=yes kneeling_side=right hip_replacement=yes hip_replacement_side=both";
    assert_eq!(kneeling(both), [None]);
}

#[test]
fn an_unknown_approach_brings_both_sets_of_precautions() {
    let tags = |text: &str| -> BTreeSet<Contraindication> {
        screen(&answers(text), words()).exclusions.iter().map(|e| e.tag).collect()
    };
    let unknown = tags("hip_replacement=yes hip_replacement_approach=not_sure");
    let front = tags("hip_replacement=yes hip_replacement_approach=front");
    let back = tags("hip_replacement=yes hip_replacement_approach=back");
    assert!(unknown.is_superset(&front) && unknown.is_superset(&back));
    assert!(front.contains(&Contraindication::BackSwing) && !front.contains(&Contraindication::HipFlexion90));
    assert!(back.contains(&Contraindication::HipFlexion90) && !back.contains(&Contraindication::BackSwing));
}

#[test]
fn from_16_weeks_nothing_is_flat_on_the_back() {
    let flat = |text: &str| {
        let outcome = screen(&answers(text), words());
        outcome.exclusions.iter().any(|e| e.tag == Contraindication::SupineFlat)
    };
    assert!(!flat("pregnancy=pregnant pregnancy_weeks=15"));
    assert!(flat("pregnancy=pregnant pregnancy_weeks=16"));
    assert!(flat("pregnancy=pregnant pregnancy_weeks=not_sure"));
}

#[test]
fn something_new_or_unreadable_leads_to_the_full_list() {
    let short = |new: &str, signs: &str| {
        let word = |w: &str| Answer::Word(w.to_owned());
        needs_full(&[("something_new".to_owned(), word(new)), ("new_signs".to_owned(), word(signs))].into())
    };
    assert!(!short("no", "no"));
    assert!(short("not_sure", "no") && short("no", "yes") && short("", "no"));
    assert!(needs_full(&Answers::new()));
}

/// Which exercises an answer has to take away, as the evidence names them.
#[rustfmt::skip]
const TAKES_AWAY: &[(&str, &str, &[&str])] = &[
    ("F9", "leg_swelling=yes", &["abdominal-ball", "pendulum"]),
    ("F11", "groin_load=yes", &["standing-hip-extension", "runners-lunge", "low-lunge", "half-kneeling-tuck", "standing-lunge-reach", "pendulum"]),
    ("F14", "blood_thinners=yes", &["abdominal-ball"]),
    ("F15", "thigh_burning=yes", &["table-stretch", "half-kneeling-tuck", "low-lunge", "standing-lunge-reach", "camel"]),
    ("F16", "hip_catching=yes", &["knee-hug-slide", "table-stretch", "runners-lunge", "camel"]),
    ("F17", "hip_replacement=yes hip_replacement_approach=front", &["runners-lunge", "table-stretch", "half-kneeling-tuck", "low-lunge", "standing-lunge-reach", "camel", "pendulum"]),
    ("F17", "hip_replacement=yes hip_replacement_approach=back", &["legs-up-rest", "knee-hug-slide"]),
    ("F18", "pregnancy=pregnant", &["abdominal-ball"]),
    ("F18", "pregnancy=pregnant pregnancy_weeks=20", &["legs-up-rest", "constructive-rest", "bolstered-rest", "knee-hug-slide"]),
    ("F19", "osteoporosis=yes", &["abdominal-ball", "camel"]),
    ("F20", "hernia=yes", &["abdominal-ball", "camel", "standing-lunge-reach"]),
    ("F20", "surgery=yes surgery_state=recent_or_not_cleared", &["abdominal-ball", "standing-lunge-reach", "camel"]),
    ("F21", "tummy_condition=yes", &["abdominal-ball"]),
    ("F22", "skin_wound=yes", &["abdominal-ball"]),
    ("F29", "unsteady=yes", &["pendulum", "table-stretch", "standing-lunge-reach"]),
    ("F30", "kneeling_hard=yes", &["runners-lunge", "half-kneeling-tuck", "low-lunge", "camel", "camel-hands-on-pelvis"]),
    ("F31", "spine_known=yes", &["standing-lunge-reach", "camel"]),
    ("F32", "neck_shoulder=yes", &["standing-lunge-reach", "camel", "side-lying-leg-lift"]),
    ("F33", "groin_pop=yes", &["pendulum", "half-kneeling-tuck", "knee-hug-slide", "camel", "split-stance-tuck"]),
    ("F34", "pelvic_girdle_pain=yes", &["camel", "camel-hands-on-pelvis", "runners-lunge", "low-lunge", "table-stretch", "standing-lunge-reach"]),
    ("F29", "floor_hard=yes", &["legs-up-rest", "half-kneeling-tuck", "bridge"]),
];

#[test]
fn exclusions_hit_the_exercises_that_the_evidence_names() {
    for (row, text, slugs) in TAKES_AWAY {
        let outcome = screen(&answers(text), words());
        for slug in *slugs {
            let exercise = exercises().get(*slug).unwrap_or_else(|| panic!("no exercise {slug}"));
            let has = |tag| exercise.tags.contains(&tag) || exercise.other_side_tags.contains(&tag);
            let hit = outcome.exclusions.iter().any(|e| e.tag != Contraindication::AllButRest && has(e.tag));
            assert!(hit, "{row} ({text}) leaves {slug} in; its tags are {:?}", exercise.tags);
        }
    }
}

#[test]
fn the_sit_to_lie_trial_is_left_out_where_a_loaded_bend_or_a_right_angle_is() {
    let trial = &care::measure::measures()["sit-to-lie"];
    for text in ["osteoporosis=yes", "hip_replacement=yes hip_replacement_approach=back"] {
        let outcome = screen(&answers(text), words());
        assert!(outcome.exclusions.iter().any(|e| trial.tags.contains(&e.tag)), "{text}");
    }
}

#[test]
fn every_text_is_in_the_words_of_each_locale() {
    for locale in ["en", "pseudo"] {
        let words = Words::load(locale).unwrap();
        for kind in [ScreenKind::Full, ScreenKind::Short] {
            for q in questions(kind, &words) {
                let shown = serde_json::to_string(&q).unwrap();
                assert!(!shown.contains("[screens."), "{shown}");
                let explained = !q.not_sure || q.kind != QuestionKind::YesNo || !q.explain.is_empty();
                assert!(explained, "{} has nothing to explain a not sure with", q.id);
            }
        }
    }
}

#[test]
fn every_rule_has_its_sentence() {
    let yes_to_all: Answers = questions(ScreenKind::Full, words()).iter().map(|q| (q.id.clone(), worst(q))).collect();
    for all in [yes_to_all, Answers::new()] {
        let shown = serde_json::to_string(&screen(&all, words())).unwrap();
        assert!(!shown.contains("[screens."), "{shown}");
    }
}

fn worst(q: &Question) -> Answer {
    match &q.kind {
        QuestionKind::YesNo => Answer::Word("yes".to_owned()),
        QuestionKind::Number { .. } if q.id == "age" => Answer::Number(12.0),
        QuestionKind::Number { min, .. } if q.id == "hip_replacement_weeks" => Answer::Number(*min),
        QuestionKind::Number { max, .. } => Answer::Number(*max),
        QuestionKind::Choice { options, .. } => Answer::Word(options.last().unwrap().value.clone()),
    }
}

/// All milder-to-worse steps of a question: (milder, worse).
fn steps(q: &Question) -> Vec<(Answer, Answer)> {
    let word = |w: &str| Answer::Word(w.to_owned());
    match &q.kind {
        QuestionKind::YesNo => {
            vec![(word("no"), word("not_sure")), (word("not_sure"), word("yes")), (word("no"), word("yes"))]
        }
        QuestionKind::Choice { options, ordered: true } => {
            let value = |i: usize| word(&options[i].value);
            let last = options.len() - 1;
            let up = (0..last).map(|i| (value(i), value(i + 1)));
            up.chain([(value(0), word("not_sure")), (word("not_sure"), value(last))]).collect()
        }
        QuestionKind::Choice { options, .. } if q.not_sure => {
            options.iter().map(|o| (word(&o.value), word("not_sure"))).collect()
        }
        QuestionKind::Choice { .. } => vec![],
        QuestionKind::Number { .. } => match q.id.as_str() {
            "age" => vec![(Answer::Number(30.0), Answer::Number(56.0)), (Answer::Number(56.0), Answer::Number(72.0))],
            "hip_replacement_weeks" => vec![
                (Answer::Number(52.0), Answer::Number(5.0)),
                (Answer::Number(52.0), word("not_sure")),
                (word("not_sure"), Answer::Number(5.0)),
            ],
            _ => vec![
                (Answer::Number(10.0), Answer::Number(30.0)),
                (Answer::Number(10.0), word("not_sure")),
                (word("not_sure"), Answer::Number(30.0)),
            ],
        },
    }
}

fn an_answer(q: &Question) -> BoxedStrategy<Option<Answer>> {
    let mut values: Vec<Option<Answer>> = steps(q).into_iter().flat_map(|(a, b)| [Some(a), Some(b)]).collect();
    if let QuestionKind::Choice { options, .. } = &q.kind {
        values.extend(options.iter().map(|o| Some(Answer::Word(o.value.clone()))));
    }
    let mild = match q.kind {
        QuestionKind::YesNo => Some(Answer::Word("no".to_owned())),
        _ => values[0].clone(),
    };
    prop_oneof![6 => Just(mild), 3 => prop::sample::select(values), 1 => Just(None)].boxed()
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let all = questions(ScreenKind::Full, words());
    let ids: Vec<String> = all.iter().map(|q| q.id.clone()).collect();
    let each: Vec<_> = all.iter().map(an_answer).collect();
    each.prop_map(move |values| ids.iter().cloned().zip(values).filter_map(|(id, value)| Some((id, value?))).collect())
}

fn covers(all: &[Exclusion], one: &Exclusion) -> bool {
    all.iter().any(|e| e.tag == one.tag && (e.side.is_none() || e.side == one.side))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn raising_any_answer_never_lowers_the_result_nor_lifts_an_exclusion(answers in any_answers(), pick in any::<prop::sample::Index>()) {
        let all = questions(ScreenKind::Full, words());
        let raises: Vec<(&str, Answer, Answer)> =
            all.iter().flat_map(|q| steps(q).into_iter().map(|(a, b)| (q.id.as_str(), a, b))).collect();
        let (id, milder, worse) = pick.get(&raises).clone();
        let with = |value: Answer| { let mut a = answers.clone(); a.insert(id.to_owned(), value); screen(&a, words()) };
        let (low, high) = (with(milder), with(worse));
        prop_assert!(high.disposition >= low.disposition, "{id}: {:?} then {:?}", low.disposition, high.disposition);
        for exclusion in &low.exclusions {
            prop_assert!(covers(&high.exclusions, exclusion), "{id} lifts {exclusion:?}");
        }
    }

    #[test]
    fn an_emergency_of_partial_answers_stays_whatever_is_answered_next(answers in any_answers(), more in any_answers()) {
        if so_far(ScreenKind::Full, &answers, words()).disposition == Disposition::Emergency {
            let mut whole = more;
            whole.extend(answers);
            prop_assert_eq!(so_far(ScreenKind::Full, &whole, words()).disposition, Disposition::Emergency);
        }
    }

    #[test]
    fn the_end_of_the_questions_never_makes_a_result_milder(answers in any_answers()) {
        let (open, closed) = (so_far(ScreenKind::Full, &answers, words()), screen(&answers, words()));
        prop_assert!(closed.disposition >= open.disposition);
        for exclusion in &open.exclusions {
            prop_assert!(covers(&closed.exclusions, exclusion), "{exclusion:?}");
        }
    }

    #[test]
    fn reasons_are_sorted_exclusions_unique_and_the_result_is_the_worst(answers in any_answers()) {
        let outcome = screen(&answers, words());
        prop_assert!(outcome.reasons.is_sorted_by(|a, b| a.disposition >= b.disposition));
        let worst = outcome.reasons.first().map_or(Disposition::Proceed, |r| r.disposition);
        prop_assert_eq!(worst, outcome.disposition);
        for (i, e) in outcome.exclusions.iter().enumerate() {
            prop_assert!(!covers(&outcome.exclusions[..i], e) && !covers(&outcome.exclusions[i + 1..], e), "{:?} twice", e);
        }
        prop_assert_eq!(outcome.unanswered, to_ask(ScreenKind::Full, &answers));
    }

    #[test]
    fn any_answer_at_all_is_read_without_a_panic(answers in prop::collection::btree_map("[a-z_]{1,20}", prop_oneof![
        any::<f64>().prop_map(Answer::Number), ".{0,12}".prop_map(Answer::Word)], 0..20)) {
        prop_assert!(screen(&answers, words()).disposition >= Disposition::SeeProfessionalFirst);
    }
}

#[test]
fn the_short_check_waits_only_for_its_own_questions() {
    let words = words();
    let mut answers = Answers::new();
    for id in to_ask(ScreenKind::Short, &answers) {
        answers.insert(id, Answer::Word("no".into()));
    }
    answers.insert("pain_today".into(), Answer::Number(2.0));
    let well = check(ScreenKind::Short, &answers, words);
    assert_eq!((well.disposition, well.unanswered.len()), (Disposition::Proceed, 0), "{well:?}");
    answers.insert("unwell_now".into(), Answer::Word("not_sure".into()));
    let unsure = check(ScreenKind::Short, &answers, words);
    assert!(unsure.disposition >= Disposition::SeeProfessionalFirst && !unsure.unanswered.is_empty(), "{unsure:?}");
    assert_eq!(check(ScreenKind::Full, &answers, words), screen(&answers, words));
}

#[test]
fn a_whole_check_done_again_asks_signs_afresh() {
    let all = healthy();
    let lasting = lasting_answers(&all);
    for question in questions(ScreenKind::Full, words()) {
        assert_eq!(
            lasting.contains_key(&question.id),
            !question.afresh && all.contains_key(&question.id),
            "{}",
            question.id
        );
        assert!(question.afresh || !question.emergency, "{}", question.id);
    }
    assert!(!lasting.is_empty() && lasting.len() < all.len());
}

#[test]
fn what_the_short_check_lists_as_new_is_not_filled_in_with_an_old_no() {
    let before = Answers::from([
        ("age".into(), Answer::Number(45.0)),
        ("leg_nerve".into(), Answer::Word("yes".into())),
        ("leg_shooting".into(), Answer::Word("no".into())),
        ("pain_lasting".into(), Answer::Word("none".into())),
        ("worse_after_stretch".into(), Answer::Word("no".into())),
    ]);
    assert_eq!(lasting_answers(&before).keys().collect::<Vec<_>>(), ["age"]);
    for short in questions(ScreenKind::Short, words()).iter().filter(|q| q.id == "new_signs") {
        assert!(
            short.features.iter().all(|f| !lasting_answers(&before).contains_key(&f.id)) && !short.features.is_empty()
        );
    }
}
