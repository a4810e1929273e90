//! Supple's own body: the file is what the table of numbers gives, and the reader takes all of it.

#[path = "../examples/build_supple_body/build/mod.rs"]
mod build;

use body::{Model, Options, Plan, Workspace, compute_pose};
use osim::Status;

fn model() -> Model {
    osim::read_model(build::MODEL.as_ref()).expect("our own file").model
}

#[test]
fn the_file_is_what_the_table_of_numbers_gives() {
    let built = build::supple_osim().expect("a sound table of numbers");
    let file = std::fs::read_to_string(build::MODEL).expect("the file is there");
    let first = built.lines().zip(file.lines()).position(|(a, b)| a != b);
    assert!(
        built == file,
        "line {first:?} differs (None: one is longer); run `cargo run -p osim --example build_supple_body`"
    );
}

#[test]
fn the_reader_takes_all_of_it() {
    let import = osim::read_model(build::MODEL.as_ref()).expect("our own file");
    let odd: Vec<_> = import.report.entries.iter().filter(|e| e.status != Status::Supported).collect();
    assert!(odd.is_empty(), "{odd:#?}");
}

#[test]
fn every_side_has_eleven_fascicles_of_psoas_that_reach_the_femur() {
    let model = model();
    for side in ["_r", "_l"] {
        let own = |name: &str| name.starts_with("psoas_") && name.ends_with(side);
        let fascicles: Vec<_> = model.muscles().iter().filter(|m| own(&m.name)).collect();
        assert_eq!(fascicles.len(), 11);
        for f in fascicles {
            let frame = |i: usize| f.path.points[i].frame.as_str();
            assert!(frame(0).starts_with("lumbar"), "{}", f.name);
            assert_eq!([frame(1), frame(3)], ["pelvis", &format!("femur{side}")], "{}", f.name);
            assert_eq!(f.path.wraps.len(), 1);
        }
    }
}

/// Coordinates that change sign when left and right change places.
const TURNS_OF_THE_TRUNK: [&str; 4] = ["lumbar_bending", "lumbar_rotation", "pelvis_list", "pelvis_rotation"];

#[test]
fn the_mirrored_pose_has_the_mirrored_lengths() {
    let model = model();
    let plan = Plan::new(&model, &Options::default());
    let mut q = model.default_pose();
    for (k, c) in model.coordinates().iter().enumerate() {
        q[k] += 0.03 * (k % 7) as f64 * if c.name.starts_with("hip") { 2.0 } else { 1.0 };
    }
    model.apply_couplers(&mut q);
    let at = |name: &str| model.coordinate_index(name).expect("a coordinate of the model");
    let mut mirrored = q.clone();
    for (k, c) in model.coordinates().iter().enumerate() {
        mirrored[k] = match c.name.rsplit_once('_') {
            Some((stem, "r")) => q[at(&format!("{stem}_l"))],
            Some((stem, "l")) => q[at(&format!("{stem}_r"))],
            _ if TURNS_OF_THE_TRUNK.contains(&c.name.as_str()) => -q[k],
            _ => q[k],
        };
    }
    model.apply_couplers(&mut mirrored);
    let lengths = |q: &[f64]| {
        let mut workspace = Workspace::new(&plan);
        compute_pose(&plan, &mut workspace, q);
        workspace.lengths().to_vec()
    };
    let (one, other) = (lengths(&q), lengths(&mirrored));
    for (i, muscle) in model.muscles().iter().enumerate() {
        if let Some(stem) = muscle.name.strip_suffix("_r") {
            let twin = model.muscle_index(&format!("{stem}_l")).expect("both sides are there");
            assert!((one[i] - other[twin]).abs() < 1e-12, "{}: {} {}", muscle.name, one[i], other[twin]);
        }
    }
}
