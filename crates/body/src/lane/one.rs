//! One pose.

use super::{Lane, LaneMask, ROUNDER};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// One pose. `FMA` says whether multiply-add is one instruction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct One<const FMA: bool>(pub f64);

/// Truth value of [`One`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OneMask(bool);

macro_rules! operators {
    ($($trait:ident $method:ident),*) => {
        $(impl<const FMA: bool> $trait for One<FMA> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(self.0.$method(other.0))
            }
        })*
    };
}
operators!(Add add, Sub sub, Mul mul, Div div);
super::assign!(One<FMA>, const FMA: bool);

impl<const FMA: bool> Neg for One<FMA> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(-self.0)
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
