//! Claims about standing, the pelvis and the low back.

use super::Limit::{AtLeast, AtMost};
use super::{Statement, Subject, Test};
use crate::engine::{Half, pose};
use crate::passive::riener;

pub(super) const TESTS: &[Test] = &[
    Test {
        id: "T6",
        untested_part: true,
        statements: &[
            Statement { key: "twice", unit: "deg", limit: AtLeast(1.0), figure: tilt_twice },
            Statement { key: "three_times", unit: "deg", limit: AtLeast(5.0), figure: tilt_three_times },
        ],
    },
    Test {
        id: "T7",
        untested_part: true,
        statements: &[
            Statement { key: "with_pelvis", unit: "deg", limit: AtLeast(2.0), figure: tilt_three_times },
            Statement { key: "pelvis_held", unit: "deg", limit: AtLeast(2.0), figure: arch_three_times },
            Statement { key: "lower_joint", unit: "mm", limit: AtLeast(0.0), figure: lower_joint },
        ],
    },
    Test {
        id: "T8",
        untested_part: false,
        statements: &[
            Statement { key: "presses", unit: "%", limit: AtLeast(1.0), figure: compression },
            Statement { key: "presses_much", unit: "%", limit: AtLeast(10.0), figure: compression },
        ],
    },
    Test {
        id: "T9",
        untested_part: false,
        statements: &[
            Statement { key: "buttock", unit: "x", limit: AtMost(0.25), figure: buttock },
            Statement { key: "belly", unit: "x", limit: AtMost(0.25), figure: belly },
        ],
    },
    Test {
        id: "T17",
        untested_part: true,
        statements: &[Statement { key: "crouch", unit: "mm", limit: AtMost(-5.0), figure: crouch }],
    },
    Test {
        id: "A5",
        untested_part: false,
        statements: &[Statement { key: "least_arm", unit: "mm", limit: AtLeast(10.0), figure: least_arm }],
    },
    Test {
        id: "A13",
        untested_part: false,
        statements: &[
            Statement { key: "force", unit: "x", limit: AtLeast(1.0), figure: force_beside_iliacus },
            Statement { key: "moment", unit: "x", limit: AtLeast(1.0), figure: moment_beside_iliacus },
        ],
    },
    Test {
        id: "C3",
        untested_part: true,
        statements: &[Statement { key: "pelvis_forward", unit: "mm", limit: AtMost(-1.0), figure: pelvis_forward }],
    },
];

/// Stiffness of one lumbar joint [Nm/rad], about 1.5 Nm a degree; chosen, within a factor of four either way.
const LUMBAR_STIFFNESS: f64 = 86.0;

/// Forward tilt of the pelvis in standing when psoas is so many times as stiff [deg]. The chest stays upright, so the
/// low back arches by as much. What is added pulls at both hips and, shared by six joints in a row, at the spine;
/// what holds is the passive stiffness of both hips (Riener and Edrich) and of those joints.
fn tilt(s: &Subject, times: f64) -> f64 {
    let extra = |tilt: f64| {
        let at = pose(&[("hip_flexion", tilt), ("lumbar_extension", tilt)]);
        let spine: f64 = s.passive.lumbar(&at).into_iter().sum();
        (times - 1.0) * (2.0 * s.passive.psoas_moment(&at, "hip_flexion_r") + spine / 6.0)
    };
    let held = |tilt: f64| 2.0 * (riener(0.0, 0.0) - riener(tilt, 0.0)) + LUMBAR_STIFFNESS / 6.0 * tilt.to_radians();
    // The pull falls and what holds grows, so halving finds the one place where they meet.
    let (mut low, mut high) = (0.0, 60.0);
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

fn tilt_twice(s: &Subject) -> f64 {
    tilt(s, 2.0)
}

fn tilt_three_times(s: &Subject) -> f64 {
    tilt(s, 3.0)
}

/// What a psoas three times as stiff adds to the arch of the low back in standing, pelvis held [deg].
fn arch_three_times(s: &Subject) -> f64 {
    let turned = |moment: f64| (2.0 * moment / LUMBAR_STIFFNESS).to_degrees();
    s.passive.lumbar(&pose(&[])).into_iter().map(turned).sum()
}

/// Mean moment arm about L4-L5 of the fascicles that cross it [mm], arching positive.
fn lower_joint(s: &Subject) -> f64 {
    let arms = s.engine.psoas_arms(&pose(&[]), "L4_L5_extension").expect("a joint of the model");
    let crossing = s.engine.fascicles().iter().zip(arms).filter(|(_, arm)| arm.abs() > 1e-12);
    let (sum, weight) = crossing.fold((0.0, 0.0), |(sum, w), (f, arm)| (sum + f.force * arm, w + f.force));
    1e3 * sum / weight
}

/// Passive force of both psoas muscles that presses L4 on L5 in standing [percent of body weight].
fn compression(s: &Subject) -> f64 {
    let mass: f64 = s.engine.model().parts().bodies.iter().map(|b| b.mass).sum();
    100.0 * s.passive.compression(1) / (9.81 * mass)
}

const HAMSTRINGS: [&str; 3] = ["bflh_", "semimem_", "semiten_"];

fn hamstrings(s: &Subject) -> f64 {
    s.strength(&pose(&[]), &HAMSTRINGS, "hip_flexion_r")
}

fn buttock(s: &Subject) -> f64 {
    s.strength(&pose(&[]), &["glmax"], "hip_flexion_r") / hamstrings(s)
}

/// Belly muscles about the lowest lumbar joint, beside the hamstrings about the hip.
fn belly(s: &Subject) -> f64 {
    s.strength(&pose(&[]), &["rect_abd_", "EO", "IO"], "L5_S1_extension") / hamstrings(s)
}

fn crouch(s: &Subject) -> f64 {
    s.change_mm(&pose(&[("hip_flexion", 20.0), ("knee_angle", 30.0)]), &pose(&[]))
}

/// The pelvis pushed forward puts the hips back by 10 degrees.
fn pelvis_forward(s: &Subject) -> f64 {
    s.change_mm(&pose(&[("hip_flexion", -10.0)]), &pose(&[]))
}

/// Smallest moment arm about hip flexion from standing to a right angle [mm].
fn least_arm(s: &Subject) -> f64 {
    let arm = |hip: f64| {
        let arms = s.engine.psoas_arms(&pose(&[("hip_flexion", hip)]), "hip_flexion_r");
        1e3 * s.engine.mean(&arms.expect("a coordinate of the model"), Half::Right)
    };
    (0..=9).map(|k| arm(10.0 * f64::from(k))).fold(f64::INFINITY, f64::min)
}

fn psoas_force(s: &Subject) -> f64 {
    s.engine.fascicles().iter().map(|f| f.force).sum::<f64>() / 2.0
}

fn force_beside_iliacus(s: &Subject) -> f64 {
    let iliacus = s.engine.model().muscles().iter().find(|m| m.name == "iliacus_r");
    psoas_force(s) / iliacus.and_then(|m| m.parameters.as_ref()).map_or(f64::NAN, |p| p.max_isometric_force)
}

fn moment_beside_iliacus(s: &Subject) -> f64 {
    let of = |names: &[&str]| s.strength(&pose(&[]), names, "hip_flexion_r");
    of(&["psoas_"]) / of(&["iliacus_"])
}
