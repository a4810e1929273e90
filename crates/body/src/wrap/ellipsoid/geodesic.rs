//! The shortest path around an ellipsoid.
//!
//! All points of tangency from `p1` lie on an ellipse, one for each angle phi. From each of them one geodesic continues
//! the straight piece; it is followed until `p2` comes into view. The phi at which it then points at `p2` is the answer.

use super::{Ellipsoid, between, on_surface};
use crate::lane::V3;
use crate::math::{Vec3, add, cross, dot, norm, scale, sub};
use crate::wrap::Around;
use crate::wrap::shape::{S, plain};

/// A point that runs along the surface: where it is and its unit direction.
#[derive(Clone, Copy)]
struct Runner {
    x: Vec3,
    v: Vec3,
}

/// One try: where the geodesic for some phi leaves the surface.
struct Try {
    start: Vec3,
    end: Vec3,
    arc: f64,
    /// How far the tangent at the end passes beside `p2` \[m\].
    miss: f64,
}

struct Task<'a> {
    e: &'a Ellipsoid,
    p1: Vec3,
    p2: Vec3,
    centre: Vec3,
    across: [Vec3; 2],
    step: f64,
}

/// The geodesic from `p1` to `p2` that touches first near `near`; `None` when none is found.
pub fn geodesic(e: &Ellipsoid, p1: V3<S>, p2: V3<S>, near: Vec3) -> Option<Around<S>> {
    let task = Task::new(e, plain(p1), plain(p2), near)?;
    let found = task.secant().or_else(|| task.scan())?;
    (found.arc >= 0.0).then(|| between(task.p1, task.p2, found.start, found.end, found.arc))
}

impl Task<'_> {
    /// Secant steps from phi = 0, never longer than a fifth of a radian.
    fn secant(&self) -> Option<Try> {
        let (mut phi0, mut phi1) = (0.0, 1e-3);
        let mut f0 = self.attempt(phi0)?.miss;
        for _ in 0..40 {
            let attempt = self.attempt(phi1)?;
            let slope = (attempt.miss - f0) / (phi1 - phi0);
            let step = if slope == 0.0 { 0.0 } else { -(attempt.miss / slope).clamp(-0.2, 0.2) };
            if attempt.miss.abs() < self.tolerance() || step.abs() < 1e-14 {
                return Some(attempt).filter(|t| t.miss.abs() < 1e6 * self.tolerance());
            }
            (phi0, f0) = (phi1, attempt.miss);
            phi1 += step;
        }
        None
    }

    /// The shortest of all geodesics that start within a right angle of phi = 0: by changes of sign, and bisection.
    fn scan(&self) -> Option<Try> {
        let at = |i: i32| f64::from(i) * std::f64::consts::FRAC_PI_2 / 16.0;
        let found = (-16..16).filter_map(|i| {
            let (mut low, mut high) = (at(i), at(i + 1));
            let (first, last) = (self.attempt(low)?, self.attempt(high)?);
            if (first.miss < 0.0) == (last.miss < 0.0) {
                return None;
            }
            for _ in 0..60 {
                let middle = f64::midpoint(low, high);
                if (self.attempt(middle)?.miss < 0.0) == (first.miss < 0.0) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            self.attempt(low).filter(|t| t.miss.abs() < 1e6 * self.tolerance())
        });
        found.min_by(|a, b| self.length(a).total_cmp(&self.length(b)))
    }

    fn length(&self, t: &Try) -> f64 {
        norm(sub(t.start, self.p1)) + t.arc + norm(sub(self.p2, t.end))
    }

    fn tolerance(&self) -> f64 {
        1e-13 * (self.e.radii[0] + self.e.radii[1] + self.e.radii[2])
    }
}

impl<'a> Task<'a> {
    fn new(e: &'a Ellipsoid, p1: Vec3, p2: Vec3, near: Vec3) -> Option<Self> {
        let y = divided(p1, e.radii);
        let d = dot(y, y);
        if d <= 1.0 {
            return None;
        }
        let toward = divided(near, e.radii);
        let flat = sub(toward, scale(y, dot(toward, y) / d));
        let size = norm(flat);
        if size < 1e-12 {
            return None;
        }
        let radius = (1.0 - 1.0 / d).sqrt();
        let first = scale(flat, radius / size);
        let second = cross(scale(y, 1.0 / d.sqrt()), first);
        let shortest = e.radii[0].min(e.radii[1]).min(e.radii[2]);
        Some(Self { e, p1, p2, centre: scale(y, 1.0 / d), across: [first, second], step: 0.05 * shortest })
    }

    fn attempt(&self, phi: f64) -> Option<Try> {
        let (s, c) = phi.sin_cos();
        let y = add(self.centre, add(scale(self.across[0], c), scale(self.across[1], s)));
        let x = [y[0] * self.e.radii[0], y[1] * self.e.radii[1], y[2] * self.e.radii[2]];
        let v = sub(x, self.p1);
        let start = Runner { x, v: scale(v, 1.0 / norm(v)) };
        let (end, arc) = self.follow(start)?;
        let side = cross(end.v, self.gradient(end.x));
        let side = scale(side, 1.0 / norm(side));
        Some(Try { start: x, end: end.x, arc, miss: dot(sub(self.p2, end.x), side) })
    }

    /// Runs until `p2` lies in the tangent plane; backwards when it has been in view from the start.
    fn follow(&self, start: Runner) -> Option<(Runner, f64)> {
        let hidden = |r: &Runner| dot(self.p2, self.gradient(r.x)) - 1.0;
        let step = if hidden(&start) < 0.0 { self.step } else { -self.step };
        let (mut now, mut arc) = (start, 0.0_f64);
        // Once round the largest circle is more than any sensible path.
        let longest = std::f64::consts::TAU * self.e.radii[0].max(self.e.radii[1]).max(self.e.radii[2]);
        while arc.abs() < longest {
            let next = advance(self.e.radii, now, step);
            if (hidden(&next) < 0.0) != (step > 0.0) {
                let part = self.last_part(now, step, hidden);
                return Some((advance(self.e.radii, now, part), arc + part));
            }
            now = next;
            arc += step;
        }
        None
    }

    /// The part of the last step after which `hidden` is zero: bisection with secants (Illinois).
    fn last_part(&self, from: Runner, step: f64, hidden: impl Fn(&Runner) -> f64) -> f64 {
        let at = |h: f64| hidden(&advance(self.e.radii, from, h));
        let (mut a, mut b) = (0.0, step);
        let (mut fa, mut fb) = (at(a), at(b));
        for _ in 0..60 {
            let slope = (fb - fa) / (b - a);
            if slope.abs() < f64::MIN_POSITIVE || slope.is_nan() {
                break;
            }
            let h = b - fb / slope;
            let f = at(h);
            if (f < 0.0) == (fb < 0.0) {
                fa /= 2.0;
            } else {
                (a, fa) = (b, fb);
            }
            let moved = (h - b).abs();
            (b, fb) = (h, f);
            if f == 0.0 || moved < 1e-15 * self.step.abs() + 1e-18 {
                break;
            }
        }
        b
    }

    fn gradient(&self, x: Vec3) -> Vec3 {
        divided(divided(x, self.e.radii), self.e.radii)
    }
}

fn divided(v: Vec3, a: Vec3) -> Vec3 {
    [v[0] / a[0], v[1] / a[1], v[2] / a[2]]
}

/// One step along the geodesic, x'' = -(v . H v / g . g) g with g = H x (Runge-Kutta, fourth order).
fn advance(a: Vec3, from: Runner, h: f64) -> Runner {
    let bend = |x: Vec3, v: Vec3| {
        let g = divided(divided(x, a), a);
        let w = divided(v, a);
        scale(g, -dot(w, w) / dot(g, g))
    };
    let (x, v) = (from.x, from.v);
    let k1 = bend(x, v);
    let (x2, v2) = (add(x, scale(v, h / 2.0)), add(v, scale(k1, h / 2.0)));
    let k2 = bend(x2, v2);
    let (x3, v3) = (add(x, scale(v2, h / 2.0)), add(v, scale(k2, h / 2.0)));
    let k3 = bend(x3, v3);
    let (x4, v4) = (add(x, scale(v3, h)), add(v, scale(k3, h)));
    let k4 = bend(x4, v4);
    let sum = |a: Vec3, b: Vec3, c: Vec3, d: Vec3| add(add(a, d), scale(add(b, c), 2.0));
    let x = on_surface(a, add(x, scale(sum(v, v2, v3, v4), h / 6.0)));
    let v = add(v, scale(sum(k1, k2, k3, k4), h / 6.0));
    Runner { x, v: scale(v, 1.0 / norm(v)) }
}

/// Points along the geodesic from `x` in direction `v`, `n` pieces over `length`, ends included.
pub fn run(e: &Ellipsoid, x: Vec3, v: Vec3, length: f64, n: u32) -> Vec<Vec3> {
    let mut runner = Runner { x, v };
    let mut line = vec![x];
    let finer = 4;
    for _ in 0..n {
        for _ in 0..finer {
            runner = advance(e.radii, runner, length / f64::from(n * finer));
        }
        line.push(runner.x);
    }
    line
}
