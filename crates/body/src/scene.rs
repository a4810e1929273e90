//! Where everything is, for drawing: bodies and paths in the ground's frame.

use crate::kernel::{self, Motion};
use crate::lane::One;
use crate::math::{Transform, Vec3};
use crate::model::Model;
use crate::path::{Trace, solve};
use crate::plan::{Plan, WrapMode};
use crate::wrap::shape::plain;

/// The whole model in one pose.
#[derive(Clone, Debug)]
pub struct Scene {
    plan: Plan,
    motion: Motion<One<false>>,
}

impl Scene {
    /// The model in its default pose.
    pub fn new(model: &Model, mode: WrapMode) -> Self {
        let plan = Plan::whole(model, mode);
        let mut scene = Self { motion: Motion::new(&plan), plan };
        scene.update(&model.default_pose());
        scene
    }

    /// Moves everything to the pose `q` [rad or m]; coordinates that an enforced coupler drives are set by it.
    ///
    /// # Panics
    /// When `q` has the wrong length.
    pub fn update(&mut self, q: &[f64]) {
        assert_eq!(q.len(), self.plan.coordinate_count(), "a pose has one value for each coordinate");
        for (slot, q) in self.motion.values.iter_mut().zip(q) {
            *slot = One(*q);
        }
        kernel::kinematics(&self.plan, &mut self.motion);
    }

    /// All coordinates of the pose, those that follow others included.
    pub fn pose(&self) -> Vec<f64> {
        self.motion.values[..self.plan.coordinate_count()].iter().map(|v| v.0).collect()
    }

    /// The frame of a body (0 is the ground, `i + 1` is `parts().bodies[i]`) in the ground.
    pub fn body(&self, body: usize) -> Transform {
        let seat = self.plan.chain.seats[body].expect("a whole plan seats every body");
        let link = &self.motion.poses[seat.link];
        Transform { r: link.r.map(plain), p: plain(link.p) }.then(&seat.transform)
    }

    /// The path of a muscle (an index into [`Model::muscles`]) as a line in the ground's frame \[m\], with arcs around
    /// surfaces in steps of about `step` \[m\].
    pub fn polyline(&self, muscle: usize, step: f64) -> Vec<Vec3> {
        self.trace(muscle).polyline(&self.plan.paths[muscle], step)
    }

    /// The length of a muscle (an index into [`Model::muscles`]) \[m\].
    pub fn length(&self, muscle: usize) -> f64 {
        self.trace(muscle).length
    }

    fn trace(&self, muscle: usize) -> Trace {
        let s = &self.motion;
        solve(&self.plan.paths[muscle], &s.poses, &s.values, &s.derivatives, self.plan.mode)
    }
}
