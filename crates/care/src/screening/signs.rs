//! Signs that can be told at any moment in a session.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{
    Disposition,
    advice::{emergency, worse},
};
use crate::{
    content::read_file,
    entry::{Answer, Answers},
    session::{Sign, SignAnswer, SignVerdict},
    words::Words,
};

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
    /// With blood thinners it can be a bleed at the psoas.
    #[serde(default)]
    bleeding: bool,
}

/// Does the person take blood thinners, or bleed easily?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thinners {
    /// No, or never asked.
    No,
    /// Not sure.
    NotSure,
    /// Yes.
    Yes,
}

impl Thinners {
    /// As a whole screening says. An answer that can't be read counts as not sure (F28).
    pub fn of(answers: &Answers) -> Self {
        let Some(answer) = answers.get("blood_thinners") else { return Self::No };
        match answer.word().as_deref() {
            Some("no") => Self::No,
            Some("yes") => Self::Yes,
            _ => Self::NotSure,
        }
    }
}

/// The row of the safety screen for a bleed at the psoas.
const BLEED: &str = "F13";

fn content() -> &'static Signs {
    static SIGNS: LazyLock<Signs> = LazyLock::new(|| read_file("screens/signs.toml"));
    &SIGNS
}

/// "I feel unwell": the signs to choose from, most severe first.
pub fn unwell(words: &Words) -> Vec<Sign> {
    content().unwell.iter().map(|spec| sign(spec, words)).collect()
}

/// What is asked after sharp or throbbing pain.
pub fn follow_ups(words: &Words) -> Vec<Sign> {
    content().follow_up.iter().map(|spec| sign(spec, words)).collect()
}

/// What each sign leads to in somebody with or without blood thinners, most severe first, with the emergency number of
/// the person's country.
pub fn verdicts(country: &str, thinners: Thinners, words: &Words) -> Vec<SignVerdict> {
    let told = |spec: &'static SignSpec| {
        [(SignAnswer::Yes, sure(spec, thinners)), (SignAnswer::NotSure, unsure(spec, thinners))].map(
            |(answer, disposition)| SignVerdict {
                item: spec.item.clone(),
                answer,
                disposition,
                advice: sign_advice(spec, country, thinners, words),
                rule: format!("session.{}", spec.item),
            },
        )
    };
    let mut all: Vec<SignVerdict> = specs().flat_map(told).collect();
    all.sort_by_key(|verdict| std::cmp::Reverse(verdict.disposition));
    all
}

/// What a told sign leads to: `answer` is yes, no or "not sure"; anything else counts as "not sure" (F28).
/// `None` for an item that isn't a sign.
pub fn disposition(item: &str, answer: &Answer, thinners: Thinners) -> Option<Disposition> {
    let spec = spec(item)?;
    Some(match answer.word().as_deref() {
        Some("yes") => sure(spec, thinners),
        Some("no") => Disposition::Proceed,
        _ => unsure(spec, thinners),
    })
}

/// Was each question after sharp pain answered? One that can't be read was answered: it counts as "not sure".
pub(crate) fn followed_up(follow_up: &Answers) -> bool {
    follow_up_items().all(|item| follow_up.contains_key(item))
}

/// Names of the questions after sharp pain.
pub(crate) fn follow_up_items() -> impl Iterator<Item = &'static str> {
    content().follow_up.iter().map(|spec| spec.item.as_str())
}

/// Evidence ids behind a sign.
pub fn rows(item: &str) -> Option<&'static [String]> {
    Some(&spec(item)?.rows)
}

/// Evidence ids behind a sign in somebody with or without blood thinners.
pub fn rows_with(item: &str, thinners: Thinners) -> Vec<String> {
    let raised = spec(item).is_some_and(|spec| spec.bleeding && thinners != Thinners::No);
    let bleed = raised.then(|| BLEED.to_owned());
    rows(item).into_iter().flatten().cloned().chain(bleed).collect()
}

fn spec(item: &str) -> Option<&'static SignSpec> {
    specs().find(|spec| spec.item == item)
}

/// What yes leads to. Where one of sign and blood thinners is certain and the other not sure, both count (F27).
fn sure(spec: &SignSpec, thinners: Thinners) -> Disposition {
    if spec.bleeding && thinners != Thinners::No { Disposition::Emergency } else { spec.yes }
}

/// What "not sure" leads to.
fn unsure(spec: &SignSpec, thinners: Thinners) -> Disposition {
    match thinners {
        Thinners::Yes => {
            not_sure(spec.yes).max(if spec.bleeding { Disposition::Emergency } else { Disposition::Proceed })
        }
        Thinners::NotSure if spec.bleeding => Disposition::UrgentSameDay,
        _ => not_sure(spec.yes),
    }
}

/// Names of all signs.
pub fn items() -> impl Iterator<Item = &'static str> + Clone {
    specs().map(|spec| spec.item.as_str())
}

fn specs() -> impl Iterator<Item = &'static SignSpec> + Clone {
    content().unwell.iter().chain(&content().follow_up)
}

/// "Not sure" about a sign that is told in the middle of a session: one step milder than yes, never below P (F27).
fn not_sure(yes: Disposition) -> Disposition {
    match yes {
        Disposition::Emergency => Disposition::UrgentSameDay,
        _ => Disposition::SeeProfessionalFirst,
    }
}

fn sign(spec: &SignSpec, words: &Words) -> Sign {
    Sign { item: spec.item.clone(), text: words.get(&format!("screens.signs.{}.text", spec.item)) }
}

fn sign_advice(spec: &SignSpec, country: &str, thinners: Thinners, words: &Words) -> Vec<String> {
    if sure(spec, thinners) > spec.yes {
        return emergency(&[words.get("screens.signs.say.F13")], country, words);
    }
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
    fn an_emergency_leads_with_the_call_and_not_sure_about_it_is_urgent() {
        let words = Words::load("en").expect("English is embedded");
        let all = verdicts("GB", Thinners::No, &words);
        for verdict in all.iter().filter(|v| v.disposition == Disposition::Emergency) {
            assert!(verdict.advice[0].contains("999"), "{verdict:?}");
            let unsure = all.iter().find(|v| v.item == verdict.item && v.answer == SignAnswer::NotSure).expect("a row");
            assert!(unsure.disposition >= Disposition::UrgentSameDay);
        }
    }

    #[test]
    fn the_table_says_of_every_answer_what_the_record_makes_of_it_most_severe_first() {
        let words = Words::load("en").expect("English is embedded");
        for thinners in [Thinners::No, Thinners::NotSure, Thinners::Yes] {
            let all = verdicts("", thinners, &words);
            assert!(all.is_sorted_by_key(|v| std::cmp::Reverse(v.disposition)));
            assert_eq!(all.len(), 2 * items().count());
            for v in &all {
                let answer = if v.answer == SignAnswer::Yes { "yes" } else { "not_sure" };
                assert_eq!(
                    disposition(&v.item, &Answer::Word(answer.to_owned()), thinners),
                    Some(v.disposition),
                    "{v:?}"
                );
                assert!(v.disposition >= Disposition::SeeProfessionalFirst, "{v:?}");
                assert!(v.advice.iter().all(|t| !t.contains('[')), "{v:?}");
            }
        }
        assert!(unwell(&words).into_iter().chain(follow_ups(&words)).all(|s| !s.text.contains('[')));
    }

    #[test]
    fn an_answer_that_cannot_be_read_counts_as_not_sure() {
        let told = |item, answer: &str| disposition(item, &Answer::Word(answer.to_owned()), Thinners::No);
        assert_eq!(told("pain_weak", "no"), Some(Disposition::Proceed));
        assert_eq!(told("pain_weak", "yes"), Some(Disposition::UrgentSameDay));
        assert_eq!(told("pain_weak", "perhaps"), Some(Disposition::SeeProfessionalFirst));
        assert_eq!(told("unwell_chest_pain", " Yes"), Some(Disposition::Emergency));
        assert_eq!(told("pain_no_weight", "YES"), Some(Disposition::Emergency));
        assert_eq!(told("pain_weak", "No "), Some(Disposition::Proceed));
        assert_eq!(told("hunger", "yes"), None);
    }

    #[test]
    fn weakness_or_numbness_on_blood_thinners_is_an_emergency_as_before_a_session() {
        use Disposition::{Emergency, Proceed, UrgentSameDay};
        let words = Words::load("en").expect("English is embedded");
        for item in ["pain_weak", "pain_numb"] {
            let word = |answer: &str| Answer::Word(answer.to_owned());
            let told = |answer, thinners| disposition(item, &word(answer), thinners).expect("a sign");
            assert_eq!(told("yes", Thinners::Yes), Emergency);
            assert_eq!(told("yes", Thinners::NotSure), Emergency);
            assert_eq!(told("not_sure", Thinners::Yes), Emergency);
            assert_eq!(told("not_sure", Thinners::NotSure), UrgentSameDay);
            assert_eq!(told("no", Thinners::Yes), Proceed);
            assert!(rows_with(item, Thinners::Yes).contains(&BLEED.to_owned()));
            for verdict in verdicts("GB", Thinners::Yes, &words).iter().filter(|v| v.item == item) {
                assert_eq!(verdict.disposition, Emergency);
                assert!(verdict.advice.iter().any(|line| line.contains("999")), "{:?}", verdict.advice);
                assert!(verdict.advice.iter().any(|line| line.contains("blood thinners")), "{:?}", verdict.advice);
            }
        }
        for item in ["pain_spreading", "unwell_dizzy"] {
            let yes = Answer::Word("yes".to_owned());
            assert_eq!(disposition(item, &yes, Thinners::Yes), disposition(item, &yes, Thinners::No));
        }
    }

    #[test]
    fn blood_thinners_are_read_from_the_screening() {
        let of = |word: &str| Thinners::of(&[("blood_thinners".to_owned(), Answer::Word(word.to_owned()))].into());
        assert_eq!([of("yes"), of("no"), of("not_sure")], [Thinners::Yes, Thinners::No, Thinners::NotSure]);
        assert_eq!([of("Yes"), of(" NO"), of("perhaps")], [Thinners::Yes, Thinners::No, Thinners::NotSure]);
        assert_eq!(Thinners::of(&Answers::new()), Thinners::No);
    }
}
