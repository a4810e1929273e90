//! Where each part came from, so that the engine's errors can say it too.

use std::collections::HashMap;

use body::ModelError;

use crate::xml::Element;
use crate::{Error, ErrorKind};

/// Lines by tag and part name. Of parts with the same name the last is kept: that is the doubled one.
#[derive(Default)]
pub(crate) struct Places(HashMap<String, Vec<Place>>);

struct Place {
    tag: String,
    name: String,
    line: usize,
}

impl Places {
    /// Remembers that the part called `part` is this element.
    pub fn add(&mut self, part: &str, element: &Element) {
        let (tag, name, line) = (element.tag.clone(), element.name().to_owned(), element.line);
        self.0.entry(part.to_owned()).or_default().push(Place { tag, name, line });
    }

    fn find(&self, kind: &str, part: &str) -> Option<&Place> {
        let places = self.0.get(part)?;
        let same = |p: &&Place| p.tag == kind;
        let alike = |p: &&Place| p.tag.ends_with(kind) || p.tag.starts_with(kind);
        let find = |test: &dyn Fn(&&Place) -> bool| places.iter().rev().find(test);
        find(&same).or_else(|| find(&alike)).or_else(|| places.last())
    }

    /// The engine's error with its place.
    pub fn explain(&self, error: &ModelError) -> Error {
        let (kind, part, class, problem, hint) = match error {
            ModelError::DoubledName { kind, name } => (
                ErrorKind::Duplicate,
                name.as_str(),
                *kind,
                format!("the name `{name}` is used twice"),
                "a name of its own",
            ),
            ModelError::NoName { kind } => (ErrorKind::Missing, "", *kind, "no name".to_owned(), "a `name` attribute"),
            ModelError::Missing { kind, name, .. } => {
                (ErrorKind::Unresolved, name.as_str(), *kind, error.to_string(), "")
            }
            ModelError::Cycle { kind, name } => (
                ErrorKind::Cycle,
                name.as_str(),
                *kind,
                "it depends on itself".to_owned(),
                "a chain that ends in the ground",
            ),
            ModelError::Unconnected { name } => {
                let problem = "no joint connects it with the ground".to_owned();
                (ErrorKind::Cycle, name.as_str(), "Body", problem, "a chain of joints from the ground")
            }
            ModelError::Loop { kind, name } => (
                ErrorKind::Cycle,
                name.as_str(),
                *kind,
                "it closes a loop of joints".to_owned(),
                "joints that form a tree",
            ),
            ModelError::Invalid { kind, name, what } => (ErrorKind::BadValue, name.as_str(), *kind, what.clone(), ""),
        };
        let error = Error::new(kind, problem).hint(hint);
        match self.find(class, part) {
            Some(place) => error.line(place.line).element(place.tag.as_str(), place.name.as_str()),
            None => error.element(class, part),
        }
    }
}
