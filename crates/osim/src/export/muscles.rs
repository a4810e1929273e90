//! Muscles and other paths.

use body::Parts;
use body::model::{
    GeometryPath, Muscle, MuscleModel, MuscleParameters, PathPoint, PathPointKind, PathWrap, WrapMethod,
};

use super::parts::{coordinate_path, function, path};
use super::{list, numbers, property};
use crate::xml::Element;

pub(super) fn muscles(parts: &Parts) -> Vec<Element> {
    parts.muscles.iter().map(|m| muscle(parts, m)).collect()
}

/// A path without muscle parameters becomes a `PathActuator`, OpenSim's plainest force with a path.
fn muscle(parts: &Parts, muscle: &Muscle) -> Element {
    let class = match muscle.parameters.as_ref().map(|p| p.model) {
        None => "PathActuator",
        Some(MuscleModel::Thelen2003(_)) => "Thelen2003Muscle",
        Some(MuscleModel::Millard2012(_)) => "Millard2012EquilibriumMuscle",
        Some(MuscleModel::DeGrooteFregly2016(_)) => "DeGrooteFregly2016Muscle",
    };
    let mut element = Element::named(class, &muscle.name);
    element.push(geometry_path(parts, &muscle.path));
    if let Some(p) = &muscle.parameters {
        parameters(&mut element, p);
    }
    element
}

fn geometry_path(parts: &Parts, geometry: &GeometryPath) -> Element {
    let mut element = Element::named("GeometryPath", "path");
    let points = geometry.points.iter().map(|p| point(parts, p)).collect();
    element.push(list("PathPointSet", vec![list("objects", points)]));
    let wraps = geometry.wraps.iter().enumerate().map(|(i, w)| path_wrap(i, w)).collect();
    element.push(list("PathWrapSet", vec![list("objects", wraps)]));
    element
}

fn point(parts: &Parts, point: &PathPoint) -> Element {
    let class = match point.kind {
        PathPointKind::Fixed { .. } => "PathPoint",
        PathPointKind::Conditional { .. } => "ConditionalPathPoint",
        PathPointKind::Moving { .. } => "MovingPathPoint",
    };
    let mut element = Element::named(class, &point.name);
    property(&mut element, "socket_parent_frame", &path(parts, &point.frame));
    match &point.kind {
        PathPointKind::Fixed { location } => property(&mut element, "location", &numbers(location)),
        PathPointKind::Conditional { location, coordinate, range } => {
            property(&mut element, "location", &numbers(location));
            property(&mut element, "socket_coordinate", &coordinate_path(parts, coordinate));
            property(&mut element, "range", &numbers(range));
        }
        PathPointKind::Moving { coordinate, location } => {
            for axis in ["x", "y", "z"] {
                property(&mut element, &format!("socket_{axis}_coordinate"), &coordinate_path(parts, coordinate));
            }
            for (axis, law) in ["x", "y", "z"].into_iter().zip(location.iter()) {
                element.push(list(&format!("{axis}_location"), vec![function(law)]));
            }
        }
    }
    element
}

fn path_wrap(index: usize, wrap: &PathWrap) -> Element {
    let mut element = Element::named("PathWrap", &format!("pathwrap_{index}"));
    property(&mut element, "wrap_object", wrap.wrap_object.rsplit('/').next().unwrap_or_default());
    let method = match wrap.method {
        WrapMethod::Hybrid => "hybrid",
        WrapMethod::Midpoint => "midpoint",
        WrapMethod::Axial => "axial",
    };
    property(&mut element, "method", method);
    property(&mut element, "range", &format!("{} {}", wrap.range[0], wrap.range[1]));
    element
}

fn parameters(element: &mut Element, p: &MuscleParameters) {
    number(element, "max_isometric_force", p.max_isometric_force);
    number(element, "optimal_fiber_length", p.optimal_fiber_length);
    number(element, "tendon_slack_length", p.tendon_slack_length);
    number(element, "pennation_angle_at_optimal", p.pennation_angle_at_optimal);
    number(element, "max_contraction_velocity", p.max_contraction_velocity);
    property(element, "ignore_tendon_compliance", &p.ignore_tendon_compliance.to_string());
    match &p.model {
        MuscleModel::Thelen2003(t) => {
            number(element, "FmaxTendonStrain", t.fmax_tendon_strain);
            number(element, "FmaxMuscleStrain", t.fmax_muscle_strain);
            number(element, "KshapeActive", t.k_shape_active);
            number(element, "KshapePassive", t.k_shape_passive);
            number(element, "Af", t.af);
            number(element, "Flen", t.f_len);
        }
        MuscleModel::Millard2012(m) => {
            number(element, "maximum_pennation_angle", m.maximum_pennation_angle);
            element.push(active(&m.active));
            element.push(passive(&m.passive));
            element.push(tendon(&m.tendon));
        }
        MuscleModel::DeGrooteFregly2016(d) => {
            number(element, "active_force_width_scale", d.active_force_width_scale);
            number(element, "passive_fiber_strain_at_one_norm_force", d.passive_fiber_strain_at_one_norm_force);
            number(element, "tendon_strain_at_one_norm_force", d.tendon_strain_at_one_norm_force);
            property(element, "ignore_passive_fiber_force", &d.ignore_passive_fiber_force.to_string());
        }
    }
}

fn active(c: &body::model::ActiveForceLengthCurve) -> Element {
    let mut element = Element::named("ActiveForceLengthCurve", "ActiveForceLengthCurve");
    number(&mut element, "min_norm_active_fiber_length", c.min_norm_active_fiber_length);
    number(&mut element, "transition_norm_fiber_length", c.transition_norm_fiber_length);
    number(&mut element, "max_norm_active_fiber_length", c.max_norm_active_fiber_length);
    number(&mut element, "shallow_ascending_slope", c.shallow_ascending_slope);
    number(&mut element, "minimum_value", c.minimum_value);
    element
}

fn passive(c: &body::model::FiberForceLengthCurve) -> Element {
    let mut element = Element::named("FiberForceLengthCurve", "FiberForceLengthCurve");
    number(&mut element, "strain_at_zero_force", c.strain_at_zero_force);
    number(&mut element, "strain_at_one_norm_force", c.strain_at_one_norm_force);
    optional(&mut element, "stiffness_at_low_force", c.stiffness_at_low_force);
    optional(&mut element, "stiffness_at_one_norm_force", c.stiffness_at_one_norm_force);
    optional(&mut element, "curviness", c.curviness);
    element
}

fn tendon(c: &body::model::TendonForceLengthCurve) -> Element {
    let mut element = Element::named("TendonForceLengthCurve", "TendonForceLengthCurve");
    number(&mut element, "strain_at_one_norm_force", c.strain_at_one_norm_force);
    optional(&mut element, "stiffness_at_one_norm_force", c.stiffness_at_one_norm_force);
    optional(&mut element, "norm_force_at_toe_end", c.norm_force_at_toe_end);
    optional(&mut element, "curviness", c.curviness);
    element
}

fn number(element: &mut Element, tag: &str, value: f64) {
    property(element, tag, &numbers(&[value]));
}

fn optional(element: &mut Element, tag: &str, value: Option<f64>) {
    if let Some(value) = value {
        number(element, tag, value);
    }
}
