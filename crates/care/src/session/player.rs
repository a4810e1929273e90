//! The player: a pure state machine that a terminal (or a test) drives. It reads no clock; `now` is an argument.

use std::time::Duration;

use uuid::Uuid;

use super::{Action, PainClass, Script, Sign, Step, StepKind, decide};
use crate::{
    entry::{self, Answer, Answers, PainQuality, StepOutcome},
    screening::Disposition,
};

/// What happens to a player.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Begin.
    Start,
    /// Time has passed.
    Tick,
    /// Hold everything.
    Pause,
    /// Go on.
    Resume,
    /// Give this exercise up.
    Skip,
    /// This step once more from its beginning.
    Repeat,
    /// That hurts.
    Hurt {
        /// 0 to 10.
        intensity: u8,
        /// What it feels like.
        quality: PainQuality,
    },
    /// The follow-up questions were answered.
    FollowUps(Answers),
    /// "I feel unwell", with the signs that were chosen.
    Unwell(Answers),
    /// Stop for today.
    Quit,
    /// Pain after the session, 0 to 10.
    PainAfter(Option<u8>),
}

/// What a player asks its surroundings to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Keep an entry. The session's own id goes with `SessionStarted`.
    Write {
        /// The id that the entry must have; any new one otherwise.
        id: Option<Uuid>,
        /// What happened.
        event: entry::Event,
    },
    /// A step begins.
    Show(usize),
    /// Ring the bell.
    Bell,
    /// Say a text.
    Say(String),
    /// What the decision table answers to pain: text to show.
    Advise(Vec<String>),
    /// Ask the follow-up questions; the clock stands still until they are answered.
    AskFollowUps,
    /// Ask for the pain after the session.
    AskPainAfter,
    /// It is over.
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waiting,
    Playing,
    Paused,
    Asking,
    Closing { completed: bool },
    Over,
}

/// A session that is being played.
#[derive(Clone, Debug)]
pub struct Player {
    script: Script,
    session: Uuid,
    minutes: u32,
    pain: u8,
    state: State,
    at: usize,
    /// Time within the step.
    elapsed: Duration,
    seen: Option<Duration>,
    cues_done: usize,
    eased: bool,
    quiet: bool,
    ball_hurt: bool,
    hurt: Option<(u8, PainQuality)>,
}

impl Player {
    /// A player for a script. `session` is the id that its `SessionStarted` entry gets, `pain` the pain before it.
    pub fn new(script: Script, session: Uuid, minutes: u32, pain: u8) -> Self {
        Self {
            script,
            session,
            minutes,
            pain,
            state: State::Waiting,
            at: 0,
            elapsed: Duration::ZERO,
            seen: None,
            cues_done: 0,
            eased: false,
            quiet: false,
            ball_hurt: false,
            hurt: None,
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
        matches!(self.state, State::Paused | State::Asking)
    }

    /// Is it over?
    pub fn is_over(&self) -> bool {
        self.state == State::Over
    }

    /// Takes what happened at `now` (any steady clock) and says what to do.
    pub fn handle(&mut self, now: Duration, event: Event) -> Vec<Effect> {
        let mut effects = vec![];
        self.pass(now, &mut effects);
        match (self.state, event) {
            (State::Waiting, Event::Start) => self.start(&mut effects),
            (State::Playing, Event::Pause) => self.state = State::Paused,
            (State::Paused, Event::Resume) => self.state = State::Playing,
            (State::Playing | State::Paused, Event::Skip) => {
                self.state = State::Playing;
                self.finish_step(StepOutcome::Skipped, &mut effects);
                self.leave_exercise(&mut effects);
            }
            (State::Playing | State::Paused, Event::Repeat) => {
                self.state = State::Playing;
                self.finish_step(StepOutcome::Stopped, &mut effects);
                self.show(self.at, &mut effects);
            }
            (State::Playing | State::Paused, Event::Hurt { intensity, quality }) => {
                self.hurts(intensity.min(10), quality, &mut effects);
            }
            (State::Asking, Event::FollowUps(answers)) => self.answered(&answers, &mut effects),
            (State::Playing | State::Paused | State::Asking, Event::Unwell(signs)) => {
                self.unwell(signs, &mut effects);
            }
            (State::Playing | State::Paused | State::Asking, Event::Quit) => {
                self.report_pain(&Answers::new(), &mut effects);
                if self.state != State::Asking {
                    self.finish_step(StepOutcome::Stopped, &mut effects);
                }
                self.close(false, &mut effects);
            }
            (State::Closing { completed }, Event::PainAfter(pain)) => self.end(completed, pain, &mut effects),
            _ => {}
        }
        effects
    }

    fn start(&mut self, effects: &mut Vec<Effect>) {
        self.state = State::Playing;
        let event = entry::Event::SessionStarted {
            date: self.script.date,
            minutes: self.minutes,
            pain: self.pain,
            programme: self.script.programme.clone(),
        };
        effects.push(Effect::Write { id: Some(self.session), event });
        self.show(0, effects);
    }

    /// Lets time pass; it may run over the end of several steps.
    fn pass(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        let mut passed = now.saturating_sub(self.seen.unwrap_or(now));
        self.seen = Some(now);
        while self.state == State::Playing {
            let Some(step) = self.script.steps.get(self.at) else { break };
            let whole = Duration::from_secs(u64::from(step.seconds));
            let taken = passed.min(whole.saturating_sub(self.elapsed));
            self.elapsed += taken;
            passed -= taken;
            self.cues(effects);
            if self.elapsed < whole {
                break;
            }
            let outcome = if self.eased { StepOutcome::Eased } else { StepOutcome::Done };
            self.finish_step(outcome, effects);
            let next = if self.quiet && self.leaves_exercise() { self.after_stretches() } else { self.at + 1 };
            self.show(next, effects);
        }
    }

    fn cues(&mut self, effects: &mut Vec<Effect>) {
        let Some(step) = self.script.steps.get(self.at) else { return };
        for cue in step.cues.iter().skip(self.cues_done) {
            if Duration::from_secs(u64::from(cue.at_s)) > self.elapsed {
                break;
            }
            self.cues_done += 1;
            if cue.bell {
                effects.push(Effect::Bell);
            }
            if !cue.say.is_empty() {
                effects.push(Effect::Say(cue.say.clone()));
            }
        }
    }

    /// Does the next step belong to another exercise?
    fn leaves_exercise(&self) -> bool {
        self.step().is_some_and(|s| s.after_exercise as usize == self.at + 1)
    }

    fn after_stretches(&self) -> usize {
        self.step().map_or(self.at + 1, |s| (s.after_stretches as usize).max(self.at + 1))
    }

    fn leave_exercise(&mut self, effects: &mut Vec<Effect>) {
        let next = self.step().map_or(self.at + 1, |s| (s.after_exercise as usize).max(self.at + 1));
        let next = if self.quiet { self.after_stretches() } else { next };
        self.show(next, effects);
    }

    fn show(&mut self, step: usize, effects: &mut Vec<Effect>) {
        (self.at, self.elapsed, self.cues_done, self.eased) = (step, Duration::ZERO, 0, false);
        if step >= self.script.steps.len() {
            return self.close(true, effects);
        }
        effects.push(Effect::Show(step));
        self.cues(effects);
    }

    /// Writes a step of work or rest down; what was skipped before it began is written with no seconds.
    fn finish_step(&mut self, outcome: StepOutcome, effects: &mut Vec<Effect>) {
        let Some(step) = self.script.steps.get(self.at) else { return };
        let work = matches!(step.kind, StepKind::Work | StepKind::Rest);
        let given_up = outcome == StepOutcome::Skipped && step.kind != StepKind::Finish;
        if !work && !given_up {
            return;
        }
        let seconds = if work { u32::try_from(self.elapsed.as_secs()).unwrap_or(u32::MAX) } else { 0 };
        let event = entry::Event::StepFinished {
            session: self.session,
            step: step.index,
            exercise: step.exercise.clone(),
            side: step.side,
            seconds,
            outcome,
        };
        effects.push(Effect::Write { id: None, event });
    }

    fn hurts(&mut self, intensity: u8, quality: PainQuality, effects: &mut Vec<Effect>) {
        let Some(class) = self.step().map(|s| s.pain_class) else { return };
        let action = decide(class, quality, intensity, self.ball_hurt);
        if class == PainClass::Ball && matches!(quality, PainQuality::Sharp | PainQuality::Throbbing) {
            self.ball_hurt = true;
        }
        let fits = |d: &&super::Decision| {
            d.class == class
                && d.quality == quality
                && d.action == action
                && (d.pain_from..=d.pain_to).contains(&intensity)
        };
        effects.extend(self.script.decisions.iter().find(fits).map(|d| Effect::Advise(vec![d.text.clone()])));
        self.hurt = Some((intensity, quality));
        match action {
            Action::Continue => self.report_pain(&Answers::new(), effects),
            Action::Ease | Action::RepositionOnce => {
                self.eased = true;
                self.report_pain(&Answers::new(), effects);
            }
            Action::EndExercise => {
                self.report_pain(&Answers::new(), effects);
                self.finish_step(StepOutcome::Stopped, effects);
                self.state = State::Playing;
                self.leave_exercise(effects);
            }
            Action::QuietRestOnly => {
                self.finish_step(StepOutcome::Stopped, effects);
                (self.quiet, self.state) = (true, State::Asking);
                effects.push(Effect::AskFollowUps);
            }
            Action::EndSession => {
                self.report_pain(&Answers::new(), effects);
                self.finish_step(StepOutcome::Stopped, effects);
                self.close(false, effects);
            }
        }
    }

    /// Writes the pain that is still to be written, with what was asked after it.
    fn report_pain(&mut self, follow_up: &Answers, effects: &mut Vec<Effect>) {
        let Some((intensity, quality)) = self.hurt.take() else { return };
        let step = self.step();
        let event = entry::Event::PainReported {
            session: Some(self.session),
            step: step.map(|s| s.index),
            exercise: step.map(|s| s.exercise.clone()),
            side: step.and_then(|s| s.side),
            intensity,
            quality,
            follow_up: follow_up.clone(),
        };
        effects.push(Effect::Write { id: None, event });
    }

    /// Any sign that isn't a clear no is shown its own advice and ends the session; otherwise quiet rest goes on.
    fn answered(&mut self, answers: &Answers, effects: &mut Vec<Effect>) {
        self.report_pain(answers, effects);
        let advice = advice(&self.script.follow_ups, answers);
        if advice.is_empty() {
            self.state = State::Playing;
            let next = self.after_stretches();
            self.show(next, effects);
        } else {
            effects.push(Effect::Advise(advice));
            self.close(false, effects);
        }
    }

    fn unwell(&mut self, signs: Answers, effects: &mut Vec<Effect>) {
        self.report_pain(&Answers::new(), effects);
        let advice = advice(&self.script.unwell, &signs);
        let event = entry::Event::UnwellReported { session: Some(self.session), signs };
        effects.push(Effect::Write { id: None, event });
        if self.state != State::Asking {
            self.finish_step(StepOutcome::Stopped, effects);
        }
        if !advice.is_empty() {
            effects.push(Effect::Advise(advice));
        }
        self.close(false, effects);
    }

    fn close(&mut self, completed: bool, effects: &mut Vec<Effect>) {
        self.state = State::Closing { completed };
        effects.push(Effect::AskPainAfter);
    }

    fn end(&mut self, completed: bool, pain: Option<u8>, effects: &mut Vec<Effect>) {
        self.state = State::Over;
        let event = entry::Event::SessionEnded { session: self.session, completed, pain: pain.map(|p| p.min(10)) };
        effects.push(Effect::Write { id: None, event });
        effects.push(Effect::Ended);
    }
}

/// Advice of the worst sign among the answers; empty when all of them are a clear no.
fn advice(signs: &[Sign], answers: &Answers) -> Vec<String> {
    let told = |sign: &&Sign| {
        let answer = answers.get(&sign.item)?;
        Some(match answer {
            Answer::Word(word) if word == "yes" => sign.disposition,
            Answer::Word(word) if word == "no" => Disposition::Proceed,
            _ => sign.not_sure,
        })
    };
    signs
        .iter()
        .filter_map(|s| told(&s).map(|d| (d, s)))
        .filter(|(d, _)| *d > Disposition::Proceed)
        .max_by_key(|(d, _)| *d)
        .map(|(_, s)| s.advice.clone())
        .unwrap_or_default()
}
