//! Signs that can be told at any moment in a session.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{
    Disposition,
    advice::{emergency, worse},
};
use crate::{content::read_file, session::Sign, words::Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    unwell: Vec<SignSpec>,
    follow_up: Vec<SignSpec>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignSpec {
    item: String,
    yes: Disposition,
    rows: Vec<String>,
}

fn content() -> &'static Signs {
    static SIGNS: LazyLock<Signs> = LazyLock::new(|| read_file("screens/signs.toml"));
    &SIGNS
}

/// "I feel unwell": the signs to choose from, most severe first; for a country that isn't known.
pub fn unwell(words: &Words) -> Vec<Sign> {
    unwell_in("", words)
}

/// "I feel unwell" with the emergency number of the person's country.
pub fn unwell_in(country: &str, words: &Words) -> Vec<Sign> {
    content().unwell.iter().map(|spec| sign(spec, country, words)).collect()
}

/// What is asked after sharp or throbbing pain; for a country that isn't known.
pub fn follow_ups(words: &Words) -> Vec<Sign> {
    follow_ups_in("", words)
}

/// What is asked after sharp or throbbing pain, with the emergency number of the person's country.
pub fn follow_ups_in(country: &str, words: &Words) -> Vec<Sign> {
    content().follow_up.iter().map(|spec| sign(spec, country, words)).collect()
}

/// What a told sign leads to: `answer` is `yes`, `no` or `not_sure`; anything else counts as "not sure" (F28).
/// `None` for an item that isn't a sign.
pub fn disposition(item: &str, answer: &str) -> Option<Disposition> {
    let spec = content().unwell.iter().chain(&content().follow_up).find(|spec| spec.item == item)?;
    Some(match answer {
        "yes" => spec.yes,
        "no" => Disposition::Proceed,
        _ => not_sure(spec.yes),
    })
}

/// Evidence ids behind a sign.
pub fn rows(item: &str) -> Option<&'static [String]> {
    let spec = content().unwell.iter().chain(&content().follow_up).find(|spec| spec.item == item)?;
    Some(&spec.rows)
}

/// Names of all signs.
pub fn items() -> impl Iterator<Item = &'static str> + Clone {
    content().unwell.iter().chain(&content().follow_up).map(|spec| spec.item.as_str())
}

/// "Not sure" about a sign that is told in the middle of a session: one step milder than yes, never below P (F27).
fn not_sure(yes: Disposition) -> Disposition {
    match yes {
        Disposition::Emergency => Disposition::UrgentSameDay,
        _ => Disposition::SeeProfessionalFirst,
    }
}

fn sign(spec: &SignSpec, country: &str, words: &Words) -> Sign {
    let text = words.get(&format!("screens.signs.{}.text", spec.item));
    Sign {
        item: spec.item.clone(),
        text: text.clone(),
        disposition: spec.yes,
        not_sure: not_sure(spec.yes),
        advice: sign_advice(spec, country, words),
        rule: format!("session.{}", spec.item),
    }
}

fn sign_advice(spec: &SignSpec, country: &str, words: &Words) -> Vec<String> {
    let say = words.get(&format!("screens.signs.{}.say", spec.item));
    let stop = words.get("screens.advice.stop");
    match spec.yes {
        Disposition::Emergency => emergency(&[say], country, words),
        Disposition::UrgentSameDay => vec![stop, words.get("screens.advice.today"), say, worse(country, words)],
        _ => vec![stop, say, words.get("screens.advice.before_next"), worse(country, words)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn an_emergency_sign_leads_with_the_call() {
        let words = Words::load("en").expect("English is embedded");
        for sign in unwell_in("GB", &words).iter().filter(|s| s.disposition == Disposition::Emergency) {
            assert!(sign.advice[0].contains("999"), "{}: {:?}", sign.item, sign.advice);
            assert!(sign.not_sure >= Disposition::UrgentSameDay);
        }
    }

    #[test]
    fn every_sign_stops_and_is_never_below_a_professional() {
        let words = Words::load("en").expect("English is embedded");
        for sign in unwell(&words).into_iter().chain(follow_ups(&words)) {
            assert!(sign.disposition >= sign.not_sure, "{}", sign.item);
            assert!(sign.not_sure >= Disposition::SeeProfessionalFirst, "{}", sign.item);
            assert!(sign.advice.iter().chain([&sign.text]).all(|t| !t.contains('[')), "{sign:?}");
        }
    }

    #[test]
    fn an_answer_that_cannot_be_read_counts_as_not_sure() {
        assert_eq!(disposition("pain_weak", "no"), Some(Disposition::Proceed));
        assert_eq!(disposition("pain_weak", "yes"), Some(Disposition::UrgentSameDay));
        assert_eq!(disposition("pain_weak", "perhaps"), Some(Disposition::SeeProfessionalFirst));
        assert_eq!(disposition("hunger", "yes"), None);
    }
}
