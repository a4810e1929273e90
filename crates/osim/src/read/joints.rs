//! Joints and coordinates.

use std::collections::HashSet;

use body::model::{Coordinate, GROUND, Joint, JointKind, SpatialTransform, TransformAxis};

use super::functions::{constant, function_child, read};
use super::props::Props;
use super::{Reader, names};
use crate::report::Status;
use crate::support::{MATRIX, support};
use crate::xml::Element;
use crate::{ErrorKind, Result};

/// OpenSim's default range of a coordinate.
const RANGE: [f64; 2] = [-10.0, 10.0];
const AXES: [(&str, [f64; 3]); 6] = [
    ("rotation1", [1.0, 0.0, 0.0]),
    ("rotation2", [0.0, 1.0, 0.0]),
    ("rotation3", [0.0, 0.0, 1.0]),
    ("translation1", [1.0, 0.0, 0.0]),
    ("translation2", [0.0, 1.0, 0.0]),
    ("translation3", [0.0, 0.0, 1.0]),
];

impl<'a> Reader<'a> {
    pub(super) fn read_joints(&mut self) -> Result<()> {
        let in_set: HashSet<usize> =
            self.model.child("JointSet").into_iter().flat_map(Element::objects).map(|e| e.line).collect();
        for (owner, element) in self.in_set("JointSet") {
            let known = support(&element.tag).is_some_and(|s| s.group == "Joints");
            // What stands among the joints has to be one; among the components it may be anything.
            if known || owner == "/jointset" && in_set.contains(&element.line) {
                self.joint(element, &format!("{owner}/{}", element.name()))?;
            }
        }
        self.free_loose_bodies();
        Ok(())
    }

    fn joint(&mut self, element: &'a Element, path: &str) -> Result<()> {
        let props = self.props(element);
        let mut coordinates = self.coordinates(element)?;
        let kind = match element.tag.as_str() {
            "WeldJoint" => JointKind::Weld,
            "PinJoint" => JointKind::Pin,
            "SliderJoint" => JointKind::Slider,
            "UniversalJoint" => JointKind::Universal,
            "BallJoint" => JointKind::Ball,
            "FreeJoint" => JointKind::Free,
            "PlanarJoint" => JointKind::Planar,
            "GimbalJoint" => JointKind::Gimbal,
            "CustomJoint" => JointKind::Custom(Box::new(spatial_transform(props)?)),
            other => return Err(refuse(props, other)),
        };
        self.add_implied(element, &kind, &mut coordinates);
        let joint = Joint {
            name: element.name().to_owned(),
            parent_frame: self.frames.resolve(props, "socket_parent_frame", path)?,
            child_frame: self.frames.resolve(props, "socket_child_frame", path)?,
            kind,
            coordinates,
        };
        self.places.add(element.name(), element);
        self.parts.joints.push(joint);
        Ok(())
    }

    fn coordinates(&mut self, joint: &'a Element) -> Result<Vec<Coordinate>> {
        let list = joint.child("coordinates").into_iter().flat_map(Element::elements);
        let mut coordinates = Vec::new();
        for element in list.filter(|e| e.tag == "Coordinate") {
            let props = self.props(element);
            coordinates.push(Coordinate {
                name: element.name().to_owned(),
                default_value: props.number("default_value", 0.0)?,
                range: props.vector("range", RANGE)?,
                clamped: props.boolean("clamped", false)?,
                locked: props.boolean("locked", false)?,
            });
            if props.boolean("prescribed", false)? {
                self.approximated(element, "its prescribed motion is not followed");
            }
            self.places.add(element.name(), element);
        }
        Ok(coordinates)
    }

    /// Coordinates that the file leaves out are made by OpenSim too.
    fn add_implied(&mut self, joint: &Element, kind: &JointKind, coordinates: &mut Vec<Coordinate>) {
        let wanted: Vec<String> = match (kind, kind.coordinate_count()) {
            (JointKind::Custom(transform), _) => named_coordinates(transform),
            (_, count) => {
                let missing = coordinates.len()..count.unwrap_or(0);
                missing.map(|i| format!("{}_coord_{i}", joint.name())).collect()
            }
        };
        for name in wanted {
            if !coordinates.iter().any(|c| c.name == name) {
                let message = format!("coordinate `{name}` is not in the file; made with default 0 and range -10 10");
                self.report.one(Status::Supported, &joint.tag, joint.name(), joint.line, message);
                coordinates.push(Coordinate { range: RANGE, ..Coordinate::new(&name) });
            }
        }
    }

    /// OpenSim gives a body without any joint a free joint to the ground.
    fn free_loose_bodies(&mut self) {
        let mut held = HashSet::new();
        for joint in &self.parts.joints {
            for frame in [&joint.parent_frame, &joint.child_frame] {
                held.insert(self.base_of(frame));
            }
        }
        let loose: Vec<String> =
            self.parts.bodies.iter().map(|b| b.name.clone()).filter(|b| !held.contains(b)).collect();
        for body in loose {
            let name = format!("free_{body}");
            let coordinates =
                (0..6).map(|i| Coordinate { range: RANGE, ..Coordinate::new(&format!("{name}_coord_{i}")) });
            self.parts.joints.push(Joint {
                coordinates: coordinates.collect(),
                parent_frame: GROUND.to_owned(),
                child_frame: body.clone(),
                kind: JointKind::Free,
                name,
            });
            let message = "no joint holds it; given a FreeJoint to the ground, as OpenSim does";
            self.report.one(Status::Supported, "Body", &body, 0, message);
        }
    }

    /// The body that a frame is on; a frame in a circle is its own, and refused later.
    fn base_of(&self, frame: &str) -> String {
        let mut at = frame;
        for _ in 0..=self.parts.frames.len() {
            match self.parts.frames.iter().find(|f| f.name == at) {
                Some(f) => at = &f.parent,
                None => break,
            }
        }
        at.to_owned()
    }
}

fn refuse(props: Props<'_>, class: &str) -> crate::Error {
    let classes = MATRIX.iter().filter(|s| s.group == "Joints" && s.class.ends_with("Joint"));
    let classes: Vec<&str> = classes.filter(|s| s.status == Status::Supported).map(|s| s.class).collect();
    props.error(ErrorKind::Unsupported, format!("joint class `{class}` is not supported")).hint(classes.join(", "))
}

fn named_coordinates(transform: &SpatialTransform) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for axis in transform.rotation.iter().chain(&transform.translation) {
        for name in axis.coordinates.iter().filter(|n| !n.is_empty()) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

fn spatial_transform(joint: Props<'_>) -> Result<SpatialTransform> {
    let Some(transform) = joint.child("SpatialTransform") else {
        return Err(joint.missing("SpatialTransform", "six <TransformAxis>"));
    };
    let known = |e: &&Element| e.tag == "TransformAxis" && !AXES.iter().any(|(n, _)| *n == e.name());
    if let Some(odd) = transform.elements().find(known) {
        let names = AXES.map(|(n, _)| n).join(", ");
        let problem = format!("unknown <TransformAxis name=\"{}\">", odd.name());
        return Err(joint.error(ErrorKind::BadValue, problem).line(odd.line).hint(names));
    }
    let axis = |i: usize| {
        let (name, default) = AXES[i];
        match transform.elements().find(|e| e.tag == "TransformAxis" && e.name() == name) {
            Some(element) => transform_axis(joint, element, default),
            None => Ok(TransformAxis::fixed(default)),
        }
    };
    Ok(SpatialTransform { rotation: [axis(0)?, axis(1)?, axis(2)?], translation: [axis(3)?, axis(4)?, axis(5)?] })
}

fn transform_axis(joint: Props<'_>, element: &Element, default: [f64; 3]) -> Result<TransformAxis> {
    let label = element.name();
    let props = Props::new(element, None);
    let direction = props.vector("axis", default)?;
    if direction.iter().all(|v| *v == 0.0) {
        let line = element.child("axis").map_or(element.line, |e| e.line);
        let problem = format!("{label}: axis 0 0 0 has no direction");
        return Err(joint.error(ErrorKind::BadValue, problem).line(line).hint("like 0 0 1"));
    }
    let coordinates: Vec<String> =
        props.text("coordinates").split_whitespace().map(|c| names::last_segment(c).to_owned()).collect();
    let Some(function) = function_child(element) else {
        return Ok(TransformAxis {
            coordinates: Vec::new(),
            axis: direction,
            function: body::model::Function::Constant(0.0),
        });
    };
    let function = read(joint, label, function, coordinates.len())?;
    let coordinates = if constant(&function).is_some() { Vec::new() } else { coordinates };
    Ok(TransformAxis { coordinates, axis: direction, function })
}
