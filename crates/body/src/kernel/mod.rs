//! The kernel: lengths and moment arms of one pose, or of several side by side.

mod general;
mod muscle;
pub mod pair;
mod wrap;

use crate::lane::{Lane, Pose, V3};
use crate::plan::{MuscleProgram, PairOp, Plan, WrapMode, WrapOp};
use crate::wrap::Around;

pub use muscle::muscle;
pub use pair::{Last, Pair, pair, refine, reseat};
pub use wrap::wrap;

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
    /// Results of a block of poses, `[row][pose]`.
    rows: Vec<f64>,
    /// \[m\], one for each muscle of the plan.
    pub lengths: Vec<L>,
    /// \[m\] or [m/m], one for each entry of the plan.
    pub arms: Vec<L>,
}

/// What one piece does with the wrap of its path.
#[derive(Clone, Copy, Debug)]
struct Try<L: Lane> {
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
            spots: vec![[L::zero(); 3]; most(|p| p.fixed.len() + p.drifting.len())],
            lines: vec![[[L::zero(); 3]; 2]; most(|p| p.lines)],
            tries: Vec::new(),
            rows: vec![0.0; ROW * (plan.programs.len() + plan.entries().len())],
            lengths: vec![L::zero(); plan.programs.len()],
            arms: vec![L::zero(); plan.entries().len()],
        }
    }
}

/// A run of poses in arrays `[row][pose]`.
pub struct Run<'a> {
    /// All coordinates of all poses, `[coordinate][pose]`.
    pub q: &'a [f64],
    /// Poses in `q`.
    pub poses: usize,
    /// The first pose of the run.
    pub first: usize,
    /// For each muscle, the run's part of its row.
    pub lengths: Vec<&'a mut [f64]>,
    /// For each entry, the run's part of its row.
    pub arms: Vec<&'a mut [f64]>,
}

/// The parts of the kernel, each compiled by itself for the instructions of its lane type (see `dispatch`). In one piece the
/// kernel takes minutes to compile, and more stack than a thread has when it isn't optimised.
pub trait Kernel: Lane {
    /// One pose.
    fn single(plan: &Plan, s: &mut Scratch<Self>, q: &[f64], lengths: &mut [f64], arms: &mut [f64]);
    /// A run of poses.
    fn group(plan: &Plan, s: &mut Scratch<Self>, run: &mut Run, count: usize);
    /// Functions and poses of all links.
    fn kinematics(plan: &Plan, s: &mut Scratch<Self>);
    /// One muscle's length and moment arms.
    fn muscle(mode: WrapMode, program: &MuscleProgram, s: &mut Scratch<Self>) -> Self;
    /// The length of the pieces that may go around a path's one wrap.
    fn wrap(mode: WrapMode, op: &WrapOp, s: &mut Scratch<Self>) -> Self;
    /// The length of a path with two wraps.
    fn pair(op: &PairOp, s: &mut Scratch<Self>) -> Self;
    /// One of two wraps, placed anew.
    fn reseat(pair: &mut Pair<Self>, w: usize, op: &PairOp, s: &Scratch<Self>, lanes: Self::Mask) -> Last<Self::Mask>;
    /// One of two contacts, moved to its geodesic; where it moved.
    fn refine(pair: &mut Pair<Self>, w: usize, op: &PairOp, s: &Scratch<Self>) -> Self::Mask;
}

#[inline(always)]
pub fn single<L: Kernel>(plan: &Plan, s: &mut Scratch<L>, q: &[f64], lengths: &mut [f64], arms: &mut [f64]) {
    for (slot, q) in s.values.iter_mut().zip(q) {
        *slot = L::splat(*q);
    }
    run(plan, s);
    for (out, v) in lengths.iter_mut().zip(&s.lengths) {
        *out = v.get(0);
    }
    for (out, v) in arms.iter_mut().zip(&s.arms) {
        *out = v.get(0);
    }
}

#[inline(always)]
pub fn group<L: Kernel>(plan: &Plan, s: &mut Scratch<L>, poses: &mut Run, count: usize) {
    let mut done = 0;
    while done < count {
        let block = BLOCK.min(count - done);
        let mut at = 0;
        while at < block {
            let many = L::COUNT.min(block - at);
            for c in 0..plan.coordinates {
                let start = c * poses.poses + poses.first + done + at;
                s.values[c] = L::load(&poses.q[start..start + many]);
            }
            run(plan, s);
            let rows = s.rows.chunks_exact_mut(ROW);
            for (row, v) in rows.zip(s.lengths.iter().chain(&s.arms)) {
                v.store(&mut row[at..at + L::COUNT]);
            }
            at += many;
        }
        let out = poses.lengths.iter_mut().chain(&mut poses.arms);
        for (row, out) in s.rows.chunks_exact(ROW).zip(out) {
            out[done..done + block].copy_from_slice(&row[..block]);
        }
        done += block;
    }
}

/// Poses that are gathered before they are written out. Rows of the output may lie a power of two apart, where writing
/// a few numbers to each at a time drives them out of the cache.
const BLOCK: usize = 32;
/// The length of a gathered row: a block, and lanes that a last group does not fill.
const ROW: usize = BLOCK + 8;

/// Lengths and moment arms for the coordinates at the start of `s.values`.
#[inline(always)]
fn run<L: Kernel>(plan: &Plan, s: &mut Scratch<L>) {
    L::kinematics(plan, s);
    for (row, program) in plan.programs.iter().enumerate() {
        let length = L::muscle(plan.mode, program, s);
        s.lengths[row] = length;
    }
    for c in &plan.couplings {
        let more = s.derivatives[c.gain] * s.arms[c.src];
        s.arms[c.dst] += more;
    }
}

/// Functions and poses of all links for the coordinates at the start of `s.values`.
#[inline(always)]
pub fn kinematics<L: Lane>(plan: &Plan, s: &mut Scratch<L>) {
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
