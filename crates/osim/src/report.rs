//! What became of everything in a file.

use std::fmt;

use serde::Serialize;

/// What became of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Read, and computed as OpenSim does.
    Supported,
    /// Read, but not computed quite as OpenSim does; the entry says how.
    Approximated,
    /// Not used for computing, written back unchanged.
    KeptAside,
    /// Not computed at all: what depends on it is left out of the model. Written back unchanged.
    Refused,
}

impl Status {
    /// All statuses, from good to bad.
    pub const ALL: [Self; 4] = [Self::Supported, Self::Approximated, Self::KeptAside, Self::Refused];
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Supported => "supported",
            Self::Approximated => "approximated",
            Self::KeptAside => "kept aside",
            Self::Refused => "refused",
        })
    }
}

/// One kind of element (or one element with something special about it) and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// What became of it.
    pub status: Status,
    /// The element's tag.
    pub element: String,
    /// Its name, when the entry is about one element; else empty.
    pub name: String,
    /// Its line, or that of the first; 0 when unknown.
    pub line: usize,
    /// How many elements the entry stands for.
    pub count: usize,
    /// Why; empty for what is plainly supported.
    pub message: String,
}

/// The import report: every class of object in the file, and every single thing that needs a word.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Name of the model.
    pub model: String,
    /// Version of the document.
    pub version: u32,
    /// Sorted by status, then element, then line.
    pub entries: Vec<Entry>,
}

impl Report {
    /// Entries of one status.
    pub fn of(&self, status: Status) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |e| e.status == status)
    }

    /// Adds an entry about one element.
    pub(crate) fn one(&mut self, status: Status, element: &str, name: &str, line: usize, message: impl Into<String>) {
        let (element, name) = (element.to_owned(), name.to_owned());
        self.entries.push(Entry { status, element, name, line, count: 1, message: message.into() });
    }

    /// Counts an element of a class.
    pub(crate) fn count(&mut self, status: Status, element: &str, line: usize, message: &str) {
        let same =
            |e: &&mut Entry| e.status == status && e.name.is_empty() && e.element == element && e.message == message;
        if let Some(entry) = self.entries.iter_mut().find(same) {
            entry.count += 1;
        } else {
            self.one(status, element, "", line, message);
        }
    }

    pub(crate) fn sort(&mut self) {
        self.entries
            .sort_by(|a, b| (a.status, &a.element, a.line, &a.name).cmp(&(b.status, &b.element, b.line, &b.name)));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} (document version {})", self.model, self.version)?;
        for status in Status::ALL {
            if self.of(status).next().is_none() {
                continue;
            }
            writeln!(f, "{status}:")?;
            for entry in self.of(status) {
                write!(f, "  {:>5} {}", entry.count, entry.element)?;
                if !entry.name.is_empty() {
                    write!(f, " `{}`", entry.name)?;
                }
                if entry.line > 0 && !entry.message.is_empty() {
                    write!(f, " (line {})", entry.line)?;
                }
                if !entry.message.is_empty() {
                    write!(f, ": {}", entry.message)?;
                }
                writeln!(f)?;
            }
        }
        Ok(())
    }
}
