//! Making and changing elements; what is not touched keeps its bytes.

use super::{Element, Node, escape};

impl Element {
    /// A new element without content, at no line.
    pub fn new(tag: &str) -> Self {
        let mut element = Self {
            tag: tag.to_owned(),
            attributes: Vec::new(),
            children: Vec::new(),
            line: 0,
            open: String::new(),
            close: format!("</{tag}>"),
        };
        element.rebuild_open();
        element
    }

    /// A new element with a `name`.
    pub fn named(tag: &str, name: &str) -> Self {
        let mut element = Self::new(tag);
        element.set_attribute("name", name);
        element
    }

    /// A new element that holds text.
    pub fn with_text(tag: &str, text: &str) -> Self {
        let mut element = Self::new(tag);
        element.set_text(text);
        element
    }

    /// The same, said to stand in this line (errors name it).
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = line;
        self
    }

    /// Replaces the whole content by text.
    pub fn set_text(&mut self, text: &str) {
        self.children = vec![Node::Text(escape(text))];
        self.ensure_close();
    }

    /// Sets or adds an attribute.
    pub fn set_attribute(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(n, _)| n == name) {
            Some((_, v)) => value.clone_into(v),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
        self.rebuild_open();
        self.ensure_close();
    }

    /// Changes the tag.
    pub fn rename(&mut self, tag: &str) {
        tag.clone_into(&mut self.tag);
        let empty = self.close.is_empty();
        self.rebuild_open();
        if empty {
            self.open.insert(self.open.len() - 1, '/');
        } else {
            self.close = format!("</{tag}>");
        }
    }

    /// Adds a child at the end.
    pub fn push(&mut self, child: Element) {
        self.ensure_close();
        self.children.push(Node::Element(child));
    }

    /// Takes out and returns the first child element with this tag.
    pub fn remove(&mut self, tag: &str) -> Option<Element> {
        let at = self.children.iter().position(|n| matches!(n, Node::Element(e) if e.tag == tag))?;
        match self.children.remove(at) {
            Node::Element(e) => Some(e),
            Node::Text(_) | Node::CData(_) | Node::Other(_) => None,
        }
    }

    /// The child with this tag, made (at the end) when there is none.
    pub fn child_or_new(&mut self, tag: &str) -> &mut Element {
        if self.child(tag).is_none() {
            let child = Element::new(tag).at_line(self.line);
            self.push(child);
        }
        self.child_mut(tag).expect("it was there or has just been put there")
    }

    fn ensure_close(&mut self) {
        if self.close.is_empty() {
            self.rebuild_open();
            self.close = format!("</{}>", self.tag);
        }
    }

    fn rebuild_open(&mut self) {
        let attributes = self.attributes.iter().map(|(n, v)| format!(" {n}=\"{}\"", escape(v)));
        self.open = format!("<{}{}>", self.tag, attributes.collect::<String>());
    }
}

#[cfg(test)]
mod tests {
    use crate::Limits;
    use crate::xml::{Element, parse};

    #[test]
    fn only_what_was_edited_changes() {
        let mut tree = parse("<a><b x='1'/> <c  /><!--k--></a>", &Limits::default()).expect("well-formed");
        tree.root.child_mut("b").expect("b").set_text("1 < 2");
        assert_eq!(tree.to_xml(), "<a><b x=\"1\">1 &lt; 2</b> <c  /><!--k--></a>");
        tree.root.child_mut("c").expect("c").rename("d");
        assert_eq!(tree.to_xml(), "<a><b x=\"1\">1 &lt; 2</b> <d/><!--k--></a>");
        assert!(tree.root.remove("b").is_some() && tree.root.remove("b").is_none());
        tree.root.push(Element::named("e", "n\"q"));
        assert_eq!(tree.to_xml(), "<a> <d/><!--k--><e name=\"n&quot;q\"></e></a>");
    }
}
