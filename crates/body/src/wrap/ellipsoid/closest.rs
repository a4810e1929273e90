//! The point of an ellipse or ellipsoid nearest to a given point (after D. Eberly, Graphics Gems IV), with the special
//! cases near coordinate planes that OpenSim has, since they decide what comes out there.

use crate::math::Vec3;

/// Coordinates smaller than this count as zero.
const ZERO: f64 = 2e-13;
/// The residual at which the iteration stops.
const SMALL: f64 = 1e-9;

/// The nearest point of the ellipsoid with half-axes `a` to `p`; `None` when the iteration fails. `across`: keep this
/// coordinate of `p` and solve in the plane of the other two.
pub fn on_ellipsoid(a: Vec3, p: Vec3, across: Option<usize>) -> Option<Vec3> {
    match across.or_else(|| flattest(a, p)) {
        Some(k) => {
            let (i, j) = ((k + 1) % 3, (k + 2) % 3);
            let (x, y) = on_ellipse([a[i], a[j]], [p[i], p[j]]);
            let mut out = p;
            (out[i], out[j]) = (x, y);
            Some(out)
        }
        None => general(a, p),
    }
}

/// Of the coordinate planes that `p` lies in, the one with the smallest ellipse.
fn flattest(a: Vec3, p: Vec3) -> Option<usize> {
    let size = |k: usize| a[(k + 1) % 3] + a[(k + 2) % 3];
    (0..3).filter(|k| p[*k].abs() <= ZERO).reduce(|best, k| if size(k) < size(best) { k } else { best })
}

fn general(a: Vec3, p: Vec3) -> Option<Vec3> {
    let a2 = a.map(|a| a * a);
    let m = [0, 1, 2].map(|i| a2[i] * p[i] * p[i]);
    let inside = [0, 1, 2].map(|i| (p[i] / a[i]).powi(2)).iter().sum::<f64>() < 1.0;
    let largest = a[0].max(a[1]).max(a[2]);
    let mut t = if inside { 0.0 } else { largest * crate::math::norm(p) };
    for _ in 0..64 {
        let [u, v, w] = a2.map(|a2| t + a2);
        let (u2, v2, w2) = (u * u, v * v, w * w);
        let f = u2 * v2 * w2 - m[0] * v2 * w2 - m[1] * u2 * w2 - m[2] * u2 * v2;
        if f.abs() < SMALL {
            return Some([a2[0] * p[0] / u, a2[1] * p[1] / v, a2[2] * p[2] / w]);
        }
        let (uv, uw, vw) = (u * v, u * w, v * w);
        let slope = uv * w * (vw + uw + uv) - m[0] * vw * (v + w) - m[1] * uw * (u + w) - m[2] * uv * (u + v);
        t -= f / (2.0 * slope);
    }
    None
}

fn on_ellipse([a, b]: [f64; 2], [u, v]: [f64; 2]) -> (f64, f64) {
    let (a2, b2) = (a * a, b * b);
    match (u.abs() <= ZERO, v.abs() <= ZERO) {
        (true, true) if a < b => (if u < 0.0 { -a } else { a }, v),
        (true, true) => (u, if v < 0.0 { -b } else { b }),
        (true, false) if a >= b || v.abs() >= b - a2 / b => (u, if v >= 0.0 { b } else { -b }),
        (true, false) => {
            let y = b2 * v / (b2 - a2);
            (a * (1.0 - (y / b).powi(2)).abs().sqrt(), y)
        }
        (false, true) if b >= a || u.abs() >= a - b2 / a => (if u >= 0.0 { a } else { -a }, v),
        (false, true) => {
            let x = a2 * u / (a2 - b2);
            (x, b * (1.0 - (x / a).powi(2)).abs().sqrt())
        }
        (false, false) => off_axes([a, b], [u, v]),
    }
}

fn off_axes([a, b]: [f64; 2], [u, v]: [f64; 2]) -> (f64, f64) {
    let (a2, b2) = (a * a, b * b);
    let (m, n) = (a2 * u * u, b2 * v * v);
    let inside = (u / a).powi(2) + (v / b).powi(2) < 1.0;
    let mut t = if inside { 0.0 } else { a.max(b) * u.hypot(v) };
    let (mut p, mut q) = (t + a2, t + b2);
    for _ in 0..64 {
        (p, q) = (t + a2, t + b2);
        let f = p * p * q * q - m * q * q - n * p * p;
        if f.abs() < SMALL {
            break;
        }
        t -= f / (2.0 * (p * q * (p + q) - m * q - n * p));
    }
    (a2 * u / p, b2 * v / q)
}
