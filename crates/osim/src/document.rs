//! An `.osim` document: its tree, its version, and where its model is.

use std::path::Path;

use crate::file::{read_file, write_file};
use crate::xml::{Element, Tree, decode, parse};
use crate::{Error, ErrorKind, Limits, Result};

/// The oldest document version that is read.
pub const OLDEST_VERSION: u32 = 10_902;
/// The newest document version that is known; later ones of the same major version are read with a note.
pub const NEWEST_VERSION: u32 = 40_600;

/// A model document as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    tree: Tree,
    version: u32,
    file: String,
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    /// The file can't be read, or as [`Document::parse`].
    pub fn read(path: &Path, limits: &Limits) -> Result<Self> {
        let file = path.display().to_string();
        let bytes = read_file(path, limits)?;
        Self::parse(&bytes, &file, limits)
    }

    /// Reads a document from memory; `file` is what errors call it (may be empty).
    ///
    /// # Errors
    /// Not text, not XML, not an OpenSim model, or of a version that is not supported.
    pub fn parse(bytes: &[u8], file: &str, limits: &Limits) -> Result<Self> {
        let inner = || {
            let tree = parse(&decode(bytes)?, limits)?;
            let version = check_root(&tree.root)?;
            Ok(Self { tree, version, file: file.to_owned() })
        };
        inner().map_err(|e: Error| e.in_file(file))
    }

    /// A document around a model element, at the newest version.
    pub fn from_model(model: Element) -> Self {
        let mut root = Element::new("OpenSimDocument");
        root.set_attribute("Version", &NEWEST_VERSION.to_string());
        root.push(model);
        let prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n".to_owned();
        let tree = Tree { prolog, root, epilog: "\n".to_owned() };
        Self { tree, version: NEWEST_VERSION, file: String::new() }
    }

    /// The document's version, as 40600 for OpenSim 4.6.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The file it was read from; empty when it came from memory.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The `<Model>` element.
    pub fn model(&self) -> &Element {
        self.tree.root.child("Model").expect("checked when the document was made")
    }

    /// The `<Model>` element, to change it; what isn't touched is written back as it was read.
    pub fn model_mut(&mut self) -> &mut Element {
        self.tree.root.child_mut("Model").expect("checked when the document was made")
    }

    /// The whole document as text: byte for byte what was read, but for what was changed since.
    pub fn to_xml(&self) -> String {
        self.tree.to_xml()
    }

    /// Writes the document; the file appears whole or not at all.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] with the file's name.
    pub fn write(&self, path: &Path) -> Result<()> {
        write_file(path, self.to_xml().as_bytes())
    }
}

fn check_root(root: &Element) -> Result<u32> {
    let supported = format!("Version {OLDEST_VERSION} to {NEWEST_VERSION}");
    let fail = |kind, problem: String, hint: &str| {
        Err(Error::new(kind, problem).line(root.line).element(root.tag.as_str(), root.name()).hint(hint))
    };
    if root.tag == "Model" {
        let problem = "a document from before OpenSim 1.9, without <OpenSimDocument>".to_owned();
        return fail(ErrorKind::Version, problem, &format!("{supported}; OpenSim 3.3 can open and save it"));
    }
    if root.tag != "OpenSimDocument" {
        return fail(ErrorKind::NotOpenSim, "not an OpenSim document".to_owned(), "<OpenSimDocument Version=\"..\">");
    }
    let text = root.attribute("Version").unwrap_or_default();
    let Ok(version) = text.trim().parse::<u32>() else {
        return fail(ErrorKind::Version, format!("Version=\"{text}\""), &supported);
    };
    if !(OLDEST_VERSION..50_000).contains(&version) {
        return fail(ErrorKind::Version, format!("document version {version} is not supported"), &supported);
    }
    if root.child("Model").is_some() {
        return Ok(version);
    }
    let inside = root.elements().next().map_or("nothing", |e| e.tag.as_str());
    fail(ErrorKind::NotOpenSim, format!("the document holds `{inside}`, not a model"), "<Model name=\"..\">")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_refused(text: &str, kind: ErrorKind, says: &str) {
        let e = Document::parse(text.as_bytes(), "m.osim", &Limits::default()).expect_err(text);
        assert_eq!(e.kind(), kind);
        assert_eq!(e.to_string(), says);
    }

    #[test]
    fn only_model_documents_of_a_known_version_are_read() {
        let versions = "Version 10902 to 40600";
        check_refused(
            "<html/>",
            ErrorKind::NotOpenSim,
            "m.osim:1: <html>: not an OpenSim document (valid: <OpenSimDocument Version=\"..\">)",
        );
        check_refused(
            "<OpenSimDocument Version=\"40000\"><ForceSet/></OpenSimDocument>",
            ErrorKind::NotOpenSim,
            "m.osim:1: <OpenSimDocument>: the document holds `ForceSet`, not a model (valid: <Model name=\"..\">)",
        );
        check_refused(
            "\n<OpenSimDocument Version=\"10500\"><Model/></OpenSimDocument>",
            ErrorKind::Version,
            &format!("m.osim:2: <OpenSimDocument>: document version 10500 is not supported (valid: {versions})"),
        );
        check_refused(
            "<OpenSimDocument><Model/></OpenSimDocument>",
            ErrorKind::Version,
            &format!("m.osim:1: <OpenSimDocument>: Version=\"\" (valid: {versions})"),
        );
        check_refused(
            "<Model name=\"old\"/>",
            ErrorKind::Version,
            &format!(
                "m.osim:1: <Model name=\"old\">: a document from before OpenSim 1.9, without <OpenSimDocument> (valid: {versions}; OpenSim 3.3 can open and save it)"
            ),
        );
    }

    #[test]
    fn a_document_is_written_as_it_was_read() {
        let text = "<?xml version='1.0'?>\n<OpenSimDocument Version=\"40000\"><!--k-->\n\t<Model name=\"m\"><Odd x='1'/></Model></OpenSimDocument>\n";
        let mut document = Document::parse(text.as_bytes(), "", &Limits::default()).expect("a model");
        assert_eq!(document.to_xml(), text);
        document.model_mut().set_attribute("name", "n");
        assert_eq!(document.to_xml(), text.replace("name=\"m\"", "name=\"n\""));
    }
}
