//! The words of the catalogue: all there, all used, short, and only in the locale files.

use std::collections::BTreeSet;

use care::{
    content::{Sides, exercises},
    words::Words,
};

const TEXTS: [&str; 7] = ["name", "short", "headline", "ready", "feel", "not_feel", "breathing"];
const LISTS: [&str; 4] = ["steps", "mistakes", "variants", "notes"];

fn english() -> Words {
    Words::load("en").expect("English is embedded")
}

/// The cues of an exercise with their keys: each a text, or texts for the breath in and the breath out.
fn cues(words: &Words, slug: &str) -> Vec<(String, String)> {
    let forms = |i: u32| ["", ".in", ".out"].map(|form| format!("cues.{i}{form}"));
    let said = |key: String| {
        let text = format!("exercises.{slug}.{key}");
        words.has(&text).then(|| (key, words.get(&text)))
    };
    let cue = |i| forms(i).into_iter().filter_map(said).collect::<Vec<_>>();
    (0..).map_while(|i| Some(cue(i)).filter(|cue| !cue.is_empty())).flatten().collect()
}

/// Words per sentence on average, and in the longest one.
fn sentence_lengths(texts: &[String]) -> (f64, usize) {
    let lengths: Vec<usize> = texts
        .iter()
        .flat_map(|text| text.split_inclusive(['.', '!', '?', ':']))
        .map(|sentence| sentence.split_whitespace().count())
        .filter(|n| *n > 0)
        .collect();
    (lengths.iter().sum::<usize>() as f64 / lengths.len() as f64, lengths.into_iter().max().unwrap_or(0))
}

#[test]
fn every_exercise_has_all_its_words_and_no_others() {
    let words = english();
    let mut expected = BTreeSet::new();
    for (slug, e) in exercises() {
        for key in TEXTS {
            expected.insert(format!("{slug}.{key}"));
        }
        for key in LISTS {
            let items = words.list(&format!("exercises.{slug}.{key}"));
            assert!(!items.is_empty(), "exercises.{slug}.{key} is missing");
            expected.extend((0..items.len()).map(|i| format!("{slug}.{key}.{i}")));
        }
        let cues = cues(&words, slug);
        assert!(!cues.is_empty(), "exercises.{slug}.cues is missing");
        expected.extend(cues.into_iter().map(|(key, _)| format!("{slug}.{key}")));
        expected.extend(e.rests_on.iter().map(|s| format!("{slug}.rests_on.{}", s.id)));
    }
    let actual: BTreeSet<String> = words.below("exercises").into_keys().collect();
    assert_eq!(actual, expected);
}

#[test]
fn steps_are_short_and_easy_to_read() {
    let words = english();
    for slug in exercises().keys() {
        let steps = words.list(&format!("exercises.{slug}.steps"));
        assert!((4..=8).contains(&steps.len()), "{slug}: {} steps", steps.len());
        let (mean, longest) = sentence_lengths(&steps);
        assert!(mean <= 10.0 && longest <= 20, "{slug}: sentences of {mean:.1} words, the longest {longest}");
        let letters: usize = steps.iter().map(|s| s.chars().filter(|c| c.is_alphabetic()).count()).sum();
        let count: usize = steps.iter().map(|s| s.split_whitespace().count()).sum();
        assert!(letters as f64 / count as f64 <= 4.6, "{slug}: long words");
    }
}

#[test]
fn lessons_and_programmes_keep_to_short_sentences() {
    let words = english();
    for prefix in ["lessons", "programmes", "claims", "inventory", "sources"] {
        let texts: Vec<String> = words.below(prefix).into_values().collect();
        let (mean, _) = sentence_lengths(&texts);
        assert!(mean <= 11.0, "{prefix}: {mean:.1} words in a sentence");
        for text in texts {
            let (_, longest) = sentence_lengths(std::slice::from_ref(&text));
            assert!(longest <= 32, "{prefix}: {longest} words in one sentence: {text}");
        }
    }
}

#[test]
fn what_is_spoken_and_shown_large_is_short() {
    let words = english();
    for slug in exercises().keys() {
        for (_, cue) in cues(&words, slug) {
            assert!(cue.split_whitespace().count() <= 8 && !cue.ends_with('.'), "{slug}: {cue}");
        }
        let headline = words.get(&format!("exercises.{slug}.headline"));
        assert!(headline.split_whitespace().count() <= 11 && headline.len() <= 64, "{slug}: {headline}");
        let ready = words.get(&format!("exercises.{slug}.ready"));
        assert!(ready.split_whitespace().count() <= 26, "{slug}: {ready}");
    }
}

#[test]
fn sides_are_named_only_where_there_are_sides() {
    let words = english();
    for (key, text) in words.below("exercises") {
        let slug = key.split('.').next().expect("a key has parts");
        let rest = text.replace("{side}", "").replace("{other}", "");
        assert!(!rest.contains(['{', '}']), "{key}: a place that nothing fills: {text}");
        assert!(!text.starts_with('{'), "{key}: a sentence starts with a capital: {text}");
        assert!(!text.contains(". {"), "{key}: a sentence starts with a capital: {text}");
        if exercises()[slug].sides == Sides::Both {
            assert_eq!(rest, text, "{key}: both sides at once have no side to name");
        }
    }
    for (slug, _) in exercises().iter().filter(|(_, e)| e.sides == Sides::Each) {
        for key in ["headline", "ready"] {
            let text = words.get(&format!("exercises.{slug}.{key}"));
            assert!(text.contains("{side}"), "{slug}.{key} has to say which side: {text}");
        }
    }
}

/// Where the units themselves are named, and the terminal, which speaks of centimetres only.
const UNIT_NAMES: [&str; 4] = ["terms.length", "web.unit", "web.you.field.inches", "cli"];

#[test]
fn lengths_are_said_in_the_persons_own_unit() {
    for (inches, other) in [(true, &["cm", "centimetre", "centimetres"][..]), (false, &["inch", "inches"])] {
        let words = english().measuring_in(inches);
        for (key, text) in words.all().filter(|(key, _)| !UNIT_NAMES.iter().any(|name| key.starts_with(name))) {
            let said = text.to_lowercase();
            let mut parts = said.split(|c: char| !c.is_alphabetic());
            assert!(!parts.any(|part| other.contains(&part)), "{key}: {text}");
            assert!(!said.contains("{cm:"), "{key}: a length that can't be read: {text}");
        }
    }
}

#[test]
fn nobody_is_told_to_hold_the_breath() {
    for (key, text) in english().below("exercises") {
        let text = text.to_lowercase();
        assert!(!text.contains("hold your breath") && !text.contains("hold the breath"), "{key}: {text}");
    }
}

#[test]
fn we_never_say_that_we_diagnose() {
    let words = english();
    for prefix in ["exercises", "programmes", "lessons", "claims", "inventory", "terms", "sources"] {
        for (key, text) in words.below(prefix) {
            let plain = text.to_lowercase().replace("not a diagnosis", "");
            assert!(!plain.contains("diagnos"), "{prefix}.{key}: {text}");
        }
    }
}

#[test]
fn the_pseudo_locale_reaches_every_text() {
    let pseudo = Words::load("pseudo").expect("the pseudo-locale is made from English");
    for prefix in ["exercises", "programmes", "lessons", "claims", "inventory", "terms", "sources"] {
        for (key, text) in pseudo.below(prefix) {
            let outside: String = text.split('{').map(|s| s.split_once('}').map_or(s, |(_, after)| after)).collect();
            assert!(!outside.chars().any(|c| c.is_ascii_alphabetic()), "{prefix}.{key}: {text}");
        }
    }
}
