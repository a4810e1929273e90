//! `supple exercises` and `claims`: what the product knows.

use server::app::catalogue::{self, ExerciseView};

use crate::{
    cli::{Cli, Exercises, Output},
    context::Context,
    failure::Failure,
    out, show,
};

pub fn exercises(cli: &Cli, ask: &Exercises) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    if let Some(slug) = &ask.slug {
        let view = catalogue::exercise(slug, &context.words)?;
        return if ask.output.json { out::json(&view) } else { one(&view, &context) };
    }
    let all = catalogue::exercises(&context.words);
    if ask.output.json {
        return out::json(&all);
    }
    all.iter().try_for_each(|e| {
        let kind = show::term("kind", &e.exercise.kind, &context);
        out::line(&format!("{:<24} {:<11} {}", e.slug, kind, e.short))
    })
}

fn one(view: &ExerciseView, context: &Context) -> Result<(), Failure> {
    out::line(&format!("{}\n{}\n", console::style(&view.name).bold(), view.short))?;
    out::line(&view.ready)?;
    for (i, step) in view.steps.iter().enumerate() {
        out::line(&format!("  {}. {step}", i + 1))?;
    }
    out::line(&format!("\n{}  {}", context.say("exercises.feel", &[]), view.feel))?;
    out::line(&format!("{}  {}", context.say("exercises.not_feel", &[]), view.not_feel))?;
    out::line(&format!("{}  {}", context.say("exercises.breathing", &[]), view.breathing))?;
    view.mistakes.iter().chain(&view.variants).chain(&view.notes).try_for_each(|line| out::line(&format!("  - {line}")))
}

pub fn claims(cli: &Cli, output: Output) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let all = catalogue::claims(&context.words);
    if output.json {
        return out::json(&all);
    }
    all.iter().try_for_each(|claim| {
        let status = show::term("claim_status", &claim.status, &context);
        out::line(&format!("{:<4} {}\n     {}\n     [{status}]", claim.id, claim.claim, claim.literature.text))
    })
}
