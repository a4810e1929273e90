//! OpenSim files (.osim, .mot, .sto) to and from [`body::Model`] and tables.
//!
//! *Invariant:* nothing is dropped in silence. What the reader understood, approximated, kept aside or
//! refused stands in the import report; errors name file, line, element and name, and say what would be valid.

mod document;
mod error;
mod export;
mod file;
mod legacy;
mod limits;
mod motion;
mod read;
mod report;
pub mod support;
pub mod table;
pub mod xml;

use std::path::Path;

pub use document::{Document, NEWEST_VERSION, OLDEST_VERSION};
pub use error::{Error, ErrorKind, Result};
pub use file::write_file;
pub use limits::Limits;
pub use motion::Motion;
pub use read::Import;
pub use report::{Entry, Report, Status};
pub use table::Table;

/// Reads a model file with the default [`Limits`].
///
/// # Errors
/// As [`Document::read`] and [`Document::import`].
pub fn read_model(path: &Path) -> Result<Import> {
    Document::read(path, &Limits::default())?.import()
}
