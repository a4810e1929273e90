//! Questions in the terminal. Enter takes the row that is marked, a number or a first letter marks one, Esc goes back.

mod line;
mod list;
mod screen;

use std::{
    io::{IsTerminal, stderr, stdin},
    sync::{Arc, OnceLock},
};

use care::words::Words;
use line::Line;
use list::{Checks, List};

use crate::failure::Failure;

static WORDS: OnceLock<Arc<Words>> = OnceLock::new();

/// The language of what stands beside every question.
pub fn speak(words: &Arc<Words>) {
    // The language of the whole run; a second call brings the same.
    drop(WORDS.set(words.clone()));
}

fn say(key: &str) -> String {
    WORDS.get().map(|words| words.get(&format!("cli.ask.{key}"))).unwrap_or_default()
}

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
    let mut list = List::new(items.to_vec(), first.into());
    let taken = screen::ask(prompt, &mut list, &say("list"), &say("none_marked"))?;
    Ok(taken.and(list.at()))
}

/// Any of several; `None` when the person wants to go back.
pub fn many(prompt: &str, items: &[String], chosen: &[bool]) -> Result<Option<Vec<usize>>, Failure> {
    let mut checks = Checks::new(items, chosen, say("all_chosen"));
    let taken = screen::ask(prompt, &mut checks, &say("many"), "")?;
    Ok(taken.map(|()| checks.chosen()))
}

/// Yes or no; `None` when the person wants to go back.
pub fn confirm(prompt: &str, yes: bool) -> Result<Option<bool>, Failure> {
    let chosen = choose(prompt, &[say("yes"), say("no")], usize::from(!yes))?;
    Ok(chosen.map(|i| i == 0))
}

/// A line of text; empty is allowed; `None` when the person wants to go back.
pub fn text(prompt: &str, first: &str) -> Result<Option<String>, Failure> {
    line(prompt, first, |_| true, "")
}

/// A line of text that `fits`; `wrong` is said to any other. `None` when the person wants to go back.
pub fn line(
    prompt: &str,
    first: &str,
    fits: impl Fn(&str) -> bool + 'static,
    wrong: &str,
) -> Result<Option<String>, Failure> {
    let mut line = Line::new(first, fits);
    let taken = screen::ask(prompt, &mut line, &say("line"), wrong)?;
    Ok(taken.map(|()| line.text().trim().to_owned()))
}

/// A question for a number, with a comma or a point.
pub struct Number<'a> {
    /// The question.
    pub prompt: &'a str,
    /// What stands there at first.
    pub first: Option<f64>,
    /// Smallest and largest.
    pub range: (f64, f64),
    /// What is said to anything else.
    pub wrong: &'a str,
    /// May it be left empty?
    pub empty: bool,
    /// May it be answered with a question mark?
    pub unsure: bool,
}

/// What was typed where a number is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Typed {
    /// A number in the range.
    Number(f64),
    /// Nothing.
    Nothing,
    /// A question mark: not sure.
    NotSure,
}

impl Number<'_> {
    /// Asks; `None` when the person wants to go back.
    pub fn ask(&self) -> Result<Option<Typed>, Failure> {
        let (min, max) = self.range;
        let (empty, unsure) = (self.empty, self.unsure);
        let fits = move |typed: &str| match read(typed) {
            Some(Typed::Number(value)) => (min..=max).contains(&value),
            Some(Typed::Nothing) => empty,
            Some(Typed::NotSure) => unsure,
            None => false,
        };
        let mut line = Line::new(&self.first.map(|value| value.to_string()).unwrap_or_default(), fits);
        let help = say(if self.unsure { "line_unsure" } else { "line" });
        let taken = screen::ask(self.prompt, &mut line, &help, self.wrong)?;
        Ok(taken.and_then(|()| read(line.text())))
    }
}

/// Where a question led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the next one.
    On,
    /// To the one before.
    Back,
    /// It wasn't asked.
    Passed,
}

/// Takes an answer in, or goes back.
pub fn take<T>(answer: Option<T>, into: impl FnOnce(T)) -> Way {
    match answer {
        Some(answer) => {
            into(answer);
            Way::On
        }
        None => Way::Back,
    }
}

/// One question about a `T`.
pub type Step<'a, T> = Box<dyn Fn(&mut T) -> Result<Way, Failure> + 'a>;

/// Goes through questions, forth and back; `false` when the person goes back from the first one.
pub fn through<T>(about: &mut T, steps: &[Step<'_, T>]) -> Result<bool, Failure> {
    let (mut at, mut way) = (0, Way::On);
    while let Some(step) = steps.get(at) {
        way = match (step(about)?, way) {
            (Way::Passed, before) => before,
            (went, _) => went,
        };
        if way == Way::On {
            at += 1;
        } else if at == 0 {
            return Ok(false);
        } else {
            at -= 1;
        }
    }
    Ok(true)
}

/// Pain, 0 to 10.
pub fn pain(prompt: &str) -> Result<u8, Failure> {
    let items: Vec<String> = (0..=10).map(|n: u8| n.to_string()).collect();
    loop {
        if let Some(chosen) = choose(prompt, &items, None)? {
            return Ok(u8::try_from(chosen).expect("eleven items"));
        }
    }
}

fn read(typed: &str) -> Option<Typed> {
    match typed.trim() {
        "" => Some(Typed::Nothing),
        "?" => Some(Typed::NotSure),
        typed => typed.replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite()).map(Typed::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_back_passes_what_was_not_asked() {
        let ask = |n: usize, ways: &'static [Way]| -> Step<'_, Vec<usize>> {
            Box::new(move |asked: &mut Vec<usize>| {
                let times = asked.iter().filter(|a| **a == n).count();
                asked.push(n);
                Ok(ways[times.min(ways.len() - 1)])
            })
        };
        let steps = [ask(0, &[Way::On]), ask(1, &[Way::Passed]), ask(2, &[Way::Back, Way::On])];
        let mut asked = vec![];
        assert!(through(&mut asked, &steps).expect("no failure"));
        assert_eq!(asked, [0, 1, 2, 1, 0, 1, 2]);
        assert!(!through(&mut vec![], &[ask(0, &[Way::Back])]).expect("no failure"));
    }

    #[test]
    fn numbers_are_read_with_point_or_comma() {
        assert_eq!(read(" 4,5 "), Some(Typed::Number(4.5)));
        assert_eq!(read("45"), Some(Typed::Number(45.0)));
        assert_eq!(read("  "), Some(Typed::Nothing));
        assert_eq!(read("?"), Some(Typed::NotSure));
        assert_eq!(read("inf"), None);
        assert_eq!(read("four"), None);
    }
}
