//! The body beside published figures, sizes, and what exercises do to it.

mod own;

use care::entry::Sex;
use mechanics::{BodySize, Engine, Error, Half, Tier, cues, exercise, sized, table, validation::validate};

#[test]
fn every_comparison_is_inside() {
    let checks = validate(&own::model()).expect("our own model");
    let outside: Vec<&str> = checks.iter().filter(|c| c.inside == Some(false)).map(|c| c.what.as_str()).collect();
    assert!(outside.is_empty(), "{outside:#?}");
}

#[test]
fn no_pelvis_is_so_narrow_or_broad_that_a_muscle_loses_its_way_around_the_brim() {
    for width in [0.15, 0.20, 0.25, 0.30, 0.40] {
        let size = BodySize { pelvis_width_m: Some(width), ..BodySize::of_the_model() };
        let engine = Engine::new(sized(&own::model(), &size).expect("a size")).expect("a psoas");
        for muscle in ["psoas_L3_tp_r", "iliacus_r"] {
            let index = engine.model().muscle_index(muscle).expect("a muscle of the model");
            let arm =
                |hip: i32| engine.moment_arms(&pose(f64::from(hip)), "hip_flexion_r").expect("a coordinate")[index];
            let least = (-30..=120).map(arm).fold(f64::INFINITY, f64::min);
            assert!(least > 0.018, "{muscle}, pelvis of {width} m: {least} m");
        }
    }
}

fn size(height_m: f64, sex: Sex) -> BodySize {
    BodySize { height_m, mass_kg: 70.0, sex, ..BodySize::of_the_model() }
}

fn pose(hip: f64) -> care::content::pose::Coordinates {
    care::content::pose::Coordinates([("hip_flexion".to_owned(), hip)].into())
}

#[test]
fn a_man_of_another_stature_has_longer_muscles_and_the_same_strain() {
    let model = own::model();
    let engine = |height| Engine::new(sized(&model, &size(height, Sex::Male)).expect("a size")).expect("a psoas");
    let (small, tall) = (engine(1.5), engine(1.95));
    let length = |e: &Engine| e.length(&pose(0.0), Half::Right);
    assert!((length(&tall) / length(&small) - 1.95 / 1.5).abs() < 1e-9);
    assert!((tall.fiber(&pose(-20.0), Half::Right) - small.fiber(&pose(-20.0), Half::Right)).abs() < 1e-9);
}

#[test]
fn the_models_own_person_is_left_as_it_is() {
    let model = own::model();
    let own = sized(&model, &BodySize::of_the_model()).expect("a size");
    let lengths = |m: &body::Model| Engine::new(m.clone()).expect("a psoas").lengths(&pose(30.0));
    for (a, b) in lengths(&model).iter().zip(lengths(&own)) {
        assert!((a - b).abs() < 1e-12);
    }
    let mass = |m: &body::Model| m.parts().bodies.iter().map(|b| b.mass).sum::<f64>();
    assert!((mass(&own) - 75.0).abs() < 1e-9);
}

#[test]
fn a_woman_has_the_mass_that_was_given_and_a_broader_pelvis() {
    let model = own::model();
    let (woman, man) = [Sex::Female, Sex::Male].map(|sex| sized(&model, &size(1.7, sex)).expect("a size")).into();
    let mass: f64 = woman.parts().bodies.iter().map(|b| b.mass).sum();
    assert!((mass - 70.0).abs() < 0.7, "{mass}");
    let hip = |m: &body::Model| {
        let frame = m.parts().frames.iter().find(|f| f.name == "hip_r/pelvis_offset").expect("a hip");
        frame.translation[2]
    };
    assert!((hip(&woman) / hip(&man) - 1.07).abs() < 1e-9);
}

#[test]
fn a_measured_thigh_moves_the_knee() {
    let longer = BodySize { thigh_m: Some(0.45), ..BodySize::of_the_model() };
    let model = sized(&own::model(), &longer).expect("a size");
    let knee = model.parts().frames.iter().find(|f| f.name == "knee_r/femur_r_offset").expect("a knee");
    assert!((knee.translation[1] + 0.45).abs() < 1e-9);
}

#[test]
fn a_size_that_nobody_has_is_refused() {
    let error = sized(&own::model(), &size(3.0, Sex::Male)).expect_err("nobody is that tall");
    assert_eq!(error.to_string(), "the height is 3 m; it has to be from 1.2 to 2.3 m");
}

#[test]
fn an_exercise_that_does_not_exist_is_an_error() {
    let error = exercise(&own::model(), "headstand", &BodySize::of_the_model()).expect_err("there is none");
    assert!(matches!(error, Error::UnknownExercise(slug) if slug == "headstand"));
}

#[test]
fn rests_with_bent_hips_are_slack_and_stretches_are_longer_than_standing() {
    let all = table(&own::model(), &BodySize::of_the_model()).expect("our own model");
    let tier = |slug: &str| all.iter().find(|e| e.slug == slug).expect("an exercise with a pose").right.tier;
    for slug in ["constructive-rest", "legs-up-rest", "propped-rest", "chair-rest"] {
        assert_eq!((tier(slug).from, tier(slug).to), (Tier::Slack, Tier::Slack), "{slug}");
    }
    for slug in ["half-kneeling-tuck", "low-lunge", "runners-lunge", "bed-edge-hang", "split-stance-tuck"] {
        assert!(tier(slug).from >= Tier::Moderate, "{slug}");
    }
}

#[test]
fn every_exercise_has_eleven_fascicles_a_side_and_ranges_in_order() {
    let all = table(&own::model(), &size(1.62, Sex::Female)).expect("our own model");
    let with_pose = care::content::exercises().keys().filter(|s| care::content::poses().contains_key(*s)).count();
    assert_eq!(all.len(), with_pose);
    for side in all.iter().flat_map(|e| [&e.right, &e.left]) {
        assert_eq!(side.fascicles.len(), 11);
        assert!(side.strain_percent.low <= side.strain_percent.high);
        assert!(side.tier.from <= side.tier.to);
    }
}

#[test]
fn a_tuck_adds_what_an_arch_takes_away_and_the_knee_does_nothing() {
    let all = cues(&own::model(), &BodySize::of_the_model()).expect("our own model");
    let of = |key: &str| all.iter().find(|c| c.key == key).expect("a cue").strain_percent;
    assert!(of("tuck").low > 1.5 && of("arch").high < -1.5);
    assert!(of("side_bend_away").low > 1.0 && of("side_bend_towards").high < -1.0);
    assert!(of("rear_foot_up").high.abs() < 1e-9);
}

/// How much longer the worked psoas is in one stretch than in another, in millimetres; 0 when two poses are closer than the
/// 5 degrees of hip by which people miss a pose (`pose_error` in `content/mechanics.toml`).
fn clearly_longer(engine: &Engine, one: &str, other: &str) -> f64 {
    let length = |slug: &str| engine.length(&care::content::poses()[slug].end, Half::Right);
    let alike = engine.length(&pose(-15.0), Half::Right) - engine.length(&pose(-10.0), Half::Right);
    let longer = length(one) - length(other);
    if longer > alike { 1e3 * longer } else { 0.0 }
}

/// A ladder of stretches is one of stretch; rests, drills, releases and strength are easier or harder in other ways.
#[test]
fn an_easier_stretch_is_never_clearly_longer_and_a_harder_one_never_clearly_shorter() {
    let engine = Engine::new(own::model()).expect("a psoas");
    let check = |lower: &str, upper: &str| {
        let longer = clearly_longer(&engine, lower, upper);
        assert!(longer <= 0.0, "{lower} is {longer:.1} mm longer than {upper}");
    };
    for (slug, e) in care::content::exercises().iter().filter(|(_, e)| e.counts_as_stretch) {
        e.easier.iter().for_each(|easier| check(easier, slug));
        e.harder.iter().for_each(|harder| check(slug, harder));
    }
}

#[test]
fn a_higher_level_never_tries_a_clearly_shorter_stretch_first() {
    let plan: toml::Table = include_str!("../../../content/plan.toml").parse().expect("the plan's numbers");
    let first = |level: i32| plan["choose"]["stretch"][level.to_string()][0].as_str().expect("a slug");
    let engine = Engine::new(own::model()).expect("a psoas");
    for level in 1..5 {
        let longer = clearly_longer(&engine, first(level), first(level + 1));
        assert!(longer <= 0.0, "level {level} begins {longer:.1} mm longer than level {}", level + 1);
    }
}
