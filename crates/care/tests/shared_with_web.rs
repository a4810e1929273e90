//! What the browser decides by itself, it has to decide as care does: the player, and which questions are asked. This
//! test writes down what care does; `web/tests/unit` replays it.
//!
//! After a change of the rules: `SUPPLE_WRITE=1 cargo test -p care --test shared_with_web`, and look at the difference.

mod support;

use std::{collections::BTreeMap, fmt::Write, path::PathBuf, time::Duration};

use care::{
    entry::{Answer, Answers, PainQuality, ScreenKind, limits::limits},
    plan::Options,
    screening::{Question, QuestionKind, asked, questions, to_ask},
    session::{Cue, Event, Player, Script, StepKind, Tone, compile},
};
use serde::Serialize;
use serde_json::{Value, json};
use support::{healthy, plan_with, record, stretch_rest_ball, words};
use uuid::Uuid;

/// Compares with the file, or writes it.
#[expect(clippy::disallowed_methods, reason = "the file is the web's, not care's")]
fn check(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../web/tests/fixtures").join(name);
    if std::env::var_os("SUPPLE_WRITE").is_some() {
        std::fs::write(&path, text).expect("the folder is there");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{name} is stale: SUPPLE_WRITE=1 cargo test -p care --test shared_with_web");
}

/// One line for each item, so that a change shows where it is.
fn lines<T: Serialize>(items: &[T]) -> String {
    let mut text = String::from("[");
    for (i, item) in items.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        write!(text, "{comma}\n{}", serde_json::to_string(item).expect("plain data")).expect("a string");
    }
    text + "\n]"
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % n
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let i = self.below(of.len());
        &of[i]
    }
}

/// The scripts that are played: a rest in the middle and the ball, rests first and last, and a break at the desk.
fn scripts() -> Vec<Script> {
    let of = |diary: &_, minutes, break_only| {
        let options = Options { minutes: Some(minutes), break_only, ..Options::default() };
        bare(compile(&plan_with(diary, &options), &record(diary), words()))
    };
    vec![of(&stretch_rest_ball(), 15, false), of(&healthy(), 45, false), of(&healthy(), 5, true)]
}

/// Without the words, and with times and cues of a kind: a change of those says nothing about what a player does.
fn bare(mut script: Script) -> Script {
    for step in &mut script.steps {
        (step.instructions, step.headline) = (vec![], String::new());
        (step.feel, step.not_feel, step.breath) = (String::new(), String::new(), None);
        step.name.clone_from(&step.exercise);
        (step.start_s, step.seconds) = (0, if step.kind == StepKind::Rest { 120 } else { 20 });
        let cue = |at_s, tone| Cue { at_s, say: format!("{} {at_s}", step.index), tone };
        step.cues = vec![
            cue(0, Some(Tone::Start)),
            cue(step.seconds / 2, None),
            Cue { say: String::new(), ..cue(step.seconds, Some(Tone::End)) },
        ];
    }
    script.decisions.iter_mut().for_each(|row| row.text.clear());
    script.follow_ups.iter_mut().chain(&mut script.unwell).for_each(|sign| sign.text.clear());
    script.verdicts.iter_mut().for_each(|row| row.advice.clear());
    Script { title: String::new(), equipment: vec![], unwell_rest: vec![], total_s: 0, ..script }
}

/// A player whose every event is written down with what it asked for.
struct Run {
    script: usize,
    player: Player,
    now: u64,
    steps: Vec<Value>,
}

impl Run {
    fn new(script: usize, of: &Script) -> Self {
        let mut run =
            Self { script, player: Player::new(of.clone(), Uuid::from_u128(7), 15, 2), now: 0, steps: vec![] };
        run.then(Event::Start);
        run
    }

    fn then(&mut self, event: Event) {
        let mut told = serde_json::to_value(&event).expect("plain data");
        told["at"] = json!(self.now);
        let effects = self.player.handle(Duration::from_millis(self.now), event);
        self.steps.push(json!({ "event": told, "effects": effects }));
    }

    fn wait(&mut self, ms: u64) {
        self.now += ms;
        self.then(Event::Tick);
    }

    fn json(self) -> Value {
        json!({ "script": self.script, "steps": self.steps })
    }
}

const QUALITIES: [PainQuality; 6] = [
    PainQuality::Stretch,
    PainQuality::Dull,
    PainQuality::Sharp,
    PainQuality::Throbbing,
    PainQuality::Tingling,
    PainQuality::Spreading,
];

/// Sharp pain in each exercise of the script, nothing else found, and on to the end: only quiet rest may come.
fn quiet_runs(n: usize, script: &Script) -> Vec<Run> {
    let worked = script.steps.iter().filter(|s| matches!(s.kind, StepKind::Work | StepKind::Rest));
    let firsts: BTreeMap<&str, u32> = worked.rev().map(|s| (s.exercise.as_str(), s.index)).collect();
    let run = |at: &u32| {
        let mut run = Run::new(n, script);
        while run.player.step().is_some_and(|s| s.index < *at) {
            run.then(Event::Skip);
        }
        run.wait(2_400);
        run.then(Event::Hurt { intensity: 6, quality: PainQuality::Sharp });
        for sign in &script.follow_ups {
            run.then(Event::Answer { item: sign.item.clone(), answer: Answer::Word("no".into()) });
        }
        run.then(Event::Back);
        run.then(Event::Resume);
        while run.player.step().is_some() {
            run.wait(50_500);
        }
        run.then(Event::PainAfter { pain: Some(1) });
        run
    };
    firsts.values().map(run).collect()
}

fn any_event(dice: &mut Dice, script: &Script) -> Event {
    let word = |dice: &mut Dice, of: &[&str]| Answer::Word((*dice.one(of)).to_owned());
    match dice.below(24) {
        0..=6 => Event::Tick,
        7 => Event::Pause,
        8..=11 => Event::Resume,
        12 => Event::Skip,
        13 => Event::LeaveExercise,
        14 | 15 => Event::Back,
        16..=18 => {
            Event::Hurt { intensity: u8::try_from(dice.below(11)).expect("small"), quality: *dice.one(&QUALITIES) }
        }
        19..=22 => {
            let item = dice.one(&script.follow_ups).item.clone();
            Event::Answer { item, answer: word(dice, &["no", "no", "no", "no", "no", "no", "not_sure", "yes"]) }
        }
        _ => match dice.below(6) {
            0 => Event::Quit,
            1 => {
                let sign =
                    |s: &care::session::Sign| (s.item.clone(), word(dice, &["no", "no", "no", "not_sure", "yes"]));
                Event::Unwell { signs: script.unwell.iter().map(sign).collect() }
            }
            _ => Event::PainAfter { pain: Some(3) },
        },
    }
}

fn wild_run(n: usize, script: &Script, dice: &mut Dice) -> Run {
    let mut run = Run::new(n, script);
    for _ in 0..50 {
        run.now += [250, 1_000, 2_700, 12_345, 31_000, 80_000][dice.below(6)];
        let event = any_event(dice, script);
        run.then(event);
    }
    run
}

#[test]
fn the_browser_has_the_same_player() {
    let scripts = scripts();
    let mut dice = Dice(1);
    let mut runs = vec![];
    for (n, script) in scripts.iter().enumerate() {
        runs.extend(quiet_runs(n, script));
        runs.extend((0..8).map(|_| wild_run(n, script, &mut dice)));
    }
    let runs: Vec<Value> = runs.into_iter().map(Run::json).collect();
    check("player.json", &format!("{{\n\"scripts\": {},\n\"runs\": {}\n}}\n", lines(&scripts), lines(&runs)));
}

fn any_answer(question: &Question, dice: &mut Dice) -> Answer {
    let (yes, no, not_sure) = ("yes", "no", "not_sure");
    match &question.kind {
        QuestionKind::YesNo => Answer::Word((*dice.one(&[yes, no, not_sure])).to_owned()),
        QuestionKind::Choice { options, .. } => Answer::Word(dice.one(options).value.clone()),
        QuestionKind::Number { .. } if question.not_sure && dice.below(4) == 0 => Answer::Word(not_sure.to_owned()),
        QuestionKind::Number { min, max, .. } => {
            Answer::Number((min + (max - min) * dice.below(101) as f64 / 100.0).round())
        }
    }
}

/// Answers as a person gives them: along the path, some left open, some changed later so that others lie off the path.
fn any_answers(kind: ScreenKind, all: &[Question], dice: &mut Dice) -> Answers {
    let mut answers = Answers::new();
    for question in all {
        if asked(kind, &answers).contains(&question.id) && dice.below(12) > 0 {
            answers.insert(question.id.clone(), any_answer(question, dice));
        }
    }
    for question in all {
        if answers.contains_key(&question.id) && dice.below(10) == 0 {
            answers.insert(question.id.clone(), any_answer(question, dice));
        }
    }
    answers
}

#[test]
fn the_browser_asks_the_same_questions() {
    let mut dice = Dice(2);
    let mut cases = vec![];
    let mut known = vec![];
    for kind in [ScreenKind::Full, ScreenKind::Short] {
        let all = questions(kind, words());
        for _ in 0..25 {
            let answers = any_answers(kind, &all, &mut dice);
            let path = asked(kind, &answers);
            let kept: Answers = answers.clone().into_iter().filter(|(id, _)| path.contains(id)).collect();
            let open = to_ask(kind, &kept);
            cases.push(json!({ "kind": kind, "answers": answers, "asked": path, "open": open }));
        }
        let bare = |q: &Question| json!({ "id": q.id, "kind": kind_of(q), "not_sure": q.not_sure, "ask_if": q.ask_if });
        known.push(json!({ "kind": kind, "questions": all.iter().map(bare).collect::<Vec<_>>() }));
    }
    check("screener.json", &format!("{{\n\"lists\": {},\n\"cases\": {}\n}}\n", lines(&known), lines(&cases)));
}

/// The kind of answer without its words.
fn kind_of(question: &Question) -> Value {
    match &question.kind {
        QuestionKind::Number { min, max, .. } => json!({ "type": "number", "min": min, "max": max, "unit": "" }),
        QuestionKind::YesNo => json!({ "type": "yes_no" }),
        QuestionKind::Choice { .. } => json!({ "type": "choice", "options": [], "ordered": false }),
    }
}

/// What the forms of "about you" take and offer.
#[test]
fn the_web_has_the_limits_of_a_profile() {
    let json = serde_json::to_value(limits()).expect("limits are plain data");
    let fields: Vec<String> =
        json.as_object().expect("fields").iter().map(|(k, v)| format!("  \"{k}\": {v}")).collect();
    check("../../src/lib/limits.json", &format!("{{\n{}\n}}\n", fields.join(",\n")));
}
