//! Standard output, where a closed pipe is no mistake.

use std::{
    io::{IsTerminal, Write, stderr, stdin, stdout},
    path::Path,
};

use console::Term;
use serde::Serialize;

use crate::failure::Failure;

/// Lines longer than this are hard to read, however wide the window.
pub const WIDEST: usize = 100;

/// Prints a line; on a terminal it is folded between words.
pub fn line(text: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    writeln!(out, "{}", folded(text, &Term::stdout()))?;
    Ok(out.flush()?)
}

/// Prints lines, a window at a time where somebody reads along: `more` asks for a key, so that nothing is scrolled off unread.
pub fn pages(lines: &[String], more: &str) -> Result<(), Failure> {
    let term = Term::stdout();
    if more.is_empty() || fits(lines) {
        return lines.iter().try_for_each(|text| line(text));
    }
    for (n, page) in rows(lines, &term).chunks(height(&term)).enumerate() {
        if n > 0 {
            term.write_str(more)?;
            term.read_key()?;
            term.clear_line()?;
        }
        page.iter().try_for_each(|row| line(row))?;
    }
    Ok(())
}

/// Can these lines be read without one being scrolled off? Where nobody is asked anything, always.
pub fn fits(lines: &[String]) -> bool {
    let term = Term::stdout();
    !term.is_term() || !stdin().is_terminal() || rows(lines, &term).len() <= height(&term)
}

/// The rows of a window, without the one in which the cursor waits.
fn height(term: &Term) -> usize {
    usize::from(term.size().0).saturating_sub(1).max(1)
}

fn rows(lines: &[String], term: &Term) -> Vec<String> {
    lines.iter().flat_map(|text| folded(text, term).split('\n').map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Says a line to the person on standard error; on a terminal it is folded between words. Where nobody listens, nothing
/// is said.
pub fn tell(text: &str) {
    drop(writeln!(stderr(), "{}", folded(text, &Term::stderr())));
}

/// Writes a file about the person; one that was there stays until the new one is whole.
pub fn file(path: &Path, text: &str) -> Result<(), Failure> {
    let written = journal::files::replace(path, text.as_bytes());
    written.map_err(|e| Failure::failed("file", &format!("{}: {e}", path.display())))
}

fn folded(text: &str, term: &Term) -> String {
    if term.is_term() { fold(text, usize::from(term.size().1).min(WIDEST)) } else { text.to_owned() }
}

/// Folds each line between words; what follows starts below the first word, past a mark such as `-` or `1.`.
pub fn fold(text: &str, width: usize) -> String {
    let one = |line: &str| {
        let body = line.trim_start();
        let mark = body.split(' ').next().filter(|w| w.len() <= 3 && !w.chars().all(char::is_alphanumeric));
        let indent = " ".repeat(line.len() - body.len() + mark.map_or(0, |w| w.chars().count() + 1));
        textwrap::fill(line, textwrap::Options::new(width).subsequent_indent(&indent).break_words(false))
    };
    text.split('\n').map(one).collect::<Vec<_>>().join("\n")
}

/// Prints JSON, indented for people.
pub fn json(value: &impl Serialize) -> Result<(), Failure> {
    line(&serde_json::to_string_pretty(value).expect("answers are plain data"))
}

/// Prints a text that brings its own line ends.
pub fn text(text: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_below_its_first_word() {
        assert_eq!(fold("  - one two three four", 14), "  - one two\n    three four");
        assert_eq!(fold("      one two three four", 16), "      one two\n      three four");
        assert_eq!(fold("one two three", 8), "one two\nthree");
    }
}
