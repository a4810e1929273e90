//! One pose: each lane is a muscle, one bundle of like muscles after the other.

use super::muscle::alone;
use super::{Kernel, Motion, Scratch, kinematics};
use crate::lane::{Each, Lane, Pose, V3};
use crate::plan::{Bundles, Plan};
use std::sync::Arc;

/// Scratch for one pose: `O` is the lane type that moves the links, `L` the one whose lanes are muscles.
#[derive(Clone, Debug)]
pub struct Single<O: Lane, L: Lane, const N: usize> {
    bundles: Arc<Bundles<N>>,
    /// Also for the muscles that are done one by one.
    one: Scratch<O>,
    many: Scratch<L>,
    /// `[bundle][lane]`.
    lengths: Vec<f64>,
}

impl<O: Lane, L: Lane, const N: usize> Single<O, L, N> {
    /// Room for what `plan` computes, of which these are the bundles.
    pub fn new(plan: &Plan, bundles: Arc<Bundles<N>>) -> Self {
        let motion = Motion::sized(bundles.slots.len(), bundles.links.len(), bundles.coordinates.len());
        let alone = bundles.alone.iter().map(|row| &plan.programs[*row]);
        Self {
            one: Scratch::new(Motion::new(plan), alone, plan.entries().len()),
            many: Scratch::new(motion, bundles.programs.iter(), bundles.entries.len()),
            lengths: vec![0.0; bundles.programs.len() * N],
            bundles,
        }
    }
}

/// Lengths and moment arms of the pose `q`.
#[inline(always)]
pub fn single<O: Lane, L: Kernel<Each<N>>, const N: usize>(
    plan: &Plan,
    s: &mut Single<O, L, N>,
    q: &[f64],
    lengths: &mut [f64],
    arms: &mut [f64],
) {
    for (slot, q) in s.one.motion.values.iter_mut().zip(q) {
        *slot = O::splat(*q);
    }
    kinematics(plan, &mut s.one.motion);
    side_by_side(&s.bundles, &s.one.motion, &mut s.many.motion);
    for (program, length) in s.bundles.programs.iter().zip(s.lengths.chunks_exact_mut(N)) {
        L::muscle(plan.mode, program, &mut s.many).store(length);
    }
    for arm in &mut s.one.arms {
        *arm = O::zero();
    }
    for row in &s.bundles.alone {
        lengths[*row] = alone(plan.mode, &plan.programs[*row], &mut s.one).get(0);
    }
    deal(plan, s, lengths, arms);
}

/// Puts results where the plan has them.
#[inline(always)]
fn deal<O: Lane, L: Lane, const N: usize>(plan: &Plan, s: &mut Single<O, L, N>, lengths: &mut [f64], arms: &mut [f64]) {
    for (length, place) in lengths.iter_mut().zip(&s.bundles.lengths) {
        if let Some(place) = place {
            *length = s.lengths[*place as usize];
        }
    }
    for (entries, values) in s.bundles.entries.iter().zip(&s.many.arms) {
        for (lane, entry) in entries.iter().enumerate() {
            s.one.arms[*entry as usize] = O::splat(values.get(lane));
        }
    }
    for c in &plan.couplings {
        let more = s.one.motion.derivatives[c.gain] * s.one.arms[c.src];
        s.one.arms[c.dst] += more;
    }
    for (out, v) in arms.iter_mut().zip(&s.one.arms) {
        *out = v.get(0);
    }
}

/// What each lane's muscle needs of the motion.
#[inline(always)]
fn side_by_side<O: Lane, L: Lane, const N: usize>(bundles: &Bundles<N>, one: &Motion<O>, many: &mut Motion<L>) {
    for (lanes, pose) in bundles.links.iter().zip(&mut many.poses) {
        let from = lanes.map(|link| &one.poses[link as usize]);
        *pose = Pose {
            r: [vector(from.map(|p| &p.r[0])), vector(from.map(|p| &p.r[1])), vector(from.map(|p| &p.r[2]))],
            p: vector(from.map(|p| &p.p)),
        };
    }
    for (lanes, twist) in bundles.coordinates.iter().zip(&mut many.twists) {
        let from = lanes.map(|c| &one.twists[c as usize]);
        *twist = [vector(from.map(|t| &t[0])), vector(from.map(|t| &t[1]))];
    }
    let slots = many.values.iter_mut().zip(&mut many.derivatives);
    for (lanes, (value, derivative)) in bundles.slots.iter().zip(slots) {
        *value = number(lanes.map(|slot| &one.values[slot as usize]));
        *derivative = number(lanes.map(|slot| &one.derivatives[slot as usize]));
    }
}

#[inline(always)]
fn vector<O: Lane, L: Lane, const N: usize>(from: [&V3<O>; N]) -> V3<L> {
    [number(from.map(|v| &v[0])), number(from.map(|v| &v[1])), number(from.map(|v| &v[2]))]
}

#[inline(always)]
fn number<O: Lane, L: Lane, const N: usize>(from: [&O; N]) -> L {
    let mut all = [0.0; N];
    for lane in 0..N {
        all[lane] = from[lane].get(0);
    }
    L::load(&all)
}
