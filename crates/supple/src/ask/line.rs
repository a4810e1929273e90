//! One typed line.

use crossterm::event::KeyCode;

use super::screen::{Answer, Pressed};

/// A line that is being typed.
pub struct Line {
    text: String,
    fits: Box<dyn Fn(&str) -> bool>,
}

impl Line {
    /// Begins with the text `first`; only a line that `fits` is taken.
    pub fn new(first: &str, fits: impl Fn(&str) -> bool + 'static) -> Self {
        Self { text: first.to_owned(), fits: Box::new(fits) }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Answer for Line {
    fn press(&mut self, key: KeyCode) -> Pressed {
        match key {
            KeyCode::Char(typed) => self.text.push(typed),
            KeyCode::Backspace => drop(self.text.pop()),
            KeyCode::Enter => return if (self.fits)(&self.text) { Pressed::Taken } else { Pressed::Nothing },
            KeyCode::Esc => return Pressed::Back,
            _ => {}
        }
        Pressed::Changed
    }

    /// The end of the line, where it is longer than the window.
    fn draw(&self, width: usize, _: usize) -> Vec<String> {
        let hidden = self.text.chars().count().saturating_sub(width.saturating_sub(4));
        let shown: String = self.text.chars().skip(hidden).collect();
        vec![format!("> {shown}_")]
    }

    fn taken(&self) -> String {
        self.text.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_and_taking_back() {
        let mut line = Line::new("17", |typed| typed.len() == 3);
        assert_eq!(line.press(KeyCode::Enter), Pressed::Nothing);
        for key in [KeyCode::Backspace, KeyCode::Char('6'), KeyCode::Char('8'), KeyCode::Left] {
            assert_eq!(line.press(key), Pressed::Changed);
        }
        assert_eq!((line.press(KeyCode::Enter), line.text()), (Pressed::Taken, "168"));
        assert_eq!(line.press(KeyCode::Esc), Pressed::Back);
        assert_eq!(line.draw(6, 1), ["> 68_"]);
    }
}
