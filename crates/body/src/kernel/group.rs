//! Many poses: each lane is a pose, one muscle after the other.

use super::{Kernel, Motion, Scratch, kinematics};
use crate::lane::Lane;
use crate::plan::Plan;

/// Scratch for several poses side by side.
#[derive(Clone, Debug)]
pub struct Group<L: Lane> {
    scratch: Scratch<L>,
    /// \[m\], one for each muscle of the plan.
    lengths: Vec<L>,
    /// Results of a block of poses, `[row][pose]`.
    rows: Vec<f64>,
}

impl<L: Lane> Group<L> {
    /// Room for what `plan` computes.
    pub fn new(plan: &Plan) -> Self {
        let (muscles, entries) = (plan.programs.len(), plan.entries().len());
        Self {
            scratch: Scratch::new(Motion::new(plan), plan.programs.iter(), entries),
            lengths: vec![L::zero(); muscles],
            rows: vec![0.0; ROW * (muscles + entries)],
        }
    }
}

/// A run of poses in arrays `[row][pose]`.
pub struct Run<'a> {
    /// All coordinates of all poses, `[coordinate][pose]`.
    pub q: &'a [f64],
    /// Poses in `q`.
    pub poses: usize,
    /// The first pose of the run.
    pub first: usize,
    /// For each muscle, the run's part of its row.
    pub lengths: Vec<&'a mut [f64]>,
    /// For each entry, the run's part of its row.
    pub arms: Vec<&'a mut [f64]>,
}

/// Poses that are gathered before they are written out. Rows of the output may lie a power of two apart, where writing
/// a few numbers to each at a time drives them out of the cache.
const BLOCK: usize = 32;
/// The length of a gathered row: a block, and lanes that a last group does not fill.
const ROW: usize = BLOCK + 8;

/// The first `count` poses of the run.
#[inline(always)]
pub fn group<L: Kernel<f64>>(plan: &Plan, s: &mut Group<L>, poses: &mut Run, count: usize) {
    let mut done = 0;
    while done < count {
        let block = BLOCK.min(count - done);
        let mut at = 0;
        while at < block {
            let many = L::COUNT.min(block - at);
            for c in 0..plan.coordinates {
                let start = c * poses.poses + poses.first + done + at;
                s.scratch.motion.values[c] = L::load(&poses.q[start..start + many]);
            }
            run(plan, s);
            let rows = s.rows.chunks_exact_mut(ROW);
            for (row, v) in rows.zip(s.lengths.iter().chain(&s.scratch.arms)) {
                v.store(&mut row[at..at + L::COUNT]);
            }
            at += many;
        }
        let out = poses.lengths.iter_mut().chain(&mut poses.arms);
        for (row, out) in s.rows.chunks_exact(ROW).zip(out) {
            out[done..done + block].copy_from_slice(&row[..block]);
        }
        done += block;
    }
}

/// Lengths and moment arms for the coordinates at the start of the values.
#[inline(always)]
fn run<L: Kernel<f64>>(plan: &Plan, s: &mut Group<L>) {
    let Group { scratch, lengths, .. } = s;
    kinematics(plan, &mut scratch.motion);
    for (length, program) in lengths.iter_mut().zip(&plan.programs) {
        *length = L::muscle(plan.mode, program, scratch);
    }
    for c in &plan.couplings {
        let more = scratch.motion.derivatives[c.gain] * scratch.arms[c.src];
        scratch.arms[c.dst] += more;
    }
}
