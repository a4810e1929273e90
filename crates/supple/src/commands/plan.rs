//! `supple plan`: today's plan.

use care::plan::Options;
use server::app;

use crate::{
    cli::{Cli, Plan, Wish},
    context::{Context, block_on},
    failure::Failure,
    out, show,
};

pub fn run(cli: &Cli, ask: &Plan) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let record = block_on(context.record(&ask.from))?;
    let plan = app::plan_of(&record, context.today(ask.from.date), &options(&ask.wish), &context.words);
    if ask.output.json { out::json(&plan) } else { show::plan(&plan, &record, &context) }
}

/// What was wished for.
pub fn options(wish: &Wish) -> Options {
    Options { minutes: wish.minutes, break_only: wish.break_only, aim: wish.aim.clone(), pain: None }
}
