//! Any pose, as it is: for the explorer, without a spread.

use crate::engine::{Engine, Half, pose as angles};
use crate::tier::{Scale, Tier};
use care::content::pose::Coordinates;
use serde::Serialize;
use utoipa::ToSchema;

/// The psoas of both sides in one pose.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Explored {
    /// The right side.
    pub right: ExploredSide,
    /// The left side.
    pub left: ExploredSide,
}

/// One side.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExploredSide {
    /// How strong the stretch is.
    pub tier: Tier,
    /// Mean length with the tendon [mm].
    pub length_mm: f64,
    /// Less that in standing [mm].
    pub change_mm: f64,
    /// Mean fiber length less that in standing [percent of the optimal length].
    pub strain_percent: f64,
    /// Fascicle by fascicle, upper ones first.
    pub fascicles: Vec<ExploredFascicle>,
}

/// One fascicle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExploredFascicle {
    /// Level and part, e.g. `L1L2_disc`.
    pub name: String,
    /// Length with the tendon [mm].
    pub length_mm: f64,
    /// Less that in standing [mm].
    pub change_mm: f64,
    /// Fiber length [percent of the optimal length]; at 100 and below it is slack.
    pub fiber_percent: f64,
}

/// Lengths of a pose [deg]; coordinates that it doesn't name are 0.
pub fn explore(body: &Engine, pose: &Coordinates) -> Explored {
    let (lengths, standing) = (body.psoas_lengths(pose), body.psoas_lengths(&angles(&[])));
    let fibers: Vec<f64> = body.fascicles().iter().zip(&lengths).map(|(f, length)| f.fiber_at(*length)).collect();
    let scale = Scale::of(body);
    let side = |half| {
        let (length, fiber) = (body.mean(&lengths, half), body.mean(&fibers, half));
        let own = body.fascicles().iter().enumerate().filter(|(_, f)| f.half == half);
        ExploredSide {
            tier: scale.tier(fiber),
            length_mm: length * 1e3,
            change_mm: (length - body.mean(&standing, half)) * 1e3,
            strain_percent: (fiber - scale.standing) * 1e2,
            fascicles: own
                .map(|(i, f)| ExploredFascicle {
                    name: f.name.clone(),
                    length_mm: lengths[i] * 1e3,
                    change_mm: (lengths[i] - standing[i]) * 1e3,
                    fiber_percent: fibers[i] * 1e2,
                })
                .collect(),
        }
    };
    Explored { right: side(Half::Right), left: side(Half::Left) }
}
