//! What a player does when something hurts, or when somebody feels unwell.

use super::{Effect, Phase, Player};
use crate::{
    entry::{Answer, Answers, Event, PainQuality, StepOutcome},
    screening::Disposition,
    session::{Action, PainClass, SignVerdict},
};

impl Player {
    /// Looks the pain up and does what the table says; the person goes on when ready. A table with a hole never lets a
    /// hurting person go on.
    pub(super) fn hurts(&mut self, intensity: u8, quality: PainQuality) {
        let Some(class) = self.step().map(|step| step.pain_class) else { return };
        let row = self.script.decision(class, quality, intensity, self.ball_hurt).cloned();
        self.ball_hurt |= class == PainClass::Ball && matches!(quality, PainQuality::Sharp | PainQuality::Throbbing);
        self.report(intensity, quality);
        self.phase = Phase::Paused;
        let action = row.as_ref().map_or(Action::EndSession, |row| row.action);
        self.effects.extend(row.map(|decision| Effect::Decided { decision }));
        match action {
            Action::Continue => {}
            Action::Ease => self.eased = true,
            Action::RepositionOnce => {
                self.restart();
                self.eased = true;
            }
            Action::EndExercise => {
                self.leave(StepOutcome::Stopped, self.after_exercise());
                self.floor = self.at;
            }
            Action::QuietRestOnly => {
                (self.quiet, self.phase) = (true, Phase::Asking);
                self.ask();
            }
            Action::EndSession => self.quit(),
        }
    }

    /// The pain is in the record as soon as it is told, whatever becomes of the questions after it.
    fn report(&mut self, intensity: u8, quality: PainQuality) {
        let step = self.step();
        let event = Event::PainReported {
            session: Some(self.session),
            step: step.map(|s| s.index),
            exercise: step.map(|s| s.exercise.clone()),
            side: step.and_then(|s| s.side),
            intensity,
            quality,
            follow_up: Answers::new(),
        };
        self.write(event);
    }

    /// The next question; after the last one, what the answers come to.
    fn ask(&mut self) {
        let open = self.script.follow_ups.iter().find(|sign| !self.told.contains_key(&sign.item)).cloned();
        match open {
            Some(sign) => self.effects.push(Effect::Ask { sign }),
            None => self.asked(),
        }
    }

    /// Takes an answer. An emergency doesn't wait for the other questions.
    pub(super) fn answer(&mut self, item: String, answer: Answer) {
        self.told.insert(item, answer);
        let urgent = self.script.verdict(&self.told).is_some_and(|v| v.disposition == Disposition::Emergency);
        if urgent { self.asked() } else { self.ask() }
    }

    /// Any sign that isn't a clear no ends the session; otherwise quiet rest is left.
    fn asked(&mut self) {
        let verdict = self.script.verdict(&self.told).cloned();
        self.tell();
        if verdict.is_some() {
            self.finish_step(StepOutcome::Stopped);
            return self.judged(verdict);
        }
        self.phase = Phase::Paused;
        self.leave(StepOutcome::Stopped, self.after_exercise());
    }

    /// Writes down the answers to the follow-up questions so far.
    pub(super) fn tell(&mut self) {
        let signs = std::mem::take(&mut self.told);
        if !signs.is_empty() {
            self.write(Event::UnwellReported { session: Some(self.session), signs });
        }
    }

    pub(super) fn unwell(&mut self, mut signs: Answers) {
        signs.append(&mut self.told);
        let verdict = self.script.verdict(&signs).cloned();
        self.write(Event::UnwellReported { session: Some(self.session), signs });
        self.finish_step(StepOutcome::Stopped);
        self.judged(verdict);
    }

    /// Nobody who is told to get help is asked for a number first.
    fn judged(&mut self, verdict: Option<SignVerdict>) {
        self.effects.push(Effect::Judged { verdict });
        self.end(false, None);
    }
}
