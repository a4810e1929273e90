//! `supple plan`: today's plan.

use care::{entry::Fault, plan::Options, words::Words};
use server::app::{self, AppError};

use crate::{
    cli::{Cli, Plan, Wish},
    context::{Context, block_on},
    failure::Failure,
    out, show,
};

pub fn run(cli: &Cli, ask: &Plan) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let options = options(&ask.wish, &context.words)?;
    let record = block_on(context.record(&ask.from))?;
    let plan = app::plan_of(&record, context.today(ask.from.date), &options, &context.words);
    if ask.output.json { out::json(&plan) } else { show::plan(&plan, &record, &context) }
}

/// What was wished for, if it is possible.
pub fn options(wish: &Wish, words: &Words) -> Result<Options, Failure> {
    let options = Options { minutes: wish.minutes, break_only: wish.break_only, aim: wish.aim.clone(), pain: None };
    let typed = |fault: Fault| AppError::from(Fault { field: format!("--{}", fault.field), ..fault });
    options.check(words).map_err(typed)?;
    Ok(options)
}
