//! Numbers that a compiled program holds.

use super::{Lane, Pose, V3};

/// A constant of a program: one number for all lanes, or one for each.
pub trait Constant: Copy + std::fmt::Debug + Send + Sync + 'static {
    /// In the lanes.
    fn lanes<L: Lane>(self) -> L;
}

impl Constant for f64 {
    #[inline(always)]
    fn lanes<L: Lane>(self) -> L {
        L::splat(self)
    }
}

/// A number for each of `N` lanes.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(32))]
pub struct Each<const N: usize>(pub [f64; N]);

impl<const N: usize> Constant for Each<N> {
    #[inline(always)]
    fn lanes<L: Lane>(self) -> L {
        L::load(&self.0)
    }
}

/// A constant vector.
#[inline(always)]
pub fn constant<L: Lane, C: Constant>(v: [C; 3]) -> V3<L> {
    [v[0].lanes(), v[1].lanes(), v[2].lanes()]
}

impl<C: Constant> Pose<C> {
    /// A constant frame.
    #[inline(always)]
    pub fn lanes<L: Lane>(&self) -> Pose<L> {
        Pose { r: [constant(self.r[0]), constant(self.r[1]), constant(self.r[2])], p: constant(self.p) }
    }
}
