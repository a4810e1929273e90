//! What this crate does with each class of OpenSim: the matrix behind `docs/osim-support.md`.

use crate::report::Status;
use Status::{Approximated, KeptAside, Refused, Supported};

/// What is done with a class of OpenSim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support {
    /// The class, as its tag in the file.
    pub class: &'static str,
    /// The group it stands in.
    pub group: &'static str,
    /// What is done with it.
    pub status: Status,
    /// A remark; may be empty.
    pub remark: &'static str,
}

const fn row(group: &'static str, class: &'static str, status: Status, remark: &'static str) -> Support {
    Support { class, group, status, remark }
}

const PATH_ONLY: &str = "its path is computed, its force is not";
const NO_ASSEMBLY: &str = "poses are taken as given, nothing is assembled to meet it";
const PICTURE: &str = "only for pictures";
const DYNAMICS: &str = "only for dynamics or control";
const BELOW_WRONG: &str = "the model is refused: everything beyond the joint would be wrong";
const FUNCTION_REFUSED: &str = "the joint, coupler or muscle that uses it is refused";

/// Every class this crate knows by name. Any other is kept aside and reported.
pub const MATRIX: &[Support] = &[
    row("Frames", "Ground", Supported, ""),
    row("Frames", "Body", Supported, "mass, mass center and inertia"),
    row("Frames", "PhysicalOffsetFrame", Supported, "nested in any depth"),
    row("Frames", "StationDefinedFrame", Refused, "the model is refused when something hangs on it"),
    row("Joints", "WeldJoint", Supported, ""),
    row("Joints", "PinJoint", Supported, ""),
    row("Joints", "SliderJoint", Supported, ""),
    row("Joints", "UniversalJoint", Supported, ""),
    row("Joints", "BallJoint", Supported, "Euler angles x-y-z, as OpenSim's coordinates"),
    row("Joints", "FreeJoint", Supported, ""),
    row("Joints", "PlanarJoint", Supported, ""),
    row("Joints", "GimbalJoint", Supported, ""),
    row("Joints", "CustomJoint", Supported, ""),
    row("Joints", "SpatialTransform", Supported, ""),
    row("Joints", "TransformAxis", Supported, "axes are normalised"),
    row("Joints", "EllipsoidJoint", Refused, BELOW_WRONG),
    row("Joints", "ScapulothoracicJoint", Refused, BELOW_WRONG),
    row("Joints", "Coordinate", Supported, "range, clamped, locked, default; prescribed motion is not followed"),
    row("Functions", "Constant", Supported, ""),
    row("Functions", "LinearFunction", Supported, "several arguments too"),
    row("Functions", "SimmSpline", Supported, ""),
    row("Functions", "NaturalCubicSpline", Supported, "read as SimmSpline, as OpenSim does"),
    row("Functions", "natCubicSpline", Supported, "read as SimmSpline, as OpenSim does"),
    row("Functions", "PiecewiseLinearFunction", Supported, ""),
    row("Functions", "PolynomialFunction", Supported, ""),
    row("Functions", "MultiplierFunction", Supported, ""),
    row("Functions", "GCVSpline", Refused, FUNCTION_REFUSED),
    row("Functions", "Sine", Refused, FUNCTION_REFUSED),
    row("Functions", "StepFunction", Refused, FUNCTION_REFUSED),
    row("Functions", "PiecewiseConstantFunction", Refused, FUNCTION_REFUSED),
    row("Functions", "MultivariatePolynomialFunction", Refused, FUNCTION_REFUSED),
    row("Constraints", "CoordinateCouplerConstraint", Supported, "functions of one or more coordinates"),
    row("Constraints", "PointConstraint", KeptAside, NO_ASSEMBLY),
    row("Constraints", "WeldConstraint", KeptAside, NO_ASSEMBLY),
    row("Constraints", "ConstantDistanceConstraint", KeptAside, NO_ASSEMBLY),
    row("Constraints", "PointOnLineConstraint", KeptAside, NO_ASSEMBLY),
    row("Constraints", "RollingOnSurfaceConstraint", KeptAside, NO_ASSEMBLY),
    row("Paths", "GeometryPath", Supported, ""),
    row("Paths", "PathPoint", Supported, ""),
    row("Paths", "ConditionalPathPoint", Supported, ""),
    row("Paths", "MovingPathPoint", Supported, "one coordinate for x, y and z; else the muscle is refused"),
    row("Paths", "PathWrap", Supported, "range; method where the shape heeds it"),
    row("Paths", "FunctionBasedPath", Refused, "the muscle is refused"),
    row("Paths", "Scholz2015GeometryPath", Refused, "the muscle is refused"),
    row("Wrapping", "WrapCylinder", Supported, "all quadrants"),
    row("Wrapping", "WrapSphere", Supported, "see the parity table for the two modes"),
    row("Wrapping", "WrapEllipsoid", Supported, "see the parity table for the two modes"),
    row("Wrapping", "WrapTorus", Refused, "muscles that wrap on it are refused"),
    row("Muscles", "Thelen2003Muscle", Supported, "path and parameters"),
    row("Muscles", "Millard2012EquilibriumMuscle", Supported, "path, parameters and curves"),
    row("Muscles", "DeGrooteFregly2016Muscle", Supported, "path, parameters and curves"),
    row("Muscles", "Millard2012AccelerationMuscle", Approximated, "read as Millard2012EquilibriumMuscle"),
    row("Muscles", "Thelen2003Muscle_Deprecated", Approximated, "read as Thelen2003Muscle with its own shape values"),
    row("Muscles", "RigidTendonMuscle", Approximated, PATH_ONLY),
    row("Muscles", "Schutte1993Muscle_Deprecated", Approximated, PATH_ONLY),
    row("Muscles", "Delp1990Muscle_Deprecated", Approximated, PATH_ONLY),
    row("Other paths", "Ligament", Approximated, PATH_ONLY),
    row("Other paths", "Blankevoort1991Ligament", Approximated, PATH_ONLY),
    row("Other paths", "PathSpring", Approximated, PATH_ONLY),
    row("Other paths", "PathActuator", Approximated, PATH_ONLY),
    row("Kept aside", "Marker", KeptAside, "written back"),
    row("Kept aside", "CoordinateActuator", KeptAside, DYNAMICS),
    row("Kept aside", "ActivationCoordinateActuator", KeptAside, DYNAMICS),
    row("Kept aside", "PointActuator", KeptAside, DYNAMICS),
    row("Kept aside", "TorqueActuator", KeptAside, DYNAMICS),
    row("Kept aside", "BodyActuator", KeptAside, DYNAMICS),
    row("Kept aside", "CoordinateLimitForce", KeptAside, DYNAMICS),
    row("Kept aside", "BushingForce", KeptAside, DYNAMICS),
    row("Kept aside", "FunctionBasedBushingForce", KeptAside, DYNAMICS),
    row("Kept aside", "ExpressionBasedBushingForce", KeptAside, DYNAMICS),
    row("Kept aside", "ExpressionBasedCoordinateForce", KeptAside, DYNAMICS),
    row("Kept aside", "SpringGeneralizedForce", KeptAside, DYNAMICS),
    row("Kept aside", "PointToPointSpring", KeptAside, DYNAMICS),
    row("Kept aside", "ExternalForce", KeptAside, DYNAMICS),
    row("Kept aside", "HuntCrossleyForce", KeptAside, DYNAMICS),
    row("Kept aside", "ElasticFoundationForce", KeptAside, DYNAMICS),
    row("Kept aside", "SmoothSphereHalfSpaceForce", KeptAside, DYNAMICS),
    row("Kept aside", "Smith2018ArticularContactForce", KeptAside, DYNAMICS),
    row("Kept aside", "ContactSphere", KeptAside, DYNAMICS),
    row("Kept aside", "ContactHalfSpace", KeptAside, DYNAMICS),
    row("Kept aside", "ContactMesh", KeptAside, DYNAMICS),
    row("Kept aside", "ContactEllipsoid", KeptAside, DYNAMICS),
    row("Kept aside", "ControlSetController", KeptAside, DYNAMICS),
    row("Kept aside", "PrescribedController", KeptAside, DYNAMICS),
    row("Kept aside", "Umberger2010MuscleMetabolicsProbe", KeptAside, DYNAMICS),
    row("Kept aside", "Bhargava2004MuscleMetabolicsProbe", KeptAside, DYNAMICS),
    row("Kept aside", "Mesh", KeptAside, PICTURE),
    row("Kept aside", "Brick", KeptAside, PICTURE),
    row("Kept aside", "Sphere", KeptAside, PICTURE),
    row("Kept aside", "Cylinder", KeptAside, PICTURE),
    row("Kept aside", "Ellipsoid", KeptAside, PICTURE),
    row("Kept aside", "Cone", KeptAside, PICTURE),
    row("Kept aside", "Arrow", KeptAside, PICTURE),
    row("Kept aside", "LineGeometry", KeptAside, PICTURE),
    row("Kept aside", "ObjectGroup", KeptAside, "written back"),
];

/// What is done with a class; `None` when it isn't known by name (then it is kept aside and reported).
pub fn support(class: &str) -> Option<&'static Support> {
    MATRIX.iter().find(|s| s.class == class)
}

/// The matrix as a page of `Markdown`: `docs/osim-support.md` is this text, and a test keeps it so.
pub fn page() -> String {
    let mut page = String::from(PAGE_TOP);
    let mut group = "";
    for s in MATRIX {
        if s.group != group {
            group = s.group;
            page.extend(["\n## ", group, "\n\n| class | what is done | remark |\n|---|---|---|\n"]);
        }
        page.extend(["| `", s.class, "` | ", &s.status.to_string(), " | ", s.remark, " |\n"]);
    }
    page
}

const PAGE_TOP: &str = "\
# What is read from OpenSim files

Documents of version 10902 (OpenSim 1.9) to 40600 (OpenSim 4.6) are read; later ones of version 4 too, with a note.
`supple model FILE` prints the same for one file. This page is made from the reader's own table
(`osim::support::MATRIX`); a test fails when it is stale.

- **supported**: read, and computed as OpenSim does.
- **approximated**: read, but not computed quite as OpenSim does; the remark says how.
- **kept aside**: not used for computing; written back byte for byte.
- **refused**: not computed at all. A joint or function that is refused stops the reader; a muscle is left out by name.
- Any class that isn't named here is kept aside and reported by its name.

Tables: `.mot` and `.sto` with the headers of SIMM, OpenSim 1.9 to 3.3 and 4.x, and `.csv` with or without a header. Degrees or
radians as the header says; without a word degrees below format version 1 and radians from there on, as OpenSim decides. Repeated and
unsorted times, wrong counts in the header and a missing `endheader` (where the labels are clear) are reported; a row of another
length, a cell that isn't a number, a doubled column and `DataType=Vec3` are errors with their line.

XML from strangers: no entity is expanded, a document type declaration is refused, size, depth and number of elements are bounded.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_stands_there_once() {
        let mut classes: Vec<&str> = MATRIX.iter().map(|s| s.class).collect();
        classes.sort_unstable();
        let before = classes.len();
        classes.dedup();
        assert_eq!(classes.len(), before);
    }

    #[test]
    fn what_is_not_plainly_supported_says_why() {
        for s in MATRIX.iter().filter(|s| s.status != Supported) {
            assert!(!s.remark.is_empty(), "{}", s.class);
        }
    }
}
