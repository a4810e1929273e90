//! Standard output, where a closed pipe is no mistake.

use std::io::{Write, stdout};

use serde::Serialize;

use crate::failure::Failure;

/// Prints a line.
pub fn line(text: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}

/// Prints JSON, indented for people.
pub fn json(value: &impl Serialize) -> Result<(), Failure> {
    line(&serde_json::to_string_pretty(value).expect("answers are plain data"))
}

/// Prints a text that brings its own line ends.
pub fn text(text: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
