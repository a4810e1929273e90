//! Questions in the terminal.

use std::io::{IsTerminal, stderr, stdin};

use dialoguer::{Confirm, Input, MultiSelect, Select, theme::ColorfulTheme};

use crate::failure::Failure;

/// Is there somebody to ask?
pub fn somebody() -> bool {
    stdin().is_terminal() && stderr().is_terminal()
}

/// An error unless there is somebody to ask.
pub fn need_somebody() -> Result<(), Failure> {
    if somebody() { Ok(()) } else { Err(Failure::input("not_a_terminal", "", &"")) }
}

/// One of several; `None` when the person wants to go back (Esc). A question about health has no `first`, so that
/// pressing Enter again and again answers nothing.
pub fn choose(prompt: &str, items: &[String], first: impl Into<Option<usize>>) -> Result<Option<usize>, Failure> {
    let theme = theme();
    let select = Select::with_theme(&theme).with_prompt(prompt).items(items);
    let select = if let Some(first) = first.into() { select.default(first) } else { select };
    Ok(select.interact_opt()?)
}

/// Any of several.
pub fn many(prompt: &str, items: &[String], chosen: &[bool]) -> Result<Vec<usize>, Failure> {
    Ok(MultiSelect::with_theme(&theme()).with_prompt(prompt).items(items).defaults(chosen).interact()?)
}

/// Yes or no.
pub fn confirm(prompt: &str, yes: bool) -> Result<bool, Failure> {
    Ok(Confirm::with_theme(&theme()).with_prompt(prompt).default(yes).interact()?)
}

/// A line of text; empty is allowed.
pub fn text(prompt: &str, first: &str) -> Result<String, Failure> {
    let theme = theme();
    let input = Input::<String>::with_theme(&theme).with_prompt(prompt).with_initial_text(first).allow_empty(true);
    Ok(input.interact_text()?.trim().to_owned())
}

/// A number in a range, with a comma or a point; `wrong` is said when it isn't one. `None` for an empty line.
pub fn number(prompt: &str, first: Option<f64>, range: (f64, f64), wrong: &str) -> Result<Option<f64>, Failure> {
    let wrong = wrong.to_owned();
    let fits = move |typed: &String| match read(typed) {
        Some(value) if value >= range.0 && value <= range.1 => Ok(()),
        None if typed.trim().is_empty() => Ok(()),
        _ => Err(wrong.clone()),
    };
    let first = first.map(|value| value.to_string()).unwrap_or_default();
    let theme = theme();
    let input = Input::<String>::with_theme(&theme).with_prompt(prompt).with_initial_text(first);
    Ok(read(&input.allow_empty(true).validate_with(fits).interact_text()?))
}

/// Pain, 0 to 10.
pub fn pain(prompt: &str) -> Result<u8, Failure> {
    let items: Vec<String> = (0..=10).map(|n: u8| n.to_string()).collect();
    let chosen = Select::with_theme(&theme()).with_prompt(prompt).items(&items).interact()?;
    Ok(u8::try_from(chosen).expect("eleven items"))
}

fn read(typed: &str) -> Option<f64> {
    typed.trim().replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite())
}

fn theme() -> ColorfulTheme {
    ColorfulTheme::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_point_or_comma() {
        assert_eq!(read(" 4,5 "), Some(4.5));
        assert_eq!(read("45"), Some(45.0));
        assert_eq!(read("inf"), None);
        assert_eq!(read("four"), None);
    }
}
