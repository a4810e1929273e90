//! Table to text.

use std::io::Write as _;
use std::path::Path;

use super::{Digits, Table, push_number};
use crate::Result;
use crate::file::write_file_with;

/// What kind of file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// OpenSim's `.sto` (and `.mot`): header, `endheader`, tabs.
    #[default]
    Sto,
    /// Labels in the first line, commas.
    Csv,
}

impl Format {
    /// The file extension without a point.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Sto => "sto",
            Self::Csv => "csv",
        }
    }
}

/// Bytes that are gathered before they go to the file; small enough to stay in the cache.
const BLOCK: usize = 1 << 18;

/// A table that borrows its numbers, for writing.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// What the header calls it; may be empty.
    pub name: &'a str,
    /// Column labels without `time`.
    pub labels: Vec<&'a str>,
    /// Time of each row [s].
    pub time: &'a [f64],
    /// One slice per label, each as long as `time`.
    pub columns: Vec<&'a [f64]>,
    /// Whether angles are in degrees.
    pub in_degrees: bool,
    /// Other `key=value` lines of the header.
    pub metadata: &'a [(String, String)],
}

impl Table {
    /// The table without its own numbers.
    pub fn view(&self) -> View<'_> {
        View {
            name: &self.name,
            labels: self.labels.iter().map(String::as_str).collect(),
            time: &self.time,
            columns: self.columns.iter().map(Vec::as_slice).collect(),
            in_degrees: self.in_degrees,
            metadata: &self.metadata,
        }
    }

    /// The table as text.
    pub fn to_text(&self, format: Format, digits: Digits) -> String {
        self.view().to_text(format, digits)
    }

    /// Writes the table; the file appears whole or not at all.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) with the file's name.
    pub fn write(&self, path: &Path, format: Format, digits: Digits) -> Result<()> {
        self.view().write(path, format, digits)
    }
}

impl View<'_> {
    /// The table as text.
    pub fn to_text(&self, format: Format, digits: Digits) -> String {
        let mut out = Vec::with_capacity(64 * (self.labels.len() + 4) + 14 * self.time.len() * (self.labels.len() + 1));
        let mut keep = |block: &mut Vec<u8>| {
            out.append(block);
            Ok(())
        };
        self.send(format, digits, &mut keep).expect("memory takes everything");
        String::from_utf8(out).expect("labels are text, and numbers are ASCII")
    }

    /// Writes the table; the file appears whole or not at all.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) with the file's name.
    pub fn write(&self, path: &Path, format: Format, digits: Digits) -> Result<()> {
        write_file_with(path, |file| {
            self.send(format, digits, &mut |block| {
                file.write_all(block)?;
                block.clear();
                Ok(())
            })
        })
    }

    /// Hands the text over block by block; `sink` leaves its block empty.
    fn send(
        &self,
        format: Format,
        digits: Digits,
        sink: &mut dyn FnMut(&mut Vec<u8>) -> std::io::Result<()>,
    ) -> std::io::Result<()> {
        let mut out = Vec::with_capacity(BLOCK + BLOCK / 4);
        let separator = match format {
            Format::Sto => {
                out.extend_from_slice(self.header().as_bytes());
                b'\t'
            }
            Format::Csv => b',',
        };
        out.extend_from_slice(b"time");
        for label in &self.labels {
            out.push(separator);
            out.extend_from_slice(label.as_bytes());
        }
        out.push(b'\n');
        for (row, &time) in self.time.iter().enumerate() {
            push_number(&mut out, time, Digits::Shortest);
            for column in &self.columns {
                out.push(separator);
                push_number(&mut out, column[row], digits);
            }
            out.push(b'\n');
            if out.len() >= BLOCK {
                sink(&mut out)?;
            }
        }
        sink(&mut out)
    }

    fn header(&self) -> String {
        let name = if self.name.is_empty() { "table" } else { self.name };
        let mut out = format!("{name}\n");
        let degrees = if self.in_degrees { "yes" } else { "no" };
        let (rows, columns) = (self.time.len(), self.labels.len() + 1);
        let fixed = [("version", "1"), ("nRows", &rows.to_string()), ("nColumns", &columns.to_string())];
        let others = self.metadata.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        for (key, value) in fixed.into_iter().chain([("inDegrees", degrees)]).chain(others) {
            out.extend([key, "=", value, "\n"]);
        }
        out.push_str("endheader\n");
        out
    }
}
