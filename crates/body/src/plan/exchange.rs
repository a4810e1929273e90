//! The same program with other numbers.

use super::index;
use super::program::{ArmOp, DriftingSpot, FixedSpot, Gate, Kind, MovingOp, MuscleProgram, PairOp, Piece, WrapOp};
use crate::lane::Pose;
use crate::path::{Axis, Condition};
use crate::wrap::cylinder::Cylinder;
use crate::wrap::shape::Shape;
use crate::wrap::sphere::Sphere;

/// What becomes of each number of a program. Numbers come in the same order for programs of one shape.
pub trait Exchange {
    type Constant;
    fn constant(&mut self, v: f64) -> Self::Constant;
    fn link(&mut self, link: usize) -> usize;
    fn coordinate(&mut self, coordinate: usize) -> usize;
    fn slot(&mut self, slot: usize) -> usize;
    fn entry(&mut self, entry: usize) -> usize;
}

impl MuscleProgram {
    /// The program with its numbers exchanged. What only the general solver can do is left as it is.
    pub fn exchange<E: Exchange>(&self, e: &mut E) -> MuscleProgram<E::Constant> {
        let arm = |a: &ArmOp, e: &mut E| ArmOp {
            coordinate: index(e.coordinate(a.coordinate as usize)),
            entry: index(e.entry(a.entry as usize)),
        };
        MuscleProgram {
            kind: self.kind.exchange(e),
            fixed: self.fixed.iter().map(|spot| spot.exchange(e)).collect(),
            drifting: self.drifting.iter().map(|spot| spot.exchange(e)).collect(),
            joints: self.joints.clone(),
            crossings: self.crossings.clone(),
            arms: self.arms.iter().map(|a| arm(a, e)).collect(),
            moving: self.moving.iter().map(|op| op.exchange(e)).collect(),
            entries: 0..0,
            lines: self.lines,
        }
    }
}

impl FixedSpot {
    fn exchange<E: Exchange>(&self, e: &mut E) -> FixedSpot<E::Constant> {
        FixedSpot { link: index(e.link(self.link as usize)), spot: self.spot, place: self.place.map(|v| e.constant(v)) }
    }
}

impl DriftingSpot {
    fn exchange<E: Exchange>(&self, e: &mut E) -> DriftingSpot<E::Constant> {
        let axes = self.axes.map(|a| a.exchange(e));
        DriftingSpot { link: e.link(self.link), spot: self.spot, frame: self.frame.exchange(e), axes }
    }
}

impl MovingOp {
    fn exchange<E: Exchange>(&self, e: &mut E) -> MovingOp<E::Constant> {
        MovingOp {
            link: e.link(self.link),
            frame: self.frame.exchange(e),
            axes: self.axes.map(|a| a.exchange(e)),
            coordinate: e.coordinate(self.coordinate),
            entry: e.entry(self.entry),
            lines: self.lines.clone(),
        }
    }
}

impl Axis {
    fn exchange<E: Exchange>(self, e: &mut E) -> Axis<E::Constant> {
        match self {
            Self::Constant(v) => Axis::Constant(e.constant(v)),
            Self::Function(slot) => Axis::Function(e.slot(slot)),
        }
    }
}

impl Pose<f64> {
    fn exchange<E: Exchange>(&self, e: &mut E) -> Pose<E::Constant> {
        Pose { r: self.r.map(|row| row.map(|v| e.constant(v))), p: self.p.map(|v| e.constant(v)) }
    }
}

impl Kind {
    fn exchange<E: Exchange>(&self, e: &mut E) -> Kind<E::Constant> {
        match self {
            Self::Pieces { constant, pieces, wrap } => Kind::Pieces {
                constant: e.constant(*constant),
                pieces: pieces.iter().map(|piece| piece.exchange(e)).collect(),
                wrap: wrap.as_ref().map(|op| Box::new(op.exchange(e))),
            },
            Self::Pair(op) => Kind::Pair(Box::new(op.exchange(e))),
            Self::General { path, links } => Kind::General { path: path.clone(), links: links.clone() },
        }
    }
}

impl Piece {
    fn exchange<E: Exchange>(&self, e: &mut E) -> Piece<E::Constant> {
        match self {
            Self::Constant { length, gate } => {
                Piece::Constant { length: e.constant(*length), gate: Box::new(gate.exchange(e)) }
            }
            Self::Straight { from, to, line, gate } => {
                let gate = gate.as_ref().map(|gate| Box::new(gate.exchange(e)));
                Piece::Straight { from: *from, to: *to, line: *line, gate }
            }
        }
    }
}

impl Gate {
    fn exchange<E: Exchange>(&self, e: &mut E) -> Gate<E::Constant> {
        let condition = |c: &Condition, e: &mut E| Condition {
            coordinate: e.slot(c.coordinate),
            low: e.constant(c.low),
            high: e.constant(c.high),
        };
        Gate(self.0.iter().map(|(c, wanted)| (condition(c, e), *wanted)).collect())
    }
}

impl WrapOp {
    fn exchange<E: Exchange>(&self, e: &mut E) -> WrapOp<E::Constant> {
        WrapOp {
            link: e.link(self.link),
            frame: self.frame.exchange(e),
            shape: self.shape.exchange(e),
            candidates: self.candidates.clone(),
        }
    }
}

impl Shape {
    fn exchange<E: Exchange>(&self, e: &mut E) -> Shape<E::Constant> {
        match self {
            Self::Cylinder(c) => Shape::Cylinder(Cylinder {
                radius: e.constant(c.radius),
                half_length: e.constant(c.half_length),
                side: c.side,
            }),
            Self::Sphere(c) => Shape::Sphere(Sphere { radius: e.constant(c.radius), side: c.side }),
            Self::Ellipsoid(c) => Shape::Ellipsoid(*c),
        }
    }
}

impl PairOp {
    fn exchange<E: Exchange>(&self, e: &mut E) -> PairOp<E::Constant> {
        PairOp {
            wraps: [self.wraps[0].exchange(e), self.wraps[1].exchange(e)],
            ranges: self.ranges.clone(),
            pieces: self.pieces,
        }
    }
}
