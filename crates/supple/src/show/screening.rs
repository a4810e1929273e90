//! A screening in words.

use care::{
    entry::Answer,
    screening::{Disposition, Exclusion, Outcome, Question, QuestionKind},
};

use super::{reason, term};
use crate::{context::Context, failure::Failure, out};

/// What a screening came to: what to do first, then why. Where there is no time to lose, the reasons for that are all, and
/// only where they don't push what to do out of the window.
pub fn outcome(outcome: &Outcome, context: &Context) -> Result<(), Failure> {
    let mut lines = vec![console::style(term("disposition", &outcome.disposition, context)).bold().to_string()];
    lines.extend(outcome.advice.iter().map(|line| format!("  {line}")));
    let urgent = outcome.disposition >= Disposition::UrgentSameDay;
    let why = outcome.reasons.iter().filter(|r| !urgent || r.disposition == outcome.disposition);
    let why = section(&context.say("screen.why", &[]), why.map(|r| format!("- {}", reason(&r.reason, context))));
    if urgent {
        let all = [lines.clone(), why].concat();
        return out::pages(if out::fits(&all) { &all } else { &lines }, "");
    }
    let left_out: Vec<String> = outcome.exclusions.iter().map(|exclusion| left_out(exclusion, context)).collect();
    let joined = |all: &[String]| (!all.is_empty()).then(|| all.join(", ")).into_iter();
    lines.extend(why);
    lines.extend(section(&context.say("screen.left_out", &[]), joined(&left_out)));
    lines.extend(section(&context.say("screen.unanswered", &[]), joined(&outcome.unanswered)));
    out::pages(&lines, &context.say("screen.more", &[]))
}

/// A title with lines below it; nothing where there are none.
fn section(title: &str, lines: impl Iterator<Item = String>) -> Vec<String> {
    let lines: Vec<String> = lines.map(|line| format!("  {line}")).collect();
    if lines.is_empty() { lines } else { [vec![String::new(), title.to_owned()], lines].concat() }
}

fn left_out(exclusion: &Exclusion, context: &Context) -> String {
    let side = exclusion.side.map(|side| format!(" ({})", term("side", &side, context))).unwrap_or_default();
    format!("{}{side}", term("tag", &exclusion.tag, context))
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
    let of: Vec<&str> = question.features.iter().map(|feature| feature.text.as_str()).collect();
    let of = if of.is_empty() { String::new() } else { format!(" ({})", cut(&of.join("; "))) };
    format!("{}{of} {said}", question.text)
}

/// The beginning of a text, as far as it fits into a list: whole words.
fn cut(text: &str) -> String {
    const MOST: usize = 90;
    let first = textwrap::wrap(text, MOST).into_iter().next().unwrap_or_default();
    if first.len() < text.len() { format!("{first} ...") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use care::{entry::ScreenKind, screening::questions};
    use clap::Parser;

    use super::*;

    #[test]
    fn an_answer_to_a_list_says_what_is_on_it() {
        let cli = crate::cli::Cli::parse_from(["supple", "screen"]);
        let context = Context::new(&cli).expect("English is embedded");
        let questions = questions(ScreenKind::Full, &context.words);
        let group = questions.iter().find(|q| q.id == "unwell_now").expect("the first question");
        let line = answer(group, &Answer::Word("no".to_owned()), &context);
        assert!(line.contains("You feel very ill") && line.ends_with("...) No"), "{line}");
        assert_eq!(cut("Gout; a fall"), "Gout; a fall");
    }
}
