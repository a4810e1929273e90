//! The parsed, immutable model.
//!
//! Fill [`Parts`] and give them to [`Model::new`], which checks every name, number and cycle and resolves the frames.
//! Bodies are counted from 0, the ground, which is not in [`Parts::bodies`]; body `i + 1` is `parts().bodies[i]`.
//! Coordinates are counted through the joints in file order.

mod checks;
mod error;
mod function;
mod names;
mod parts;
mod tree;

pub use error::ModelError;
pub use function::{CompiledFunction, Cubic, Function};
pub use parts::*;
pub use tree::TreeJoint;

use crate::math::Transform;
use names::Names;
use std::collections::HashMap;

/// A frame as seen from the body it is fixed to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// 0 is the ground.
    pub body: usize,
    /// The frame in the body.
    pub transform: Transform,
}

/// What a coordinate measures, by OpenSim's rule. It decides whether a file in degrees is converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MotionType {
    /// An angle \[rad\].
    Rotational,
    /// A distance \[m\].
    Translational,
    /// Something else that drives axes through functions; never converted.
    Coupled,
}

/// A checked model. It never changes.
#[derive(Clone, Debug)]
pub struct Model {
    parts: Parts,
    coordinates: Vec<Coordinate>,
    motion: Vec<MotionType>,
    joint_of_coordinate: Vec<usize>,
    tree: Vec<TreeJoint>,
    placements: HashMap<String, Placement>,
    coordinate_index: HashMap<String, usize>,
    muscle_index: HashMap<String, usize>,
    wrap_index: HashMap<String, usize>,
}

impl Model {
    /// Checks the parts and resolves what refers to what.
    ///
    /// # Errors
    /// The first fault found, with the class and name of the part that has it.
    pub fn new(parts: Parts) -> Result<Self, ModelError> {
        let names = Names::collect(&parts)?;
        let placements = names.placements(&parts)?;
        checks::check(&parts, &names)?;
        let tree = tree::grow(&parts, &placements)?;
        let coordinates: Vec<_> = parts.joints.iter().flat_map(|j| j.coordinates.clone()).collect();
        let joint_of_coordinate =
            parts.joints.iter().enumerate().flat_map(|(i, j)| j.coordinates.iter().map(move |_| i)).collect();
        let motion = parts.joints.iter().flat_map(|j| (0..j.coordinates.len()).map(|k| motion_type(j, k))).collect();
        Ok(Self {
            coordinates,
            motion,
            joint_of_coordinate,
            tree,
            placements,
            coordinate_index: names.coordinates,
            muscle_index: names.muscles,
            wrap_index: names.wrap_objects,
            parts,
        })
    }

    /// The name of the model.
    pub fn name(&self) -> &str {
        &self.parts.name
    }

    /// What the model was made from.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Muscles and other paths, in file order.
    pub fn muscles(&self) -> &[Muscle] {
        &self.parts.muscles
    }

    /// All coordinates, through the joints in file order.
    pub fn coordinates(&self) -> &[Coordinate] {
        &self.coordinates
    }

    /// The joint (an index into `parts().joints`) that a coordinate belongs to.
    pub fn joint_of(&self, coordinate: usize) -> usize {
        self.joint_of_coordinate[coordinate]
    }

    /// What a coordinate measures.
    pub fn motion_type(&self, coordinate: usize) -> MotionType {
        self.motion[coordinate]
    }

    /// The index of the coordinate with this name.
    pub fn coordinate_index(&self, name: &str) -> Option<usize> {
        self.coordinate_index.get(name).copied()
    }

    /// The index of the muscle with this name.
    pub fn muscle_index(&self, name: &str) -> Option<usize> {
        self.muscle_index.get(name).copied()
    }

    /// The wrap object with this name.
    pub fn wrap_object(&self, name: &str) -> Option<&WrapObject> {
        self.wrap_index.get(name).map(|i| &self.parts.wrap_objects[*i])
    }

    /// Where a body, frame or the ground is: its body and the transform in it.
    pub fn placement(&self, frame: &str) -> Option<Placement> {
        self.placements.get(frame).copied()
    }

    /// The number of bodies, with the ground.
    pub fn body_count(&self) -> usize {
        self.parts.bodies.len() + 1
    }

    /// The joints as a tree from the ground outwards: a joint comes after the one that carries it.
    pub fn tree(&self) -> &[TreeJoint] {
        &self.tree
    }

    /// The default values of all coordinates, with enforced couplers applied.
    pub fn default_pose(&self) -> Vec<f64> {
        let mut q: Vec<f64> = self.coordinates.iter().map(|c| c.default_value).collect();
        self.apply_couplers(&mut q);
        q
    }

    /// Sets every coordinate that an enforced coupler drives from the coordinates that it follows.
    pub fn apply_couplers(&self, q: &mut [f64]) {
        for coupler in self.couplers_in_order() {
            let arguments: Vec<f64> =
                coupler.independent_coordinates.iter().map(|name| q[self.coordinate_index[name]]).collect();
            q[self.coordinate_index[&coupler.dependent_coordinate]] =
                coupler.scale_factor * coupler.function.compile().value(&arguments);
        }
    }

    /// Enforced couplers, those that others depend on first.
    pub fn couplers_in_order(&self) -> Vec<&CoordinateCouplerConstraint> {
        let mut left: Vec<_> = self.parts.couplers.iter().filter(|c| c.is_enforced).collect();
        let mut ordered = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let waiting: Vec<String> = left.iter().map(|c| c.dependent_coordinate.clone()).collect();
            let (ready, rest): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|c| !c.independent_coordinates.iter().any(|i| waiting.contains(i)));
            assert!(!ready.is_empty(), "Model::new refuses couplers that form a cycle");
            ordered.extend(ready);
            left = rest;
        }
        ordered
    }
}

fn motion_type(joint: &Joint, k: usize) -> MotionType {
    match &joint.kind {
        JointKind::Slider => MotionType::Translational,
        JointKind::Planar if k > 0 => MotionType::Translational,
        JointKind::Free if k > 2 => MotionType::Translational,
        JointKind::Custom(transform) => {
            let drives = |axes: &[TransformAxis; 3]| {
                axes.iter().any(|axis| {
                    axis.coordinates.contains(&joint.coordinates[k].name)
                        && matches!(&axis.function, Function::Linear(c) if c.first().is_some_and(|s| (s.abs() - 1.0).abs() < f64::EPSILON))
                })
            };
            // OpenSim 4.6 lets a translation decide when the coordinate is both.
            if drives(&transform.translation) {
                MotionType::Translational
            } else if drives(&transform.rotation) {
                MotionType::Rotational
            } else {
                MotionType::Coupled
            }
        }
        _ => MotionType::Rotational,
    }
}

#[cfg(test)]
mod tests;
