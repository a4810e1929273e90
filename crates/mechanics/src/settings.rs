//! The numbers of `content/mechanics.toml`.

use crate::BodySize;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// All of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// How far people end up from the pose they were told.
    pub pose_error: PoseError,
    /// Angles of walking, which give the tiers their scale.
    pub walking: Walking,
    /// Laws of passive tension that the published hip moment allows.
    pub laws: Vec<Law>,
    /// Bodies over which a claim has to hold.
    pub bodies: Vec<BodySize>,
    /// The rule from statements to verdicts.
    pub verdict: VerdictRule,
    /// Ids of published results beside claims that `content/claims.toml` doesn't have.
    pub studies: BTreeMap<String, Vec<String>>,
}

/// Standard deviations [deg] and the number of draws.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoseError {
    /// Of hip flexion.
    pub hip: f64,
    /// Of lumbar extension.
    pub lumbar: f64,
    /// Poses drawn for each body.
    pub draws: usize,
}

/// Hip angles of walking [deg].
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Walking {
    /// Largest extension at a comfortable speed.
    pub comfortable_extension: f64,
    /// Largest extension when walking fast.
    pub brisk_extension: f64,
    /// Flexion of the swinging leg.
    pub swing_flexion: f64,
}

/// One law of passive tension; `content/mechanics.toml` has the formulas.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its name.
    pub name: String,
    /// What psoas carries of the net passive moment at 10 degrees of extension, knee straight (0 to 1).
    pub share: f64,
    /// Steepness of the exponential of psoas and iliacus.
    pub steepness: f64,
    /// Factor on iliacus, beside psoas.
    pub iliacus: f64,
    /// Factor on the hamstrings' default curve.
    pub hamstrings: f64,
    /// Factor on the default curve of the other muscles that bend the hip.
    pub other_flexors: f64,
    /// Residual that bends the hip [Nm]: constant, and two exponentials.
    pub residual_flexor: [f64; 3],
    /// Residual that straightens the hip [Nm]: two exponentials.
    pub residual_extensor: [f64; 2],
}

/// When a statement counts.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictRule {
    /// Share of the variants that have to agree.
    pub agreement: f64,
}

/// The settings, read once.
pub fn settings() -> &'static Settings {
    static ALL: LazyLock<Settings> = LazyLock::new(|| {
        toml::from_str(include_str!("../../../content/mechanics.toml"))
            .unwrap_or_else(|e| panic!("content/mechanics.toml: {e}"))
    });
    &ALL
}
