//! How far the passive pull of psoas tips the pelvis in standing.

use super::Subject;
use crate::engine::pose;
use crate::passive::riener;

/// Names of the hamstrings that cross the hip.
pub(super) const HAMSTRINGS: [&str; 3] = ["bflh_", "semimem_", "semiten_"];

/// Stiffness of one lumbar joint [Nm/rad], about 1.5 Nm a degree; chosen, within a factor of four either way.
pub(super) const LUMBAR_STIFFNESS: f64 = 86.0;

/// Forward tilt of the pelvis in standing when psoas is so many times as stiff [deg]; negative is backwards. The chest
/// stays upright, so the low back arches by as much. What is added pulls at both hips and, shared by six joints in a
/// row, at the spine; what holds is the passive stiffness of both hips (Riener and Edrich) and of those joints.
pub(super) fn tilt(s: &Subject, times: f64) -> f64 {
    let extra = |tilt: f64| {
        let at = pose(&[("hip_flexion", tilt), ("lumbar_extension", tilt)]);
        let spine: f64 = s.passive.lumbar(&at).into_iter().sum();
        (times - 1.0) * (2.0 * s.passive.psoas_moment(&at, "hip_flexion_r") + spine / 6.0)
    };
    let held = |tilt: f64| 2.0 * (riener(0.0, 0.0) - riener(tilt, 0.0)) + LUMBAR_STIFFNESS / 6.0 * tilt.to_radians();
    // What holds grows faster than what is added, so halving finds the one place where they meet.
    let (mut low, mut high) = if times < 1.0 { (-20.0, 0.0) } else { (0.0, 60.0) };
    for _ in 0..20 {
        let middle = f64::midpoint(low, high);
        if extra(middle) > held(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}
