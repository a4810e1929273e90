//! One muscle: its pieces, and its moment arms from the lines they leave.

use super::{Kernel, Scratch, general};
use crate::lane::{Constant, Lane, LaneMask, Pose, V3, add, constant, cross, dot, scale, sub};
use crate::path::Axis;
use crate::plan::{Gate, Kind, MovingOp, MuscleProgram, Piece, WrapMode};
use crate::wrap::cylinder::unit;

#[inline(always)]
pub fn muscle<L: Kernel<C>, C: Constant>(mode: WrapMode, program: &MuscleProgram<C>, s: &mut Scratch<L>) -> L {
    let length = length(mode, program, s);
    arms(program, s);
    length
}

/// A muscle that only the general solver can do.
#[inline(always)]
pub fn alone<L: Lane>(mode: WrapMode, program: &MuscleProgram, s: &mut Scratch<L>) -> L {
    let length = match &program.kind {
        Kind::General { path, links } => general::length(mode, path, links, s),
        _ => unreachable!("all other muscles are in bundles"),
    };
    arms(program, s);
    length
}

/// The length; leaves the lines in the scratch.
#[inline(always)]
fn length<L: Kernel<C>, C: Constant>(mode: WrapMode, program: &MuscleProgram<C>, s: &mut Scratch<L>) -> L {
    let (constant, pieces, wrap) = match &program.kind {
        Kind::Pieces { constant, pieces, wrap } => (constant, pieces, wrap),
        Kind::Pair(op) => {
            place(program, s);
            return L::pair(op, s);
        }
        Kind::General { path, links } => return general::length(mode, path, links, s),
    };
    place(program, s);
    let mut length: L = constant.lanes();
    for piece in pieces {
        length += match piece {
            Piece::Constant { length, gate } => L::select(open(gate, &s.motion.values), length.lanes(), L::zero()),
            Piece::Straight { from, to, line, gate } => {
                straight(s, [*from as usize, *to as usize], *line as usize, gate.as_deref())
            }
        };
    }
    match wrap {
        None => length,
        Some(wrap) => length + L::wrap(mode, wrap, s),
    }
}

/// Brings all points of the path into the base's frame.
#[inline(always)]
fn place<L: Lane, C: Constant>(program: &MuscleProgram<C>, s: &mut Scratch<L>) {
    for spot in &program.fixed {
        let local = constant(spot.place);
        s.spots[spot.spot as usize] =
            if spot.link == 0 { local } else { s.motion.poses[spot.link as usize].point(local) };
    }
    for spot in &program.drifting {
        let axes = spot.axes;
        let local =
            [value(axes[0], &s.motion.values), value(axes[1], &s.motion.values), value(axes[2], &s.motion.values)];
        s.spots[spot.spot] = s.motion.poses[spot.link].point(spot.frame.lanes().point(local));
    }
}

#[inline(always)]
fn value<L: Lane, C: Constant>(axis: Axis<C>, values: &[L]) -> L {
    match axis {
        Axis::Constant(v) => v.lanes(),
        Axis::Function(slot) => values[slot],
    }
}

#[inline(always)]
fn straight<L: Lane, C: Constant>(
    s: &mut Scratch<L>,
    [from, to]: [usize; 2],
    line: usize,
    gate: Option<&Gate<C>>,
) -> L {
    let a = s.spots[from];
    let (mut length, mut u) = unit(sub(s.spots[to], a));
    if let Some(gate) = gate {
        let there = L::select(open(gate, &s.motion.values), L::splat(1.0), L::zero());
        length = length * there;
        u = scale(u, there);
    }
    s.lines[line] = [u, cross(a, u)];
    length
}

/// Where all conditions are as they have to be.
#[inline(always)]
fn open<L: Lane, C: Constant>(gate: &Gate<C>, values: &[L]) -> L::Mask {
    let mut open = L::Mask::splat(true);
    for (c, wanted) in &gate.0 {
        let q = values[c.coordinate];
        let out = q.lt(c.low.lanes()).or(c.high.lanes::<L>().lt(q));
        open = open.and(if *wanted { out.not() } else { out });
    }
    open
}

/// All moment arms of the muscle: minus what its lines do on the twist of each coordinate.
#[inline(always)]
fn arms<L: Lane, C: Constant>(program: &MuscleProgram<C>, s: &mut Scratch<L>) {
    for arm in &mut s.arms[program.entries.clone()] {
        *arm = L::zero();
    }
    let (mut crossings, mut arms) = (&program.crossings[..], &program.arms[..]);
    for joint in &program.joints {
        let (mut u, mut moment) = ([L::zero(); 3], [L::zero(); 3]);
        let (here, rest) = crossings.split_at(joint.crossings as usize);
        crossings = rest;
        for (line, along) in here {
            let [lu, lm] = s.lines[*line as usize];
            (u, moment) = if *along { (add(u, lu), add(moment, lm)) } else { (sub(u, lu), sub(moment, lm)) };
        }
        let (here, rest) = arms.split_at(joint.arms as usize);
        arms = rest;
        for arm in here {
            let [omega, v] = s.motion.twists[arm.coordinate as usize];
            s.arms[arm.entry as usize] = -(dot(omega, moment) + dot(v, u));
        }
    }
    for moving in &program.moving {
        let share = moving_share(moving, s);
        s.arms[moving.entry] -= share;
    }
}

#[inline(always)]
fn moving_share<L: Lane, C: Constant>(op: &MovingOp<C>, s: &Scratch<L>) -> L {
    let mut pull: V3<L> = [L::zero(); 3];
    for (line, ends_here) in &op.lines {
        let u = s.lines[*line][0];
        pull = if *ends_here { add(pull, u) } else { sub(pull, u) };
    }
    let mut local = [L::zero(); 3];
    for (d, axis) in local.iter_mut().zip(op.axes) {
        if let Axis::Function(slot) = axis {
            *d = s.motion.derivatives[slot];
        }
    }
    let inner: Pose<L> = op.frame.lanes();
    dot(pull, s.motion.poses[op.link].vector(inner.vector(local)))
}
