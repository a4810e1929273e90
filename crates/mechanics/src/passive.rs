//! Passive moment of the hip: psoas, iliacus, the other muscles, and a residual for what they don't explain.
//!
//! Geometry doesn't say how much of the moment psoas carries, so three laws are kept side by side
//! (`content/mechanics.toml`). All numbers are for the middle of the ten people of Riener and Edrich 1999.

use crate::Engine;
use crate::engine::{pose, rigid_fiber};
use crate::settings::Law;
use body::model::MuscleParameters;
use body::{Scene, WrapMode};
use care::content::pose::Coordinates;

/// Net passive flexion moment of the hip [Nm] at a hip and a knee flexion [deg] (Riener and Edrich 1999).
pub fn riener(hip: f64, knee: f64) -> f64 {
    (1.4655 - 0.0034 * knee - 0.0750 * hip).exp() - (1.3403 - 0.0226 * knee + 0.0305 * hip).exp() + 8.072
}

/// Where psoas' share is counted: 10 degrees of extension, knee straight.
const SHARE_AT: f64 = -10.0;
/// Default passive curve of the published muscles: maximum force at 70 percent of strain, steepness 6.7.
const STEEPNESS: f64 = 6.7;
const FULL_STRAIN: f64 = 0.7;
const HAMSTRINGS: [&str; 3] = ["bflh_", "semimem_", "semiten_"];
/// Fitted to nothing: the least squares of `content/mechanics.toml` give them no part.
const WITHOUT_PART: [&str; 4] = ["recfem_", "glmax1_", "glmax2_", "glmax3_"];

/// Parts of the passive moment of the right hip [Nm], flexion positive.
#[derive(Clone, Copy, Debug)]
pub struct HipMoment {
    /// Psoas.
    pub psoas: f64,
    /// Iliacus.
    pub iliacus: f64,
    /// All other muscles across the hip.
    pub others: f64,
    /// Residual that bends; not negative.
    pub residual_flexor: f64,
    /// Residual that straightens, as a number that is not negative.
    pub residual_extensor: f64,
}

impl HipMoment {
    /// Everything together.
    pub fn total(&self) -> f64 {
        self.psoas + self.iliacus + self.others + self.residual_flexor - self.residual_extensor
    }
}

/// A body with one law of passive tension.
#[derive(Clone, Debug)]
pub struct Passive<'a> {
    engine: &'a Engine,
    law: &'a Law,
    scale: f64,
    /// How many times as stiff psoas is as in the law.
    tightness: f64,
}

impl<'a> Passive<'a> {
    /// Scales psoas to its share.
    pub fn new(engine: &'a Engine, law: &'a Law) -> Self {
        let mut passive = Self { engine, law, scale: 1.0, tightness: 1.0 };
        let at = pose(&[("hip_flexion", SHARE_AT)]);
        let unscaled = passive.psoas_moment(&at, "hip_flexion_r");
        // A psoas that doesn't cross the hip has no share; its tension is then left at the default curve's.
        let default = 1.0 / ((STEEPNESS * FULL_STRAIN).exp() - 1.0);
        passive.scale = if unscaled > 1e-9 { law.share * riener(SHARE_AT, 0.0) / unscaled } else { default };
        passive
    }

    /// The same with a psoas so many times as stiff.
    #[must_use]
    pub fn tight(&self, times: f64) -> Self {
        Self { tightness: times, ..self.clone() }
    }

    /// Passive forces of the fascicles along their paths [N], in their order. Never shown to a person.
    pub(crate) fn psoas_forces(&self, pose: &Coordinates) -> Vec<f64> {
        let lengths = self.engine.psoas_lengths(pose);
        let force = |(f, length): (&crate::Fascicle, &f64)| {
            let p = self.engine.model().muscles()[f.muscle].parameters.as_ref();
            let unscaled = pull(p.expect("a fascicle has parameters"), *length, self.law.steepness);
            self.tightness * self.scale * unscaled
        };
        self.engine.fascicles().iter().zip(&lengths).map(force).collect()
    }

    /// Passive moment of psoas about a coordinate [Nm]: of the right side for the hip, of both for the spine.
    pub(crate) fn psoas_moment(&self, pose: &Coordinates, coordinate: &str) -> f64 {
        let arms = self.engine.psoas_arms(pose, coordinate).expect("a coordinate of the model");
        arms.iter().zip(self.psoas_forces(pose)).map(|(arm, force)| force * arm).sum()
    }

    /// The parts of the right hip's passive moment.
    pub fn hip(&self, pose: &Coordinates) -> HipMoment {
        let (iliacus, others) = self.other_muscles(pose);
        let (hip, knee) = (pose.get("hip_flexion_r"), pose.get("knee_angle_r"));
        let [steady, late, latest] = self.law.residual_flexor;
        let [first, second] = self.law.residual_extensor;
        HipMoment {
            psoas: self.psoas_moment(pose, "hip_flexion_r"),
            iliacus,
            others,
            residual_flexor: steady + late * (-0.075 * hip).exp() + latest * (-0.110 * hip).exp(),
            residual_extensor: first * (0.0305 * hip - 0.0226 * knee).exp()
                + second * (0.05 * hip - 0.0226 * knee).exp(),
        }
    }

    /// Passive moments of iliacus and of all muscles but it and psoas about the right hip [Nm].
    fn other_muscles(&self, pose: &Coordinates) -> (f64, f64) {
        let arms = self.engine.moment_arms(pose, "hip_flexion_r").expect("Engine::new has checked it");
        let default = 1.0 / ((STEEPNESS * FULL_STRAIN).exp() - 1.0);
        let (mut iliacus, mut others) = (0.0, 0.0);
        for ((muscle, arm), length) in self.engine.model().muscles().iter().zip(arms).zip(self.engine.lengths(pose)) {
            let is = |names: &[&str]| names.iter().any(|n| muscle.name.starts_with(n));
            let Some(p) = muscle.parameters.as_ref().filter(|_| arm != 0.0) else { continue };
            match muscle.name.as_str() {
                _ if is(&["psoas_"]) || is(&WITHOUT_PART) => {}
                "iliacus_r" => iliacus += self.law.iliacus * self.scale * pull(p, length, self.law.steepness) * arm,
                _ if is(&HAMSTRINGS) => others += self.law.hamstrings * default * pull(p, length, STEEPNESS) * arm,
                _ => others += self.law.other_flexors * default * pull(p, length, STEEPNESS) * arm,
            }
        }
        (iliacus, others)
    }

    /// Passive moment of psoas of both sides about each lumbar joint [Nm], arching positive, lowest joint first.
    pub(crate) fn lumbar(&self, pose: &Coordinates) -> Vec<f64> {
        let forces = self.psoas_forces(pose);
        let moment = |joint: &&str| {
            let arms = self.engine.psoas_arms(pose, &format!("{joint}_extension")).expect("a joint of the model");
            arms.iter().zip(&forces).map(|(arm, force)| force * arm).sum()
        };
        LUMBAR.iter().map(moment).collect()
    }

    /// Passive force of psoas of both sides that presses a lumbar joint together [N], in standing.
    pub(crate) fn compression(&self, joint_level: usize) -> f64 {
        let standing = pose(&[]);
        let forces = self.psoas_forces(&standing);
        let above = |f: &crate::Fascicle| origin_level(&f.name).is_some_and(|level| level > joint_level);
        let scene = Scene::new(self.engine.model(), WrapMode::Geodesic);
        // How far down a newton along the fascicle's first stretch pulls.
        let steep = |f: &crate::Fascicle| {
            let line = scene.polyline(f.muscle, 0.01);
            let [x, y, z] = [0, 1, 2].map(|k| line[1][k] - line[0][k]);
            -y / x.hypot(y).hypot(z)
        };
        let each = self.engine.fascicles().iter().zip(forces).filter(|(f, _)| above(f));
        each.map(|(f, force)| force * steep(f)).sum()
    }
}

/// Unscaled passive force along the path [N].
fn pull(p: &MuscleParameters, length: f64, steepness: f64) -> f64 {
    let (optimal, tendon) = (p.optimal_fiber_length, p.tendon_slack_length);
    let fiber = rigid_fiber(length, optimal, tendon, p.pennation_angle_at_optimal);
    let along = ((length - tendon) / (fiber * optimal)).clamp(0.0, 1.0);
    p.max_isometric_force * ((steepness * (fiber - 1.0).max(0.0)).exp() - 1.0) * along
}

/// Lumbar joints from below.
pub(crate) const LUMBAR: [&str; 6] = ["L5_S1", "L4_L5", "L3_L4", "L2_L3", "L1_L2", "T12_L1"];

/// How many lumbar joints lie below the vertebra that a fascicle starts from: 1 for L5.
fn origin_level(name: &str) -> Option<usize> {
    let digit = name.strip_prefix('L')?.chars().next()?.to_digit(10)?;
    Some(6 - digit as usize)
}
