//! The curves of Thelen (2003, doi:10.1115/1.1531112) as `Thelen2003Muscle` has them.

use crate::model::Thelen2003;

const TOE_FORCE: f64 = 0.33;
const TOE_SHAPE: f64 = 3.0;

pub fn active(p: &Thelen2003, fiber: f64) -> (f64, f64) {
    let x = fiber - 1.0;
    let value = (-x * x / p.k_shape_active).exp();
    (value, -2.0 * x / p.k_shape_active * value)
}

pub fn passive(p: &Thelen2003, fiber: f64) -> (f64, f64) {
    if fiber <= 1.0 {
        return (0.0, 0.0);
    }
    let k = p.k_shape_passive / p.fmax_muscle_strain;
    let whole = p.k_shape_passive.exp_m1();
    ((k * (fiber - 1.0)).exp_m1() / whole, k * (k * (fiber - 1.0)).exp() / whole)
}

/// An exponential toe up to a third of the force, then straight; the slopes meet.
pub fn tendon(p: &Thelen2003, tendon: f64) -> (f64, f64) {
    let strain = tendon - 1.0;
    if strain <= 0.0 {
        return (0.0, 0.0);
    }
    let e3 = TOE_SHAPE.exp();
    let toe = 99.0 * p.fmax_tendon_strain * e3 / (166.0 * e3 - 67.0);
    if strain <= toe {
        let k = TOE_SHAPE / toe;
        let whole = TOE_SHAPE.exp_m1() / TOE_FORCE;
        return ((k * strain).exp_m1() / whole, k * (k * strain).exp() / whole);
    }
    let stiffness = (1.0 - TOE_FORCE) / (p.fmax_tendon_strain - toe);
    (TOE_FORCE + stiffness * (strain - toe), stiffness)
}
