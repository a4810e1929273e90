//! Paths, and the surfaces they go around.

use crate::math::Vec3;
use crate::model::Function;

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
