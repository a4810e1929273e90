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
    /// Fiber length less that in standing [percent of the optimal length].
    pub strain_percent: f64,
    /// How strong the stretch of this fascicle is, against its own length in standing and in a brisk walk.
    pub tier: Tier,
}

/// The psoas of both sides somewhere between two poses.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct CurvePoint {
    /// Where: 0 at the first pose, 1 at the second.
    pub at: f64,
    /// Right side: mean length with the tendon less that in standing [mm].
    pub right_mm: f64,
    /// Left side: the same [mm].
    pub left_mm: f64,
}

/// Mean lengths at `points` poses evenly between two, both of them included; every angle goes straight from one to the
/// other [deg].
pub fn curve(body: &Engine, from: &Coordinates, to: &Coordinates, points: usize) -> Vec<CurvePoint> {
    let standing = body.psoas_lengths(&angles(&[]));
    let change = |lengths: &[f64], half| (body.mean(lengths, half) - body.mean(&standing, half)) * 1e3;
    let point = |i: usize| {
        let at = i as f64 / (points.max(2) - 1) as f64;
        let lengths = body.psoas_lengths(&between(from, to, at));
        CurvePoint { at, right_mm: change(&lengths, Half::Right), left_mm: change(&lengths, Half::Left) }
    };
    (0..points.max(2)).map(point).collect()
}

/// The pose at `at` between two, with every coordinate that either of them names.
fn between(from: &Coordinates, to: &Coordinates, at: f64) -> Coordinates {
    let names = from.0.keys().chain(to.0.keys());
    let value = |name: &String| from.get(name) + (to.get(name) - from.get(name)) * at;
    Coordinates(names.map(|name| (name.clone(), value(name))).collect())
}

/// Lengths of a pose [deg]; coordinates that it doesn't name are 0.
pub fn explore(body: &Engine, pose: &Coordinates) -> Explored {
    let (lengths, standing) = (body.psoas_lengths(pose), body.psoas_lengths(&angles(&[])));
    let fibers: Vec<f64> = body.fascicles().iter().zip(&lengths).map(|(f, length)| f.fiber_at(*length)).collect();
    let scale = Scale::of(body);
    let scales = Scale::of_each(body);
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
                    strain_percent: (fibers[i] - scales[i].standing) * 1e2,
                    tier: scales[i].tier(fibers[i]),
                })
                .collect(),
        }
    };
    Explored { right: side(Half::Right), left: side(Half::Left) }
}
