//! A model made ready: the fascicles of psoas by level and side, and lengths of a pose.

use crate::Error;
use body::{Model, Options, Plan, Scene, Workspace, WrapMode, compute_pose};
use care::content::pose::Coordinates;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Half of the body, of the person's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// Right.
    Right,
    /// Left.
    Left,
}

/// A fascicle of psoas.
#[derive(Clone, Debug)]
pub struct Fascicle {
    /// Level and part, e.g. `L1L2_disc`.
    pub name: String,
    /// Its half of the body.
    pub half: Half,
    /// Index into [`Model::muscles`].
    pub muscle: usize,
    /// Largest force [N]; weighs the fascicles.
    pub force: f64,
    /// Optimal fiber length [m].
    pub fiber: f64,
    /// Tendon slack length [m].
    pub tendon: f64,
    /// Pennation at the optimal fiber length [rad].
    pub pennation: f64,
}

impl Fascicle {
    /// Fiber length [optimal lengths] when the path has this length [m] and the tendon doesn't give.
    pub fn fiber_at(&self, length: f64) -> f64 {
        rigid_fiber(length, self.fiber, self.tendon, self.pennation)
    }
}

/// Fiber length [optimal lengths] with a rigid tendon. A path shorter than its tendon leaves the fiber folded.
pub(crate) fn rigid_fiber(length: f64, fiber: f64, tendon: f64, pennation: f64) -> f64 {
    (length - tendon).max(0.0).hypot(fiber * pennation.sin()) / fiber
}

/// A model with its plans. It never changes.
#[derive(Clone, Debug)]
pub struct Engine {
    model: Model,
    psoas: Plan,
    all: Plan,
    fascicles: Vec<Fascicle>,
}

impl Engine {
    /// Finds the fascicles and compiles the plans.
    ///
    /// # Errors
    /// [`Error::MissingPart`] when the model has no psoas fascicles or lacks a coordinate of the poses.
    pub fn new(model: Model) -> Result<Self, Error> {
        for name in ["lumbar_extension", "lumbar_bending", "lumbar_rotation", "hip_flexion_r", "hip_flexion_l"] {
            if model.coordinate_index(name).is_none() {
                return Err(missing(&model, name));
            }
        }
        let fascicles: Vec<Fascicle> = model.muscles().iter().enumerate().filter_map(|(i, m)| fascicle(i, m)).collect();
        if fascicles.is_empty() {
            return Err(missing(&model, "psoas_<level>_<part>_r"));
        }
        let muscles = Some(fascicles.iter().map(|f| f.muscle).collect());
        let psoas = Plan::new(&model, &Options { muscles, ..Options::default() });
        let all = Plan::new(&model, &Options::default());
        Ok(Self { model, psoas, all, fascicles })
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The fascicles of psoas, in the model's order.
    pub fn fascicles(&self) -> &[Fascicle] {
        &self.fascicles
    }

    /// Lengths of the fascicles [m], in their order.
    pub fn psoas_lengths(&self, pose: &Coordinates) -> Vec<f64> {
        run(&self.psoas, &self.angles(pose)).lengths().to_vec()
    }

    /// Lengths of all muscles [m], in the model's order.
    pub fn lengths(&self, pose: &Coordinates) -> Vec<f64> {
        run(&self.all, &self.angles(pose)).lengths().to_vec()
    }

    /// Moment arms of all muscles about a coordinate [m]; positive when tension raises it.
    ///
    /// # Errors
    /// [`Error::MissingPart`] when there is no such coordinate.
    pub fn moment_arms(&self, pose: &Coordinates, coordinate: &str) -> Result<Vec<f64>, Error> {
        self.arms(&self.all, pose, coordinate)
    }

    /// Moment arms of the fascicles about a coordinate [m], in their order.
    ///
    /// # Errors
    /// [`Error::MissingPart`] when there is no such coordinate.
    pub fn psoas_arms(&self, pose: &Coordinates, coordinate: &str) -> Result<Vec<f64>, Error> {
        self.arms(&self.psoas, pose, coordinate)
    }

    fn arms(&self, plan: &Plan, pose: &Coordinates, coordinate: &str) -> Result<Vec<f64>, Error> {
        let index = self.model.coordinate_index(coordinate).ok_or_else(|| missing(&self.model, coordinate))?;
        let workspace = run(plan, &self.angles(pose));
        let mut arms = vec![0.0; plan.muscles().len()];
        for (entry, value) in plan.entries().iter().zip(workspace.moment_arms()) {
            if entry.coordinate == index {
                arms[entry.muscle] = *value;
            }
        }
        Ok(arms)
    }

    /// Fiber lengths of psoas [optimal lengths], in the order of the fascicles.
    pub fn fibers(&self, pose: &Coordinates) -> Vec<f64> {
        self.fascicles.iter().zip(self.psoas_lengths(pose)).map(|(f, length)| f.fiber_at(length)).collect()
    }

    /// Mean of values over the fascicles of one half, weighted by force.
    pub fn mean(&self, values: &[f64], half: Half) -> f64 {
        let own = self.fascicles.iter().zip(values).filter(|(f, _)| f.half == half);
        let (sum, weight) = own.fold((0.0, 0.0), |(sum, weight), (f, v)| (sum + f.force * v, weight + f.force));
        sum / weight
    }

    /// Mean length of one half [m].
    pub fn length(&self, pose: &Coordinates, half: Half) -> f64 {
        self.mean(&self.psoas_lengths(pose), half)
    }

    /// Mean fiber length of one half [optimal lengths].
    pub fn fiber(&self, pose: &Coordinates, half: Half) -> f64 {
        self.mean(&self.fibers(pose), half)
    }

    /// Names of the coordinates that any fascicle of psoas can have a moment arm about.
    pub(crate) fn psoas_coordinates(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.psoas.entries().iter().map(|e| self.model.coordinates()[e.coordinate].name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// How high a body is above another in a pose [m].
    ///
    /// # Errors
    /// [`Error::MissingPart`] when there is no such body.
    pub(crate) fn height(&self, pose: &Coordinates, body: &str, above: &str) -> Result<f64, Error> {
        let mut scene = Scene::new(&self.model, WrapMode::Geodesic);
        scene.update(&self.angles(pose));
        let up = |name: &str| {
            let place = self.model.parts().bodies.iter().position(|b| b.name == name);
            place.map(|i| scene.body(i + 1).p[1]).ok_or_else(|| missing(&self.model, name))
        };
        Ok(up(body)? - up(above)?)
    }

    /// The pose as the model's coordinates [rad]; what the pose doesn't name keeps its default.
    fn angles(&self, pose: &Coordinates) -> Vec<f64> {
        let mut q = self.model.default_pose();
        for (value, coordinate) in q.iter_mut().zip(self.model.coordinates()) {
            let name = coordinate.name.as_str();
            let both = name.strip_suffix("_r").or_else(|| name.strip_suffix("_l")).unwrap_or(name);
            if pose.0.contains_key(name) || pose.0.contains_key(both) {
                *value = pose.get(name).to_radians();
            }
        }
        self.model.apply_couplers(&mut q);
        q
    }
}

/// A pose from pairs of coordinate and angle [deg].
pub(crate) fn pose(angles: &[(&str, f64)]) -> Coordinates {
    Coordinates(angles.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect())
}

/// The same pose with one angle changed by so much [deg].
pub(crate) fn moved(pose: &Coordinates, coordinate: &str, by: f64) -> Coordinates {
    let mut changed = pose.clone();
    changed.0.insert(coordinate.to_owned(), pose.get(coordinate) + by);
    changed
}

fn run(plan: &Plan, q: &[f64]) -> Workspace {
    let mut workspace = Workspace::new(plan);
    compute_pose(plan, &mut workspace, q);
    workspace
}

fn missing(model: &Model, what: &str) -> Error {
    Error::MissingPart { model: model.name().to_owned(), what: what.to_owned() }
}

fn fascicle(index: usize, muscle: &body::model::Muscle) -> Option<Fascicle> {
    let name = muscle.name.strip_prefix("psoas_")?;
    let (name, half) = match (name.strip_suffix("_r"), name.strip_suffix("_l")) {
        (Some(name), _) => (name, Half::Right),
        (_, Some(name)) => (name, Half::Left),
        _ => return None,
    };
    let p = muscle.parameters.as_ref()?;
    Some(Fascicle {
        name: name.to_owned(),
        half,
        muscle: index,
        force: p.max_isometric_force,
        fiber: p.optimal_fiber_length,
        tendon: p.tendon_slack_length,
        pennation: p.pennation_angle_at_optimal,
    })
}
