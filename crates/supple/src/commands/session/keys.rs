//! The keys that are heard while a session runs.

use std::{thread::sleep, time::Duration};

use crossterm::{
    event::{Event, KeyCode, KeyEventKind, KeyModifiers, poll, read},
    terminal::{disable_raw_mode, enable_raw_mode},
};

use crate::{ask, failure::Failure};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Space: hold everything, or go on.
    Pause,
    /// S or right arrow: give this exercise up.
    Skip,
    /// R or left arrow: this step once more.
    Repeat,
    /// H: that hurts.
    Hurts,
    /// U: I feel unwell.
    Unwell,
    /// Q or Esc: stop for today.
    Quit,
}

/// Waits so long for a key. Keys go unheard where there is no terminal.
pub fn wait(time: Duration) -> Result<Option<Key>, Failure> {
    if !ask::somebody() {
        sleep(time);
        return Ok(None);
    }
    enable_raw_mode()?;
    let heard = listen(time);
    disable_raw_mode()?;
    Ok(heard?)
}

fn listen(time: Duration) -> std::io::Result<Option<Key>> {
    if !poll(time)? {
        return Ok(None);
    }
    Ok(match read()? {
        Event::Key(key) if key.kind == KeyEventKind::Press => meaning(key.code, key.modifiers),
        _ => None,
    })
}

fn meaning(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    let code = match code {
        KeyCode::Char(letter) => KeyCode::Char(letter.to_ascii_lowercase()),
        other => other,
    };
    match code {
        KeyCode::Char('c') if modifiers.contains(KeyModifiers::CONTROL) => Some(Key::Quit),
        KeyCode::Char(' ') => Some(Key::Pause),
        KeyCode::Char('s') | KeyCode::Right => Some(Key::Skip),
        KeyCode::Char('r') | KeyCode::Left => Some(Key::Repeat),
        KeyCode::Char('h') => Some(Key::Hurts),
        KeyCode::Char('u') => Some(Key::Unwell),
        KeyCode::Char('q') | KeyCode::Esc => Some(Key::Quit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_the_help_says() {
        let plain = |code| meaning(code, KeyModifiers::NONE);
        assert_eq!(plain(KeyCode::Char(' ')), Some(Key::Pause));
        assert_eq!(plain(KeyCode::Char('h')), Some(Key::Hurts));
        assert_eq!(meaning(KeyCode::Char('H'), KeyModifiers::SHIFT), Some(Key::Hurts), "as the help writes it");
        assert_eq!(plain(KeyCode::Char('U')), Some(Key::Unwell), "with caps lock");
        assert_eq!(plain(KeyCode::Char('x')), None);
        assert_eq!(meaning(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Key::Quit));
        assert_eq!(plain(KeyCode::Char('c')), None);
    }
}
