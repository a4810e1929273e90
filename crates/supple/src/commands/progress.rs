//! `supple progress` and `referral`: what has come of it.

use care::{progress, referral};

use crate::{
    cli::{Cli, Progress, Referral},
    context::{Context, block_on},
    failure::Failure,
    out, show,
};

pub fn run(cli: &Cli, ask: &Progress) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let record = block_on(context.record(&ask.from))?;
    let progress = progress::progress(&record, context.today(ask.from.date), &context.words);
    if ask.output.json {
        return out::json(&progress);
    }
    if progress.sentences.is_empty() {
        return out::line(&context.say("progress.nothing", &[]));
    }
    progress.sentences.iter().try_for_each(|sentence| out::line(&show::reason(sentence, &context)))
}

pub fn referral(cli: &Cli, ask: &Referral) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let record = block_on(context.record(&ask.from))?;
    let letter = referral::letter(&record, context.today(ask.from.date), ask.from.data.demo, &context.words);
    match &ask.out {
        Some(path) => {
            out::file(path, &letter)?;
            out::tell(&context.say("referral.written", &[("file", &path.display())]));
            Ok(())
        }
        None => out::text(&letter),
    }
}
