//! The engine, told which muscles and coordinates are wanted.

use body::muscle::MuscleCurves;
use body::{Batch, BatchOptions, Model, Options, Plan, WrapMode, compute_batch};
use clap::ValueEnum;
use regex::Regex;

use crate::failure::Failure;

/// How paths go around surfaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// The exact shortest way on the side that the rules choose.
    Geodesic,
    /// OpenSim's own tangent points.
    Opensim,
}

/// A model, compiled for the muscles that are wanted.
pub struct Engine {
    /// The whole model.
    pub model: Model,
    plan: Plan,
    /// Which of the plan's moment arms are wanted.
    entries: Vec<usize>,
    /// Of each muscle; `None` for a path without muscle parameters.
    curves: Vec<Option<MuscleCurves>>,
}

/// What was computed, column by column.
pub struct Values<'a> {
    batch: Batch,
    engine: &'a Engine,
}

impl Values<'_> {
    /// Lengths [m], one column per muscle.
    pub fn lengths(&self) -> impl Iterator<Item = &[f64]> {
        (0..self.engine.plan.muscles().len()).map(|m| self.batch.length(m))
    }

    /// Moment arms, one column per wanted entry.
    pub fn moment_arms(&self) -> impl Iterator<Item = &[f64]> {
        self.engine.entries.iter().map(|&e| self.batch.moment_arm(e))
    }
}

impl Engine {
    /// Compiles the model; the patterns are regular expressions of names.
    pub fn new(model: Model, mode: Mode, muscles: Option<&str>, coordinates: Option<&str>) -> Result<Self, Failure> {
        let chosen = choose(muscles, model.muscles().iter().map(|m| m.name.as_str()))?;
        let wanted = choose(coordinates, model.coordinates().iter().map(|c| c.name.as_str()))?;
        let mode = match mode {
            Mode::Geodesic => WrapMode::Geodesic,
            Mode::Opensim => WrapMode::OpenSim,
        };
        let plan = Plan::new(&model, &Options { mode, muscles: Some(chosen) });
        let entries = plan.entries().iter().enumerate().filter(|(_, e)| wanted.contains(&e.coordinate));
        let entries = entries.map(|(i, _)| i).collect();
        let muscle = |&m: &usize| model.muscles()[m].parameters.as_ref().map(MuscleCurves::new);
        let curves = plan.muscles().iter().map(muscle).collect();
        Ok(Self { model, plan, entries, curves })
    }

    /// Names of the muscles, in the order of columns.
    pub fn muscles(&self) -> Vec<&str> {
        self.plan.muscles().iter().map(|&m| self.model.muscles()[m].name.as_str()).collect()
    }

    /// For each column of moment arms: the muscle's column, and the coordinate.
    pub fn entries(&self) -> Vec<(usize, usize)> {
        let all = self.plan.entries();
        self.entries.iter().map(|&i| (all[i].muscle, all[i].coordinate)).collect()
    }

    /// The name of a coordinate.
    pub fn coordinate(&self, index: usize) -> &str {
        &self.model.coordinates()[index].name
    }

    /// Everything at the poses `q[coordinate][frame]`.
    pub fn compute(&self, q: &[Vec<f64>]) -> Values<'_> {
        let frames = q.first().map_or(1, Vec::len);
        let mut batch = Batch::default();
        compute_batch(&self.plan, &q.concat(), frames, &BatchOptions::default(), &mut batch);
        Values { batch, engine: self }
    }

    /// Fiber length over optimal fiber length, and passive force along the tendon [N], of a muscle (by its column) with
    /// a rigid tendon, at each of these lengths [m]; `None` for a path without muscle parameters.
    pub fn rigid_tendon(&self, muscle: usize, lengths: &[f64]) -> Option<(Vec<f64>, Vec<f64>)> {
        let curves = self.curves[muscle].as_ref()?;
        let fiber = |&length: &f64| {
            let fiber = curves.rigid_tendon(length);
            (fiber.normalized_length, fiber.passive_force_along_tendon())
        };
        Some(lengths.iter().map(fiber).unzip())
    }
}

/// Indices of the names that fit; all without a pattern.
fn choose<'a>(pattern: Option<&str>, names: impl Iterator<Item = &'a str> + Clone) -> Result<Vec<usize>, Failure> {
    let Some(pattern) = pattern else { return Ok((0..names.count()).collect()) };
    let regex = Regex::new(pattern).map_err(|e| Failure::input("pattern", pattern, &e))?;
    let fits = names.clone().enumerate().filter(|(_, n)| regex.is_match(n)).map(|(i, _)| i);
    let fits: Vec<usize> = fits.collect();
    if fits.is_empty() {
        let some: Vec<&str> = names.take(5).collect();
        let detail = format!("no name fits `{pattern}` (there are {}, ..)", some.join(", "));
        return Err(Failure::input("pattern", pattern, &detail));
    }
    Ok(fits)
}
