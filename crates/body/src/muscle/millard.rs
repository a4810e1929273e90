//! The three length curves of `Millard2012EquilibriumMuscle`, with the knots that OpenSim 4 gives them.

use super::bezier::{Curve, Knot};
use crate::model::{ActiveForceLengthCurve, FiberForceLengthCurve, TendonForceLengthCurve};

fn knot(x: f64, y: f64, slope: f64) -> Knot {
    Knot { x, y, slope }
}

/// Two ascending limbs, a shoulder at 1, one descending limb.
pub fn active(p: &ActiveForceLengthCurve) -> Curve {
    let [x0, x1, x2, x3] =
        [p.min_norm_active_fiber_length, p.transition_norm_fiber_length, 1.0, p.max_norm_active_fiber_length];
    let shoulder = 0.05;
    let (left, right) = (x2 - shoulder, x2 + shoulder);
    let y1 = 1.0 - p.shallow_ascending_slope * (left - x1);
    let steep = knot(f64::midpoint(x0, x1), 0.5 * y1, 1.25 * y1 / (x1 - x0));
    let shallow = knot(f64::midpoint(x1, left), f64::midpoint(y1, 1.0), p.shallow_ascending_slope);
    let falling = knot(f64::midpoint(right, x3), 0.5, -1.0 / (x3 - shoulder - right));
    let ends = [knot(x0, p.minimum_value, 0.0), knot(x3, p.minimum_value, 0.0)];
    Curve::new(&[ends[0], steep, shallow, knot(x2, 1.0, 0.0), falling, ends[1]], 1.0)
}

/// A toe of low stiffness, then up to 1 at the given strain.
pub fn passive(p: &FiberForceLengthCurve) -> Curve {
    let [zero, iso] = [1.0 + p.strain_at_zero_force, 1.0 + p.strain_at_one_norm_force];
    let stiffness = p.stiffness_at_one_norm_force.unwrap_or(2.0 / (iso - zero));
    let low_stiffness = p.stiffness_at_low_force.unwrap_or(0.2);
    let low = zero + (0.1 / stiffness).min(0.1 * (iso - zero));
    let low_force = low_stiffness * 0.5 * (low - zero);
    let knots = [knot(zero, 0.0, 0.0), knot(low, low_force, low_stiffness), knot(iso, 1.0, stiffness)];
    Curve::new(&knots, p.curviness.unwrap_or(0.75))
}

/// A toe, then straight.
pub fn tendon(p: &TendonForceLengthCurve) -> Curve {
    let iso = 1.0 + p.strain_at_one_norm_force;
    let stiffness = p.stiffness_at_one_norm_force.unwrap_or(1.375 / p.strain_at_one_norm_force);
    let toe = p.norm_force_at_toe_end.unwrap_or(2.0 / 3.0);
    let toe_x = iso + (toe - 1.0) / stiffness;
    let foot = 1.0 + (toe_x - 1.0) / 10.0;
    let middle_x = iso + (toe / 2.0 - 1.0) / stiffness;
    let middle_slope = toe / 2.0 / (middle_x - foot);
    let control = foot + 0.5 * (middle_x - foot);
    let knots = [
        knot(1.0, 0.0, 0.0),
        knot(control, middle_slope * (control - foot), middle_slope),
        knot(toe_x, toe, stiffness),
    ];
    Curve::new(&knots, p.curviness.unwrap_or(0.5))
}
