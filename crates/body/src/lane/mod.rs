//! Numbers that stand for one pose or for several poses side by side.
//!
//! The kernel is written once over [`Lane`]. Everything here is `#[inline(always)]`, so that it is compiled with the
//! instructions of the entry point it is inlined into (see `dispatch`); closures would not be.

#![expect(
    clippy::needless_range_loop,
    reason = "all loops over lanes look alike, so that they become vector code alike"
)]

mod constant;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use constant::{Constant, Each, constant};
#[cfg(target_arch = "x86_64")]
pub use x86::{Avx2, Avx512};

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// One number or several side by side.
pub trait Lane:
    Copy
    + std::fmt::Debug
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + Send
    + Sync
    + 'static
{
    /// How many.
    const COUNT: usize;
    /// One truth value for each.
    type Mask: LaneMask + std::fmt::Debug;

    /// The same number everywhere.
    fn splat(v: f64) -> Self;
    /// The number at `i`.
    fn get(self, i: usize) -> f64;
    /// Replaces the number at `i`.
    fn set(&mut self, i: usize, v: f64);
    /// The first numbers of a slice; the last one repeats when there are too few.
    fn load(from: &[f64]) -> Self;
    /// Writes the numbers to a slice, as many as it holds.
    fn store(self, to: &mut [f64]);
    /// self * b + c, rounded once where the processor can.
    fn mul_add(self, b: Self, c: Self) -> Self;
    /// Square root.
    fn sqrt(self) -> Self;
    /// Absolute value.
    fn abs(self) -> Self;
    /// The smaller one.
    fn min(self, other: Self) -> Self;
    /// The larger one.
    fn max(self, other: Self) -> Self;
    /// Rounded to the nearest whole number, and whether its lowest and second lowest bit are set (for |x| < 2^31).
    fn round(self) -> (Self, [Self::Mask; 2]);
    /// self < other.
    fn lt(self, other: Self) -> Self::Mask;
    /// self >= 0; -0 counts as 0.
    fn not_negative(self) -> Self::Mask;
    /// `yes` where the mask holds, `no` elsewhere.
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;

    /// Zero.
    #[inline(always)]
    fn zero() -> Self {
        Self::splat(0.0)
    }
    /// 1 / self.
    #[inline(always)]
    fn recip(self) -> Self {
        Self::splat(1.0) / self
    }
    /// Negated where the mask holds.
    #[inline(always)]
    fn negate_if(self, mask: Self::Mask) -> Self {
        Self::select(mask, -self, self)
    }
}

/// Truth values side by side.
pub trait LaneMask: Copy {
    /// The same everywhere.
    fn splat(v: bool) -> Self;
    /// Both.
    fn and(self, other: Self) -> Self;
    /// Either.
    fn or(self, other: Self) -> Self;
    /// Exactly one.
    fn xor(self, other: Self) -> Self;
    /// The opposite.
    fn not(self) -> Self;
    /// Whether it holds anywhere.
    fn any(self) -> bool;
}

/// One pose. `FMA` says whether multiply-add is one instruction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct One<const FMA: bool>(pub f64);

/// Truth value of [`One`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OneMask(bool);

/// `N` poses side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(32))]
pub struct Wide<const N: usize, const FMA: bool>(pub [f64; N]);

/// Truth values of [`Wide`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WideMask<const N: usize>([bool; N]);

/// Adding and subtracting this rounds to a whole number that then stands in the low bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

macro_rules! operator {
    ($trait:ident, $method:ident) => {
        impl<const FMA: bool> $trait for One<FMA> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(self.0.$method(other.0))
            }
        }
        impl<const N: usize, const FMA: bool> $trait for Wide<N, FMA> {
            type Output = Self;
            #[inline(always)]
            fn $method(mut self, other: Self) -> Self {
                for i in 0..N {
                    self.0[i] = self.0[i].$method(other.0[i]);
                }
                self
            }
        }
    };
}
operator!(Add, add);
operator!(Sub, sub);
operator!(Mul, mul);
operator!(Div, div);

macro_rules! assign {
    ($type:ty, $($generics:tt)*) => {
        impl<$($generics)*> AddAssign for $type {
            #[inline(always)]
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }
        impl<$($generics)*> SubAssign for $type {
            #[inline(always)]
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }
    };
}
assign!(One<FMA>, const FMA: bool);
assign!(Wide<N, FMA>, const N: usize, const FMA: bool);

impl<const FMA: bool> Neg for One<FMA> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl<const N: usize, const FMA: bool> Neg for Wide<N, FMA> {
    type Output = Self;
    #[inline(always)]
    fn neg(mut self) -> Self {
        for i in 0..N {
            self.0[i] = -self.0[i];
        }
        self
    }
}

impl<const FMA: bool> Lane for One<FMA> {
    const COUNT: usize = 1;
    type Mask = OneMask;

    #[inline(always)]
    fn splat(v: f64) -> Self {
        Self(v)
    }
    #[inline(always)]
    fn get(self, _: usize) -> f64 {
        self.0
    }
    #[inline(always)]
    fn set(&mut self, _: usize, v: f64) {
        self.0 = v;
    }
    #[inline(always)]
    fn load(from: &[f64]) -> Self {
        Self(from[0])
    }
    #[inline(always)]
    fn store(self, to: &mut [f64]) {
        to[0] = self.0;
    }
    #[inline(always)]
    fn mul_add(self, b: Self, c: Self) -> Self {
        Self(if FMA { self.0.mul_add(b.0, c.0) } else { self.0 * b.0 + c.0 })
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(self.0.sqrt())
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.abs())
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(if self.0 < other.0 { self.0 } else { other.0 })
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(if self.0 > other.0 { self.0 } else { other.0 })
    }
    #[inline(always)]
    fn round(self) -> (Self, [OneMask; 2]) {
        let shifted = self.0 + ROUNDER;
        let bits = shifted.to_bits();
        (Self(shifted - ROUNDER), [OneMask(bits & 1 != 0), OneMask(bits & 2 != 0)])
    }
    #[inline(always)]
    fn lt(self, other: Self) -> OneMask {
        OneMask(self.0 < other.0)
    }
    #[inline(always)]
    fn not_negative(self) -> OneMask {
        OneMask(self.0 >= 0.0)
    }
    #[inline(always)]
    fn select(mask: OneMask, yes: Self, no: Self) -> Self {
        if mask.0 { yes } else { no }
    }
}

impl LaneMask for OneMask {
    #[inline(always)]
    fn splat(v: bool) -> Self {
        Self(v)
    }
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }
    #[inline(always)]
    fn not(self) -> Self {
        Self(!self.0)
    }
    #[inline(always)]
    fn any(self) -> bool {
        self.0
    }
}

impl<const N: usize, const FMA: bool> Lane for Wide<N, FMA> {
    const COUNT: usize = N;
    type Mask = WideMask<N>;

    #[inline(always)]
    fn splat(v: f64) -> Self {
        Self([v; N])
    }
    #[inline(always)]
    fn get(self, i: usize) -> f64 {
        self.0[i]
    }
    #[inline(always)]
    fn set(&mut self, i: usize, v: f64) {
        self.0[i] = v;
    }
    #[inline(always)]
    fn load(from: &[f64]) -> Self {
        if let Some(all) = from.first_chunk::<N>() {
            return Self(*all);
        }
        let mut out = [from[from.len() - 1]; N];
        out[..from.len()].copy_from_slice(from);
        Self(out)
    }
    #[inline(always)]
    fn store(self, to: &mut [f64]) {
        match to.first_chunk_mut::<N>() {
            Some(all) => *all = self.0,
            None => to.copy_from_slice(&self.0[..to.len()]),
        }
    }
    #[inline(always)]
    fn mul_add(mut self, b: Self, c: Self) -> Self {
        for i in 0..N {
            self.0[i] = if FMA { self.0[i].mul_add(b.0[i], c.0[i]) } else { self.0[i] * b.0[i] + c.0[i] };
        }
        self
    }
    #[inline(always)]
    fn sqrt(mut self) -> Self {
        for i in 0..N {
            self.0[i] = self.0[i].sqrt();
        }
        self
    }
    #[inline(always)]
    fn abs(mut self) -> Self {
        for i in 0..N {
            self.0[i] = self.0[i].abs();
        }
        self
    }
    #[inline(always)]
    fn min(mut self, other: Self) -> Self {
        for i in 0..N {
            self.0[i] = if self.0[i] < other.0[i] { self.0[i] } else { other.0[i] };
        }
        self
    }
    #[inline(always)]
    fn max(mut self, other: Self) -> Self {
        for i in 0..N {
            self.0[i] = if self.0[i] > other.0[i] { self.0[i] } else { other.0[i] };
        }
        self
    }
    #[inline(always)]
    fn round(mut self) -> (Self, [WideMask<N>; 2]) {
        let mut masks = [[false; N]; 2];
        for i in 0..N {
            let shifted = self.0[i] + ROUNDER;
            masks[0][i] = shifted.to_bits() & 1 != 0;
            masks[1][i] = shifted.to_bits() & 2 != 0;
            self.0[i] = shifted - ROUNDER;
        }
        (self, masks.map(WideMask))
    }
    #[inline(always)]
    fn lt(self, other: Self) -> WideMask<N> {
        let mut mask = [false; N];
        for i in 0..N {
            mask[i] = self.0[i] < other.0[i];
        }
        WideMask(mask)
    }
    #[inline(always)]
    fn not_negative(self) -> WideMask<N> {
        let mut mask = [false; N];
        for i in 0..N {
            mask[i] = self.0[i] >= 0.0;
        }
        WideMask(mask)
    }
    #[inline(always)]
    fn select(mask: WideMask<N>, mut yes: Self, no: Self) -> Self {
        for i in 0..N {
            yes.0[i] = if mask.0[i] { yes.0[i] } else { no.0[i] };
        }
        yes
    }
}

macro_rules! mask_operator {
    ($method:ident, $op:tt) => {
        #[inline(always)]
        fn $method(mut self, other: Self) -> Self {
            for i in 0..N {
                self.0[i] $op other.0[i];
            }
            self
        }
    };
}

impl<const N: usize> LaneMask for WideMask<N> {
    #[inline(always)]
    fn splat(v: bool) -> Self {
        Self([v; N])
    }
    mask_operator!(and, &=);
    mask_operator!(or, |=);
    mask_operator!(xor, ^=);
    #[inline(always)]
    fn not(mut self) -> Self {
        for i in 0..N {
            self.0[i] = !self.0[i];
        }
        self
    }
    #[inline(always)]
    fn any(self) -> bool {
        let mut all = false;
        for i in 0..N {
            all |= self.0[i];
        }
        all
    }
}

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
