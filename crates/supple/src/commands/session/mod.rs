//! `supple session`: today's session in the terminal.

mod keys;
mod pace;
mod play;
mod stage;

use std::sync::Arc;

use care::{
    entry::{Answer, Answers, Event, ScreenKind},
    plan,
    record::Record,
    screening::{self, Disposition, Finding},
    session::{self, Script},
};
use server::app::App;

use super::{DEVICE, plan::options, screen};
use crate::{
    ask,
    cli::{Cli, Session},
    context::{Context, block_on, close},
    failure::Failure,
    out, show,
};

pub fn run(cli: &Cli, ask: &Session) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let record = block_on(context.record(&ask.from))?;
    let today = context.today(ask.from.date);
    let plan = plan::plan(&record, today, &options(&ask.wish), &context.words);
    let script = session::compile(&plan, &record, &context.words);
    if ask.output.json {
        return out::json(&script);
    }
    if plan.blocks.is_empty() && plan.desk_breaks.is_empty() {
        return show::plan(&plan, &context);
    }
    block_on(begin(&context, ask, &record, script, plan.minutes))
}

/// Asks the short check, then plays. With an exported record nothing is checked and nothing kept: it is a rehearsal.
async fn begin(context: &Context, ask: &Session, record: &Record, script: Script, minutes: u32) -> Result<(), Failure> {
    let mut book = Book { app: None };
    let mut pain = ask.pain;
    if ask.from.record.is_none() {
        book.app = Some(context.open(&ask.from.data).await?);
        let answers = match &ask.answers {
            Some(file) => screen::from_file(crate::input::json(file)?, ScreenKind::Short, context),
            None => screen::interview(ScreenKind::Short, context)?,
        };
        pain = pain.or_else(|| pain_today(&answers));
        book.write(vec![(None, Event::Screened { kind: ScreenKind::Short, answers: answers.clone() })]).await?;
        if !may_begin(&answers, context)? {
            return book.close().await;
        }
    }
    let pain = match pain {
        Some(pain) => pain,
        None if ask::somebody() => ask::pain(&context.say("session.pain_before", &[]))?,
        None => return Err(Failure::input("not_a_terminal", "--pain", &"")),
    };
    let seed = u64::try_from(record.all().len()).unwrap_or_default();
    play::play(context, ask, script, minutes, pain, seed, &book).await?;
    book.close().await
}

/// Says what the short check came to; anything new or serious ends it here.
fn may_begin(answers: &Answers, context: &Context) -> Result<bool, Failure> {
    let outcome = screening::check(ScreenKind::Short, answers, &context.words);
    let serious = |r: &Finding| r.disposition >= Disposition::SeeProfessionalFirst && !r.is_only_due();
    if outcome.reasons.iter().any(serious) {
        show::outcome(&outcome, context)?;
        return Ok(false);
    }
    if screening::needs_full(answers) {
        out::line(&context.say("session.check_first", &[]))?;
        return Ok(false);
    }
    Ok(true)
}

fn pain_today(answers: &Answers) -> Option<u8> {
    match answers.get("pain_today") {
        Some(Answer::Number(pain)) => (0..=10).find(|n| f64::from(*n) >= *pain),
        _ => None,
    }
}

/// Where the session's entries go; nowhere in a rehearsal.
struct Book {
    app: Option<Arc<App>>,
}

impl Book {
    async fn write(&self, events: Vec<(Option<uuid::Uuid>, Event)>) -> Result<(), Failure> {
        if let Some(app) = &self.app {
            app.write(DEVICE, events).await?;
        }
        Ok(())
    }

    async fn close(self) -> Result<(), Failure> {
        if let Some(app) = self.app {
            close(app).await;
        }
        Ok(())
    }
}
