use super::*;

fn pin(name: &str, parent: &str, child: &str) -> Joint {
    Joint {
        name: name.to_owned(),
        parent_frame: parent.to_owned(),
        child_frame: child.to_owned(),
        kind: JointKind::Pin,
        coordinates: vec![Coordinate::new(&format!("{name}_angle"))],
    }
}

fn body(name: &str) -> Body {
    Body { name: name.to_owned(), mass: 1.0, ..Body::default() }
}

fn fixed(frame: &str, location: [f64; 3]) -> PathPoint {
    PathPoint { name: "p".to_owned(), frame: frame.to_owned(), kind: PathPointKind::Fixed { location } }
}

/// Two bodies, two pins, one muscle around one cylinder.
fn arm() -> Parts {
    Parts {
        name: "arm".to_owned(),
        bodies: vec![body("upper"), body("lower")],
        frames: vec![Frame {
            name: "elbow/upper_offset".to_owned(),
            parent: "upper".to_owned(),
            translation: [0.0, -0.3, 0.0],
            ..Frame::default()
        }],
        joints: vec![pin("elbow", "elbow/upper_offset", "lower"), pin("shoulder", "ground", "upper")],
        wrap_objects: vec![WrapObject {
            name: "condyles".to_owned(),
            frame: "upper".to_owned(),
            translation: [0.0, -0.3, 0.0],
            xyz_body_rotation: [0.0; 3],
            active: true,
            quadrant: Quadrant::All,
            shape: WrapShape::Cylinder { radius: 0.02, length: 0.1 },
        }],
        muscles: vec![Muscle {
            name: "triceps".to_owned(),
            path: GeometryPath {
                points: vec![fixed("upper", [-0.03, -0.1, 0.0]), fixed("lower", [-0.03, -0.05, 0.0])],
                wraps: vec![PathWrap {
                    wrap_object: "condyles".to_owned(),
                    method: WrapMethod::Hybrid,
                    range: [-1, -1],
                }],
            },
            parameters: None,
        }],
        ..Parts::default()
    }
}

#[track_caller]
fn check_fault(change: impl FnOnce(&mut Parts), expected: &str) {
    let mut parts = arm();
    change(&mut parts);
    let message = Model::new(parts).expect_err("a fault was expected").to_string();
    assert_eq!(message, expected);
}

#[test]
fn a_sound_model_is_resolved_from_the_ground_outwards() {
    let model = Model::new(arm()).unwrap();
    let order: Vec<usize> = model.tree().iter().map(|t| t.joint).collect();
    assert_eq!(order, [1, 0]);
    assert_eq!(model.coordinate_index("elbow_angle"), Some(0));
    let placement = model.placement("elbow/upper_offset").unwrap();
    assert_eq!((placement.body, placement.transform.p), (1, [0.0, -0.3, 0.0]));
}

#[test]
fn a_joint_whose_child_is_the_ground_is_taken_the_other_way_round() {
    let mut parts = arm();
    parts.joints[1] = pin("shoulder", "upper", "ground");
    let model = Model::new(parts).unwrap();
    let shoulder = model.tree()[0];
    assert!(shoulder.reversed);
    assert_eq!((shoulder.inner, shoulder.outer), (0, 1));
}

#[test]
fn faults_name_the_part() {
    check_fault(|p| p.bodies[1] = body("upper"), "Body `upper`: the name is used twice");
    check_fault(|p| p.bodies[1].name.clear(), "a Body has no name");
    check_fault(|p| p.bodies[0].mass = f64::NAN, "Body `upper`: mass is NaN; it must be 0 or more");
    check_fault(
        |p| p.joints[0].child_frame = "lowr".to_owned(),
        "PinJoint `elbow`: there is no Body or frame called `lowr`; did you mean `lower`?",
    );
    check_fault(
        |p| p.frames[0].parent = "elbow/upper_offset".to_owned(),
        "PhysicalOffsetFrame `elbow/upper_offset`: it depends on itself",
    );
    check_fault(|p| drop(p.joints.remove(0)), "Body `lower`: no joint connects it with the ground");
    check_fault(
        |p| p.joints.push(pin("again", "ground", "lower")),
        "PinJoint `elbow`: it closes a loop of joints, which is not supported",
    );
    check_fault(|p| p.joints[0].kind = JointKind::Universal, "UniversalJoint `elbow`: has 1 coordinates; it needs 2");
    check_fault(
        |p| p.wrap_objects[0].shape = WrapShape::Sphere { radius: 0.0 },
        "WrapSphere `condyles`: radius is 0; it must be more than 0",
    );
    check_fault(
        |p| p.muscles[0].path.wraps[0].range = [1, 3],
        "PathWrap `triceps`: `condyles`: range 1 3 does not name a stretch of the 2 points",
    );
    check_fault(|p| drop(p.muscles[0].path.points.pop()), "GeometryPath `triceps`: has 1 points; it needs at least 2");
}

fn custom_elbow(axis: [f64; 3], function: Function) -> impl FnOnce(&mut Parts) {
    move |parts| {
        let still = || TransformAxis::fixed([1.0, 0.0, 0.0]);
        parts.joints[0].kind = JointKind::Custom(Box::new(SpatialTransform {
            rotation: [TransformAxis { coordinates: vec!["elbow_angle".to_owned()], axis, function }, still(), still()],
            translation: [still(), still(), still()],
        }));
    }
}

#[test]
fn faults_of_custom_joints_name_the_axis() {
    check_fault(
        custom_elbow([0.0; 3], Function::Linear(vec![1.0, 0.0])),
        "CustomJoint `elbow`: rotation1: axis [0.0, 0.0, 0.0] has no direction",
    );
    check_fault(
        custom_elbow([0.0, 0.0, 1.0], Function::SimmSpline { x: vec![1.0, 0.0], y: vec![0.0, 1.0] }),
        "CustomJoint `elbow`: rotation1: SimmSpline has knots that do not ascend: 1 is followed by 0",
    );
}

fn coupler(name: &str, from: &str, to: &str) -> CoordinateCouplerConstraint {
    CoordinateCouplerConstraint {
        name: name.to_owned(),
        independent_coordinates: vec![from.to_owned()],
        dependent_coordinate: to.to_owned(),
        function: Function::Linear(vec![2.0, 0.1]),
        scale_factor: -1.0,
        is_enforced: true,
    }
}

#[test]
fn couplers_that_chase_each_other_are_refused() {
    check_fault(
        |p| {
            p.couplers =
                vec![coupler("a", "elbow_angle", "shoulder_angle"), coupler("b", "shoulder_angle", "elbow_angle")];
        },
        "CoordinateCouplerConstraint `a`: it depends on itself",
    );
}

#[test]
fn the_default_pose_obeys_enforced_couplers_only() {
    let mut parts = arm();
    parts.joints[0].coordinates[0].default_value = 0.5;
    parts.couplers = vec![coupler("a", "elbow_angle", "shoulder_angle")];
    assert_eq!(Model::new(parts.clone()).unwrap().default_pose(), [0.5, -1.1]);
    parts.couplers[0].is_enforced = false;
    assert_eq!(Model::new(parts).unwrap().default_pose(), [0.5, 0.0]);
}

#[test]
fn a_slope_of_one_either_way_makes_an_angle_and_a_translation_goes_first() {
    let kind = |rotation: f64, translation: Option<f64>| {
        let along = |slope: f64, axis: [f64; 3]| TransformAxis {
            function: Function::Linear(vec![slope, 0.1]),
            ..TransformAxis::identity(axis, "q")
        };
        let mut parts = arm();
        let [x, y, z] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        let moved = translation.map_or(TransformAxis::fixed(x), |slope| along(slope, x));
        parts.joints[0].coordinates[0].name = "q".to_owned();
        parts.joints[0].kind = JointKind::Custom(Box::new(SpatialTransform {
            rotation: [along(rotation, z), TransformAxis::fixed(y), TransformAxis::fixed(x)],
            translation: [moved, TransformAxis::fixed(y), TransformAxis::fixed(z)],
        }));
        let model = Model::new(parts).expect("a good model");
        model.motion_type(model.coordinate_index("q").expect("there"))
    };
    assert_eq!(kind(1.0, None), MotionType::Rotational);
    assert_eq!(kind(-1.0, None), MotionType::Rotational);
    assert_eq!(kind(2.0, None), MotionType::Coupled);
    assert_eq!(kind(1.0, Some(-1.0)), MotionType::Translational);
}
