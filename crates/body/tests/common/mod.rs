//! Random models, and finite differences that know when they can't be trusted.
#![allow(dead_code, reason = "each test program uses a part of this")]

use body::model::{
    Body, Coordinate, CoordinateCouplerConstraint, Frame, Function, GeometryPath, Joint, JointKind, Muscle, PathPoint,
    PathPointKind, PathWrap, Quadrant, SpatialTransform, TransformAxis, WrapMethod, WrapObject, WrapShape,
};
use body::{Model, Options, Parts, Plan, Workspace, WrapMode, compute_pose};

/// A small random number generator (splitmix64), so that a model is a function of one seed.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }
    pub fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
    pub fn vector(&mut self, size: f64) -> [f64; 3] {
        [(); 3].map(|()| self.within(-size, size))
    }
    pub fn chance(&mut self, p: f64) -> bool {
        self.within(0.0, 1.0) < p
    }
}

pub fn fixed(frame: &str, location: [f64; 3]) -> PathPoint {
    PathPoint { name: "p".into(), frame: frame.into(), kind: PathPointKind::Fixed { location } }
}

pub fn muscle(name: &str, points: Vec<PathPoint>, wraps: &[&str]) -> Muscle {
    let wrap = |w: &&str| PathWrap { wrap_object: (*w).into(), method: WrapMethod::Hybrid, range: [-1, -1] };
    let wraps = wraps.iter().map(wrap).collect();
    Muscle { name: name.into(), path: GeometryPath { points, wraps }, parameters: None }
}

pub fn wrap_object(name: &str, frame: &str, shape: WrapShape) -> WrapObject {
    WrapObject {
        name: name.into(),
        frame: frame.into(),
        translation: [0.0; 3],
        xyz_body_rotation: [0.0; 3],
        active: true,
        quadrant: Quadrant::All,
        shape,
    }
}

fn axis_function(r: &mut Random) -> Function {
    match r.below(6) {
        0 => Function::Linear(vec![1.0, 0.0]),
        1 => Function::Linear(vec![-0.7, 0.1]),
        2 => Function::Polynomial(vec![0.1, -0.2, 0.5, 0.05]),
        3 => Function::Multiplier {
            function: Box::new(Function::SimmSpline {
                x: vec![-2.0, -1.0, 0.0, 0.7, 2.0],
                y: (0..5).map(|_| r.within(-0.3, 0.3)).collect(),
            }),
            scale: r.within(0.5, 1.5),
        },
        4 => Function::NaturalCubicSpline {
            x: vec![-2.0, -0.5, 0.5, 2.0],
            y: (0..4).map(|_| r.within(-0.3, 0.3)).collect(),
        },
        _ => Function::Constant(r.within(-0.5, 0.5)),
    }
}

fn custom(r: &mut Random, name: &str, coordinates: &[Coordinate]) -> JointKind {
    let mut axis = |k: usize, rotation: bool| {
        let mut direction = [0.0; 3];
        direction[k] = if r.chance(0.3) { -1.0 } else { 1.0 };
        if r.chance(0.5) {
            let v = r.vector(0.4);
            (0..3).for_each(|i| direction[i] += v[i]);
        }
        let mut function = axis_function(r);
        if !rotation {
            function = Function::Multiplier { function: Box::new(function), scale: 0.1 };
        }
        let constant = matches!(function, Function::Constant(_))
            || matches!(&function, Function::Multiplier { function, .. } if matches!(**function, Function::Constant(_)));
        let chosen = coordinates[r.below(coordinates.len())].name.clone();
        TransformAxis { coordinates: if constant { vec![] } else { vec![chosen] }, axis: direction, function }
    };
    let rotation = [axis(0, true), axis(1, true), axis(2, true)];
    let translation = [axis(0, false), axis(1, false), axis(2, false)];
    assert!(!name.is_empty());
    JointKind::Custom(Box::new(SpatialTransform { rotation, translation }))
}

pub fn joint(r: &mut Random, name: &str, parent: &str, child: &str) -> Joint {
    let kinds = [
        JointKind::Pin,
        JointKind::Slider,
        JointKind::Universal,
        JointKind::Ball,
        JointKind::Free,
        JointKind::Planar,
        JointKind::Gimbal,
        JointKind::Weld,
    ];
    let pick = r.below(14);
    let count = kinds.get(pick).map_or(2, |k| k.coordinate_count().unwrap());
    let coordinates: Vec<Coordinate> = (0..count).map(|i| Coordinate::new(&format!("{name}_{i}"))).collect();
    let kind = kinds.get(pick).cloned().unwrap_or_else(|| custom(r, name, &coordinates));
    Joint { name: name.into(), parent_frame: parent.into(), child_frame: child.into(), kind, coordinates }
}

pub fn shape(r: &mut Random) -> WrapShape {
    match r.below(4) {
        0 => WrapShape::Sphere { radius: r.within(0.02, 0.08) },
        1 => WrapShape::Ellipsoid { dimensions: [r.within(0.03, 0.08), r.within(0.03, 0.08), r.within(0.03, 0.08)] },
        _ => WrapShape::Cylinder { radius: r.within(0.02, 0.08), length: r.within(0.1, 1.0) },
    }
}

pub const QUADRANTS: [Quadrant; 7] = [
    Quadrant::All,
    Quadrant::PositiveX,
    Quadrant::NegativeX,
    Quadrant::PositiveY,
    Quadrant::NegativeY,
    Quadrant::PositiveZ,
    Quadrant::NegativeZ,
];

/// A chain of bodies with random joints, couplers, offset frames, wraps and paths of every kind.
pub fn random_parts(seed: u64) -> Parts {
    let mut r = Random(seed);
    let mut parts = Parts { name: format!("random {seed}"), ..Parts::default() };
    let mut frames = vec!["ground".to_owned()];
    for i in 0..4 {
        let name = format!("body{i}");
        let parent_frame = format!("j{i}/parent");
        let child_frame = format!("j{i}/child");
        let parent = if i == 0 || r.chance(0.2) { "ground".to_owned() } else { format!("body{}", r.below(i)) };
        for (frame, on) in [(&parent_frame, &parent), (&child_frame, &name)] {
            let orientation = if r.chance(0.5) { r.vector(1.0) } else { [0.0; 3] };
            parts.frames.push(Frame {
                name: frame.clone(),
                parent: on.clone(),
                translation: r.vector(0.3),
                orientation,
            });
        }
        let reversed = r.chance(0.2);
        let (p, c) = if reversed { (&child_frame, &parent_frame) } else { (&parent_frame, &child_frame) };
        parts.joints.push(joint(&mut r, &format!("j{i}"), p, c));
        parts.bodies.push(Body { name: name.clone(), mass: 1.0, ..Body::default() });
        frames.push(name);
    }
    for i in 0..3 {
        let mut object = wrap_object(&format!("w{i}"), &frames[r.below(frames.len())], shape(&mut r));
        object.translation = r.vector(0.2);
        object.xyz_body_rotation = r.vector(1.5);
        object.quadrant = QUADRANTS[r.below(7)];
        parts.wrap_objects.push(object);
    }
    let names: Vec<String> = parts.joints.iter().flat_map(|j| &j.coordinates).map(|c| c.name.clone()).collect();
    for i in 0..6 {
        parts.muscles.push(random_muscle(&mut r, i, &frames, &names));
    }
    if names.len() > 2 {
        let (from, to) = (r.below(names.len() - 1), names.len() - 1);
        parts.couplers.push(CoordinateCouplerConstraint {
            name: "coupler".into(),
            independent_coordinates: vec![names[from].clone()],
            dependent_coordinate: names[to].clone(),
            function: Function::Polynomial(vec![0.3, 0.8, 0.1]),
            scale_factor: 0.9,
            is_enforced: true,
        });
    }
    parts
}

fn random_muscle(r: &mut Random, i: usize, frames: &[String], coordinates: &[String]) -> Muscle {
    let count = 2 + r.below(4);
    let points = (0..count)
        .map(|_| {
            let mut point = fixed(&frames[r.below(frames.len())], r.vector(0.3));
            let location = r.vector(0.3);
            if !coordinates.is_empty() && r.chance(0.2) {
                let coordinate = coordinates[r.below(coordinates.len())].clone();
                point.kind = if r.chance(0.5) {
                    PathPointKind::Conditional { location, coordinate, range: [-0.5, 0.8] }
                } else {
                    let wave =
                        |a: f64| Function::SimmSpline { x: vec![-2.0, -0.5, 0.5, 2.0], y: vec![a, -a, a, 0.5 * a] };
                    let location = Box::new([wave(location[0]), Function::Constant(location[1]), wave(location[2])]);
                    PathPointKind::Moving { coordinate, location }
                };
            }
            point
        })
        .collect();
    let wraps: Vec<&str> = match r.below(6) {
        0 => vec![],
        1..=3 => vec![["w0", "w1", "w2"][r.below(3)]],
        4 => vec!["w0", "w1"],
        _ => vec!["w2", "w0", "w1"],
    };
    muscle(&format!("m{i}"), points, &wraps)
}

pub fn random_pose(model: &Model, r: &mut Random) -> Vec<f64> {
    let mut q: Vec<f64> = model.coordinates().iter().map(|_| r.within(-1.2, 1.2)).collect();
    model.apply_couplers(&mut q);
    q
}

pub fn plan(model: &Model, mode: WrapMode) -> Plan {
    Plan::new(model, &Options { mode, muscles: None })
}

pub fn lengths(plan: &Plan, q: &[f64]) -> Vec<f64> {
    let mut workspace = Workspace::new(plan);
    compute_pose(plan, &mut workspace, q);
    workspace.lengths().to_vec()
}

pub fn moment_arms(plan: &Plan, q: &[f64]) -> Vec<Vec<f64>> {
    let mut workspace = Workspace::new(plan);
    compute_pose(plan, &mut workspace, q);
    plan.dense(workspace.moment_arms())
}

/// -dL/dq for every muscle, `None` where the length bends or jumps nearby.
pub fn differences(model: &Model, plan: &Plan, q: &[f64], coordinate: usize) -> Vec<Option<f64>> {
    let at = |h: f64| {
        let mut q = q.to_vec();
        q[coordinate] += h;
        model.apply_couplers(&mut q);
        lengths(plan, &q)
    };
    let h = 1e-4;
    let at = [-2.0 * h, -h, 0.0, h, 2.0 * h].map(at);
    (0..at[0].len())
        .map(|m| {
            let l = at.each_ref().map(|lengths| lengths[m]);
            let wide = (l[4] - l[0]) / (4.0 * h);
            let narrow = (l[3] - l[1]) / (2.0 * h);
            let bend = (l[3] - 2.0 * l[2] + l[1]).abs() / (h * h);
            let wide_bend = (l[4] - 2.0 * l[2] + l[0]).abs() / (4.0 * h * h);
            let smooth = (wide - narrow).abs() < 1e-6 && (bend - wide_bend).abs() < 0.05 * (1.0 + bend) && bend < 1e3;
            smooth.then_some(-(4.0 * narrow - wide) / 3.0)
        })
        .collect()
}
