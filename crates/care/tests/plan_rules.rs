//! One test per rule: change the input that the rule names, and see that line of the plan change.

mod support;

use care::{
    content::{Kind, exercises},
    entry::{Context, Event, Measurement, PainQuality, PelvisControl, Profile, Reading, ScreenKind, Side},
    grade::Grade,
    plan::{self, Options, Plan, Prescription},
    record::Record,
    sample::Diary,
};
use support::{
    ball_answers, first, healthy, lines, person, plan_now, plan_with, rules, session, short, slugs, stretch_rest_ball,
};

fn with(profile: impl FnOnce(&mut Profile)) -> Diary {
    let mut p = Profile::default();
    profile(&mut p);
    person(p, "")
}

fn of_kind(plan: &Plan, kind: Kind) -> Vec<&Prescription> {
    lines(plan).into_iter().filter(|i| i.kind == kind).collect()
}

fn stretch_seconds(plan: &Plan, side: Side) -> u32 {
    let bouts = of_kind(plan, Kind::Stretch).into_iter().flat_map(|i| &i.bouts);
    bouts.filter(|b| b.side.is_none_or(|s| s == side)).map(|b| b.seconds).sum()
}

/// The line of an exercise that has a reason of this rule, with the reason's entries.
fn reason<'p>(plan: &'p Plan, rule: &str) -> Option<(&'p str, &'p care::grade::Reason)> {
    let all = lines(plan).into_iter().flat_map(|i| i.because.iter().map(|r| (i.exercise.as_str(), r)));
    all.into_iter().find(|(_, r)| r.rule == format!("plan.{rule}"))
}

/// Sessions on some days running.
fn days(diary: &mut Diary, n: u32, pain: u8) {
    for _ in 0..n {
        session(diary, pain);
        diary.later(1);
    }
}

/// A regular week from Monday to Friday; ends on the next Monday.
fn week(diary: &mut Diary, pain: u8) {
    days(diary, 5, pain);
    diary.later(2);
}

#[test]
fn every_line_says_why_and_where_that_comes_from() {
    let mut diary = healthy();
    for _ in 0..4 {
        let plan = plan_now(&diary);
        for line in lines(&plan).into_iter().chain(&plan.desk_breaks) {
            assert!(!line.because.is_empty(), "{}", line.exercise);
            for r in &line.because {
                assert!(!r.text.contains(['[', '{']) && r.rule.starts_with("plan."), "{r:?}");
            }
            assert!(!line.dose.contains(['[', '{']) && !line.name.contains('['), "{line:?}");
        }
        week(&mut diary, 0);
        diary.screen(care::entry::ScreenKind::Full, support::answers(""));
    }
}

#[test]
fn rest_comes_first_and_a_stretch_never_does() {
    let plan = plan_now(&healthy());
    let kinds: Vec<Kind> = plan.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [Kind::Rest, Kind::Drill, Kind::Stretch, Kind::Strength]);
    assert_eq!(reason(&plan, "rest_first").expect("said").0, "constructive-rest");
}

#[test]
fn the_pendulum_comes_with_a_block_and_loosens_before_the_stretch() {
    assert!(of_kind(&plan_now(&healthy()), Kind::Release).is_empty());
    let plan = plan_now(&with(|p| p.equipment.push("block".into())));
    assert_eq!(reason(&plan, "release_first").expect("said").0, "pendulum");
    let at = |slug: &str| slugs(&plan).iter().position(|s| *s == slug);
    assert!(at("pendulum") < at("knee-hug-slide"));
}

#[test]
fn who_cannot_lie_flat_rests_and_breathes_in_another_way_and_is_told_why() {
    let diary = with(|p| p.lie_flat = false);
    let plan = plan_now(&diary);
    let (slug, why) = reason(&plan, "variant").expect("said");
    assert_eq!(slug, "side-lying-rest");
    assert_eq!(why.because, [diary.entries()[0].id], "the profile's entry");
    assert!(slugs(&plan).contains(&"seated-breathing") || slugs(&plan).contains(&"seated-pelvic-tilt"));
    assert!(!slugs(&plan).contains(&"bridge"));
}

#[test]
fn who_cannot_kneel_stands_at_level_two() {
    let at_two = |kneel: bool| {
        let mut diary = with(|p| p.kneel = kneel);
        week(&mut diary, 0);
        plan_now(&diary)
    };
    assert!(slugs(&at_two(true)).contains(&"half-kneeling-tuck"));
    assert!(slugs(&at_two(false)).contains(&"split-stance-tuck"));
    let plan = at_two(false);
    assert_eq!(reason(&plan, "variant").expect("said").0, "split-stance-tuck");
}

#[test]
fn who_cannot_kneel_on_one_knee_kneels_on_the_other() {
    let mut diary = person(Profile::default(), "moving=yes kneeling_hard=yes kneeling_side=left");
    week(&mut diary, 0);
    let plan = plan_now(&diary);
    let kneel = lines(&plan).into_iter().find(|i| i.exercise == "half-kneeling-tuck").expect("planned");
    assert!(kneel.bouts.iter().all(|b| b.side == Some(Side::Right)), "{:?}", kneel.bouts);
    assert!(reason(&plan, "one_side_left_out").is_some());
}

#[test]
fn who_cannot_get_to_the_floor_stays_off_it() {
    let mut diary = with(|p| {
        p.floor = false;
        p.equipment = vec!["chair".into(), "wall".into()];
    });
    week(&mut diary, 0);
    let plan = plan_now(&diary);
    assert!(slugs(&plan).iter().all(|s| !["half-kneeling-tuck", "bridge", "constructive-rest"].contains(s)));
    assert_eq!(slugs(&plan)[0], "chair-rest");
}

#[test]
fn what_is_not_at_hand_is_replaced_and_named() {
    let mut diary = with(|p| p.equipment.retain(|e| e != "cushion"));
    week(&mut diary, 0);
    let plan = plan_now(&diary);
    let (slug, why) = reason(&plan, "equipment").expect("said");
    assert_eq!(slug, "split-stance-tuck");
    assert!(why.text.contains("cushion"), "{}", why.text);
}

#[test]
fn a_swap_is_kept_and_named_and_ends_when_swapped_back() {
    let mut diary = healthy();
    let swap = |from: &str, to: Option<&str>| Event::ExerciseSwapped {
        from: from.into(),
        to: to.map(Into::into),
        reason: "dislike".into(),
    };
    let id = diary.write(swap("knee-hug-slide", Some("chair-hip-stretch")));
    let plan = plan_now(&diary);
    let (slug, why) = reason(&plan, "swapped").expect("said");
    assert_eq!((slug, why.because.as_slice()), ("chair-hip-stretch", [id].as_slice()));
    diary.write(swap("chair-hip-stretch", Some("knee-hug-slide")));
    assert!(slugs(&plan_now(&diary)).contains(&"knee-hug-slide"));
}

#[test]
fn the_clearly_tighter_side_goes_first_and_gets_more() {
    let mut diary = healthy();
    let plan = plan_now(&diary);
    assert_eq!(stretch_seconds(&plan, Side::Left), stretch_seconds(&plan, Side::Right));
    assert!(reason(&plan, "sides_unknown").is_some());
    let left = diary.measure(Side::Left, [9.0, 9.0, 9.0]);
    diary.measure(Side::Right, [2.0, 2.0, 2.0]);
    let plan = plan_now(&diary);
    assert!(stretch_seconds(&plan, Side::Right) > stretch_seconds(&plan, Side::Left));
    assert_eq!(of_kind(&plan, Kind::Stretch)[0].bouts[0].side, Some(Side::Right));
    assert!(reason(&plan, "tighter_side").expect("said").1.because.contains(&left));
}

#[test]
fn a_difference_inside_the_noise_changes_nothing() {
    let mut diary = healthy();
    diary.measure(Side::Left, [9.0, 9.0, 9.0]);
    diary.measure(Side::Right, [7.0, 7.0, 7.0]);
    let plan = plan_now(&diary);
    assert_eq!(stretch_seconds(&plan, Side::Left), stretch_seconds(&plan, Side::Right));
    assert!(reason(&plan, "sides_alike").is_some());
}

#[test]
fn what_was_stretched_this_week_counts_against_the_week() {
    let mut diary = healthy();
    let session = diary.start(45, 0);
    let done = diary.step(session, 0, "half-kneeling-tuck", Some(Side::Left), 580);
    diary.later(1);
    let plan = plan_now(&diary);
    assert_eq!(stretch_seconds(&plan, Side::Left), 0, "20 seconds are left, the exercise takes 30");
    assert_eq!(stretch_seconds(&plan, Side::Right), 60);
    assert_eq!(reason(&plan, "stretch_left").expect("said").1.because, [done]);
    diary.later(6);
    diary.screen(care::entry::ScreenKind::Full, support::answers(""));
    assert_eq!(stretch_seconds(&plan_now(&diary), Side::Left), 60, "a week later it is forgotten");
}

#[test]
fn more_days_a_week_mean_less_stretching_a_day() {
    let at = |days: u32| {
        let mut diary = with(|p| p.days_per_week = days);
        for _ in 0..3 {
            self::days(&mut diary, days.min(4), 0);
            diary.later(u64::from(7 - days.min(4)));
        }
        let plan = plan_with(&diary, &Options { minutes: Some(30), ..Options::default() });
        (plan.level, stretch_seconds(&plan, Side::Left))
    };
    let (few, many) = (at(4), at(7));
    assert!(few.0 >= 3, "{few:?}");
    assert!(few.1 > many.1 || few.0 > many.0, "{few:?} {many:?}");
    assert!(many.1 * 7 <= 600);
}

#[test]
fn strength_has_a_day_between() {
    let mut diary = healthy();
    assert!(!of_kind(&plan_now(&diary), Kind::Strength).is_empty());
    session(&mut diary, 0);
    diary.later(1);
    assert!(of_kind(&plan_now(&diary), Kind::Strength).is_empty());
    session(&mut diary, 0);
    diary.later(1);
    assert!(!of_kind(&plan_now(&diary), Kind::Strength).is_empty());
    assert!(
        reason(&plan_now(&diary), "strength_days").expect("said").1.because.len() > 1,
        "the last strength day's steps"
    );
}

#[test]
fn a_long_weak_pattern_needs_two_signs_and_an_angle_that_is_not_short() {
    let signs = |n: usize| {
        let all = ["pelvis_forward", "upper_back_round", "weak_knee_lift"];
        with(|p| p.long_weak_signs = all[..n].iter().map(|s| (*s).to_owned()).collect())
    };
    let measured = |mut diary: Diary, deg: f64| {
        diary.measure(Side::Left, [deg; 3]);
        diary.measure(Side::Right, [deg; 3]);
        plan_now(&diary)
    };
    let long = measured(signs(2), 15.0);
    assert_eq!(long.pattern, "long_weak");
    assert!(rules(&long).contains(&"plan.pattern_long_weak"));
    assert!(of_kind(&long, Kind::Stretch).is_empty());
    assert_eq!(reason(&long, "knee_lift").expect("said").0, "seated-knee-lift");
    for (plan, pattern) in [
        (measured(signs(2), -8.0), "short_tight"),
        (measured(signs(1), 15.0), "unclear"),
        (plan_now(&signs(2)), "unclear"),
    ] {
        assert_eq!(plan.pattern, pattern);
        assert!(!of_kind(&plan, Kind::Stretch).is_empty() && !slugs(&plan).contains(&"seated-knee-lift"));
    }
    assert!(rules(&plan_now(&signs(2))).contains(&"plan.pattern_measure"));
}

#[test]
fn sitting_habits_speak_for_short_and_tight_as_long_as_nothing_is_measured() {
    let plan = plan_now(&with(|p| p.habits = vec!["C1".into()]));
    assert_eq!(plan.pattern, "short_tight");
    assert!(rules(&plan).contains(&"plan.pattern_short_tight"));
    assert_eq!(plan_now(&healthy()).pattern, "unclear");
}

#[test]
fn regular_calm_weeks_lift_the_level() {
    let mut diary = healthy();
    assert_eq!((plan_now(&diary).level, rules(&plan_now(&diary)).contains(&"plan.level_start")), (1, true));
    week(&mut diary, 1);
    assert_eq!(plan_now(&diary).level, 2);
    assert!(rules(&plan_now(&diary)).contains(&"plan.level_up"));
}

#[test]
fn a_week_with_few_days_or_with_pain_holds_the_level() {
    let mut few = healthy();
    days(&mut few, 2, 0);
    few.later(5);
    assert_eq!((plan_now(&few).level, rules(&plan_now(&few)).contains(&"plan.level_held_days")), (1, true));
    let mut sore = healthy();
    week(&mut sore, 0);
    week(&mut sore, 2);
    assert_eq!((plan_now(&sore).level, rules(&plan_now(&sore)).contains(&"plan.level_held_pain")), (2, true));
}

#[test]
fn a_week_that_hurts_a_lot_lowers_the_level() {
    let mut diary = healthy();
    week(&mut diary, 0);
    days(&mut diary, 3, 7);
    diary.later(4);
    assert_eq!((plan_now(&diary).level, rules(&plan_now(&diary)).contains(&"plan.level_down_pain")), (1, true));
}

#[test]
fn two_unsettled_mornings_running_lower_the_level_and_one_does_not() {
    let after = |settled: [bool; 2]| {
        let mut diary = healthy();
        week(&mut diary, 0);
        for ok in settled {
            session(&mut diary, 1);
            let about = diary.today();
            diary.later(1).morning(about, ok, 1);
        }
        plan_now(&diary)
    };
    assert_eq!(after([false, true]).level, 2);
    assert_eq!(after([false, false]).level, 1);
    assert!(rules(&after([false, false])).contains(&"plan.level_down_unsettled"));
}

#[test]
fn a_gap_eases_back_one_level_after_a_week_and_two_after_three() {
    let back_after = |gap: u64| {
        let mut diary = healthy();
        (0..3).for_each(|_| week(&mut diary, 0));
        let last = diary.entries().iter().rfind(|e| matches!(e.event, Event::SessionStarted { .. })).expect("one").id;
        diary.later(gap);
        diary.screen(care::entry::ScreenKind::Full, support::answers(""));
        (plan_now(&diary), last)
    };
    let level = back_after(0).0.level;
    assert_eq!(level, 3);
    let (plan, last) = back_after(7);
    assert_eq!(plan.level, level - 1);
    let why = plan.reasons.iter().find(|r| r.rule == "plan.level_gap_one").expect("said");
    assert_eq!(why.because, [last]);
    assert_eq!(back_after(21).0.level, level - 2);
    assert!(rules(&back_after(21).0).contains(&"plan.level_gap_two"));
}

#[test]
fn measurements_that_do_not_move_change_the_stretch_and_in_the_end_ask_for_a_look() {
    let after = |weeks: u32, gain: f64| {
        let mut diary = with(|p| p.minutes = 20);
        for n in 0..=weeks {
            for side in [Side::Left, Side::Right] {
                diary.measure(side, [4.0 + gain * f64::from(n); 3]);
            }
            diary.screen(care::entry::ScreenKind::Full, support::answers(""));
            if n < weeks {
                week(&mut diary, 0);
            }
        }
        plan_now(&diary)
    };
    let (still, moving) = (after(7, 0.0), after(7, 1.0));
    assert!(rules(&still).contains(&"plan.level_plateau") && !rules(&moving).contains(&"plan.level_plateau"));
    assert!(reason(&still, "plateau_change").is_some());
    assert!(still.level < moving.level, "more of the same is not the answer");
    assert_eq!(of_kind(&after(4, 0.0), Kind::Stretch)[0].exercise, "runners-lunge", "before it was one");
    assert_ne!(of_kind(&still, Kind::Stretch)[0].exercise, "runners-lunge");
    assert!(first(&still).is_empty());
    assert_eq!(first(&after(11, 0.0)), ["plan.plateau_refer"]);
}

#[test]
fn minutes_are_honoured_and_only_five_is_fine() {
    for minutes in [5, 10, 20, 30] {
        let plan = plan_with(&healthy(), &Options { minutes: Some(minutes), ..Options::default() });
        assert!(plan.minutes.abs_diff(minutes) <= 1, "{minutes}: {}", plan.minutes);
    }
    let five = plan_with(&healthy(), &Options { minutes: Some(5), ..Options::default() });
    assert_eq!(slugs(&five), ["constructive-rest", "knee-hug-slide"]);
    assert_eq!(plan_with(&healthy(), &Options { minutes: Some(2), ..Options::default() }).minutes, 5);
}

#[test]
fn what_fits_no_longer_is_said() {
    let diary = with(|p| {
        p.minutes = 45;
        p.equipment = vec!["chair".into()];
        p.floor = false;
    });
    let plan = plan_now(&diary);
    assert!(plan.minutes < 41 && rules(&plan).contains(&"plan.minutes_less"), "{}", plan.minutes);
}

#[test]
fn before_sleep_there_is_only_rest_and_breathing() {
    let plan = plan_now(&with(|p| p.aims = vec!["before_sleep".into()]));
    assert!(lines(&plan).iter().all(|i| matches!(i.kind, Kind::Rest | Kind::Drill)), "{:?}", slugs(&plan));
    assert!(rules(&plan).contains(&"plan.aim_before_sleep"));
}

#[test]
fn before_a_run_stretches_are_short_and_together_two_minutes_at_most() {
    let mut diary = with(|p| p.aims = vec!["before_run".into()]);
    diary.profile(Profile {
        aims: vec!["before_run".into()],
        equipment: vec!["block".into(), "wall".into(), "mat".into(), "cushion".into()],
        ..Profile::default()
    });
    (0..2).for_each(|_| week(&mut diary, 0));
    let plan = plan_now(&diary);
    let total: u32 = of_kind(&plan, Kind::Stretch).iter().flat_map(|i| &i.bouts).map(|b| b.seconds).sum();
    assert!(total > 0 && total <= 120, "{total}");
    assert!(of_kind(&plan, Kind::Stretch).iter().flat_map(|i| &i.bouts).all(|b| b.seconds <= 30));
    assert!(slugs(&plan).contains(&"pendulum") && of_kind(&plan, Kind::Strength).is_empty());
    assert!(rules(&plan).contains(&"plan.aim_before_run"));
}

#[test]
fn before_a_walk_the_bolster_comes_first_and_nothing_is_stretched() {
    let diary = with(|p| {
        p.aims = vec!["before_walk".into()];
        p.equipment.push("bolster".into());
    });
    let plan = plan_now(&diary);
    assert!(of_kind(&plan, Kind::Stretch).is_empty() && rules(&plan).contains(&"plan.aim_before_walk"));
    let today = plan_with(&diary, &Options { aim: Some("move_better".into()), ..Options::default() });
    assert!(!of_kind(&today, Kind::Stretch).is_empty(), "asked for something else today");
}

#[test]
fn long_sitters_get_breaks_on_a_chair_or_standing() {
    let breaks = |hours: f64, aims: &[&str]| {
        let plan = plan_now(&with(|p| {
            p.sitting_hours = hours;
            p.aims = aims.iter().map(|a| (*a).to_owned()).collect();
        }));
        plan.desk_breaks.iter().map(|i| i.exercise.clone()).collect::<Vec<_>>()
    };
    assert!(breaks(3.0, &[]).is_empty());
    assert!(!breaks(3.0, &["desk_break"]).is_empty());
    for slug in breaks(9.0, &[]) {
        let position = &care::content::exercises()[&slug].position;
        assert!(["sitting", "standing"].contains(&position.as_str()), "{slug}");
    }
    let only = plan_with(&healthy(), &Options { break_only: true, minutes: Some(2), ..Options::default() });
    assert!((1..=2).contains(&only.minutes), "{}", only.minutes);
    assert_eq!(slugs(&only), ["standing-pelvic-tilt"], "it gets people up");
    let five = plan_with(&healthy(), &Options { break_only: true, ..Options::default() });
    assert!((4..=5).contains(&five.minutes) && slugs(&five)[0] != "chair-hip-stretch", "{:?}", slugs(&five));
}

#[test]
fn days_off_lie_between_as_wished_and_asking_makes_a_day_of_it() {
    let mut diary = with(|p| p.days_per_week = 3);
    session(&mut diary, 0);
    assert!(rules(&plan_now(&diary)).contains(&"plan.done_today") && !plan_now(&diary).session_today);
    diary.later(1);
    let plan = plan_now(&diary);
    assert!(!plan.session_today && rules(&plan).contains(&"plan.rest_day"));
    assert!(lines(&plan).iter().all(|i| i.kind == Kind::Rest) && reason(&plan, "rest_daily").is_some());
    assert!(plan_with(&diary, &Options { minutes: Some(10), ..Options::default() }).session_today);
    diary.later(1);
    assert!(plan_now(&diary).session_today);
}

#[test]
fn the_week_has_as_many_days_as_wished() {
    for wished in 1..=7 {
        let plan = plan_now(&with(|p| p.days_per_week = wished));
        assert_eq!(plan.week.len(), 7);
        let days = plan.week.iter().filter(|d| !d.kinds.is_empty()).count();
        assert_eq!(days, wished as usize, "{wished}");
        let strong: Vec<usize> = (0..7).filter(|i| plan.week[*i].kinds.contains(&Kind::Strength)).collect();
        assert!(strong.windows(2).all(|w| w[1] - w[0] >= 2) && strong.len() <= 3, "{strong:?}");
    }
}

#[test]
fn the_bolster_that_was_chosen_or_tried_out_last_is_named() {
    let mut diary = with(|p| {
        p.aims = vec!["before_walk".into()];
        p.equipment.push("bolster".into());
    });
    week(&mut diary, 0);
    let named = |diary: &mut Diary, event: Event, height: &str| {
        let id = diary.write(event);
        let plan = plan_now(diary);
        let (slug, why) = reason(&plan, "bolster").expect("said");
        assert_eq!((slug, why.because.as_slice()), ("bolstered-rest", [id].as_slice()));
        assert!(why.text.contains(height), "{}", why.text);
    };
    named(&mut diary, Event::BolsterChosen { height_cm: 14.0 }, "14");
    let reading = |height_cm| Reading { height_cm: Some(height_cm), ..Reading::default() };
    let trial = Measurement {
        measure: "sit-to-lie".into(),
        side: None,
        readings: [18.0, 19.0, 18.0].map(reading).to_vec(),
        pelvis_control: PelvisControl::Unsure,
        helper: false,
        context: Context::BeforeSession,
    };
    named(&mut diary, Event::Measured { measurement: trial }, "18");
}

#[test]
fn the_ball_comes_only_when_asked_for_and_passed() {
    let mut diary = with(|p| p.equipment.extend(["ball".into(), "block".into()]));
    (0..3).for_each(|_| week(&mut diary, 0));
    let long = Options { minutes: Some(30), ..Options::default() };
    assert!(!slugs(&plan_with(&diary, &long)).contains(&"abdominal-ball"));
    let id = diary.write(Event::BallRequested { answers: ball_answers() });
    let plan = plan_with(&diary, &long);
    assert_eq!(reason(&plan, "ball").expect("said").1.because, [id]);
    let mut refused = ball_answers();
    refused.insert("ball_bowel".into(), care::entry::Answer::Word("not_sure".into()));
    diary.write(Event::BallRequested { answers: refused });
    assert!(!slugs(&plan_with(&diary, &long)).contains(&"abdominal-ball"));
}

#[test]
fn a_programme_is_followed_as_written_with_exclusions_on_top() {
    let mut diary = with(|p| p.equipment.extend(["block".into(), "ball".into()]));
    let id = diary.write(Event::ProgrammeChosen { programme: Some("stretch-rest-ball".into()) });
    let plan = plan_now(&diary);
    assert_eq!(plan.programme, "stretch-rest-ball");
    assert_eq!(slugs(&plan), ["half-kneeling-tuck", "constructive-rest"], "the author's order, without the ball");
    assert_eq!(lines(&plan)[0].bouts.len(), 6, "three times a side");
    assert!(plan.reasons.iter().any(|r| r.rule == "plan.programme" && r.because == [id]));
    assert!(rules(&plan).contains(&"plan.programme_left_out"));
    assert!(rules(&plan).iter().any(|r| r.starts_with("programme.stretch-rest-ball.disagree.")));
    diary.write(Event::ProgrammeChosen { programme: None });
    assert_eq!(plan_now(&diary).programme, "supple");
}

#[test]
fn a_programme_leaves_out_what_is_excluded() {
    let mut diary = with(|p| p.kneel = false);
    diary.write(Event::ProgrammeChosen { programme: Some("stretch-and-hamstrings".into()) });
    let plan = plan_now(&diary);
    assert_eq!(slugs(&plan), ["table-stretch", "bridge", "heel-dig-bridge", "standing-hinge"], "the other choice");
    diary.write(Event::ProgrammeChosen { programme: Some("lunges-and-camel".into()) });
    assert_eq!(slugs(&plan_now(&diary)), ["standing-lunge-reach"]);
}

/// What is left out of one exercise: `rule`, with `@left` where it is one side only.
fn left_out(diary: &Diary, slug: &str) -> Vec<String> {
    let record = Record::fold(diary.entries().to_vec());
    let exercise = &exercises()[slug];
    let all = plan::left_out(std::iter::once(exercise), &record, diary.today(), support::words()).remove(0);
    assert!(all.iter().all(|out| !out.text.is_empty() && !out.text.starts_with('[')), "{all:?}");
    let side = |side: Option<Side>| side.map_or(String::new(), |s| format!("@{s:?}").to_lowercase());
    all.into_iter().map(|out| format!("{}{}", out.rule, side(out.side))).collect()
}

#[test]
fn what_a_person_may_not_do_is_known_of_every_exercise() {
    assert!(left_out(&healthy(), "camel").is_empty() && left_out(&healthy(), "half-kneeling-tuck").is_empty());
    let kneel = with(|p| p.kneel = false);
    assert_eq!(left_out(&kneel, "half-kneeling-tuck"), ["profile.kneel"]);
    assert!(left_out(&kneel, "bridge").is_empty());
    let one_knee = person(Profile::default(), "moving=yes kneeling_hard=yes kneeling_side=left");
    assert!(
        left_out(&one_knee, "half-kneeling-tuck")[0].ends_with("@left"),
        "{:?}",
        left_out(&one_knee, "half-kneeling-tuck")
    );
    let young = with(|p| p.age_years = 15);
    assert_eq!(left_out(&young, "camel"), ["plan.waiting"]);
    assert!(left_out(&young, "constructive-rest").is_empty());
}

#[test]
fn the_ball_and_what_another_pattern_needs_are_known_as_left_out() {
    let mut ball = healthy();
    assert_eq!(left_out(&ball, "abdominal-ball"), ["plan.ball"]);
    ball.write(Event::BallRequested { answers: ball_answers() });
    assert!(left_out(&ball, "abdominal-ball").is_empty());
    assert_eq!(left_out(&ball, "seated-knee-lift"), ["plan.only_long_weak"]);
    let mut long = with(|p| p.long_weak_signs = vec!["pelvis_forward".into(), "upper_back_round".into()]);
    for side in [Side::Left, Side::Right] {
        long.measure(side, [15.0; 3]);
    }
    assert!(left_out(&long, "seated-knee-lift").is_empty());
    assert_eq!(left_out(&long, "half-kneeling-tuck"), ["plan.long_weak"]);
}

#[test]
fn pain_above_five_before_the_start_leaves_only_quiet_rest_that_day() {
    for (mut diary, usual) in [(healthy(), "knee-hug-slide"), (stretch_rest_ball(), "abdominal-ball")] {
        diary.screen(ScreenKind::Short, short("pain_today=5"));
        assert!(slugs(&plan_now(&diary)).contains(&usual), "5 is still fine");
        let told = diary.screen(ScreenKind::Short, short("pain_today=6"));
        let plan = plan_now(&diary);
        assert_eq!(slugs(&plan), ["constructive-rest", "diaphragmatic-breathing"]);
        let why = plan.reasons.iter().find(|r| r.rule == "plan.quiet_pain").expect("said");
        assert_eq!((why.because.as_slice(), why.grade), ([told].as_slice(), Grade::CautiousRule));
        assert!(why.text.contains('6'), "{}", why.text);
        assert!(plan.exclusions.iter().any(|e| e.rule == "plan.quiet_pain"));
        diary.retract(told);
        assert_eq!(plan_now(&diary).blocks, plan.blocks, "undoing ends nothing");
        diary.screen(ScreenKind::Short, short("pain_today=2"));
        assert!(slugs(&plan_now(&diary)).contains(&usual), "it has eased");
        diary.screen(ScreenKind::Short, short("pain_today=9"));
        diary.later(1);
        assert!(slugs(&plan_now(&diary)).contains(&usual), "the next day begins anew");
        let rehearsed = plan_with(&diary, &Options { pain: Some(6), ..Options::default() });
        assert_eq!(slugs(&rehearsed), ["constructive-rest", "diaphragmatic-breathing"]);
    }
}

#[test]
fn a_break_at_the_desk_is_quiet_too_with_pain_above_five() {
    let mut diary = with(|p| p.sitting_hours = 8.0);
    diary.screen(ScreenKind::Short, short("pain_today=8"));
    let plan = plan_with(&diary, &Options { break_only: true, ..Options::default() });
    assert!(
        lines(&plan).iter().all(|i| i.kind == Kind::Rest || i.exercise == "seated-breathing"),
        "{:?}",
        slugs(&plan)
    );
    assert!(rules(&plan).contains(&"plan.quiet_pain"));
}

#[test]
fn while_waiting_there_is_constructive_rest_or_its_variant_and_breathing() {
    let changes = "pain_lasting=over_six_weeks pain_care=no pain_agreed=not_agreed worse_after_stretch=no very_stiff=no belly_linked=no";
    let plan = plan_now(&person(Profile::default(), changes));
    assert_eq!(slugs(&plan), ["constructive-rest", "diaphragmatic-breathing"]);
    assert!(rules(&plan).contains(&"plan.waiting") && first(&plan).contains(&"plan.first_professional"));
    assert!(plan.desk_breaks.is_empty());
    let side = plan_now(&person(Profile { lie_flat: false, ..Profile::default() }, changes));
    assert_eq!(slugs(&side), ["side-lying-rest", "seated-breathing"]);
}

#[test]
fn dull_pain_that_only_eases_changes_nothing_in_the_plan() {
    let mut diary = healthy();
    let before = slugs(&plan_now(&diary)).join(" ");
    diary.pain_at("knee-hug-slide", Some(Side::Left), 4, PainQuality::Dull);
    assert_eq!(slugs(&plan_now(&diary)).join(" "), before);
}

#[test]
fn an_exercise_that_had_its_days_this_week_makes_room_for_another() {
    let mut diary = healthy();
    (0..6).for_each(|_| {
        week(&mut diary, 0);
        diary.screen(care::entry::ScreenKind::Full, support::answers(""));
    });
    let mut planned = vec![];
    for _ in 0..5 {
        let plan = plan_now(&diary);
        planned.push((of_kind(&plan, Kind::Stretch)[0].exercise.clone(), reason(&plan, "days_full").is_some()));
        days(&mut diary, 1, 0);
    }
    assert_eq!(planned[0], ("low-lunge".to_owned(), false));
    assert_eq!(planned[4], ("runners-lunge".to_owned(), true), "{planned:?}");
}

#[test]
fn a_long_session_closes_with_a_rest() {
    let plan = plan_with(&healthy(), &Options { minutes: Some(35), ..Options::default() });
    assert_eq!(plan.blocks.last().map(|b| b.kind), Some(Kind::Rest));
    assert!(plan.blocks.last().expect("some").items[0].because.iter().any(|r| r.rule == "plan.rest_close"));
    assert_ne!(plan_now(&healthy()).blocks.last().map(|b| b.kind), Some(Kind::Rest));
}

#[test]
fn breathing_and_the_tuck_come_before_the_stretch() {
    let plan = plan_with(&healthy(), &Options { minutes: Some(25), ..Options::default() });
    assert_eq!(reason(&plan, "breathing").expect("said").0, "diaphragmatic-breathing");
    assert_eq!(reason(&plan, "tuck").expect("said").0, "pelvic-tilt");
}

/// The entries behind a reason for the plan as a whole.
fn behind(plan: &Plan, rule: &str) -> Option<Vec<uuid::Uuid>> {
    let all = plan.reasons.iter().chain(&plan.first);
    all.into_iter().find(|r| r.rule == format!("plan.{rule}")).map(|r| r.because.clone())
}

#[test]
fn an_exercise_that_hurt_sharply_stays_out_for_a_week_and_the_week_does_not_count_as_calm() {
    let mut diary = healthy();
    days(&mut diary, 4, 0);
    let report = diary.pain_at("knee-hug-slide", Some(Side::Left), 6, PainQuality::Sharp);
    diary.later(3);
    let plan = plan_now(&diary);
    assert_eq!((plan.level, behind(&plan, "level_held_trouble")), (1, Some(vec![report])));
    assert!(!slugs(&plan).contains(&"knee-hug-slide"));
    assert_eq!(reason(&plan, "hurt_lately").expect("said").1.because, [report]);
    diary.later(5);
    assert!(slugs(&plan_now(&diary)).contains(&"knee-hug-slide"), "a week later it may be tried again");
}

#[test]
fn what_hurt_stays_out_of_a_programme_too() {
    let mut diary = healthy();
    diary.write(Event::ProgrammeChosen { programme: Some("stretch-rest-ball".into()) });
    let report = diary.pain_at("half-kneeling-tuck", Some(Side::Left), 6, PainQuality::Dull);
    diary.later(1);
    let plan = plan_now(&diary);
    assert_eq!(slugs(&plan), ["constructive-rest"]);
    assert!(plan.reasons.iter().any(|r| r.rule == "plan.programme_left_out" && r.because == [report]));
}

#[test]
fn one_unsettled_morning_holds_the_level() {
    let after = |settled: bool| {
        let mut diary = healthy();
        days(&mut diary, 5, 0);
        let about = diary.today() - chrono::Days::new(1);
        diary.morning(about, settled, 0);
        diary.later(2);
        plan_now(&diary)
    };
    assert!(
        behind(&after(false), "level_held_trouble").is_some() && behind(&after(true), "level_held_trouble").is_none()
    );
    assert_eq!([after(false).level, after(true).level], [1, 2]);
}

#[test]
fn at_the_mildest_level_two_unsettled_mornings_halve_the_stretching() {
    let after = |settled: bool| {
        let mut diary = with(|p| p.minutes = 20);
        for _ in 0..2 {
            session(&mut diary, 1);
            let about = diary.today();
            diary.later(1).morning(about, settled, 1);
        }
        plan_with(&diary, &Options { minutes: Some(20), ..Options::default() })
    };
    let (calm, sore) = (after(true), after(false));
    assert_eq!(stretch_seconds(&sore, Side::Left) * 2, stretch_seconds(&calm, Side::Left));
    assert!(behind(&sore, "level_least").is_some() && behind(&calm, "level_least").is_none());
}

#[test]
fn from_sixty_five_on_each_level_takes_a_week_longer() {
    let level = |age: u32, weeks: u32| {
        let mut diary = with(|p| p.age_years = age);
        (0..weeks).for_each(|_| week(&mut diary, 0));
        plan_now(&diary)
    };
    assert_eq!([level(64, 1).level, level(70, 1).level, level(70, 2).level], [2, 1, 2]);
    assert!(behind(&level(70, 1), "level_held_older").is_some());
}

#[test]
fn who_wished_for_one_day_a_week_is_not_away_after_seven() {
    let mut diary = with(|p| p.days_per_week = 1);
    for _ in 0..3 {
        session(&mut diary, 0);
        diary.later(7);
    }
    assert!(plan_now(&diary).level > 1 && behind(&plan_now(&diary), "level_gap_one").is_none());
}

#[test]
fn after_twelve_weeks_away_it_begins_anew() {
    let mut diary = healthy();
    (0..6).for_each(|_| week(&mut diary, 0));
    diary.later(84).screen(care::entry::ScreenKind::Full, support::answers(""));
    assert_eq!(plan_now(&diary).level, 1);
    assert!(behind(&plan_now(&diary), "level_gap_long").is_some());
}

#[test]
fn a_hip_that_goes_less_far_holds_the_level_and_asks_for_a_look() {
    let after = |gain: f64| {
        let mut diary = healthy();
        for n in 0..6 {
            for side in [Side::Left, Side::Right] {
                diary.measure(side, [6.0 + gain * f64::from(n); 3]);
            }
            week(&mut diary, 0);
        }
        diary.screen(care::entry::ScreenKind::Full, support::answers(""));
        plan_now(&diary)
    };
    let (worse, same) = (after(-2.0), after(0.0));
    assert!(behind(&worse, "loss_refer").expect("said").len() == 6 && behind(&worse, "level_held_loss").is_some());
    assert!(behind(&same, "loss_refer").is_none() && behind(&same, "level_held_loss").is_none());
}

#[test]
fn a_hip_that_stays_very_far_short_of_level_asks_for_a_look() {
    let at = |deg: f64| {
        let mut diary = healthy();
        let id = diary.measure(Side::Left, [deg; 3]);
        (behind(&plan_now(&diary), "severe_refer"), id)
    };
    let (said, id) = at(-32.0);
    assert_eq!(said, Some(vec![id]));
    assert_eq!(at(-12.0).0, None);
}

#[test]
fn signs_of_a_long_weak_hip_keep_the_plan_gentle_until_it_is_measured() {
    let mut diary = with(|p| p.long_weak_signs = vec!["pelvis_forward".into(), "weak_knee_lift".into()]);
    (0..6).for_each(|_| week(&mut diary, 0));
    diary.screen(care::entry::ScreenKind::Full, support::answers(""));
    assert_eq!(plan_now(&diary).level, 2);
    assert_eq!(plan_now(&with(|p| p.long_weak_signs = vec!["a".into(), "b".into()])).pattern, "unclear");
}

#[test]
fn a_usual_hip_is_not_a_long_one() {
    let mut diary = with(|p| p.long_weak_signs = vec!["pelvis_forward".into(), "weak_knee_lift".into()]);
    diary.measure(Side::Left, [9.0; 3]);
    diary.measure(Side::Right, [9.0; 3]);
    let plan = plan_now(&diary);
    assert_eq!(plan.pattern, "unclear");
    assert!(!of_kind(&plan, Kind::Stretch).is_empty());
}

#[test]
fn a_programme_neither_strengthens_a_tight_hip_nor_stretches_a_long_one() {
    let mut tight = healthy();
    tight.measure(Side::Left, [-9.0; 3]);
    tight.write(Event::ProgrammeChosen { programme: Some("stretch-and-hamstrings".into()) });
    let to = Some("seated-knee-lift".into());
    tight.write(Event::ExerciseSwapped { from: "bridge".into(), to, reason: "dislike".into() });
    assert!(!slugs(&plan_now(&tight)).contains(&"seated-knee-lift"));
    let mut long = with(|p| p.long_weak_signs = vec!["pelvis_forward".into(), "weak_knee_lift".into()]);
    for side in [Side::Left, Side::Right] {
        long.measure(side, [17.0; 3]);
    }
    long.write(Event::ProgrammeChosen { programme: Some("lunges-and-camel".into()) });
    let plan = plan_now(&long);
    assert!(of_kind(&plan, Kind::Stretch).is_empty() && rules(&plan).contains(&"plan.programme_left_out"));
}

#[test]
fn left_and_right_are_compared_only_when_measured_within_a_week_and_without_an_arched_back() {
    let mut apart = healthy();
    apart.measure(Side::Left, [-2.0; 3]);
    apart.later(8).measure(Side::Right, [9.0; 3]);
    assert!(reason(&plan_now(&apart), "tighter_side").is_none());
    let mut arched = healthy();
    arched.measure(Side::Left, [-2.0; 3]);
    let mut right = support::measurement(Side::Right, 16.0);
    right.pelvis_control = care::entry::PelvisControl::Arched;
    arched.write(Event::Measured { measurement: right });
    assert!(reason(&plan_now(&arched), "tighter_side").is_none());
}

#[test]
fn several_aims_make_a_whole_session_and_calm_keeps_the_breathing_in() {
    let plan = plan_now(&with(|p| p.aims = vec!["before_sleep".into(), "move_better".into()]));
    assert!(!of_kind(&plan, Kind::Stretch).is_empty() && behind(&plan, "aims_many").is_some());
    assert!(reason(&plan_now(&healthy()), "aim_calm").is_none());
    let calm = with(|p| p.aims = vec!["calm".into()]);
    assert_eq!(reason(&plan_now(&calm), "aim_calm").expect("said").1.because, [calm.entries()[0].id]);
}

#[test]
fn five_minutes_hold_a_stretch_at_every_level_and_for_a_programme_too() {
    let five = Options { minutes: Some(5), ..Options::default() };
    for days in [3, 5] {
        let mut diary = with(|p| {
            p.days_per_week = days;
            p.equipment.push("table".into());
        });
        for _ in 0..8 {
            self::days(&mut diary, days, 0);
            diary.later(u64::from(7 - days)).screen(care::entry::ScreenKind::Full, support::answers(""));
            let plan = plan_with(&diary, &five);
            assert!(!of_kind(&plan, Kind::Stretch).is_empty() && plan.minutes <= 5, "{days}, level {}", plan.level);
        }
    }
    let mut diary = healthy();
    diary.write(Event::ProgrammeChosen { programme: Some("stretch-rest-ball".into()) });
    let plan = plan_with(&diary, &five);
    assert!(plan.minutes <= 5 && !plan.blocks.is_empty(), "{}", plan.minutes);
    assert!(behind(&plan, "minutes_programme").is_some() && behind(&plan_now(&diary), "minutes_programme").is_none());
}

#[test]
fn who_has_nothing_at_hand_is_told_what_to_get() {
    let plan = plan_now(&with(|p| p.equipment = vec![]));
    assert!(plan.blocks.is_empty() && behind(&plan, "nothing_at_hand").is_some());
}

#[test]
fn habits_take_turns_week_by_week_and_sport_gets_a_word() {
    let mut diary = with(|p| {
        p.habits = vec!["C2".into(), "C1".into()];
        p.sports = vec!["running".into()];
    });
    let told =
        |diary: &Diary| rules(&plan_now(diary)).into_iter().find(|r| r.starts_with("plan.habit_")).map(str::to_owned);
    let first = told(&diary);
    assert!(rules(&plan_now(&diary)).contains(&"plan.sport") && !rules(&plan_now(&healthy())).contains(&"plan.sport"));
    week(&mut diary, 0);
    assert_eq!([first, told(&diary)].map(Option::unwrap), ["plan.habit_c1", "plan.habit_c2"]);
    for habit in ["C3", "C4", "C5", "C6", "C7", "C8", "C9"] {
        let plan = plan_now(&with(|p| p.habits = vec![habit.into()]));
        assert!(behind(&plan, &format!("habit_{}", habit.to_lowercase())).is_some(), "{habit}");
    }
}

#[test]
fn the_supported_stretches_come_before_the_deep_lunge_without_a_hold() {
    let mut diary = with(|p| {
        (p.floor, p.kneel) = (false, false);
        p.equipment = vec!["chair".into(), "wall".into(), "cushion".into()];
    });
    (0..9).for_each(|_| {
        week(&mut diary, 0);
        diary.screen(care::entry::ScreenKind::Full, support::answers(""));
    });
    let plan = plan_now(&diary);
    assert_eq!(plan.level, 5);
    assert!(!slugs(&plan).contains(&"standing-lunge-reach"), "{:?}", slugs(&plan));
}

/// Every reason that a plan gives, by rule.
fn said(plan: &Plan) -> Vec<String> {
    let lines = lines(plan).into_iter().chain(&plan.desk_breaks).flat_map(|i| &i.because);
    lines.chain(&plan.reasons).chain(&plan.first).map(|r| r.rule.clone()).collect()
}

/// Plans of people whose rules have no test of their own here.
fn other_plans() -> Vec<Plan> {
    let short = |changes: &str| {
        let mut diary = healthy();
        diary.screen(care::entry::ScreenKind::Short, support::short(changes));
        plan_now(&diary)
    };
    let pain = |quality: PainQuality| {
        let mut diary = healthy();
        diary.pain(None, 3, quality);
        plan_now(&diary)
    };
    let mut half = Diary::new("phone", support::date("2026-03-02"));
    half.screen(
        care::entry::ScreenKind::Full,
        care::entry::Answers::from([("age".into(), care::entry::Answer::Number(40.0))]),
    );
    let mut flare = healthy();
    let hard = flare.start(10, 1);
    flare.end(hard, 7);
    let fever = "fever=yes fever_hip_bent=no fever_pain=yes hot_joint=no infection_risk=no";
    let mut plans = vec![
        plan_now(&Diary::new("phone", support::date("2026-03-02"))),
        short("something_new=yes"),
        short("pain_today=9"),
        short("unwell_now=yes chest_pain=yes"),
        plan_now(&half),
        plan_now(healthy().later(40)),
        plan_now(&with(|p| p.age_years = 14)),
        plan_now(&flare),
        plan_now(&person(Profile::default(), fever)),
        plan_now(&sore()),
    ];
    plans.extend([PainQuality::Tingling, PainQuality::Spreading, PainQuality::Sharp].map(pain));
    plans
}

/// Four weeks of climbing pain and restless mornings.
fn sore() -> Diary {
    let mut sore = healthy();
    for pain in 0..4 {
        for day in 0..5 {
            session(&mut sore, pain);
            let about = sore.today();
            sore.later(1).morning(about, day > 2, pain);
        }
        sore.later(2);
    }
    sore
}

/// Twelve weeks of somebody with everything at hand, whose angle doesn't move.
fn steady_plans() -> Vec<Plan> {
    let mut plans = vec![];
    let mut diary = with(|p| p.equipment.extend(["ball", "block", "bolster", "table"].map(String::from)));
    for _ in 0..12 {
        for side in [Side::Left, Side::Right] {
            diary.measure(side, [4.0; 3]);
        }
        diary.screen(care::entry::ScreenKind::Full, support::answers(""));
        for day in 0..5 {
            let minutes = Some(if day == 4 { 45 } else { 30 });
            plans.push(plan_with(&diary, &Options { minutes, ..Options::default() }));
            plans.push(plan_now(&diary));
            days(&mut diary, 1, 0);
        }
        plans.push(plan_now(&diary));
        diary.later(2);
    }
    plans
}

/// A rule is told by one of these plans, or a test above asks for it by name.
#[test]
fn no_rule_is_only_on_paper() {
    let seen: std::collections::BTreeSet<String> = other_plans().iter().chain(&steady_plans()).flat_map(said).collect();
    let (tests, _) = include_str!("plan_rules.rs").split_once("fn other_plans").expect("this file");
    let asked = |rule: &str| tests.contains(&format!("\"{rule}\"")) || tests.contains(&format!("\"plan.{rule}\""));
    let missing: Vec<String> = support::words()
        .below("plan.because")
        .into_keys()
        .filter(|rule| !seen.contains(&format!("plan.{rule}")) && !asked(rule) && !rule.starts_with("habit_"))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_break_at_the_desk_says_why_it_stretches_one_side_only() {
    let options = Options { break_only: true, minutes: Some(5), ..Options::default() };
    let stretch_of = |diary: &Diary| {
        let plan = plan_with(diary, &options);
        let mut lines = lines(&plan).into_iter();
        lines.find(|i| i.kind == Kind::Stretch).cloned().expect("a stretch")
    };
    let mut diary = healthy();
    let both = stretch_of(&diary);
    let session = diary.start(10, 0);
    diary.step(session, 0, "chair-hip-stretch", Some(Side::Right), 240);
    let one = stretch_of(&diary);
    let says = |item: &Prescription| item.because.iter().any(|r| r.rule == "plan.stretch_left");
    assert_eq!((both.bouts.len(), says(&both)), (2, false));
    assert_eq!((one.bouts.len(), one.bouts[0].side, says(&one)), (1, Some(Side::Left), true));
}

#[test]
fn a_break_at_the_desk_is_no_session_but_its_stretch_counts() {
    let mut diary = healthy();
    let options = Options { break_only: true, ..Options::default() };
    let plan = plan_with(&diary, &options);
    let script = care::session::compile(&plan, &support::record(&diary), support::words());
    assert_eq!(script.programme.as_deref(), Some("desk_break"));
    let event = Event::SessionStarted { date: diary.today(), minutes: 5, pain: 0, programme: script.programme.clone() };
    let id = diary.write(event);
    for step in script.steps.iter().filter(|s| s.kind == care::session::StepKind::Work) {
        diary.step(id, step.index, &step.exercise, step.side, step.seconds);
    }
    diary.end(id, 0);
    let record = support::record(&diary);
    assert!(record.stretch_seconds(Side::Left, diary.today(), diary.today()) > 0);
    assert!(plan_now(&diary).session_today, "the session is still to do");
    assert_eq!(record.adherence(diary.today()), None);
    assert_eq!(record.morning_check_due(diary.today() + chrono::Days::new(1)), None);
}
