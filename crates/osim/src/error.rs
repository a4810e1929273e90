//! One error for everything that can be wrong with a file: it says where, what, and what would be valid.

use std::fmt;

/// What kind of thing is wrong; for programs. People read the [`Error`]'s text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file could not be opened, read or written.
    Io,
    /// The bytes are not text in an encoding that is understood.
    Encoding,
    /// The text is not well-formed XML.
    Xml,
    /// The document exceeds a bound (bytes, depth, number of elements).
    TooBig,
    /// A document type declaration or an entity that would need one.
    Entity,
    /// Well-formed XML, but not an OpenSim model.
    NotOpenSim,
    /// A document version outside the supported range.
    Version,
    /// A required element is absent.
    Missing,
    /// A value that can't be what it has to be.
    BadValue,
    /// Two things share a name that has to be unique.
    Duplicate,
    /// A name refers to nothing.
    Unresolved,
    /// Frames or joints that hang on themselves, or a closed chain of bodies.
    Cycle,
    /// A feature that this reader refuses, by name.
    Unsupported,
    /// The engine refused the parts.
    Model,
    /// A table (.mot, .sto, .csv) that can't be read.
    Table,
}

/// What is wrong with a file, where, and what would be valid.
///
/// Prints as `file:line: <Element name="..">: problem (valid: hint)`.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    file: String,
    line: usize,
    element: String,
    name: String,
    problem: String,
    hint: String,
}

/// The result of reading or writing a file.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of this kind with its problem in words.
    pub fn new(kind: ErrorKind, problem: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            file: String::new(),
            line: 0,
            element: String::new(),
            name: String::new(),
            problem: problem.into(),
            hint: String::new(),
        }))
    }

    /// Says what would be valid.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = hint.into();
        self
    }

    /// Says in which line (counted from 1; 0 means unknown).
    #[must_use]
    pub fn line(mut self, line: usize) -> Self {
        self.0.line = line;
        self
    }

    /// Says in which element, and that element's `name` attribute (may be empty).
    #[must_use]
    pub fn element(mut self, element: impl Into<String>, name: impl Into<String>) -> Self {
        self.0.element = element.into();
        self.0.name = name.into();
        self
    }

    /// Says in which file, unless that is known already.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        if self.0.file.is_empty() {
            file.clone_into(&mut self.0.file);
        }
        self
    }

    /// The kind of error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The file's name as it was given; empty when the text came from memory.
    pub fn file(&self) -> &str {
        &self.0.file
    }

    /// The line, counted from 1; 0 when unknown.
    pub fn line_number(&self) -> usize {
        self.0.line
    }

    /// The tag of the element at fault; empty for tables.
    pub fn element_tag(&self) -> &str {
        &self.0.element
    }

    /// The `name` attribute of the element at fault, or of the nearest named element around it.
    pub fn element_name(&self) -> &str {
        &self.0.name
    }

    /// What is wrong, without the place.
    pub fn problem(&self) -> &str {
        &self.0.problem
    }

    /// What would be valid; may be empty.
    pub fn what_is_valid(&self) -> &str {
        &self.0.hint
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let e = &*self.0;
        if !e.file.is_empty() {
            write!(f, "{}:", e.file)?;
        }
        match (e.line, e.file.is_empty()) {
            (0, true) => {}
            (0, false) => f.write_str(" ")?,
            (line, true) => write!(f, "line {line}: ")?,
            (line, false) => write!(f, "{line}: ")?,
        }
        match (e.element.is_empty(), e.name.is_empty()) {
            (true, _) => {}
            (false, true) => write!(f, "<{}>: ", e.element)?,
            (false, false) => write!(f, "<{} name=\"{}\">: ", e.element, e.name)?,
        }
        f.write_str(&e.problem)?;
        if !e.hint.is_empty() {
            write!(f, " (valid: {})", e.hint)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.0.kind)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_file_line_element_name_and_what_is_valid() {
        let e = Error::new(ErrorKind::BadValue, "unknown method `axail`")
            .line(12)
            .element("PathWrap", "w")
            .hint("hybrid, midpoint, axial")
            .in_file("my.osim");
        assert_eq!(
            e.to_string(),
            "my.osim:12: <PathWrap name=\"w\">: unknown method `axail` (valid: hybrid, midpoint, axial)"
        );
    }

    #[test]
    fn the_first_file_named_stays() {
        let e = Error::new(ErrorKind::Io, "gone").in_file("a").in_file("b");
        assert_eq!(e.to_string(), "a: gone");
    }
}
