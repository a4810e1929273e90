//! The script: every second accounted for, the full time for the second side, rests in silence.

mod support;

use std::{fmt::Write, sync::LazyLock};

use care::{
    content::{Kind, Sides},
    entry::{Event, Profile, ScreenKind, Side},
    plan::{Bout, Options, Plan},
    record::Record,
    sample::Diary,
    session::{PainClass, Script, Step, StepKind, compile},
};
use support::{answers, healthy, person, plan_with, record, session, short, words};

fn script(diary: &Diary, minutes: u32) -> Script {
    let options = Options { minutes: Some(minutes), ..Options::default() };
    compile(&plan_with(diary, &options), &record(diary), words())
}

/// Someone with everything at hand in the third week.
fn third_week() -> Diary {
    let all = ["mat", "cushion", "chair", "bolster", "block", "table", "bed", "wall"];
    let mut diary = person(Profile { equipment: all.map(Into::into).to_vec(), ..Profile::default() }, "");
    for n in 0..10 {
        session(&mut diary, 0);
        diary.later(if n % 5 == 4 { 3 } else { 1 });
    }
    diary.screen(ScreenKind::Full, answers(""));
    diary
}

/// What is done: exercises and rests.
fn of_work(script: &Script) -> Vec<&Step> {
    script.steps.iter().filter(|s| matches!(s.kind, StepKind::Work | StepKind::Rest)).collect()
}

fn of(script: &Script, kind: StepKind) -> Vec<&Step> {
    script.steps.iter().filter(|s| s.kind == kind).collect()
}

/// One line per step: clock, length, what, side, bout, where giving up leads.
fn sheet(script: &Script) -> String {
    let mut text = format!("{} ({} s): {}\n", script.title, script.total_s, script.equipment.join(", "));
    for s in &script.steps {
        let side = s.side.map_or(String::new(), |side| format!(" {side:?}").to_lowercase());
        let bout = s.bout.map_or(String::new(), |[n, of]| format!(" {n}/{of}"));
        let times = s.repetitions.map_or(String::new(), |n| format!(" {n} times"));
        let (start, seconds, kind) = (s.start_s, s.seconds, format!("{:?}", s.kind));
        let what = if s.exercise.is_empty() { "-" } else { &s.exercise };
        let exits = format!("exercise {} stretches {}", s.after_exercise, s.after_stretches);
        writeln!(text, "{:>3} {start:>5} {seconds:>4} {kind:<10} {what}{side}{bout}{times} -> {exits}", s.index)
            .expect("a string");
        for c in &s.cues {
            writeln!(
                text,
                "           {:>4} {} {}",
                c.at_s,
                c.tone.map_or("-".to_owned(), |tone| format!("{tone:?}").to_lowercase()),
                c.say
            )
            .expect("a string");
        }
    }
    text
}

#[test]
fn a_session_of_a_beginner_in_fifteen_minutes() {
    insta::assert_snapshot!(sheet(&script(&healthy(), 15)));
}

#[test]
fn a_session_of_the_third_week_in_thirty_minutes() {
    insta::assert_snapshot!(sheet(&script(&third_week(), 30)));
}

#[test]
fn only_five_minutes() {
    insta::assert_snapshot!(sheet(&script(&third_week(), 5)));
}

#[test]
fn steps_follow_each_other_without_a_gap_and_add_up() {
    for minutes in [5, 12, 25, 45] {
        let script = script(&third_week(), minutes);
        let mut clock = 0;
        for (i, step) in script.steps.iter().enumerate() {
            assert_eq!((step.index as usize, step.start_s), (i, clock));
            clock += step.seconds;
            assert!(step.cues.iter().all(|c| c.at_s <= step.seconds), "{step:?}");
            assert!(step.cues.is_sorted_by_key(|c| c.at_s));
        }
        assert_eq!(script.total_s, clock);
        assert!(clock.abs_diff(minutes * 60) <= minutes * 6, "{clock} s for {minutes} minutes");
        assert_eq!(script.steps.last().map(|s| s.kind), Some(StepKind::Finish));
    }
}

#[test]
fn the_second_side_has_its_full_time_and_time_to_change() {
    let script = script(&third_week(), 20);
    let seconds = |side| {
        let steps = script.steps.iter().filter(|s| s.kind == StepKind::Work && s.side == Some(side));
        steps.map(|s| s.seconds).sum::<u32>()
    };
    assert!(seconds(Side::Left) > 0);
    assert_eq!(seconds(Side::Left), seconds(Side::Right));
    assert!(of(&script, StepKind::SwitchSide).iter().all(|s| s.seconds >= 10 && s.side == Some(Side::Right)));
    let work = |s: &Step| s.kind == StepKind::Work;
    assert!(!script.steps.windows(2).any(|p| work(&p[0]) && work(&p[1])), "no time between two bouts");
}

#[test]
fn rests_are_silent_but_for_start_and_end_unless_asked_otherwise() {
    let rest = |talk: bool| {
        let diary = person(Profile { talk_in_rests: talk, ..Profile::default() }, "");
        let script = script(&diary, 15);
        of(&script, StepKind::Rest)[0].clone()
    };
    let (quiet, talking) = (rest(false), rest(true));
    assert!(quiet.silent && !talking.silent);
    let at: Vec<u32> = quiet.cues.iter().map(|c| c.at_s).collect();
    assert_eq!(at, [0, quiet.seconds]);
    assert!(quiet.cues.iter().all(|c| c.tone.is_some()) && talking.cues.len() > 3);
}

#[test]
fn a_hold_has_its_bell_its_last_ten_seconds_and_its_end() {
    let script = script(&third_week(), 20);
    let hold = of(&script, StepKind::Work).into_iter().find(|s| s.pain_class == PainClass::Stretch).expect("a stretch");
    let said = |text: &str| hold.cues.iter().find(|c| c.say == text).map(|c| c.at_s);
    assert_eq!(
        (said("Start."), said("Ten seconds more."), said("Done.")),
        (Some(0), Some(hold.seconds - 10), Some(hold.seconds))
    );
    assert!(hold.cues.iter().any(|c| c.tone.is_none()), "spoken cues too");
}

#[test]
fn a_hold_of_half_a_minute_says_when_half_of_it_is_over() {
    for minutes in [15, 30] {
        let script = script(&third_week(), minutes);
        for step in of(&script, StepKind::Work) {
            let said = |text: &str| step.cues.iter().find(|c| c.say == text).map(|c| c.at_s);
            let halfway = (step.seconds >= 30).then_some(step.seconds / 2);
            assert_eq!(said("Halfway."), halfway, "{} of {} s", step.exercise, step.seconds);
        }
    }
}

/// One exercise alone, so many bouts of so many seconds.
fn alone(slug: &str, seconds: u32, bouts: usize) -> Script {
    static PLAN: LazyLock<(Plan, Record)> = LazyLock::new(|| {
        let diary = person(Profile { talk_in_rests: true, ..Profile::default() }, "");
        (plan_with(&diary, &Options::default()), record(&diary))
    });
    let (mut plan, record) = PLAN.clone();
    let exercise = &care::content::exercises()[slug];
    let side = (exercise.sides == Sides::Each).then_some(Side::Left);
    let mut item = plan.blocks[0].items[0].clone();
    (item.exercise, item.kind) = (slug.to_owned(), exercise.kind);
    item.bouts = vec![Bout { side, seconds }; bouts];
    item.repetitions = exercise.dose.repetitions.map(|r| r[0]);
    plan.blocks[0].items = vec![item];
    plan.blocks.truncate(1);
    compile(&plan, &record, words())
}

/// Which breath does an English cue speak of: in (true) or out (false)?
fn breath_told(text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    let starts =
        |word: &str| text == word || text.starts_with(&format!("{word} ")) || text.starts_with(&format!("{word},"));
    if starts("in") || text.contains("breathe in") || text.contains("breath in") {
        return Some(true);
    }
    (starts("out") || text.contains("breathe out") || text.contains("breath out")).then_some(false)
}

#[test]
fn what_is_said_of_the_breath_is_said_in_that_breath() {
    let mut told = 0;
    for (slug, exercise) in care::content::exercises() {
        let [least, most] = exercise.dose.seconds;
        for seconds in (least..=most).step_by(5) {
            for step in of_work(&alone(slug, seconds, 3)) {
                let breath = step.breath.as_ref().expect("paced");
                for cue in &step.cues {
                    let Some(inward) = breath_told(&cue.say) else { continue };
                    let at = f64::from(cue.at_s) % (breath.in_s + breath.out_s);
                    assert_eq!(at < breath.in_s, inward, "{slug}, {seconds} s: {} at {} s", cue.say, cue.at_s);
                    told += 1;
                }
            }
        }
    }
    assert!(told > 300, "only {told}");
}

#[test]
fn a_cue_for_the_breath_comes_with_its_other_half_as_each_begins() {
    for (slug, first, second) in [
        ("knee-hug-slide", (8, "In, push gently"), (12, "Out, let go")),
        ("diaphragmatic-breathing", (10, "In, ribs wide"), (14, "Out, ribs sink")),
        ("bridge", (9, "Tuck, then lift"), (12, "Slowly down")),
    ] {
        let script = alone(slug, care::content::exercises()[slug].dose.seconds[0], 1);
        let said: Vec<(u32, &str)> = of_work(&script)[0]
            .cues
            .iter()
            .filter(|c| c.tone.is_none())
            .take(2)
            .map(|c| (c.at_s, c.say.as_str()))
            .collect();
        assert_eq!(said, [first, second], "{slug}");
    }
}

#[test]
fn nothing_is_said_over_something_else() {
    for (slug, exercise) in care::content::exercises() {
        for seconds in exercise.dose.seconds {
            for step in of_work(&alone(slug, seconds, 3)) {
                assert!(step.cues.windows(2).all(|c| c[1].at_s - c[0].at_s >= 3), "{slug}: {:?}", step.cues);
            }
        }
    }
}

#[test]
fn there_is_time_to_get_down_to_the_floor_and_up_from_it() {
    let low = |s: &Step| !matches!(care::content::exercises()[&s.exercise].position.as_str(), "sitting" | "standing");
    let mut changes = 0;
    for minutes in [15, 20, 30, 45] {
        for script in [script(&healthy(), minutes), script(&third_week(), minutes)] {
            let ready = of(&script, StepKind::GetReady);
            assert!(!low(ready[0]) || ready[0].seconds >= 30);
            for pair in ready.windows(2).filter(|p| low(p[0]) != low(p[1])) {
                assert!(
                    pair[1].seconds >= 30,
                    "{} s from {} to {}",
                    pair[1].seconds,
                    pair[0].exercise,
                    pair[1].exercise
                );
                changes += 1;
            }
        }
    }
    assert!(changes > 5, "only {changes}");
}

#[test]
fn giving_up_leads_forward_to_the_next_exercise_and_to_quiet_rest() {
    for minutes in [5, 15, 45] {
        let script = script(&third_week(), minutes);
        let end = script.steps.len() - 1;
        for step in &script.steps[..end] {
            let (next, quiet) = (step.after_exercise as usize, step.after_stretches as usize);
            assert!(next > step.index as usize && quiet >= next);
            assert_ne!(script.steps[next].index, step.index);
            assert!(matches!(script.steps[next].kind, StepKind::GetReady | StepKind::Finish));
            let target = &script.steps[quiet];
            let rest = care::content::exercises().get(&target.exercise).is_some_and(|e| e.kind == Kind::Rest);
            assert!(target.kind == StepKind::Finish || (target.kind == StepKind::GetReady && rest));
        }
    }
}

#[test]
fn texts_are_finished() {
    let json = serde_json::to_string(&script(&third_week(), 45)).expect("plain data");
    for hole in ["{side}", "{other}", "{n}", "{name}", "[exercises", "[session", "[terms", "[screens"] {
        assert!(!json.contains(hole), "{hole}");
    }
}

#[test]
fn every_word_of_the_script_comes_from_the_locale() {
    let diary = third_week();
    let pseudo = care::words::Words::load("pseudo").expect("always there");
    let options = Options { minutes: Some(30), ..Options::default() };
    let plan = care::plan::plan(&record(&diary), diary.today(), &options, &pseudo);
    let script = compile(&plan, &record(&diary), &pseudo);
    let cues = script.steps.iter().flat_map(|s| s.cues.iter().map(|c| c.say.clone()));
    let steps =
        script.steps.iter().flat_map(|s| [s.headline.clone(), s.name.clone(), s.feel.clone(), s.not_feel.clone()]);
    let table = script.decisions.iter().map(|d| d.text.clone());
    let lines = plan.blocks.iter().flat_map(|b| &b.items).flat_map(|i| [i.name.clone(), i.dose.clone()]);
    let reasons = plan.reasons.iter().map(|r| r.text.clone());
    for text in cues.chain(steps).chain(table).chain(lines).chain(reasons).chain([script.title.clone()]) {
        let ascii = text.chars().filter(char::is_ascii_alphabetic).count();
        assert_eq!(ascii, 0, "{text}");
    }
}

#[test]
fn a_quiet_day_says_why_and_has_nothing_but_rest_and_breathing() {
    let mut diary = healthy();
    assert_eq!(script(&diary, 15).quiet, None);
    diary.screen(ScreenKind::Short, short("pain_today=9"));
    let quiet = script(&diary, 15);
    assert!(quiet.quiet.as_ref().is_some_and(|why| why.contains('9')), "{:?}", quiet.quiet);
    let slugs: std::collections::BTreeSet<&str> = quiet.steps.iter().map(|s| s.exercise.as_str()).collect();
    assert_eq!(slugs, ["", "constructive-rest", "diaphragmatic-breathing"].into());
}

#[test]
fn a_plan_without_blocks_has_no_steps() {
    let mut diary = healthy();
    let signs = [("unwell_chest_pain".to_owned(), care::entry::Answer::Word("yes".into()))].into();
    diary.write(Event::UnwellReported { session: None, signs });
    let script = script(&diary, 15);
    assert!(script.steps.is_empty() && script.total_s == 0);
}
