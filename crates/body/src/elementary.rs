//! Sine, cosine and arc tangent for lanes.
//!
//! Polynomials of S. Moshier's Cephes library (sin.c, atan.c); arguments are reduced in three steps (Cody and Waite).
//! Errors are below 2 units in the last place.

#![expect(clippy::excessive_precision, reason = "constants keep all digits of their source")]

use crate::lane::{Lane, LaneMask};
use std::f64::consts::{FRAC_2_PI, FRAC_PI_2, FRAC_PI_4, PI};

/// pi/2 in three parts; products of the first two with integers below 2^20 are exact.
const PI_2: [f64; 3] = [1.570_796_251_296_997_1, 7.549_789_415_861_596e-8, 5.390_302_858_158_119_5e-15];
/// Larger angles are reduced by the standard library, one by one.
const LARGE: f64 = 1.0e6;

const SIN: [f64; 6] = [
    1.589_623_015_765_465_6e-10,
    -2.505_074_776_285_780_7e-8,
    2.755_731_362_138_572_5e-6,
    -1.984_126_982_958_953_9e-4,
    8.333_333_333_322_118e-3,
    -1.666_666_666_666_663e-1,
];
const COS: [f64; 6] = [
    -1.135_853_652_138_768_2e-11,
    2.087_570_084_197_473e-9,
    -2.755_731_417_929_674e-7,
    2.480_158_728_885_171_7e-5,
    -1.388_888_888_887_305_6e-3,
    4.166_666_666_666_659_3e-2,
];

/// Sine and cosine of an angle \[rad\].
#[inline(always)]
pub fn sin_cos<L: Lane>(x: L) -> (L, L) {
    if L::splat(LARGE).lt(x.abs()).any() {
        return large_sin_cos(x);
    }
    let (n, quarter) = (x * L::splat(FRAC_2_PI)).round();
    let r = n.mul_add(L::splat(-PI_2[0]), x);
    let r = n.mul_add(L::splat(-PI_2[1]), r);
    let r = n.mul_add(L::splat(-PI_2[2]), r);
    let z = r * r;
    let s = (r * z).mul_add(polynomial(z, &SIN), r);
    let c = (z * z).mul_add(polynomial(z, &COS), z.mul_add(L::splat(-0.5), L::splat(1.0)));
    let [swap, half] = quarter;
    let sin = L::select(swap, c, s).negate_if(half);
    let cos = L::select(swap, s, c).negate_if(half.xor(swap));
    (sin, cos)
}

#[cold]
fn large_sin_cos<L: Lane>(x: L) -> (L, L) {
    let (mut s, mut c) = (x, x);
    for i in 0..L::COUNT {
        let (sin, cos) = x.get(i).sin_cos();
        s.set(i, sin);
        c.set(i, cos);
    }
    (s, c)
}

#[inline(always)]
fn polynomial<L: Lane, const N: usize>(z: L, c: &[f64; N]) -> L {
    let mut sum = L::splat(c[0]);
    for c in &c[1..] {
        sum = sum.mul_add(z, L::splat(*c));
    }
    sum
}

const ATAN_P: [f64; 5] = [
    -8.750_608_600_031_904e-1,
    -1.615_753_718_733_365e1,
    -7.500_855_792_314_705e1,
    -1.228_866_684_490_136_1e2,
    -6.485_021_904_942_025e1,
];
const ATAN_Q: [f64; 6] = [
    1.0,
    2.485_846_490_142_306_3e1,
    1.650_270_098_316_988_5e2,
    4.328_810_604_912_903e2,
    4.853_903_996_359_137e2,
    1.945_506_571_482_614e2,
];

/// The angle of (x, y) \[rad\], in -pi..pi; 0 at the origin.
#[inline(always)]
pub fn atan2<L: Lane>(y: L, x: L) -> L {
    let (ax, ay) = (x.abs(), y.abs());
    // The smaller over the larger is at most 1; above tan(pi/8) one more turn by pi/4 brings it to at most 0.41.
    let steep = ax.lt(ay);
    let (low, high) = (ax.min(ay), ax.max(ay));
    let turned = (high * L::splat(0.414_213_562_373_095_03)).lt(low);
    let numerator = L::select(turned, low - high, low);
    let denominator = L::select(turned, low + high, high);
    let nothing = L::zero().lt(denominator).not();
    let t = numerator / L::select(nothing, L::splat(1.0), denominator);
    let z = t * t;
    let q = t * z * (polynomial(z, &ATAN_P) / polynomial(z, &ATAN_Q));
    let base = L::select(turned, L::splat(FRAC_PI_4), L::zero());
    let first = base + (t + q);
    let first = L::select(steep, L::splat(FRAC_PI_2) - first, first);
    let angle = L::select(x.lt(L::zero()), L::splat(PI) - first, first);
    angle.negate_if(y.lt(L::zero()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lane::{One, Wide};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sine_and_cosine_agree_with_the_standard_library(x in prop_oneof![-7.0..7.0_f64, -2e6..2e6_f64]) {
            let (s, c) = sin_cos(One::<false>(x));
            prop_assert!((s.0 - x.sin()).abs() < 3e-16, "{} {}", s.0, x.sin());
            prop_assert!((c.0 - x.cos()).abs() < 3e-16, "{} {}", c.0, x.cos());
            let (ws, wc) = sin_cos(Wide::<4, false>([0.0, x, 1.0, -x]));
            prop_assert_eq!([ws.0[1].to_bits(), wc.0[1].to_bits()], [s.0.to_bits(), c.0.to_bits()]);
        }

        #[test]
        fn the_arc_tangent_agrees_with_the_standard_library(y in -3.0..3.0_f64, x in -3.0..3.0_f64) {
            let a = atan2(One::<false>(y), One::<false>(x)).0;
            prop_assert!((a - y.atan2(x)).abs() < 1e-15, "{a} {}", y.atan2(x));
            prop_assert_eq!(atan2(Wide::<2, false>([y, 1.0]), Wide([x, 0.0])).0[0].to_bits(), a.to_bits());
        }
    }

    #[test]
    fn the_arc_tangent_knows_the_axes() {
        let angle = |y, x| atan2(One::<false>(y), One(x)).0;
        assert!((angle(0.0, 1.0) - 0.0).abs() < 1e-300);
        assert!((angle(0.0, -1.0) - PI).abs() < 1e-300);
        assert!((angle(2.0, 0.0) - FRAC_PI_2).abs() < 1e-300);
        assert!((angle(-2.0, 0.0) - -FRAC_PI_2).abs() < 1e-300);
        assert!((angle(0.0, 0.0) - 0.0).abs() < 1e-300);
    }
}
