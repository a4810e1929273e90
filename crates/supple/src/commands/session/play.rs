//! Plays a script: keys go to the player, its effects come back.

use care::{
    entry::{Answer, PainQuality},
    session::{Effect, Event, Player, Script, Sign, Tone},
};
use uuid::Uuid;

use super::{
    Book,
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

/// Plays a session to its end; `seed` makes its id where the clock stands still.
pub async fn play(
    context: &Context,
    ask: &Session,
    script: Script,
    minutes: u32,
    pain: u8,
    seed: u64,
    book: &Book,
) -> Result<(), Failure> {
    let id = book.app.as_ref().map_or_else(Uuid::nil, |app| app.new_id(seed << 32));
    let stage = Stage::new();
    stage.line(&script.title)?;
    script.quiet.iter().try_for_each(|why| stage.line(why))?;
    if ask::somebody() {
        stage.line(&context.say("session.keys", &[]))?;
    }
    let mut show = Show { context, stage, book, player: Player::new(script, id, minutes, pain) };
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
    book: &'a Book,
    player: Player,
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

    /// Gives the player an event and does what it asks for, until it asks for nothing more.
    async fn send(&mut self, pace: &Pace, event: Event) -> Result<(), Failure> {
        let mut waiting = vec![event];
        while let Some(event) = waiting.pop() {
            for effect in self.player.handle(pace.now(), event) {
                waiting.extend(self.perform(effect).await?);
            }
        }
        Ok(())
    }

    /// Does one thing; an answer goes back to the player.
    async fn perform(&mut self, effect: Effect) -> Result<Option<Event>, Failure> {
        match effect {
            Effect::Write { id, event } => self.book.write(vec![(id, event)]).await?,
            Effect::Show { step } => self.stage.step(&self.player.script().steps[step], self.context)?,
            Effect::Bell { tone: Tone::Tick } => {}
            Effect::Bell { .. } => self.stage.bell()?,
            Effect::Say { text } => self.stage.line(&format!("        {text}"))?,
            Effect::Decided { decision } => self.advise(&[decision.text])?,
            Effect::Ask { sign } => return self.sign(sign).map(Some),
            Effect::Judged { verdict: Some(verdict) } => self.advise(&verdict.advice)?,
            Effect::Judged { verdict: None } => self.advise(&self.player.script().unwell_rest)?,
            Effect::AskPainAfter => {
                self.stage.clear();
                let question = self.context.say("session.pain_after", &[]);
                let pain = if ask::somebody() { Some(ask::pain(&question)?) } else { None };
                return Ok(Some(Event::PainAfter { pain }));
            }
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
