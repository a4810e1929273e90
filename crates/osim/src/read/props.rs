//! An element's properties: typed, with defaults, and with errors that say where.

use crate::xml::Element;
use crate::{Error, ErrorKind, Result};

/// An element and the model's defaults for its class.
#[derive(Clone, Copy)]
pub(crate) struct Props<'a> {
    pub element: &'a Element,
    fallback: Option<&'a Element>,
}

impl<'a> Props<'a> {
    pub fn new(element: &'a Element, fallback: Option<&'a Element>) -> Self {
        Self { element, fallback }
    }

    /// A property's element: its own, or that of the model's defaults.
    pub fn child(&self, tag: &str) -> Option<&'a Element> {
        self.element.child(tag).or_else(|| self.fallback?.child(tag))
    }

    /// The properties of a child element.
    pub fn inside(&self, tag: &str) -> Option<Props<'a>> {
        let fallback = self.fallback.and_then(|f| f.child(tag));
        self.element.child(tag).or(fallback).map(|element| Props { element, fallback })
    }

    pub fn name(&self) -> &'a str {
        self.element.name()
    }

    /// A property's text; empty when it isn't there.
    pub fn text(&self, tag: &str) -> String {
        self.child(tag).map_or_else(String::new, Element::text)
    }

    pub fn number(&self, tag: &str, default: f64) -> Result<f64> {
        self.optional_number(tag).map(|n| n.unwrap_or(default))
    }

    pub fn optional_number(&self, tag: &str) -> Result<Option<f64>> {
        match self.numbers(tag)?.as_deref() {
            None | Some([]) => Ok(None),
            Some([n]) => Ok(Some(*n)),
            Some(more) => Err(self.wrong(tag, &format!("{} numbers", more.len()), "one number")),
        }
    }

    pub fn vector<const N: usize>(&self, tag: &str, default: [f64; N]) -> Result<[f64; N]> {
        match self.numbers(tag)? {
            None => Ok(default),
            Some(v) => {
                let n = v.len();
                v.try_into().map_err(|_| self.wrong(tag, &format!("{n} numbers"), &format!("{N} numbers")))
            }
        }
    }

    /// A list of numbers; `None` when the property isn't there.
    pub fn numbers(&self, tag: &str) -> Result<Option<Vec<f64>>> {
        let Some(child) = self.child(tag) else { return Ok(None) };
        let text = child.text();
        let bad = |word: &str| self.wrong(tag, &format!("`{word}` is not a finite number"), "like 0.5 or 1e-3");
        let parse = |word: &str| word.parse().ok().filter(|n: &f64| n.is_finite()).ok_or_else(|| bad(word));
        text.split([' ', '\t', '\n', '\r', ',']).filter(|w| !w.is_empty()).map(parse).collect::<Result<_>>().map(Some)
    }

    pub fn boolean(&self, tag: &str, default: bool) -> Result<bool> {
        match self.text(tag).to_ascii_lowercase().as_str() {
            "" => Ok(default),
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            other => Err(self.wrong(tag, &format!("`{other}`"), "true, false")),
        }
    }

    /// An error about this element as a whole.
    pub fn error(&self, kind: ErrorKind, problem: impl Into<String>) -> Error {
        Error::new(kind, problem).line(self.element.line).element(self.element.tag.as_str(), self.name())
    }

    /// An error about one of its properties.
    pub fn wrong(&self, tag: &str, problem: &str, valid: &str) -> Error {
        let line = self.child(tag).map_or(self.element.line, |c| c.line);
        let e = self.error(ErrorKind::BadValue, format!("{tag}: {problem}")).line(line);
        if valid.is_empty() { e } else { e.hint(valid) }
    }

    /// The error for a property that has to be there and isn't.
    pub fn missing(&self, tag: &str, valid: &str) -> Error {
        self.error(ErrorKind::Missing, format!("no <{tag}>")).hint(valid)
    }
}
