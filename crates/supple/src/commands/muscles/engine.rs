//! The engine, told which muscles and coordinates are wanted.

use body::model::MotionType;
use body::{Model, Options, Plan, WrapMode, Workspace, compute_pose};
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
}

/// What was computed, column by column.
pub struct Values {
    /// Lengths [m], one column per muscle.
    pub lengths: Vec<Vec<f64>>,
    /// Moment arms, one column per wanted entry.
    pub moment_arms: Vec<Vec<f64>>,
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
        let plan = Plan::new(&model, &Options { mode, muscles: Some(chosen), ..Options::default() });
        let entries = plan.entries().iter().enumerate().filter(|(_, e)| wanted.contains(&e.coordinate));
        let entries = entries.map(|(i, _)| i).collect();
        Ok(Self { model, plan, entries })
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

    /// Whether a coordinate is an angle.
    pub fn is_angle(&self, index: usize) -> bool {
        self.model.motion_type(index) == MotionType::Rotational
    }

    /// Everything at the poses `q[coordinate][frame]`.
    pub fn compute(&self, q: &[Vec<f64>]) -> Values {
        let frames = q.first().map_or(0, Vec::len);
        let mut workspace = Workspace::new(&self.plan);
        let mut lengths = vec![vec![0.0; frames]; self.plan.muscles().len()];
        let mut moment_arms = vec![vec![0.0; frames]; self.entries.len()];
        let mut pose = vec![0.0; q.len()];
        for frame in 0..frames {
            for (value, column) in pose.iter_mut().zip(q) {
                *value = column[frame];
            }
            compute_pose(&self.plan, &mut workspace, &pose);
            for (column, value) in lengths.iter_mut().zip(workspace.lengths()) {
                column[frame] = *value;
            }
            for (column, &i) in moment_arms.iter_mut().zip(&self.entries) {
                column[frame] = workspace.moment_arms()[i];
            }
        }
        Values { lengths, moment_arms }
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
