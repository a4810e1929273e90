//! Table to text.

use std::path::Path;

use super::{Digits, Table, push_number};
use crate::Result;
use crate::file::write_file;

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

impl Table {
    /// The table as text.
    pub fn to_text(&self, format: Format, digits: Digits) -> String {
        let mut out = String::with_capacity(64 * (self.labels.len() + 4) + 14 * self.rows() * (self.labels.len() + 1));
        let separator = match format {
            Format::Sto => {
                self.push_header(&mut out);
                '\t'
            }
            Format::Csv => ',',
        };
        out.push_str("time");
        for label in &self.labels {
            out.push(separator);
            out.push_str(label);
        }
        out.push('\n');
        for (row, &time) in self.time.iter().enumerate() {
            push_number(&mut out, time, Digits::Shortest);
            for column in &self.columns {
                out.push(separator);
                push_number(&mut out, column[row], digits);
            }
            out.push('\n');
        }
        out
    }

    /// Writes the table; the file appears whole or not at all.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] with the file's name.
    pub fn write(&self, path: &Path, format: Format, digits: Digits) -> Result<()> {
        write_file(path, self.to_text(format, digits).as_bytes())
    }

    fn push_header(&self, out: &mut String) {
        let name = if self.name.is_empty() { "table" } else { &self.name };
        out.push_str(name);
        let degrees = if self.in_degrees { "yes" } else { "no" };
        let (rows, columns) = (self.rows(), self.labels.len() + 1);
        let fixed = [("version", "1"), ("nRows", &rows.to_string()), ("nColumns", &columns.to_string())];
        let others = self.metadata.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        out.push('\n');
        for (key, value) in fixed.into_iter().chain([("inDegrees", degrees)]).chain(others) {
            out.extend([key, "=", value, "\n"]);
        }
        out.push_str("endheader\n");
    }
}
