//! Where the articles contradict each other, as far as lengths and forces can settle it (X).

use super::Limit::{AtLeast, AtMost};
use super::{Statement, Subject, Test, anatomy, catalogue, posture, rest, stretch};
use crate::engine::{Half, moved};

pub(super) const TESTS: &[Test] = &[
    Test {
        id: "X1",
        untested_part: false,
        statements: &[
            Statement { key: "legs_on_chair", unit: "%", limit: AtMost(100.0), figure: rest::legs_up_fiber },
            Statement { key: "feet_on_floor", unit: "%", limit: AtMost(100.0), figure: rest::constructive_fiber },
            Statement { key: "legs_straight", unit: "%", limit: AtMost(100.0), figure: bolster_fiber },
        ],
    },
    Test { id: "X4", untested_part: false, statements: anatomy::ONLY_LINK },
    Test { id: "X5", untested_part: false, statements: posture::ONLY_HAMSTRINGS },
    Test {
        id: "X13",
        untested_part: true,
        statements: &[
            Statement { key: "share", unit: "%", limit: AtLeast(50.0), figure: share_lying },
            Statement { key: "share_when_tight", unit: "%", limit: AtLeast(50.0), figure: share_lying_tight },
        ],
    },
    Test {
        id: "X15",
        untested_part: false,
        statements: &[
            Statement { key: "bending_back_adds", unit: "mm", limit: AtLeast(1.0), figure: stretch::bending_back_adds },
            Statement { key: "camel_beyond_tuck", unit: "%", limit: AtLeast(0.0), figure: camel_beyond_tuck },
        ],
    },
    Test {
        id: "X17",
        untested_part: false,
        statements: &[
            Statement { key: "turns_pelvis_back", unit: "x", limit: AtLeast(0.5), figure: buttock_kneeling },
            Statement { key: "turns_thigh_out", unit: "mm", limit: AtLeast(5.0), figure: buttock_turns_out },
        ],
    },
    Test {
        id: "X18",
        untested_part: true,
        statements: &[Statement { key: "front_knee", unit: "mm", limit: AtLeast(1.0), figure: front_knee }],
    },
];

fn bolster_fiber(s: &Subject) -> f64 {
    100.0 * s.engine.fiber(&catalogue("bolstered-rest"), Half::Right)
}

/// What psoas carries of all that bends the hip, lying flat, when it is so many times as stiff [percent].
fn share(s: &Subject, times: f64) -> f64 {
    let m = s.passive.tight(times).hip(&catalogue("sit-to-lie"));
    100.0 * m.psoas / (m.psoas + m.iliacus + m.others.max(0.0) + m.residual_flexor)
}

fn share_lying(s: &Subject) -> f64 {
    share(s, 1.0)
}

fn share_lying_tight(s: &Subject) -> f64 {
    share(s, 3.0)
}

/// Fiber strain in the camel less that in the kneeling stretch with a tuck [percent of the optimal length].
fn camel_beyond_tuck(s: &Subject) -> f64 {
    s.strain(&catalogue("camel"), &catalogue("half-kneeling-tuck"))
}

/// The buttock muscle beside the hamstrings in the kneeling stretch: how strongly they turn the pelvis back.
fn buttock_kneeling(s: &Subject) -> f64 {
    posture::buttock_beside_hamstrings(s, &catalogue("half-kneeling-tuck"))
}

/// Mean lever with which the buttock muscle turns the thigh out in the camel [mm].
fn buttock_turns_out(s: &Subject) -> f64 {
    let at = catalogue("camel");
    let own = s.engine.model().muscles().iter().filter(|m| m.name.starts_with("glmax") && m.name.ends_with("_r"));
    let force: f64 = own.filter_map(|m| m.parameters.as_ref()).map(|p| p.max_isometric_force).sum();
    -1e3 * s.strength(&at, &["glmax"], "hip_rotation_r") / force
}

/// What 20 degrees at the front knee, and as much at the front hip, do to the psoas of the rear leg [mm].
fn front_knee(s: &Subject) -> f64 {
    let kneeling = catalogue("half-kneeling-tuck");
    let further = moved(&moved(&kneeling, "knee_angle_l", 20.0), "hip_flexion_l", 20.0);
    s.change_mm(&further, &kneeling).abs()
}
