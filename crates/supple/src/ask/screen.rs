//! Shows a question and listens until it is answered. Only what changes is drawn again, and it always fits the window.

use std::io::Write;

use console::{Term, style};
use crossterm::{
    event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read},
    terminal::{disable_raw_mode, enable_raw_mode},
};

use crate::{failure::Failure, out};

/// Something that is answered with keys.
pub trait Answer {
    /// What a key does.
    fn press(&mut self, key: KeyCode) -> Pressed;
    /// What is shown, folded to a width, in at most so many rows.
    fn draw(&self, width: usize, rows: usize) -> Vec<String>;
    /// The answer when it is taken.
    fn taken(&self) -> String;
}

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// The answer may look different now.
    Changed,
    /// There is nothing to take yet.
    Nothing,
    /// The answer is taken.
    Taken,
    /// The person wants to go back.
    Back,
}

/// Asks until the answer is taken; `None` is the way back. `help` stands below the answer, `urge` instead of it after Enter
/// where there is nothing to take.
pub fn ask(prompt: &str, answer: &mut impl Answer, help: &str, urge: &str) -> Result<Option<()>, Failure> {
    let mut window = Window { term: Term::stderr(), drawn: 0 };
    window.heading(prompt)?;
    let raw = Raw::on()?;
    let mut below = help;
    loop {
        window.draw(prompt, answer, below)?;
        let Some(key) = key()? else { continue };
        if key.modifiers.contains(KeyModifiers::CONTROL) && matches!(key.code, KeyCode::Char('c' | 'd')) {
            window.wipe()?;
            return Err(Failure::Interrupted);
        }
        match answer.press(key.code) {
            Pressed::Changed => below = help,
            Pressed::Nothing => below = urge,
            Pressed::Taken => break,
            Pressed::Back => {
                window.wipe()?;
                return Ok(None);
            }
        }
    }
    window.wipe()?;
    drop(raw);
    let taken = out::fold(&format!("  {}", answer.taken()), window.width());
    window.say(&style(taken).for_stderr().cyan().to_string())?;
    Ok(Some(()))
}

fn key() -> Result<Option<KeyEvent>, Failure> {
    Ok(match read()? {
        Event::Key(key) if key.kind == KeyEventKind::Press => Some(key),
        _ => None,
    })
}

/// Keys come one by one as long as this lives.
struct Raw;

impl Raw {
    fn on() -> Result<Self, Failure> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // There is nobody left to tell.
        drop(disable_raw_mode());
    }
}

struct Window {
    term: Term,
    /// Rows that are drawn again with the next key.
    drawn: usize,
}

impl Window {
    fn width(&self) -> usize {
        // A row that fills the last column makes some terminals begin another.
        usize::from(self.term.size().1).clamp(20, out::WIDEST) - 1
    }

    fn heading(&mut self, prompt: &str) -> Result<(), Failure> {
        let prompt = out::fold(prompt, self.width());
        self.say(&style(prompt).for_stderr().bold().to_string())
    }

    fn say(&mut self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(self.term, "{text}")?)
    }

    fn draw(&mut self, prompt: &str, answer: &impl Answer, below: &str) -> Result<(), Failure> {
        self.wipe()?;
        let width = self.width();
        let below = out::fold(below, width);
        let above = out::fold(prompt, width).lines().count() + below.lines().count() + 1;
        let rows = usize::from(self.term.size().0).saturating_sub(above).max(1);
        let mut lines = answer.draw(width, rows);
        lines.extend(below.lines().map(|line| style(line).for_stderr().dim().to_string()));
        self.drawn = lines.len();
        Ok(write!(self.term, "{}", lines.join("\r\n"))?)
    }

    fn wipe(&mut self) -> Result<(), Failure> {
        if self.drawn > 0 {
            self.term.move_cursor_up(self.drawn - 1)?;
            write!(self.term, "\r")?;
            self.term.clear_to_end_of_screen()?;
        }
        self.drawn = 0;
        Ok(())
    }
}
