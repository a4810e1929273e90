//! Vectors and frames of lanes.

#![expect(
    clippy::needless_range_loop,
    reason = "all loops over axes look alike, so that they become straight code alike"
)]

use super::{Constant, Lane};

/// A vector of lanes.
pub type V3<L> = [L; 3];

/// a + b.
#[inline(always)]
pub fn add<L: Lane>(a: V3<L>, b: V3<L>) -> V3<L> {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

/// a - b.
#[inline(always)]
pub fn sub<L: Lane>(a: V3<L>, b: V3<L>) -> V3<L> {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

/// s a.
#[inline(always)]
pub fn scale<L: Lane>(a: V3<L>, s: L) -> V3<L> {
    [a[0] * s, a[1] * s, a[2] * s]
}

/// The scalar product.
#[inline(always)]
pub fn dot<L: Lane>(a: V3<L>, b: V3<L>) -> L {
    a[0].mul_add(b[0], a[1].mul_add(b[1], a[2] * b[2]))
}

/// The vector product.
#[inline(always)]
pub fn cross<L: Lane>(a: V3<L>, b: V3<L>) -> V3<L> {
    [a[1].mul_add(b[2], -(a[2] * b[1])), a[2].mul_add(b[0], -(a[0] * b[2])), a[0].mul_add(b[1], -(a[1] * b[0]))]
}

/// `yes` where the mask holds, `no` elsewhere.
#[inline(always)]
pub fn select<L: Lane>(mask: L::Mask, yes: V3<L>, no: V3<L>) -> V3<L> {
    [L::select(mask, yes[0], no[0]), L::select(mask, yes[1], no[1]), L::select(mask, yes[2], no[2])]
}

/// A constant vector.
#[inline(always)]
pub fn splat<L: Lane>(v: [f64; 3]) -> V3<L> {
    [L::splat(v[0]), L::splat(v[1]), L::splat(v[2])]
}

/// Rotation (`r[row][column]`) and origin of a frame in the ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose<L> {
    /// Columns are the frame's axes in the ground.
    pub r: [[L; 3]; 3],
    /// Origin \[m\].
    pub p: [L; 3],
}

impl<L: Lane> Pose<L> {
    /// The ground itself.
    #[inline(always)]
    pub fn ground() -> Self {
        let (o, i) = (L::zero(), L::splat(1.0));
        Self { r: [[i, o, o], [o, i, o], [o, o, i]], p: [o; 3] }
    }

    /// The direction `v` of this frame, in the ground.
    #[inline(always)]
    pub fn vector(&self, v: V3<L>) -> V3<L> {
        [dot(self.r[0], v), dot(self.r[1], v), dot(self.r[2], v)]
    }

    /// The constant point `v` of this frame, in the ground.
    #[inline(always)]
    pub fn point(&self, v: V3<L>) -> V3<L> {
        let mut out = self.p;
        for i in 0..3 {
            out[i] = self.r[i][0].mul_add(v[0], self.r[i][1].mul_add(v[1], self.r[i][2].mul_add(v[2], out[i])));
        }
        out
    }

    /// The ground direction `v`, in this frame.
    #[inline(always)]
    pub fn seen_from(&self, v: V3<L>) -> V3<L> {
        [dot(self.column(0), v), dot(self.column(1), v), dot(self.column(2), v)]
    }

    /// An axis of this frame in the ground.
    #[inline(always)]
    pub fn column(&self, k: usize) -> V3<L> {
        [self.r[0][k], self.r[1][k], self.r[2][k]]
    }

    /// r times a constant matrix.
    #[inline(always)]
    pub fn turned<C: Constant>(&self, m: &[[C; 3]; 3]) -> [[L; 3]; 3] {
        let mut out = self.r;
        for i in 0..3 {
            for k in 0..3 {
                let (a, b, c): (L, L, L) = (m[0][k].lanes(), m[1][k].lanes(), m[2][k].lanes());
                out[i][k] = self.r[i][0].mul_add(a, self.r[i][1].mul_add(b, self.r[i][2] * c));
            }
        }
        out
    }
}
