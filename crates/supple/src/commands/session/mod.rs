//! `supple session`: today's session in the terminal.

mod keys;
mod pace;
mod play;
mod stage;
mod unwell;

use care::{
    entry::{Answers, Event, ScreenKind},
    plan::{self, Options, Plan},
    record::{Onward, Record},
    screening::{self, Disposition},
    session::{self, Script},
};
use server::app::App;

use super::{
    DEVICE, morning,
    plan::options,
    screen::{self, Check},
};
use crate::{
    ask,
    cli::{Cli, Session},
    context::{Book, Context, block_on, close},
    failure::Failure,
    out, show,
};

pub fn run(cli: &Cli, ask: &Session) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    if ask.output.json || ask.from.record.is_some() {
        return rehearse(&context, ask);
    }
    let given = ask.answers.as_deref().map(|file| screen::given(file, ScreenKind::Short, &context)).transpose()?;
    block_on(begin(&context, ask, given))
}

/// The plan of the day and its script.
fn today(context: &Context, ask: &Session, record: &Record, pain: Option<u8>) -> Result<(Plan, Script), Failure> {
    let options = Options { pain, ..options(&ask.wish, &context.words)? };
    let plan = plan::plan(record, context.today(ask.from.date), &options, &context.words);
    let script = session::compile(&plan, record, &context.words);
    Ok((plan, script))
}

/// Shows the script, or plays it from an exported record: nothing is checked and nothing kept.
fn rehearse(context: &Context, ask: &Session) -> Result<(), Failure> {
    let record = block_on(context.record(&ask.from))?;
    let (plan, script) = today(context, ask, &record, ask.pain)?;
    if ask.output.json {
        return out::json(&script);
    }
    if is_empty(&plan) {
        return show::plan(&plan, &record, context);
    }
    let pain = match ask.pain {
        Some(pain) => pain,
        None if ask::somebody() => ask::pain(&context.say("session.pain_before", &[]))?,
        None => return Err(Failure::input("not_a_terminal", "--pain", &"")),
    };
    block_on(play::play(context, ask, script, plan.minutes, pain, 0, None))
}

fn is_empty(plan: &Plan) -> bool {
    plan.blocks.is_empty() && plan.desk_breaks.is_empty()
}

/// Asks the short check, which the day's plan takes in, then plays. Answers that ask for help need no record that can be used.
async fn begin(context: &Context, ask: &Session, given: Option<Answers>) -> Result<(), Failure> {
    let book = context.book(&ask.from.data).await;
    let country = book.as_ref().map(|book| book.record.profile().country).unwrap_or_default();
    let check = Check::new(ScreenKind::Short, &country, context);
    let is_urgent = |answers: &Answers| check.outcome(answers).disposition >= Disposition::UrgentSameDay;
    if let Some(answers) = given.clone().filter(is_urgent) {
        return help(&check, answers, book, context).await;
    }
    let book = book?;
    let day = context.today(ask.from.date);
    let morning =
        if given.is_none() && ask::somebody() { morning::ask_if_due(&book.record, day, context)? } else { None };
    book.app.write(DEVICE, morning.map(|event| (None, event)).into_iter().collect()).await?;
    let record = book.app.record().await?;
    let (plan, _) = today(context, ask, &record, ask.pain)?;
    if is_empty(&plan) {
        return show::plan(&plan, &record, context);
    }
    let answers = given.map_or_else(|| check.interview(Answers::new()), Ok)?;
    if is_urgent(&answers) {
        return help(&check, answers, Ok(book), context).await;
    }
    book.app.write(DEVICE, vec![(None, screened(answers.clone()))]).await?;
    go_on(context, ask, &book.app, &check, &answers).await?;
    close(book.app).await;
    Ok(())
}

/// Says what is urgent, then writes down why.
async fn help(
    check: &Check<'_>,
    answers: Answers,
    book: Result<Book, Failure>,
    context: &Context,
) -> Result<(), Failure> {
    let said = show::outcome(&check.outcome(&answers), context);
    let app = book?.app;
    app.write(DEVICE, vec![(None, screened(answers))]).await?;
    close(app).await;
    said
}

fn screened(answers: Answers) -> Event {
    Event::Screened { kind: ScreenKind::Short, answers }
}

/// Where the short check leads, now that it is written down.
async fn go_on(
    context: &Context,
    ask: &Session,
    app: &App,
    check: &Check<'_>,
    answers: &Answers,
) -> Result<(), Failure> {
    let record = app.record().await?;
    let pain = ask.pain.or_else(|| pain_today(answers));
    let (plan, script) = today(context, ask, &record, pain)?;
    match record.onward(context.today(None), &context.words) {
        Onward::Session => {
            let seed = u64::try_from(record.all().len()).unwrap_or_default();
            play::play(context, ask, script, plan.minutes, pain.unwrap_or_default(), seed, Some(app)).await
        }
        Onward::FullCheck => out::line(&context.say("session.check_first", &[])),
        Onward::ShortCheck => show::outcome(&check.outcome(answers), context),
        Onward::First => {
            show::outcome(&check.outcome(answers), context)?;
            if is_empty(&plan) { Ok(()) } else { out::line(&format!("\n{}", context.say("session.left", &[]))) }
        }
    }
}

/// The pain that the short check told of; a part of a point counts whole.
fn pain_today(answers: &Answers) -> Option<u8> {
    let pain = screening::pain_today(answers)?;
    (0..=10).find(|n| f64::from(*n) >= pain)
}
