//! `supple muscles`, `supple model` and `supple plot`, as they are typed.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const MOTION: &str = "inDegrees=yes\nversion=1\nendheader\ntime\tpin_angle\tslide\n0\t0\t0\n0.5\t10\t0.05\n1\t200\t0\n";

fn model() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../osim/tests/fixtures/every_element.osim")
}

fn supple(folder: &Path, arguments: &[&str]) -> Output {
    let file = model().display().to_string();
    let arguments = arguments.iter().map(|a| if *a == "MODEL" { file.as_str() } else { a });
    Command::new(env!("CARGO_BIN_EXE_supple")).args(arguments).current_dir(folder).output().expect("the program runs")
}

fn json(output: &Output) -> Value {
    let problem = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {problem}"))
}

fn folder_with_motion() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("walk.mot"), MOTION).expect("written");
    folder
}

#[test]
fn a_model_is_summed_up_with_its_support_report() {
    let folder = folder_with_motion();
    let output = supple(folder.path(), &["model", "MODEL", "--json"]);
    let summary = json(&output);
    assert_eq!(summary["name"], "every_element");
    assert_eq!(summary["coordinates"].as_array().expect("a list").len(), 27);
    let refused = summary["report"]["entries"].as_array().expect("a list");
    assert!(refused.iter().any(|e| e["status"] == "refused" && e["name"] == "around_a_ring"));
    let text = String::from_utf8(supple(folder.path(), &["model", "MODEL"]).stdout).expect("text");
    assert!(text.contains("10 bodies") && text.contains("around_a_ring"), "{text}");
}

#[test]
fn the_default_pose_has_lengths_fibers_and_moment_arms() {
    let folder = folder_with_motion();
    let pose = json(&supple(folder.path(), &["muscles", "--model", "MODEL", "--muscles", "^(thelen|band)$", "--json"]));
    let muscles = pose["muscles"].as_array().expect("a list");
    assert_eq!(muscles.len(), 2);
    assert!(muscles[0]["length_m"].as_f64().is_some_and(|l| l > 0.0));
    assert!(muscles[0]["normalized_fiber_length"].is_number() && muscles[1]["normalized_fiber_length"].is_null());
    assert!(muscles[0]["moment_arms"]["pin_angle"].is_number());
    assert_eq!(pose["coordinates"]["pin_angle"], 0.25);
}

#[test]
fn a_trial_gets_its_files_once_and_says_what_it_assumed() {
    let folder = folder_with_motion();
    let ask = ["muscles", "--model", "MODEL", "--motion", "walk.mot", "--out", "out", "--json"];
    let first = json(&supple(folder.path(), &ask));
    let trial = &first["trials"][0];
    assert_eq!((trial["frames"].as_u64(), trial["done_before"].as_bool()), (Some(3), Some(false)));
    let notes = trial["notes"].to_string();
    assert!(notes.contains("`pin_angle` leaves its range") && notes.contains("keep their default"), "{notes}");
    let lengths = std::fs::read(folder.path().join("out/walk_length.sto")).expect("a file");
    let (table, _) = osim::Table::parse(&lengths, &osim::Limits::default()).expect("a table");
    assert_eq!((table.rows(), table.time[1]), (3, 0.5));
    assert!(table.column("thelen").is_some() && folder.path().join("out/walk_moment_arm_pin_angle.sto").is_file());

    let second = json(&supple(folder.path(), &ask));
    assert_eq!(second["trials"][0]["done_before"], true);
    let forced = json(&supple(folder.path(), &[&ask[..], &["--force"]].concat()));
    assert_eq!(forced["trials"][0]["done_before"], false);
    assert_eq!(std::fs::read(folder.path().join("out/walk_length.sto")).expect("a file"), lengths);
    let other = json(&supple(folder.path(), &[&ask[..], &["--muscles", "thelen"]].concat()));
    assert_eq!(other["trials"][0]["done_before"], false, "other options ask for another result");
}

#[test]
fn a_trial_agrees_with_the_same_pose_alone() {
    let folder = folder_with_motion();
    let text = "inDegrees=no\nversion=1\nendheader\ntime\tpin_angle\n0\t0.25\n";
    std::fs::write(folder.path().join("rest.sto"), text).expect("written");
    let ask = ["muscles", "--model", "MODEL", "--motion", "rest.sto", "--format", "csv", "--decimals", "exact"];
    assert!(supple(folder.path(), &ask).status.success());
    let csv = std::fs::read(folder.path().join("rest_length.csv")).expect("a file");
    let (table, _) = osim::Table::parse(&csv, &osim::Limits::default()).expect("a table");
    let pose = json(&supple(folder.path(), &["muscles", "--model", "MODEL", "--json"]));
    for muscle in pose["muscles"].as_array().expect("a list") {
        let column = table.column(muscle["name"].as_str().expect("a name")).expect("a column");
        let alone = muscle["length_m"].as_f64().expect("a number");
        assert!((column[0] - alone).abs() < 1e-12, "{muscle}");
    }
}

#[test]
fn what_cannot_be_used_is_said_with_its_place() {
    let folder = folder_with_motion();
    std::fs::write(folder.path().join("bad.mot"), "endheader\ntime\tpin_angle\n0\n").expect("written");
    let check = |arguments: &[&str], says: &str| {
        let output = supple(folder.path(), arguments);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{text}");
        assert!(text.contains(says), "{text}");
    };
    check(
        &["muscles", "--model", "MODEL", "--motion", "bad.mot"],
        "bad.mot:3: 1 columns (valid: 2, as the labels say)",
    );
    check(&["muscles", "--model", "MODEL", "--muscles", "xyz"], "no name fits `xyz`");
    check(&["muscles", "--model", "MODEL", "--muscles", "("], "regex parse error");
    check(&["muscles", "--model", "MODEL", "--motion", "walk.mot", "./walk.mot"], "have the same name");
    check(&["model", "no.osim"], "no.osim");
    check(&["model", "bad.mot"], "bad.mot:1: text outside of the root element");
}

#[test]
fn a_bad_trial_does_not_keep_the_others_from_being_done() {
    let folder = folder_with_motion();
    std::fs::write(folder.path().join("bad.mot"), "endheader\ntime\tpin_angle\n0\n").expect("written");
    let output = supple(folder.path(), &["muscles", "--model", "MODEL", "--motion", "bad.mot", "walk.mot"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(folder.path().join("walk_done.json").is_file());
    assert!(!folder.path().join("bad_done.json").exists());
}

#[test]
fn a_plot_is_a_picture_of_the_muscles() {
    let folder = folder_with_motion();
    let ask =
        ["plot", "--model", "MODEL", "--muscles", "thelen|millard", "--coordinate", "pin_angle", "--out", "p.svg"];
    assert!(supple(folder.path(), &ask).status.success());
    let svg = std::fs::read_to_string(folder.path().join("p.svg")).expect("a picture");
    assert!(svg.starts_with("<svg") && svg.contains("thelen") && svg.contains("pin_angle [\u{b0}]"));
    assert_eq!(svg.matches("<title>millard</title>").count(), 2, "one line in each panel");
}
