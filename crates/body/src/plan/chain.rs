//! Kinematics, compiled: bodies become links, and each joint a few turns about coordinate axes.
//!
//! A link is a rigid set of bodies (those that only welds connect) and has its frame at the joint that carries it, so
//! that neither the joint's frame on the child body nor constant transforms cost anything at run time.

use super::functions::{Functions, Slot};
use crate::elementary::sin_cos;
use crate::lane::{Lane, Pose, V3, add, cross, scale, splat};
use crate::math::{self, IDENTITY, Mat3, Transform, Vec3};
use crate::model::{CompiledFunction, JointKind, Model, SpatialTransform, TransformAxis, TreeJoint};

/// A turn about a coordinate axis, after a constant rotation.
#[derive(Clone, Debug)]
struct Turn {
    /// Constant rotation before it.
    before: Option<Mat3>,
    /// 0, 1 or 2.
    axis: usize,
    /// Whether the angle counts the other way.
    negative: bool,
    angle: Slot,
    drivers: Vec<Driver>,
}

/// A displacement along a fixed direction of the inner link; for a reversed joint, of the outer one.
#[derive(Clone, Debug)]
struct Shift {
    direction: Vec3,
    distance: Slot,
    drivers: Vec<Driver>,
}

/// A coordinate that drives a turn or shift, and where the derivative is.
#[derive(Clone, Copy, Debug)]
struct Driver {
    coordinate: usize,
    derivative: Slot,
}

/// The motion of one link in the link that carries it.
#[derive(Clone, Debug)]
struct Step {
    inner: usize,
    outer: usize,
    /// The joint's origin in the inner link.
    origin: Vec3,
    /// In the inner link; for a reversed joint in the outer one.
    constant_shift: Option<Vec3>,
    shifts: Vec<Shift>,
    turns: Vec<Turn>,
    reversed: bool,
    coordinates: Vec<usize>,
}

/// Where a body is: its link, and the body in the link.
#[derive(Clone, Copy, Debug)]
pub struct Seat {
    pub link: usize,
    pub transform: Transform,
}

/// The compiled kinematics of some of a model's bodies.
#[derive(Clone, Debug)]
pub struct Chain {
    steps: Vec<Step>,
    /// For each body; `None` when the plan does not need it.
    pub seats: Vec<Option<Seat>>,
    /// For each link, the link that carries it; link 0 is the base.
    pub parents: Vec<usize>,
    /// For each coordinate, the link it moves (with everything that this link carries).
    pub moved: Vec<Option<usize>>,
}

impl Chain {
    /// Compiles the joints that lie between the bodies marked in `needed`. Unless the ground is among them, the base is
    /// the last body that carries them all, and poses are relative to it.
    pub fn new(model: &Model, needed: &[bool], functions: &mut Functions) -> Self {
        let (base, used) = reach(model, needed);
        let mut chain = Self {
            steps: Vec::new(),
            seats: vec![None; model.body_count()],
            parents: vec![0],
            moved: vec![None; model.coordinates().len()],
        };
        chain.seats[base] = Some(Seat { link: 0, transform: Transform::IDENTITY });
        for joint in model.tree() {
            if used[joint.outer] && joint.outer != base && chain.seats[joint.inner].is_some() {
                chain.attach(model, joint, functions);
            }
        }
        chain
    }

    fn attach(&mut self, model: &Model, joint: &TreeJoint, functions: &mut Functions) {
        let seat = self.seats[joint.inner].expect("joints come after those that carry them");
        let frame = seat.transform.then(&joint.to_inner);
        let motion = Motion::new(model, joint, functions);
        let from_outer = joint.to_outer.inverse();
        if motion.is_constant() {
            let transform = frame.then(&motion.constant(joint.reversed)).then(&from_outer);
            self.seats[joint.outer] = Some(Seat { link: seat.link, transform });
            return;
        }
        let link = self.parents.len();
        self.parents.push(seat.link);
        let (turns, rest) = motion.turns(joint.reversed, frame.r);
        // The joint's own axes in the link that the displacement is expressed in; the other way round it counts negative.
        let axes = if joint.reversed { rest.map(|row| math::scale(row, -1.0)) } else { frame.r };
        let constant_shift = math::mul_vec(&axes, motion.shift);
        let mut shifts = motion.shifts;
        for shift in &mut shifts {
            shift.direction = math::mul_vec(&axes, shift.direction);
        }
        let coordinates = coordinates_of(model, joint.joint);
        for c in &coordinates {
            self.moved[*c] = Some(link);
        }
        self.steps.push(Step {
            inner: seat.link,
            outer: link,
            origin: frame.p,
            constant_shift: (math::norm(constant_shift) > 0.0).then_some(constant_shift),
            shifts,
            turns,
            reversed: joint.reversed,
            coordinates,
        });
        // The link's axes are those after the last turn; `rest` is what remains to the joint's frame on the outer body.
        let transform = Transform { r: rest, p: [0.0; 3] }.then(&from_outer);
        self.seats[joint.outer] = Some(Seat { link, transform });
    }

    /// The number of links, with the base.
    pub fn links(&self) -> usize {
        self.parents.len()
    }

    /// Whether `link` is `root` or carried by it.
    pub fn carries(&self, root: usize, mut link: usize) -> bool {
        while link > root {
            link = self.parents[link];
        }
        link == root
    }

    /// Writes the pose of every link and the twist (omega, velocity of the base's origin) of every coordinate.
    #[inline(always)]
    pub fn update<L: Lane>(&self, values: &[L], derivatives: &[L], poses: &mut [Pose<L>], twists: &mut [[V3<L>; 2]]) {
        poses[0] = Pose::ground();
        for step in &self.steps {
            step.update(values, derivatives, poses, twists);
        }
    }
}

impl Step {
    #[inline(always)]
    fn update<L: Lane>(&self, values: &[L], derivatives: &[L], poses: &mut [Pose<L>], twists: &mut [[V3<L>; 2]]) {
        let inner = if self.inner == 0 { Pose::ground() } else { poses[self.inner] };
        let origin = inner.point(splat(self.origin));
        let mut frame = Pose { r: inner.r, p: origin };
        for c in &self.coordinates {
            twists[*c] = [[L::zero(); 3]; 2];
        }
        if !self.reversed {
            frame.p = self.shift(values, derivatives, &frame, twists);
        }
        // Turns go about the joint's origin on the side where they are counted from.
        let pivot = frame.p;
        for turn in &self.turns {
            turn.apply(values, derivatives, &mut frame.r, twists);
        }
        if self.reversed {
            frame.p = self.shift(values, derivatives, &frame, twists);
        }
        for c in &self.coordinates {
            let [omega, v] = &mut twists[*c];
            *v = add(*v, cross(pivot, *omega));
        }
        poses[self.outer] = frame;
    }

    /// The origin after the displacement, which is expressed in `frame`.
    #[inline(always)]
    fn shift<L: Lane>(&self, values: &[L], derivatives: &[L], frame: &Pose<L>, twists: &mut [[V3<L>; 2]]) -> V3<L> {
        let mut p = frame.p;
        if let Some(d) = self.constant_shift {
            p = add(p, frame.vector(splat(d)));
        }
        for s in &self.shifts {
            let direction = frame.vector(splat(s.direction));
            p = add(p, scale(direction, values[s.distance]));
            for driver in &s.drivers {
                let v = &mut twists[driver.coordinate][1];
                *v = add(*v, scale(direction, derivatives[driver.derivative]));
            }
        }
        p
    }
}

impl Turn {
    #[inline(always)]
    fn apply<L: Lane>(&self, values: &[L], derivatives: &[L], r: &mut [[L; 3]; 3], twists: &mut [[V3<L>; 2]]) {
        if let Some(before) = &self.before {
            *r = Pose { r: *r, p: [L::zero(); 3] }.turned(before);
        }
        let k = self.axis;
        let (i, j) = ((k + 1) % 3, (k + 2) % 3);
        let axis = [r[0][k], r[1][k], r[2][k]];
        let (sin, cos) = sin_cos(values[self.angle]);
        let sin = if self.negative { -sin } else { sin };
        for row in r.iter_mut() {
            let (a, b) = (row[i], row[j]);
            row[i] = a.mul_add(cos, b * sin);
            row[j] = b.mul_add(cos, -(a * sin));
        }
        for driver in &self.drivers {
            let omega = &mut twists[driver.coordinate][0];
            let rate = derivatives[driver.derivative];
            let rate = if self.negative { -rate } else { rate };
            *omega = add(*omega, scale(axis, rate));
        }
    }
}

/// The joint's own motion before it is turned into steps.
struct Motion {
    /// Axis (unit), and angle: a constant, or a slot with its drivers.
    rotations: Vec<(Vec3, Amount)>,
    shift: Vec3,
    shifts: Vec<Shift>,
}

enum Amount {
    Constant(f64),
    Varying(Slot, Vec<Driver>),
}

const X: Vec3 = [1.0, 0.0, 0.0];
const Y: Vec3 = [0.0, 1.0, 0.0];
const Z: Vec3 = [0.0, 0.0, 1.0];

impl Motion {
    fn new(model: &Model, tree: &TreeJoint, functions: &mut Functions) -> Self {
        let joint = &model.parts().joints[tree.joint];
        let q = coordinates_of(model, tree.joint);
        let turns = |axes: &[Vec3]| axes.iter().zip(&q).map(|(a, c)| (*a, own(*c))).collect::<Vec<_>>();
        let slide = |axes: &[Vec3], q: &[usize]| {
            axes.iter()
                .zip(q)
                .map(|(direction, c)| Shift {
                    direction: *direction,
                    distance: *c,
                    drivers: vec![Driver { coordinate: *c, derivative: *c }],
                })
                .collect::<Vec<_>>()
        };
        let (rotations, shifts) = match &joint.kind {
            JointKind::Weld => (Vec::new(), Vec::new()),
            JointKind::Pin => (turns(&[Z]), Vec::new()),
            JointKind::Slider => (Vec::new(), slide(&[X], &q)),
            JointKind::Universal => (turns(&[X, Y]), Vec::new()),
            JointKind::Ball | JointKind::Gimbal => (turns(&[X, Y, Z]), Vec::new()),
            JointKind::Free => (turns(&[X, Y, Z]), slide(&[X, Y, Z], &q[3..])),
            JointKind::Planar => (turns(&[Z]), slide(&[X, Y], &q[1..])),
            JointKind::Custom(transform) => return Self::custom(model, transform, functions),
        };
        Self { rotations, shift: [0.0; 3], shifts }
    }

    fn custom(model: &Model, transform: &SpatialTransform, functions: &mut Functions) -> Self {
        let mut motion = Self { rotations: Vec::new(), shift: [0.0; 3], shifts: Vec::new() };
        for axis in &transform.rotation {
            motion.rotations.push((unit(axis.axis), amount(model, axis, functions)));
        }
        for axis in &transform.translation {
            let direction = unit(axis.axis);
            match amount(model, axis, functions) {
                Amount::Constant(d) => motion.shift = math::add(motion.shift, math::scale(direction, d)),
                Amount::Varying(distance, drivers) => motion.shifts.push(Shift { direction, distance, drivers }),
            }
        }
        motion
    }

    fn is_constant(&self) -> bool {
        self.shifts.is_empty() && self.rotations.iter().all(|r| matches!(r.1, Amount::Constant(_)))
    }

    fn constant(&self, reversed: bool) -> Transform {
        let r = self.rotations.iter().fold(IDENTITY, |r, (axis, amount)| match amount {
            Amount::Constant(angle) => math::mul(&r, &math::rotation(*axis, *angle)),
            Amount::Varying(..) => r,
        });
        let x = Transform { r, p: self.shift };
        if reversed { x.inverse() } else { x }
    }

    /// The turns, starting from axes that stand as `start` in the inner link, and the constant rotation after the last.
    fn turns(&self, reversed: bool, start: Mat3) -> (Vec<Turn>, Mat3) {
        let mut order: Vec<&(Vec3, Amount)> = self.rotations.iter().collect();
        if reversed {
            order.reverse();
        }
        let (mut turns, mut pending) = (Vec::new(), start);
        for (axis, amount) in order {
            match amount {
                Amount::Constant(angle) => {
                    let angle = if reversed { -angle } else { *angle };
                    pending = math::mul(&pending, &math::rotation(*axis, angle));
                }
                Amount::Varying(angle, drivers) => {
                    let (k, positive, align) = alignment(*axis);
                    let before = math::mul(&pending, &align);
                    turns.push(Turn {
                        before: (before != IDENTITY).then_some(before),
                        axis: k,
                        negative: positive == reversed,
                        angle: *angle,
                        drivers: drivers.clone(),
                    });
                    pending = math::transpose(&align);
                }
            }
        }
        (turns, pending)
    }
}

/// The coordinate axis to turn about, whether it points along `axis`, and a rotation that brings it there.
fn alignment(axis: Vec3) -> (usize, bool, Mat3) {
    for (k, v) in axis.iter().enumerate() {
        if (v.abs() - 1.0).abs() < 1e-15 {
            return (k, *v > 0.0, IDENTITY);
        }
    }
    // Columns: any two directions across the axis, and the axis as z.
    let least = if axis[0].abs() < axis[1].abs() { X } else { Y };
    let x = unit(math::cross(least, axis));
    let y = math::cross(axis, x);
    (2, true, math::transpose(&[x, y, axis]))
}

fn unit(v: Vec3) -> Vec3 {
    math::scale(v, 1.0 / math::norm(v))
}

/// The coordinate itself.
fn own(coordinate: usize) -> Amount {
    Amount::Varying(coordinate, vec![Driver { coordinate, derivative: coordinate }])
}

fn amount(model: &Model, axis: &TransformAxis, functions: &mut Functions) -> Amount {
    let law = axis.function.compile();
    if let Some(v) = law.constant() {
        return Amount::Constant(v);
    }
    let arguments: Vec<usize> = axis
        .coordinates
        .iter()
        .map(|name| model.coordinate_index(name).expect("Model::new has checked the names"))
        .collect();
    if law == CompiledFunction::Linear(vec![1.0, 0.0]) {
        return own(arguments[0]);
    }
    let slot = functions.slot(&law, &arguments, None);
    let drivers = arguments.iter().enumerate().map(|(k, c)| Driver { coordinate: *c, derivative: slot + k }).collect();
    Amount::Varying(slot, drivers)
}

fn coordinates_of(model: &Model, joint: usize) -> Vec<usize> {
    (0..model.coordinates().len()).filter(|c| model.joint_of(*c) == joint).collect()
}

/// The base body, and which bodies lie between it and the needed ones.
fn reach(model: &Model, needed: &[bool]) -> (usize, Vec<bool>) {
    let mut used = needed.to_vec();
    for joint in model.tree().iter().rev() {
        if used[joint.outer] {
            used[joint.inner] = true;
        }
    }
    let mut base = 0;
    while !needed[base] {
        let carried: Vec<usize> =
            model.tree().iter().filter(|t| t.inner == base && used[t.outer]).map(|t| t.outer).collect();
        let [only] = carried[..] else { break };
        base = only;
    }
    (base, used)
}
