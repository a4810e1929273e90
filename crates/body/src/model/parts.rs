//! The parts a model is made of, as plain data. Names are as in OpenSim; everything refers to everything by name.
//!
//! Units: metres, radians, kilograms, newtons.

use super::function::Function;
use crate::math::Vec3;

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

/// A surface that paths go around.
#[derive(Clone, Debug, PartialEq)]
pub struct WrapObject {
    /// Unique among wrap objects. OpenSim allows the same name on two bodies; then call it `body/name`.
    pub name: String,
    /// The body or frame it is fixed to.
    pub frame: String,
    /// Its centre in that frame \[m\].
    pub translation: Vec3,
    /// Body-fixed x-y-z angles in that frame \[rad\].
    pub xyz_body_rotation: Vec3,
    /// Whether paths take notice of it.
    pub active: bool,
    /// The side on which paths have to pass.
    pub quadrant: Quadrant,
    /// Its shape.
    pub shape: WrapShape,
}

/// The side of a wrap object on which paths have to pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quadrant {
    /// Any side.
    #[default]
    All,
    /// x > 0.
    PositiveX,
    /// x < 0.
    NegativeX,
    /// y > 0.
    PositiveY,
    /// y < 0.
    NegativeY,
    /// z > 0.
    PositiveZ,
    /// z < 0.
    NegativeZ,
}

impl Quadrant {
    /// The axis (0, 1, 2) and the sign of the allowed side; `None` when any side will do.
    pub fn axis_and_sign(self) -> Option<(usize, f64)> {
        match self {
            Self::All => None,
            Self::PositiveX => Some((0, 1.0)),
            Self::NegativeX => Some((0, -1.0)),
            Self::PositiveY => Some((1, 1.0)),
            Self::NegativeY => Some((1, -1.0)),
            Self::PositiveZ => Some((2, 1.0)),
            Self::NegativeZ => Some((2, -1.0)),
        }
    }
}

/// The shape of a wrap object, in its own frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WrapShape {
    /// Axis z, centred at the origin.
    Cylinder {
        /// \[m\], positive.
        radius: f64,
        /// Whole length along z \[m\], positive.
        length: f64,
    },
    /// Centred at the origin.
    Sphere {
        /// \[m\], positive.
        radius: f64,
    },
    /// Centred at the origin.
    Ellipsoid {
        /// Half-axes along x, y, z \[m\], positive.
        dimensions: Vec3,
    },
}

/// Where a muscle, ligament or actuator runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GeometryPath {
    /// At least two, from origin to insertion.
    pub points: Vec<PathPoint>,
    /// In file order, which matters.
    pub wraps: Vec<PathWrap>,
}

/// A point of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct PathPoint {
    /// Need not be unique.
    pub name: String,
    /// The body or frame it belongs to.
    pub frame: String,
    /// Where it is in that frame.
    pub kind: PathPointKind,
}

/// Where a path point is.
#[derive(Clone, Debug, PartialEq)]
pub enum PathPointKind {
    /// Always at the same place.
    Fixed {
        /// In its frame \[m\].
        location: Vec3,
    },
    /// There only while a coordinate is within a range (with OpenSim's margin of 1e-5 on either side).
    Conditional {
        /// In its frame \[m\].
        location: Vec3,
        /// The coordinate that decides.
        coordinate: String,
        /// Smallest and largest value with the point present [rad or m].
        range: [f64; 2],
    },
    /// Moves with a coordinate, which is clamped to its range for this purpose.
    Moving {
        /// The coordinate that drives it.
        coordinate: String,
        /// x, y and z in its frame \[m\].
        location: Box<[Function; 3]>,
    },
}

/// That a path goes around a wrap object.
#[derive(Clone, Debug, PartialEq)]
pub struct PathWrap {
    /// Name of the wrap object.
    pub wrap_object: String,
    /// How the plane on an ellipsoid is chosen; other shapes ignore it.
    pub method: WrapMethod,
    /// First and last path point (1-based, over all points, active or not); below 1 means the very first or last.
    pub range: [i32; 2],
}

/// How the wrapping plane on an ellipsoid is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WrapMethod {
    /// A blend of the two others.
    #[default]
    Hybrid,
    /// From the middle of the chord.
    Midpoint,
    /// From the coordinate plane most nearly across the line.
    Axial,
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

/// What all muscle models share, and what is special to one.
#[derive(Clone, Debug, PartialEq)]
pub struct MuscleParameters {
    /// \[N\], not negative.
    pub max_isometric_force: f64,
    /// \[m\], positive.
    pub optimal_fiber_length: f64,
    /// \[m\], not negative.
    pub tendon_slack_length: f64,
    /// \[rad\], 0 up to below pi/2.
    pub pennation_angle_at_optimal: f64,
    /// [optimal fiber lengths per second], positive.
    pub max_contraction_velocity: f64,
    /// Whether the file asks for a rigid tendon.
    pub ignore_tendon_compliance: bool,
    /// Curves of one published model.
    pub model: MuscleModel,
}

/// The published muscle model and its shape parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MuscleModel {
    /// Thelen (2003).
    Thelen2003(Thelen2003),
    /// Millard et al. (2013), called Millard2012 in OpenSim.
    Millard2012(Millard2012),
    /// De Groote, Kinney, Rao and Fregly (2016).
    DeGrooteFregly2016(DeGrooteFregly2016),
}

/// Shape parameters of `Thelen2003Muscle`; [`Default`] is OpenSim's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thelen2003 {
    /// Tendon strain at maximum isometric force.
    pub fmax_tendon_strain: f64,
    /// Passive fiber strain at maximum isometric force.
    pub fmax_muscle_strain: f64,
    /// Width of the Gaussian of the active curve.
    pub k_shape_active: f64,
    /// Steepness of the passive exponential.
    pub k_shape_passive: f64,
    /// Force-velocity shape.
    pub af: f64,
    /// Largest normalized lengthening force.
    pub f_len: f64,
}

impl Default for Thelen2003 {
    fn default() -> Self {
        Self {
            fmax_tendon_strain: 0.04,
            fmax_muscle_strain: 0.6,
            k_shape_active: 0.45,
            k_shape_passive: 5.0,
            af: 0.25,
            f_len: 1.4,
        }
    }
}

/// Shape parameters of the three length curves of `Millard2012EquilibriumMuscle`; [`Default`] is OpenSim's.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Millard2012 {
    /// Active force over fiber length.
    pub active: ActiveForceLengthCurve,
    /// Passive force over fiber length.
    pub passive: FiberForceLengthCurve,
    /// Tendon force over tendon length.
    pub tendon: TendonForceLengthCurve,
}

/// `ActiveForceLengthCurve`; lengths are in optimal fiber lengths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActiveForceLengthCurve {
    /// Below this length only the minimum value is left.
    pub min_norm_active_fiber_length: f64,
    /// Where the steep becomes the shallow ascending limb.
    pub transition_norm_fiber_length: f64,
    /// Above this length only the minimum value is left.
    pub max_norm_active_fiber_length: f64,
    /// Slope of the shallow ascending limb.
    pub shallow_ascending_slope: f64,
    /// The value at both ends.
    pub minimum_value: f64,
}

impl Default for ActiveForceLengthCurve {
    fn default() -> Self {
        Self {
            min_norm_active_fiber_length: 0.47 - 0.0259,
            transition_norm_fiber_length: 0.73,
            max_norm_active_fiber_length: 1.8123,
            shallow_ascending_slope: 0.8616,
            minimum_value: 0.1,
        }
    }
}

/// `FiberForceLengthCurve`. Stiffness and curviness are left out of most files and then follow from the strain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FiberForceLengthCurve {
    /// Strain at which force begins.
    pub strain_at_zero_force: f64,
    /// Strain at maximum isometric force.
    pub strain_at_one_norm_force: f64,
    /// Slope where the curve becomes nearly straight [normalized force per strain].
    pub stiffness_at_low_force: Option<f64>,
    /// Slope at maximum isometric force.
    pub stiffness_at_one_norm_force: Option<f64>,
    /// 0 (straight) to 1 (sharp bend).
    pub curviness: Option<f64>,
}

impl Default for FiberForceLengthCurve {
    fn default() -> Self {
        Self {
            strain_at_zero_force: 0.0,
            strain_at_one_norm_force: 0.7,
            stiffness_at_low_force: None,
            stiffness_at_one_norm_force: None,
            curviness: None,
        }
    }
}

/// `TendonForceLengthCurve`. What is left out of the file follows from the strain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TendonForceLengthCurve {
    /// Strain at maximum isometric force.
    pub strain_at_one_norm_force: f64,
    /// Slope at maximum isometric force.
    pub stiffness_at_one_norm_force: Option<f64>,
    /// Normalized force at which the curve becomes straight.
    pub norm_force_at_toe_end: Option<f64>,
    /// 0 (straight) to 1 (sharp bend).
    pub curviness: Option<f64>,
}

impl Default for TendonForceLengthCurve {
    fn default() -> Self {
        Self {
            strain_at_one_norm_force: 0.049,
            stiffness_at_one_norm_force: None,
            norm_force_at_toe_end: None,
            curviness: None,
        }
    }
}

/// Shape parameters of `DeGrooteFregly2016Muscle`; [`Default`] is OpenSim's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeGrooteFregly2016 {
    /// Factor on the width of the active curve.
    pub active_force_width_scale: f64,
    /// Passive fiber strain at maximum isometric force.
    pub passive_fiber_strain_at_one_norm_force: f64,
    /// Tendon strain at maximum isometric force.
    pub tendon_strain_at_one_norm_force: f64,
    /// Whether the passive force is left out.
    pub ignore_passive_fiber_force: bool,
}

impl Default for DeGrooteFregly2016 {
    fn default() -> Self {
        Self {
            active_force_width_scale: 1.0,
            passive_fiber_strain_at_one_norm_force: 0.6,
            tendon_strain_at_one_norm_force: 0.049,
            ignore_passive_fiber_force: false,
        }
    }
}
