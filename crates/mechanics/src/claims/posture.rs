//! Claims about standing, the pelvis and the low back.

use super::Limit::{AtLeast, AtMost};
use super::tilt::{HAMSTRINGS, LUMBAR_STIFFNESS, tilt};
use super::{Statement, Subject, Test};
use crate::engine::pose;
use care::content::pose::Coordinates;

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
    Test { id: "T9", untested_part: false, statements: ONLY_HAMSTRINGS },
    Test {
        id: "T17",
        untested_part: true,
        statements: &[Statement { key: "crouch", unit: "mm", limit: AtMost(-5.0), figure: crouch }],
    },
];

/// Do only the hamstrings pull the pelvis back?
pub(super) const ONLY_HAMSTRINGS: &[Statement] = &[
    Statement { key: "buttock", unit: "x", limit: AtMost(0.25), figure: buttock },
    Statement { key: "belly", unit: "x", limit: AtMost(0.25), figure: belly },
];

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

fn hamstrings(s: &Subject, at: &Coordinates) -> f64 {
    s.strength(at, &HAMSTRINGS, "hip_flexion_r")
}

/// How strongly the buttock muscle straightens the hip in a pose, beside the hamstrings.
pub(super) fn buttock_beside_hamstrings(s: &Subject, at: &Coordinates) -> f64 {
    s.strength(at, &["glmax"], "hip_flexion_r") / hamstrings(s, at)
}

fn buttock(s: &Subject) -> f64 {
    buttock_beside_hamstrings(s, &pose(&[]))
}

/// Belly muscles about the lowest lumbar joint, beside the hamstrings about the hip.
fn belly(s: &Subject) -> f64 {
    s.strength(&pose(&[]), &["rect_abd_", "EO", "IO"], "L5_S1_extension") / hamstrings(s, &pose(&[]))
}

pub(super) fn crouch(s: &Subject) -> f64 {
    s.change_mm(&pose(&[("hip_flexion", 20.0), ("knee_angle", 30.0)]), &pose(&[]))
}
