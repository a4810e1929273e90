//! The model element to [`body::Model`], with the import report.

mod constraints;
mod frames;
mod functions;
mod joints;
mod muscles;
mod names;
mod parameters;
mod paths;
mod places;
mod props;
mod survey;
mod wraps;

use std::collections::HashMap;

use body::{Model, Parts};

use crate::document::NEWEST_VERSION;
use crate::legacy::modernized;
use crate::report::Status;
use crate::xml::Element;
use crate::{Document, Report, Result};
use frames::Frames;
use places::Places;
use props::Props;

/// A model and what became of its file.
#[derive(Debug, Clone)]
pub struct Import {
    /// The model, ready for the engine.
    pub model: Model,
    /// What was supported, approximated, kept aside and refused.
    pub report: Report,
}

impl Document {
    /// Makes a model of the document.
    ///
    /// # Errors
    /// With file, line, element and name: a value that makes no sense, a name that refers to nothing or is
    /// used twice, frames or joints in a circle, a joint or function that is not supported.
    pub fn import(&self) -> Result<Import> {
        let model = modernized(self.model());
        Import::new(&model, self.version()).map_err(|e| e.in_file(self.file()))
    }
}

impl Import {
    fn new(model: &Element, version: u32) -> Result<Self> {
        let mut reader = Reader::new(model);
        reader.read_frames()?;
        reader.read_joints()?;
        reader.read_constraints()?;
        reader.read_wrap_objects()?;
        reader.read_muscles()?;
        let Reader { parts, mut report, places, .. } = reader;
        model.name().clone_into(&mut report.model);
        report.version = version;
        survey::document(model, version, NEWEST_VERSION, &mut report);
        report.sort();
        let model = Model::new(parts).map_err(|e| places.explain(&e))?;
        Ok(Self { model, report })
    }
}

/// What is known so far.
pub(crate) struct Reader<'a> {
    model: &'a Element,
    defaults: HashMap<&'a str, &'a Element>,
    parts: Parts,
    report: Report,
    places: Places,
    frames: Frames,
    /// Wrap objects by their own name: the part's name, or why it is refused.
    wraps: HashMap<String, wraps::Known>,
}

impl<'a> Reader<'a> {
    fn new(model: &'a Element) -> Self {
        let defaults = model.child("defaults").into_iter().flat_map(Element::elements);
        Self {
            model,
            defaults: defaults.map(|e| (e.tag.as_str(), e)).collect(),
            parts: Parts { name: model.name().to_owned(), ..Parts::default() },
            report: Report::default(),
            places: Places::default(),
            frames: Frames::default(),
            wraps: HashMap::new(),
        }
    }

    /// An element's properties, with the model's own defaults for its class behind them.
    fn props(&self, element: &'a Element) -> Props<'a> {
        Props::new(element, self.defaults.get(element.tag.as_str()).copied())
    }

    /// Everything in a set of the model and in its components, with the path of its owner.
    fn in_set(&self, set: &str) -> Vec<(String, &'a Element)> {
        let own = self.model.child(set).into_iter().flat_map(Element::objects);
        let own = own.map(|e| (format!("/{}", set.to_ascii_lowercase()), e));
        own.chain(self.components()).collect()
    }

    fn components(&self) -> impl Iterator<Item = (String, &'a Element)> + use<'a> {
        let plain = self.model.child("components").into_iter().flat_map(Element::elements);
        let set = self.model.child("ComponentSet").into_iter().flat_map(Element::objects);
        plain.map(|e| (String::new(), e)).chain(set.map(|e| ("/componentset".to_owned(), e)))
    }

    fn approximated(&mut self, element: &Element, message: impl Into<String>) {
        self.report.one(Status::Approximated, &element.tag, element.name(), element.line, message);
    }

    fn refused(&mut self, element: &Element, message: impl Into<String>) {
        self.report.one(Status::Refused, &element.tag, element.name(), element.line, message);
    }
}
