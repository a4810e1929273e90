//! The compiled model.
//!
//! [`Plan::new`] does once what does not depend on the pose: it folds constant transforms, drops bodies that no muscle
//! needs, adds up pieces between points of one body, and lists which line of which muscle crosses which joint.

mod bundle;
mod chain;
mod exchange;
pub(crate) mod functions;
mod muscle;
mod program;

use crate::model::Model;
use crate::path::PathProgram;
use std::sync::{Arc, OnceLock};

pub(crate) use bundle::Bundles;
pub(crate) use chain::Chain;
use functions::{Functions, Slot};
pub(crate) use program::{Candidate, Gate, Kind, MovingOp, MuscleProgram, PairOp, Piece, WrapOp};

/// How paths go around surfaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WrapMode {
    /// The exact shortest path on the side that OpenSim's rules choose: the moment arm is minus the derivative of the
    /// length.
    #[default]
    Geodesic,
    /// OpenSim's tangent points, as its procedure is meant.
    OpenSim,
    /// OpenSim 4.6's lengths with its known defects, for comparison only; see `docs/decisions/engine.md`.
    OpenSimWithDefects,
}

/// What a plan computes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How paths go around surfaces.
    pub mode: WrapMode,
    /// Indices of the muscles wanted; all when `None`.
    pub muscles: Option<Vec<usize>>,
}

/// A moment arm that the plan computes; all others are zero in every pose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Row of the plan: an index into [`Plan::muscles`].
    pub muscle: usize,
    /// Index into [`Model::coordinates`].
    pub coordinate: usize,
}

/// dst += gain * src, for coordinates that others follow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coupling {
    pub dst: usize,
    pub src: usize,
    pub gain: Slot,
}

/// A model compiled for fast evaluation. It never changes, and threads may share it.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(crate) mode: WrapMode,
    pub(crate) coordinates: usize,
    pub(crate) functions: Functions,
    pub(crate) chain: Chain,
    pub(crate) programs: Vec<MuscleProgram>,
    /// The whole path of each muscle, for the general solver.
    pub(crate) paths: Vec<PathProgram>,
    pub(crate) couplings: Vec<Coupling>,
    entries: Vec<Entry>,
    muscles: Vec<usize>,
    /// Made when the first workspace asks for them.
    twos: OnceLock<Arc<Bundles<2>>>,
    #[cfg(target_arch = "x86_64")]
    fours: OnceLock<Arc<Bundles<4>>>,
}

impl Plan {
    /// Compiles the model.
    pub fn new(model: &Model, options: &Options) -> Self {
        let muscles = options.muscles.clone().unwrap_or_else(|| (0..model.muscles().len()).collect());
        let mut needed = vec![false; model.body_count()];
        for m in &muscles {
            muscle::mark_bodies(model, *m, &mut needed);
        }
        Self::compile(model, options.mode, muscles, &needed)
    }

    /// Everything relative to the ground, whether a muscle needs it or not.
    pub(crate) fn whole(model: &Model, mode: WrapMode) -> Self {
        let muscles = (0..model.muscles().len()).collect();
        Self::compile(model, mode, muscles, &vec![true; model.body_count()])
    }

    fn compile(model: &Model, mode: WrapMode, muscles: Vec<usize>, needed: &[bool]) -> Self {
        let mut functions = Functions::new(model.coordinates().len());
        let gains = couple(model, &mut functions);
        let chain = Chain::new(model, needed, &mut functions);
        let mut plan = Self {
            mode,
            coordinates: model.coordinates().len(),
            functions,
            chain,
            programs: Vec::new(),
            paths: Vec::new(),
            couplings: Vec::new(),
            entries: Vec::new(),
            muscles,
            twos: OnceLock::new(),
            #[cfg(target_arch = "x86_64")]
            fours: OnceLock::new(),
        };
        for row in 0..plan.muscles.len() {
            let (mut program, path) = muscle::compile(model, plan.muscles[row], mode, &plan.chain, &mut plan.functions);
            plan.enter(row, &mut program, &gains);
            plan.programs.push(program);
            plan.paths.push(path);
        }
        plan
    }

    /// All muscles in bundles of up to two.
    pub(crate) fn twos(&self) -> Arc<Bundles<2>> {
        self.twos.get_or_init(|| Arc::new(Bundles::new(self))).clone()
    }

    /// All muscles in bundles of up to four.
    #[cfg(target_arch = "x86_64")]
    pub(crate) fn fours(&self) -> Arc<Bundles<4>> {
        self.fours.get_or_init(|| Arc::new(Bundles::new(self))).clone()
    }

    /// Gives every moment arm of the muscle its place.
    fn enter(&mut self, row: usize, program: &mut MuscleProgram, gains: &[Gain]) {
        let mut coordinates: Vec<usize> = program.coordinates();
        for gain in gains {
            if coordinates.contains(&gain.dependent) && !coordinates.contains(&gain.independent) {
                coordinates.push(gain.independent);
            }
        }
        coordinates.sort_unstable();
        let first = self.entries.len();
        self.entries.extend(coordinates.iter().map(|c| Entry { muscle: row, coordinate: *c }));
        let entry = |c: usize| coordinates.binary_search(&c).ok().map(|i| first + i);
        program.place(&|c| entry(c).expect("every coordinate of the program has just been listed"));
        program.entries = first..self.entries.len();
        for gain in gains {
            if let (Some(src), Some(dst)) = (entry(gain.dependent), entry(gain.independent)) {
                self.couplings.push(Coupling { dst, src, gain: gain.slot });
            }
        }
    }

    /// The moment arms that are computed, in the order of every output.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The muscles that are computed, as indices into [`Model::muscles`].
    pub fn muscles(&self) -> &[usize] {
        &self.muscles
    }

    /// The number of coordinates that a pose has.
    pub fn coordinate_count(&self) -> usize {
        self.coordinates
    }

    /// Sparse moment arms of one pose as a full table, `[muscle][coordinate]`.
    pub fn dense(&self, moment_arms: &[f64]) -> Vec<Vec<f64>> {
        let mut table = vec![vec![0.0; self.coordinates]; self.muscles.len()];
        for (entry, value) in self.entries.iter().zip(moment_arms) {
            table[entry.muscle][entry.coordinate] = *value;
        }
        table
    }
}

/// An index as the programs keep it.
fn index(i: usize) -> u32 {
    u32::try_from(i).expect("no model has 2^32 parts")
}

/// How much `dependent` moves for `independent`.
struct Gain {
    independent: usize,
    dependent: usize,
    slot: Slot,
}

/// Lets enforced couplers set their coordinates; returns gains, the last followers first.
fn couple(model: &Model, functions: &mut Functions) -> Vec<Gain> {
    let index = |name: &String| model.coordinate_index(name).expect("Model::new has checked the names");
    let mut gains = Vec::new();
    for coupler in model.couplers_in_order() {
        let arguments: Vec<usize> = coupler.independent_coordinates.iter().map(index).collect();
        let dependent = index(&coupler.dependent_coordinate);
        let law = crate::model::Function::Multiplier {
            function: Box::new(coupler.function.clone()),
            scale: coupler.scale_factor,
        };
        let slot = functions.follow(&law.compile(), &arguments, dependent);
        let each = arguments.iter().enumerate();
        gains.extend(each.map(|(k, independent)| Gain { independent: *independent, dependent, slot: slot + k }));
    }
    gains.reverse();
    gains
}
