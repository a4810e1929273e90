//! Several poses in an array.

#![expect(
    clippy::needless_range_loop,
    reason = "all loops over lanes look alike, so that they become vector code alike"
)]

use super::{Lane, LaneMask, ROUNDER};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// `N` poses side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(32))]
pub struct Wide<const N: usize, const FMA: bool>(pub [f64; N]);

/// Truth values of [`Wide`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WideMask<const N: usize>([bool; N]);

macro_rules! operators {
    ($($trait:ident $method:ident),*) => {
        $(impl<const N: usize, const FMA: bool> $trait for Wide<N, FMA> {
            type Output = Self;
            #[inline(always)]
            fn $method(mut self, other: Self) -> Self {
                for i in 0..N {
                    self.0[i] = self.0[i].$method(other.0[i]);
                }
                self
            }
        })*
    };
}
operators!(Add add, Sub sub, Mul mul, Div div);
super::assign!(Wide<N, FMA>, const N: usize, const FMA: bool);

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
