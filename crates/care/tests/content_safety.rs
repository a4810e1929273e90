//! From answers to exercises: what the safety check leaves out of the catalogue, side by side, and what it leaves in.

use std::collections::BTreeSet;

use care::{
    content::{Sides, exercises},
    entry::{Answer, Answers, ScreenKind, Side},
    screening::{QuestionKind, questions, screen},
    words::Words,
};

/// A healthy person of forty, with `a=yes b=3` changed.
fn answers(text: &str, words: &Words) -> Answers {
    let mut all: Answers = questions(ScreenKind::Full, words)
        .into_iter()
        .map(|q| {
            let answer = match q.kind {
                QuestionKind::Number { .. } if q.id == "age" => Answer::Number(40.0),
                QuestionKind::Number { .. } if q.id == "pregnancy_weeks" => Answer::Number(10.0),
                QuestionKind::Number { .. } => Answer::Number(200.0),
                QuestionKind::YesNo => Answer::Word("no".to_owned()),
                QuestionKind::Choice { options, .. } => Answer::Word(options[0].value.clone()),
            };
            (q.id, answer)
        })
        .collect();
    for pair in text.split_whitespace() {
        let (id, value) = pair.split_once('=').expect("id=answer");
        let answer = value.parse().map_or_else(|_| Answer::Word(value.to_owned()), Answer::Number);
        assert!(all.insert(id.to_owned(), answer).is_some(), "no question {id}");
    }
    all
}

/// All that is left out after these answers, as `slug` or `slug:side` for exercises that have sides.
fn left_out(text: &str) -> BTreeSet<String> {
    let words = Words::load("en").expect("English is embedded");
    let exclusions = screen(&answers(text, &words), &words).exclusions;
    let mut out = BTreeSet::new();
    for (slug, e) in exercises() {
        let sides = match e.sides {
            Sides::Both => vec![(slug.clone(), None)],
            Sides::Each => {
                vec![(format!("{slug}:left"), Some(Side::Left)), (format!("{slug}:right"), Some(Side::Right))]
            }
        };
        let forbidden = |side| exclusions.iter().any(|x| e.is_forbidden(x.tag, x.side, side));
        out.extend(sides.into_iter().filter(|(_, side)| forbidden(*side)).map(|(name, _)| name));
    }
    out
}

#[track_caller]
fn check(text: &str, out: &str, stays: &str) {
    let left_out = left_out(text);
    for slug in out.split_whitespace() {
        assert!(left_out.contains(slug), "{text}: {slug} has to go; gone are {left_out:?}");
    }
    for slug in stays.split_whitespace() {
        assert!(exercises().contains_key(slug.split(':').next().expect("a slug")), "no exercise {slug}");
        assert!(!left_out.contains(slug), "{text}: {slug} can stay; gone are {left_out:?}");
    }
}

#[test]
fn a_healthy_person_keeps_everything() {
    assert_eq!(left_out(""), BTreeSet::new());
}

#[test]
fn a_new_hip_keeps_its_precautions_on_its_own_side() {
    let front = "hip_replacement=yes hip_replacement_side=right hip_replacement_approach=front";
    check(
        front,
        "half-kneeling-tuck:right low-lunge:right runners-lunge:right table-stretch:right standing-lunge-reach:right \
         split-stance-tuck:right side-lying-hip-stretch:right bed-edge-hang:right chair-hip-stretch:right camel \
         camel-hands-on-pelvis pendulum:right pendulum:left abdominal-ball:left abdominal-ball:right bridge",
        "constructive-rest legs-up-rest knee-hug-slide:left knee-hug-slide:right chair-hip-stretch:left",
    );
    let back = "hip_replacement=yes hip_replacement_side=right hip_replacement_approach=back";
    check(
        back,
        "legs-up-rest knee-hug-slide:left bed-edge-hang:left half-kneeling-tuck:left low-lunge:left sit-to-stand \
         seated-knee-lift:right",
        "knee-hug-slide:right constructive-rest chair-hip-stretch:left standing-hinge side-lying-leg-lift:right",
    );
}

#[test]
fn a_new_hip_gets_no_lunge_on_either_side() {
    let lunges = "half-kneeling-tuck:left low-lunge:left runners-lunge:left table-stretch:left \
                  standing-lunge-reach:left split-stance-tuck:left";
    for approach in ["front", "side", "back", "not_sure"] {
        let text = format!("hip_replacement=yes hip_replacement_side=right hip_replacement_approach={approach}");
        check(&text, lunges, "constructive-rest seated-breathing");
    }
}

#[test]
fn a_sore_knee_is_never_the_one_to_kneel_on() {
    check(
        "kneeling_hard=yes kneeling_side=right",
        "half-kneeling-tuck:right low-lunge:right runners-lunge:right camel camel-hands-on-pelvis",
        "half-kneeling-tuck:left split-stance-tuck:right side-lying-hip-stretch:right table-stretch:right",
    );
}

#[test]
fn late_pregnancy_keeps_rest_breath_and_strength_off_the_back() {
    check(
        "sex=female pregnancy=pregnant pregnancy_weeks=20 pregnancy_cleared=cleared",
        "legs-up-rest constructive-rest bolstered-rest knee-hug-slide:left diaphragmatic-breathing bridge \
         abdominal-ball:left camel bed-edge-hang:right",
        "side-lying-rest propped-rest chair-rest seated-breathing split-stance-tuck:left sit-to-stand standing-hinge \
         side-lying-hip-stretch:left seated-pelvic-tilt",
    );
}

#[test]
fn brittle_bones_and_known_spines_keep_the_mild_stretches_and_strength() {
    for text in ["bones=yes osteoporosis=yes", "spine_known=yes"] {
        check(
            text,
            "camel camel-hands-on-pelvis standing-lunge-reach:left",
            "half-kneeling-tuck:left split-stance-tuck:right bridge sit-to-stand constructive-rest",
        );
    }
}

#[test]
fn unsteady_people_get_no_block_no_table_and_no_free_lunge() {
    check(
        "moving=yes unsteady=yes",
        "pendulum:left table-stretch:left standing-lunge-reach:right",
        "split-stance-tuck:left standing-hip-extension:left chair-hip-stretch:left knee-hug-slide:left",
    );
}

#[test]
fn the_ball_goes_first() {
    for text in [
        "blood_thinners=yes",
        "tummy_skin=yes tummy_condition=yes",
        "tummy_skin=yes skin_wound=yes",
        "surgery=yes",
        "hernia=yes hernia_state=stable",
        "bones=yes osteoporosis=yes",
        "sex=female pregnancy=pregnant pregnancy_weeks=8 pregnancy_cleared=cleared",
    ] {
        check(text, "abdominal-ball:left abdominal-ball:right", "constructive-rest half-kneeling-tuck:left");
    }
}

#[test]
fn a_flat_back_and_a_low_head_leave_the_propped_and_sitting_ones() {
    for text in ["heart_pressure=yes reflux=yes", "heart_pressure=yes cannot_lie_flat=yes"] {
        check(
            text,
            "constructive-rest legs-up-rest bridge",
            "propped-rest chair-rest side-lying-rest seated-breathing",
        );
    }
}

#[test]
fn people_who_cannot_get_to_the_floor_keep_a_whole_programme() {
    check(
        "moving=yes floor_hard=yes",
        "bridge camel half-kneeling-tuck:left knee-hug-slide:left bolstered-rest legs-up-rest",
        "chair-rest seated-breathing seated-pelvic-tilt split-stance-tuck:left chair-hip-stretch:left \
         standing-hip-extension:left sit-to-stand",
    );
}
