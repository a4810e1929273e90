//! Bodies and offset frames, and finding them by path.

use std::collections::HashMap;

use body::model::{Body, Frame, GROUND};

use super::Reader;
use super::names::{join, last_segment, suggest};
use super::props::Props;
use crate::xml::Element;
use crate::{ErrorKind, Result};

const OFFSET: &str = "PhysicalOffsetFrame";

/// Everything a socket can name, by its path in the model.
#[derive(Default)]
pub(crate) struct Frames {
    by_path: HashMap<String, String>,
    /// Paths by their last segment, bodies and ground first.
    by_name: HashMap<String, Vec<String>>,
}

impl Frames {
    fn add(&mut self, path: String, part: &str, is_body: bool) {
        let same = self.by_name.entry(last_segment(&path).to_owned()).or_default();
        if is_body {
            same.insert(0, path.clone());
        } else {
            same.push(path.clone());
        }
        self.by_path.insert(path, part.to_owned());
    }

    /// The part that `socket` of a component at `owner` names.
    ///
    /// Paths are tried as written; files of older versions hold paths that no longer fit, so that the last
    /// segment decides when it is clear.
    pub fn resolve(&self, props: Props<'_>, socket: &str, owner: &str) -> Result<String> {
        let text = props.text(socket);
        if text.is_empty() {
            return Err(props.missing(socket, "the path of a body or frame"));
        }
        let name = last_segment(&text);
        let tries = [join(owner, &text), join(&join(owner, ".."), &text), join(owner, name)];
        if let Some(part) = tries.iter().find_map(|path| self.by_path.get(path)) {
            return Ok(part.clone());
        }
        match self.by_name.get(name).map(Vec::as_slice) {
            Some([only]) => Ok(self.by_path[only].clone()),
            Some([first, ..]) if is_body_path(first) => Ok(self.by_path[first].clone()),
            Some(several) => {
                Err(props.wrong(socket, &format!("`{text}` could be several frames"), &several.join(", ")))
            }
            None => {
                let hint = suggest(name, self.by_name.keys().map(String::as_str));
                let line = props.child(socket).map_or(props.element.line, |c| c.line);
                let problem = format!("{socket}: there is no body or frame `{text}`");
                Err(props.error(ErrorKind::Unresolved, problem).line(line).hint(hint))
            }
        }
    }
}

fn is_body_path(path: &str) -> bool {
    path == "/ground" || path.starts_with("/bodyset/") && path.matches('/').count() == 2
}

/// An offset frame that was found, with the path of what owns it.
struct Found<'a> {
    element: &'a Element,
    owner: String,
    part: String,
}

impl<'a> Reader<'a> {
    /// Bodies and frames; the frames' parents are looked up once all names are known.
    pub(super) fn read_frames(&mut self) -> Result<()> {
        self.frames.add("/ground".to_owned(), GROUND, true);
        let mut found = Vec::new();
        if let Some(ground) = self.model.child("Ground") {
            collect(ground, "/ground", GROUND, &mut found);
        }
        for (owner, element) in self.in_set("BodySet") {
            if element.tag == "Body" {
                self.body(element)?;
                let path = format!("{owner}/{}", element.name());
                self.frames.add(path.clone(), element.name(), true);
                collect(element, &path, element.name(), &mut found);
            }
        }
        for (owner, element) in self.in_set("JointSet") {
            if element.tag.ends_with("Joint") {
                collect(element, &format!("{owner}/{}", element.name()), element.name(), &mut found);
            }
        }
        for (owner, element) in self.components() {
            offset(element, &owner, "components", &mut found);
        }
        for frame in &found {
            self.frames.add(join(&frame.owner, frame.element.name()), &frame.part, false);
        }
        found.iter().try_for_each(|f| self.offset_frame(f))
    }

    fn body(&mut self, element: &'a Element) -> Result<()> {
        let props = self.props(element);
        let name = props.name();
        if name.is_empty() {
            return Err(props.error(ErrorKind::Missing, "no name").hint("a `name` attribute"));
        }
        if name == GROUND || self.parts.bodies.iter().any(|b| b.name == name) {
            let problem = format!("the name `{name}` is used twice");
            return Err(props.error(ErrorKind::Duplicate, problem).hint("a name of its own"));
        }
        let body = Body {
            name: name.to_owned(),
            mass: props.number("mass", 0.0)?,
            mass_center: props.vector("mass_center", [0.0; 3])?,
            inertia: props.vector("inertia", [0.0; 6])?,
        };
        self.places.add(name, element);
        self.parts.bodies.push(body);
        Ok(())
    }

    fn offset_frame(&mut self, found: &Found<'a>) -> Result<()> {
        let props = self.props(found.element);
        if props.name().is_empty() {
            return Err(props.error(ErrorKind::Missing, "no name").hint("a `name` attribute"));
        }
        let path = join(&found.owner, found.element.name());
        let frame = Frame {
            name: found.part.clone(),
            parent: self.frames.resolve(props, "socket_parent", &path)?,
            translation: props.vector("translation", [0.0; 3])?,
            orientation: props.vector("orientation", [0.0; 3])?,
        };
        self.places.add(&found.part, found.element);
        self.parts.frames.push(frame);
        Ok(())
    }
}

/// The offset frames that a component owns, at any depth.
fn collect<'a>(owner: &'a Element, path: &str, prefix: &str, found: &mut Vec<Found<'a>>) {
    for holder in ["components", "frames"] {
        for element in owner.child(holder).into_iter().flat_map(Element::elements) {
            offset(element, path, prefix, found);
        }
    }
}

fn offset<'a>(element: &'a Element, owner: &str, prefix: &str, found: &mut Vec<Found<'a>>) {
    if element.tag == OFFSET {
        let part = format!("{prefix}/{}", element.name());
        collect(element, &join(owner, element.name()), &part, found);
        found.push(Found { element, owner: owner.to_owned(), part });
    }
}

/// Everything that can carry wrap objects: its path doesn't matter, its part does.
pub(super) fn carriers<'a>(reader: &Reader<'a>) -> Vec<(String, &'a Element)> {
    let mut found = Vec::new();
    let mut carriers = Vec::new();
    if let Some(ground) = reader.model.child("Ground") {
        carriers.push((GROUND.to_owned(), ground));
        collect(ground, "/ground", GROUND, &mut found);
    }
    for (_, body) in reader.in_set("BodySet").into_iter().filter(|(_, e)| e.tag == "Body") {
        carriers.push((body.name().to_owned(), body));
        collect(body, "", body.name(), &mut found);
    }
    for (_, joint) in reader.in_set("JointSet").into_iter().filter(|(_, e)| e.tag.ends_with("Joint")) {
        collect(joint, "", joint.name(), &mut found);
    }
    for (_, element) in reader.components() {
        offset(element, "", "components", &mut found);
    }
    carriers.extend(found.into_iter().map(|f| (f.part, f.element)));
    carriers
}
