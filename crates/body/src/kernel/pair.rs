//! Paths with two wraps, all lanes at once: OpenSim's rounds decide what touches what, then both contacts move on their
//! geodesics until they agree (as `path::solve` does lane by lane; the words are explained there).

use super::wrap::{attempt, better, surface_frame};
use super::{Kernel, Scratch};
use crate::lane::{Constant, Lane, LaneMask, Pose, V3, add, cross, dot, scale, select, sub};
use crate::plan::{PairOp, WrapMode, WrapOp};
use crate::wrap::cylinder::{self, unit};
use crate::wrap::shape::Shape;
use crate::wrap::{Around, sphere};
use std::f64::consts::{PI, TAU};

/// Pieces between path points, at most; paths with more go to the general solver.
pub const MOST_PIECES: usize = 6;
/// Rounds of OpenSim's procedure.
const ROUNDS: usize = 8;
/// A change of length \[m\] below which the rounds end.
const SETTLED: f64 = 0.0005;
/// Refinements, and the movement of a tangent point \[m\] below which they end. What is left then is a small part of that
/// (steps shrink about sevenfold each time), and the length feels only its square.
const REFINEMENTS: usize = 500;
const STILL: f64 = 1e-9;

/// One wrap's contact.
#[derive(Clone, Copy, Debug)]
struct Contact<L: Lane> {
    frame: Pose<L>,
    /// Length of the arc \[m\], and angle travelled \[rad\].
    arc: L,
    angle: L,
    forward: L::Mask,
    /// Tangent points in the base's frame.
    reach: V3<L>,
    leave: V3<L>,
    /// For each piece, whether the wrap is on it.
    on: [L::Mask; MOST_PIECES],
    /// On any piece.
    taken: L::Mask,
}

/// What the last piece did that a wrap was tried on.
#[derive(Clone, Copy, Debug)]
pub struct Last<M> {
    apart: M,
    inside: M,
}

/// Both contacts. `first`: where both are on one piece, whether wrap 0 comes before wrap 1.
#[derive(Clone, Copy, Debug)]
pub struct Pair<L: Lane> {
    contacts: [Contact<L>; 2],
    first: L::Mask,
}

/// The length; leaves the lines in the scratch.
#[inline(always)]
pub fn pair<L: Kernel<C>, C: Constant>(op: &PairOp<C>, s: &mut Scratch<L>) -> L {
    let mut pair = Pair {
        contacts: [Contact::new(surface_frame(&op.wraps[0], s)), Contact::new(surface_frame(&op.wraps[1], s))],
        first: L::Mask::splat(false),
    };
    // Where both never were on one piece, each is its own shortest path already.
    if pair.rounds(op, s) {
        pair.refine_both(op, s);
    }
    pair.finish(op, s)
}

#[inline(always)]
pub fn reseat<L: Kernel<C>, C: Constant>(
    pair: &mut Pair<L>,
    w: usize,
    op: &PairOp<C>,
    s: &Scratch<L>,
    lanes: L::Mask,
) -> Last<L::Mask> {
    pair.apply(w, op, s, lanes)
}

#[inline(always)]
pub fn refine<L: Kernel<C>, C: Constant>(pair: &mut Pair<L>, w: usize, op: &PairOp<C>, s: &Scratch<L>) -> L::Mask {
    pair.refine_one(w, &op.wraps[w], op, s)
}

impl<L: Lane> Contact<L> {
    #[inline(always)]
    fn new(frame: Pose<L>) -> Self {
        let no = L::Mask::splat(false);
        let o = [L::zero(); 3];
        let zero = L::zero();
        Self { frame, arc: zero, angle: zero, forward: no, reach: o, leave: o, on: [no; MOST_PIECES], taken: no }
    }

    #[inline(always)]
    fn remove(&mut self, lanes: L::Mask) {
        let keep = lanes.not();
        for on in &mut self.on {
            *on = on.and(keep);
        }
        self.taken = self.taken.and(keep);
    }

    #[inline(always)]
    fn place(&mut self, lanes: L::Mask, around: &Around<L>) {
        let f = &self.frame;
        self.reach = select(lanes, add(f.p, f.vector(around.r1)), self.reach);
        self.leave = select(lanes, add(f.p, f.vector(around.r2)), self.leave);
        self.arc = L::select(lanes, around.arc, self.arc);
        self.angle = L::select(lanes, around.angle, self.angle);
    }
}

impl<L: Lane> Pair<L> {
    /// Whether both have been on one piece in any lane.
    #[inline(always)]
    fn rounds<C: Constant>(&mut self, op: &PairOp<C>, s: &Scratch<L>) -> bool
    where
        L: Kernel<C>,
    {
        let mut open = L::Mask::splat(true);
        let mut swapped = L::Mask::splat(false);
        let mut last_length = L::splat(f64::INFINITY);
        let mut met = L::Mask::splat(false);
        for round in 0..ROUNDS {
            let zero = L::reseat(self, 0, op, s, open.and(swapped.not()));
            met = met.or(self.same(op));
            let one = L::reseat(self, 1, op, s, open);
            if swapped.and(open).any() {
                L::reseat(self, 0, op, s, open.and(swapped));
            }
            met = met.or(self.same(op));
            let length = self.sum(op, s);
            open = open.and((length - last_length).abs().lt(L::splat(SETTLED)).not());
            if !open.any() {
                return met.any();
            }
            last_length = length;
            if round == 0 {
                swapped = zero.apart.and(one.inside).and(open);
                self.contacts[0].remove(swapped);
                // Without wrap 1 on the path the next round would only repeat this one.
                open = open.and(self.contacts[1].taken.or(swapped));
                if !open.any() {
                    return met.any();
                }
            }
        }
        met.any()
    }

    /// Takes wrap `w` off the path in the given lanes and puts it where it belongs now.
    #[inline(always)]
    fn apply<C: Constant>(&mut self, w: usize, op: &PairOp<C>, s: &Scratch<L>, lanes: L::Mask) -> Last<L::Mask> {
        self.contacts[w].remove(lanes);
        let other = &self.contacts[1 - w];
        let (on, reach, leave) = (other.on, other.reach, other.leave);
        let frame = self.contacts[w].frame;
        let wrap = &op.wraps[w];
        let mut last = Last { apart: L::Mask::splat(true), inside: L::Mask::splat(false) };
        let mut settled = lanes.not();
        let mut shortest = L::splat(f64::INFINITY);
        for k in op.ranges[w].clone() {
            if !settled.not().any() {
                break;
            }
            let shared = on[k];
            let (a, b) = (s.spots[k], s.spots[k + 1]);
            let ends = [(a, select(shared, reach, b), lanes), (leave, b, lanes.and(shared))];
            let halves = if shared.and(lanes).any() { 2 } else { 1 };
            for (half, (from, to, there)) in ends.into_iter().enumerate().take(halves) {
                let (around, contact) = attempt(WrapMode::Geodesic, &wrap.shape, &frame, from, to);
                let there = there.and(settled.not());
                let (better, change) = better(from, to, &around, &contact, shortest);
                let better = better.and(there);
                let gone = there.and(contact.inside.or(contact.wrapped).not());
                last.apart = last.apart.and(there.not()).or(gone);
                last.inside = last.inside.and(there.not()).or(there.and(contact.inside));
                if better.any() {
                    shortest = L::select(better, change, shortest);
                    self.seat(w, k, better, half == 0, &around, contact.forward);
                }
                settled = settled.or(contact.mandatory.and(there));
            }
        }
        last
    }

    #[inline(always)]
    fn seat(&mut self, w: usize, k: usize, lanes: L::Mask, before: bool, around: &Around<L>, forward: L::Mask) {
        let contact = &mut self.contacts[w];
        contact.remove(lanes);
        contact.on[k] = contact.on[k].or(lanes);
        contact.taken = contact.taken.or(lanes);
        contact.forward = contact.forward.and(lanes.not()).or(forward.and(lanes));
        contact.place(lanes, around);
        let first = L::Mask::splat(before == (w == 0));
        self.first = self.first.and(lanes.not()).or(first.and(lanes));
    }

    /// Where both are on one piece.
    #[inline(always)]
    fn same<C: Constant>(&self, op: &PairOp<C>) -> L::Mask {
        let mut same = L::Mask::splat(false);
        for k in 0..op.pieces {
            same = same.or(self.contacts[0].on[k].and(self.contacts[1].on[k]));
        }
        same
    }

    /// The points before and after wrap `w`, and where these are the other wrap's.
    #[inline(always)]
    fn neighbours<C: Constant>(&self, w: usize, op: &PairOp<C>, s: &Scratch<L>) -> ([V3<L>; 2], [L::Mask; 2]) {
        let (own, other) = (&self.contacts[w], &self.contacts[1 - w]);
        let (mut before, mut after) = (s.spots[0], s.spots[1]);
        for k in op.ranges[w].clone() {
            before = select(own.on[k], s.spots[k], before);
            after = select(own.on[k], s.spots[k + 1], after);
        }
        let same = self.same(op);
        let first = if w == 0 { self.first } else { self.first.not() };
        let masks = [same.and(first.not()), same.and(first)];
        ([select(masks[0], other.leave, before), select(masks[1], other.reach, after)], masks)
    }

    #[inline(always)]
    fn sum<C: Constant>(&self, op: &PairOp<C>, s: &Scratch<L>) -> L {
        let mut length = L::zero();
        for k in 0..op.pieces {
            let free = self.contacts[0].on[k].or(self.contacts[1].on[k]).not();
            let v = sub(s.spots[k + 1], s.spots[k]);
            length += L::select(free, dot(v, v).sqrt(), L::zero());
        }
        for w in 0..2 {
            let own = &self.contacts[w];
            let ([before, after], [_, shared]) = self.neighbours(w, op, s);
            let (v, u) = (sub(own.reach, before), sub(after, own.leave));
            // The piece between both wraps counts once.
            let out = L::select(shared, L::zero(), dot(u, u).sqrt());
            length += L::select(own.taken, dot(v, v).sqrt() + own.arc + out, L::zero());
        }
        length
    }

    /// Each contact moves on its geodesic while the other stands still, in turn. Between two wraps on one piece that closes
    /// in on the answer by a constant factor a round; a secant through the last two rounds (Anderson's method) does away
    /// with most of what is left.
    #[inline(always)]
    fn refine_both<C: Constant>(&mut self, op: &PairOp<C>, s: &Scratch<L>)
    where
        L: Kernel<C>,
    {
        let mut before: Option<[V3<L>; 2]> = None;
        for _ in 0..REFINEMENTS {
            let from = self.joint_end();
            let moving = L::refine(self, 0, op, s).or(L::refine(self, 1, op, s));
            if !moving.any() {
                return;
            }
            let to = self.joint_end();
            let step = sub(to, from);
            if let Some([last_to, last_step]) = before {
                let change = sub(step, last_step);
                let size = dot(change, change);
                let fine = L::splat(1e-60).lt(size);
                let share = dot(step, change) / L::select(fine, size, L::splat(1.0));
                let lanes = fine.and(share.abs().lt(L::splat(3.0))).and(self.same(op)).and(moving);
                let aim = sub(to, scale(sub(to, last_to), share));
                let second = &mut self.contacts[1];
                second.reach = select(lanes.and(self.first), aim, second.reach);
                second.leave = select(lanes.and(self.first.not()), aim, second.leave);
            }
            before = Some([to, step]);
        }
    }

    /// Wrap 1's end of the line between both wraps.
    #[inline(always)]
    fn joint_end(&self) -> V3<L> {
        select(self.first, self.contacts[1].reach, self.contacts[1].leave)
    }

    #[inline(always)]
    fn refine_one<C: Constant>(&mut self, w: usize, wrap: &WrapOp<C>, op: &PairOp<C>, s: &Scratch<L>) -> L::Mask {
        let ([before, after], _) = self.neighbours(w, op, s);
        let contact = &mut self.contacts[w];
        let f = contact.frame;
        let p1 = f.seen_from(sub(before, f.p));
        let p2 = f.seen_from(sub(after, f.p));
        let (around, apart) = continued(&wrap.shape, p1, p2, contact.forward, contact.angle);
        let lost = contact.taken.and(apart);
        let kept = contact.taken.and(apart.not());
        let old = (contact.reach, contact.leave);
        contact.place(kept, &around);
        contact.remove(lost);
        let (a, b) = (sub(contact.reach, old.0), sub(contact.leave, old.1));
        let moved = dot(a, a).max(dot(b, b));
        lost.or(kept.and(L::splat(STILL * STILL).lt(moved)))
    }

    /// Writes the lines: for each piece the one at its start and the one at its end, then the pull on each wrap.
    #[inline(always)]
    fn finish<C: Constant>(&self, op: &PairOp<C>, s: &mut Scratch<L>) -> L {
        let mut ways = [[[L::zero(); 3]; 2]; 2];
        for (w, way) in ways.iter_mut().enumerate() {
            let own = &self.contacts[w];
            let ([before, after], _) = self.neighbours(w, op, s);
            *way = [unit(sub(own.reach, before)).1, unit(sub(after, own.leave)).1];
        }
        let [zero, one] = &self.contacts;
        for k in 0..op.pieces {
            let (a, b) = (s.spots[k], s.spots[k + 1]);
            let straight = unit(sub(b, a)).1;
            // Where both are on the piece, the line starts toward the first and ends from the other.
            let (starts0, ends0) =
                (zero.on[k].and(one.on[k].not().or(self.first)), zero.on[k].and(one.on[k].not().or(self.first.not())));
            let start = select(starts0, ways[0][0], select(one.on[k], ways[1][0], straight));
            let end = select(ends0, ways[0][1], select(one.on[k], ways[1][1], straight));
            s.lines[2 * k] = [start, cross(a, start)];
            s.lines[2 * k + 1] = [end, cross(b, end)];
        }
        for (w, way) in ways.iter().enumerate() {
            let own = &self.contacts[w];
            let pull = sub(way[0], way[1]);
            let moment = sub(cross(own.reach, way[0]), cross(own.leave, way[1]));
            let none = [L::zero(); 3];
            s.lines[2 * op.pieces + w] = [select(own.taken, pull, none), select(own.taken, moment, none)];
        }
        self.sum(op, s)
    }
}

/// The contact after its ends have moved, and where it is none any more.
#[inline(always)]
fn continued<L: Lane, C: Constant>(
    shape: &Shape<C>,
    p1: V3<L>,
    p2: V3<L>,
    forward: L::Mask,
    before: L,
) -> (Around<L>, L::Mask) {
    match shape {
        Shape::Sphere(c) => {
            let section = sphere::Section::new(c.radius.lanes(), p1, p2);
            let angle = nearest_turn(sphere::travelled(c.radius.lanes(), &section, forward), before);
            let apart = sphere::inside(c, &section).or(angle.lt(L::zero()));
            (sphere::around(c, &section, forward, L::splat(PI).lt(angle), false), apart)
        }
        Shape::Cylinder(c) => {
            let ends = cylinder::Ends::new(p1, p2);
            let section = cylinder::Section::new(c.radius.lanes(), ends);
            let angle = nearest_turn(cylinder::travelled(c.radius.lanes(), &section, forward), before);
            let apart = ends.inside(c).or(angle.lt(L::zero()));
            (cylinder::unrolled(c, &section, forward, angle), apart)
        }
        Shape::Ellipsoid(_) => unreachable!("plans send ellipsoids to the general solver"),
    }
}

#[inline(always)]
fn nearest_turn<L: Lane>(angle: L, before: L) -> L {
    let more = angle + L::splat(TAU);
    L::select((more - before).abs().lt((angle - before).abs()), more, angle)
}
