//! Claims about sitting and resting.

use super::Limit::{AtLeast, AtMost};
use super::{Statement, Subject, Test, catalogue};
use crate::engine::{Half, moved, pose};
use care::content::pose::Coordinates;
use care::content::{Kind, exercises, poses};

pub(super) const TESTS: &[Test] = &[
    Test {
        id: "T1",
        untested_part: true,
        statements: &[Statement { key: "sitting", unit: "%", limit: AtMost(-5.0), figure: sitting_shortens }],
    },
    Test {
        id: "T2",
        untested_part: true,
        statements: &[Statement { key: "crossed", unit: "mm", limit: AtMost(-2.0), figure: crossed }],
    },
    Test {
        id: "T4",
        untested_part: false,
        statements: &[
            Statement { key: "fiber", unit: "%", limit: AtMost(100.0), figure: constructive_fiber },
            Statement { key: "shorter_than_others", unit: "mm", limit: AtMost(-1.0), figure: shorter_than_others },
        ],
    },
    Test {
        id: "T5",
        untested_part: false,
        statements: &[
            Statement { key: "fiber", unit: "%", limit: AtMost(100.0), figure: legs_up_fiber },
            Statement { key: "pull_beside_others", unit: "%", limit: AtMost(0.0), figure: pull_beside_others },
        ],
    },
    Test {
        id: "T10",
        untested_part: true,
        statements: &[
            Statement { key: "flat", unit: "x", limit: AtLeast(1.0), figure: lift_when_flat },
            Statement { key: "half_way", unit: "x", limit: AtLeast(1.0), figure: lift_half_way },
        ],
    },
    Test {
        id: "T11",
        untested_part: true,
        statements: &[
            Statement { key: "all_tissue", unit: "x", limit: AtMost(0.5), figure: bolster_all },
            Statement { key: "psoas", unit: "x", limit: AtMost(0.5), figure: bolster_psoas },
        ],
    },
];

fn sitting() -> Coordinates {
    catalogue("seated-breathing")
}

pub(super) fn sitting_shortens(s: &Subject) -> f64 {
    100.0 * (s.engine.length(&sitting(), Half::Right) / s.engine.length(&pose(&[]), Half::Right) - 1.0)
}

/// Thigh over thigh: 10 degrees more flexion and 15 of adduction.
pub(super) fn crossed(s: &Subject) -> f64 {
    let crossed = moved(&moved(&sitting(), "hip_flexion_r", 10.0), "hip_adduction_r", 15.0);
    s.change_mm(&crossed, &sitting())
}

/// The resting positions of the catalogue but for one.
fn rests_but(slug: &str) -> impl Iterator<Item = Coordinates> {
    let rests = exercises().iter().filter(|(_, e)| e.kind == Kind::Rest);
    rests.filter(move |(s, _)| *s != slug).filter_map(|(s, _)| poses().get(s)).map(|p| p.end.clone())
}

pub(super) fn constructive_fiber(s: &Subject) -> f64 {
    100.0 * s.engine.fiber(&catalogue("constructive-rest"), Half::Right)
}

fn shorter_than_others(s: &Subject) -> f64 {
    let own = catalogue("constructive-rest");
    rests_but("constructive-rest").map(|other| s.change_mm(&own, &other)).fold(f64::NEG_INFINITY, f64::max)
}

pub(super) fn legs_up_fiber(s: &Subject) -> f64 {
    100.0 * s.engine.fiber(&catalogue("legs-up-rest"), Half::Right)
}

/// Passive pull with the legs up, less the least of the other rests [percent of that in standing].
fn pull_beside_others(s: &Subject) -> f64 {
    let pull = |at: &Coordinates| s.engine.mean(&s.passive.psoas_forces(at), Half::Right);
    let least = rests_but("legs-up-rest").map(|other| pull(&other)).fold(f64::INFINITY, f64::min);
    100.0 * (pull(&catalogue("legs-up-rest")) - least) / pull(&pose(&[]))
}

/// Passive moment of a hip with a psoas three times as stiff, over the one that lifts the knee with the heel sliding.
fn lift(s: &Subject, at: &Coordinates) -> f64 {
    s.passive.tight(3.0).hip(at).total() / knee_lift_moment(s)
}

/// Weight moment of a straight leg about the hip when its knee rises and its heel slides [Nm]: the thigh turns about
/// the hip, and of the shank as much rises as its centre is away from the heel.
fn knee_lift_moment(s: &Subject) -> f64 {
    let parts = s.engine.model().parts();
    let body = |name: &str| parts.bodies.iter().find(|b| b.name == name).expect("a body of the model");
    let frame = |name: &str| {
        let frame = parts.frames.iter().find(|f| f.name == name).expect("a frame of the model");
        -frame.translation[1]
    };
    let (thigh, shank) = (frame("knee_r/femur_r_offset"), frame("ankle_r/tibia_r_offset"));
    let (upper, lower) = (body("femur_r"), body("tibia_r"));
    9.81 * (upper.mass * -upper.mass_center[1] + lower.mass * thigh * (1.0 + lower.mass_center[1] / shank))
}

fn lift_when_flat(s: &Subject) -> f64 {
    lift(s, &catalogue("sit-to-lie"))
}

/// Leaning back, the hips still bent by 42 degrees.
fn lift_half_way(s: &Subject) -> f64 {
    let stages = &poses()["sit-to-lie"].stages;
    lift(s, &stages[0].coordinates)
}

fn bolster_all(s: &Subject) -> f64 {
    let moment = |slug: &str| s.passive.hip(&catalogue(slug)).total();
    moment("bolstered-rest") / moment("sit-to-lie")
}

fn bolster_psoas(s: &Subject) -> f64 {
    let pull = |slug: &str| s.engine.mean(&s.passive.psoas_forces(&catalogue(slug)), Half::Right);
    pull("bolstered-rest") / pull("sit-to-lie")
}
