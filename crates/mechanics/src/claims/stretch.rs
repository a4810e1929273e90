//! Claims about stretches and walking.

use super::Limit::{AtLeast, AtMost};
use super::{Statement, Subject, Test, catalogue};
use crate::engine::{moved, pose};
use crate::settings::settings;
use care::content::pose::Coordinates;

pub(super) const TESTS: &[Test] = &[
    Test {
        id: "T3",
        untested_part: false,
        statements: &[
            Statement { key: "lost_by_arching", unit: "%", limit: AtLeast(1.5), figure: lost_by_arching },
            Statement { key: "spine_alone", unit: "mm", limit: AtMost(1.0), figure: spine_alone },
        ],
    },
    Test {
        id: "T12",
        untested_part: false,
        statements: &[
            Statement { key: "late_stance", unit: "mm", limit: AtLeast(3.0), figure: late_stance },
            Statement { key: "swing", unit: "mm", limit: AtMost(-5.0), figure: swing },
        ],
    },
    Test {
        id: "T13",
        untested_part: true,
        statements: &[Statement {
            key: "psoas_where_the_thigh_pulls_more",
            unit: "%",
            limit: AtLeast(0.0),
            figure: psoas_where_the_thigh_pulls_more,
        }],
    },
    Test {
        id: "T14",
        untested_part: false,
        statements: &[
            Statement { key: "gained_by_hugging", unit: "%", limit: AtLeast(1.0), figure: gained_by_hugging },
            Statement { key: "beyond_standing", unit: "%", limit: AtLeast(0.0), figure: slide_beyond_standing },
        ],
    },
    Test {
        id: "T15",
        untested_part: false,
        statements: &[Statement {
            key: "gained_by_tucking",
            unit: "%",
            limit: AtLeast(1.5),
            figure: gained_by_tucking,
        }],
    },
    Test {
        id: "T16",
        untested_part: false,
        statements: &[
            Statement { key: "camel", unit: "%", limit: AtLeast(2.0), figure: camel },
            Statement { key: "reach", unit: "%", limit: AtLeast(2.0), figure: reach },
            Statement { key: "bending_back_adds", unit: "mm", limit: AtLeast(1.0), figure: bending_back_adds },
        ],
    },
];

/// A lunge with the thigh 15 degrees behind the upright, the pelvis tipped forward by so much and the spine arched to
/// keep the chest upright [deg].
fn lunge(forward_tilt: f64) -> Coordinates {
    pose(&[("hip_flexion_r", -15.0 + forward_tilt), ("lumbar_extension", forward_tilt)])
}

fn lost_by_arching(s: &Subject) -> f64 {
    s.strain(&lunge(0.0), &lunge(10.0))
}

fn gained_by_tucking(s: &Subject) -> f64 {
    s.strain(&lunge(-10.0), &lunge(0.0))
}

fn spine_alone(s: &Subject) -> f64 {
    s.change_mm(&moved(&lunge(0.0), "lumbar_extension", 10.0), &lunge(0.0))
}

pub(super) fn late_stance(s: &Subject) -> f64 {
    s.change_mm(&pose(&[("hip_flexion_r", -settings().walking.comfortable_extension)]), &pose(&[]))
}

pub(super) fn swing(s: &Subject) -> f64 {
    s.change_mm(&pose(&[("hip_flexion_r", settings().walking.swing_flexion)]), &pose(&[]))
}

/// Of the table and the kneeling stretch, the one that pulls more on rectus femoris: its psoas strain less the other's.
fn psoas_where_the_thigh_pulls_more(s: &Subject) -> f64 {
    let (table, kneeling) = (catalogue("table-stretch"), catalogue("runners-lunge"));
    let front = s.engine.model().muscle_index("recfem_r").expect("claims are tested on models with all muscles");
    let thigh = |pose: &Coordinates| s.engine.lengths(pose)[front];
    let table_first = s.strain(&table, &kneeling);
    if thigh(&table) > thigh(&kneeling) { table_first } else { -table_first }
}

/// The hug tips the pelvis back by about 10 degrees more than a flat back does, and flattens the low back as much.
fn gained_by_hugging(s: &Subject) -> f64 {
    let hugged = catalogue("knee-hug-slide");
    let flat = moved(&moved(&hugged, "hip_flexion_r", 10.0), "lumbar_extension", 10.0);
    s.strain(&hugged, &flat)
}

fn slide_beyond_standing(s: &Subject) -> f64 {
    s.strain(&catalogue("knee-hug-slide"), &pose(&[]))
}

fn camel(s: &Subject) -> f64 {
    s.strain(&catalogue("camel"), &pose(&[]))
}

fn reach(s: &Subject) -> f64 {
    s.strain(&catalogue("standing-lunge-reach"), &pose(&[]))
}

pub(super) fn bending_back_adds(s: &Subject) -> f64 {
    let back = catalogue("camel");
    s.change_mm(&back, &moved(&back, "lumbar_extension", -back.get("lumbar_extension")))
}
