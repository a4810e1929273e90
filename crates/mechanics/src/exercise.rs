//! What an exercise does to the psoas, from its pose: by side and fascicle, against standing, with its spread.

use crate::engine::{Engine, Half, pose};
use crate::settings::settings;
use crate::spread::{Estimate, around};
use crate::tier::{Scale, TierRange};
use crate::variant::HIPS;
use crate::{BodySize, Error, sized, with_hip_geometry};
use body::Model;
use care::content::{exercises, pose::Coordinates, poses};
use serde::Serialize;
use utoipa::ToSchema;

/// One exercise at the end of its movement, where it is held.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExerciseMechanics {
    /// The exercise.
    pub slug: String,
    /// The right side, which is the worked one of an exercise with sides.
    pub right: SideMechanics,
    /// The left side.
    pub left: SideMechanics,
}

/// One side of the body.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SideMechanics {
    /// How strong the stretch is.
    pub tier: TierRange,
    /// Mean length of the muscle with its tendon, less that in standing [mm].
    pub change_mm: Estimate,
    /// Mean fiber length, less that in standing [percent of the optimal length].
    pub strain_percent: Estimate,
    /// Fascicle by fascicle, upper ones first.
    pub fascicles: Vec<FascicleMechanics>,
}

/// One fascicle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FascicleMechanics {
    /// Level and part, e.g. `L1L2_disc`.
    pub name: String,
    /// Length less that in standing [mm].
    pub change_mm: Estimate,
    /// Fiber length less that in standing [percent of the optimal length].
    pub strain_percent: Estimate,
}

/// What the catalogue's exercise does to a body like this.
///
/// # Errors
/// A slug or a size that doesn't exist, or a model without a whole psoas.
pub fn exercise(model: &Model, slug: &str, size: &BodySize) -> Result<ExerciseMechanics, Error> {
    if !exercises().contains_key(slug) {
        return Err(Error::UnknownExercise(slug.to_owned()));
    }
    Bodies::new(model, size)?.exercise(slug)
}

/// The bodies that an answer for one size is spread over, made ready; worth keeping for the next answer.
#[derive(Clone, Debug)]
pub struct Bodies(Vec<Engine>);

impl Bodies {
    /// The body as given, then the same with the other published hip, and each with a narrower and a broader pelvis.
    ///
    /// # Errors
    /// A size that doesn't exist, or a model without a whole psoas.
    pub fn new(model: &Model, size: &BodySize) -> Result<Self, Error> {
        let hips = HIPS.iter().flat_map(|hip| size.with_other_pelvises().into_iter().map(move |size| (*hip, size)));
        let engines = hips.map(|(hip, size)| Engine::new(sized(&with_hip_geometry(model, hip)?, &size)?));
        Ok(Self(engines.collect::<Result<_, _>>()?))
    }

    /// What an exercise does to them.
    ///
    /// # Errors
    /// [`Error::UnknownExercise`] when there is no pose of that name.
    pub fn exercise(&self, slug: &str) -> Result<ExerciseMechanics, Error> {
        let written = &poses().get(slug).ok_or_else(|| Error::UnknownExercise(slug.to_owned()))?.end;
        let samples: Vec<Sample> = self.0.iter().map(|body| Sample::new(body, written)).collect();
        let side = |half| side(&self.0[0], &samples, half);
        Ok(ExerciseMechanics { slug: slug.to_owned(), right: side(Half::Right), left: side(Half::Left) })
    }
}

/// All exercises of the catalogue that have a pose, by slug.
///
/// # Errors
/// As [`exercise`].
pub fn table(model: &Model, size: &BodySize) -> Result<Vec<ExerciseMechanics>, Error> {
    let bodies = Bodies::new(model, size)?;
    exercises().keys().filter(|slug| poses().contains_key(*slug)).map(|slug| bodies.exercise(slug)).collect()
}

/// Of one body: lengths [m] and fibers [optimal lengths] less those in standing: the pose as written first, then the draws.
struct Sample {
    scale: Scale,
    changes: Vec<Vec<f64>>,
    strains: Vec<Vec<f64>>,
}

impl Sample {
    fn new(body: &Engine, written: &Coordinates) -> Self {
        let less = |values: Vec<f64>, base: &[f64]| values.iter().zip(base).map(|(v, b)| v - b).collect::<Vec<f64>>();
        let fibers = |lengths: &[f64]| -> Vec<f64> {
            body.fascicles().iter().zip(lengths).map(|(f, length)| f.fiber_at(*length)).collect()
        };
        let standing = body.psoas_lengths(&pose(&[]));
        let standing_fibers = fibers(&standing);
        let mut poses = vec![written.clone()];
        poses.extend(around(written, &settings().pose_error));
        let lengths: Vec<Vec<f64>> = poses.iter().map(|p| body.psoas_lengths(p)).collect();
        Self {
            scale: Scale::of(body),
            strains: lengths.iter().map(|l| less(fibers(l), &standing_fibers)).collect(),
            changes: lengths.into_iter().map(|l| less(l, &standing)).collect(),
        }
    }
}

fn of_changes(sample: &Sample) -> &Vec<Vec<f64>> {
    &sample.changes
}

fn of_strains(sample: &Sample) -> &Vec<Vec<f64>> {
    &sample.strains
}

fn side(body: &Engine, samples: &[Sample], half: Half) -> SideMechanics {
    let estimate = |rows: fn(&Sample) -> &Vec<Vec<f64>>, pick: &dyn Fn(&[f64]) -> f64| {
        let draws = samples.iter().flat_map(|s| rows(s).iter().skip(1).map(|row| pick(row))).collect();
        Estimate::new(pick(&rows(&samples[0])[0]), draws)
    };
    let mean = |row: &[f64]| body.mean(row, half);
    let strain = estimate(of_strains, &mean);
    // Every body is measured by its own lengths.
    let tiers = |s: &Sample| s.strains.iter().map(|row| s.scale.tier(mean(row) + s.scale.standing)).collect::<Vec<_>>();
    let drawn = samples.iter().flat_map(|s| tiers(s).split_off(1)).collect();
    let own = body.fascicles().iter().enumerate().filter(|(_, f)| f.half == half);
    SideMechanics {
        tier: TierRange::new(tiers(&samples[0])[0], drawn),
        change_mm: estimate(of_changes, &mean).map(|v| v * 1e3),
        strain_percent: strain.map(|v| v * 1e2),
        fascicles: own
            .map(|(i, f)| FascicleMechanics {
                name: f.name.clone(),
                change_mm: estimate(of_changes, &|row| row[i]).map(|v| v * 1e3),
                strain_percent: estimate(of_strains, &|row| row[i]).map(|v| v * 1e2),
            })
            .collect(),
    }
}
