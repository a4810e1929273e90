//! `supple replay`: what was decided after each entry.

use care::record::{ReplayStep, replay};

use crate::{
    cli::{Cli, Replay},
    context::{Context, block_on},
    failure::Failure,
    out, show,
};

pub fn run(cli: &Cli, ask: &Replay) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let record = block_on(context.record(&ask.from))?;
    let steps = replay(record.all().to_vec(), &context.words);
    if ask.output.json { out::json(&steps) } else { steps.iter().try_for_each(|step| print(step, &context)) }
}

fn print(step: &ReplayStep, context: &Context) -> Result<(), Failure> {
    let disposition = match step.disposition {
        Some(disposition) => show::term("disposition", &disposition, context),
        None => context.say("replay.unscreened", &[]),
    };
    let at = step.at.format("%Y-%m-%d %H:%M");
    out::line(&format!("{at} {}: {disposition}, {} {}", step.event, step.pattern, step.level))?;
    step.first.iter().chain(&step.locks).try_for_each(|r| out::line(&format!("    ! {}", r.text)))?;
    step.plan.iter().try_for_each(|line| out::line(&format!("    {line}")))
}
