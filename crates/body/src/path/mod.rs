//! Any path, one pose at a time: active points, any number of wraps, and what follows from them.
//!
//! The kernel has faster ways for common paths and comes here for the rest; drawing comes here always.

mod solve;

use crate::lane::{One, Pose};
use crate::math::{Transform, Vec3};
use crate::plan::functions::Slot;
use crate::wrap::shape::{S, Shape};

pub use solve::{Node, Trace, solve};

/// A path ready to be solved.
#[derive(Clone, Debug, PartialEq)]
pub struct PathProgram {
    pub points: Vec<Point>,
    pub wraps: Vec<Wrap>,
    /// The number of wraps that the file lists for the path, active or not; OpenSim proceeds differently from two on.
    pub listed: usize,
}

/// A point of the path.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub link: usize,
    /// In the link's frame.
    pub place: Place,
    /// Present only within a range of a coordinate.
    pub condition: Option<Condition>,
}

/// Where a point is in its link's frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    Fixed(Vec3),
    /// A point of a frame that is fixed in the link; the coordinates in that frame are functions.
    Moving {
        frame: Transform,
        axes: [Axis; 3],
        coordinate: usize,
    },
}

/// One coordinate of a moving point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Axis<C = f64> {
    Constant(C),
    Function(Slot),
}

/// Present while the coordinate is from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Condition<C = f64> {
    pub coordinate: usize,
    pub low: C,
    pub high: C,
}

/// A surface on the path.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrap {
    pub link: usize,
    /// The surface's frame in the link.
    pub frame: Transform,
    pub shape: Shape,
    /// First and last point, counted from 0 over all points, active or not.
    pub range: [usize; 2],
}

impl Axis {
    /// Value and derivative.
    pub fn at(self, values: &[S], derivatives: &[S]) -> [f64; 2] {
        match self {
            Self::Constant(v) => [v, 0.0],
            Self::Function(slot) => [values[slot].0, derivatives[slot].0],
        }
    }
}

impl Point {
    /// Whether the point is present.
    pub fn is_active(&self, values: &[S]) -> bool {
        self.condition.is_none_or(|c| {
            let q = values[c.coordinate].0;
            q >= c.low && q <= c.high
        })
    }

    /// In the base's frame.
    pub fn position(&self, poses: &[Pose<S>], values: &[S], derivatives: &[S]) -> Vec3 {
        let local = match &self.place {
            Place::Fixed(p) => *p,
            Place::Moving { frame, axes, .. } => frame.point(axes.map(|a| a.at(values, derivatives)[0])),
        };
        poses[self.link].point(local.map(One)).map(|v| v.0)
    }
}
