//! One of several: which row is marked, and what each key does.

use console::style;
use crossterm::event::KeyCode;

use super::screen::{Answer, Pressed};
use crate::out;

/// A list with at most one row marked.
pub struct List {
    items: Vec<String>,
    at: Option<usize>,
    /// Digits typed so far.
    typed: String,
}

impl List {
    /// With this row marked, if any.
    pub fn new(items: Vec<String>, at: Option<usize>) -> Self {
        Self { items, at, typed: String::new() }
    }

    /// The marked row.
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    fn step(&mut self, down: bool) {
        let n = self.items.len();
        self.at = Some(match (self.at, down) {
            (None, true) => 0,
            (None, false) => n - 1,
            (Some(at), true) => (at + 1) % n,
            (Some(at), false) => (at + n - 1) % n,
        });
    }

    /// Rows that are numbers themselves are found by what they say, others by their place.
    fn are_numbers(&self) -> bool {
        self.items.iter().all(|item| item.parse::<u32>().is_ok())
    }

    fn numbered(&self, typed: &str) -> Option<usize> {
        if self.are_numbers() {
            return self.items.iter().position(|item| item == typed);
        }
        typed.parse::<usize>().ok()?.checked_sub(1).filter(|i| *i < self.items.len())
    }

    fn digit(&mut self, digit: char) {
        self.typed.push(digit);
        let found = self.numbered(&self.typed).or_else(|| {
            self.typed = digit.to_string();
            self.numbered(&self.typed)
        });
        self.at = found.or(self.at);
    }

    /// The next row that begins with this letter.
    fn letter(&mut self, letter: char) {
        let begins = |item: &String| {
            let first = item.chars().find(|c| c.is_alphabetic());
            first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
        };
        let n = self.items.len();
        let from = self.at.map_or(0, |at| at + 1);
        self.at = (from..from + n).map(|i| i % n).find(|i| begins(&self.items[*i])).or(self.at);
    }

    fn row(&self, i: usize, width: usize) -> Vec<String> {
        let marked = self.at == Some(i);
        let arrow = if marked { ">" } else { " " };
        let number = if self.are_numbers() { String::new() } else { format!("{:>2}  ", i + 1) };
        let head = format!("{arrow} {number}");
        let text = out::fold(&self.items[i], width.saturating_sub(head.len()).max(8));
        let paint = |line: String| if marked { style(line).for_stderr().cyan().bold().to_string() } else { line };
        let lead = |n: usize| if n == 0 { head.clone() } else { " ".repeat(head.len()) };
        text.lines().enumerate().map(|(n, line)| paint(format!("{}{line}", lead(n)))).collect()
    }
}

impl Answer for List {
    fn press(&mut self, key: KeyCode) -> Pressed {
        if !matches!(key, KeyCode::Char('0'..='9')) {
            self.typed.clear();
        }
        match key {
            KeyCode::Up | KeyCode::BackTab => self.step(false),
            KeyCode::Down | KeyCode::Tab => self.step(true),
            KeyCode::Home => self.at = Some(0),
            KeyCode::End => self.at = Some(self.items.len() - 1),
            KeyCode::Char(digit @ '0'..='9') => self.digit(digit),
            KeyCode::Char(letter) if letter.is_alphabetic() => self.letter(letter),
            KeyCode::Enter | KeyCode::Char(' ') => {
                return if self.at.is_some() { Pressed::Taken } else { Pressed::Nothing };
            }
            KeyCode::Esc => return Pressed::Back,
            _ => {}
        }
        Pressed::Changed
    }

    /// As many rows as fit, around the marked one; an ellipsis stands where more are.
    fn draw(&self, width: usize, rows: usize) -> Vec<String> {
        let all: Vec<Vec<String>> = (0..self.items.len()).map(|i| self.row(i, width)).collect();
        let height = |from: usize, to: usize| all[from..to].iter().map(Vec::len).sum::<usize>();
        if height(0, all.len()) <= rows {
            return all.concat();
        }
        let rows = rows.saturating_sub(2);
        let at = self.at.unwrap_or(0);
        let (mut from, mut to) = (at, at + 1);
        loop {
            let grown = height(from, to);
            if to < all.len() && grown + all[to].len() <= rows {
                to += 1;
            } else if from > 0 && grown + all[from - 1].len() <= rows {
                from -= 1;
            } else {
                break;
            }
        }
        let more = |there: bool| style(if there { "  ..." } else { "" }).for_stderr().dim().to_string();
        let mut drawn = vec![more(from > 0)];
        drawn.extend(all[from..to].concat());
        drawn.push(more(to < all.len()));
        drawn
    }

    fn taken(&self) -> String {
        self.at.map(|at| self.items[at].clone()).unwrap_or_default()
    }
}

/// Any of several: Enter and space mark or unmark a row, and Enter on the last one takes what is marked.
pub struct Checks {
    items: Vec<String>,
    chosen: Vec<bool>,
    list: List,
}

impl Checks {
    /// `done` is the text of the last row, which is where one begins.
    pub fn new(items: &[String], chosen: &[bool], done: String) -> Self {
        let rows = items.iter().cloned().chain([done]).collect();
        let list = List::new(rows, Some(items.len()));
        let mut checks = Self { items: items.to_vec(), chosen: chosen.to_vec(), list };
        checks.mark();
        checks
    }

    /// The chosen rows.
    pub fn chosen(&self) -> Vec<usize> {
        (0..self.items.len()).filter(|i| self.chosen[*i]).collect()
    }

    fn mark(&mut self) {
        for (row, (item, chosen)) in self.list.items.iter_mut().zip(self.items.iter().zip(&self.chosen)) {
            *row = format!("[{}] {item}", if *chosen { "x" } else { " " });
        }
    }
}

impl Answer for Checks {
    fn press(&mut self, key: KeyCode) -> Pressed {
        let pressed = self.list.press(key);
        match self.list.at.filter(|at| *at < self.items.len()) {
            Some(at) if pressed == Pressed::Taken => {
                self.chosen[at] = !self.chosen[at];
                self.mark();
                Pressed::Changed
            }
            _ => pressed,
        }
    }

    fn draw(&self, width: usize, rows: usize) -> Vec<String> {
        self.list.draw(width, rows)
    }

    fn taken(&self) -> String {
        self.chosen().into_iter().map(|i| self.items[i].as_str()).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[&str]) -> List {
        List::new(items.iter().map(ToString::to_string).collect(), None)
    }

    fn press(list: &mut List, keys: &str) -> Pressed {
        let key = |c| match c {
            '\n' => KeyCode::Enter,
            'v' => KeyCode::Down,
            '^' => KeyCode::Up,
            c => KeyCode::Char(c),
        };
        keys.chars().map(|c| list.press(key(c))).last().expect("a key")
    }

    #[test]
    fn enter_takes_what_is_marked_and_nothing_where_nothing_is() {
        let mut list = list(&["No", "Yes", "Not sure"]);
        assert_eq!((press(&mut list, "\n\n\n"), list.at()), (Pressed::Nothing, None));
        assert_eq!((press(&mut list, "vv\n"), list.at()), (Pressed::Taken, Some(1)));
        assert_eq!((press(&mut list, "^^^"), list.at()), (Pressed::Changed, Some(1)));
        assert_eq!(list.press(KeyCode::Esc), Pressed::Back);
    }

    #[test]
    fn first_letters_and_numbers_mark_a_row() {
        let mut list = list(&["No", "Yes", "Not sure"]);
        for (key, at) in [("y", 1), ("n", 2), ("N", 0), ("3", 2), ("9", 2), ("1", 0)] {
            press(&mut list, key);
            assert_eq!(list.at(), Some(at), "{key}");
        }
    }

    #[test]
    fn rows_that_are_numbers_are_typed_as_they_are() {
        let mut list = List::new((0..=10).map(|n: u8| n.to_string()).collect(), None);
        for (keys, at) in [("0", 0), ("1", 1), ("10", 10), ("7", 7), ("v", 8), ("1v0", 0)] {
            press(&mut list, keys);
            assert_eq!(list.at(), Some(at), "{keys}");
        }
    }

    #[test]
    fn several_are_marked_with_enter_and_taken_on_the_last_row() {
        let items = ["a mat", "a chair"].map(str::to_owned);
        let mut checks = Checks::new(&items, &[true, false], "That is all".to_owned());
        for key in [KeyCode::Char('2'), KeyCode::Enter, KeyCode::Char('1'), KeyCode::Char(' '), KeyCode::End] {
            assert_eq!(checks.press(key), Pressed::Changed);
        }
        assert_eq!((checks.press(KeyCode::Enter), checks.chosen()), (Pressed::Taken, vec![1]));
        assert_eq!(checks.taken(), "a chair");
    }

    #[test]
    fn a_long_list_is_shown_around_the_marked_row() {
        let mut list = List::new((0..40).map(|n| format!("row {n} of a list that is long")).collect(), None);
        for _ in 0..40 {
            press(&mut list, "v");
            let drawn = list.draw(20, 10);
            assert!(drawn.len() <= 10, "{drawn:#?}");
            let row = format!("{:>2}  row {}", list.at().expect("marked") + 1, list.at().expect("marked"));
            assert!(drawn.iter().any(|line| line.contains(&row)), "{row}: {drawn:#?}");
        }
    }
}
