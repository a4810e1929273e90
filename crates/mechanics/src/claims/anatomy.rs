//! Claims about what the muscle is and does (A), and what comes of it (B).

use super::Limit::{AtLeast, AtMost};
use super::{Statement, Subject, Test, catalogue, rest, stretch, tilt};
use crate::engine::{Half, pose, rigid_fiber};
use crate::passive::LUMBAR;

pub(super) const TESTS: &[Test] = &[
    Test {
        id: "A5",
        untested_part: false,
        statements: &[Statement { key: "least_arm", unit: "mm", limit: AtLeast(10.0), figure: least_arm }],
    },
    Test {
        id: "A8",
        untested_part: true,
        statements: &[
            Statement { key: "size", unit: "x", limit: AtLeast(1.0), figure: size_beside_next },
            Statement { key: "strength", unit: "x", limit: AtLeast(1.0), figure: strength_beside_next },
        ],
    },
    Test {
        id: "A9",
        untested_part: true,
        statements: &[
            Statement { key: "others_across_both", unit: "muscles", limit: AtMost(0.0), figure: others_across_both },
            Statement { key: "share", unit: "%", limit: AtLeast(50.0), figure: share_of_the_hip },
        ],
    },
    Test {
        id: "A10",
        untested_part: true,
        statements: &[
            Statement { key: "forward_and_back", unit: "%", limit: AtLeast(1.0), figure: steadies_forward_and_back },
            Statement { key: "sideways", unit: "%", limit: AtLeast(1.0), figure: steadies_sideways },
        ],
    },
    Test {
        id: "A13",
        untested_part: false,
        statements: &[
            Statement { key: "force", unit: "x", limit: AtLeast(1.0), figure: force_beside_iliacus },
            Statement { key: "moment", unit: "x", limit: AtLeast(1.0), figure: moment_beside_iliacus },
        ],
    },
    Test { id: "A14", untested_part: false, statements: ONLY_LINK },
    Test {
        id: "A16",
        untested_part: false,
        statements: &[
            Statement { key: "late_stance", unit: "mm", limit: AtLeast(3.0), figure: stretch::late_stance },
            Statement { key: "swing", unit: "mm", limit: AtMost(-5.0), figure: stretch::swing },
        ],
    },
    Test {
        id: "B3",
        untested_part: true,
        statements: &[
            Statement { key: "standing_up", unit: "%", limit: AtLeast(5.0), figure: standing_up_lengthens },
            Statement { key: "pull_in_sitting", unit: "%", limit: AtMost(1.0), figure: pull_in_sitting },
        ],
    },
    Test {
        id: "B6",
        untested_part: true,
        statements: &[
            Statement { key: "other_joints", unit: "joints", limit: AtLeast(1.0), figure: other_joints },
            Statement { key: "hamstrings", unit: "%", limit: AtLeast(1.0), figure: hamstrings_stretched },
        ],
    },
    Test {
        id: "B7",
        untested_part: true,
        statements: &[Statement { key: "taller", unit: "mm", limit: AtLeast(2.0), figure: taller }],
    },
];

/// Is psoas the one link between trunk and legs? A single other muscle across the hip speaks against it.
pub(super) const ONLY_LINK: &[Statement] =
    &[Statement { key: "others_across_hip", unit: "muscles", limit: AtMost(0.0), figure: others_across_hip }];

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

/// Muscles of the right side with a moment arm about a coordinate in standing, psoas left out: index and arm [m].
fn others(s: &Subject, coordinate: &str) -> Vec<(usize, f64)> {
    let arms = s.engine.moment_arms(&pose(&[]), coordinate).expect("a coordinate of the model");
    let muscles = s.engine.model().muscles().iter().zip(arms).enumerate();
    let own = muscles.filter(|(_, (m, arm))| m.name.ends_with("_r") && !m.name.starts_with("psoas_") && *arm != 0.0);
    own.map(|(i, (_, arm))| (i, arm)).collect()
}

/// The largest of a value over the other muscles that bend the hip, by more than a millimetre's lever.
fn largest_other(s: &Subject, value: fn(force: f64, fiber: f64, arm: f64) -> f64) -> f64 {
    let of = |(i, arm): (usize, f64)| {
        let p = s.engine.model().muscles()[i].parameters.as_ref()?;
        (arm > 1e-3).then(|| value(p.max_isometric_force, p.optimal_fiber_length, arm))
    };
    others(s, "hip_flexion_r").into_iter().filter_map(of).fold(0.0, f64::max)
}

/// Force times fiber length, which goes with the volume of a muscle, beside the largest other one that bends the hip.
fn size_beside_next(s: &Subject) -> f64 {
    let own: f64 = s.engine.fascicles().iter().map(|f| f.force * f.fiber).sum::<f64>() / 2.0;
    own / largest_other(s, |force, fiber, _| force * fiber)
}

fn strength_beside_next(s: &Subject) -> f64 {
    s.strength(&pose(&[]), &["psoas_"], "hip_flexion_r") / largest_other(s, |force, _, arm| force * arm)
}

fn others_across_hip(s: &Subject) -> f64 {
    others(s, "hip_flexion_r").len() as f64
}

/// Muscles but psoas that turn both the hip and a lumbar joint.
fn others_across_both(s: &Subject) -> f64 {
    let hip = others(s, "hip_flexion_r");
    let lumbar: Vec<usize> =
        LUMBAR.iter().flat_map(|joint| others(s, &format!("{joint}_extension"))).map(|(i, _)| i).collect();
    hip.iter().filter(|(i, _)| lumbar.contains(i)).count() as f64
}

/// Force of psoas beside that of all muscles across the hip, itself among them [percent].
fn share_of_the_hip(s: &Subject) -> f64 {
    let force = |i: usize| s.engine.model().muscles()[i].parameters.as_ref().map_or(0.0, |p| p.max_isometric_force);
    let all: f64 = others(s, "hip_flexion_r").into_iter().map(|(i, _)| force(i)).sum();
    100.0 * psoas_force(s) / (psoas_force(s) + all)
}

/// How strongly both resting muscles turn a bent low back towards upright [percent of what its own tissue does]. They
/// pull harder on the longer side, which steadies; their pull presses on a bent column, which doesn't.
fn steadies(s: &Subject, coordinate: &str) -> f64 {
    let lengths = |angle: f64| s.engine.psoas_lengths(&pose(&[(coordinate, angle)]));
    let moment = |angle: f64| {
        let (less, more) = (lengths(angle - 1.0), lengths(angle + 1.0));
        let arms = less.iter().zip(more).map(|(less, more)| (less - more) / 2f64.to_radians());
        let forces = s.passive.psoas_forces(&pose(&[(coordinate, angle)]));
        forces.iter().zip(arms).map(|(force, arm)| force * arm).sum::<f64>()
    };
    let stiffness = (moment(-5.0) - moment(5.0)) / 10f64.to_radians();
    100.0 * stiffness / (tilt::LUMBAR_STIFFNESS / 6.0)
}

fn steadies_forward_and_back(s: &Subject) -> f64 {
    steadies(s, "lumbar_extension")
}

fn steadies_sideways(s: &Subject) -> f64 {
    steadies(s, "lumbar_bending")
}

fn standing_up_lengthens(s: &Subject) -> f64 {
    let sitting = 1.0 + rest::sitting_shortens(s) / 100.0;
    100.0 * (1.0 / sitting - 1.0)
}

/// Passive pull in sitting [percent of that in standing].
fn pull_in_sitting(s: &Subject) -> f64 {
    let pull = |at| s.engine.mean(&s.passive.psoas_forces(at), Half::Right);
    100.0 * pull(&catalogue("seated-breathing")) / pull(&pose(&[]))
}

/// Coordinates but those of hips and low back that psoas has a moment arm about.
fn other_joints(s: &Subject) -> f64 {
    let own = |name: &&str| {
        name.starts_with("hip_") || name.starts_with("lumbar_") || LUMBAR.iter().any(|j| name.starts_with(j))
    };
    s.engine.psoas_coordinates().iter().filter(|name| !own(name)).count() as f64
}

/// Stretch of the hamstrings when a psoas three times as stiff has tipped the pelvis [percent of the optimal fiber].
fn hamstrings_stretched(s: &Subject) -> f64 {
    let fibers = |hip: f64| {
        let lengths = s.engine.lengths(&pose(&[("hip_flexion", hip)]));
        let own = s
            .engine
            .model()
            .muscles()
            .iter()
            .zip(lengths)
            .filter(|(m, _)| m.name.ends_with("_r") && tilt::HAMSTRINGS.iter().any(|n| m.name.starts_with(n)));
        let fibers: Vec<f64> = own
            .filter_map(|(m, length)| {
                let p = m.parameters.as_ref()?;
                Some(rigid_fiber(length, p.optimal_fiber_length, p.tendon_slack_length, p.pennation_angle_at_optimal))
            })
            .collect();
        fibers.iter().sum::<f64>() / fibers.len() as f64
    };
    100.0 * (fibers(tilt::tilt(s, 3.0)) - fibers(0.0))
}

/// How much higher the head is with a psoas half as stiff, legs and chest upright [mm].
fn taller(s: &Subject) -> f64 {
    let height = |tilt: f64| {
        let at = pose(&[("pelvis_tilt", -tilt), ("hip_flexion", tilt), ("lumbar_extension", tilt)]);
        1e3 * s.engine.height(&at, "head", "femur_r").expect("a head and a thigh")
    };
    height(tilt::tilt(s, 0.5)) - height(0.0)
}
