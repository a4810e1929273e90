//! OpenSim files (.osim, .mot, .sto) to and from `body::Model` and tables.
//!
//! *Invariant:* nothing is dropped in silence. What the reader understood, approximated, kept aside or
//! refused stands in the import report; errors name file, line, element and name, and say what would be valid.

mod error;
mod limits;
pub mod table;
pub mod xml;

pub use error::{Error, ErrorKind, Result};
pub use limits::Limits;
pub use table::Table;
