//! The same person with another published hip, or with a psoas that ends on the pelvis as in spine models.

use crate::Error;
use crate::engine::rigid_fiber;
use body::model::{Muscle, Parts, PathPoint, PathPointKind};
use body::{Model, Options, Plan, Workspace, compute_pose};
use serde::Serialize;

/// A published way of psoas from the pelvis to the femur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HipGeometry {
    /// Around a cylinder at the brim (Rajagopal 2016): a moment arm of about 24 mm in standing. The model's own.
    Cylinder,
    /// Through points (Delp's line, gait2392): about 38 mm. Sound to 90 degrees of flexion; beyond 98 its moment arm
    /// changes sign.
    Points,
}

/// Both.
pub(crate) const HIPS: [HipGeometry; 2] = [HipGeometry::Cylinder, HipGeometry::Points];

/// Hip centre of this model less that of gait2392: the points of that pelvis move with it [m].
const HIP_SHIFT: [f64; 3] = [0.0144, -0.0124, -0.0062];
const BRIM: [f64; 3] = [-0.0238, -0.0570, 0.0759];
const FRONT: [f64; 3] = [-0.0288, -0.0805, 0.0816];
const FEMUR: [[f64; 3]; 2] = [[0.0016, -0.0507, 0.0038], [-0.0188, -0.0597, 0.0104]];

/// The model with psoas taking this way from the brim on; fibers in standing stay as long as they were. Fascicles that
/// don't reach the femur are left as they are.
///
/// # Errors
/// [`Error::Model`] when the model has no such pelvis and femurs.
pub fn with_hip_geometry(model: &Model, hip: HipGeometry) -> Result<Model, Error> {
    if hip == HipGeometry::Cylinder {
        return Ok(model.clone());
    }
    change_psoas(model, |muscle, side| {
        let mirror = |[x, y, z]: [f64; 3]| [x, y, if side == "l" { -z } else { z }];
        let on_pelvis = |at: [f64; 3]| mirror([at[0] + HIP_SHIFT[0], at[1] + HIP_SHIFT[1], at[2] + HIP_SHIFT[2]]);
        let point = |name: &str, frame: String, kind| PathPoint { name: name.to_owned(), frame, kind };
        let fixed = |location| PathPointKind::Fixed { location };
        let front = PathPointKind::Conditional {
            location: on_pelvis(FRONT),
            coordinate: format!("hip_flexion_{side}"),
            range: [-std::f64::consts::FRAC_PI_2, std::f64::consts::FRAC_PI_4],
        };
        if !muscle.path.points.iter().any(|p| p.frame.starts_with("femur")) {
            return;
        }
        muscle.path.points.truncate(1);
        muscle.path.points.push(point("brim", "pelvis".to_owned(), fixed(on_pelvis(BRIM))));
        muscle.path.points.push(point("front", "pelvis".to_owned(), front));
        let femur = FEMUR.map(|at| point("femur", format!("femur_{side}"), fixed(mirror(at))));
        muscle.path.points.extend(femur);
        muscle.path.wraps.clear();
    })
}

/// A psoas that ends at the brim, as in models of the spine: the hip does nothing to it.
///
/// # Errors
/// [`Error::Model`] when the fascicles have no point on the pelvis.
pub fn ending_at_the_pelvis(model: &Model) -> Result<Model, Error> {
    change_psoas(model, |muscle, _| {
        muscle.path.points.truncate(2);
        muscle.path.wraps.clear();
    })
}

fn change_psoas(model: &Model, change: impl Fn(&mut Muscle, &str)) -> Result<Model, Error> {
    let mut parts = model.parts().clone();
    for muscle in parts.muscles.iter_mut().filter(|m| m.name.starts_with("psoas_")) {
        let side = if muscle.name.ends_with("_l") { "l" } else { "r" };
        change(muscle, side);
    }
    keep_fibers(model, parts)
}

/// Sets tendons so that every fiber in standing is as long as in `model`; the path may have changed, the fiber not.
fn keep_fibers(model: &Model, mut parts: Parts) -> Result<Model, Error> {
    let changed = Model::new(parts.clone())?;
    for ((muscle, before), after) in parts.muscles.iter_mut().zip(standing(model)).zip(standing(&changed)) {
        if let Some(p) = &mut muscle.parameters {
            let fiber =
                rigid_fiber(before, p.optimal_fiber_length, p.tendon_slack_length, p.pennation_angle_at_optimal);
            let height = p.pennation_angle_at_optimal.sin();
            p.tendon_slack_length = after - p.optimal_fiber_length * (fiber * fiber - height * height).max(0.0).sqrt();
        }
    }
    Ok(Model::new(parts)?)
}

/// Scales fibers and tendons with the lengths of their paths in standing.
pub(crate) fn keep_relative_lengths(model: &Model, mut parts: Parts) -> Result<Model, Error> {
    let changed = Model::new(parts.clone())?;
    for ((muscle, before), after) in parts.muscles.iter_mut().zip(standing(model)).zip(standing(&changed)) {
        if let Some(p) = &mut muscle.parameters {
            p.optimal_fiber_length *= after / before;
            p.tendon_slack_length *= after / before;
        }
    }
    Ok(Model::new(parts)?)
}

fn standing(model: &Model) -> Vec<f64> {
    let plan = Plan::new(model, &Options::default());
    let mut workspace = Workspace::new(&plan);
    compute_pose(&plan, &mut workspace, &model.default_pose());
    workspace.lengths().to_vec()
}
