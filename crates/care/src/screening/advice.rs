//! What to do now, in order.

use super::{Disposition, emergency::call_line};
use crate::words::Words;

/// The lines for a result; an emergency leads with the call and says what to say.
pub(crate) fn advice(result: Disposition, say: &[String], country: &str, words: &Words) -> Vec<String> {
    match result {
        Disposition::Emergency => emergency(say, country, words),
        Disposition::UrgentSameDay => {
            let mut lines = words.list("screens.advice.urgent");
            lines.push(worse(country, words));
            lines
        }
        Disposition::SeeProfessionalFirst => {
            let mut lines = words.list("screens.advice.professional");
            lines.push(worse(country, words));
            lines
        }
        Disposition::ProceedWithExclusions => words.list("screens.advice.exclusions"),
        Disposition::Proceed => words.list("screens.advice.proceed"),
    }
}

/// The lines of an emergency: call, what to say, what to do until help is there.
pub(crate) fn emergency(say: &[String], country: &str, words: &Words) -> Vec<String> {
    let mut lines = vec![call_line(country, words)];
    if !say.is_empty() {
        lines.push(words.say("screens.advice.say", &[("text", &say.join(" "))]));
    }
    lines.extend(words.list("screens.advice.emergency"));
    lines
}

/// What would make it an emergency after all.
pub(crate) fn worse(country: &str, words: &Words) -> String {
    words.say("screens.advice.worse", &[("call", &call_line(country, words))])
}
