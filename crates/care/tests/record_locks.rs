//! Locks hold until a professional has cleared the person; nothing else lifts them.

mod support;

use care::{
    entry::{Answer, Answers, Event, PainQuality, ScreenKind},
    record::{Onward, Record, Stale},
    sample::Diary,
    screening::Disposition::{self, Emergency, Proceed, ProceedWithExclusions, SeeProfessionalFirst, UrgentSameDay},
};
use chrono::Days;
use proptest::prelude::*;
use support::{answers, any_entries, first, healthy, plan_now, record, session, short, slugs, words};

const LONG_PAIN: &str = "pain_lasting=over_six_weeks pain_care=no pain_agreed=not_agreed worse_after_stretch=no very_stiff=no belly_linked=no";

fn disposition(diary: &Diary) -> Disposition {
    record(diary).standing(diary.today(), words()).disposition
}

fn locks(diary: &Diary) -> Vec<String> {
    record(diary).standing(diary.today(), words()).locks.into_iter().map(|l| l.reason.rule).collect()
}

fn clear(diary: &mut Diary) {
    diary.write(Event::Cleared { by: "physiotherapist".into(), statement: "Go on gently.".into() });
}

fn told(item: &str, answer: &str) -> Answers {
    Answers::from([(item.to_owned(), Answer::Word(answer.to_owned()))])
}

#[test]
fn an_emergency_answer_locks_whatever_is_answered_or_undone_later() {
    let mut diary = healthy();
    let bad = diary.screen(ScreenKind::Full, answers("saddle_now=yes saddle_numbness=yes saddle_cause=other"));
    assert_eq!(disposition(&diary), Emergency);
    diary.screen(ScreenKind::Full, answers(""));
    assert_eq!(disposition(&diary), Emergency, "re-answering lifts nothing");
    diary.retract(bad);
    assert_eq!(disposition(&diary), Emergency, "undoing lifts nothing");
    assert!(slugs(&plan_now(&diary)).is_empty());
    assert_eq!(first(&plan_now(&diary))[0], "plan.first_emergency");
    clear(&mut diary);
    assert_eq!(disposition(&diary), Proceed);
}

#[test]
fn retracting_the_clearance_brings_the_lock_back() {
    let mut diary = healthy();
    diary.write(Event::UnwellReported { session: None, signs: told("unwell_swollen_leg", "yes") });
    let cleared = diary.write(Event::Cleared { by: "doctor".into(), statement: "Fine.".into() });
    assert_eq!(disposition(&diary), Proceed);
    diary.retract(cleared);
    assert_eq!(disposition(&diary), UrgentSameDay);
}

#[test]
fn what_a_professional_has_cleared_does_not_lock_again_by_saying_the_same() {
    let mut diary = support::person(care::entry::Profile::default(), LONG_PAIN);
    assert_eq!(disposition(&diary), SeeProfessionalFirst);
    clear(&mut diary);
    assert!(disposition(&diary) <= ProceedWithExclusions);
    diary.later(1).screen(ScreenKind::Short, short(""));
    assert!(disposition(&diary) <= ProceedWithExclusions, "the short check repeats what is known");
    diary.later(28).screen(ScreenKind::Full, answers(LONG_PAIN));
    assert!(disposition(&diary) <= ProceedWithExclusions);
    diary.screen(
        ScreenKind::SomethingNew,
        answers(&format!("{LONG_PAIN} saddle_now=yes saddle_numbness=yes saddle_cause=other")),
    );
    assert_eq!(disposition(&diary), Emergency, "something else is new");
}

#[test]
fn an_emergency_answer_in_a_whole_screening_locks_again_even_after_a_clearance() {
    let mut diary = healthy();
    diary.screen(ScreenKind::Full, answers("saddle_now=yes saddle_numbness=yes saddle_cause=other"));
    clear(&mut diary);
    diary.later(28).screen(ScreenKind::Full, answers("saddle_now=yes saddle_numbness=yes saddle_cause=other"));
    assert_eq!(disposition(&diary), Emergency);
}

#[test]
fn a_sign_told_in_a_session_locks_and_makes_the_screening_stale() {
    let mut diary = healthy();
    diary.write(Event::UnwellReported { session: None, signs: told("unwell_chest_pain", "yes") });
    assert_eq!(disposition(&diary), Emergency);
    let plan = plan_now(&diary);
    assert!(!first(&plan).iter().any(|rule| rule.starts_with("plan.first_screen")), "one order at a time");
    clear(&mut diary);
    assert!(first(&plan_now(&diary)).contains(&"plan.first_screen_new"));
    let standing = record(&diary).standing(diary.today(), words());
    assert_eq!((standing.disposition, standing.stale), (Proceed, Some(Stale::SomethingNew)));
    diary.screen(ScreenKind::SomethingNew, answers(""));
    assert!(record(&diary).standing(diary.today(), words()).is_current());
}

#[test]
fn weakness_or_numbness_told_in_a_session_on_blood_thinners_is_an_emergency() {
    let numb = |changes: &str| {
        let mut diary = support::person(care::entry::Profile::default(), changes);
        diary.write(Event::PainReported {
            session: None,
            step: None,
            exercise: Some("half-kneeling-tuck".into()),
            side: None,
            intensity: 4,
            quality: PainQuality::Sharp,
            follow_up: told("pain_numb", "yes"),
        });
        diary
    };
    assert_eq!(disposition(&numb("")), SeeProfessionalFirst);
    let thinners = numb("blood_thinners=yes thinners_signs=no thinners_agreed=agreed");
    assert_eq!(disposition(&thinners), Emergency);
    let standing = record(&thinners).standing(thinners.today(), words());
    assert!(standing.locks[0].reason.sources.contains(&"F13".to_owned()), "{:?}", standing.locks);
    assert_eq!(standing.stale, Some(Stale::SomethingNew));
}

#[test]
fn worse_pain_after_a_session_than_before_it_asks_for_a_professional() {
    let after = |before: u8, pain: u8| {
        let mut diary = healthy();
        let session = diary.start(10, before);
        diary.end(session, pain);
        diary
    };
    assert_eq!(locks(&after(3, 6)), ["plan.lock_flare"]);
    assert_eq!(locks(&after(0, 10)), ["plan.lock_flare"]);
    for (before, pain) in [(8, 10), (4, 6), (5, 7), (0, 5)] {
        assert_eq!(locks(&after(before, pain)), ["plan.lock_flare"], "{before} to {pain}");
    }
    for (before, pain) in [(2, 5), (0, 3), (4, 5), (6, 6), (8, 7)] {
        assert!(locks(&after(before, pain)).is_empty(), "{before} to {pain}");
    }
    let mut diary = after(2, 8);
    diary.screen(ScreenKind::Full, answers(""));
    assert_eq!(disposition(&diary), SeeProfessionalFirst, "answering again lifts nothing");
    clear(&mut diary);
    assert_eq!(disposition(&diary), Proceed);
}

#[test]
fn worse_right_after_a_stretch_once_is_enough() {
    let mut diary = healthy();
    diary.write(Event::PainReported {
        session: None,
        step: None,
        exercise: Some("half-kneeling-tuck".into()),
        side: None,
        intensity: 4,
        quality: PainQuality::Sharp,
        follow_up: told("pain_right_after_stretch", "yes"),
    });
    assert_eq!(locks(&diary), ["session.pain_right_after_stretch"]);
    assert_eq!(slugs(&plan_now(&diary)), ["constructive-rest", "diaphragmatic-breathing"]);
}

#[test]
fn tingling_and_spreading_lock_and_a_dull_ache_does_not() {
    for (quality, expected) in [
        (PainQuality::Tingling, SeeProfessionalFirst),
        (PainQuality::Spreading, SeeProfessionalFirst),
        (PainQuality::Dull, Proceed),
        (PainQuality::Stretch, Proceed),
    ] {
        let mut diary = healthy();
        diary.pain(None, 4, quality);
        assert_eq!(disposition(&diary), expected, "{quality:?}");
    }
}

#[test]
fn sharp_pain_leaves_only_rest_for_that_day() {
    let mut diary = healthy();
    diary.pain(None, 3, PainQuality::Sharp);
    assert_eq!(slugs(&plan_now(&diary)), ["constructive-rest", "diaphragmatic-breathing"]);
    assert!(support::rules(&plan_now(&diary)).contains(&"plan.quiet_today"));
    diary.later(1);
    assert!(slugs(&plan_now(&diary)).contains(&"knee-hug-slide"), "the next day goes on");
}

/// Sessions on days running, each with its morning after.
fn mornings(settled: &[bool]) -> Diary {
    let mut diary = healthy();
    for ok in settled {
        session(&mut diary, 1);
        let about = diary.today();
        diary.later(1).morning(about, *ok, 1);
    }
    diary
}

#[test]
fn three_unsettled_mornings_running_ask_for_a_professional_and_two_do_not() {
    assert_eq!(locks(&mornings(&[false, false])), Vec::<String>::new());
    assert_eq!(locks(&mornings(&[false, false, true, false])), Vec::<String>::new());
    assert_eq!(locks(&mornings(&[true, false, false, false])), ["plan.lock_unsettled"]);
}

#[test]
fn undoing_an_unsettled_morning_lifts_nothing() {
    let mut diary = mornings(&[false, false, false]);
    let morning = diary.entries().iter().rfind(|e| matches!(e.event, Event::MorningChecked { .. })).expect("one").id;
    diary.retract(morning);
    assert_eq!(locks(&diary), ["plan.lock_unsettled"]);
}

#[test]
fn undoing_a_settled_morning_can_add_a_lock() {
    let mut diary = mornings(&[false, true, false, false]);
    assert!(locks(&diary).is_empty());
    let settled = diary.entries().iter().find(|e| matches!(e.event, Event::MorningChecked { settled: true, .. }));
    let settled = settled.expect("one").id;
    diary.retract(settled);
    assert_eq!(locks(&diary), ["plan.lock_unsettled"]);
}

/// Sessions every day for some days with this pain.
fn painful(days: u32, pain: impl Fn(u32) -> u8) -> Diary {
    let mut diary = healthy();
    for n in 0..days {
        if n > 0 {
            diary.later(1);
        }
        session(&mut diary, pain(n));
    }
    diary
}

#[test]
fn pain_for_more_than_a_week_with_regular_care_asks_for_a_professional() {
    assert!(locks(&painful(7, |_| 4)).is_empty(), "a week is not more than a week");
    assert_eq!(locks(&painful(8, |_| 4)), ["screen.W2"]);
    let good = |days: std::ops::Range<u32>| painful(12, move |n| if days.contains(&n) { 2 } else { 4 });
    assert_eq!(locks(&good(5..6)), ["screen.W2"], "one good day is not the end of it");
    assert!(locks(&good(4..7)).is_empty(), "three good days running are");
    assert!(locks(&painful(8, |_| 2)).is_empty(), "up to 2 counts as fine");
}

#[test]
fn the_pain_that_a_professional_knows_does_not_lock_again_until_it_has_gone_and_come_back() {
    let mut diary = painful(8, |_| 4);
    clear(&mut diary);
    for _ in 0..9 {
        diary.later(1).start(10, 4);
    }
    assert!(locks(&diary).is_empty(), "known");
    for _ in 0..3 {
        diary.later(1).start(10, 0);
    }
    for _ in 0..9 {
        diary.later(1);
        session(&mut diary, 4);
    }
    assert_eq!(locks(&diary), ["screen.W2"], "it had gone and came back");
}

#[test]
fn pain_that_stays_is_not_hidden_by_a_good_day_a_week() {
    assert_eq!(locks(&painful(14, |n| if n % 7 == 6 { 2 } else { 8 })), ["screen.W2"]);
    let mut diary = healthy();
    for n in 0..12 {
        diary.start(10, if n % 5 == 4 { 2 } else { 5 });
        diary.later(7);
    }
    assert_eq!(locks(&diary), ["screen.W2.long"], "a single low answer every five weeks");
    let mut diary = healthy();
    for n in 0..12 {
        diary.start(10, if n % 5 >= 3 { 2 } else { 5 });
        diary.later(7);
    }
    assert!(locks(&diary).is_empty(), "a week without it ends it");
}

#[test]
fn pain_for_more_than_six_weeks_without_care_asks_for_a_professional() {
    let mut diary = healthy();
    for _ in 0..6 {
        diary.start(10, 4);
        diary.later(8);
    }
    assert!(locks(&diary).is_empty());
    diary.start(10, 4);
    assert_eq!(locks(&diary), ["screen.W2.long"]);
}

#[test]
fn a_weekly_mean_that_climbs_three_weeks_running_asks_for_a_professional_even_when_it_settles() {
    let week = |means: &'static [u8]| {
        let mut diary = healthy();
        for pain in means {
            let about = diary.today();
            diary.start(10, *pain);
            diary.later(1).morning(about, true, *pain);
            diary.later(6);
        }
        diary
    };
    assert!(locks(&week(&[1, 2, 2, 2])).is_empty());
    assert_eq!(locks(&week(&[0, 1, 2, 3])), ["plan.lock_climb"]);
    assert!(locks(&week(&[0, 1, 2, 2, 3, 3])).is_empty());
    // Weekly means of 1, 1.14, 1.29 and 1.43.
    let slow = painful(29, |n| if n % 7 < n / 7 { 2 } else { 1 });
    assert_eq!(locks(&slow), ["plan.lock_climb"], "slow but without a halt");
    let mut running = week(&[0, 1, 2]);
    running.start(10, 3);
    assert!(locks(&running).is_empty(), "a week that isn't over doesn't count");
}

#[test]
fn a_screening_holds_for_28_days_or_until_something_is_new() {
    let mut diary = healthy();
    diary.later(28);
    assert!(record(&diary).standing(diary.today(), words()).is_current());
    diary.later(1);
    assert_eq!(record(&diary).standing(diary.today(), words()).stale, Some(Stale::Expired));
    assert_eq!(first(&plan_now(&diary)), ["plan.first_screen_expired"]);
    let mut diary = healthy();
    diary.screen(ScreenKind::Short, short("something_new=not_sure"));
    assert_eq!(record(&diary).standing(diary.today(), words()).stale, Some(Stale::SomethingNew));
    assert!(plan_now(&diary).blocks.is_empty());
}

#[test]
fn no_screening_and_an_unfinished_one_give_no_plan() {
    let empty = Diary::new("phone", support::date("2026-03-02"));
    assert_eq!(first(&plan_now(&empty)), ["plan.first_screen_never"]);
    let mut diary = Diary::new("phone", support::date("2026-03-02"));
    let mut half = answers("");
    half.remove("fever");
    diary.screen(ScreenKind::Full, half);
    let plan = plan_now(&diary);
    assert!(plan.blocks.is_empty() && first(&plan).contains(&"plan.first_screen_unfinished"), "{:?}", first(&plan));
    assert!(locks(&diary).is_empty(), "an open question is not a finding");
}

#[test]
fn under_16_is_a_professionals_business_whatever_was_cleared() {
    for (profile, screening) in [(14, 45), (14, 14), (45, 14), (0, 14)] {
        let profile = care::entry::Profile { age_years: profile, ..care::entry::Profile::default() };
        let mut diary = support::person(profile, &format!("age={screening} child_limp=no"));
        assert_eq!(disposition(&diary), SeeProfessionalFirst);
        diary.later(1);
        clear(&mut diary);
        assert_eq!(disposition(&diary), SeeProfessionalFirst);
        assert!(first(&plan_now(&diary)).contains(&"plan.under_16"));
    }
}

#[test]
fn what_was_cleared_locks_again_when_it_had_gone_and_came_back() {
    for said in [
        "leg_nerve=yes leg_shooting=yes thigh_burning=no groin_burning=no",
        "groin_load=yes groin_load_rest=no groin_load_risk=no",
        "unwell_now=not_sure chest_pain=not_sure",
    ] {
        let mut diary = support::person(care::entry::Profile::default(), said);
        clear(&mut diary);
        assert!(disposition(&diary) <= ProceedWithExclusions, "{said}");
        diary.later(1).screen(ScreenKind::Full, answers(""));
        diary.later(70).screen(ScreenKind::SomethingNew, answers(said));
        assert_eq!(disposition(&diary), SeeProfessionalFirst, "{said}");
    }
}

#[test]
fn no_plan_follows_numbness_between_the_legs_that_is_said_again() {
    let bicycle = "saddle_now=yes saddle_numbness=yes saddle_cause=only_bicycle";
    let mut diary = support::person(care::entry::Profile::default(), bicycle);
    assert_eq!(disposition(&diary), SeeProfessionalFirst);
    clear(&mut diary);
    diary.later(1).screen(ScreenKind::Full, answers(bicycle));
    assert_eq!(disposition(&diary), SeeProfessionalFirst);
}

#[test]
fn a_clearance_counts_from_its_own_day_on() {
    let mut diary = healthy();
    diary.screen(ScreenKind::Full, answers("unwell_now=yes"));
    let today = diary.today();
    diary.later(3);
    clear(&mut diary);
    let on = |date| record(&diary).standing(date, words()).disposition;
    assert_eq!((on(today), on(diary.today())), (Emergency, Proceed));
}

#[test]
fn a_screening_counts_from_its_own_day_on() {
    let mut diary = healthy();
    let today = diary.today();
    diary.later(300).screen(ScreenKind::Full, answers(""));
    let on = |date| record(&diary).standing(date, words());
    assert!(on(today).is_current() && on(today).screening.is_some_and(|s| s.date == today));
    assert_eq!(on(today + Days::new(40)).stale, Some(Stale::Expired));
    assert!(on(diary.today()).is_current());
}

#[test]
fn only_a_professional_who_says_something_clears() {
    for (by, statement) in [("me", "Fine."), ("", ""), ("doctor", " ")] {
        let mut diary = healthy();
        diary.screen(ScreenKind::Full, answers("unwell_now=yes"));
        diary.write(Event::Cleared { by: by.into(), statement: statement.into() });
        assert_eq!(disposition(&diary), Emergency, "{by:?} {statement:?}");
    }
}

#[test]
fn of_two_devices_at_one_instant_the_lock_wins() {
    for device in ["a", "z"] {
        let mut diary = healthy();
        let lock = diary.screen(ScreenKind::Full, answers("unwell_now=yes"));
        let at = diary.entries().iter().find(|e| e.id == lock).expect("written").at;
        let event = Event::Cleared { by: "doctor".into(), statement: "Fine.".into() };
        let cleared = care::entry::Entry { id: uuid::Uuid::from_u128(1), at, device: device.into(), seq: 99, event };
        let entries = diary.entries().iter().cloned().chain([cleared]);
        assert_eq!(Record::fold(entries).standing(diary.today(), words()).disposition, Emergency, "{device}");
    }
}

#[test]
fn a_yes_to_a_list_that_stands_alone_is_an_emergency_on_record_too() {
    let mut diary = healthy();
    diary.screen(ScreenKind::Short, told("saddle_now", "yes"));
    assert_eq!(disposition(&diary), Emergency);
    let mut diary = support::person(care::entry::Profile::default(), "saddle_now=yes");
    clear(&mut diary);
    diary.later(1).screen(ScreenKind::Short, told("saddle_now", "yes"));
    assert_eq!(disposition(&diary), Emergency, "older answers to its questions don't stand in for new ones");
}

#[test]
fn what_was_said_under_a_wrong_name_keeps_the_screening_from_counting() {
    let mut diary = healthy();
    diary.screen(ScreenKind::Full, answers("chestPain=yes"));
    let standing = record(&diary).standing(diary.today(), words());
    assert_eq!((standing.disposition, standing.stale), (SeeProfessionalFirst, Some(Stale::Unfinished)));
    assert!(standing.locks.is_empty(), "a slip of the pen is not a finding: {:?}", standing.locks);
    let mut diary = healthy();
    diary.screen(ScreenKind::Short, short("chestPain=yes"));
    assert_eq!(record(&diary).standing(diary.today(), words()).stale, Some(Stale::SomethingNew));
}

#[test]
fn taking_a_screening_back_leaves_a_question_behind() {
    let mut diary = healthy();
    let hip = "hip_replacement=yes hip_replacement_side=left hip_replacement_approach=not_sure \
               hip_replacement_weeks=60 hip_replacement_cleared=cleared";
    let new = diary.later(1).screen(ScreenKind::SomethingNew, answers(hip));
    assert_eq!(disposition(&diary), ProceedWithExclusions);
    diary.later(1).retract(new);
    let standing = record(&diary).standing(diary.today(), words());
    assert_eq!(standing.stale, Some(Stale::SomethingNew));
    assert!(plan_now(&diary).blocks.is_empty());
    diary.screen(ScreenKind::Full, answers(""));
    assert!(record(&diary).standing(diary.today(), words()).is_current());
}

#[test]
fn sharp_pain_with_open_questions_asks_for_a_new_screening() {
    let sharp = |exercise: Option<&str>, follow_up: Answers| {
        let mut diary = healthy();
        let (session, step, side) = (None, None, None);
        let (exercise, quality) = (exercise.map(str::to_owned), PainQuality::Sharp);
        diary.write(Event::PainReported { session, step, exercise, side, intensity: 4, quality, follow_up });
        record(&diary).standing(diary.today(), words()).stale
    };
    assert_eq!(sharp(None, Answers::new()), Some(Stale::SomethingNew));
    assert_eq!(sharp(Some("low-lunge"), told("pain_weak", "no")), Some(Stale::SomethingNew));
    let asked = care::screening::signs::follow_ups(words()).into_iter();
    let all: Answers = asked.map(|sign| (sign.item, Answer::Word("no".into()))).collect();
    assert_eq!(sharp(None, all), None);
    assert_eq!(sharp(Some("abdominal-ball"), Answers::new()), None, "the ball has its own rule");
}

/// Sharp pain in a session, written before its questions are answered.
fn sharp(diary: &mut Diary, session: uuid::Uuid) {
    let (step, exercise, side, quality) = (None, None, None, PainQuality::Sharp);
    let follow_up = Answers::new();
    diary.write(Event::PainReported { session: Some(session), step, exercise, side, intensity: 6, quality, follow_up });
}

#[test]
fn the_answers_that_a_session_writes_after_sharp_pain_close_its_questions() {
    let all: Answers = care::screening::signs::follow_ups(words())
        .into_iter()
        .map(|sign| (sign.item, Answer::Word("no".into())))
        .collect();
    let stale = |answered_in: fn(uuid::Uuid) -> Option<uuid::Uuid>, signs: Answers| {
        let mut diary = healthy();
        let session = diary.start(15, 2);
        sharp(&mut diary, session);
        diary.write(Event::UnwellReported { session: answered_in(session), signs });
        record(&diary).standing(diary.today(), words()).stale
    };
    assert_eq!(stale(Some, all.clone()), None);
    assert_eq!(stale(Some, told("pain_weak", "no")), Some(Stale::SomethingNew), "some are open");
    assert_eq!(stale(|_| None, all.clone()), Some(Stale::SomethingNew), "said elsewhere");
    let mut again = healthy();
    let session = again.start(15, 2);
    sharp(&mut again, session);
    again.write(Event::UnwellReported { session: Some(session), signs: all });
    sharp(&mut again, session);
    let record = record(&again);
    assert_eq!(record.standing(again.today(), words()).stale, Some(Stale::SomethingNew), "asked anew each time");
}

/// Someone who has passed the ball's own screen.
fn with_the_ball(profile: u32, screening: u32) -> Diary {
    let profile = care::entry::Profile { age_years: profile, ..care::entry::Profile::default() };
    let mut diary = support::person(profile, &format!("age={screening} child_limp=no lasting_belly_back=no"));
    ask_for_the_ball(&mut diary);
    diary
}

fn ask_for_the_ball(diary: &mut Diary) {
    let questions = care::screening::ball::questions(words()).into_iter();
    let answers = questions.map(|q| (q.id, Answer::Word("no".into()))).collect();
    diary.write(Event::BallRequested { answers });
}

fn has_the_ball(diary: &Diary) -> bool {
    let record = record(diary);
    record.ball_allowed(diary.today(), &record.standing(diary.today(), words()), words()).is_some()
}

#[test]
fn the_ball_is_left_out_at_ages_that_its_own_screen_refuses() {
    assert!(with_the_ball(0, 40).entries().len() > 2 && has_the_ball(&with_the_ball(0, 40)));
    assert!(has_the_ball(&with_the_ball(65, 65)));
    for (profile, screening) in [(0, 70), (0, 66), (0, 17), (70, 40), (17, 40)] {
        assert!(!has_the_ball(&with_the_ball(profile, screening)), "{profile} {screening}");
    }
}

#[test]
fn the_screen_of_the_ball_says_what_on_record_speaks_against_it() {
    let no: care::entry::Answers = support::ball_answers();
    let rules = |diary: &Diary| {
        let found = record(diary).ball_screen(&no, diary.today(), words());
        assert_eq!(found.allowed, found.reasons.is_empty());
        found.reasons.into_iter().map(|reason| reason.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(&with_the_ball(65, 65)), [""; 0]);
    assert_eq!(rules(&with_the_ball(70, 40)), ["ball.ball_age"]);
    let thin = support::person(care::entry::Profile::default(), "blood_thinners=yes");
    assert!(rules(&thin).iter().any(|rule| rule.contains("F14")), "{:?}", rules(&thin));
}

#[test]
fn the_ball_stays_away_after_it_hurt_until_it_is_asked_for_again() {
    let hurts = |pains: &[(u8, PainQuality)]| {
        let mut diary = with_the_ball(0, 40);
        diary.later(1);
        for (intensity, quality) in pains {
            diary.pain_at("abdominal-ball", None, *intensity, *quality);
        }
        diary
    };
    let twice = [(4, PainQuality::Sharp), (4, PainQuality::Throbbing)];
    for pains in [&[(9, PainQuality::Sharp)][..], &twice] {
        let mut diary = hurts(pains);
        assert!(!has_the_ball(&diary), "the same day");
        ask_for_the_ball(&mut diary);
        assert!(!has_the_ball(&diary), "not on that day, whatever is asked");
        let mut diary = hurts(pains);
        diary.later(1);
        assert!(!has_the_ball(&diary), "the next day");
        ask_for_the_ball(&mut diary);
        assert!(has_the_ball(&diary), "asked for again");
    }
    let mut once = hurts(&[(4, PainQuality::Sharp)]);
    assert!(!has_the_ball(&once), "not the same day");
    once.later(1);
    assert!(has_the_ball(&once));
    assert!(has_the_ball(&hurts(&[(2, PainQuality::Dull)])), "dull is what it should feel like");
}

fn any_signs() -> impl Strategy<Value = Event> {
    let signs = prop::sample::select(vec!["unwell_chest_pain", "unwell_dizzy", "unwell_fever"]);
    let answer = prop::sample::select(vec!["yes", "no", "not_sure"]);
    (signs, answer).prop_map(|(item, answer)| Event::UnwellReported { session: None, signs: told(item, answer) })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_retraction_lifts_a_lock(
        entries in any_entries(),
        signs in prop::collection::vec((any_signs(), 0_usize..40), 0..4),
        pick in any::<prop::sample::Index>(),
    ) {
        let mut entries: Vec<_> = entries
            .into_iter()
            .filter(|e| !matches!(e.event, Event::Retracted { .. }))
            .collect();
        prop_assume!(!entries.is_empty());
        for (event, i) in signs {
            let i = i % entries.len();
            entries[i].event = event;
        }
        let target = pick.get(&entries).clone();
        let last = entries.iter().map(|e| e.at.date_naive()).max().expect("some") + Days::new(1);
        let before = Record::fold(entries.clone()).standing(last, words());
        entries.push(support::retraction(target.id, u128::MAX));
        let after = Record::fold(entries).standing(last, words());
        for lock in &before.locks {
            prop_assert!(
                after.locks.iter().any(|l| l.reason.rule == lock.reason.rule && l.disposition >= lock.disposition),
                "{} was lifted by taking back {:?}", lock.reason.rule, target.event
            );
        }
    }
}

#[test]
fn an_urgent_answer_given_again_in_the_short_check_locks_again() {
    let mut diary = healthy();
    let bad = "unwell_now=yes chest_pain=yes";
    diary.screen(ScreenKind::Short, short(bad));
    assert_eq!(disposition(&diary), Emergency);
    clear(&mut diary);
    diary.later(1).screen(ScreenKind::Short, short(""));
    assert_eq!(disposition(&diary), Proceed, "not said again");
    diary.later(1).screen(ScreenKind::Short, short(bad));
    assert_eq!(disposition(&diary), Emergency, "said again");
}

fn onward(diary: &Diary) -> Onward {
    record(diary).onward(diary.today(), words())
}

/// Where a healthy person's short check leads, with these answers.
fn check_leads(changes: &str, expected: Onward) {
    let mut diary = healthy();
    diary.screen(ScreenKind::Short, short(changes));
    assert_eq!(onward(&diary), expected, "{changes}");
}

#[test]
fn a_short_check_leads_to_the_session_only_when_nothing_stands_against_it() {
    check_leads("", Onward::Session);
    check_leads("pain_today=9", Onward::Session);
    check_leads("something_new=yes", Onward::FullCheck);
    check_leads("new_signs=not_sure", Onward::FullCheck);
    check_leads("unwell_now=yes chest_pain=yes", Onward::First);
    check_leads("belly_now=not_sure severe_belly_pain=not_sure", Onward::First);
    check_leads("pain_today=much", Onward::ShortCheck);
    check_leads("chestPain=yes", Onward::ShortCheck);
    let mut diary = healthy();
    diary.screen(ScreenKind::Short, told("chest_pain", "yes"));
    assert_eq!(onward(&diary), Onward::First, "an emergency doesn't wait for the other answers");
}

#[test]
fn a_short_check_counts_on_its_day_and_with_a_current_safety_check() {
    let mut diary = healthy();
    assert_eq!(onward(&diary), Onward::ShortCheck);
    diary.screen(ScreenKind::Short, short(""));
    diary.later(1);
    assert_eq!(onward(&diary), Onward::ShortCheck, "yesterday's");
    diary.later(28).screen(ScreenKind::Short, short(""));
    assert_eq!(onward(&diary), Onward::FullCheck, "the whole one is too old");
}

#[test]
fn who_waits_for_a_professional_goes_on_to_quiet_rest_but_not_past_something_new() {
    let mut diary = support::person(care::entry::Profile::default(), LONG_PAIN);
    diary.screen(ScreenKind::Short, short(""));
    assert_eq!(onward(&diary), Onward::Session);
    diary.screen(ScreenKind::Short, short("saddle_now=yes saddle_numbness=yes saddle_cause=only_bicycle"));
    assert_eq!(onward(&diary), Onward::First);
}

#[test]
fn three_sessions_a_week_with_pain_are_regular_care() {
    let mut diary = healthy();
    for _ in 0..4 {
        session(&mut diary, 4);
        diary.later(2);
    }
    assert!(locks(&diary).is_empty(), "seven days");
    session(&mut diary, 4);
    assert_eq!(locks(&diary), ["screen.W2"], "five sessions in nine days of pain");
}

#[test]
fn feeling_unwell_without_a_readable_sign_asks_for_a_screening() {
    for signs in [Answers::new(), told("chest_pain", "yes"), told("unheard_of", "perhaps")] {
        let mut diary = healthy();
        diary.write(Event::UnwellReported { session: None, signs });
        let standing = record(&diary).standing(diary.today(), words());
        assert_eq!(standing.stale, Some(Stale::SomethingNew));
    }
    let mut diary = healthy();
    diary.write(Event::UnwellReported { session: None, signs: told("unwell_chest_pain", "no") });
    assert!(record(&diary).standing(diary.today(), words()).is_current());
}

#[test]
fn a_pregnancy_goes_on_while_its_screening_is_valid() {
    let text = "sex=female pregnancy=pregnant pregnancy_weeks=14 pregnancy_cleared=cleared supine_dizzy=no \
                pelvic_girdle_pain=no";
    let mut diary = support::person(care::entry::Profile::default(), text);
    let now = |diary: &Diary| format!("{:?}", slugs(&plan_now(diary)));
    assert!(now(&diary).contains("constructive-rest"));
    diary.later(14);
    let flat = ["constructive-rest", "legs-up-rest", "knee-hug-slide", "bridge"];
    assert!(!flat.iter().any(|slug| now(&diary).contains(&format!("{slug:?}"))), "sixteen weeks by now");
}

#[test]
fn an_open_question_is_not_taken_for_a_child() {
    let mut diary = healthy();
    diary.screen(ScreenKind::Full, answers("fever=perhaps"));
    let plan = plan_now(&diary);
    let first = first(&plan);
    assert!(first.contains(&"plan.first_screen_unfinished"), "{first:?}");
    assert!(!first.contains(&"plan.under_16"), "{first:?}");
}
