//! Checks of numbers and references, part by part.

use super::names::Names;
use super::{
    CoordinateCouplerConstraint, Joint, JointKind, ModelError, Muscle, MuscleModel, Parts, PathPointKind, PathWrap,
    TransformAxis, WrapObject, WrapShape,
};
use crate::math::norm;
use std::collections::HashMap;
use std::f64::consts::FRAC_PI_2;

type Checked = Result<(), ModelError>;

pub(super) fn check(parts: &Parts, names: &Names) -> Checked {
    for body in &parts.bodies {
        let fault = |what: String| invalid("Body", &body.name, what);
        if !(body.mass >= 0.0 && body.mass.is_finite()) {
            return fault(format!("mass is {}; it must be 0 or more", body.mass));
        }
        finite("Body", &body.name, &body.mass_center)?;
        finite("Body", &body.name, &body.inertia)?;
    }
    for frame in &parts.frames {
        finite("PhysicalOffsetFrame", &frame.name, &frame.translation)?;
        finite("PhysicalOffsetFrame", &frame.name, &frame.orientation)?;
    }
    parts.joints.iter().try_for_each(|j| joint(j, names))?;
    couplers(&parts.couplers, names)?;
    parts.wrap_objects.iter().try_for_each(|w| wrap_object(w, names))?;
    parts.muscles.iter().try_for_each(|m| muscle(m, names))
}

fn joint(joint: &Joint, names: &Names) -> Checked {
    let (kind, name) = (joint.kind.class(), joint.name.as_str());
    names.need_frame(kind, name, &joint.parent_frame)?;
    names.need_frame(kind, name, &joint.child_frame)?;
    let count = joint.coordinates.len();
    if let Some(wanted) = joint.kind.coordinate_count().filter(|w| *w != count) {
        return invalid(kind, name, format!("has {count} coordinates; it needs {wanted}"));
    }
    for c in &joint.coordinates {
        finite("Coordinate", &c.name, &[c.default_value])?;
        if c.range.iter().any(|r| r.is_nan()) || c.range[0] > c.range[1] {
            return invalid("Coordinate", &c.name, format!("range {:?} is not a range", c.range));
        }
    }
    let JointKind::Custom(transform) = &joint.kind else {
        return Ok(());
    };
    let axes = transform.rotation.iter().chain(&transform.translation);
    axes.zip(AXIS_NAMES).try_for_each(|(axis, label)| transform_axis(joint, axis, label))
}

const AXIS_NAMES: [&str; 6] = ["rotation1", "rotation2", "rotation3", "translation1", "translation2", "translation3"];

fn transform_axis(joint: &Joint, axis: &TransformAxis, label: &str) -> Checked {
    let fault = |what: &str| invalid("CustomJoint", &joint.name, format!("{label}: {what}"));
    if axis.axis.iter().any(|v| !v.is_finite()) || norm(axis.axis) == 0.0 {
        return fault(&format!("axis {:?} has no direction", axis.axis));
    }
    for name in &axis.coordinates {
        if !joint.coordinates.iter().any(|c| c.name == *name) {
            let own: Vec<&str> = joint.coordinates.iter().map(|c| c.name.as_str()).collect();
            return fault(&format!("`{name}` is not one of the joint's coordinates ({})", own.join(", ")));
        }
    }
    if axis.coordinates.is_empty() && axis.function.compile_constant().is_some() {
        return Ok(());
    }
    match axis.function.fault(axis.coordinates.len()) {
        Some(what) => fault(&format!("{} {what}", axis.function.class())),
        None => Ok(()),
    }
}

fn couplers(couplers: &[CoordinateCouplerConstraint], names: &Names) -> Checked {
    const KIND: &str = "CoordinateCouplerConstraint";
    let mut drivers: HashMap<&str, &CoordinateCouplerConstraint> = HashMap::new();
    for c in couplers {
        names.need_coordinate(KIND, &c.name, &c.dependent_coordinate)?;
        for independent in &c.independent_coordinates {
            names.need_coordinate(KIND, &c.name, independent)?;
        }
        finite(KIND, &c.name, &[c.scale_factor])?;
        if c.independent_coordinates.is_empty() {
            return invalid(KIND, &c.name, "has no independent coordinate".to_owned());
        }
        if let Some(what) = c.function.fault(c.independent_coordinates.len()) {
            return invalid(KIND, &c.name, format!("{} {what}", c.function.class()));
        }
        if c.is_enforced && drivers.insert(&c.dependent_coordinate, c).is_some() {
            let what = format!("`{}` already follows another coupler", c.dependent_coordinate);
            return invalid(KIND, &c.name, what);
        }
    }
    // Leaves are taken away until none is left; what remains is a cycle.
    loop {
        let before = drivers.len();
        let free: Vec<&str> = drivers
            .iter()
            .filter(|(_, c)| !c.independent_coordinates.iter().any(|i| drivers.contains_key(i.as_str())))
            .map(|(name, _)| *name)
            .collect();
        for name in &free {
            drivers.remove(name);
        }
        if drivers.len() == before {
            break;
        }
    }
    match drivers.values().map(|c| &c.name).min() {
        Some(name) => Err(ModelError::Cycle { kind: KIND, name: name.clone() }),
        None => Ok(()),
    }
}

fn wrap_object(object: &WrapObject, names: &Names) -> Checked {
    let (kind, sizes): (_, Vec<(&str, f64)>) = match object.shape {
        WrapShape::Cylinder { radius, length } => ("WrapCylinder", vec![("radius", radius), ("length", length)]),
        WrapShape::Sphere { radius } => ("WrapSphere", vec![("radius", radius)]),
        WrapShape::Ellipsoid { dimensions: [x, y, z] } => {
            ("WrapEllipsoid", vec![("dimension x", x), ("dimension y", y), ("dimension z", z)])
        }
    };
    names.need_frame(kind, &object.name, &object.frame)?;
    finite(kind, &object.name, &object.translation)?;
    finite(kind, &object.name, &object.xyz_body_rotation)?;
    match sizes.iter().find(|(_, size)| !(*size > 0.0 && size.is_finite())) {
        Some((what, size)) => invalid(kind, &object.name, format!("{what} is {size}; it must be more than 0")),
        None => Ok(()),
    }
}

fn muscle(muscle: &Muscle, names: &Names) -> Checked {
    let count = muscle.path.points.len();
    if count < 2 {
        return invalid("GeometryPath", &muscle.name, format!("has {count} points; it needs at least 2"));
    }
    for point in &muscle.path.points {
        names.need_frame("PathPoint", &format!("{}/{}", muscle.name, point.name), &point.frame)?;
        path_point(&muscle.name, &point.name, &point.kind, names)?;
    }
    muscle.path.wraps.iter().try_for_each(|w| path_wrap(muscle, w, names))?;
    muscle_parameters(muscle)
}

fn path_point(muscle: &str, point: &str, kind: &PathPointKind, names: &Names) -> Checked {
    let name = format!("{muscle}/{point}");
    match kind {
        PathPointKind::Fixed { location } => finite("PathPoint", &name, location),
        PathPointKind::Conditional { location, coordinate, range } => {
            finite("ConditionalPathPoint", &name, location)?;
            if range.iter().any(|r| r.is_nan()) || range[0] > range[1] {
                let what = format!("range {range:?} is not a range");
                return invalid("ConditionalPathPoint", &name, what);
            }
            names.need_coordinate("ConditionalPathPoint", &name, coordinate)
        }
        PathPointKind::Moving { coordinate, location } => {
            names.need_coordinate("MovingPathPoint", &name, coordinate)?;
            for (f, axis) in location.iter().zip(["x", "y", "z"]) {
                let fault = if f.compile_constant().is_some() { None } else { f.fault(1) };
                if let Some(what) = fault {
                    let what = format!("{axis}_location: {} {what}", f.class());
                    return invalid("MovingPathPoint", &name, what);
                }
            }
            Ok(())
        }
    }
}

fn path_wrap(muscle: &Muscle, wrap: &PathWrap, names: &Names) -> Checked {
    names.need_wrap_object(&muscle.name, &wrap.wrap_object)?;
    let count = muscle.path.points.len();
    let [first, last] = wrap.range;
    let too_far = usize::try_from(first.max(last)).is_ok_and(|r| r > count);
    if too_far || (first > 0 && last > 0 && first > last) {
        let what =
            format!("`{}`: range {first} {last} does not name a stretch of the {count} points", wrap.wrap_object);
        return invalid("PathWrap", &muscle.name, what);
    }
    Ok(())
}

fn muscle_parameters(muscle: &Muscle) -> Checked {
    let Some(p) = &muscle.parameters else {
        return Ok(());
    };
    let kind = match p.model {
        MuscleModel::Thelen2003(_) => "Thelen2003Muscle",
        MuscleModel::Millard2012(_) => "Millard2012EquilibriumMuscle",
        MuscleModel::DeGrooteFregly2016(_) => "DeGrooteFregly2016Muscle",
    };
    let need = |good: bool, what: &str, value: f64, wanted: &str| {
        if good && value.is_finite() {
            Ok(())
        } else {
            invalid(kind, &muscle.name, format!("{what} is {value}; it must be {wanted}"))
        }
    };
    let (force, fiber) = (p.max_isometric_force, p.optimal_fiber_length);
    let (tendon, pennation) = (p.tendon_slack_length, p.pennation_angle_at_optimal);
    need(force >= 0.0, "max_isometric_force", force, "0 or more")?;
    need(fiber > 0.0, "optimal_fiber_length", fiber, "more than 0")?;
    need(tendon >= 0.0, "tendon_slack_length", tendon, "0 or more")?;
    let angle_is_good = (0.0..FRAC_PI_2).contains(&pennation);
    need(angle_is_good, "pennation_angle_at_optimal", pennation, "from 0 to below pi/2")?;
    if let MuscleModel::Millard2012(m) = &p.model {
        let most = m.maximum_pennation_angle;
        let wanted = "from pennation_angle_at_optimal to pi/2, and more than 0";
        need(most > 0.0 && (pennation..=FRAC_PI_2).contains(&most), "maximum_pennation_angle", most, wanted)?;
    }
    let speed = p.max_contraction_velocity;
    need(speed > 0.0, "max_contraction_velocity", speed, "more than 0")
}

fn finite(kind: &'static str, name: &str, values: &[f64]) -> Checked {
    match values.iter().find(|v| !v.is_finite()) {
        Some(v) => invalid(kind, name, format!("has the value {v}, which is not a finite number")),
        None => Ok(()),
    }
}

fn invalid(kind: &'static str, name: &str, what: String) -> Checked {
    Err(ModelError::Invalid { kind, name: name.to_owned(), what })
}
