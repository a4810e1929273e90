//! Trials for a model.

use body::Model;
use osim::{Document, ErrorKind, Limits, Motion, Table};

const EVERYTHING: &str = include_str!("fixtures/every_element.osim");

fn model() -> Model {
    let document = Document::parse(EVERYTHING.as_bytes(), "", &Limits::default()).expect("a document");
    document.import().expect("a model").model
}

fn motion(text: &str, in_degrees: Option<bool>) -> osim::Result<Motion> {
    let (table, _) = Table::parse(text.as_bytes(), &Limits::default())?;
    Motion::new(&model(), &table, in_degrees)
}

fn values(motion: &Motion, coordinate: &str) -> Vec<f64> {
    motion.q[model().coordinate_index(coordinate).expect("there")].clone()
}

#[test]
fn only_angles_are_converted_from_degrees() {
    let text = "inDegrees=yes\nversion=1\nendheader\ntime\tpin_angle\tslide\n0\t90\t0.05\n";
    let m = motion(text, None).expect("a motion");
    assert_eq!(values(&m, "pin_angle"), [90.0_f64.to_radians()]);
    assert_eq!(values(&m, "slide"), [0.05]);
    let m = motion(text, Some(false)).expect("a motion");
    assert_eq!(values(&m, "pin_angle"), [90.0]);
}

#[test]
fn states_files_name_coordinates_by_path() {
    let text = "inDegrees=no\nversion=3\nendheader\ntime\t/jointset/pin/pin_angle/value\t/jointset/pin/pin_angle/speed\t/forceset/thelen/activation\n0\t0.5\t9\t1\n";
    let m = motion(text, None).expect("a motion");
    assert_eq!(values(&m, "pin_angle"), [0.5]);
}

#[test]
fn what_is_absent_keeps_its_default_and_couplers_are_followed() {
    let m = motion("inDegrees=no\nversion=1\nendheader\ntime\tslide\tu0\tx\n0\t0\t9\t1\n", None).expect("a motion");
    assert_eq!(values(&m, "pin_angle"), [0.25]);
    assert_eq!(values(&m, "u0"), [0.5 * (2.0 * 0.25 + 0.1)]);
    let notes: Vec<&str> = m.notes.iter().map(|n| n.message.as_str()).collect();
    assert_eq!(notes[0], "columns that are no coordinate were not used (1): x");
    assert!(notes[1].starts_with("coordinates without a column keep their default (25): pin_angle, u1"), "{notes:?}");
    assert_eq!(notes[2], "columns that a coupler overrules (1): u0");
}

#[test]
fn leaving_a_clamped_range_and_gaps_are_said() {
    let m = motion("inDegrees=no\nversion=1\nendheader\ntime\tpin_angle\n0\t3\n1\tnan\n", None).expect("a motion");
    let notes: Vec<&str> = m.notes.iter().map(|n| n.message.as_str()).collect();
    assert!(notes.contains(&"`pin_angle` leaves its range -1.5000 2.0000 in 1 frames"), "{notes:?}");
    assert!(notes.contains(&"`pin_angle` is no number in 1 frames"), "{notes:?}");
}

#[test]
fn a_table_of_something_else_is_refused() {
    let e = motion("endheader\ntime\tfoo\n0\t1\n", None).expect_err("no coordinate");
    assert_eq!(e.kind(), ErrorKind::Unresolved);
    let e = motion("endheader\ntime\tslide\t/jointset/slider/slide/value\n0\t1\t1\n", None).expect_err("twice");
    assert_eq!(e.kind(), ErrorKind::Duplicate);
}
