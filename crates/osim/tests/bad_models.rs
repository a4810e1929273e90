//! Models that are wrong in one place: the error names line, element and name, and what would be valid.

use ErrorKind::{BadValue, Cycle, Duplicate, Missing, Unresolved, Unsupported};
use osim::{Document, Error, ErrorKind, Limits};

const EVERYTHING: &str = include_str!("fixtures/every_element.osim");

fn error_of(text: &str) -> Error {
    let read = || Document::parse(text.as_bytes(), "m.osim", &Limits::default())?.import();
    read().expect_err("an error")
}

/// Replaces the first `from` (it must be there) and expects this kind of error with this text.
fn check(from: &str, to: &str, kind: ErrorKind, says: &str) {
    assert!(EVERYTHING.contains(from), "{from}");
    let e = error_of(&EVERYTHING.replacen(from, to, 1));
    assert_eq!(e.to_string(), says, "{from} -> {to}");
    assert_eq!(e.kind(), kind, "{e}");
}

/// Replaces every `from`.
fn check_all(from: &str, to: &str, kind: ErrorKind, says: &str) {
    let e = error_of(&EVERYTHING.replace(from, to));
    assert_eq!((e.kind(), e.to_string().as_str()), (kind, says), "{from} -> {to}");
}

#[test]
fn references_to_nothing() {
    check(
        "/bodyset/balled</socket_child",
        "/bodyset/balld</socket_child",
        Unresolved,
        "m.osim:100: <BallJoint name=\"ball_joint\">: socket_child_frame: there is no body or frame `/bodyset/balld` (valid: did you mean `balled`?)",
    );
    check(
        "<socket_parent>/bodyset/welded<",
        "<socket_parent>/bodyset/nobody<",
        Unresolved,
        "m.osim:82: <PhysicalOffsetFrame name=\"welded_offset\">: socket_parent: there is no body or frame `/bodyset/nobody` (valid: loose, freed, ground, slid, balled, bench, custom, pinned, ..)",
    );
    check(
        "<socket_parent>/bodyset/welded<",
        "<socket_parent><",
        Missing,
        "m.osim:81: <PhysicalOffsetFrame name=\"welded_offset\">: no <socket_parent> (valid: the path of a body or frame)",
    );
    check(
        "/jointset/pin/pin_angle<",
        "/jointset/pin/pin_angel<",
        Unresolved,
        "m.osim:183: <ConditionalPathPoint name=\"p2\">: socket_coordinate: there is no coordinate `/jointset/pin/pin_angel` (valid: did you mean `pin_angle`?)",
    );
    check(
        "<independent_coordinate_names>pin_angle",
        "<independent_coordinate_names>pin",
        Unresolved,
        "m.osim:163: <CoordinateCouplerConstraint name=\"follow\">: independent_coordinate_names: there is no coordinate `pin` (valid: c0, c1, u0, u1, slide, pin_angle, ball_joint_coord_0, ball_joint_coord_1, ..)",
    );
    check(
        "<dependent_coordinate_name>u0",
        "<dependent_coordinate_name>",
        Unresolved,
        "m.osim:164: <CoordinateCouplerConstraint name=\"follow\">: dependent_coordinate_name: there is no coordinate `` (valid: c0, c1, u0, u1, slide, pin_angle, ball_joint_coord_0, ball_joint_coord_1, ..)",
    );
    check(
        "<wrap_object>drum",
        "<wrap_object>drom",
        Unresolved,
        "m.osim:200: <PathWrap name=\"w1\">: wrap_object: there is no wrap object `drom` (valid: did you mean `drum`?)",
    );
    check(
        "<socket_x_coordinate>/jointset/custom_joint/c0",
        "<socket_x_coordinate>",
        Unresolved,
        "m.osim:188: <MovingPathPoint name=\"p3\">: socket_x_coordinate: there is no coordinate `` (valid: c0, c1, u0, u1, slide, pin_angle, ball_joint_coord_0, ball_joint_coord_1, ..)",
    );
}

#[test]
fn circles() {
    check(
        "<socket_parent>/ground</socket_parent>",
        "<socket_parent>bench_edge</socket_parent>",
        Cycle,
        "m.osim:14: <PhysicalOffsetFrame name=\"bench_edge\">: it depends on itself (valid: a chain that ends in the ground)",
    );
    check(
        "<socket_parent_frame>/ground/bench/bench_edge<",
        "<socket_parent_frame>/bodyset/balled<",
        Cycle,
        "m.osim:29: <Body name=\"welded\">: no joint connects it with the ground (valid: a chain of joints from the ground)",
    );
    check(
        "<socket_child_frame>/bodyset/freed<",
        "<socket_child_frame>/bodyset/planar<",
        Cycle,
        "m.osim:106: <PlanarJoint name=\"planar_joint\">: it closes a loop of joints (valid: joints that form a tree)",
    );
    check(
        "<dependent_coordinate_name>u0",
        "<dependent_coordinate_name>pin_angle",
        Cycle,
        "m.osim:158: <CoordinateCouplerConstraint name=\"follow\">: it depends on itself (valid: a chain that ends in the ground)",
    );
}

#[test]
fn doubled_and_absent_names() {
    check(
        "<Body name=\"slid\">",
        "<Body name=\"pinned\">",
        Duplicate,
        "m.osim:53: <Body name=\"pinned\">: the name `pinned` is used twice (valid: a name of its own)",
    );
    check(
        "<Coordinate name=\"u1\" />",
        "<Coordinate name=\"pin_angle\" />",
        Duplicate,
        "m.osim:96: <Coordinate name=\"pin_angle\">: the name `pin_angle` is used twice (valid: a name of its own)",
    );
    check(
        "<PinJoint name=\"pin\">",
        "<PinJoint name=\"weld\">",
        Duplicate,
        "m.osim:69: <PinJoint name=\"weld\">: the name `weld` is used twice (valid: a name of its own)",
    );
    check(
        "<Ligament name=\"band\">",
        "<Ligament name=\"thelen\">",
        Duplicate,
        "m.osim:172: <Thelen2003Muscle name=\"thelen\">: the name `thelen` is used twice (valid: a name of its own)",
    );
    check("<Body name=\"slid\">", "<Body>", Missing, "m.osim:53: <Body>: no name (valid: a `name` attribute)");
    check(
        "<PhysicalOffsetFrame name=\"bench_edge\">",
        "<PhysicalOffsetFrame>",
        Missing,
        "m.osim:14: <PhysicalOffsetFrame>: no name (valid: a `name` attribute)",
    );
    check(
        "<Ligament name=\"band\">",
        "<Ligament>",
        Missing,
        "m.osim:238: <Ligament>: no name (valid: a `name` attribute)",
    );
}

#[test]
fn numbers() {
    check(
        "<mass>2.5<",
        "<mass>NaN<",
        BadValue,
        "m.osim:49: <Body name=\"pinned\">: mass: `NaN` is not a finite number (valid: like 0.5 or 1e-3)",
    );
    check(
        "<mass>2.5<",
        "<mass>heavy<",
        BadValue,
        "m.osim:49: <Body name=\"pinned\">: mass: `heavy` is not a finite number (valid: like 0.5 or 1e-3)",
    );
    check("<mass>2.5<", "<mass>-1<", BadValue, "m.osim:30: <Body name=\"pinned\">: mass is -1; it must be 0 or more");
    check(
        "<mass_center>0 -0.1 0<",
        "<mass_center>0 -0.1<",
        BadValue,
        "m.osim:50: <Body name=\"pinned\">: mass_center: 2 numbers (valid: 3 numbers)",
    );
    check(
        "<orientation>0 0 0.2<",
        "<orientation>0 0 inf<",
        BadValue,
        "m.osim:17: <PhysicalOffsetFrame name=\"bench_edge\">: orientation: `inf` is not a finite number (valid: like 0.5 or 1e-3)",
    );
    check(
        "<range>-1.5 2<",
        "<range>2 -1.5<",
        BadValue,
        "m.osim:73: <Coordinate name=\"pin_angle\">: range [2.0, -1.5] is not a range",
    );
    check(
        "<clamped>true",
        "<clamped>maybe",
        BadValue,
        "m.osim:76: <Coordinate name=\"pin_angle\">: clamped: `maybe` (valid: true, false)",
    );
    check(
        "<default_value>0.25<",
        "<default_value>0.25 1<",
        BadValue,
        "m.osim:74: <Coordinate name=\"pin_angle\">: default_value: 2 numbers (valid: one number)",
    );
    check(
        "<max_isometric_force>750<",
        "<max_isometric_force>-750<",
        BadValue,
        "m.osim:172: <Thelen2003Muscle name=\"thelen\">: max_isometric_force is -750; it must be 0 or more",
    );
    check(
        "<optimal_fiber_length>0.09<",
        "<optimal_fiber_length>0<",
        BadValue,
        "m.osim:172: <Thelen2003Muscle name=\"thelen\">: optimal_fiber_length is 0; it must be more than 0",
    );
}

#[test]
fn axes_and_sizes() {
    check(
        "<axis>0 0 2<",
        "<axis>0 0 0<",
        BadValue,
        "m.osim:121: <CustomJoint name=\"custom_joint\">: rotation1: axis 0 0 0 has no direction (valid: like 0 0 1)",
    );
    check(
        "<radius>0.03<",
        "<radius>0<",
        BadValue,
        "m.osim:41: <WrapCylinder name=\"drum\">: radius: 0 (valid: more than 0)",
    );
    check(
        "<radius>0.02<",
        "<radius>-0.02<",
        BadValue,
        "m.osim:44: <WrapSphere name=\"ball\">: radius: -0.02 (valid: more than 0)",
    );
    check(
        "<dimensions>0.01 0.02 0.03<",
        "<dimensions>0.01 0 0.03<",
        BadValue,
        "m.osim:45: <WrapEllipsoid name=\"egg\">: dimensions: 0 (valid: three numbers, each more than 0)",
    );
    check(
        "<length>0.2<",
        "<length>-1<",
        BadValue,
        "m.osim:42: <WrapCylinder name=\"drum\">: length: -1 (valid: more than 0)",
    );
    check(
        "<quadrant>-x<",
        "<quadrant>left<",
        BadValue,
        "m.osim:40: <WrapCylinder name=\"drum\">: quadrant: `left` (valid: all, x, -x, y, -y, z, -z)",
    );
    check(
        "name=\"rotation3\"",
        "name=\"rotation4\"",
        BadValue,
        "m.osim:129: <CustomJoint name=\"custom_joint\">: unknown <TransformAxis name=\"rotation4\"> (valid: rotation1, rotation2, rotation3, translation1, translation2, translation3)",
    );
}

#[test]
fn functions() {
    check(
        "<x> -1 0 1 2</x>",
        "<x> -1 1 0 2</x>",
        BadValue,
        "m.osim:122: <CustomJoint name=\"custom_joint\">: rotation1: SimmSpline has knots that do not ascend: 1 is followed by 0",
    );
    check(
        "<x> -1 0 1 2</x>",
        "<x> -1 0 0 2</x>",
        BadValue,
        "m.osim:122: <CustomJoint name=\"custom_joint\">: rotation1: SimmSpline has knots that do not ascend: 0 is followed by 0",
    );
    check(
        "<x> -1 0 1 2</x>",
        "<x> -1 0 1</x>",
        BadValue,
        "m.osim:122: <CustomJoint name=\"custom_joint\">: rotation1: SimmSpline has 3 x values but 4 y values",
    );
    check(
        "<x> -1 0 1 2</x><y> -1 0.1 1 2</y>",
        "<x>1</x><y>2</y>",
        BadValue,
        "m.osim:122: <CustomJoint name=\"custom_joint\">: rotation1: SimmSpline has 1 knots; it needs at least 2",
    );
    check(
        "<x> -1 0 1 2</x>",
        "<x> -1 0 nan 2</x>",
        BadValue,
        "m.osim:122: <CustomJoint name=\"custom_joint\">: rotation1: x: `nan` is not a finite number (valid: like 0.5 or 1e-3)",
    );
    check(
        "<coefficients> 0.5 -0.25 0.1<",
        "<coefficients> 0.5<",
        BadValue,
        "m.osim:127: <CustomJoint name=\"custom_joint\">: rotation2: LinearFunction has 1 coefficients; 2 coordinates need 3",
    );
    check(
        "<PolynomialFunction name=\"function\"><coefficients>0.1 0.2 0.3</coefficients></PolynomialFunction>",
        "<GCVSpline name=\"function\"/>",
        Unsupported,
        "m.osim:132: <CustomJoint name=\"custom_joint\">: rotation3: function `GCVSpline` is not supported (valid: Constant, LinearFunction, SimmSpline, PiecewiseLinearFunction, PolynomialFunction, MultiplierFunction)",
    );
    check(
        "<coordinates>c0</coordinates>\n\t\t\t\t\t\t\t<axis>0 0 2",
        "<coordinates></coordinates>\n\t\t\t\t\t\t\t<axis>0 0 2",
        BadValue,
        "m.osim:122: <CustomJoint name=\"custom_joint\">: rotation1: SimmSpline takes one coordinate, not 0",
    );
}

#[test]
fn paths() {
    check(
        "<method>hybrid<",
        "<method>axail<",
        BadValue,
        "m.osim:201: <PathWrap name=\"w1\">: method: unknown method `axail` (valid: hybrid, midpoint, axial)",
    );
    check(
        "<range>1 2<",
        "<range>1 9<",
        BadValue,
        "m.osim:202: <PathWrap name=\"w1\">: range: 1 9 (valid: two of 1 to 3, or -1 for the first or last)",
    );
    check(
        "<range>1 2<",
        "<range>1.5 2<",
        BadValue,
        "m.osim:202: <PathWrap name=\"w1\">: range: 1.5 2 (valid: two of 1 to 3, or -1 for the first or last)",
    );
    check(
        "<range>-1 0.5<",
        "<range>0.5 -1<",
        BadValue,
        "m.osim:184: <ConditionalPathPoint name=\"p2\">: range: 0.5 -1 (valid: the smaller number first)",
    );
}

#[test]
fn joints() {
    check_all(
        "GimbalJoint",
        "EllipsoidJoint",
        Unsupported,
        "m.osim:110: <EllipsoidJoint name=\"gimbal_joint\">: joint class `EllipsoidJoint` is not supported (valid: WeldJoint, PinJoint, SliderJoint, UniversalJoint, BallJoint, FreeJoint, PlanarJoint, GimbalJoint, CustomJoint)",
    );
    check_all(
        "GimbalJoint",
        "MagicJoint",
        Unsupported,
        "m.osim:110: <MagicJoint name=\"gimbal_joint\">: joint class `MagicJoint` is not supported (valid: WeldJoint, PinJoint, SliderJoint, UniversalJoint, BallJoint, FreeJoint, PlanarJoint, GimbalJoint, CustomJoint)",
    );
}
