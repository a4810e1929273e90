//! One pose at a time.

use crate::kernel::{self, Scratch};
use crate::lane::One;
use crate::plan::Plan;

/// Scratch for one thread. It carries nothing over from one pose to the next.
#[derive(Clone, Debug)]
pub struct Workspace {
    scratch: Scratch<One<false>>,
    lengths: Vec<f64>,
    moment_arms: Vec<f64>,
}

impl Workspace {
    /// Room for what `plan` computes.
    pub fn new(plan: &Plan) -> Self {
        Self {
            scratch: Scratch::new(plan),
            lengths: vec![0.0; plan.muscles().len()],
            moment_arms: vec![0.0; plan.entries().len()],
        }
    }

    /// Muscle-tendon lengths [m], in the order of [`Plan::muscles`].
    pub fn lengths(&self) -> &[f64] {
        &self.lengths
    }

    /// Moment arms, in the order of [`Plan::entries`]: -dL/dq, [m] for an angle, [m/m] for a distance; positive when
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
    let s = &mut workspace.scratch;
    for (slot, q) in s.values.iter_mut().zip(q) {
        *slot = One(*q);
    }
    kernel::run(plan, s);
    for (out, v) in workspace.lengths.iter_mut().zip(&s.lengths) {
        *out = v.0;
    }
    for (out, v) in workspace.moment_arms.iter_mut().zip(&s.arms) {
        *out = v.0;
    }
}
