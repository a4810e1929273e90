//! `supple session`: today's session in the terminal.

mod keys;
mod pace;
mod play;
mod stage;
mod unwell;

use std::sync::Arc;

use care::{
    entry::{Answers, Event, ScreenKind},
    plan::{self, Options, Plan},
    record::{Onward, Record},
    screening,
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
    let (plan, script) = today(&context, ask, &record, ask.pain);
    if ask.output.json {
        return out::json(&script);
    }
    if plan.blocks.is_empty() && plan.desk_breaks.is_empty() {
        return show::plan(&plan, &context);
    }
    if ask.from.record.is_some() {
        return block_on(rehearse(&context, ask, script, plan.minutes));
    }
    block_on(begin(&context, ask))
}

/// The plan of the day and its script.
fn today(context: &Context, ask: &Session, record: &Record, pain: Option<u8>) -> (Plan, Script) {
    let options = Options { pain, ..options(&ask.wish) };
    let plan = plan::plan(record, context.today(ask.from.date), &options, &context.words);
    let script = session::compile(&plan, record, &context.words);
    (plan, script)
}

/// With an exported record nothing is checked and nothing kept.
async fn rehearse(context: &Context, ask: &Session, script: Script, minutes: u32) -> Result<(), Failure> {
    let pain = match ask.pain {
        Some(pain) => pain,
        None if ask::somebody() => ask::pain(&context.say("session.pain_before", &[]))?,
        None => return Err(Failure::input("not_a_terminal", "--pain", &"")),
    };
    play::play(context, ask, script, minutes, pain, 0, &Book { app: None }).await
}

/// Asks the short check, which the day's plan takes in, then plays.
async fn begin(context: &Context, ask: &Session) -> Result<(), Failure> {
    let app = context.open(&ask.from.data).await?;
    let book = Book { app: Some(app.clone()) };
    let answers = match &ask.answers {
        Some(file) => screen::from_file(crate::input::json(file)?, ScreenKind::Short, context),
        None => screen::interview(ScreenKind::Short, context)?,
    };
    book.write(vec![(None, Event::Screened { kind: ScreenKind::Short, answers: answers.clone() })]).await?;
    let record = app.record().await?;
    drop(app);
    let pain = ask.pain.or_else(|| pain_today(&answers));
    let (plan, script) = today(context, ask, &record, pain);
    match record.onward(context.today(None), &context.words) {
        Onward::Session => {
            let seed = u64::try_from(record.all().len()).unwrap_or_default();
            play::play(context, ask, script, plan.minutes, pain.unwrap_or_default(), seed, &book).await?;
        }
        Onward::FullCheck => out::line(&context.say("session.check_first", &[]))?,
        Onward::ShortCheck => show::outcome(&screening::check(ScreenKind::Short, &answers, &context.words), context)?,
        Onward::First => {
            let told = screening::check(ScreenKind::Short, &answers, &context.words);
            show::outcome(&told, context)?;
            show::plan(&plan, context)?;
        }
    }
    book.close().await
}

/// The pain that the short check told of; a part of a point counts whole.
fn pain_today(answers: &Answers) -> Option<u8> {
    let pain = screening::pain_today(answers)?;
    (0..=10).find(|n| f64::from(*n) >= pain)
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
