//! The parts a model is made of, as plain data. Names are as in OpenSim; everything refers to everything by name.
//!
//! Units: metres, radians, kilograms, newtons.

mod curves;
mod path;

use super::function::Function;
use crate::math::Vec3;

pub use curves::*;
pub use path::*;

/// The name of the frame that does not move.
pub const GROUND: &str = "ground";

/// Everything that makes a model; [`Model::new`](super::Model::new) checks it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Name of the model.
    pub name: String,
    /// Rigid segments. The ground is not among them; it is there by itself under the name [`GROUND`].
    pub bodies: Vec<Body>,
    /// Offset frames of bodies, of the ground or of one another, in any order.
    pub frames: Vec<Frame>,
    /// Joints, in any order; they must form a tree that is rooted in the ground.
    pub joints: Vec<Joint>,
    /// Coordinates that follow others.
    pub couplers: Vec<CoordinateCouplerConstraint>,
    /// Surfaces that paths go around.
    pub wrap_objects: Vec<WrapObject>,
    /// Muscles and anything else that has a path.
    pub muscles: Vec<Muscle>,
}

/// A rigid segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Unique among bodies and frames.
    pub name: String,
    /// \[kg\], not negative.
    pub mass: f64,
    /// In the body's frame \[m\].
    pub mass_center: Vec3,
    /// About the mass center, in the body's axes: xx, yy, zz, xy, xz, yz [kg m^2].
    pub inertia: [f64; 6],
}

/// A `PhysicalOffsetFrame`: `X = (Rx(a) Ry(b) Rz(c), translation)` in its parent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Unique among bodies and frames. A frame owned by a joint is best called `joint/frame`.
    pub name: String,
    /// A body, another frame, or [`GROUND`].
    pub parent: String,
    /// Origin in the parent \[m\].
    pub translation: Vec3,
    /// Body-fixed x-y-z angles in the parent \[rad\].
    pub orientation: Vec3,
}

/// A joint between two frames.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// Unique among joints.
    pub name: String,
    /// Frame on the parent body: a frame, a body, or [`GROUND`].
    pub parent_frame: String,
    /// Frame on the child body.
    pub child_frame: String,
    /// How the child frame moves in the parent frame.
    pub kind: JointKind,
    /// The joint's coordinates, in OpenSim's order.
    pub coordinates: Vec<Coordinate>,
}

/// How the child frame M moves in the parent frame F.
#[derive(Clone, Debug, PartialEq)]
pub enum JointKind {
    /// Not at all.
    Weld,
    /// Rz(q).
    Pin,
    /// Along x.
    Slider,
    /// Rx(q0) Ry(q1).
    Universal,
    /// Rx(q0) Ry(q1) Rz(q2). OpenSim keeps Euler angles for this joint.
    Ball,
    /// Rx(q0) Ry(q1) Rz(q2), then the translation (q3, q4, q5) in F.
    Free,
    /// Rz(q0), and the translation (q1, q2, 0) in F.
    Planar,
    /// Rx(q0) Ry(q1) Rz(q2).
    Gimbal,
    /// Any functions of the joint's coordinates.
    Custom(Box<SpatialTransform>),
}

impl JointKind {
    /// The name of OpenSim's class.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Weld => "WeldJoint",
            Self::Pin => "PinJoint",
            Self::Slider => "SliderJoint",
            Self::Universal => "UniversalJoint",
            Self::Ball => "BallJoint",
            Self::Free => "FreeJoint",
            Self::Planar => "PlanarJoint",
            Self::Gimbal => "GimbalJoint",
            Self::Custom(_) => "CustomJoint",
        }
    }

    /// The number of coordinates this joint has; `None` for a custom joint, which has as many as it lists.
    pub fn coordinate_count(&self) -> Option<usize> {
        match self {
            Self::Weld => Some(0),
            Self::Pin | Self::Slider => Some(1),
            Self::Universal => Some(2),
            Self::Ball | Self::Planar | Self::Gimbal => Some(3),
            Self::Free => Some(6),
            Self::Custom(_) => None,
        }
    }
}

/// The six axes of a custom joint.
#[derive(Clone, Debug, PartialEq)]
pub struct SpatialTransform {
    /// rotation1, rotation2, rotation3: each axis is carried by the rotations before it.
    pub rotation: [TransformAxis; 3],
    /// translation1, translation2, translation3: axes in F, not carried.
    pub translation: [TransformAxis; 3],
}

/// One axis of a custom joint.
#[derive(Clone, Debug, PartialEq)]
pub struct TransformAxis {
    /// Names of the joint's own coordinates that the function takes; none for a constant.
    pub coordinates: Vec<String>,
    /// Any length but zero; it is normalised.
    pub axis: Vec3,
    /// Angle \[rad\] or displacement \[m\]. OpenSim's missing function is `Constant(0.0)`.
    pub function: Function,
}

impl TransformAxis {
    /// An axis along which nothing moves.
    pub fn fixed(axis: Vec3) -> Self {
        Self { coordinates: Vec::new(), axis, function: Function::Constant(0.0) }
    }

    /// An axis whose angle or displacement is the coordinate itself.
    pub fn identity(axis: Vec3, coordinate: &str) -> Self {
        Self { coordinates: vec![coordinate.to_owned()], axis, function: Function::Linear(vec![1.0, 0.0]) }
    }
}

/// A generalised coordinate.
#[derive(Clone, Debug, PartialEq)]
pub struct Coordinate {
    /// Unique in the model.
    pub name: String,
    /// Value of the default pose [rad or m].
    pub default_value: f64,
    /// Smallest and largest value [rad or m].
    pub range: [f64; 2],
    /// Whether the range is meant to be kept. Kinematics never clamps.
    pub clamped: bool,
    /// Whether the coordinate is meant to keep its default. Kinematics ignores it.
    pub locked: bool,
}

impl Coordinate {
    /// A free coordinate with default 0 and the range -pi..pi.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            default_value: 0.0,
            range: [-std::f64::consts::PI, std::f64::consts::PI],
            clamped: false,
            locked: false,
        }
    }
}

/// `q_dependent = scale_factor * function(q_independent, ...)`.
#[derive(Clone, Debug, PartialEq)]
pub struct CoordinateCouplerConstraint {
    /// Unique among couplers.
    pub name: String,
    /// Coordinates that the function takes.
    pub independent_coordinates: Vec<String>,
    /// The coordinate that follows.
    pub dependent_coordinate: String,
    /// The law.
    pub function: Function,
    /// Factor on the function's value.
    pub scale_factor: f64,
    /// Whether the law holds; one that is not enforced is kept but has no effect.
    pub is_enforced: bool,
}

/// A muscle, or anything else with a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Muscle {
    /// Unique among muscles.
    pub name: String,
    /// Where it runs.
    pub path: GeometryPath,
    /// What it is made of; `None` for a path without muscle properties (a ligament, a path spring).
    pub parameters: Option<MuscleParameters>,
}
