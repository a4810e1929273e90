//! Claims about what shortens the muscle or lets it go long (C).

use super::Limit::{AtLeast, AtMost};
use super::{Statement, Subject, Test, posture, rest, stretch, tilt};
use crate::engine::pose;

pub(super) const TESTS: &[Test] = &[
    Test {
        id: "C1",
        untested_part: true,
        statements: &[Statement { key: "sitting", unit: "%", limit: AtMost(-5.0), figure: rest::sitting_shortens }],
    },
    Test {
        id: "C2",
        untested_part: true,
        statements: &[Statement { key: "crossed", unit: "mm", limit: AtMost(-2.0), figure: rest::crossed }],
    },
    Test {
        id: "C3",
        untested_part: true,
        statements: &[Statement { key: "pelvis_forward", unit: "mm", limit: AtMost(-1.0), figure: pelvis_forward }],
    },
    Test {
        id: "C4",
        untested_part: true,
        statements: &[Statement { key: "crouch", unit: "mm", limit: AtMost(-5.0), figure: posture::crouch }],
    },
    Test {
        id: "C5",
        untested_part: true,
        statements: &[Statement { key: "ribs_out", unit: "mm", limit: AtMost(-1.0), figure: ribs_out }],
    },
    Test {
        id: "C7",
        untested_part: true,
        statements: &[
            Statement { key: "cycling", unit: "mm", limit: AtMost(-5.0), figure: stretch::swing },
            Statement { key: "running", unit: "mm", limit: AtMost(0.0), figure: stretch::late_stance },
        ],
    },
    Test {
        id: "C11",
        untested_part: true,
        statements: &[
            Statement { key: "pelvis_forward", unit: "mm", limit: AtLeast(1.0), figure: pelvis_forward },
            Statement { key: "weak_tilts", unit: "deg", limit: AtMost(-1.0), figure: weak_tilts },
        ],
    },
];

/// The pelvis pushed forward puts the hips back by 10 degrees.
fn pelvis_forward(s: &Subject) -> f64 {
    s.change_mm(&pose(&[("hip_flexion", -10.0)]), &pose(&[]))
}

/// Ribs pushed out: the low back bent back by 15 degrees over a pelvis that stays.
fn ribs_out(s: &Subject) -> f64 {
    s.change_mm(&pose(&[("lumbar_extension", 15.0)]), &pose(&[]))
}

/// Forward tilt of the pelvis with a psoas half as stiff [deg].
fn weak_tilts(s: &Subject) -> f64 {
    tilt::tilt(s, 0.5)
}
