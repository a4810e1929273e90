//! Lanes that are registers of AVX2 and AVX-512.
//!
//! Plain arrays give the same machine code in the end, but every operation on them is one for each lane until the
//! optimiser has put them together again, which made this crate take minutes to build; see `docs/performance.md`.

#![expect(unsafe_code, reason = "operations on registers are only safe where the processor has them")]

use super::{Lane, LaneMask, ROUNDER};
#[allow(clippy::wildcard_imports, reason = "registers and their operations, fifty names; tests are exempt anyway")]
use std::arch::x86_64::*;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Four poses in a register of AVX2, with fused multiply-add.
///
/// Only `dispatch` makes kernels of this type, and enters them only where the processor has AVX2 and FMA.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Avx2(__m256d);

/// Truth values of [`Avx2`]: all bits of a lane, or none.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Avx2Mask(__m256d);

/// Eight poses in a register of AVX-512.
///
/// Only `dispatch` makes kernels of this type, and enters them only where the processor has AVX-512 F and DQ.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Avx512(__m512d);

/// Truth values of [`Avx512`], one bit for each lane.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Avx512Mask(__mmask8);

/// An operation on registers.
macro_rules! register {
    ($operation:expr) => {
        // SAFETY: `dispatch` enters kernels of these lane types only where the processor has the instructions.
        unsafe { $operation }
    };
}

macro_rules! operators {
    ($type:ident, $($trait:ident $method:ident $operation:ident),*) => {
        $(impl $trait for $type {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(register!($operation(self.0, other.0)))
            }
        })*
        impl AddAssign for $type {
            #[inline(always)]
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }
        impl SubAssign for $type {
            #[inline(always)]
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }
    };
}
operators!(Avx2, Add add _mm256_add_pd, Sub sub _mm256_sub_pd, Mul mul _mm256_mul_pd, Div div _mm256_div_pd);
operators!(Avx512, Add add _mm512_add_pd, Sub sub _mm512_sub_pd, Mul mul _mm512_mul_pd, Div div _mm512_div_pd);

impl Neg for Avx2 {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(register!(_mm256_xor_pd(self.0, _mm256_set1_pd(-0.0))))
    }
}

impl Neg for Avx512 {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(register!(_mm512_xor_pd(self.0, _mm512_set1_pd(-0.0))))
    }
}

/// What both lane types do alike, by way of an array.
macro_rules! through_arrays {
    ($count:literal, $from:ident, $to:ident) => {
        const COUNT: usize = $count;

        #[inline(always)]
        fn get(self, i: usize) -> f64 {
            let mut all = [0.0; $count];
            self.store(&mut all);
            all[i]
        }
        #[inline(always)]
        fn set(&mut self, i: usize, v: f64) {
            let mut all = [0.0; $count];
            self.store(&mut all);
            all[i] = v;
            *self = Self::load(&all);
        }
        #[inline(always)]
        fn load(from: &[f64]) -> Self {
            match from.first_chunk::<$count>() {
                // The array is as long as the register.
                Some(all) => Self(register!($from(all.as_ptr()))),
                None => {
                    let mut all = [from[from.len() - 1]; $count];
                    all[..from.len()].copy_from_slice(from);
                    Self(register!($from(all.as_ptr())))
                }
            }
        }
        #[inline(always)]
        fn store(self, to: &mut [f64]) {
            match to.first_chunk_mut::<$count>() {
                // The array is as long as the register.
                Some(all) => register!($to(all.as_mut_ptr(), self.0)),
                None => {
                    let mut all = [0.0; $count];
                    register!($to(all.as_mut_ptr(), self.0));
                    let few = to.len();
                    to.copy_from_slice(&all[..few]);
                }
            }
        }
    };
}

impl Lane for Avx2 {
    type Mask = Avx2Mask;
    through_arrays!(4, _mm256_loadu_pd, _mm256_storeu_pd);

    #[inline(always)]
    fn splat(v: f64) -> Self {
        Self(register!(_mm256_set1_pd(v)))
    }
    #[inline(always)]
    fn mul_add(self, b: Self, c: Self) -> Self {
        Self(register!(_mm256_fmadd_pd(self.0, b.0, c.0)))
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(register!(_mm256_sqrt_pd(self.0)))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(register!(_mm256_andnot_pd(_mm256_set1_pd(-0.0), self.0)))
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(register!(_mm256_min_pd(self.0, other.0)))
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(register!(_mm256_max_pd(self.0, other.0)))
    }
    #[inline(always)]
    fn round(self) -> (Self, [Avx2Mask; 2]) {
        let rounder = Self::splat(ROUNDER);
        let shifted = self + rounder;
        let bits = register!(_mm256_castpd_si256(shifted.0));
        let low = register!(_mm256_slli_epi64::<63>(bits));
        let next = register!(_mm256_slli_epi64::<62>(bits));
        let masks = [Avx2Mask::signs(low), Avx2Mask::signs(next)];
        (shifted - rounder, masks)
    }
    #[inline(always)]
    fn lt(self, other: Self) -> Avx2Mask {
        Avx2Mask(register!(_mm256_cmp_pd::<_CMP_LT_OQ>(self.0, other.0)))
    }
    #[inline(always)]
    fn not_negative(self) -> Avx2Mask {
        Avx2Mask(register!(_mm256_cmp_pd::<_CMP_GE_OQ>(self.0, _mm256_setzero_pd())))
    }
    #[inline(always)]
    fn select(mask: Avx2Mask, yes: Self, no: Self) -> Self {
        Self(register!(_mm256_blendv_pd(no.0, yes.0, mask.0)))
    }
}

impl Avx2Mask {
    /// True where the highest bit is set.
    #[inline(always)]
    fn signs(bits: __m256i) -> Self {
        Self(register!(_mm256_castsi256_pd(_mm256_cmpgt_epi64(_mm256_setzero_si256(), bits))))
    }
}

impl LaneMask for Avx2Mask {
    #[inline(always)]
    fn splat(v: bool) -> Self {
        Self(register!(_mm256_castsi256_pd(_mm256_set1_epi64x(-i64::from(v)))))
    }
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(register!(_mm256_and_pd(self.0, other.0)))
    }
    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Self(register!(_mm256_or_pd(self.0, other.0)))
    }
    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(register!(_mm256_xor_pd(self.0, other.0)))
    }
    #[inline(always)]
    fn not(self) -> Self {
        self.xor(Self::splat(true))
    }
    #[inline(always)]
    fn any(self) -> bool {
        register!(_mm256_movemask_pd(self.0)) != 0
    }
}

impl Lane for Avx512 {
    type Mask = Avx512Mask;
    through_arrays!(8, _mm512_loadu_pd, _mm512_storeu_pd);

    #[inline(always)]
    fn splat(v: f64) -> Self {
        Self(register!(_mm512_set1_pd(v)))
    }
    #[inline(always)]
    fn mul_add(self, b: Self, c: Self) -> Self {
        Self(register!(_mm512_fmadd_pd(self.0, b.0, c.0)))
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(register!(_mm512_sqrt_pd(self.0)))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(register!(_mm512_andnot_pd(_mm512_set1_pd(-0.0), self.0)))
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(register!(_mm512_min_pd(self.0, other.0)))
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(register!(_mm512_max_pd(self.0, other.0)))
    }
    #[inline(always)]
    fn round(self) -> (Self, [Avx512Mask; 2]) {
        let rounder = Self::splat(ROUNDER);
        let shifted = self + rounder;
        let bits = register!(_mm512_castpd_si512(shifted.0));
        let low = register!(_mm512_test_epi64_mask(bits, _mm512_set1_epi64(1)));
        let next = register!(_mm512_test_epi64_mask(bits, _mm512_set1_epi64(2)));
        (shifted - rounder, [Avx512Mask(low), Avx512Mask(next)])
    }
    #[inline(always)]
    fn lt(self, other: Self) -> Avx512Mask {
        Avx512Mask(register!(_mm512_cmp_pd_mask::<_CMP_LT_OQ>(self.0, other.0)))
    }
    #[inline(always)]
    fn not_negative(self) -> Avx512Mask {
        Avx512Mask(register!(_mm512_cmp_pd_mask::<_CMP_GE_OQ>(self.0, _mm512_setzero_pd())))
    }
    #[inline(always)]
    fn select(mask: Avx512Mask, yes: Self, no: Self) -> Self {
        Self(register!(_mm512_mask_blend_pd(mask.0, no.0, yes.0)))
    }
}

impl LaneMask for Avx512Mask {
    #[inline(always)]
    fn splat(v: bool) -> Self {
        Self(if v { 0xff } else { 0 })
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
        self.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lane::One;

    const A: [f64; 8] = [1.5, -2.25, 0.0, -0.0, 1e10, -3.7, 7.5, 0.1];
    const B: [f64; 8] = [-0.5, 3.0, 2.0, 1.0, -1e-10, 3.7, -7.0, f64::INFINITY];

    fn agree<L: Lane>(name: &str, i: usize, many: L, one: f64) {
        assert_eq!(many.get(i).to_bits(), one.to_bits(), "{name}, lane {i}");
    }

    /// Every operation against its twin on one number.
    fn check<L: Lane>() {
        let (a, b) = (L::load(&A), L::load(&B));
        for i in 0..L::COUNT {
            let (x, y) = (One::<true>(A[i]), One::<true>(B[i]));
            agree("add", i, a + b, (x + y).0);
            agree("sub", i, a - b, (x - y).0);
            agree("mul", i, a * a, (x * x).0);
            agree("div", i, a / b, (x / y).0);
            agree("neg", i, -a, (-x).0);
            agree("mul_add", i, a.mul_add(a, a), x.mul_add(x, x).0);
            agree("abs", i, a.abs(), x.abs().0);
            agree("sqrt", i, a.abs().sqrt(), x.abs().sqrt().0);
            agree("min", i, a.min(b), x.min(y).0);
            agree("max", i, a.max(b), x.max(y).0);
            agree("lt", i, L::select(a.lt(b), a, b), One::select(x.lt(y), x, y).0);
            agree("sign", i, L::select(a.not_negative(), a, b), One::select(x.not_negative(), x, y).0);
            let ((n, bits), (m, one)) = (a.round(), x.round());
            agree("round", i, n, m.0);
            for k in 0..2 {
                agree("bit", i, L::select(bits[k], a, b), One::select(one[k], x, y).0);
            }
        }
        let (some, all) = (a.lt(b), L::Mask::splat(true));
        assert!(some.any() && all.any() && !all.not().any() && !some.and(some.not()).any());
        let mut short = [0.0; 3];
        L::load(&A[..3]).store(&mut short);
        assert_eq!(short.map(f64::to_bits), [A[0], A[1], A[2]].map(f64::to_bits));
        agree("tail", L::COUNT - 1, L::load(&A[..2]), A[1]);
        let mut c = a;
        c.set(1, 9.0);
        agree("set", 1, c, 9.0);
        agree("set", 0, c, A[0]);
    }

    #[test]
    fn registers_agree_with_single_numbers() {
        let sets = crate::InstructionSet::available();
        if sets.contains(&crate::InstructionSet::Avx2) {
            check::<Avx2>();
        }
        if sets.contains(&crate::InstructionSet::Avx512) {
            check::<Avx512>();
        }
    }
}
