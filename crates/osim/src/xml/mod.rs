//! A small, bounded XML tree that remembers lines and writes back every byte it has read.
//!
//! No entity is ever expanded beyond the five of XML itself and numbered characters, a document type
//! declaration is refused, and depth, size and number of elements are bounded by [`Limits`](crate::Limits).

mod edit;
mod parse;
mod text;

pub use parse::parse;
pub use text::decode;
pub(crate) use text::{escape, unescape};

/// A parsed document: what stands before, inside and after its root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Declaration, comments and space before the root, as written.
    pub prolog: String,
    /// The root element.
    pub root: Element,
    /// Comments and space after the root, as written.
    pub epilog: String,
}

/// One element with everything in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The tag.
    pub tag: String,
    /// Attributes in file order, values unescaped.
    pub attributes: Vec<(String, String)>,
    /// Children in file order.
    pub children: Vec<Node>,
    /// The line where its tag starts, counted from 1.
    pub line: usize,
    /// The start tag as written, with its angle brackets.
    pub(crate) open: String,
    /// The end tag as written; empty for `<x/>`.
    pub(crate) close: String,
}

/// A piece of an element's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A child element.
    Element(Element),
    /// Text as written, still escaped.
    Text(String),
    /// The inside of a CDATA section.
    CData(String),
    /// A comment or a processing instruction, as written with its brackets.
    Other(String),
}

impl Tree {
    /// The document as text: the very bytes that were read, but for what was edited since.
    pub fn to_xml(&self) -> String {
        let mut out = String::from(&self.prolog);
        self.root.write(&mut out);
        out.push_str(&self.epilog);
        out
    }
}

impl Element {
    /// A child element by tag; the first when there are several.
    pub fn child(&self, tag: &str) -> Option<&Element> {
        self.elements().find(|e| e.tag == tag)
    }

    /// A child element by tag, to change it.
    pub fn child_mut(&mut self, tag: &str) -> Option<&mut Element> {
        self.elements_mut().find(|e| e.tag == tag)
    }

    /// The child elements in file order.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|n| if let Node::Element(e) = n { Some(e) } else { None })
    }

    /// The child elements in file order, to change them.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|n| if let Node::Element(e) = n { Some(e) } else { None })
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The `name` attribute; empty when there is none.
    pub fn name(&self) -> &str {
        self.attribute("name").unwrap_or_default()
    }

    /// The element's own text, unescaped and trimmed; the text of children is not in it.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for node in &self.children {
            match node {
                Node::Text(t) => out.push_str(&unescape(t)),
                Node::CData(t) => out.push_str(t),
                Node::Element(_) | Node::Other(_) => {}
            }
        }
        let trimmed = out.trim();
        if trimmed.len() == out.len() { out } else { trimmed.to_owned() }
    }

    /// The elements inside this one's `<objects>` (a `Set` of OpenSim); nothing when there is none.
    pub fn objects(&self) -> impl Iterator<Item = &Element> {
        self.child("objects").into_iter().flat_map(Element::elements)
    }

    /// This element and everything below it, parents first.
    pub fn walk(&self, visit: &mut impl FnMut(&Element)) {
        visit(self);
        for e in self.elements() {
            e.walk(visit);
        }
    }

    fn write(&self, out: &mut String) {
        out.push_str(&self.open);
        for node in &self.children {
            match node {
                Node::Element(e) => e.write(out),
                Node::Text(t) | Node::Other(t) => out.push_str(t),
                Node::CData(t) => {
                    out.push_str("<![CDATA[");
                    out.push_str(t);
                    out.push_str("]]>");
                }
            }
        }
        out.push_str(&self.close);
    }
}
