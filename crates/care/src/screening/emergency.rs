//! Emergency numbers by country.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::{content::read_file, words::Words};

/// What works on mobile phones in many countries; shown with the advice to use the local number.
const FALLBACK: &str = "112";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    numbers: BTreeMap<String, String>,
}

/// All emergency numbers that are known here, by two-letter country code.
pub fn emergency_numbers() -> &'static BTreeMap<String, String> {
    static NUMBERS: LazyLock<Numbers> = LazyLock::new(|| read_file("emergency.toml"));
    &NUMBERS.numbers
}

/// The emergency number of a country (two letters, any case); `112` for a country that isn't known here.
pub fn emergency_number(country: &str) -> &'static str {
    known_number(country).unwrap_or(FALLBACK)
}

/// The emergency number of a country, if it is known here.
pub fn known_number(country: &str) -> Option<&'static str> {
    emergency_numbers().get(&country.trim().to_uppercase()).map(String::as_str)
}

/// The line that comes first in every emergency: whom to call.
pub fn call_line(country: &str, words: &Words) -> String {
    match known_number(country) {
        Some(number) => words.say("screens.advice.call", &[("number", &number)]),
        None => words.say("screens.advice.call_local", &[("number", &FALLBACK)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_country() {
        assert_eq!(emergency_number("GB"), "999");
        assert_eq!(emergency_number(" us "), "911");
        assert_eq!(emergency_number("AU"), "000");
        assert_eq!(emergency_number("DE"), "112");
    }

    #[test]
    fn an_unknown_country_gets_the_local_number_first() {
        let words = Words::load("en").expect("English is embedded");
        assert_eq!(known_number("XX"), None);
        assert_eq!(emergency_number(""), "112");
        assert!(call_line("", &words).contains("local emergency number"), "{}", call_line("", &words));
    }

    #[test]
    fn every_code_has_two_capital_letters_and_a_number_of_three_digits() {
        for (country, number) in emergency_numbers() {
            assert!(country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase()), "{country}");
            assert!(number.len() == 3 && number.chars().all(|c| c.is_ascii_digit()), "{country}: {number}");
        }
    }
}
