//! The kernel: lengths and moment arms of one pose, or of several side by side.

mod general;
mod muscle;
mod wrap;

use crate::lane::{Lane, Pose, V3};
use crate::plan::Plan;
use crate::wrap::Around;

/// A line that pulls: unit direction (or zero), and its moment about the base's origin.
pub type Line<L> = [V3<L>; 2];

/// Everything the kernel writes. One for each thread and lane type; nothing in it outlives the pose.
#[derive(Clone, Debug)]
pub struct Scratch<L: Lane> {
    /// Coordinates first, then functions of them.
    pub values: Vec<L>,
    derivatives: Vec<L>,
    poses: Vec<Pose<L>>,
    twists: Vec<[V3<L>; 2]>,
    spots: Vec<V3<L>>,
    lines: Vec<Line<L>>,
    tries: Vec<Try<L>>,
    /// [m], one for each muscle of the plan.
    pub lengths: Vec<L>,
    /// [m] or [m/m], one for each entry of the plan.
    pub arms: Vec<L>,
}

/// What one piece does with the wrap of its path.
#[derive(Clone, Copy, Debug)]
struct Try<L: Lane> {
    straight: L,
    direction: V3<L>,
    /// Where this piece is the one that goes around.
    taken: L::Mask,
    around: Around<L>,
}

impl<L: Lane> Scratch<L> {
    pub fn new(plan: &Plan) -> Self {
        let slots = plan.functions.slots();
        let most = |f: fn(&crate::plan::MuscleProgram) -> usize| plan.programs.iter().map(f).max().unwrap_or(0);
        Self {
            values: vec![L::zero(); slots],
            derivatives: vec![L::zero(); slots],
            poses: vec![Pose::ground(); plan.chain.links()],
            twists: vec![[[L::zero(); 3]; 2]; plan.coordinates],
            spots: vec![[L::zero(); 3]; most(|p| p.path.points.len())],
            lines: vec![[[L::zero(); 3]; 2]; most(|p| p.lines)],
            tries: Vec::new(),
            lengths: vec![L::zero(); plan.programs.len()],
            arms: vec![L::zero(); plan.entries().len()],
        }
    }
}

/// Lengths and moment arms for the coordinates at the start of `s.values`.
#[inline(always)]
pub fn run<L: Lane>(plan: &Plan, s: &mut Scratch<L>) {
    plan.functions.evaluate(&mut s.values, &mut s.derivatives);
    plan.chain.update(&s.values, &s.derivatives, &mut s.poses, &mut s.twists);
    for (row, program) in plan.programs.iter().enumerate() {
        let length = muscle::length(plan.mode, program, s);
        s.lengths[row] = length;
        muscle::arms(program, s);
    }
    for c in &plan.couplings {
        let more = s.derivatives[c.gain] * s.arms[c.src];
        s.arms[c.dst] += more;
    }
}

/// Only the poses of all links, for the coordinates at the start of `s.values`.
pub fn place<L: Lane>(plan: &Plan, s: &mut Scratch<L>) {
    plan.functions.evaluate(&mut s.values, &mut s.derivatives);
    plan.chain.update(&s.values, &s.derivatives, &mut s.poses, &mut s.twists);
}

impl<L: Lane> Scratch<L> {
    /// Poses of all links in the base.
    pub fn poses(&self) -> &[Pose<L>] {
        &self.poses
    }
    /// Derivatives of the functions.
    pub fn derivatives(&self) -> &[L] {
        &self.derivatives
    }
}
