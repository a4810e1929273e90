//! The wrap of a path that has one.

use super::{Scratch, Try};
use crate::lane::{Constant, Lane, LaneMask, Pose, V3, constant, cross, dot, select, sub};
use crate::plan::{Candidate, WrapMode, WrapOp};
use crate::wrap::cylinder::{self, unit};
use crate::wrap::shape::Shape;
use crate::wrap::{Around, Contact, sphere};

/// The length of all candidate pieces, one of which may go around.
#[inline(always)]
pub fn wrap<L: Lane, C: Constant>(mode: WrapMode, op: &WrapOp<C>, s: &mut Scratch<L>) -> L {
    let frame = surface_frame(op, s);
    if let [only] = op.candidates[..] {
        let (around, contact) = attempt(mode, &op.shape, &frame, s.spots[only.from], s.spots[only.to]);
        return finish(&only, &Try::new(&frame, contact.wrapped, &around), s);
    }
    choose(mode, op, &frame, s);
    let mut length = L::zero();
    for (i, candidate) in op.candidates.iter().enumerate() {
        let found = s.tries[i];
        length += finish(candidate, &found, s);
    }
    length
}

#[inline(always)]
pub(super) fn surface_frame<L: Lane, C: Constant>(op: &WrapOp<C>, s: &Scratch<L>) -> Pose<L> {
    if op.link == 0 {
        return op.frame.lanes();
    }
    let pose = &s.motion.poses[op.link];
    Pose { r: pose.turned(&op.frame.r), p: pose.point(constant(op.frame.p)) }
}

/// Tries every piece in order; the first mandatory one takes the wrap, else the one that it lengthens least.
#[inline(always)]
fn choose<L: Lane, C: Constant>(mode: WrapMode, op: &WrapOp<C>, frame: &Pose<L>, s: &mut Scratch<L>) {
    s.tries.clear();
    let mut settled = L::Mask::splat(false);
    let mut least = L::splat(f64::INFINITY);
    for candidate in &op.candidates {
        if !settled.not().any() {
            let none = [L::zero(); 3];
            s.tries.push(Try { taken: L::Mask::splat(false), length: L::zero(), u1: none, u2: none });
            continue;
        }
        let (a, b) = (s.spots[candidate.from], s.spots[candidate.to]);
        let (around, contact) = attempt(mode, &op.shape, frame, a, b);
        let (taken, change) = better(a, b, &around, &contact, least);
        let taken = taken.and(settled.not());
        least = L::select(taken, change, least);
        for earlier in &mut s.tries {
            earlier.taken = earlier.taken.and(taken.not());
        }
        settled = settled.or(contact.mandatory);
        s.tries.push(Try::new(frame, taken, &around));
    }
}

/// Where the piece is a better place for the wrap than the one that lengthens the path by `least`, and by how much it does.
#[inline(always)]
pub(super) fn better<L: Lane>(
    a: V3<L>,
    b: V3<L>,
    around: &Around<L>,
    contact: &Contact<L::Mask>,
    least: L,
) -> (L::Mask, L) {
    if !contact.wrapped.and(contact.mandatory.not()).any() {
        return (contact.mandatory, L::zero());
    }
    let straight = sub(b, a);
    let change = around.length - dot(straight, straight).sqrt();
    (contact.mandatory.or(contact.wrapped.and(change.lt(least))), change)
}

/// What the straight piece from `a` to `b` does with the surface.
#[inline(always)]
pub(super) fn attempt<L: Lane, C: Constant>(
    mode: WrapMode,
    shape: &Shape<C>,
    frame: &Pose<L>,
    a: V3<L>,
    b: V3<L>,
) -> (Around<L>, Contact<L::Mask>) {
    let p1 = frame.seen_from(sub(a, frame.p));
    let p2 = frame.seen_from(sub(b, frame.p));
    match shape {
        Shape::Cylinder(c) => around_cylinder(mode, c, p1, p2),
        Shape::Sphere(c) => {
            let section = sphere::Section::new(c.radius.lanes(), p1, p2);
            let defects = mode == WrapMode::OpenSimWithDefects;
            let contact = sphere::contact(c, &section, defects);
            (sphere::around(c, &section, contact.forward, contact.long, defects), contact)
        }
        Shape::Ellipsoid(_) => (nothing(), Contact::none()),
    }
}

#[inline(always)]
fn around_cylinder<L: Lane, C: Constant>(
    mode: WrapMode,
    c: &cylinder::Cylinder<C>,
    p1: V3<L>,
    p2: V3<L>,
) -> (Around<L>, Contact<L::Mask>) {
    let ends = cylinder::Ends::new(p1, p2);
    let reach = ends.reach(c);
    if !reach.wrapped.any() {
        return (nothing(), Contact { inside: reach.inside, ..Contact::none() });
    }
    let section = cylinder::Section::new(c.radius.lanes(), ends);
    let mut contact = cylinder::contact(c, &section, &reach);
    let beyond = cylinder::beyond_ends(c, &section, &contact);
    contact.wrapped = contact.wrapped.and(beyond.not());
    contact.mandatory = contact.mandatory.and(beyond.not());
    let around = match mode {
        WrapMode::Geodesic => cylinder::geodesic(c, &section, contact.forward, contact.long),
        WrapMode::OpenSim => cylinder::opensim(c, &section, &contact, false),
        WrapMode::OpenSimWithDefects => cylinder::opensim(c, &section, &contact, true),
    };
    (around, contact)
}

impl<L: Lane> Try<L> {
    #[inline(always)]
    fn new(frame: &Pose<L>, taken: L::Mask, around: &Around<L>) -> Self {
        Self { taken, length: around.length, u1: frame.vector(around.u1), u2: frame.vector(around.u2) }
    }
}

/// Stands in for a path that doesn't go around.
#[inline(always)]
fn nothing<L: Lane>() -> Around<L> {
    let o = [L::zero(); 3];
    Around { length: L::zero(), arc: L::zero(), u1: o, u2: o, r1: o, r2: o, angle: L::zero() }
}

/// Writes the lines before and after the surface; where the piece goes straight, both are the straight line.
#[inline(always)]
fn finish<L: Lane>(candidate: &Candidate, t: &Try<L>, s: &mut Scratch<L>) -> L {
    let (a, b) = (s.spots[candidate.from], s.spots[candidate.to]);
    let [first, second] = candidate.lines;
    if !t.taken.not().any() {
        s.lines[first] = [t.u1, cross(a, t.u1)];
        s.lines[second] = [t.u2, cross(b, t.u2)];
        return t.length;
    }
    let (straight, direction) = unit(sub(b, a));
    if !t.taken.any() {
        let line = [direction, cross(a, direction)];
        s.lines[first] = line;
        s.lines[second] = line;
        return straight;
    }
    let u1 = select(t.taken, t.u1, direction);
    let u2 = select(t.taken, t.u2, direction);
    s.lines[first] = [u1, cross(a, u1)];
    s.lines[second] = [u2, cross(b, u2)];
    L::select(t.taken, t.length, straight)
}
