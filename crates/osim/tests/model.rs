//! Models: what is read from a file that has everything.
#![expect(clippy::float_cmp, reason = "values that were read, not computed, are the very same")]

use body::Model;
use body::model::{Function, JointKind, MuscleModel, PathPointKind, Quadrant, WrapMethod, WrapShape};
use osim::{Document, Import, Limits, Report, Status};

const EVERYTHING: &str = include_str!("fixtures/every_element.osim");
const THIRD: &str = include_str!("fixtures/third_generation.osim");

fn import(text: &str) -> Import {
    Document::parse(text.as_bytes(), "", &Limits::default()).and_then(|d| d.import()).expect("a good model")
}

fn model() -> Model {
    import(EVERYTHING).model
}

fn lines(report: &Report, status: Status) -> Vec<String> {
    let line = |e: &osim::Entry| format!("{} {} {}: {}", e.count, e.element, e.name, e.message);
    report.of(status).map(line).collect()
}

#[test]
fn every_joint_is_read_with_its_coordinates() {
    let model = model();
    let joints: Vec<String> = model
        .parts()
        .joints
        .iter()
        .map(|j| {
            let coordinates: Vec<&str> = j.coordinates.iter().map(|c| c.name.as_str()).collect();
            format!("{} {}>{}: {}", j.kind.class(), j.parent_frame, j.child_frame, coordinates.join(" "))
        })
        .collect();
    insta::assert_snapshot!("joints", joints.join("\n"));
}

#[test]
fn coordinates_keep_range_default_clamp_and_lock() {
    let model = model();
    let pin = &model.coordinates()[model.coordinate_index("pin_angle").expect("there")];
    assert_eq!((pin.default_value, pin.range, pin.clamped, pin.locked), (0.25, [-1.5, 2.0], true, false));
    let implied = &model.coordinates()[model.coordinate_index("ball_joint_coord_2").expect("made")];
    assert_eq!((implied.default_value, implied.range), (0.0, [-10.0, 10.0]));
}

#[test]
fn frames_inside_frames_find_their_parents() {
    let model = model();
    let parent = |name: &str| {
        let frame = model.parts().frames.iter().find(|f| f.name == name);
        frame.expect("there").parent.clone()
    };
    assert_eq!(parent("ground/bench/bench_edge"), "ground/bench");
    assert_eq!(parent("ground/bench"), "ground");
    assert_eq!(parent("pin/welded_offset"), "welded");
}

#[test]
fn functions_of_every_class() {
    let model = model();
    let custom = model.parts().joints.iter().find(|j| j.name == "custom_joint").expect("there");
    let JointKind::Custom(t) = &custom.kind else { panic!("a custom joint") };
    assert_eq!(t.rotation[0].axis, [0.0, 0.0, 2.0]);
    assert!(matches!(&t.rotation[0].function, Function::SimmSpline { x, .. } if x.len() == 4));
    assert_eq!(t.rotation[1].coordinates, ["c0", "c1"]);
    assert_eq!(t.rotation[1].function, Function::Linear(vec![0.5, -0.25, 0.1]));
    assert_eq!(t.rotation[2].function, Function::Polynomial(vec![0.1, 0.2, 0.3]));
    let Function::Multiplier { function, scale } = &t.translation[0].function else { panic!("a multiplier") };
    assert!(matches!(**function, Function::PiecewiseLinear { .. }));
    assert!((scale - 2.0).abs() < 1e-15);
    assert!(matches!(&t.translation[1].function, Function::SimmSpline { .. }), "as OpenSim reads NaturalCubicSpline");
    assert_eq!(t.translation[2].function, Function::Constant(0.05));
}

#[test]
fn wrap_objects_with_shape_side_and_place() {
    let model = model();
    let drum = model.wrap_object("drum").expect("there");
    assert_eq!(drum.shape, WrapShape::Cylinder { radius: 0.03, length: 0.2 });
    assert_eq!((drum.quadrant, drum.frame.as_str(), drum.active), (Quadrant::NegativeX, "pinned", true));
    let egg = model.wrap_object("egg").expect("there");
    assert_eq!(egg.shape, WrapShape::Ellipsoid { dimensions: [0.01, 0.02, 0.03] });
    assert_eq!(egg.quadrant, Quadrant::PositiveY);
    assert!(model.wrap_object("ring").is_none());
}

#[test]
fn muscles_with_points_wraps_and_parameters() {
    let model = model();
    let muscle = |name: &str| &model.muscles()[model.muscle_index(name).expect("there")];
    let thelen = muscle("thelen");
    assert!(
        matches!(&thelen.path.points[1].kind, PathPointKind::Conditional { range: [-1.0, 0.5], coordinate, .. } if coordinate == "pin_angle")
    );
    assert!(matches!(&thelen.path.points[2].kind, PathPointKind::Moving { coordinate, .. } if coordinate == "c0"));
    assert_eq!(thelen.path.wraps[0].range, [1, 2]);
    let p = thelen.parameters.as_ref().expect("parameters");
    assert_eq!((p.max_isometric_force, p.optimal_fiber_length, p.tendon_slack_length), (750.0, 0.09, 0.11));
    let millard = muscle("millard");
    let methods: Vec<WrapMethod> = millard.path.wraps.iter().map(|w| w.method).collect();
    assert_eq!(methods, [WrapMethod::Midpoint, WrapMethod::Axial]);
    let MuscleModel::Millard2012(curves) = millard.parameters.as_ref().expect("parameters").model else {
        panic!("Millard's")
    };
    assert_eq!((curves.passive.strain_at_one_norm_force, curves.active.minimum_value), (0.8, 0.1));
    let MuscleModel::DeGrooteFregly2016(curves) = muscle("degroote").parameters.as_ref().expect("parameters").model
    else {
        panic!("De Groote's")
    };
    assert_eq!(curves.passive_fiber_strain_at_one_norm_force, 0.7);
    assert!(muscle("band").parameters.is_none() && muscle("homemade").parameters.is_none());
}

#[test]
fn couplers_are_read() {
    let model = model();
    let coupler = &model.parts().couplers[0];
    assert_eq!((coupler.dependent_coordinate.as_str(), coupler.scale_factor, coupler.is_enforced), ("u0", 0.5, true));
    assert_eq!(coupler.independent_coordinates, ["pin_angle"]);
}

#[test]
fn what_is_not_computed_stands_in_the_report() {
    let report = import(EVERYTHING).report;
    insta::assert_snapshot!("approximated", lines(&report, Status::Approximated).join("\n"));
    insta::assert_snapshot!("kept_aside", lines(&report, Status::KeptAside).join("\n"));
    insta::assert_snapshot!("refused", lines(&report, Status::Refused).join("\n"));
    let special: Vec<String> = lines(&report, Status::Supported).into_iter().filter(|l| !l.ends_with(": ")).collect();
    insta::assert_snapshot!("supported_with_a_word", special.join("\n"));
}

#[test]
fn no_object_of_the_file_is_missing_from_the_report() {
    let report = import(EVERYTHING).report;
    let document = Document::parse(EVERYTHING.as_bytes(), "", &Limits::default()).expect("a good model");
    let mut objects = Vec::new();
    document.model().walk(&mut |e| {
        if e.tag == "objects" {
            objects.extend(e.elements().map(|o| o.tag.clone()));
        }
    });
    assert!(objects.len() > 30);
    for class in objects {
        assert!(report.entries.iter().any(|e| e.element == class), "{class} was dropped in silence");
    }
}

#[test]
fn the_file_is_written_back_byte_for_byte() {
    for text in [EVERYTHING, THIRD] {
        let document = Document::parse(text.as_bytes(), "", &Limits::default()).expect("a good model");
        assert_eq!(document.to_xml(), text);
    }
}

#[test]
fn an_older_file_becomes_the_same_model() {
    let model = import(THIRD).model;
    let joint = &model.parts().joints[0];
    assert_eq!((joint.parent_frame.as_str(), joint.child_frame.as_str()), ("ja/ground_offset", "ja/a_offset"));
    assert_eq!(joint.coordinates[0].default_value, 0.3);
    let frame = &model.parts().frames[0];
    assert_eq!(
        (frame.parent.as_str(), frame.translation, frame.orientation),
        ("ground", [0.0, 1.0, 0.0], [0.1, 0.0, 0.0])
    );
    assert_eq!(model.parts().bodies[0].inertia, [0.1, 0.2, 0.1, 0.01, 0.02, 0.03]);
    let muscle = &model.muscles()[0];
    assert_eq!(muscle.path.points.len(), 4);
    assert_eq!(muscle.parameters.as_ref().expect("parameters").pennation_angle_at_optimal, 0.3);
    let reversed = import(&THIRD.replace("<reverse>false", "<reverse>true")).model;
    assert_eq!(reversed.parts().joints[0].parent_frame, "ja/a_offset");
    assert!(reversed.tree()[0].reversed);
}

#[test]
fn a_newer_version_is_read_and_said() {
    let report = import(&EVERYTHING.replace("40600", "40700")).report;
    assert!(lines(&report, Status::Approximated).iter().any(|l| l.contains("version 40700 is newer")));
}

#[test]
fn a_doubled_wrap_object_name_takes_the_first_and_says_so() {
    let doubled =
        EVERYTHING.replace("<WrapSphere name=\"ball\"", "<WrapSphere name=\"drum\"").replace(">ball<", ">drum<");
    let import = import(&doubled);
    assert!(import.model.wrap_object("pinned/drum").is_some());
    let said = lines(&import.report, Status::Supported);
    assert!(said.iter().any(|l| l.contains("two wrap objects are called `drum`")), "{said:?}");
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    let document = Document::parse(format!("\u{feff}{EVERYTHING}").as_bytes(), "", &Limits::default());
    assert_eq!(document.and_then(|d| d.import()).expect("a good model").model.parts(), model().parts());
}

#[test]
fn a_wrap_with_an_empty_range_never_wraps_and_says_so() {
    let import = import(&EVERYTHING.replace("<range>1 2<", "<range>3 2<"));
    let thelen = &import.model.muscles()[import.model.muscle_index("thelen").expect("there")];
    assert!(thelen.path.wraps.is_empty());
    assert!(lines(&import.report, Status::Supported).iter().any(|l| l.contains("range 3 2 holds no points")));
}
