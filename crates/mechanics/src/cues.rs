//! What a cue changes: the same lunge with one thing done differently.

use crate::engine::{Engine, Half, moved, pose};
use crate::variant::HIPS;
use crate::{BodySize, Error, Estimate, sized, with_hip_geometry};
use body::Model;
use care::content::pose::Coordinates;
use serde::Serialize;
use utoipa::ToSchema;

/// A cue, and what it does to the psoas of the rear leg.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Cue {
    /// Its words are under `mechanics.cues.<key>`.
    pub key: String,
    /// Fiber strain with the cue less without [percent of the optimal length]; the range is that of the two hips.
    pub strain_percent: Estimate,
}

/// Changes of single angles [deg]. A tuck or an arch moves hip and low back together: the thigh and the chest stay.
type Changes = &'static [(&'static str, f64)];

const CUES: [(&str, Changes); 11] = [
    ("tuck", &[("hip_flexion_r", -10.0), ("lumbar_extension", -10.0)]),
    ("arch", &[("hip_flexion_r", 10.0), ("lumbar_extension", 10.0)]),
    ("bend_back", &[("lumbar_extension", 20.0)]),
    ("side_bend_away", &[("lumbar_bending", -15.0)]),
    ("side_bend_towards", &[("lumbar_bending", 15.0)]),
    ("turn_towards", &[("lumbar_rotation", -15.0)]),
    ("turn_away", &[("lumbar_rotation", 15.0)]),
    ("toes_in", &[("hip_rotation_r", 20.0)]),
    ("toes_out", &[("hip_rotation_r", -20.0)]),
    ("leg_outwards", &[("hip_adduction_r", -15.0)]),
    ("rear_foot_up", &[("knee_angle_r", 40.0)]),
];

/// All cues, from the right hip 15 degrees back, the right knee bent by 75, the spine as in standing.
///
/// # Errors
/// A size that doesn't exist, or a model without a whole psoas.
pub fn cues(model: &Model, size: &BodySize) -> Result<Vec<Cue>, Error> {
    let hips = HIPS.iter().map(|hip| Engine::new(sized(&with_hip_geometry(model, *hip)?, size)?));
    let bodies = hips.collect::<Result<Vec<_>, _>>()?;
    let base = pose(&[("hip_flexion_r", -15.0), ("knee_angle_r", 75.0)]);
    let cue = |(key, changes): &(&str, Changes)| {
        let with: Coordinates = changes.iter().fold(base.clone(), |pose, (name, by)| moved(&pose, name, *by));
        let strain = |body: &Engine| 1e2 * (body.fiber(&with, Half::Right) - body.fiber(&base, Half::Right));
        let all: Vec<f64> = bodies.iter().map(strain).collect();
        Cue { key: (*key).to_owned(), strain_percent: Estimate::whole(strain(&bodies[0]), &all) }
    };
    Ok(CUES.iter().map(cue).collect())
}
