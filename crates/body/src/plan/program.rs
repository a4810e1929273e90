//! What a muscle's compiled path consists of.

use crate::lane::Pose;
use crate::path::{Axis, Condition, PathProgram};
use crate::wrap::shape::Shape;
use std::ops::Range;

/// A muscle ready for the kernel. Small and flat: the plan is read from front to back for every pose.
///
/// `C` is the kind of its constants: `f64` where the lanes are poses of one muscle, [`Each`](crate::lane::Each) where they
/// are muscles of one shape.
#[derive(Clone, Debug, PartialEq)]
pub struct MuscleProgram<C = f64> {
    pub kind: Kind<C>,
    /// Points to bring into the base's frame.
    pub fixed: Box<[FixedSpot<C>]>,
    pub drifting: Box<[DriftingSpot<C>]>,
    pub joints: Box<[JointOp]>,
    /// Lines of the joints, one joint after the other: line, and whether it pulls on what the joint carries.
    pub crossings: Box<[(u32, bool)]>,
    /// Moment arms of the joints, one joint after the other.
    pub arms: Box<[ArmOp]>,
    pub moving: Box<[MovingOp<C>]>,
    /// The muscle's moment arms.
    pub entries: Range<usize>,
    /// The number of lines that the path leaves in the workspace.
    pub lines: usize,
}

/// A point that is fixed in its link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FixedSpot<C = f64> {
    pub link: u32,
    pub spot: u32,
    pub place: [C; 3],
}

/// A point that moves in its link.
#[derive(Clone, Debug, PartialEq)]
pub struct DriftingSpot<C = f64> {
    pub link: usize,
    pub spot: usize,
    pub frame: Pose<C>,
    pub axes: [Axis<C>; 3],
}

/// How many lines cross a joint, and how many moment arms follow from their sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JointOp {
    pub crossings: u32,
    pub arms: u32,
}

/// A moment arm to compute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArmOp {
    pub coordinate: u32,
    pub entry: u32,
}

/// How the path is computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<C = f64> {
    /// By pieces, all lanes at once.
    Pieces {
        /// Length that never changes \[m\].
        constant: C,
        pieces: Box<[Piece<C>]>,
        wrap: Option<Box<WrapOp<C>>>,
    },
    /// Two wraps, all lanes at once. Line `2 k` starts piece `k`, line `2 k + 1` ends it; then come the pulls on the wraps.
    Pair(Box<PairOp<C>>),
    /// By the general solver, lane by lane. Line `k` is the sum of what pulls on link `links[k]`; the lines after those
    /// are the pulls on the moving points.
    General { path: Box<PathProgram>, links: Vec<usize> },
}

/// A straight piece between two spots.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<C = f64> {
    /// Between points of one link; only there in some poses.
    Constant { length: C, gate: Box<Gate<C>> },
    /// A line.
    Straight { from: u32, to: u32, line: u32, gate: Option<Box<Gate<C>>> },
}

/// Conditions under which a piece is there: each with whether it has to hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate<C = f64>(pub Vec<(Condition<C>, bool)>);

/// The one wrap of a path, and the pieces that may go around it.
#[derive(Clone, Debug, PartialEq)]
pub struct WrapOp<C = f64> {
    pub link: usize,
    pub frame: Pose<C>,
    pub shape: Shape<C>,
    pub candidates: Vec<Candidate>,
}

/// The two wraps of a path, and the pieces that may go around each.
#[derive(Clone, Debug, PartialEq)]
pub struct PairOp<C = f64> {
    pub wraps: [WrapOp<C>; 2],
    pub ranges: [Range<usize>; 2],
    /// Between the points of the path.
    pub pieces: usize,
}

/// A piece that may go around; `lines` are those before and after the surface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    pub from: usize,
    pub to: usize,
    pub lines: [usize; 2],
}

/// A moving point's own share of a moment arm.
#[derive(Clone, Debug, PartialEq)]
pub struct MovingOp<C = f64> {
    pub link: usize,
    pub frame: Pose<C>,
    pub axes: [Axis<C>; 3],
    pub coordinate: usize,
    pub entry: usize,
    /// Lines that end (true) or start (false) at the point.
    pub lines: Vec<(usize, bool)>,
}

impl MuscleProgram<f64> {
    /// All coordinates that change the length, but for couplers.
    pub fn coordinates(&self) -> Vec<usize> {
        let joints = self.arms.iter().map(|a| a.coordinate as usize);
        let mut all: Vec<usize> = joints.chain(self.moving.iter().map(|m| m.coordinate)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Tells every operation where its moment arm is.
    pub fn place(&mut self, entry: &dyn Fn(usize) -> usize) {
        for arm in &mut self.arms {
            arm.entry = super::index(entry(arm.coordinate as usize));
        }
        for moving in &mut self.moving {
            moving.entry = entry(moving.coordinate);
        }
    }
}
