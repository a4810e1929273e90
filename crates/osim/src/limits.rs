//! Bounds on what is read from strangers.

/// How much is read before giving up. The defaults take the largest published models many times over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub bytes: usize,
    /// Elements inside each other.
    pub depth: usize,
    /// Elements in a document.
    pub elements: usize,
    /// Numbers in a table.
    pub values: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 << 20, depth: 64, elements: 2_000_000, values: 64_000_000 }
    }
}
