//! What a measurement came to.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::entry::{Context, PelvisControl, Side};

/// A measurement, evaluated.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, sent as JSON")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MeasureResult {
    /// Slug of the measure.
    pub measure: String,
    /// The measured leg.
    pub side: Option<Side>,
    /// Hip extension past level [deg]: positive below level. Absent for the bolster trial.
    pub hip_extension_deg: Option<f64>,
    /// Half-width of the result's own error, its bias included [deg, or cm for the bolster trial].
    pub error: f64,
    /// Smallest difference from another result of this person and set-up that counts [same unit]: the house's, or the
    /// person's own repeat error where that is wider.
    pub noise: f64,
    /// The leg lies flat: the hip goes at least this far.
    pub at_limit: bool,
    /// Each reading as a result [deg or cm].
    pub readings: Vec<f64>,
    /// Largest minus smallest reading.
    pub spread: f64,
    /// Standard deviation of the readings; zero for one.
    pub repeat_sd: f64,
    /// What it says about the hip flexors; `unclear` where the pelvis wasn't controlled.
    pub length: Length,
    /// Knee bend of the hanging leg [deg].
    pub knee_angle_deg: Option<f64>,
    /// What the knee says about the long muscle at the front of the thigh (X13).
    pub two_joint: Option<TwoJoint>,
    /// Thigh length used [cm].
    pub thigh_length_cm: Option<f64>,
    /// Was the thigh length guessed?
    pub thigh_estimated: bool,
    /// Bolster to start with [cm].
    pub bolster_cm: Option<f64>,
    /// How well the pelvis was held.
    pub pelvis_control: PelvisControl,
    /// Did someone else read it?
    pub helper: bool,
    /// Read by phone (`true`) or by tape (`false`).
    pub by_angle: bool,
    /// Before or after a session.
    pub context: Context,
    /// The result in plain sentences.
    pub sentences: Vec<String>,
    /// How it was computed.
    pub how: String,
    /// What would make it better.
    pub notes: Vec<String>,
}

/// What an angle says about the one-joint hip flexors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// The thigh does not reach level (clinical scoring, 2D).
    Short,
    /// Too close to level for this error, or the pelvis wasn't controlled.
    Unclear,
    /// Clearly past level.
    NotShort,
}

/// What the knee's bend says about the two-joint muscles (X13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TwoJoint {
    /// Short.
    Short,
    /// Sources differ here.
    Between,
    /// Not short.
    NotShort,
}
