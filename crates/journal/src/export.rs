//! One person's entries as one readable JSON file: a header, then one entry per line in canonical order.
//!
//! Writing what was read gives the same bytes, so two exports can be compared with any tool.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{Entry, EntryError};

/// The first field of every export.
pub const FORMAT: &str = "supple-export";
/// The layout that this version writes and reads.
pub const VERSION: u32 = 1;

/// A file that was read, nothing of it stored yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Whose entries these are.
    pub person: String,
    /// The entries with the place where each stands.
    pub entries: Vec<(Place, Entry)>,
}

/// Where an entry stands in the file, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which entry.
    pub entry: usize,
    /// Its first line.
    pub line: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "entry {} (line {})", self.entry, self.line)
    }
}

/// Why a file can't be imported. Nothing is stored when any part of it is wrong.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Nothing in it says that it is an export.
    #[error("{0}")]
    Foreign(serde_json::Error),
    /// An export that isn't JSON, or the header isn't complete.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// Some other JSON.
    #[error("`format` is {0:?}; an export says \"supple-export\"")]
    Format(String),
    /// A layout of a later version.
    #[error("`version` is {0}; this program reads version {VERSION}")]
    Version(u32),
    /// One of the entries can't be used.
    #[error("{place}: {source}")]
    Entry {
        /// Which one.
        place: Place,
        /// What is wrong with it.
        source: EntryError,
    },
    /// Two entries with one id that say different things.
    #[error("{place}: the id {id} is also used by entry {other} with other content")]
    Conflict {
        /// The second of the two.
        place: Place,
        /// Their id.
        id: Uuid,
        /// Number of the first.
        other: usize,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    format: String,
    version: u32,
    person: String,
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Header {
    format: String,
    version: u32,
}

/// The file for `person`; `bodies` are canonical entries in canonical order, as [`crate::Journal::read`] gives them.
pub fn write<T: AsRef<str>>(person: &str, bodies: &[T]) -> String {
    let person = serde_json::Value::from(person);
    let mut out =
        format!("{{\n\"format\": \"{FORMAT}\",\n\"version\": {VERSION},\n\"person\": {person},\n\"entries\": [");
    for (i, body) in bodies.iter().enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        out.push_str(body.as_ref());
    }
    out.push_str("\n]\n}\n");
    out
}

fn header(text: &str) -> Result<Header, ExportError> {
    let is_export = || text.contains(FORMAT);
    serde_json::from_str(text).map_err(|e| if is_export() { ExportError::Json(e) } else { ExportError::Foreign(e) })
}

/// Reads a file, written by [`write()`] or by hand.
/// # Errors
/// [`ExportError`] with the entry and the line that is wrong.
pub fn read(text: &str) -> Result<Export, ExportError> {
    let text = text.trim_start_matches('\u{feff}');
    let header = header(text)?;
    if header.format != FORMAT {
        return Err(ExportError::Format(header.format));
    }
    if header.version != VERSION {
        return Err(ExportError::Version(header.version));
    }
    let file: File<'_> = serde_json::from_str(text)?;
    debug_assert_eq!((file.format.as_str(), file.version), (FORMAT, VERSION), "both readings see one header");
    let mut lines = Lines::new(text);
    let mut entries = Vec::with_capacity(file.entries.len());
    for (i, raw) in file.entries.iter().enumerate() {
        let place = Place { entry: i + 1, line: lines.at(raw.get()) };
        let entry = Entry::parse(raw.get()).map_err(|source| ExportError::Entry { place, source })?;
        entries.push((place, entry));
    }
    check_ids(&entries)?;
    entries.sort_by_cached_key(|(_, entry)| {
        let (at, device, seq, id) = entry.order();
        (at, device.to_owned(), seq, id)
    });
    Ok(Export { person: file.person, entries })
}

fn check_ids(entries: &[(Place, Entry)]) -> Result<(), ExportError> {
    let mut seen: HashMap<Uuid, (usize, &str)> = HashMap::new();
    for (place, entry) in entries {
        let (other, body) = *seen.entry(entry.id()).or_insert((place.entry, entry.body()));
        if body != entry.body() {
            return Err(ExportError::Conflict { place: *place, id: entry.id(), other });
        }
    }
    Ok(())
}

/// Counts lines while going forward through a text.
struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, offset: 0, line: 1 }
    }

    /// The line on which `part`, a later slice of the text, begins.
    fn at(&mut self, part: &str) -> usize {
        let offset = part.as_ptr().addr() - self.text.as_ptr().addr();
        self.line += self.text[self.offset..offset].matches('\n').count();
        self.offset = offset;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(n: u32, note: &str) -> String {
        format!(
            r#"{{"id":"018f2d6e-0000-7000-8000-{n:012}","at":"2026-03-01T07:00:{n:02}Z","device":"d","seq":{n},"note":"{note}"}}"#
        )
    }

    fn error(text: &str) -> String {
        read(text).expect_err("must be refused").to_string()
    }

    #[test]
    fn what_is_written_is_read_and_written_again_byte_for_byte() {
        let bodies = [entry(1, "a"), entry(2, "ü\\n")];
        let text = write("me", &bodies);
        let export = read(&text).expect("readable");
        assert_eq!(export.person, "me");
        let again: Vec<&str> = export.entries.iter().map(|(_, e)| e.body()).collect();
        assert_eq!(write("me", &again), text);
        assert_eq!(read(&write::<&str>("nobody", &[])).expect("readable").entries, []);
    }

    #[test]
    fn the_wrong_entry_is_named_with_its_line() {
        let text = write("me", &[entry(1, "a"), entry(2, "b").replace("\"device\":\"d\",", "")]);
        assert!(error(&text).starts_with("entry 2 (line 7): missing field `device`"), "{}", error(&text));
        let text = write("me", &[entry(1, "a"), entry(1, "a"), entry(1, "b")]);
        assert!(error(&text).starts_with("entry 3 (line 8): the id"), "{}", error(&text));
    }

    #[test]
    fn another_file_is_refused_with_its_reason() {
        assert!(error("{}").contains("missing field `format`"));
        for foreign in ["", "not JSON", "[1]", "{}"] {
            assert!(matches!(read(foreign), Err(ExportError::Foreign(_))), "{foreign}");
        }
        assert!(matches!(read(&write("me", &[entry(1, "a")])[..90]), Err(ExportError::Json(_))), "an export cut short");
        assert!(error(r#"{"format": "x", "version": 1}"#).contains("supple-export"));
        assert!(error(r#"{"format": "supple-export", "version": 9, "new": 1}"#).contains("reads version 1"));
        let extra = r#"{"format": "supple-export", "version": 1, "person": "me", "entris": []}"#;
        assert!(error(extra).contains("entris"));
    }

    #[test]
    fn entries_by_hand_may_stand_in_any_order_over_several_lines() {
        let text = write("me", &[entry(2, "b"), entry(1, "a").replace(',', ",\n  ")]);
        let export = read(&text).expect("readable");
        let places: Vec<_> = export.entries.iter().map(|(place, _)| (place.entry, place.line)).collect();
        assert_eq!(places, [(2, 7), (1, 6)]);
    }
}
