//! Around an ellipsoid at the origin.
//!
//! OpenSim goes around in a plane: it picks a point of the surface near the straight line, lays the plane through it and
//! both ends, finds the two tangent points in that plane by iteration, and adds up chords of about a millimetre. That is
//! done here too (`section`), for parity and to choose the side. The default is the true geodesic (`geodesic`).

mod closest;
mod geodesic;
mod section;
mod tangent;

use super::shape::{Choice, S, Touch, lane, pieces, plain};
use super::{Around, Side};
use crate::lane::{One, V3};
use crate::math::{Vec3, dot, norm, scale, sub};
use crate::model::WrapMethod;
use crate::plan::WrapMode;

pub use geodesic::geodesic;

/// An ellipsoid at the origin with its axes along x, y, z.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ellipsoid {
    /// Half-axes \[m\].
    pub radii: Vec3,
    /// Where paths have to pass, if that matters.
    pub side: Option<Side>,
    /// How the plane is chosen.
    pub method: WrapMethod,
}

/// What the straight piece from `p1` to `p2` does.
pub fn touch(e: &Ellipsoid, p1: V3<S>, p2: V3<S>, mode: WrapMode) -> Touch {
    let (a, b) = (plain(p1), plain(p2));
    // OpenSim works with half-axes that are 1 on average.
    let size = (e.radii[0] + e.radii[1] + e.radii[2]) / 3.0;
    let unit = |v: Vec3| scale(v, 1.0 / size);
    let samples = if mode == WrapMode::Geodesic { 32 } else { 300 };
    let found = match section::section(e, unit(e.radii), [unit(a), unit(b)], size, samples) {
        section::Section::Apart => return Touch::Apart,
        section::Section::Inside => return Touch::Inside,
        section::Section::Around(found) => found,
    };
    let start = scale(found.r1, size);
    let plane = between(a, b, start, scale(found.r2, size), found.arc * size);
    // The plane's path is one of those that the geodesic is the shortest of.
    let shorter = |exact: &Around<S>| exact.length.0 <= plane.length.0 * (1.0 + 1e-3);
    let exact = match mode {
        WrapMode::Geodesic if !found.far => geodesic(e, p1, p2, start).filter(shorter),
        _ => None,
    };
    let choice = Choice::Near;
    Touch::Around { mandatory: true, around: exact.unwrap_or(plane), choice }
}

/// Straight pieces to given points of the surface, and an arc of known length between them.
fn between(p1: Vec3, p2: Vec3, r1: Vec3, r2: Vec3, arc: f64) -> Around<S> {
    let direction = |v: Vec3| {
        let l = norm(v);
        (l, if l == 0.0 { [0.0; 3] } else { scale(v, 1.0 / l) })
    };
    let ((l1, u1), (l2, u2)) = (direction(sub(r1, p1)), direction(sub(p2, r2)));
    Around {
        length: One(l1 + arc + l2),
        arc: One(arc),
        u1: lane(u1),
        u2: lane(u2),
        r1: lane(r1),
        r2: lane(r2),
        angle: One(0.0),
    }
}

/// Points on the surface from r1 to r2, for drawing: the geodesic that leaves r1 along u1, bent to end in r2.
pub fn arc(e: &Ellipsoid, around: &Around<S>, step: f64) -> Vec<Vec3> {
    let n = pieces(around.arc.0, step);
    let (r1, r2) = (plain(around.r1), plain(around.r2));
    let mut line = geodesic::run(e, r1, plain(around.u1), around.arc.0, n);
    let miss = sub(r2, line[line.len() - 1]);
    for (i, p) in line.iter_mut().enumerate() {
        #[expect(clippy::cast_possible_truncation, reason = "at most 1000 pieces")]
        let t = f64::from(i as u32) / f64::from(n);
        *p = on_surface(e.radii, crate::math::add(*p, scale(miss, t)));
    }
    line
}

/// The point of the surface in the direction of `p`.
fn on_surface(radii: Vec3, p: Vec3) -> Vec3 {
    let y = [p[0] / radii[0], p[1] / radii[1], p[2] / radii[2]];
    scale(p, 1.0 / dot(y, y).sqrt())
}
