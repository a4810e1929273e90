//! Who is called what, and where frames are.

use super::{GROUND, ModelError, Parts, Placement};
use crate::math::Transform;
use std::collections::HashMap;

/// Indices of everything that can be referred to.
pub(super) struct Names {
    pub bodies: HashMap<String, usize>,
    pub frames: HashMap<String, usize>,
    pub coordinates: HashMap<String, usize>,
    pub muscles: HashMap<String, usize>,
    pub wrap_objects: HashMap<String, usize>,
}

impl Names {
    pub fn collect(parts: &Parts) -> Result<Self, ModelError> {
        let mut bodies = HashMap::from([(GROUND.to_owned(), 0)]);
        for (i, body) in parts.bodies.iter().enumerate() {
            enter(&mut bodies, "Body", &body.name, i + 1)?;
        }
        let frames = unique("PhysicalOffsetFrame", parts.frames.iter().map(|f| &f.name))?;
        if let Some(frame) = parts.frames.iter().find(|f| bodies.contains_key(&f.name)) {
            return Err(ModelError::DoubledName { kind: "PhysicalOffsetFrame", name: frame.name.clone() });
        }
        unique("Joint", parts.joints.iter().map(|j| &j.name))?;
        unique("CoordinateCouplerConstraint", parts.couplers.iter().map(|c| &c.name))?;
        let coordinates = parts.joints.iter().flat_map(|j| &j.coordinates);
        Ok(Self {
            coordinates: unique("Coordinate", coordinates.map(|c| &c.name))?,
            muscles: unique("Muscle", parts.muscles.iter().map(|m| &m.name))?,
            wrap_objects: unique("WrapObject", parts.wrap_objects.iter().map(|w| &w.name))?,
            bodies,
            frames,
        })
    }

    /// Where every body and frame is.
    pub fn placements(&self, parts: &Parts) -> Result<HashMap<String, Placement>, ModelError> {
        let mut placements = HashMap::new();
        for (name, body) in &self.bodies {
            let transform = Transform::IDENTITY;
            placements.insert(name.clone(), Placement { body: *body, transform });
        }
        for frame in &parts.frames {
            let mut chain = vec![frame];
            while let Some(parent) = self.frames.get(&chain[chain.len() - 1].parent) {
                if chain.len() > parts.frames.len() {
                    let name = frame.name.clone();
                    return Err(ModelError::Cycle { kind: "PhysicalOffsetFrame", name });
                }
                chain.push(&parts.frames[*parent]);
            }
            let root = chain[chain.len() - 1];
            let body = self
                .bodies
                .get(&root.parent)
                .ok_or_else(|| self.missing_frame("PhysicalOffsetFrame", &root.name, &root.parent))?;
            let transform = chain
                .iter()
                .rev()
                .fold(Transform::IDENTITY, |outer, f| outer.then(&Transform::new(f.translation, f.orientation)));
            placements.insert(frame.name.clone(), Placement { body: *body, transform });
        }
        Ok(placements)
    }

    /// That `frame` is a body, a frame or the ground.
    pub fn need_frame(&self, kind: &'static str, name: &str, frame: &str) -> Result<(), ModelError> {
        if self.bodies.contains_key(frame) || self.frames.contains_key(frame) {
            Ok(())
        } else {
            Err(self.missing_frame(kind, name, frame))
        }
    }

    /// That `coordinate` is there.
    pub fn need_coordinate(&self, kind: &'static str, name: &str, coordinate: &str) -> Result<(), ModelError> {
        need(&self.coordinates, "Coordinate", kind, name, coordinate)
    }

    /// That the wrap object is there.
    pub fn need_wrap_object(&self, name: &str, object: &str) -> Result<(), ModelError> {
        need(&self.wrap_objects, "WrapObject", "PathWrap", name, object)
    }

    fn missing_frame(&self, kind: &'static str, name: &str, frame: &str) -> ModelError {
        let candidates = self.bodies.keys().chain(self.frames.keys());
        missing(candidates, "Body or frame", kind, name, frame)
    }
}

fn need(
    there: &HashMap<String, usize>,
    missing_kind: &'static str,
    kind: &'static str,
    name: &str,
    wanted: &str,
) -> Result<(), ModelError> {
    if there.contains_key(wanted) { Ok(()) } else { Err(missing(there.keys(), missing_kind, kind, name, wanted)) }
}

fn missing<'a>(
    candidates: impl Iterator<Item = &'a String>,
    missing_kind: &'static str,
    kind: &'static str,
    name: &str,
    wanted: &str,
) -> ModelError {
    let limit = wanted.len() / 3 + 1;
    let similar = candidates
        .map(|c| (edits(c, wanted), c))
        .min()
        .filter(|(distance, _)| *distance <= limit)
        .map(|(_, c)| c.clone());
    ModelError::Missing { kind, name: name.to_owned(), missing_kind, missing: wanted.to_owned(), similar }
}

/// The number of single-character edits between two names (Levenshtein).
fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.chars().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[row.len() - 1]
}

fn unique<'a>(
    kind: &'static str,
    names: impl Iterator<Item = &'a String>,
) -> Result<HashMap<String, usize>, ModelError> {
    let mut map = HashMap::new();
    for (i, name) in names.enumerate() {
        enter(&mut map, kind, name, i)?;
    }
    Ok(map)
}

fn enter(map: &mut HashMap<String, usize>, kind: &'static str, name: &str, index: usize) -> Result<(), ModelError> {
    if name.is_empty() {
        return Err(ModelError::NoName { kind });
    }
    if map.insert(name.to_owned(), index).is_some() {
        let name = name.to_owned();
        return Err(ModelError::DoubledName { kind, name });
    }
    Ok(())
}
