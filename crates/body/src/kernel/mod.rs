//! The kernel: lengths and moment arms of one pose, or of several side by side.

mod general;
mod group;
mod muscle;
pub mod pair;
mod single;
mod wrap;

use crate::lane::{Constant, Lane, Pose, V3};
use crate::plan::{MuscleProgram, PairOp, Plan, WrapMode, WrapOp};

pub use group::{Group, Run, group};
pub use muscle::muscle;
pub use pair::{Last, Pair, pair, refine, reseat};
pub use single::{Single, single};
pub use wrap::wrap;

/// A line that pulls: unit direction (or zero), and its moment about the base's origin.
pub type Line<L> = [V3<L>; 2];

/// Where everything is, and how it moves.
#[derive(Clone, Debug)]
pub struct Motion<L> {
    /// Coordinates first, then functions of them.
    pub values: Vec<L>,
    /// Of the functions.
    pub derivatives: Vec<L>,
    /// Of all links in the base.
    pub poses: Vec<Pose<L>>,
    /// For each coordinate omega, and the velocity of the base's origin.
    twists: Vec<[V3<L>; 2]>,
}

impl<L: Lane> Motion<L> {
    /// Room for what `plan` moves.
    pub fn new(plan: &Plan) -> Self {
        Self::sized(plan.functions.slots(), plan.chain.links(), plan.coordinates)
    }

    fn sized(slots: usize, links: usize, coordinates: usize) -> Self {
        let zero = L::zero();
        Self {
            values: vec![zero; slots],
            derivatives: vec![zero; slots],
            poses: vec![Pose::ground(); links],
            twists: vec![[[zero; 3]; 2]; coordinates],
        }
    }
}

/// Everything the kernel writes. One for each thread and lane type; nothing in it outlives the pose.
#[derive(Clone, Debug)]
pub struct Scratch<L: Lane> {
    /// Where everything is.
    pub motion: Motion<L>,
    spots: Vec<V3<L>>,
    lines: Vec<Line<L>>,
    tries: Vec<Try<L>>,
    /// Moment arms \[m\] or [m/m].
    arms: Vec<L>,
}

/// What one piece does with the wrap of its path.
#[derive(Clone, Copy, Debug)]
struct Try<L: Lane> {
    /// Where this piece is the one that goes around.
    taken: L::Mask,
    /// \[m\].
    length: L,
    /// Directions before and after the surface, in the base's frame.
    u1: V3<L>,
    u2: V3<L>,
}

impl<L: Lane> Scratch<L> {
    /// Room for any of the programs, with `arms` moment arms in all.
    fn new<'a, C: 'a>(
        motion: Motion<L>,
        programs: impl Iterator<Item = &'a MuscleProgram<C>> + Clone,
        arms: usize,
    ) -> Self {
        let zero = [L::zero(); 3];
        let spots = programs.clone().map(|p| p.fixed.len() + p.drifting.len()).max().unwrap_or(0);
        let lines = programs.map(|p| p.lines).max().unwrap_or(0);
        Self {
            motion,
            spots: vec![zero; spots],
            lines: vec![[zero; 2]; lines],
            tries: Vec::new(),
            arms: vec![L::zero(); arms],
        }
    }
}

/// The parts of the kernel, each compiled by itself for the instructions of its lane type (see `dispatch`). In one piece the
/// kernel takes minutes to compile, and more stack than a thread has when it isn't optimised.
///
/// `C` is the kind of the programs' constants.
pub trait Kernel<C: Constant>: Lane {
    /// One muscle's length and moment arms.
    fn muscle(mode: WrapMode, program: &MuscleProgram<C>, s: &mut Scratch<Self>) -> Self;
    /// The length of the pieces that may go around a path's one wrap.
    fn wrap(mode: WrapMode, op: &WrapOp<C>, s: &mut Scratch<Self>) -> Self;
    /// The length of a path with two wraps.
    fn pair(op: &PairOp<C>, s: &mut Scratch<Self>) -> Self;
    /// One of two wraps, placed anew.
    fn reseat(
        pair: &mut Pair<Self>,
        w: usize,
        op: &PairOp<C>,
        s: &Scratch<Self>,
        lanes: Self::Mask,
    ) -> Last<Self::Mask>;
    /// One of two contacts, moved to its geodesic; where it moved.
    fn refine(pair: &mut Pair<Self>, w: usize, op: &PairOp<C>, s: &Scratch<Self>) -> Self::Mask;
}

/// Functions and poses of all links for the coordinates at the start of the values.
#[inline(always)]
pub fn kinematics<L: Lane>(plan: &Plan, motion: &mut Motion<L>) {
    plan.functions.evaluate(&mut motion.values, &mut motion.derivatives);
    plan.chain.update(&motion.values, &motion.derivatives, &mut motion.poses, &mut motion.twists);
}
