//! `supple plan`: today's plan.

use care::{entry::limits::limits, plan::Options};
use server::app;

use crate::{
    cli::{Cli, Plan, Wish},
    context::{Context, block_on},
    failure::Failure,
    out, show,
};

pub fn run(cli: &Cli, ask: &Plan) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let options = options(&ask.wish)?;
    let record = block_on(context.record(&ask.from))?;
    let plan = app::plan_of(&record, context.today(ask.from.date), &options, &context.words);
    if ask.output.json { out::json(&plan) } else { show::plan(&plan, &record, &context) }
}

/// What was wished for, as far as it is possible.
pub fn options(wish: &Wish) -> Result<Options, Failure> {
    let is_break = wish.break_only || wish.aim.as_deref() == Some("desk_break");
    let [least, most] = if is_break { [2.0, 5.0] } else { limits().minutes };
    if wish.minutes.is_some_and(|minutes| !(least..=most).contains(&f64::from(minutes))) {
        let code = if is_break { "minutes_of_a_break" } else { "minutes" };
        return Err(Failure::input(code, "--minutes", &""));
    }
    Ok(Options { minutes: wish.minutes, break_only: wish.break_only, aim: wish.aim.clone(), pain: None })
}
