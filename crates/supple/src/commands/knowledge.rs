//! `supple exercises` and `claims`: what the product knows.

use care::content::{self, Sides};
use mechanics::{
    BodySize,
    say::{self, Whose},
};
use server::app::{
    AppError,
    catalogue::{self, ExerciseView},
};

use crate::{
    cli::{Claims, Cli, Exercises},
    context::Context,
    failure::Failure,
    out, show,
};

pub fn exercises(cli: &Cli, ask: &Exercises) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    if ask.mechanics {
        return mechanics(ask, &context);
    }
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
    view.mistakes
        .iter()
        .chain(&view.variants)
        .chain(&view.notes)
        .try_for_each(|line| out::line(&format!("  - {line}")))?;
    psoas(view, context)
}

/// What an exercise does to the psoas of an average body, and where the body model disagrees with the articles.
fn psoas(view: &ExerciseView, context: &Context) -> Result<(), Failure> {
    let words = &context.words;
    if let Some(answer) = server::app::mechanics::average(&view.slug, words) {
        out::line(&format!("\n{}", context.say("exercises.psoas", &[])))?;
        answer.text.iter().try_for_each(|line| out::line(&format!("  {line}")))?;
        for it in answer.disagreements {
            let ask = context.say("exercises.claim", &[("id", &it.id)]);
            out::line(&format!("\n{}\n  {} {}  {ask}", it.heading, it.text, it.against.join(" ")))?;
        }
    }
    Ok(())
}

pub fn claims(cli: &Cli, ask: &Claims) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let mut all = catalogue::claims(&context.words);
    if let Some(id) = ask.ids.iter().find(|id| all.iter().all(|claim| claim.id != **id)) {
        return Err(AppError::Unknown { what: "claim", name: id.clone(), meant: None }.into());
    }
    all.retain(|claim| ask.ids.is_empty() || ask.ids.contains(&claim.id));
    if ask.output.json {
        return out::json(&all);
    }
    all.iter().try_for_each(|claim| {
        let model = &claim.model;
        out::line(&format!("{:<4} {}\n     {}", claim.id, console::style(&claim.claim).bold(), model.text))?;
        if model.figures.is_empty() {
            return out::line(&format!("     {}\n", model.method));
        }
        out::line(&format!("     {}", model.method))?;
        for figure in &model.figures {
            out::line(&format!("       {}: {} [{}: {}]", figure.what, figure.text, figure.limit, figure.outcome_text))?;
        }
        let untested = |text| context.words.say("mechanics.claim.untested", &[("text", text)]);
        model.untested.iter().try_for_each(|text| out::line(&format!("     {}", untested(text))))?;
        out::line(&format!("     {}\n", claim.literature.text))
    })
}

/// What exercises do to the psoas: of all, or of one.
fn mechanics(ask: &Exercises, context: &Context) -> Result<(), Failure> {
    if let Some(slug) = &ask.slug {
        catalogue::exercise(slug, &context.words)?;
    }
    let wanted = |slug: &str| ask.slug.as_deref().is_none_or(|s| s == slug);
    let all: Vec<_> =
        server::app::mechanics::table(&BodySize::of_the_model()).into_iter().filter(|e| wanted(&e.slug)).collect();
    if ask.output.json {
        return out::json(&all);
    }
    all.iter().try_for_each(|e| {
        if content::exercises()[&e.slug].sides == Sides::Both {
            return out::line(&format!("{:<24} {}", e.slug, say::side(&e.right, Whose::Both, &context.words)));
        }
        out::line(&format!("{:<24} {}", e.slug, say::side(&e.right, Whose::Worked, &context.words)))?;
        out::line(&format!("{:<24} {}", "", say::tier(&e.left.tier, Whose::Other, &context.words)))
    })
}
