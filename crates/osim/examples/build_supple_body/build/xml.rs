//! The text of the file.

use super::numbers::Numbers;
use body::model::{
    Coordinate, Function, Joint, JointKind, Muscle, Parts, PathPointKind, Quadrant, TransformAxis, WrapObject,
    WrapShape,
};
use std::fmt::Write;

/// Writes to a string, which cannot fail.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => { writeln!($out, $($arg)*).expect("a string takes any text") };
}

const CREDITS: &str = "Supple's own body, authored from published figures; sources in models/PROVENANCE.md.";

pub fn document(parts: &Parts, numbers: &Numbers) -> String {
    let mut out = String::new();
    put!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>");
    put!(out, "<!-- Generated from supple.toml; see PROVENANCE.md. Do not edit. -->");
    put!(out, "<OpenSimDocument Version=\"{}\">", osim::NEWEST_VERSION);
    put!(out, "<Model name=\"{}\">", parts.name);
    put!(out, "<credits>{CREDITS} Person: {} m, {} kg.</credits>", numbers.height_m, numbers.mass_kg);
    let sources: Vec<&str> = numbers.sources.values().map(String::as_str).collect();
    put!(out, "<publications>{}</publications>", sources.join("; "));
    put!(out, "<length_units>meters</length_units>\n<force_units>N</force_units>");
    put!(out, "<gravity>0 -9.80665 0</gravity>");
    set(&mut out, "BodySet", "bodyset", |out| {
        for b in &parts.bodies {
            let wraps: Vec<&WrapObject> = parts.wrap_objects.iter().filter(|w| w.frame == b.name).collect();
            put!(out, "<Body name=\"{}\">", b.name);
            if !wraps.is_empty() {
                set(out, "WrapObjectSet", "wrapobjectset", |out| wraps.iter().for_each(|w| wrap_object(out, w)));
            }
            put!(out, "<mass>{}</mass>", number(b.mass));
            put!(out, "<mass_center>{}</mass_center>", list(&b.mass_center));
            put!(out, "<inertia>{}</inertia>\n</Body>", list(&b.inertia));
        }
    });
    set(&mut out, "JointSet", "jointset", |out| parts.joints.iter().for_each(|j| joint(out, parts, j)));
    set(&mut out, "ConstraintSet", "constraintset", |out| couplers(out, parts));
    set(&mut out, "ForceSet", "forceset", |out| parts.muscles.iter().for_each(|m| muscle(out, m)));
    put!(out, "</Model>\n</OpenSimDocument>");
    out
}

fn set(out: &mut String, tag: &str, name: &str, inner: impl FnOnce(&mut String)) {
    put!(out, "<{tag} name=\"{name}\">\n<objects>");
    inner(out);
    put!(out, "</objects>\n<groups />\n</{tag}>");
}

/// Nanometres and less are dropped; zero has no sign.
fn number(value: f64) -> String {
    let rounded = (value * 1e9).round() / 1e9;
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

fn list(values: &[f64]) -> String {
    values.iter().map(|v| number(*v)).collect::<Vec<_>>().join(" ")
}

fn wrap_object(out: &mut String, w: &WrapObject) {
    let WrapShape::Cylinder { radius, length } = w.shape else {
        unreachable!("the table of numbers has cylinders only")
    };
    let quadrant = match w.quadrant {
        Quadrant::All => "all",
        Quadrant::PositiveX => "+x",
        Quadrant::NegativeX => "-x",
        Quadrant::PositiveY => "+y",
        Quadrant::NegativeY => "-y",
        Quadrant::PositiveZ => "+z",
        Quadrant::NegativeZ => "-z",
    };
    put!(out, "<WrapCylinder name=\"{}\">", w.name);
    put!(out, "<active>true</active>");
    put!(out, "<xyz_body_rotation>{}</xyz_body_rotation>", list(&w.xyz_body_rotation));
    put!(out, "<translation>{}</translation>", list(&w.translation));
    put!(out, "<quadrant>{quadrant}</quadrant>");
    put!(out, "<radius>{}</radius>\n<length>{}</length>\n</WrapCylinder>", number(radius), number(length));
}

fn joint(out: &mut String, parts: &Parts, j: &Joint) {
    let JointKind::Custom(transform) = &j.kind else { unreachable!("all joints are custom joints") };
    let own = |frame: &str| frame.rsplit('/').next().expect("a split has a last piece").to_owned();
    put!(out, "<CustomJoint name=\"{}\">", j.name);
    put!(out, "<socket_parent_frame>{}</socket_parent_frame>", own(&j.parent_frame));
    put!(out, "<socket_child_frame>{}</socket_child_frame>", own(&j.child_frame));
    put!(out, "<coordinates>");
    j.coordinates.iter().for_each(|c| coordinate(out, c));
    put!(out, "</coordinates>\n<frames>");
    for frame in parts.frames.iter().filter(|f| [&j.parent_frame, &j.child_frame].contains(&&f.name)) {
        let parent = if frame.parent == "ground" { "/ground".to_owned() } else { format!("/bodyset/{}", frame.parent) };
        put!(out, "<PhysicalOffsetFrame name=\"{}\">", own(&frame.name));
        put!(out, "<socket_parent>{parent}</socket_parent>");
        put!(out, "<translation>{}</translation>", list(&frame.translation));
        put!(out, "<orientation>{}</orientation>\n</PhysicalOffsetFrame>", list(&frame.orientation));
    }
    put!(out, "</frames>\n<SpatialTransform>");
    for (kind, axes) in [("rotation", &transform.rotation), ("translation", &transform.translation)] {
        for (k, axis) in axes.iter().enumerate() {
            transform_axis(out, &format!("{kind}{}", k + 1), axis);
        }
    }
    put!(out, "</SpatialTransform>\n</CustomJoint>");
}

fn coordinate(out: &mut String, c: &Coordinate) {
    put!(out, "<Coordinate name=\"{}\">", c.name);
    put!(out, "<default_value>{}</default_value>", number(c.default_value));
    put!(out, "<range>{}</range>\n</Coordinate>", list(&c.range));
}

fn transform_axis(out: &mut String, name: &str, axis: &TransformAxis) {
    put!(out, "<TransformAxis name=\"{name}\">");
    put!(out, "<coordinates>{}</coordinates>", axis.coordinates.join(" "));
    put!(out, "<axis>{}</axis>", list(&axis.axis));
    match &axis.function {
        Function::Linear(c) => {
            put!(out, "<LinearFunction name=\"function\">\n<coefficients>{}</coefficients>", list(c));
            put!(out, "</LinearFunction>");
        }
        _ => put!(out, "<Constant name=\"function\">\n<value>0</value>\n</Constant>"),
    }
    put!(out, "</TransformAxis>");
}

fn couplers(out: &mut String, parts: &Parts) {
    for c in &parts.couplers {
        let Function::Linear(coefficients) = &c.function else { unreachable!("couplers are straight lines") };
        put!(out, "<CoordinateCouplerConstraint name=\"{}\">", c.name);
        put!(out, "<isEnforced>true</isEnforced>");
        put!(out, "<coupled_coordinates_function>");
        put!(out, "<LinearFunction>\n<coefficients>{}</coefficients>\n</LinearFunction>", list(coefficients));
        put!(out, "</coupled_coordinates_function>");
        let independent = c.independent_coordinates.join(" ");
        put!(out, "<independent_coordinate_names>{independent}</independent_coordinate_names>");
        put!(out, "<dependent_coordinate_name>{}</dependent_coordinate_name>", c.dependent_coordinate);
        put!(out, "<scale_factor>{}</scale_factor>\n</CoordinateCouplerConstraint>", number(c.scale_factor));
    }
}

fn muscle(out: &mut String, m: &Muscle) {
    let p = m.parameters.as_ref().expect("every muscle of the table has parameters");
    put!(out, "<Millard2012EquilibriumMuscle name=\"{}\">", m.name);
    put!(out, "<path>\n<GeometryPath name=\"path\">");
    set(out, "PathPointSet", "pathpointset", |out| {
        for point in &m.path.points {
            let PathPointKind::Fixed { location } = &point.kind else { unreachable!("points are fixed") };
            put!(out, "<PathPoint name=\"{}\">", point.name);
            put!(out, "<socket_parent_frame>/bodyset/{}</socket_parent_frame>", point.frame);
            put!(out, "<location>{}</location>\n</PathPoint>", list(location));
        }
    });
    if !m.path.wraps.is_empty() {
        set(out, "PathWrapSet", "pathwrapset", |out| {
            for (k, wrap) in m.path.wraps.iter().enumerate() {
                put!(out, "<PathWrap name=\"pathwrap{}\">", k + 1);
                put!(out, "<wrap_object>{}</wrap_object>\n<method>hybrid</method>", wrap.wrap_object);
                put!(out, "<range>{} {}</range>\n</PathWrap>", wrap.range[0], wrap.range[1]);
            }
        });
    }
    put!(out, "</GeometryPath>\n</path>");
    put!(out, "<max_isometric_force>{}</max_isometric_force>", number(p.max_isometric_force));
    put!(out, "<optimal_fiber_length>{}</optimal_fiber_length>", number(p.optimal_fiber_length));
    put!(out, "<tendon_slack_length>{}</tendon_slack_length>", number(p.tendon_slack_length));
    let pennation = number(p.pennation_angle_at_optimal);
    put!(out, "<pennation_angle_at_optimal>{pennation}</pennation_angle_at_optimal>");
    put!(out, "<max_contraction_velocity>{}</max_contraction_velocity>", number(p.max_contraction_velocity));
    put!(out, "<ActiveForceLengthCurve name=\"{}_ActiveForceLengthCurve\">", m.name);
    put!(out, "<minimum_value>0</minimum_value>\n</ActiveForceLengthCurve>");
    put!(out, "</Millard2012EquilibriumMuscle>");
}
