//! What muscles are made of: active, passive and tendon curves, and the fiber of a muscle whose tendon doesn't stretch.
//!
//! Lengths of fibers are in optimal fiber lengths, of tendons in tendon slack lengths; forces in maximum isometric force.

mod bezier;
mod groote;
mod millard;
mod thelen;

use crate::model::{MuscleModel, MuscleParameters};
use bezier::Curve;

/// The curves of one muscle, ready for evaluation.
#[derive(Clone, Debug)]
pub struct MuscleCurves {
    parameters: MuscleParameters,
    laws: Laws,
    /// Of the fibers, across the tendon \[m\].
    thickness: f64,
    /// Of the fiber [optimal fiber lengths].
    least: f64,
}

/// The curves of the published model.
#[derive(Clone, Debug)]
enum Laws {
    Thelen(crate::model::Thelen2003),
    Millard(Box<[Curve; 3]>),
    Groote(crate::model::DeGrooteFregly2016),
}

/// The fiber of a muscle whose tendon keeps its slack length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fiber {
    /// \[m\].
    pub length: f64,
    /// [optimal fiber lengths].
    pub normalized_length: f64,
    /// Cosine of the angle between fiber and tendon.
    pub cos_pennation: f64,
    /// Passive force along the fiber \[N\].
    pub passive_force: f64,
}

impl Fiber {
    /// Passive force along the tendon \[N\].
    pub fn passive_force_along_tendon(&self) -> f64 {
        self.passive_force * self.cos_pennation
    }
}

impl MuscleCurves {
    /// Prepares the curves of a muscle.
    pub fn new(parameters: &MuscleParameters) -> Self {
        let laws = match &parameters.model {
            MuscleModel::Thelen2003(p) => Laws::Thelen(*p),
            MuscleModel::Millard2012(p) => Laws::Millard(Box::new([
                millard::active(&p.active),
                millard::passive(&p.passive),
                millard::tendon(&p.tendon),
            ])),
            MuscleModel::DeGrooteFregly2016(p) => Laws::Groote(*p),
        };
        let sine = parameters.pennation_angle_at_optimal.sin();
        let least = match &parameters.model {
            MuscleModel::Millard2012(m) => {
                m.active.min_norm_active_fiber_length.max(sine / m.maximum_pennation_angle.sin())
            }
            MuscleModel::Thelen2003(_) | MuscleModel::DeGrooteFregly2016(_) => sine,
        };
        let thickness = parameters.optimal_fiber_length * sine;
        Self { parameters: parameters.clone(), laws, thickness, least }
    }

    /// Active force at full activation and no speed, over normalized fiber length; value and derivative.
    pub fn active(&self, fiber: f64) -> (f64, f64) {
        match &self.laws {
            Laws::Thelen(p) => thelen::active(p, fiber),
            Laws::Millard(curves) => curves[0].value_and_derivative(fiber),
            Laws::Groote(p) => groote::active(p, fiber),
        }
    }

    /// Passive force over normalized fiber length; value and derivative. De Groote's is slightly negative for very short
    /// fibers.
    pub fn passive(&self, fiber: f64) -> (f64, f64) {
        match &self.laws {
            Laws::Thelen(p) => thelen::passive(p, fiber),
            Laws::Millard(curves) => curves[1].value_and_derivative(fiber),
            Laws::Groote(p) => groote::passive(p, fiber),
        }
    }

    /// Tendon force over normalized tendon length; value and derivative.
    pub fn tendon(&self, tendon: f64) -> (f64, f64) {
        match &self.laws {
            Laws::Thelen(p) => thelen::tendon(p, tendon),
            Laws::Millard(curves) => curves[2].value_and_derivative(tendon),
            Laws::Groote(p) => groote::tendon(p, tendon),
        }
    }

    /// The fiber of the muscle when its tendon is rigid and its thickness is that at optimal length:
    /// `l = sqrt((L - l_ts)^2 + (l_opt sin a_opt)^2)`, but never shorter than [`least_fiber`](Self::least_fiber).
    ///
    /// A muscle-tendon length \[m\] below tendon slack length leaves the fiber at its least, and the tendon slack.
    pub fn rigid_tendon(&self, muscle_tendon_length: f64) -> Fiber {
        let p = &self.parameters;
        let along = (muscle_tendon_length - p.tendon_slack_length).max(0.0);
        let (thickness, least) = (self.thickness, self.least * p.optimal_fiber_length);
        let free = (along * along + thickness * thickness).sqrt();
        let (length, along) =
            if free < least { (least, ((least - thickness) * (least + thickness)).sqrt()) } else { (free, along) };
        let normalized_length = length / p.optimal_fiber_length;
        Fiber {
            length,
            normalized_length,
            cos_pennation: if length > 0.0 { along / length } else { 1.0 },
            passive_force: p.max_isometric_force * self.passive(normalized_length).0,
        }
    }

    /// The shortest that the fiber gets [optimal fiber lengths]: for Millard's model as OpenSim has it the start of the
    /// active curve or, if that is longer, the length at the largest pennation angle; for the others the fiber's thickness.
    pub fn least_fiber(&self) -> f64 {
        self.least
    }
}

#[cfg(test)]
mod tests;
