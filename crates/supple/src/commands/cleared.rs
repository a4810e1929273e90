//! `supple cleared`: what a professional has said.

use care::entry::{Event, limits::PROFESSIONALS};

use super::keep;
use crate::{
    ask,
    cli::{Cleared, Cli},
    context::{Book, Context, block_on, close},
    failure::Failure,
    out, show,
};

pub fn run(cli: &Cli, ask: &Cleared) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    block_on(async {
        let Book { app, .. } = context.book(&ask.data).await?;
        let told = Told { by: ask.by.clone(), statement: ask.statement.clone() };
        if let Some(event) = interview(told, &context)? {
            keep(&app, event, ask.output, &context).await?;
            out::tell(&context.say("cleared.check", &[]));
        }
        close(app).await;
        Ok(())
    })
}

struct Told {
    by: Option<String>,
    statement: Option<String>,
}

/// Asks for what isn't said; `None` when the person goes back.
fn interview(mut told: Told, context: &Context) -> Result<Option<Event>, Failure> {
    let mut steps: Vec<ask::Step<'_, Told>> = vec![];
    if told.by.is_none() {
        steps.push(Box::new(|told| Ok(ask::take(ask_by(context)?, |by| told.by = Some(by)))));
    }
    if told.statement.is_none() {
        steps.push(Box::new(|told| Ok(ask::take(ask_statement(context)?, |text| told.statement = Some(text)))));
    }
    if !steps.is_empty() {
        ask::need_somebody()?;
        out::tell(&context.say("cleared.lead", &[]));
    }
    let done = ask::through(&mut told, &steps)?;
    let event = told.by.zip(told.statement).map(|(by, statement)| Event::Cleared { by, statement });
    Ok(event.filter(|_| done))
}

fn ask_by(context: &Context) -> Result<Option<String>, Failure> {
    let items = PROFESSIONALS.map(|who| show::term("cleared_by", &who, context));
    let chosen = ask::choose(&context.say("cleared.by", &[]), &items, None)?;
    Ok(chosen.map(|i| PROFESSIONALS[i].to_owned()))
}

fn ask_statement(context: &Context) -> Result<Option<String>, Failure> {
    let said = |typed: &str| !typed.trim().is_empty();
    ask::line(&context.say("cleared.statement", &[]), "", said, &context.say("cleared.statement_missing", &[]))
}
