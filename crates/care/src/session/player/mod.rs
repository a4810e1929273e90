//! The player: a pure state machine that a terminal (or a test) drives. It reads no clock; `now` is an argument.
//!
//! The browser has the same machine in `web/src/lib/player/machine.ts`. `tests/shared_with_web.rs` writes down what this one
//! does, and the browser's has to do the same.

mod event;
mod pain;

use std::time::Duration;

pub use event::{Effect, Event};
use uuid::Uuid;

use super::{Script, Step, StepKind};
use crate::entry::{self, Answers, StepOutcome};

/// A tick later than this after a step's end means that the device slept: the player waits instead of racing on.
const SLEPT: Duration = Duration::from_secs(65);
/// Within this time "back" goes to the step before instead of the beginning of this one.
const JUST_BEGUN: Duration = Duration::from_secs(3);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Waiting,
    Playing,
    Paused,
    Asking,
    Closing { completed: bool },
    Over,
}

/// What a session has come to so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Went {
    /// Nothing was done.
    Nothing,
    /// Something was done to its end, if more gently.
    Done,
    /// Something was stopped.
    Stopped,
}

impl From<StepOutcome> for Went {
    fn from(outcome: StepOutcome) -> Self {
        match outcome {
            StepOutcome::Skipped => Self::Nothing,
            StepOutcome::Done | StepOutcome::Eased => Self::Done,
            StepOutcome::Stopped => Self::Stopped,
        }
    }
}

/// A session that is being played.
#[derive(Clone, Debug)]
pub struct Player {
    script: Script,
    session: Uuid,
    minutes: u32,
    pain: u8,
    phase: Phase,
    at: usize,
    /// Time within the step.
    elapsed: Duration,
    /// Time done in earlier goes at this step.
    carried: Duration,
    seen: Option<Duration>,
    /// Cues of this step that have been given.
    given: usize,
    eased: bool,
    /// Only quiet rest is left of today.
    quiet: bool,
    /// No step before this one is gone back to: it was stopped.
    floor: usize,
    ball_hurt: bool,
    went: Went,
    /// Answers to the follow-up questions that are open.
    told: Answers,
    effects: Vec<Effect>,
}

impl Player {
    /// A player for a script. `session` is the id that its `SessionStarted` entry gets, `pain` the pain before it.
    pub fn new(script: Script, session: Uuid, minutes: u32, pain: u8) -> Self {
        Self {
            script,
            session,
            minutes,
            pain,
            phase: Phase::Waiting,
            at: 0,
            elapsed: Duration::ZERO,
            carried: Duration::ZERO,
            seen: None,
            given: 0,
            eased: false,
            quiet: false,
            floor: 0,
            ball_hurt: false,
            went: Went::Nothing,
            told: Answers::new(),
            effects: vec![],
        }
    }

    /// The script that is played.
    pub fn script(&self) -> &Script {
        &self.script
    }

    /// The step that is played.
    pub fn step(&self) -> Option<&Step> {
        self.script.steps.get(self.at)
    }

    /// Time within the step.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Is the clock standing still because of a pause or a question?
    pub fn is_paused(&self) -> bool {
        matches!(self.phase, Phase::Paused | Phase::Asking)
    }

    /// Is it over?
    pub fn is_over(&self) -> bool {
        self.phase == Phase::Over
    }

    /// Takes what happened at `now` (any steady clock) and says what to do.
    pub fn handle(&mut self, now: Duration, event: Event) -> Vec<Effect> {
        self.pass(now);
        match (self.phase, event) {
            (Phase::Waiting, Event::Start) => self.start(),
            (Phase::Playing, Event::Pause) => self.phase = Phase::Paused,
            (Phase::Paused, Event::Resume) => self.phase = Phase::Playing,
            (Phase::Playing | Phase::Paused, Event::Skip) => self.leave(StepOutcome::Skipped, self.at + 1),
            (Phase::Playing | Phase::Paused, Event::LeaveExercise) => {
                self.leave(StepOutcome::Skipped, self.after_exercise());
            }
            (Phase::Playing | Phase::Paused, Event::Back) => self.back(),
            (Phase::Playing | Phase::Paused, Event::Hurt { intensity, quality }) => {
                self.hurts(intensity.min(10), quality);
            }
            (Phase::Asking, Event::Answer { item, answer }) => self.answer(item, answer),
            (Phase::Playing | Phase::Paused | Phase::Asking, Event::Unwell { signs }) => self.unwell(signs),
            (Phase::Playing | Phase::Paused | Phase::Asking, Event::Quit) => self.quit(),
            (Phase::Closing { completed }, Event::PainAfter { pain }) => self.end(completed, pain),
            _ => {}
        }
        if self.phase == Phase::Playing {
            self.cues();
        }
        std::mem::take(&mut self.effects)
    }

    fn start(&mut self) {
        self.phase = Phase::Playing;
        let event = entry::Event::SessionStarted {
            date: self.script.date,
            minutes: self.minutes,
            pain: self.pain,
            programme: self.script.programme.clone(),
        };
        self.effects.push(Effect::Write { id: Some(self.session), event });
        self.enter(0);
    }

    /// Lets time pass; it may run over the end of several steps.
    fn pass(&mut self, now: Duration) {
        let mut passed = now.saturating_sub(self.seen.unwrap_or(now));
        self.seen = Some(now);
        while self.phase == Phase::Playing {
            let Some(step) = self.step() else { break };
            let whole = Duration::from_secs(u64::from(step.seconds));
            let taken = passed.min(whole.saturating_sub(self.elapsed));
            self.elapsed += taken;
            passed -= taken;
            self.cues();
            if self.elapsed < whole {
                break;
            }
            self.leave(if self.eased { StepOutcome::Eased } else { StepOutcome::Done }, self.at + 1);
            if passed > SLEPT && self.phase == Phase::Playing {
                self.phase = Phase::Paused;
            }
        }
    }

    fn cues(&mut self) {
        let Some(step) = self.script.steps.get(self.at) else { return };
        for cue in step.cues.iter().skip(self.given) {
            if Duration::from_secs(u64::from(cue.at_s)) > self.elapsed {
                break;
            }
            self.given += 1;
            self.effects.extend(cue.tone.map(|tone| Effect::Bell { tone }));
            if !cue.say.is_empty() {
                self.effects.push(Effect::Say { text: cue.say.clone() });
            }
        }
    }

    fn after_exercise(&self) -> usize {
        self.step().map_or(self.at + 1, |s| (s.after_exercise as usize).max(self.at + 1))
    }

    /// Ends this step and goes on at `to`; what lies between counts as skipped. Once only quiet rest is left, an exercise
    /// that ends leads on to the next rest, and there is no way back.
    fn leave(&mut self, outcome: StepOutcome, to: usize) {
        let Some(step) = self.step() else { return };
        let next = if self.quiet && to >= self.after_exercise() {
            self.floor = (step.after_stretches as usize).max(self.at + 1);
            self.floor
        } else {
            to
        };
        self.finish_step(outcome);
        for step in self.at + 1..next {
            self.write_step(step, Duration::ZERO, StepOutcome::Skipped);
        }
        self.enter(next);
    }

    fn enter(&mut self, step: usize) {
        (self.at, self.elapsed, self.carried) = (step, Duration::ZERO, Duration::ZERO);
        (self.given, self.eased) = (0, false);
        if step >= self.script.steps.len() {
            return self.close(self.went == Went::Done);
        }
        self.effects.push(Effect::Show { step });
    }

    fn back(&mut self) {
        if self.elapsed < JUST_BEGUN && self.at > self.floor {
            self.enter(self.at - 1);
        } else {
            self.restart();
            self.effects.push(Effect::Show { step: self.at });
        }
    }

    /// This step from its beginning; what was done of it counts.
    fn restart(&mut self) {
        self.carried += self.elapsed;
        (self.elapsed, self.given) = (Duration::ZERO, 0);
    }

    fn finish_step(&mut self, outcome: StepOutcome) {
        self.write_step(self.at, self.elapsed + self.carried, outcome);
    }

    /// Writes a step down; only work and rest are worth a line in the record.
    fn write_step(&mut self, step: usize, time: Duration, outcome: StepOutcome) {
        let Some(step) = self.script.steps.get(step) else { return };
        if !matches!(step.kind, StepKind::Work | StepKind::Rest) {
            return;
        }
        self.went = self.went.max(outcome.into());
        self.write(entry::Event::StepFinished {
            session: self.session,
            step: step.index,
            exercise: step.exercise.clone(),
            side: step.side,
            seconds: u32::try_from((time.as_millis() + 500) / 1000).unwrap_or(u32::MAX),
            outcome,
        });
    }

    fn write(&mut self, event: entry::Event) {
        self.effects.push(Effect::Write { id: None, event });
    }

    fn quit(&mut self) {
        self.tell();
        self.finish_step(StepOutcome::Stopped);
        self.close(false);
    }

    fn close(&mut self, completed: bool) {
        self.phase = Phase::Closing { completed };
        self.effects.push(Effect::AskPainAfter);
    }

    fn end(&mut self, completed: bool, pain: Option<u8>) {
        self.phase = Phase::Over;
        self.write(entry::Event::SessionEnded { session: self.session, completed, pain: pain.map(|p| p.min(10)) });
        self.effects.push(Effect::Ended);
    }
}
