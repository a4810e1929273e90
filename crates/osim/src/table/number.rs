//! Numbers as text, both ways, fast enough that files are not what one waits for.

use std::fmt::Write as _;

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
pub fn push_number(out: &mut String, value: f64, digits: Digits) {
    if value.is_nan() {
        out.push_str("nan");
        return;
    }
    let fixed = match digits {
        Digits::Decimals(n) => push_fixed(out, value, usize::from(n.min(15))),
        Digits::Shortest => false,
    };
    if !fixed {
        write!(out, "{value}").expect("writing to a String never fails");
    }
}

/// Fixed point by whole numbers; `false` (and nothing written) where 2^53 doesn't hold the digits.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, not negative, below 2^53")]
fn push_fixed(out: &mut String, value: f64, decimals: usize) -> bool {
    let power = POWERS[decimals];
    let scaled = (value.abs() * power as f64).round();
    if scaled.is_nan() || scaled >= 9_007_199_254_740_992.0 {
        return false;
    }
    let scaled = scaled as u64;
    if value < 0.0 && scaled > 0 {
        out.push('-');
    }
    push_whole(out, scaled / power);
    if decimals > 0 {
        out.push('.');
        push_padded(out, scaled % power, decimals);
    }
    true
}

fn push_whole(out: &mut String, n: u64) {
    let width = (1..16).find(|&w| n < POWERS[w]).unwrap_or(16);
    push_padded(out, n, width);
}

fn push_padded(out: &mut String, mut n: u64, width: usize) {
    let mut buffer = [b'0'; 16];
    for digit in buffer[..width].iter_mut().rev() {
        *digit = b'0' + u8::try_from(n % 10).expect("a digit");
        n /= 10;
    }
    out.push_str(std::str::from_utf8(&buffer[..width]).expect("digits are ASCII"));
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
        let mut out = String::new();
        push_number(&mut out, value, digits);
        out
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
    }
}
