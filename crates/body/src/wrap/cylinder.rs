//! Around a cylinder whose axis is z.
//!
//! Whether, and on which side, a piece goes around follows OpenSim's rules, reduced to planar algebra; see
//! `docs/decisions/engine.md`. With `s = sqrt(|p|^2 - R^2)` and `n(p) = (-y, x)`, all in the xy plane, the two tangent
//! points of `p` are `R/|p|^2 (R p +- s n(p))`.

use super::{Around, Contact, Side};
use crate::lane::{Constant, Lane, LaneMask, One, OneMask, V3, cross, dot, sub};
use crate::math;
use std::f64::consts::TAU;

/// A cylinder about z, centred at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cylinder<C = f64> {
    /// \[m\].
    pub radius: C,
    /// Half of its length \[m\].
    pub half_length: C,
    /// Where paths have to pass, if that matters.
    pub side: Option<Side>,
}

/// The two ends of a piece in the plane of the cross-section.
#[derive(Clone, Copy, Debug)]
pub struct Ends<L> {
    p1: V3<L>,
    p2: V3<L>,
    /// Squared distances from the axis.
    d1: L,
    d2: L,
    /// p1 . p2 in the plane.
    dot: L,
    /// (p1 x p2)_z.
    cross: L,
}

/// The ends with their tangents.
#[derive(Clone, Copy, Debug)]
pub struct Section<L> {
    ends: Ends<L>,
    /// Lengths of the tangents in the plane; 0 for an end inside.
    s1: L,
    s2: L,
}

/// Whether a piece goes around, before the cylinder's length is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Reach<M> {
    /// An end lies inside.
    pub inside: M,
    /// It has to go around.
    mandatory: M,
    /// It goes around.
    pub wrapped: M,
}

impl<L: Lane> Ends<L> {
    /// Measures the two ends, in the frame of the cylinder.
    #[inline(always)]
    pub fn new(p1: V3<L>, p2: V3<L>) -> Self {
        Self {
            p1,
            p2,
            d1: p1[0].mul_add(p1[0], p1[1] * p1[1]),
            d2: p2[0].mul_add(p2[0], p2[1] * p2[1]),
            dot: p1[0].mul_add(p2[0], p1[1] * p2[1]),
            cross: p1[0].mul_add(p2[1], -(p1[1] * p2[0])),
        }
    }

    /// Whether an end lies inside.
    #[inline(always)]
    pub fn inside<C: Constant>(&self, c: &Cylinder<C>) -> L::Mask {
        let r: L = c.radius.lanes();
        let r2 = r * r;
        self.d1.lt(r2).or(self.d2.lt(r2))
    }

    /// Whether the piece goes around.
    #[inline(always)]
    pub fn reach<C: Constant>(&self, c: &Cylinder<C>) -> Reach<L::Mask> {
        let r: L = c.radius.lanes();
        let r2 = r * r;
        let inside = self.inside(c);
        let (a, b) = (self.d1 - self.dot, self.d2 - self.dot);
        // The foot of the perpendicular from the axis lies between the ends, and nearer than the radius.
        let between = L::zero().lt(a).and(L::zero().lt(b));
        let hit = between.and((self.cross * self.cross).lt(r2 * (a + b))).and(inside.not());
        let Some(side) = c.side else {
            return Reach { inside, mandatory: hit, wrapped: hit };
        };
        let (q1, q2) = (self.p1[side.axis], self.p2[side.axis]);
        let (on1, on2) = (side.holds(q1), side.holds(q2));
        let some = on1.or(on2);
        // The sign of the foot of the perpendicular.
        let near = q1.mul_add(a + b, a * (q2 - q1));
        let passing = some.and(on1.xor(on2)).and(side.holds(near).not());
        let mandatory = some.and(hit);
        Reach { inside, mandatory, wrapped: mandatory.or(passing.or(some.not()).and(inside.not())) }
    }
}

impl<L: Lane> Section<L> {
    /// Adds the tangents.
    #[inline(always)]
    pub fn new(radius: L, ends: Ends<L>) -> Self {
        let r2 = radius * radius;
        Self { ends, s1: (ends.d1 - r2).max(L::zero()).sqrt(), s2: (ends.d2 - r2).max(L::zero()).sqrt() }
    }
}

/// On which side the piece goes around.
#[inline(always)]
pub fn contact<L: Lane, C: Constant>(c: &Cylinder<C>, s: &Section<L>, reach: &Reach<L::Mask>) -> Contact<L::Mask> {
    let Reach { inside, mandatory, wrapped } = *reach;
    let e = &s.ends;
    let Some(side) = c.side else {
        let no = L::Mask::splat(false);
        return Contact { inside, mandatory, wrapped, forward: L::zero().lt(e.cross), far: no, long: no };
    };
    let k = side.axis;
    let radius: L = c.radius.lanes();
    let (n1, n2) = (normal(e.p1, k), normal(e.p2, k));
    let (flat1, flat2) = if k == 2 { (e.p1[2], e.p2[2]) } else { (radius * e.p1[k], radius * e.p2[k]) };
    let (a1, b1) = (side.holds(s.s1.mul_add(n1, flat1)), side.holds(flat1 - s.s1 * n1));
    let (a2, b2) = (side.holds(s.s2.mul_add(n2, flat2)), side.holds(flat2 - s.s2 * n2));
    let behind = e.cross.lt(L::zero());
    let neither = a1.or(b1).not();
    let no_side = neither.and(a2.or(b2).not());
    let forward =
        a1.and(b1).and(a2.not()).or(a1.and(b1.not())).or(neither.and(a2.not()).and(b2)).or(no_side.and(behind));
    let far = no_side.or(forward.xor(behind).not());
    Contact { inside, mandatory, wrapped, forward, far, long: is_long(radius, s, forward) }
}

/// Component `k` of n(p).
#[inline(always)]
fn normal<L: Lane>(p: V3<L>, k: usize) -> L {
    match k {
        0 => -p[1],
        1 => p[0],
        _ => L::zero(),
    }
}

/// (r1 + r2) . ((r1 - p1) + (r2 - p2)) < 0, which is 2 r1 . r2 < r1 . p2 + r2 . p1, times both squared distances.
#[inline(always)]
fn is_long<L: Lane>(radius: L, s: &Section<L>, forward: L::Mask) -> L::Mask {
    let (r, e) = (radius, &s.ends);
    let cross = e.cross.negate_if(forward.not());
    let (along, _) = turned(radius, s, forward);
    let to1 = e.d2 * r.mul_add(e.dot, s.s1 * cross);
    let to2 = e.d1 * r.mul_add(e.dot, s.s2 * cross);
    (r * (along + along)).lt(to1 + to2)
}

/// Tangent points in the plane; their z is that of their own end.
#[inline(always)]
fn tangents<L: Lane>(radius: L, s: &Section<L>, forward: L::Mask) -> (V3<L>, V3<L>) {
    let r = radius;
    let (q1, q2) = (r / s.ends.d1, r / s.ends.d2);
    let t1 = L::select(forward, s.s1, -s.s1);
    let t2 = L::select(forward, -s.s2, s.s2);
    (
        [
            q1 * r.mul_add(s.ends.p1[0], -(t1 * s.ends.p1[1])),
            q1 * r.mul_add(s.ends.p1[1], t1 * s.ends.p1[0]),
            s.ends.p1[2],
        ],
        [
            q2 * r.mul_add(s.ends.p2[0], -(t2 * s.ends.p2[1])),
            q2 * r.mul_add(s.ends.p2[1], t2 * s.ends.p2[0]),
            s.ends.p2[2],
        ],
    )
}

/// conj(r1) r2 as complex numbers, times |p1|^2 |p2|^2 / R^2.
#[inline(always)]
fn turned<L: Lane>(radius: L, s: &Section<L>, forward: L::Mask) -> (L, L) {
    let (r, ends) = (radius, &s.ends);
    let g = r.mul_add(r, -(s.s1 * s.s2));
    let e = (r * (s.s1 + s.s2)).negate_if(forward.not());
    (ends.dot.mul_add(g, ends.cross * e), ends.cross.mul_add(g, -(ends.dot * e)))
}

/// The angle from r1 to r2 \[rad\], signed by the turning direction of +z, in -pi..pi.
#[inline(always)]
fn signed_angle<L: Lane>(radius: L, s: &Section<L>, forward: L::Mask) -> L {
    let (re, im) = turned(radius, s, forward);
    crate::elementary::atan2(im, re)
}

/// The exact shortest path on the chosen side: the surface is unrolled.
#[inline(always)]
pub fn geodesic<L: Lane, C: Constant>(c: &Cylinder<C>, s: &Section<L>, forward: L::Mask, long: L::Mask) -> Around<L> {
    let short = signed_angle(c.radius.lanes(), s, forward).abs();
    unrolled(c, s, forward, L::select(long, L::splat(TAU) - short, short))
}

/// The angle from r1 to r2 in the direction of travel \[rad\], in -pi..pi; negative when the arc would have to go back.
#[inline(always)]
pub fn travelled<L: Lane>(radius: L, s: &Section<L>, forward: L::Mask) -> L {
    let signed = signed_angle(radius, s, forward);
    L::select(forward, signed, -signed)
}

/// The straight line on the unrolled surface, for a given angle between the tangent points.
#[inline(always)]
pub fn unrolled<L: Lane, C: Constant>(c: &Cylinder<C>, s: &Section<L>, forward: L::Mask, angle: L) -> Around<L> {
    let r: L = c.radius.lanes();
    let flat_arc = r * angle;
    let flat = s.s1 + flat_arc + s.s2;
    let dz = s.ends.p2[2] - s.ends.p1[2];
    let length = flat.mul_add(flat, dz * dz).sqrt();
    // One division for all four quotients: by the length, the flat length, and both squared distances.
    let (lengths, distances) = (length * flat, s.ends.d1 * s.ends.d2);
    let inverse = (lengths * distances).recip();
    let (per_lengths, per_distances) = (inverse * distances, inverse * lengths);
    let across = flat * flat * per_lengths;
    let (slope, stretch) = (dz * flat * per_lengths, length * length * per_lengths);
    let turn = L::select(forward, r, -r);
    let (f1, f2) = (across * s.ends.d2 * per_distances, across * s.ends.d1 * per_distances);
    let u1 = [
        -(f1 * s.s1.mul_add(s.ends.p1[0], turn * s.ends.p1[1])),
        f1 * turn.mul_add(s.ends.p1[0], -(s.s1 * s.ends.p1[1])),
        slope,
    ];
    let u2 = [
        f2 * s.s2.mul_add(s.ends.p2[0], -(turn * s.ends.p2[1])),
        f2 * s.s2.mul_add(s.ends.p2[1], turn * s.ends.p2[0]),
        slope,
    ];
    let (g1, g2) = (s.s1 * stretch, s.s2 * stretch);
    let r1 = [u1[0].mul_add(g1, s.ends.p1[0]), u1[1].mul_add(g1, s.ends.p1[1]), u1[2].mul_add(g1, s.ends.p1[2])];
    let r2 = [s.ends.p2[0] - u2[0] * g2, s.ends.p2[1] - u2[1] * g2, s.ends.p2[2] - u2[2] * g2];
    Around { length, arc: flat_arc * stretch, u1, u2, r1, r2, angle }
}

/// OpenSim's tangent points, whose axial position is a heuristic and not the geodesic's.
///
/// `long_arc_defect` copies version 4.6, where a long arc the negative way round is taken as 2 pi plus the short angle.
#[inline(always)]
pub fn opensim<L: Lane, C: Constant>(
    c: &Cylinder<C>,
    s: &Section<L>,
    k: &Contact<L::Mask>,
    long_arc_defect: bool,
) -> Around<L> {
    let (r1, r2) = axial(c, s, k);
    let signed = signed_angle(c.radius.lanes(), s, k.forward);
    let short = if long_arc_defect { signed } else { signed.abs() };
    let angle = L::select(k.long, L::splat(TAU) - short, signed.abs());
    join(c, s, r1, r2, angle)
}

/// Straight pieces to given points on the surface, and the spiral between them.
#[inline(always)]
pub fn join<L: Lane, C: Constant>(c: &Cylinder<C>, s: &Section<L>, r1: V3<L>, r2: V3<L>, angle: L) -> Around<L> {
    let across = c.radius.lanes::<L>() * angle;
    let dz = r2[2] - r1[2];
    let arc = across.mul_add(across, dz * dz).sqrt();
    let (l1, u1) = unit(sub(r1, s.ends.p1));
    let (l2, u2) = unit(sub(s.ends.p2, r2));
    Around { length: l1 + arc + l2, arc, u1, u2, r1, r2, angle }
}

/// Length and direction; no direction for no length.
#[inline(always)]
pub fn unit<L: Lane>(v: V3<L>) -> (L, V3<L>) {
    let length = dot(v, v).sqrt();
    let zero = L::zero().lt(length).not();
    let per_length = L::select(zero, L::zero(), L::select(zero, L::splat(1.0), length).recip());
    (length, [v[0] * per_length, v[1] * per_length, v[2] * per_length])
}

/// OpenSim's tangent points: where the plane through both ends and the cylinder's apex cuts the tangent lines.
#[inline(always)]
fn axial<L: Lane, C: Constant>(c: &Cylinder<C>, s: &Section<L>, k: &Contact<L::Mask>) -> (V3<L>, V3<L>) {
    let (mut r1, mut r2) = tangents(c.radius.lanes(), s, k.forward);
    let (l1, l2) = (s.ends.d1.sqrt(), s.ends.d2.sqrt());
    let t = l1 / (l1 + l2);
    let mid = [
        t.mul_add(s.ends.p2[0] - s.ends.p1[0], s.ends.p1[0]),
        t.mul_add(s.ends.p2[1] - s.ends.p1[1], s.ends.p1[1]),
        t.mul_add(s.ends.p2[2] - s.ends.p1[2], s.ends.p1[2]),
    ];
    let out = c.radius.lanes::<L>() / mid[0].mul_add(mid[0], mid[1] * mid[1]).sqrt();
    let out = L::select(k.far, -out, out);
    let apex = [mid[0] * out, mid[1] * out, mid[2]];
    let n = cross(sub(s.ends.p1, apex), sub(s.ends.p2, apex));
    let limit = L::splat(5e-7 * 5e-7) * dot(n, n);
    let steep = (n[2] * n[2]).lt(limit).not();
    let per_z = L::select(steep, n[2], L::splat(1.0)).recip();
    let (z1, z2) = (cut(s, n, r1, per_z), cut(s, n, r2, per_z));
    let dz = (s.ends.p1[2] - s.ends.p2[2]).abs();
    let ten = L::splat(10.0);
    let ok1 = steep.and((z1 - s.ends.p2[2]).abs().lt(dz)).and(ten.lt((z1 - s.ends.p1[2]).abs()).not());
    let ok2 = steep.and((z2 - s.ends.p1[2]).abs().lt(dz)).and(ten.lt((z2 - s.ends.p2[2]).abs()).not());
    r1[2] = L::select(ok1, z1, s.ends.p1[2]);
    r2[2] = L::select(ok2, z2, s.ends.p2[2]);
    (r1, r2)
}

/// The height at which the plane with normal `n` through p1 cuts the line through r along z.
#[inline(always)]
fn cut<L: Lane>(s: &Section<L>, n: V3<L>, r: V3<L>, per_z: L) -> L {
    let e = sub(r, s.ends.p1);
    s.ends.p1[2] - n[0].mul_add(e[0], n[1] * e[1]) * per_z
}

/// Where both of OpenSim's tangent points lie beyond the same or opposite ends of the cylinder, so that it is not touched.
#[inline(always)]
pub fn beyond_ends<L: Lane, C: Constant>(c: &Cylinder<C>, s: &Section<L>, k: &Contact<L::Mask>) -> L::Mask {
    let half: L = c.half_length.lanes();
    // Each point lies between its own end's height and as far again beyond the other end's.
    let (z1, z2) = (s.ends.p1[2], s.ends.p2[2]);
    let far1 = z1.abs().max((z2 + z2 - z1).abs());
    let far2 = z2.abs().max((z1 + z1 - z2).abs());
    if !half.lt(far1).and(half.lt(far2)).and(k.wrapped).any() {
        return L::Mask::splat(false);
    }
    let (r1, r2) = axial(c, s, k);
    half.lt(r1[2].abs()).and(half.lt(r2[2].abs()))
}

/// OpenSim's tangent points on a path with several wraps: they slide along the cylinder until the straight pieces meet
/// the spiral to within a tenth of a degree.
pub fn slide(
    c: &Cylinder,
    s: &Section<One<false>>,
    k: Contact<OneMask>,
    start: &Around<One<false>>,
) -> Around<One<false>> {
    let signed = signed_angle(c.radius.lanes(), s, k.forward).0;
    let direction = if signed < 0.0 { -1.0 } else { 1.0 } * if k.long.any() { -1.0 } else { 1.0 };
    let angle = start.angle.0;
    let mut around = *start;
    for _ in 0..100 {
        let pieces = (around.arc.0 / 0.002).trunc().max(1.0);
        if pieces < 2.0 {
            break;
        }
        let (r1, r2) = (around.r1, around.r2);
        let climb = (r2[2].0 - r1[2].0) / pieces;
        let w1 = spiral(r1, direction * angle / pieces, r1[2].0 + climb);
        let z1 = slid(s.ends.p1, r1, w1);
        // The point before the end is found from where r1 has just moved to, with the climb from before.
        let base = z1.unwrap_or(r1[2].0);
        let w2 = spiral(r1, direction * angle * (1.0 - 1.0 / pieces), base + climb * (pieces - 1.0));
        let z2 = slid(s.ends.p2, r2, w2);
        if z1.is_none() && z2.is_none() {
            break;
        }
        let at = |r: V3<One<false>>, z: Option<f64>| [r[0], r[1], z.map_or(r[2], One)];
        around = join(c, s, at(r1, z1), at(r2, z2), around.angle);
    }
    around
}

fn spiral(r: V3<One<false>>, turn: f64, z: f64) -> [f64; 3] {
    let (sin, cos) = turn.sin_cos();
    [cos * r[0].0 - sin * r[1].0, sin * r[0].0 + cos * r[1].0, z]
}

/// Where `r` moves to along z; `None` when the straight piece from `p` meets the spiral's next point `w` well enough.
fn slid(p: V3<One<false>>, r: V3<One<false>>, w: [f64; 3]) -> Option<f64> {
    let (p, r) = (p.map(|v| v.0), r.map(|v| v.0));
    let inclination = |v: [f64; 3]| (v[2] / (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]).sqrt()).acos();
    let difference = inclination(math::sub(r, p)) - inclination(math::sub(w, r));
    if difference.abs() <= 0.1_f64.to_radians() || difference.is_nan() {
        return None;
    }
    let (d, e) = (math::sub(w, p), math::sub(r, p));
    let t = (e[0] * d[0] + e[1] * d[1]) / (d[0] * d[0] + d[1] * d[1]);
    Some(r[2] + 1.5 * (p[2] + t * d[2] - r[2]))
}
