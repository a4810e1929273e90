//! Paths around surfaces, one straight piece at a time, in the frame of the surface.

pub mod cylinder;
pub mod ellipsoid;
pub mod shape;
pub mod sphere;

use crate::lane::{Lane, LaneMask, V3};

/// How a straight piece and a surface get on, before anything is computed that is only needed when they touch.
#[derive(Clone, Copy, Debug)]
pub struct Contact<M> {
    /// An end lies inside the surface; the path goes straight.
    pub inside: M,
    /// The path goes around, and this piece wins over all others.
    pub mandatory: M,
    /// The path goes around, mandatory or not.
    pub wrapped: M,
    /// Which pair of tangent points: the one that turns from p1 to p2 as p1 x p2 does (or as +z does).
    pub forward: M,
    /// The pair was chosen although it lies away from the line (needed by OpenSim's axial rule).
    pub far: M,
    /// The arc is the longer one of the two.
    pub long: M,
}

impl<M: LaneMask> Contact<M> {
    /// No contact anywhere.
    #[inline(always)]
    pub fn none() -> Self {
        let no = M::splat(false);
        Self { inside: no, mandatory: no, wrapped: no, forward: no, far: no, long: no }
    }
}

/// A path around a surface; meaningless in lanes that do not touch.
#[derive(Clone, Copy, Debug)]
pub struct Around<L> {
    /// Straight, arc, straight \[m\].
    pub length: L,
    /// The arc alone \[m\].
    pub arc: L,
    /// Unit direction from p1 to the surface.
    pub u1: V3<L>,
    /// Unit direction from the surface to p2.
    pub u2: V3<L>,
    /// Where the path reaches the surface \[m\].
    pub r1: V3<L>,
    /// Where it leaves the surface \[m\].
    pub r2: V3<L>,
    /// The angle travelled about the axis or centre \[rad\], 0 or more; 0 for shapes without such a thing.
    pub angle: L,
}

/// The side of a coordinate plane on which a path may pass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// 0, 1 or 2.
    pub axis: usize,
    /// Whether the positive side is the allowed one.
    pub positive: bool,
}

impl Side {
    /// Whether `v` lies on the allowed side; 0 counts as positive.
    #[inline(always)]
    pub fn holds<L: Lane>(self, v: L) -> L::Mask {
        let up = v.not_negative();
        if self.positive { up } else { up.not() }
    }
}

#[cfg(test)]
mod tests;
