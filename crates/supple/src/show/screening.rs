//! A screening in words.

use care::{
    entry::Answer,
    screening::{Disposition, Outcome, Question, QuestionKind},
};

use super::{reason, term};
use crate::{context::Context, failure::Failure, out};

/// What a screening came to: what to do first, then why. Where there is no time to lose, the reasons for that are all.
pub fn outcome(outcome: &Outcome, context: &Context) -> Result<(), Failure> {
    out::line(&console::style(term("disposition", &outcome.disposition, context)).bold().to_string())?;
    outcome.advice.iter().try_for_each(|line| out::line(&format!("  {line}")))?;
    let urgent = outcome.disposition >= Disposition::UrgentSameDay;
    let why: Vec<_> = outcome.reasons.iter().filter(|r| !urgent || r.disposition == outcome.disposition).collect();
    if !why.is_empty() {
        out::line(&format!("\n{}", context.say("screen.why", &[])))?;
        why.iter().try_for_each(|r| out::line(&format!("  - {}", reason(&r.reason, context))))?;
    }
    if urgent {
        return Ok(());
    }
    if !outcome.exclusions.is_empty() {
        out::line(&format!("\n{}", context.say("screen.left_out", &[])))?;
        for exclusion in &outcome.exclusions {
            let side = exclusion.side.map(|side| format!(" ({})", term("side", &side, context))).unwrap_or_default();
            out::line(&format!("  - {}{side}", term("tag", &exclusion.tag, context)))?;
        }
    }
    if !outcome.unanswered.is_empty() {
        out::line(&format!("\n{}", context.say("screen.unanswered", &[])))?;
        out::line(&format!("  {}", outcome.unanswered.join(", ")))?;
    }
    Ok(())
}

/// A question with its answer on one line.
pub fn answer(question: &Question, answer: &Answer, context: &Context) -> String {
    let said = match (answer, &question.kind) {
        (Answer::Number(value), QuestionKind::Number { unit, .. }) => format!("{value} {unit}"),
        (Answer::Number(value), _) => value.to_string(),
        (Answer::Word(word), QuestionKind::Choice { options, .. }) => {
            options.iter().find(|o| o.value == *word).map_or_else(|| word.clone(), |o| o.text.clone())
        }
        (Answer::Word(word), _) => context.say(&format!("screen.{word}"), &[]),
    };
    format!("{} {said}", question.text)
}
