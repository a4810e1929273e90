//! Supple's own body.

use std::path::PathBuf;

/// A file of the repository.
pub fn place(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path)
}

/// Supple's own body.
pub fn model() -> body::Model {
    osim::read_model(&place("models/supple.osim")).expect("our own model").model
}
