//! Tables over time: `.mot` and `.sto` of every OpenSim version, and `.csv`.
//!
//! The first column is time [s]. Values are kept as written: whether angles are degrees or radians stands
//! in [`Table::in_degrees`], because only a model knows which columns are angles.

mod header;
mod number;
mod read;
mod write;

use std::path::Path;

pub use number::{Digits, push_number};
pub use write::{Format, View};

use crate::file::read_file;
use crate::{Limits, Result};

/// A table over time, column by column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What the header calls it; may be empty.
    pub name: String,
    /// Column labels without `time`.
    pub labels: Vec<String>,
    /// Time of each row [s], as written: see [`Table::time_faults`].
    pub time: Vec<f64>,
    /// One vector per label, each as long as `time`.
    pub columns: Vec<Vec<f64>>,
    /// Whether angles are in degrees. Where the header doesn't say: degrees before format version 1
    /// (as OpenSim decides), else radians.
    pub in_degrees: bool,
    /// Other `key=value` lines of the header in file order.
    pub metadata: Vec<(String, String)>,
}

/// Something about a table that was handled but should be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line it is about, from 1; 0 when it is about the whole table.
    pub line: usize,
    /// What was found and what was done.
    pub message: String,
}

/// Rows whose time doesn't follow the row before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimeFaults {
    /// Rows (from 0) with the same time as the row before.
    pub repeated: Vec<usize>,
    /// Rows (from 0) with an earlier time than the row before.
    pub unsorted: Vec<usize>,
}

impl Table {
    /// Reads a file; its notes say what was handled on the way.
    ///
    /// # Errors
    /// The file can't be read, or as [`Table::parse`].
    pub fn read(path: &Path, limits: &Limits) -> Result<(Self, Vec<Note>)> {
        let bytes = read_file(path, limits)?;
        Self::parse(&bytes, limits).map_err(|e| e.in_file(&path.display().to_string()))
    }

    /// Reads a table from memory.
    ///
    /// # Errors
    /// [`ErrorKind::Table`](crate::ErrorKind::Table) with the line: no end of header, no `time` column, doubled labels, a row with
    /// another number of columns, a cell that is not a number.
    pub fn parse(bytes: &[u8], limits: &Limits) -> Result<(Self, Vec<Note>)> {
        read::parse(bytes, limits)
    }

    /// A column's values by its label.
    pub fn column(&self, label: &str) -> Option<&[f64]> {
        let at = self.labels.iter().position(|l| l == label)?;
        Some(&self.columns[at])
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.time.len()
    }

    /// Rows whose time repeats or goes back.
    pub fn time_faults(&self) -> TimeFaults {
        let mut faults = TimeFaults::default();
        for (i, pair) in self.time.windows(2).enumerate() {
            match pair[1].partial_cmp(&pair[0]) {
                Some(std::cmp::Ordering::Equal) => faults.repeated.push(i + 1),
                Some(std::cmp::Ordering::Greater) => {}
                Some(std::cmp::Ordering::Less) | None => faults.unsorted.push(i + 1),
            }
        }
        faults
    }
}
