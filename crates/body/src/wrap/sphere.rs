//! Around a sphere at the origin. The path stays in the plane of the centre and the two ends, where it is the same
//! problem as a circle's; OpenSim's answer is the geodesic.

use super::{Around, Contact, Side};
use crate::lane::{Constant, Lane, LaneMask, V3, add, cross, dot, scale, sub};
use std::f64::consts::TAU;

/// A sphere at the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sphere<C = f64> {
    /// \[m\].
    pub radius: C,
    /// Where paths have to pass, if that matters.
    pub side: Option<Side>,
}

/// What the plane of the centre and both ends says.
#[derive(Clone, Copy, Debug)]
pub struct Section<L> {
    p1: V3<L>,
    p2: V3<L>,
    d1: L,
    d2: L,
    s1: L,
    s2: L,
    dot: L,
    /// |p1 x p2|.
    cross: L,
    n1: V3<L>,
    n2: V3<L>,
}

impl<L: Lane> Section<L> {
    /// Measures the two ends; an end inside gets the tangent length 0.
    #[inline(always)]
    pub fn new(radius: L, p1: V3<L>, p2: V3<L>) -> Self {
        let r2 = radius * radius;
        let (d1, d2) = (dot(p1, p1), dot(p2, p2));
        let n = cross(p1, p2);
        let area = dot(n, n).sqrt();
        // Ends in line with the centre leave the plane open; any will do.
        let tiny = L::splat(1e-30).lt(area).not();
        let axis = scale(n, L::select(tiny, L::splat(1.0), area).recip());
        Self {
            p1,
            p2,
            d1,
            d2,
            s1: (d1 - r2).max(L::zero()).sqrt(),
            s2: (d2 - r2).max(L::zero()).sqrt(),
            dot: dot(p1, p2),
            cross: area,
            n1: cross(axis, p1),
            n2: cross(axis, p2),
        }
    }
}

/// Whether an end lies inside.
#[inline(always)]
pub fn inside<L: Lane, C: Constant>(c: &Sphere<C>, s: &Section<L>) -> L::Mask {
    let r: L = c.radius.lanes();
    let r2 = r * r;
    s.d1.lt(r2).or(s.d2.lt(r2))
}

/// Whether and on which side the piece goes around.
///
/// `one_metre_defect` copies version 4.6: with a side to keep to, a piece only has to go around when the sphere is less than
/// 1 m from its first end.
#[inline(always)]
pub fn contact<L: Lane, C: Constant>(c: &Sphere<C>, s: &Section<L>, one_metre_defect: bool) -> Contact<L::Mask> {
    let r: L = c.radius.lanes();
    let r2 = r * r;
    let inside = inside(c, s);
    let (a, b) = (s.d1 - s.dot, s.d2 - s.dot);
    let between = L::zero().lt(a).and(L::zero().lt(b));
    let mut wrapped = between.and((s.cross * s.cross).lt(r2 * (a + b))).and(inside.not());
    let (yes, no) = (L::Mask::splat(true), L::Mask::splat(false));
    let Some(side) = c.side else {
        return Contact { inside, mandatory: no, wrapped, forward: yes, far: no, long: no };
    };
    let (on1, on2) = (side.holds(s.p1[side.axis]), side.holds(s.p2[side.axis]));
    let (both, some) = (on1.and(on2), on1.or(on2));
    let mut mandatory = some.and(wrapped);
    if one_metre_defect {
        let k = side.axis;
        let foot = s.p1[k].mul_add(a + b, a * (s.p2[k] - s.p1[k]));
        let passing = on1.xor(on2).and(side.holds(foot).not());
        mandatory = mandatory.and((a * a).lt(a + b));
        wrapped = wrapped.and(mandatory.or(some.not()).or(passing));
    }
    // Starting from the far pair, OpenSim takes the near one when the far one leads away from the allowed side.
    let (r1, r2) = tangents(r, s, no);
    let lead = r1[side.axis] - s.p1[side.axis] + r2[side.axis] - s.p2[side.axis];
    let away = if side.positive { lead.lt(L::zero()) } else { L::zero().lt(lead) };
    let forward = both.or(away);
    let (r1, r2) = tangents(r, s, forward);
    let sum = add(r1, r2);
    let long = dot(sum, sub(sub(sum, s.p1), s.p2)).lt(L::zero()).and(both.not());
    Contact { inside, mandatory, wrapped, forward, far: long, long }
}

#[inline(always)]
fn tangents<L: Lane>(r: L, s: &Section<L>, forward: L::Mask) -> (V3<L>, V3<L>) {
    let t1 = L::select(forward, s.s1, -s.s1);
    let t2 = L::select(forward, -s.s2, s.s2);
    (scale(add(scale(s.p1, r), scale(s.n1, t1)), r / s.d1), scale(add(scale(s.p2, r), scale(s.n2, t2)), r / s.d2))
}

/// The angle from r1 to r2 in the direction of travel \[rad\], in -pi..pi; negative when the arc would have to go back.
#[inline(always)]
pub fn travelled<L: Lane>(r: L, s: &Section<L>, forward: L::Mask) -> L {
    let g = r.mul_add(r, -(s.s1 * s.s2));
    let e = r * (s.s1 + s.s2);
    let e = L::select(forward, e, -e);
    let signed = crate::elementary::atan2(s.cross.mul_add(g, -(s.dot * e)), s.dot.mul_add(g, s.cross * e));
    L::select(forward, signed, -signed)
}

/// The shortest path on the chosen side.
///
/// `negative_arc_defect` copies version 4.6, where a long arc counts as negative length.
#[inline(always)]
pub fn around<L: Lane, C: Constant>(
    c: &Sphere<C>,
    s: &Section<L>,
    forward: L::Mask,
    long: L::Mask,
    negative_arc_defect: bool,
) -> Around<L> {
    let r: L = c.radius.lanes();
    let short = travelled(r, s, forward).abs();
    let angle = L::select(long, L::splat(TAU) - short, short);
    let signed = if negative_arc_defect { angle.negate_if(long) } else { angle };
    let turn = L::select(forward, r, -r);
    let u1 = scale(sub(scale(s.n1, turn), scale(s.p1, s.s1)), s.d1.recip());
    let u2 = scale(add(scale(s.n2, turn), scale(s.p2, s.s2)), s.d2.recip());
    let arc = r * signed;
    Around {
        length: s.s1 + arc + s.s2,
        arc,
        u1,
        u2,
        r1: add(s.p1, scale(u1, s.s1)),
        r2: sub(s.p2, scale(u2, s.s2)),
        angle,
    }
}
