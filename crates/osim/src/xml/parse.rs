//! Text to tree, through quick-xml's events.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::text::reference;
use super::{Element, Node, Tree, unescape};
use crate::{Error, ErrorKind, Limits, Result};

/// Reads a document.
///
/// # Errors
/// With the line: text that is not well-formed, a document type declaration, an unknown entity, or more
/// than `limits` allow.
pub fn parse(text: &str, limits: &Limits) -> Result<Tree> {
    if text.len() > limits.bytes {
        let most = format!("at most {} bytes", limits.bytes);
        return Err(Error::new(ErrorKind::TooBig, format!("{} bytes", text.len())).hint(most));
    }
    // quick-xml takes one mark off by itself and doesn't count it, so none may be there.
    let text = text.trim_start_matches('\u{feff}');
    let mut builder = Builder::new(text, limits);
    let mut reader = Reader::from_str(text);
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|e| {
            let at = usize::try_from(reader.error_position()).unwrap_or(text.len());
            builder.error_at(at.min(text.len()), ErrorKind::Xml, &e.to_string())
        })?;
        let raw = &text[start..position(&reader)];
        if matches!(event, Event::Eof) {
            return builder.finish();
        }
        builder.take(&event, raw, start)?;
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).expect("a position inside a text in memory fits usize")
}

/// The tree so far: `stack` holds the open elements.
struct Builder<'a> {
    text: &'a str,
    limits: &'a Limits,
    stack: Vec<Element>,
    prolog: String,
    root: Option<Element>,
    epilog: String,
    elements: usize,
    line: usize,
    counted_to: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, limits: &'a Limits) -> Self {
        Self {
            text,
            limits,
            stack: Vec::new(),
            prolog: String::new(),
            root: None,
            epilog: String::new(),
            elements: 0,
            line: 1,
            counted_to: 0,
        }
    }

    fn take(&mut self, event: &Event<'_>, raw: &str, at: usize) -> Result<()> {
        match event {
            Event::Start(tag) => self.open(tag, raw, at),
            Event::Empty(tag) => {
                self.open(tag, raw, at)?;
                self.close("");
                Ok(())
            }
            Event::End(_) => {
                self.close(raw);
                Ok(())
            }
            Event::GeneralRef(name) => {
                let known = raw.len() > 2 && reference(&raw[1..raw.len() - 1]).is_some();
                if !known || self.stack.is_empty() {
                    let name = String::from(&**name);
                    return Err(self
                        .error_at(at, ErrorKind::Entity, &format!("entity `&{name};` is not expanded"))
                        .hint("&amp; &lt; &gt; &quot; &apos; and numbered characters"));
                }
                self.content(Node::Text(raw.to_owned()), at)
            }
            Event::CData(t) => self.content(Node::CData(String::from(&**t)), at),
            Event::DocType(_) => Err(self
                .error_at(at, ErrorKind::Entity, "a document type declaration is refused")
                .hint("take the <!DOCTYPE ..> out")),
            Event::Text(_) => self.content(Node::Text(raw.to_owned()), at),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::Eof => {
                self.content(Node::Other(raw.to_owned()), at)
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, raw: &str, at: usize) -> Result<()> {
        self.elements += 1;
        let line = self.line_at(at);
        if self.elements > self.limits.elements {
            let most = format!("at most {}", self.limits.elements);
            return Err(self.error_at(at, ErrorKind::TooBig, "too many elements").hint(most));
        }
        if self.stack.len() >= self.limits.depth {
            let most = format!("at most {} levels", self.limits.depth);
            return Err(self.error_at(at, ErrorKind::TooBig, "elements too deep inside each other").hint(most));
        }
        if self.stack.is_empty() && self.root.is_some() {
            return Err(self.error_at(at, ErrorKind::Xml, "a second root element").hint("one root"));
        }
        let name = String::from(tag.name().as_ref());
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|e| self.error_at(at, ErrorKind::Xml, &e.to_string()))?;
            let value = unescape(&attribute.value).into_owned();
            attributes.push((String::from(attribute.key.as_ref()), value));
        }
        self.stack.push(Element {
            tag: name,
            attributes,
            children: Vec::new(),
            line,
            open: raw.to_owned(),
            close: String::new(),
        });
        Ok(())
    }

    fn close(&mut self, raw: &str) {
        let mut element = self.stack.pop().expect("quick-xml has matched the end tag to a start tag");
        raw.clone_into(&mut element.close);
        element.children.shrink_to_fit();
        match self.stack.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
    }

    fn content(&mut self, node: Node, at: usize) -> Result<()> {
        if let Some(parent) = self.stack.last_mut() {
            if let (Some(Node::Text(before)), Node::Text(more)) = (parent.children.last_mut(), &node) {
                before.push_str(more);
            } else {
                parent.children.push(node);
            }
            return Ok(());
        }
        let (Node::Text(raw) | Node::Other(raw)) = &node else {
            return Err(self.error_at(at, ErrorKind::Xml, "text outside of the root element"));
        };
        if matches!(node, Node::Text(_)) && !raw.trim().is_empty() {
            return Err(self
                .error_at(at, ErrorKind::Xml, "text outside of the root element")
                .hint("an OpenSim model starts with <?xml or <OpenSimDocument"));
        }
        let place = if self.root.is_some() { &mut self.epilog } else { &mut self.prolog };
        place.push_str(raw);
        Ok(())
    }

    fn finish(mut self) -> Result<Tree> {
        if let Some(open) = self.stack.pop() {
            let problem = format!("<{}> is never closed", open.tag);
            return Err(Error::new(ErrorKind::Xml, problem)
                .line(open.line)
                .element(open.tag.as_str(), open.name())
                .hint(format!("</{}> before the end of the file", open.tag)));
        }
        let none = || Error::new(ErrorKind::Xml, "no element in the file").hint("<OpenSimDocument Version=\"40600\">");
        let root = self.root.take().ok_or_else(none)?;
        Ok(Tree { prolog: self.prolog, root, epilog: self.epilog })
    }

    /// The line of a byte position; positions come in rising order, so each byte is looked at once.
    fn line_at(&mut self, at: usize) -> usize {
        if at < self.counted_to {
            return 1 + newlines(&self.text.as_bytes()[..at]);
        }
        self.line += newlines(&self.text.as_bytes()[self.counted_to..at]);
        self.counted_to = at;
        self.line
    }

    fn error_at(&mut self, at: usize, kind: ErrorKind, problem: &str) -> Error {
        let e = Error::new(kind, problem).line(self.line_at(at));
        match self.stack.last() {
            Some(inside) => e.element(inside.tag.as_str(), inside.name()),
            None => e,
        }
    }
}

fn newlines(bytes: &[u8]) -> usize {
    bytes.split(|&b| b == b'\n').count() - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Tree {
        parse(text, &Limits::default()).expect("well-formed")
    }

    fn check_refused(text: &str, kind: ErrorKind, line: usize) {
        let e = parse(text, &Limits::default()).expect_err(text);
        assert_eq!((e.kind(), e.line_number()), (kind, line), "{text:?}: {e}");
    }

    #[test]
    fn every_byte_comes_back() {
        let text = "<?xml version=\"1.0\"?>\n<!-- hi -->\n<a  x = '1'\n y=\"&lt;\">t&amp;<b />\r\n<![CDATA[<&]]><?pi x?></a >\n<!--end-->\n";
        let tree = tree(text);
        assert_eq!(tree.to_xml(), text);
        assert_eq!(tree.root.attribute("y"), Some("<"));
        assert_eq!(tree.root.text(), "t&\r\n<&");
        assert_eq!(tree.root.child("b").expect("b").line, 4);
    }

    #[test]
    fn what_is_not_well_formed_is_refused_with_its_line() {
        check_refused("", ErrorKind::Xml, 0);
        check_refused("\n hello", ErrorKind::Xml, 1);
        check_refused("<a>\n<b></a>", ErrorKind::Xml, 2);
        check_refused("<a>\n<b>", ErrorKind::Xml, 2);
        check_refused("<a/>\n<b/>", ErrorKind::Xml, 2);
        check_refused("<a x='1' x='2'/>", ErrorKind::Xml, 1);
        check_refused("<a>\n<!-- ", ErrorKind::Xml, 2);
    }

    #[test]
    fn byte_order_marks_shift_nothing() {
        assert_eq!(tree("\u{feff}\u{feff}<a>\u{ff4b}</a>").to_xml(), "<a>\u{ff4b}</a>");
        check_refused("\u{feff}\u{c0ff}\u{ff4b}\u{ff}", ErrorKind::Xml, 1);
    }

    #[test]
    fn entities_are_not_expanded() {
        check_refused("<!DOCTYPE a [<!ENTITY x \"y\">]>\n<a>&x;</a>", ErrorKind::Entity, 1);
        check_refused("<a>\n\n&x;</a>", ErrorKind::Entity, 3);
    }

    #[test]
    fn depth_size_and_number_are_bounded() {
        let limits = Limits { bytes: 100, depth: 3, elements: 4, values: 1 };
        let kind = |text: &str| parse(text, &limits).map_err(|e| e.kind());
        assert_eq!(kind("<a><b><c><d/></c></b></a>"), Err(ErrorKind::TooBig));
        assert_eq!(kind("<a><b/><b/><b/><b/></a>"), Err(ErrorKind::TooBig));
        assert_eq!(kind(&format!("<a>{}</a>", "x".repeat(100))), Err(ErrorKind::TooBig));
        assert!(kind("<a><b><c/></b></a>").is_ok());
    }
}
