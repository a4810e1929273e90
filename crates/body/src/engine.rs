//! One pose at a time, or many.

use crate::dispatch::{Group, InstructionSet, Single};
use crate::kernel::Run;
use crate::plan::Plan;
use rayon::prelude::*;

/// Scratch for one thread. It carries nothing over from one pose to the next.
#[derive(Clone, Debug)]
pub struct Workspace {
    single: Single,
    lengths: Vec<f64>,
    moment_arms: Vec<f64>,
}

impl Workspace {
    /// Room for what `plan` computes, with the best instructions of this processor.
    pub fn new(plan: &Plan) -> Self {
        Self::with_instructions(plan, InstructionSet::detect())
    }

    /// The same with a given instruction set, or what comes nearest to it on this processor.
    pub fn with_instructions(plan: &Plan, set: InstructionSet) -> Self {
        Self {
            single: Single::new(plan, set),
            lengths: vec![0.0; plan.muscles().len()],
            moment_arms: vec![0.0; plan.entries().len()],
        }
    }

    /// Muscle-tendon lengths \[m\], in the order of [`Plan::muscles`].
    pub fn lengths(&self) -> &[f64] {
        &self.lengths
    }

    /// Moment arms, in the order of [`Plan::entries`]: -dL/dq, \[m\] for an angle, [m/m] for a distance; positive when
    /// tension raises the coordinate. Coordinates that follow this one through enforced couplers are included.
    pub fn moment_arms(&self) -> &[f64] {
        &self.moment_arms
    }
}

/// Computes all lengths and moment arms of the pose `q` [rad or m], in the order of
/// [`Model::coordinates`](crate::Model::coordinates). Coordinates that an enforced coupler drives are set by it.
///
/// # Panics
/// When `q` has the wrong length, or the workspace belongs to another plan.
pub fn compute_pose(plan: &Plan, workspace: &mut Workspace, q: &[f64]) {
    assert_eq!(q.len(), plan.coordinate_count(), "a pose has one value for each coordinate");
    assert_eq!(workspace.moment_arms.len(), plan.entries().len(), "the workspace belongs to another plan");
    let Workspace { single, lengths, moment_arms } = workspace;
    single.compute(plan, q, lengths, moment_arms);
}

/// Lengths and moment arms of many poses, each muscle's or entry's values in a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    poses: usize,
    lengths: Vec<f64>,
    moment_arms: Vec<f64>,
}

impl Batch {
    /// The number of poses.
    pub fn poses(&self) -> usize {
        self.poses
    }

    /// `[muscle][pose]` \[m\].
    pub fn lengths(&self) -> &[f64] {
        &self.lengths
    }

    /// `[entry][pose]`; see [`Workspace::moment_arms`].
    pub fn moment_arms(&self) -> &[f64] {
        &self.moment_arms
    }

    /// The lengths of a muscle (a row of the plan) over all poses \[m\].
    pub fn length(&self, muscle: usize) -> &[f64] {
        &self.lengths[muscle * self.poses..][..self.poses]
    }

    /// One moment arm over all poses.
    pub fn moment_arm(&self, entry: usize) -> &[f64] {
        &self.moment_arms[entry * self.poses..][..self.poses]
    }
}

/// How a batch is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchOptions {
    /// Instruction set, or what comes nearest to it on this processor.
    pub instructions: InstructionSet,
    /// Whether rayon's threads share the work.
    pub parallel: bool,
}

impl Default for BatchOptions {
    fn default() -> Self {
        Self { instructions: InstructionSet::detect(), parallel: true }
    }
}

/// Poses that one task takes at a time.
const RUN: usize = 256;

/// Computes all lengths and moment arms of many poses, `q[coordinate][pose]` [rad or m], into `batch`, whose memory is
/// used again. Results agree with [`compute_pose`] to the last few digits, whatever the instruction set.
///
/// # Panics
/// When `q` is not `coordinate_count` times `poses` long.
pub fn compute_batch(plan: &Plan, q: &[f64], poses: usize, options: &BatchOptions, batch: &mut Batch) {
    assert_eq!(q.len(), plan.coordinate_count() * poses, "q holds one row of poses for each coordinate");
    batch.poses = poses;
    batch.lengths.resize(plan.muscles().len() * poses, 0.0);
    batch.moment_arms.resize(plan.entries().len() * poses, 0.0);
    if poses == 0 {
        return;
    }
    let mut runs: Vec<Run> =
        (0..poses).step_by(RUN).map(|first| Run { q, poses, first, lengths: Vec::new(), arms: Vec::new() }).collect();
    deal(&mut batch.lengths, poses, &mut runs, |run| &mut run.lengths);
    deal(&mut batch.moment_arms, poses, &mut runs, |run| &mut run.arms);
    let compute = |group: &mut Group, mut run: Run| {
        let count = RUN.min(poses - run.first);
        group.compute(plan, &mut run, count);
    };
    let new_group = || Group::new(plan, options.instructions);
    if options.parallel {
        runs.into_par_iter().for_each_init(new_group, compute);
    } else {
        let mut group = new_group();
        for run in runs {
            compute(&mut group, run);
        }
    }
}

/// Cuts every row into the parts of the runs.
fn deal<'a>(
    rows: &'a mut [f64],
    poses: usize,
    runs: &mut [Run<'a>],
    part: impl for<'r> Fn(&'r mut Run<'a>) -> &'r mut Vec<&'a mut [f64]>,
) {
    for row in rows.chunks_mut(poses) {
        for (run, piece) in runs.iter_mut().zip(row.chunks_mut(RUN)) {
            part(run).push(piece);
        }
    }
}
