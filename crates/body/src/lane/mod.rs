//! Numbers that stand for one pose or for several poses side by side.
//!
//! The kernel is written once over [`Lane`]. Everything here is `#[inline(always)]`, so that it is compiled with the
//! instructions of the entry point it is inlined into (see `dispatch`); closures would not be.

mod constant;
mod one;
mod space;
mod wide;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use constant::{Constant, Each, constant};
pub use one::{One, OneMask};
pub use space::{Pose, V3, add, cross, dot, scale, select, splat, sub};
pub use wide::Wide;
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

/// Adding and subtracting this rounds to a whole number that then stands in the low bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// `+=` and `-=` by way of `+` and `-`.
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
use assign;
