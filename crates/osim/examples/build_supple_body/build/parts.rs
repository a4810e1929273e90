//! The parts of the model: both sides, couplers, and tendons that follow from the fiber length in standing.

use super::numbers::{Joint, Muscle, Numbers};
use body::math::Vec3;
use body::model::{self, Coordinate, CoordinateCouplerConstraint, Function, JointKind, Parts, SpatialTransform};
use body::{Model, Options, Plan, Workspace, compute_pose};

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Middle,
    Right,
    Left,
}

impl Side {
    /// The sides of a name: one in the middle, or both.
    fn of(name: &str) -> &'static [Self] {
        if name.contains('*') { &[Self::Right, Self::Left] } else { &[Self::Middle] }
    }

    fn name(self, name: &str) -> String {
        name.replace('*', if self == Self::Left { "_l" } else { "_r" })
    }

    fn place(self, [x, y, z]: Vec3) -> Vec3 {
        [x, y, if self == Self::Left { -z } else { z }]
    }

    /// Body-fixed x-y-z angles, and axes of turns: the mirror turns x and y round.
    fn turn(self, [x, y, z]: Vec3) -> Vec3 {
        if self == Self::Left { [-x, -y, z] } else { [x, y, z] }
    }
}

pub fn parts(numbers: &Numbers) -> Result<Parts, Box<dyn std::error::Error>> {
    let mut parts = Parts { name: numbers.name.clone(), ..Parts::default() };
    for b in &numbers.bodies {
        let mass = b.mass_share * numbers.mass_kg;
        let [length, radius] = b.cylinder;
        let across = mass * (3.0 * radius * radius + length * length) / 12.0;
        let inertia = [across, mass * radius * radius / 2.0, across, 0.0, 0.0, 0.0];
        parts.bodies.extend(Side::of(&b.name).iter().map(|s| model::Body {
            name: s.name(&b.name),
            mass,
            mass_center: s.place(b.center),
            inertia,
        }));
    }
    for j in &numbers.joints {
        for side in Side::of(&j.name) {
            joint(&mut parts, j, *side);
        }
    }
    couplers(&mut parts, numbers);
    for w in &numbers.wraps {
        parts.wrap_objects.extend(Side::of(&w.name).iter().map(|s| model::WrapObject {
            name: s.name(&w.name),
            frame: s.name(&w.body),
            translation: s.place(w.at),
            xyz_body_rotation: s.turn(w.rotation),
            active: true,
            quadrant: quadrant(&w.quadrant),
            shape: model::WrapShape::Cylinder { radius: w.radius, length: w.length },
        }));
    }
    let muscles: Vec<Muscle> = numbers.psoas_muscles().into_iter().chain(numbers.muscles.iter().cloned()).collect();
    for side in [Side::Right, Side::Left] {
        parts.muscles.extend(muscles.iter().map(|m| muscle(m, side)));
    }
    set_tendons(&mut parts, &muscles)?;
    Ok(parts)
}

fn joint(parts: &mut Parts, j: &Joint, side: Side) {
    let name = side.name(&j.name);
    let mut frame = |body: &str, at: Vec3| {
        let frame = format!("{name}/{}_offset", side.name(body));
        parts.frames.push(model::Frame {
            name: frame.clone(),
            parent: side.name(body),
            translation: side.place(at),
            ..model::Frame::default()
        });
        frame
    };
    let (parent_frame, child_frame) = (frame(&j.parent, j.at), frame(&j.child, j.at_child));
    let mut transform = SpatialTransform {
        rotation: [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]].map(model::TransformAxis::fixed),
        translation: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]].map(model::TransformAxis::fixed),
    };
    let mut coordinates = Vec::new();
    for (k, turn) in j.turns.iter().enumerate() {
        let coordinate = side.name(&turn.0);
        transform.rotation[k] = model::TransformAxis::identity(side.turn(axis(&turn.1)), &coordinate);
        let range = [turn.2.to_radians(), turn.3.to_radians()];
        coordinates.push(Coordinate { range, ..Coordinate::new(&coordinate) });
    }
    // OpenSim wants three different axes, whether anything turns about them or not.
    let mut unused = ["z", "x", "y"].into_iter().filter(|a| !j.turns.iter().any(|turn| turn.1.ends_with(a)));
    for rotation in &mut transform.rotation[j.turns.len()..] {
        rotation.axis = axis(unused.next().expect("three axes, and no turn about one of them twice"));
    }
    for (k, coordinate) in j.moves.iter().enumerate() {
        transform.translation[k].coordinates = vec![coordinate.clone()];
        transform.translation[k].function = Function::Linear(vec![1.0, 0.0]);
        let default_value = if k == 1 { j.height } else { 0.0 };
        coordinates.push(Coordinate { range: [-5.0, 5.0], default_value, ..Coordinate::new(coordinate) });
    }
    let kind = JointKind::Custom(Box::new(transform));
    parts.joints.push(model::Joint { name, parent_frame, child_frame, kind, coordinates });
}

/// `x`, `y`, `z` or one of them with a minus. `-0.0` is avoided, for it would show in the file.
fn axis(text: &str) -> Vec3 {
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    ["x", "y", "z"].map(|a| if text.ends_with(a) { sign } else { 0.0 })
}

fn couplers(parts: &mut Parts, numbers: &Numbers) {
    let rhythm = &numbers.rhythm;
    for (motion, slopes) in
        [("extension", &rhythm.extension), ("bending", &rhythm.bending), ("rotation", &rhythm.rotation)]
    {
        let total: f64 = slopes.iter().sum();
        for (joint, slope) in rhythm.joints.iter().zip(slopes) {
            parts.couplers.push(CoordinateCouplerConstraint {
                name: format!("{joint}_follows_lumbar_{motion}"),
                independent_coordinates: vec![format!("lumbar_{motion}")],
                dependent_coordinate: format!("{joint}_{motion}"),
                function: Function::Linear(vec![slope / total, 0.0]),
                scale_factor: 1.0,
                is_enforced: true,
            });
        }
    }
}

fn quadrant(text: &str) -> model::Quadrant {
    use model::Quadrant as Q;
    [("x", Q::PositiveX), ("-x", Q::NegativeX), ("y", Q::PositiveY), ("-y", Q::NegativeY)]
        .into_iter()
        .find(|(name, _)| *name == text)
        .map_or(Q::All, |(_, quadrant)| quadrant)
}

fn muscle(m: &Muscle, side: Side) -> model::Muscle {
    let name = side.name(&m.name);
    let point = |(i, p): (usize, &super::numbers::Point)| model::PathPoint {
        name: format!("{name}-P{}", i + 1),
        frame: side.name(&p.body),
        kind: model::PathPointKind::Fixed { location: side.place(p.at) },
    };
    let wraps = m.wrap.iter().map(|w| model::PathWrap {
        wrap_object: side.name(&w.object),
        method: model::WrapMethod::Hybrid,
        range: w.range,
    });
    // OpenSim sets this to 0 for a muscle with damping, as all of these are, and says so for each.
    let active = model::ActiveForceLengthCurve { minimum_value: 0.0, ..Default::default() };
    let curves = model::Millard2012 { active, ..Default::default() };
    model::Muscle {
        path: model::GeometryPath { points: m.points.iter().enumerate().map(point).collect(), wraps: wraps.collect() },
        parameters: Some(model::MuscleParameters {
            max_isometric_force: m.force,
            optimal_fiber_length: m.fiber,
            tendon_slack_length: m.tendon.unwrap_or(0.0),
            pennation_angle_at_optimal: m.pennation,
            max_contraction_velocity: 10.0,
            ignore_tendon_compliance: false,
            model: model::MuscleModel::Millard2012(curves),
        }),
        name,
    }
}

/// Tendons of the muscles whose fiber length in standing is given: what the rigid path leaves over.
fn set_tendons(parts: &mut Parts, muscles: &[Muscle]) -> Result<(), Box<dyn std::error::Error>> {
    let model = Model::new(parts.clone())?;
    let plan = Plan::new(&model, &Options::default());
    let mut workspace = Workspace::new(&plan);
    compute_pose(&plan, &mut workspace, &model.default_pose());
    let sides = muscles.iter().chain(muscles);
    for ((muscle, numbers), length) in parts.muscles.iter_mut().zip(sides).zip(workspace.lengths()) {
        let (Some(p), Some(standing)) = (&mut muscle.parameters, numbers.fiber_standing) else { continue };
        let height = p.optimal_fiber_length * p.pennation_angle_at_optimal.sin();
        let fiber = p.optimal_fiber_length * standing;
        p.tendon_slack_length = length - (fiber * fiber - height * height).sqrt();
    }
    Ok(())
}
