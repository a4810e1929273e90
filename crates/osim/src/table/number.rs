//! Numbers as text, both ways, fast enough that files are not what one waits for.

use std::io::Write as _;

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// The shortest text that reads back as the very same number.
    Shortest,
    /// This many digits after the point (at most 15); falls back to [`Digits::Shortest`] for numbers too
    /// large to have them.
    Decimals(u8),
}

impl Default for Digits {
    /// Nanometres.
    fn default() -> Self {
        Self::Decimals(9)
    }
}

const POWERS: [u64; 16] = {
    let mut powers = [1; 16];
    let mut i = 1;
    while i < 16 {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// Appends a number as text; not a number is written `nan`, as OpenSim does.
pub fn push_number(out: &mut Vec<u8>, value: f64, digits: Digits) {
    if value.is_nan() {
        out.extend_from_slice(b"nan");
        return;
    }
    let done = match digits {
        Digits::Decimals(n) => push_fixed(out, value, usize::from(n.min(15))),
        Digits::Shortest => push_short(out, value),
    };
    if !done {
        write!(out, "{value}").expect("writing to memory never fails");
    }
}

/// 2^53: whole numbers below are exact.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// Fixed point by whole numbers; `false` (and nothing written) where 2^53 doesn't hold the digits.
fn push_fixed(out: &mut Vec<u8>, value: f64, decimals: usize) -> bool {
    let Some(scaled) = scaled(value, decimals) else { return false };
    push_scaled(out, value < 0.0 && scaled > 0, scaled, decimals);
    true
}

/// The shortest text of a number that has at most six digits after the point and fifteen in all, as times have: no other
/// decimal that short reads back as the same number.
fn push_short(out: &mut Vec<u8>, value: f64) -> bool {
    const DECIMALS: usize = 6;
    let Some(mut scaled) = scaled(value, DECIMALS).filter(|n| *n > 0 && *n < POWERS[15]) else { return false };
    // Both are exact, and so their quotient is what reading the decimal gives.
    if (scaled as f64 / POWERS[DECIMALS] as f64).to_bits() != value.abs().to_bits() {
        return false;
    }
    let mut decimals = DECIMALS;
    while decimals > 0 && scaled % 10 == 0 {
        scaled /= 10;
        decimals -= 1;
    }
    push_scaled(out, value < 0.0, scaled, decimals);
    true
}

/// `|value|` times a power of ten, rounded; `None` from 2^53 on.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and used below 2^53 only")]
fn scaled(value: f64, decimals: usize) -> Option<u64> {
    let scaled = value.abs() * POWERS[decimals] as f64;
    (scaled < WHOLE).then_some((scaled + 0.5) as u64)
}

/// Two digits each, from 00 to 99.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut n: u8 = 0;
    while n < 100 {
        pairs[n as usize] = [b'0' + n / 10, b'0' + n % 10];
        n += 1;
    }
    pairs
};

/// Room for a sign, 17 digits and a point.
const ROOM: usize = 24;

/// Writes from the back.
fn push_scaled(out: &mut Vec<u8>, negative: bool, scaled: u64, decimals: usize) {
    let mut buffer = [0; ROOM];
    let mut at = ROOM;
    let mut put = |byte: u8| {
        at -= 1;
        buffer[at] = byte;
    };
    let power = POWERS[decimals];
    let (mut whole, mut fraction) = (scaled / power, scaled % power);
    for _ in 0..decimals / 2 {
        let [tens, ones] = PAIRS[(fraction % 100) as usize];
        fraction /= 100;
        put(ones);
        put(tens);
    }
    if decimals % 2 == 1 {
        put(PAIRS[(fraction % 10) as usize][1]);
    }
    if decimals > 0 {
        put(b'.');
    }
    loop {
        let [tens, ones] = PAIRS[(whole % 100) as usize];
        put(ones);
        if whole >= 10 {
            put(tens);
        }
        whole /= 100;
        if whole == 0 {
            break;
        }
    }
    if negative {
        put(b'-');
    }
    out.extend_from_slice(&buffer[at..]);
}

/// A cell's number, including the spellings of "not a number" that Windows programs write.
pub(super) fn parse_number(cell: &str) -> Option<f64> {
    if let Ok(value) = cell.parse() {
        return Some(value);
    }
    let lower = cell.trim_start_matches(['-', '+']).to_ascii_lowercase();
    (lower.starts_with("nan(") || lower.starts_with("1.#")).then_some(f64::NAN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(value: f64, digits: Digits) -> String {
        let mut out = Vec::new();
        push_number(&mut out, value, digits);
        String::from_utf8(out).expect("digits are ASCII")
    }

    #[test]
    fn fixed_numbers_read_well() {
        let d = Digits::Decimals(3);
        assert_eq!(text(1.5, d), "1.500");
        assert_eq!(text(-0.0004, d), "0.000");
        assert_eq!(text(-12.0006, d), "-12.001");
        assert_eq!(text(7.0, Digits::Decimals(0)), "7");
        assert_eq!(text(f64::NAN, d), "nan");
        assert_eq!(text(f64::INFINITY, d), "inf");
        assert_eq!(text(1e300, d).parse::<f64>(), Ok(1e300));
        assert_eq!(text(123_456.789, d), "123456.789");
        assert_eq!(text(100.0, Digits::Decimals(2)), "100.00");
        assert_eq!(text(0.000_000_001, Digits::Decimals(9)), "0.000000001");
    }

    #[test]
    fn odd_spellings_of_not_a_number_are_read() {
        for cell in ["nan", "NaN", "-nan(ind)", "1.#QNAN", "-1.#IND"] {
            assert!(parse_number(cell).is_some_and(f64::is_nan), "{cell}");
        }
        assert_eq!(parse_number("1,5"), None);
        assert_eq!(parse_number("-1.5E-003"), Some(-0.0015));
    }

    proptest! {
        #[test]
        fn fixed_text_is_within_half_a_last_digit(value in -1e5f64..1e5, decimals in 0u8..10) {
            let back: f64 = text(value, Digits::Decimals(decimals)).parse().expect("a number");
            let half = 0.5 * 10f64.powi(-i32::from(decimals));
            prop_assert!((back - value).abs() <= half * (1.0 + 1e-6) + 1e-11);
        }

        #[test]
        fn shortest_text_is_exact(value in proptest::num::f64::NORMAL) {
            prop_assert_eq!(text(value, Digits::Shortest).parse::<f64>(), Ok(value));
        }

        #[test]
        fn shortest_text_is_that_of_the_standard_library(n in -1_000_000_000_000_i64..1_000_000_000_000, decimals in 0_i32..9) {
            let value = n as f64 / 10_f64.powi(decimals);
            prop_assert_eq!(text(value, Digits::Shortest), format!("{value}"));
        }
    }
}
