//! Today's plan as a flat, timed script.

use std::collections::BTreeSet;

use super::{
    Cue, PainClass, Script, Step, StepKind, Tone,
    cues::{self, APART_S, Fixed, Own, REST_APART_S, When, ring, say},
    decide::{pain_class, table},
    timing::{between, get_ready},
};
use crate::{
    content::{self, Exercise, Kind},
    entry::{Profile, Side},
    plan::{Bout, Plan, Prescription, rules},
    record::Record,
    screening::signs,
    words::Words,
};

/// Compiles a day's plan into what a player plays: every second accounted for, every text finished, every decision in the table.
/// A plan without blocks gives a script without steps.
pub fn compile(plan: &Plan, record: &Record, words: &Words) -> Script {
    let profile = record.profile();
    let items: Vec<&Prescription> = plan.blocks.iter().flat_map(|b| &b.items).collect();
    let mut writer = Writer { words, profile: &profile, steps: vec![], before: None, firsts: vec![] };
    for item in &items {
        writer.exercise(item);
    }
    if !items.is_empty() {
        writer.finish();
    }
    let steps = writer.numbered();
    Script {
        date: plan.date,
        title: words.count("session.title", plan.minutes, &[]),
        programme: (plan.programme != "supple").then(|| plan.programme.clone()),
        total_s: steps.iter().map(|s| s.seconds).sum(),
        equipment: equipment(&items, &profile, words),
        steps,
        quiet: plan.reasons.iter().find(|r| r.rule.starts_with("plan.quiet_")).map(|r| r.text.clone()),
        decisions: table(words),
        follow_ups: signs::follow_ups(words),
        unwell: signs::unwell(words),
        verdicts: signs::verdicts(&profile.country, record.thinners(), words),
        unwell_rest: words.list("session.unwell_rest"),
    }
}

/// Seconds into getting ready at which the position is described.
const READY_SAID_S: u32 = 5;
/// Seconds into changing sides at which it is described again.
const SWITCH_SAID_S: u32 = 3;

struct Writer<'a> {
    words: &'a Words,
    profile: &'a Profile,
    steps: Vec<Step>,
    /// The exercise before.
    before: Option<&'static Exercise>,
    /// Where each exercise begins, and whether it is a rest.
    firsts: Vec<(usize, bool)>,
}

impl Writer<'_> {
    fn exercise(&mut self, item: &Prescription) {
        let Some(exercise) = content::exercises().get(&item.exercise) else { return };
        let Some(first) = item.bouts.first() else { return };
        self.firsts.push((self.steps.len(), exercise.kind == Kind::Rest));
        let seconds = get_ready(self.before.replace(exercise), exercise);
        let mut ready = self.step(StepKind::GetReady, item, *first, seconds);
        let name = match first.side {
            Some(side) => self.words.say("session.say.ready_side", &[("name", &item.name), ("side", &self.side(side))]),
            None => self.words.say("session.say.ready", &[("name", &item.name)]),
        };
        ready.cues = vec![say(0, name)];
        if seconds > READY_SAID_S {
            ready.cues.push(say(READY_SAID_S, self.text(item, "ready", first.side)));
        }
        self.steps.push(ready);
        for (i, bout) in item.bouts.iter().enumerate() {
            if i > 0 {
                self.gap(item, exercise, item.bouts[i - 1], *bout);
            }
            self.bout(item, exercise, i);
        }
    }

    /// Changing sides, or a short breather before the next bout of the same side.
    fn gap(&mut self, item: &Prescription, exercise: &Exercise, before: Bout, next: Bout) {
        let seconds = between(exercise, before, next);
        let (kind, headline, text) = if let Some(side) = next.side.filter(|_| before.side != next.side) {
            let side = self.side(side);
            let headline = self.words.say("session.headline.switch", &[("side", &side)]);
            (StepKind::SwitchSide, headline, self.words.say("session.say.switch", &[("side", &side)]))
        } else {
            (StepKind::Pause, self.words.get("session.headline.pause"), self.words.get("session.say.pause"))
        };
        let step = self.step(kind, item, next, seconds);
        let tone = (kind == StepKind::SwitchSide).then_some(Tone::Switch);
        let mut cues = vec![Cue { tone, ..say(0, text) }];
        if kind == StepKind::SwitchSide {
            cues.push(say(SWITCH_SAID_S, self.text(item, "ready", next.side)));
        }
        self.steps.push(Step { headline, cues, ..step });
    }

    fn bout(&mut self, item: &Prescription, exercise: &Exercise, i: usize) {
        let bout = item.bouts[i];
        let kind = if exercise.kind == Kind::Rest { StepKind::Rest } else { StepKind::Work };
        let mut step = self.step(kind, item, bout, bout.seconds);
        let same = |b: &&Bout| b.side == bout.side;
        let of = item.bouts.iter().filter(same).count();
        let nth = item.bouts[..=i].iter().filter(same).count();
        step.bout = (of > 1).then(|| [nth, of].map(|n| u32::try_from(n).expect("a few bouts")));
        step.repetitions = item.repetitions;
        step.breath = Some(exercise.breath.clone());
        step.silent = exercise.silent && !self.profile.talk_in_rests;
        step.cues = if step.silent { self.silent_cues(bout.seconds) } else { self.cues(item, exercise, bout, nth - 1) };
        self.steps.push(step);
    }

    fn silent_cues(&self, seconds: u32) -> Vec<Cue> {
        vec![
            ring(0, Tone::Start, self.words.get("session.say.start")),
            ring(seconds, Tone::End, self.words.get("session.say.rest_over")),
        ]
    }

    /// Each further bout (`nth` > 0) begins with the next cue, so that none is heard in every one of them.
    fn cues(&self, item: &Prescription, exercise: &Exercise, bout: Bout, nth: usize) -> Vec<Cue> {
        let rest = exercise.kind == Kind::Rest;
        let fixed = Fixed {
            start: match item.repetitions {
                Some(n) => self.words.say("session.say.repetitions", &[("n", &n)]),
                None => self.words.get("session.say.start"),
            },
            halfway: self.words.get("session.say.halfway"),
            last_ten: self.words.get("session.say.last_ten"),
            end: self.words.get(if rest { "session.say.rest_over" } else { "session.say.done" }),
        };
        let own = self.own(item, bout.side);
        let turn = own.iter().cycle().skip(nth).take(own.len());
        cues::bout(bout.seconds, &exercise.breath, fixed, turn, if rest { REST_APART_S } else { APART_S })
    }

    /// The cues of an exercise: each a text, or texts for the breath in and out.
    fn own(&self, item: &Prescription, side: Option<Side>) -> Vec<Own> {
        let part = |i: usize, (when, key): (When, &str)| {
            let key = format!("cues.{i}{key}");
            self.words.has(&format!("exercises.{}.{key}", item.exercise)).then(|| (when, self.text(item, &key, side)))
        };
        let forms = [(When::Any, ""), (When::In, ".in"), (When::Out, ".out")];
        let cue = |i| forms.into_iter().filter_map(|form| part(i, form)).collect::<Own>();
        (0..).map_while(|i| Some(cue(i)).filter(|cue| !cue.is_empty())).collect()
    }

    fn finish(&mut self) {
        self.firsts.push((self.steps.len(), true));
        let text = self.words.get("session.say.finish");
        self.steps.push(Step {
            index: 0,
            kind: StepKind::Finish,
            start_s: 0,
            seconds: rules().time.finish_s,
            exercise: String::new(),
            name: String::new(),
            headline: self.words.get("session.headline.finish"),
            side: None,
            bout: None,
            repetitions: None,
            instructions: vec![],
            feel: String::new(),
            not_feel: String::new(),
            breath: None,
            silent: false,
            cues: vec![ring(0, Tone::Finish, text)],
            pain_class: PainClass::Other,
            after_exercise: 0,
            after_stretches: 0,
        });
    }

    fn step(&self, kind: StepKind, item: &Prescription, bout: Bout, seconds: u32) -> Step {
        Step {
            index: 0,
            kind,
            start_s: 0,
            seconds,
            exercise: item.exercise.clone(),
            name: item.name.clone(),
            headline: self.text(item, "headline", bout.side),
            side: bout.side,
            bout: None,
            repetitions: None,
            instructions: self.list(item, "steps", bout.side),
            feel: self.text(item, "feel", bout.side),
            not_feel: self.text(item, "not_feel", bout.side),
            breath: None,
            silent: false,
            cues: vec![],
            pain_class: pain_class(&item.exercise),
            after_exercise: 0,
            after_stretches: 0,
        }
    }

    /// Numbers the steps, puts them on the clock and points each to where giving up leads.
    fn numbered(mut self) -> Vec<Step> {
        let mut clock = 0;
        let end = self.steps.len().saturating_sub(1);
        let number = |i: usize| u32::try_from(i).expect("a session has some hundred steps at most");
        for (i, step) in self.steps.iter_mut().enumerate() {
            (step.index, step.start_s) = (number(i), clock);
            clock += step.seconds;
            let mut later = self.firsts.iter().filter(|(first, _)| *first > i);
            step.after_exercise = number(later.clone().next().map_or(end, |(first, _)| *first));
            step.after_stretches = number(later.find(|(_, rest)| *rest).map_or(end, |(first, _)| *first));
        }
        self.steps
    }

    fn side(&self, side: Side) -> String {
        self.words.get(match side {
            Side::Left => "terms.side.left",
            Side::Right => "terms.side.right",
        })
    }

    /// A text of an exercise with its {side} and {other} filled; written for the right side, so that is what an exercise of both
    /// sides says.
    fn text(&self, item: &Prescription, key: &str, side: Option<Side>) -> String {
        let side = side.unwrap_or(Side::Right);
        let (this, other) = (self.side(side), self.side(side.other()));
        self.words.say(&format!("exercises.{}.{key}", item.exercise), &[("side", &this), ("other", &other)])
    }

    fn list(&self, item: &Prescription, key: &str, side: Option<Side>) -> Vec<String> {
        let n = self.words.list(&format!("exercises.{}.{key}", item.exercise)).len();
        (0..n).map(|i| self.text(item, &format!("{key}.{i}"), side)).collect()
    }
}

/// What one needs, each thing once, the alternative that is at hand where there is a choice.
fn equipment(items: &[&Prescription], profile: &Profile, words: &Words) -> Vec<String> {
    let needs = items.iter().filter_map(|i| content::exercises().get(&i.exercise)).flat_map(|e| &e.equipment);
    let chosen = needs.map(|need| {
        let mut options = need.split('|');
        let first = options.clone().next().unwrap_or(need);
        options.find(|o| profile.equipment.iter().any(|e| e == o)).unwrap_or(first)
    });
    let mut seen = BTreeSet::new();
    chosen.filter(|item| seen.insert(*item)).map(|item| words.get(&format!("terms.equipment.{item}"))).collect()
}
