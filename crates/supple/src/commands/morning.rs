//! `supple morning`: how it was by the morning after a session.

use care::{entry::Event, record::Record};
use chrono::NaiveDate;

use super::keep;
use crate::{
    ask,
    cli::{Cli, Morning},
    context::{Book, Context, block_on, close},
    failure::Failure,
    out,
};

pub fn run(cli: &Cli, ask: &Morning) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    block_on(async {
        let Book { app, record } = context.book(&ask.data).await?;
        let about = record.morning_check_due(context.today(None));
        let about = about.ok_or_else(|| Failure::input("no_morning", "", &""))?;
        let settled = ask.settled.as_ref().map(|word| word == "yes");
        match interview(about, settled, ask.pain, &context)? {
            Some(event) => keep(&app, event, ask.output, &context).await?,
            None => out::tell(&context.say("morning.later", &[])),
        }
        close(app).await;
        Ok(())
    })
}

/// Asks when it is due; `None` when it isn't, or when the person turns away from it.
pub fn ask_if_due(record: &Record, today: NaiveDate, context: &Context) -> Result<Option<Event>, Failure> {
    record.morning_check_due(today).map_or(Ok(None), |about| interview(about, None, None, context))
}

/// Asks for what isn't said; `None` when the person goes back.
fn interview(
    about: NaiveDate,
    settled: Option<bool>,
    pain: Option<u8>,
    context: &Context,
) -> Result<Option<Event>, Failure> {
    if settled.is_none() || pain.is_none() {
        ask::need_somebody()?;
    }
    let settled = match settled {
        Some(settled) => settled,
        None => match ask_settled(about, context)? {
            Some(settled) => settled,
            None => return Ok(None),
        },
    };
    let pain = pain.map_or_else(|| ask::pain(&context.say("morning.pain", &[])), Ok)?;
    Ok(Some(Event::MorningChecked { about, settled, pain }))
}

fn ask_settled(about: NaiveDate, context: &Context) -> Result<Option<bool>, Failure> {
    let items = ["yes", "no"].map(|word| context.say(&format!("morning.{word}"), &[]));
    let chosen = ask::choose(&context.say("morning.settled", &[("date", &about)]), &items, None)?;
    Ok(chosen.map(|i| i == 0))
}
