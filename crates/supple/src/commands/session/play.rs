//! Plays a script: keys go to the player, its effects come back.

use care::{
    entry::{self, Answer, PainQuality},
    session::{Effect, Event, Player, Script, Sign, Tone},
};
use server::app::App;
use uuid::Uuid;

use super::{
    DEVICE,
    keys::{self, Key},
    pace::Pace,
    stage::Stage,
    unwell,
};
use crate::{ask, cli::Session, context::Context, failure::Failure};

const QUALITIES: [PainQuality; 6] = [
    PainQuality::Stretch,
    PainQuality::Dull,
    PainQuality::Sharp,
    PainQuality::Throbbing,
    PainQuality::Tingling,
    PainQuality::Spreading,
];

/// Plays a session to its end; `seed` makes its id where the clock stands still. Without an `app` nothing is kept.
pub async fn play(
    context: &Context,
    ask: &Session,
    script: Script,
    minutes: u32,
    pain: u8,
    seed: u64,
    app: Option<&App>,
) -> Result<(), Failure> {
    let id = app.map_or_else(Uuid::nil, |app| app.new_id(seed << 32));
    let stage = Stage::new();
    stage.line(&script.title)?;
    script.quiet.iter().try_for_each(|why| stage.line(why))?;
    if ask::somebody() {
        stage.line(&context.say("session.keys", &[]))?;
    }
    let mut show = Show { context, stage, app, player: Player::new(script, id, minutes, pain), judged: false };
    let mut pace = Pace::new(ask.fast.unwrap_or(1));
    show.send(&pace, Event::Start).await?;
    while !show.player.is_over() {
        let (_, key) = pace.tick(keys::wait);
        show.send(&pace, Event::Tick).await?;
        if let Some(key) = key? {
            show.key(&pace, key).await?;
        }
        if let Some(step) = show.player.step().filter(|_| !show.player.is_over()) {
            show.stage.at(show.player.elapsed(), step, show.player.is_paused(), context);
        }
    }
    show.stage.clear();
    Ok(())
}

struct Show<'a> {
    context: &'a Context,
    stage: Stage,
    app: Option<&'a App>,
    player: Player,
    /// Have signs ended the session?
    judged: bool,
}

impl Show<'_> {
    async fn key(&mut self, pace: &Pace, key: Key) -> Result<(), Failure> {
        let event = match key {
            Key::Pause if self.player.is_paused() => Event::Resume,
            Key::Pause => Event::Pause,
            Key::Skip => Event::LeaveExercise,
            Key::Repeat => Event::Back,
            Key::Quit => Event::Quit,
            Key::Hurts => return self.hurts(pace).await,
            Key::Unwell => return self.unwell(pace).await,
        };
        self.send(pace, event).await
    }

    /// "That hurts": what it feels like and how much; the clock stands still meanwhile.
    async fn hurts(&mut self, pace: &Pace) -> Result<(), Failure> {
        self.send(pace, Event::Pause).await?;
        self.stage.clear();
        let items: Vec<String> = QUALITIES.iter().map(|q| crate::show::term("quality", q, self.context)).collect();
        if let Some(i) = ask::choose(&self.context.say("session.quality", &[]), &items, None)? {
            let intensity = ask::pain(&self.context.say("session.intensity", &[]))?;
            self.send(pace, Event::Hurt { intensity, quality: QUALITIES[i] }).await?;
        }
        self.send(pace, Event::Resume).await
    }

    /// "I feel unwell". Only "it was nothing" goes on; everything else is the player's to judge.
    async fn unwell(&mut self, pace: &Pace) -> Result<(), Failure> {
        self.send(pace, Event::Pause).await?;
        self.stage.clear();
        let event = match unwell::ask(self.player.script(), self.context)? {
            Some(signs) => Event::Unwell { signs },
            None => Event::Resume,
        };
        self.send(pace, event).await
    }

    /// Gives the player an event and does what it asks for, until it asks for nothing more. What can't be kept is told only
    /// after everything has been said and asked.
    async fn send(&mut self, pace: &Pace, event: Event) -> Result<(), Failure> {
        let mut kept = Ok(());
        let mut waiting = vec![event];
        while let Some(event) = waiting.pop() {
            for effect in words_first(self.player.handle(pace.now(), event)) {
                if let Effect::Write { id, event } = effect {
                    kept = kept.and(self.write(id, event).await);
                } else {
                    waiting.extend(self.perform(effect)?);
                }
            }
        }
        kept
    }

    async fn write(&self, id: Option<Uuid>, event: entry::Event) -> Result<(), Failure> {
        if let Some(app) = self.app {
            app.write(DEVICE, vec![(id, event)]).await?;
        }
        Ok(())
    }

    /// Does one thing; an answer goes back to the player.
    fn perform(&mut self, effect: Effect) -> Result<Option<Event>, Failure> {
        match effect {
            Effect::Show { step } => self.stage.step(&self.player.script().steps[step], self.context)?,
            Effect::Bell { tone: Tone::Tick } | Effect::Write { .. } => {}
            Effect::Bell { .. } => self.stage.bell()?,
            Effect::Say { text } => self.stage.line(&format!("        {text}"))?,
            Effect::Decided { decision } => self.advise(&[decision.text])?,
            Effect::Ask { sign } => return self.sign(sign).map(Some),
            Effect::Judged { verdict: Some(verdict) } => {
                self.stage.clear();
                self.judged = true;
                self.advise(&verdict.advice)?;
            }
            Effect::Judged { verdict: None } => self.advise(&self.player.script().unwell_rest)?,
            Effect::AskPainAfter => {
                self.stage.clear();
                let question = self.context.say("session.pain_after", &[]);
                let pain = if ask::somebody() { Some(ask::pain(&question)?) } else { None };
                return Ok(Some(Event::PainAfter { pain }));
            }
            // Nothing stands below what to do now.
            Effect::Ended if self.judged => {}
            Effect::Ended => self.stage.line(&self.context.say("session.ended", &[]))?,
        }
        Ok(None)
    }

    fn advise(&self, lines: &[String]) -> Result<(), Failure> {
        lines.iter().try_for_each(|line| self.stage.line(&format!("  ! {line}")))
    }

    /// One follow-up question; turning away from it is "not sure".
    fn sign(&self, sign: Sign) -> Result<Event, Failure> {
        let values = ["no", "yes", "not_sure"];
        let items = values.map(|value| self.context.say(&format!("screen.{value}"), &[]));
        let chosen = ask::choose(&sign.text, &items, None)?.unwrap_or(2);
        Ok(Event::Answer { item: sign.item, answer: Answer::Word(values[chosen].to_owned()) })
    }
}

/// What signs have come to is said before anything is written: a disk can fail, or keep one waiting.
fn words_first(mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.sort_by_key(|effect| !matches!(effect, Effect::Judged { .. }));
    effects
}

#[cfg(test)]
mod tests {
    use care::{entry::Answers, plan, record::Record, sample::sample_person, session::compile, words::Words};

    use super::*;

    #[test]
    fn what_signs_come_to_is_said_before_anything_is_written() {
        let words = Words::load("en").expect("English is embedded");
        let today = "2026-03-02".parse().expect("a date");
        let record = Record::fold(sample_person(today, &words));
        let script = compile(&plan::plan(&record, today, &plan::Options::default(), &words), &record, &words);
        let mut player = Player::new(script, Uuid::nil(), 15, 0);
        player.handle(std::time::Duration::ZERO, Event::Start);
        let signs: Answers = [("unwell_chest_pain".to_owned(), Answer::Word("yes".to_owned()))].into();
        let effects = words_first(player.handle(std::time::Duration::ZERO, Event::Unwell { signs }));
        assert!(matches!(effects[0], Effect::Judged { verdict: Some(_) }), "{effects:#?}");
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Write { .. })), "{effects:#?}");
    }
}
