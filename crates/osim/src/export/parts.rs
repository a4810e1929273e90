//! Bodies, frames, wrap objects, joints and couplers.

use body::Parts;
use body::model::{
    Body, Coordinate, Frame, Function, GROUND, Joint, JointKind, Quadrant, TransformAxis, WrapObject, WrapShape,
};

use super::{list, numbers, property};
use crate::xml::Element;

/// Name of the owner that the reader gives to frames in the model's own components.
const COMPONENTS: &str = "components";

/// The path of a body, a frame or the ground in the new document. A frame stands in the body, joint or frame that its
/// name begins with (`body/frame`), else in the model's components.
pub(super) fn path(parts: &Parts, name: &str) -> String {
    let owner = name.split('/').next().unwrap_or_default();
    let is_joint = || parts.joints.iter().any(|j| j.name == owner);
    if owner == GROUND {
        format!("/{name}")
    } else if parts.bodies.iter().any(|b| b.name == owner) {
        format!("/bodyset/{name}")
    } else if name.contains('/') && is_joint() {
        format!("/jointset/{name}")
    } else {
        format!("/{}", name.strip_prefix(COMPONENTS).unwrap_or(name).trim_start_matches('/'))
    }
}

/// Frames that nothing in the model owns by name.
pub(super) fn components(parts: &Parts) -> Vec<Element> {
    let owned = |f: &&Frame| {
        let owner = owner_of(&f.name);
        owner == GROUND
            || parts.bodies.iter().any(|b| b.name == owner)
            || parts.joints.iter().any(|j| j.name == owner)
            || parts.frames.iter().any(|other| other.name == owner)
    };
    parts.frames.iter().filter(|f| !owned(f)).map(|f| frame(parts, f)).collect()
}

/// The path of a coordinate.
pub(super) fn coordinate_path(parts: &Parts, name: &str) -> String {
    let joint = parts.joints.iter().find(|j| j.coordinates.iter().any(|c| c.name == name));
    joint.map_or_else(|| name.to_owned(), |j| format!("/jointset/{}/{name}", j.name))
}

pub(super) fn ground(parts: &Parts) -> Element {
    let mut ground = Element::named("Ground", GROUND);
    add_frames_and_wraps(parts, GROUND, "components", &mut ground);
    ground
}

pub(super) fn bodies(parts: &Parts) -> Vec<Element> {
    parts.bodies.iter().map(|b| body(parts, b)).collect()
}

fn body(parts: &Parts, body: &Body) -> Element {
    let mut element = Element::named("Body", &body.name);
    add_frames_and_wraps(parts, &body.name, "components", &mut element);
    property(&mut element, "mass", &numbers(&[body.mass]));
    property(&mut element, "mass_center", &numbers(&body.mass_center));
    property(&mut element, "inertia", &numbers(&body.inertia));
    element
}

/// The frames whose names say that `owner` owns them (`owner/frame`), and the wrap objects on `owner`.
fn add_frames_and_wraps(parts: &Parts, owner: &str, holder: &str, element: &mut Element) {
    let own = parts.frames.iter().filter(|f| owner_of(&f.name) == owner);
    let frames: Vec<Element> = own.map(|f| frame(parts, f)).collect();
    if !frames.is_empty() {
        element.push(list(holder, frames));
    }
    let wraps = parts.wrap_objects.iter().filter(|w| w.frame == owner);
    let wraps: Vec<Element> = wraps.map(wrap_object).collect();
    if !wraps.is_empty() {
        let mut set = Element::named("WrapObjectSet", "wrapobjectset");
        set.push(list("objects", wraps));
        element.push(set);
    }
}

/// What stands before the last `/` of a frame's name.
fn owner_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(owner, _)| owner)
}

fn frame(parts: &Parts, frame: &Frame) -> Element {
    let own = frame.name.rsplit('/').next().unwrap_or_default();
    let mut element = Element::named("PhysicalOffsetFrame", own);
    add_frames_and_wraps(parts, &frame.name, "components", &mut element);
    property(&mut element, "socket_parent", &path(parts, &frame.parent));
    property(&mut element, "translation", &numbers(&frame.translation));
    property(&mut element, "orientation", &numbers(&frame.orientation));
    element
}

fn wrap_object(object: &WrapObject) -> Element {
    let (tag, sizes) = match object.shape {
        WrapShape::Cylinder { radius, length } => {
            ("WrapCylinder", vec![("radius", vec![radius]), ("length", vec![length])])
        }
        WrapShape::Sphere { radius } => ("WrapSphere", vec![("radius", vec![radius])]),
        WrapShape::Ellipsoid { dimensions } => ("WrapEllipsoid", vec![("dimensions", dimensions.to_vec())]),
    };
    let mut element = Element::named(tag, object.name.rsplit('/').next().unwrap_or_default());
    property(&mut element, "active", &object.active.to_string());
    property(&mut element, "xyz_body_rotation", &numbers(&object.xyz_body_rotation));
    property(&mut element, "translation", &numbers(&object.translation));
    property(&mut element, "quadrant", quadrant(object.quadrant));
    for (tag, values) in sizes {
        property(&mut element, tag, &numbers(&values));
    }
    element
}

fn quadrant(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::All => "all",
        Quadrant::PositiveX => "+x",
        Quadrant::NegativeX => "-x",
        Quadrant::PositiveY => "+y",
        Quadrant::NegativeY => "-y",
        Quadrant::PositiveZ => "+z",
        Quadrant::NegativeZ => "-z",
    }
}

pub(super) fn joints(parts: &Parts) -> Vec<Element> {
    parts.joints.iter().map(|j| joint(parts, j)).collect()
}

fn joint(parts: &Parts, joint: &Joint) -> Element {
    let mut element = Element::named(joint.kind.class(), &joint.name);
    property(&mut element, "socket_parent_frame", &path(parts, &joint.parent_frame));
    property(&mut element, "socket_child_frame", &path(parts, &joint.child_frame));
    element.push(list("coordinates", joint.coordinates.iter().map(coordinate).collect()));
    add_frames_and_wraps(parts, &joint.name, "frames", &mut element);
    if let JointKind::Custom(transform) = &joint.kind {
        let axes = transform.rotation.iter().chain(&transform.translation);
        let names = ["rotation1", "rotation2", "rotation3", "translation1", "translation2", "translation3"];
        element.push(list("SpatialTransform", axes.zip(names).map(|(a, n)| transform_axis(a, n)).collect()));
    }
    element
}

fn coordinate(coordinate: &Coordinate) -> Element {
    let mut element = Element::named("Coordinate", &coordinate.name);
    property(&mut element, "default_value", &numbers(&[coordinate.default_value]));
    property(&mut element, "range", &numbers(&coordinate.range));
    property(&mut element, "clamped", &coordinate.clamped.to_string());
    property(&mut element, "locked", &coordinate.locked.to_string());
    element
}

fn transform_axis(axis: &TransformAxis, name: &str) -> Element {
    let mut element = Element::named("TransformAxis", name);
    property(&mut element, "coordinates", &axis.coordinates.join(" "));
    property(&mut element, "axis", &numbers(&axis.axis));
    let mut law = function(&axis.function);
    law.set_attribute("name", "function");
    element.push(law);
    element
}

pub(super) fn function(function: &Function) -> Element {
    let mut element = Element::new(function.class());
    match function {
        Function::Constant(value) => property(&mut element, "value", &numbers(&[*value])),
        Function::Linear(c) | Function::Polynomial(c) => property(&mut element, "coefficients", &numbers(c)),
        Function::SimmSpline { x, y } | Function::NaturalCubicSpline { x, y } | Function::PiecewiseLinear { x, y } => {
            property(&mut element, "x", &numbers(x));
            property(&mut element, "y", &numbers(y));
        }
        Function::Multiplier { function: inner, scale } => {
            element.push(list("function", vec![self::function(inner)]));
            property(&mut element, "scale", &numbers(&[*scale]));
        }
    }
    element
}

pub(super) fn couplers(parts: &Parts) -> Vec<Element> {
    let one = |c: &body::model::CoordinateCouplerConstraint| {
        let mut element = Element::named("CoordinateCouplerConstraint", &c.name);
        property(&mut element, "isEnforced", &c.is_enforced.to_string());
        element.push(list("coupled_coordinates_function", vec![function(&c.function)]));
        property(&mut element, "independent_coordinate_names", &c.independent_coordinates.join(" "));
        property(&mut element, "dependent_coordinate_name", &c.dependent_coordinate);
        property(&mut element, "scale_factor", &numbers(&[c.scale_factor]));
        element
    };
    parts.couplers.iter().map(one).collect()
}
