//! The catalogue of exercises: every file fits its type, doses stay inside the evidence, and every row of the safety
//! screen hits exactly the exercises that it has to.

use std::collections::BTreeSet;

use care::{
    content::{Contraindication as Tag, Exercise, Kind, Sides, exercises},
    entry::Side,
};

/// Which slugs an exclusion of `tags` on both sides leaves out.
fn hit(tags: &[Tag]) -> BTreeSet<&'static str> {
    let forbids = |e: &Exercise| tags.iter().any(|tag| e.is_forbidden(*tag, None, None));
    exercises().iter().filter(|(_, e)| forbids(e)).map(|(slug, _)| slug.as_str()).collect()
}

/// Leaving out `tags` hits all of `hits` and none of `spares`.
#[track_caller]
fn check_row(row: &str, tags: &[Tag], hits: &str, spares: &str) {
    let out = hit(tags);
    for slug in hits.split_whitespace() {
        assert!(exercises().contains_key(slug), "{row}: {slug} is not an exercise");
        assert!(out.contains(slug), "{row}: {tags:?} must leave out {slug}");
    }
    for slug in spares.split_whitespace() {
        assert!(exercises().contains_key(slug), "{row}: {slug} is not an exercise");
        assert!(!out.contains(slug), "{row}: {tags:?} must not leave out {slug}");
    }
}

const REST: &str = "constructive-rest side-lying-rest propped-rest chair-rest diaphragmatic-breathing seated-breathing";
const LUNGES: &str = "runners-lunge half-kneeling-tuck low-lunge standing-lunge-reach split-stance-tuck table-stretch";
const KNEELING: &str = "runners-lunge half-kneeling-tuck low-lunge camel-hands-on-pelvis camel";

/// The safety interface: for each row of the screen the tags that it may name and what they have to hit.
#[test]
fn every_row_of_the_screen_hits_the_right_exercises() {
    use Tag::{
        AbdominalPressure, AllButRest, BackSwing, DeepPressure, FloorTransfer, HeadBack, HeadLow, HipExtension,
        HipExtensionEndRange, HipExtensionExternalRotation, HipFlexion90, HipFlexionDeep, HipFlexorStrength, Kneeling,
        KneesApart, LumbarExtensionEndRange, Lunge, OneLegStance, Overhead, Prone, RisingQuickly, StandingBalance,
        StandingOnBlock, Stretch, Supine, SupineFlat, TableStretch, Twist,
    };
    let all_stretches = "knee-hug-slide runners-lunge table-stretch half-kneeling-tuck low-lunge standing-lunge-reach \
                         camel-hands-on-pelvis camel split-stance-tuck side-lying-hip-stretch bed-edge-hang \
                         chair-hip-stretch";
    check_row("F8", &[AbdominalPressure], "abdominal-ball", "pendulum half-kneeling-tuck");
    check_row("F9", &[AbdominalPressure, DeepPressure, BackSwing], "abdominal-ball pendulum", REST);
    check_row("F11", &[Lunge, BackSwing, OneLegStance], LUNGES, REST);
    check_row("F11", &[Lunge, BackSwing, OneLegStance], "pendulum", "bridge");
    check_row("F14", &[AbdominalPressure, DeepPressure], "abdominal-ball", "half-kneeling-tuck");
    check_row("F14", &[HipExtensionEndRange], "table-stretch camel runners-lunge", "half-kneeling-tuck");
    check_row("F15", &[Stretch], all_stretches, REST);
    check_row("F16", &[HipExtension, HipFlexionDeep], LUNGES, REST);
    check_row("F16", &[HipExtension, HipFlexionDeep], "knee-hug-slide bed-edge-hang camel pendulum", "standing-hinge");
    let anterior = [HipExtension, HipExtensionExternalRotation, Prone, Kneeling];
    check_row("F17 anterior", &anterior, LUNGES, REST);
    check_row("F17 anterior", &anterior, KNEELING, "legs-up-rest knee-hug-slide");
    check_row("F17 anterior", &anterior, "abdominal-ball pendulum bridge standing-hip-extension", REST);
    let posterior = [HipFlexion90, HipFlexionDeep, Tag::HipCrossing, Tag::HipInternalRotation];
    check_row("F17 posterior", &posterior, "legs-up-rest knee-hug-slide bed-edge-hang sit-to-stand", REST);
    check_row("F17 posterior", &posterior, "half-kneeling-tuck low-lunge seated-knee-lift", "standing-hip-extension");
    let flat = "legs-up-rest constructive-rest bolstered-rest knee-hug-slide diaphragmatic-breathing pelvic-tilt bridge \
                heel-dig-bridge hamstring-walkout bed-edge-hang";
    let not_flat = "side-lying-rest propped-rest chair-rest seated-breathing side-lying-hip-stretch";
    check_row("F18", &[SupineFlat, AbdominalPressure], flat, not_flat);
    check_row("F18", &[SupineFlat, AbdominalPressure], "abdominal-ball", not_flat);
    check_row("F18", &[Supine], flat, not_flat);
    let bones = [AbdominalPressure, DeepPressure, LumbarExtensionEndRange, Twist];
    check_row("F19", &bones, "abdominal-ball camel camel-hands-on-pelvis", "half-kneeling-tuck bridge sit-to-stand");
    let surgery = [AbdominalPressure, DeepPressure, Overhead, LumbarExtensionEndRange];
    check_row("F20", &surgery, "abdominal-ball standing-lunge-reach camel camel-hands-on-pelvis", "half-kneeling-tuck");
    check_row("F21", &[AbdominalPressure], "abdominal-ball", REST);
    check_row("F22", &[DeepPressure], "abdominal-ball", REST);
    check_row("F23", &[HeadLow, RisingQuickly], "legs-up-rest bridge sit-to-stand standing-hinge", not_flat);
    let unsteady = [StandingOnBlock, OneLegStance, TableStretch];
    check_row("F29", &unsteady, "pendulum table-stretch standing-lunge-reach", "split-stance-tuck");
    check_row("F29", &[StandingBalance], "split-stance-tuck standing-hinge sit-to-stand", "seated-knee-lift");
    check_row("F29", &[FloorTransfer], KNEELING, not_flat);
    check_row("F30", &[Kneeling], KNEELING, "split-stance-tuck side-lying-hip-stretch standing-lunge-reach");
    let spine = [LumbarExtensionEndRange, HipExtensionEndRange];
    check_row("F31", &spine, "standing-lunge-reach camel camel-hands-on-pelvis", "half-kneeling-tuck");
    check_row("F32", &[HeadBack, Overhead], "camel standing-lunge-reach", "half-kneeling-tuck");
    check_row("F33", &[Stretch, HipFlexorStrength], all_stretches, REST);
    check_row("F33", &[Stretch, HipFlexorStrength], "seated-knee-lift", "bridge");
    check_row("F34", &[KneesApart, Lunge, TableStretch], LUNGES, REST);
    check_row("F34", &[KneesApart, Lunge, TableStretch], "side-lying-leg-lift pendulum", "pelvic-tilt bridge");
    check_row("L2 off", &[Prone], "abdominal-ball", REST);
    let everything: Vec<_> = exercises().keys().map(String::as_str).filter(|s| !REST.contains(s)).collect();
    check_row("P", &[AllButRest], &everything.join(" "), REST);
}

#[test]
fn an_exclusion_on_one_side_spares_the_other_leg_only_where_that_is_safe() {
    let right = Some(Side::Right);
    let left = Some(Side::Left);
    let check = |slug: &str, tag, worked, expected| {
        let e = &exercises()[slug];
        assert_eq!(e.is_forbidden(tag, right, worked), expected, "{slug} {tag:?} {worked:?}");
    };
    // A right knee that can't be knelt on is the rear knee when the right side is worked.
    check("half-kneeling-tuck", Tag::Kneeling, right, true);
    check("half-kneeling-tuck", Tag::Kneeling, left, false);
    check("camel", Tag::Kneeling, None, true);
    // The hugged knee is the other one.
    check("knee-hug-slide", Tag::HipFlexionDeep, right, false);
    check("knee-hug-slide", Tag::HipFlexionDeep, left, true);
    // The front hip is bent to a right angle.
    check("low-lunge", Tag::HipFlexion90, left, true);
    check("low-lunge", Tag::HipFlexion90, right, false);
    // Both legs are loaded in a lunge and on the block, and flat is flat.
    check("low-lunge", Tag::Lunge, left, true);
    check("pendulum", Tag::OneLegStance, left, true);
    check("bed-edge-hang", Tag::SupineFlat, left, true);
}

#[test]
fn doses_stay_inside_the_articles_and_the_evidence() {
    for (slug, e) in exercises() {
        let [least, most] = e.dose.seconds;
        let [few, many] = e.dose.repeats;
        assert!(least <= most && few >= 1 && few <= many, "{slug}: a range runs from small to large");
        assert!((1..=7).contains(&e.dose.days_per_week) && (1..=5).contains(&e.level), "{slug}");
        if let Some(times) = e.dose.repetitions {
            assert_eq!(
                e.dose.seconds,
                times.map(|n| n * e.pace_s()),
                "{slug}: one breath each, as the pictures show it"
            );
        }
        match e.kind {
            Kind::Rest => assert!(least >= 120 && most <= 900 && many == 1, "{slug}: O9, R5"),
            Kind::Release => assert!(least >= 30 && most <= 60 && many == 1, "{slug}: O9"),
            // M10: no more than four minutes of stretch in one session.
            Kind::Stretch => assert!(least >= 15 && most * many <= 240, "{slug}: O9, M10"),
            Kind::Strength => assert!(e.dose.repetitions.is_some() && e.dose.days_per_week <= 3, "{slug}"),
            Kind::Drill => assert!(most <= 180, "{slug}"),
        }
        assert_eq!(e.counts_as_stretch, e.kind == Kind::Stretch, "{slug}: what stretches counts for the weekly cap");
        assert_eq!(e.silent, e.kind == Kind::Rest, "{slug}: rests are silent (X19)");
    }
}

#[test]
fn the_breath_is_never_held() {
    for (slug, e) in exercises() {
        assert!(e.breath.in_s >= 2.0 && e.breath.in_s <= 5.0, "{slug}");
        assert!(e.breath.out_s >= e.breath.in_s && e.breath.out_s <= 8.0, "{slug}");
        assert_eq!(e.breath.push_on_in, slug == "knee-hug-slide", "{slug}: only ST1 pushes on the in-breath");
    }
}

#[test]
fn only_the_ball_is_gated_and_only_the_knee_lift_strengthens_the_hip_flexors() {
    for (slug, e) in exercises() {
        assert_eq!(e.gated, slug == "abdominal-ball", "{slug}");
        assert_eq!(e.long_weak_only, slug == "seated-knee-lift", "{slug}");
        assert_eq!(e.long_weak_only, e.tags.contains(&Tag::HipFlexorStrength), "{slug}");
    }
}

#[test]
fn easier_and_harder_lead_somewhere_and_never_in_a_circle() {
    for (slug, e) in exercises() {
        walk(slug, |e| e.easier.as_deref(), |from, to| to.level <= from.level);
        walk(slug, |e| e.harder.as_deref(), |from, to| to.level >= from.level);
        for next in [&e.easier, &e.harder].into_iter().flatten() {
            assert_eq!(exercises()[next].kind, e.kind, "{slug}: {next} has another aim");
        }
    }
}

fn walk(slug: &str, next: impl Fn(&Exercise) -> Option<&str>, ordered: impl Fn(&Exercise, &Exercise) -> bool) {
    let mut seen = BTreeSet::from([slug.to_owned()]);
    let mut here = slug.to_owned();
    while let Some(there) = next(&exercises()[&here]) {
        let target = exercises().get(there).unwrap_or_else(|| panic!("{here} leads to {there}, which isn't there"));
        assert!(ordered(&exercises()[&here], target), "{here} to {there}: levels run the other way");
        assert!(seen.insert(there.to_owned()), "{slug}: a circle at {there}");
        here = there.to_owned();
    }
}

#[test]
fn positions_and_equipment_use_the_known_words() {
    let words = care::words::Words::load("en").expect("English is embedded");
    for (slug, e) in exercises() {
        assert!(words.has(&format!("terms.position.{}", e.position)), "{slug}: {}", e.position);
        for item in e.equipment.iter().flat_map(|item| item.split('|')) {
            assert!(words.has(&format!("terms.equipment.{item}")), "{slug}: {item}");
        }
        for tag in e.tags.iter().chain(&e.other_side_tags) {
            let name = serde_json::to_value(tag).expect("a tag is a word");
            assert!(words.has(&format!("terms.tag.{}", name.as_str().expect("a word"))), "{slug}: {tag:?}");
        }
        if e.sides == Sides::Both {
            assert!(e.other_side_tags.is_empty(), "{slug}: both sides at once have no other side");
        }
    }
}
