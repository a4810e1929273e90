//! A model as a new document of the newest version.

mod muscles;
mod parts;

use body::Parts;

use crate::Document;
use crate::xml::{Element, Node};

impl Document {
    /// Writes a model as a new document of version 40600, which OpenSim 4.6 opens too.
    ///
    /// Everything that [`Parts`] hold is written, and nothing else: pictures, markers and controllers have to come
    /// from elsewhere. Reading the document gives the same parts again.
    pub fn from_parts(parts: &Parts) -> Self {
        let mut model = Element::named("Model", &parts.name);
        let components = parts::components(parts);
        if !components.is_empty() {
            model.push(list("components", components));
        }
        model.push(parts::ground(parts));
        model.push(set("BodySet", parts::bodies(parts)));
        model.push(set("JointSet", parts::joints(parts)));
        model.push(set("ConstraintSet", parts::couplers(parts)));
        model.push(set("ForceSet", muscles::muscles(parts)));
        indent(&mut model, 1);
        Self::from_model(model)
    }
}

/// A set of OpenSim with its objects.
fn set(tag: &str, objects: Vec<Element>) -> Element {
    let mut set = Element::named(tag, &tag.to_ascii_lowercase());
    set.push(list("objects", objects));
    set
}

/// An element that holds others.
fn list(tag: &str, objects: Vec<Element>) -> Element {
    let mut list = Element::new(tag);
    for object in objects {
        list.push(object);
    }
    list
}

/// Numbers as text, each the shortest that reads back the same.
fn numbers(values: &[f64]) -> String {
    values.iter().map(f64::to_string).collect::<Vec<_>>().join(" ")
}

/// Adds a property.
fn property(element: &mut Element, tag: &str, text: &str) {
    element.push(Element::with_text(tag, text));
}

/// Puts every element on a line of its own.
fn indent(element: &mut Element, depth: usize) {
    if element.elements().next().is_none() {
        return;
    }
    let line = |depth: usize| Node::Text(format!("\n{}", "\t".repeat(depth)));
    let mut spaced = Vec::with_capacity(2 * element.children.len() + 1);
    for mut child in std::mem::take(&mut element.children) {
        if let Node::Element(inner) = &mut child {
            indent(inner, depth + 1);
        }
        spaced.push(line(depth + 1));
        spaced.push(child);
    }
    spaced.push(line(depth));
    element.children = spaced;
}
