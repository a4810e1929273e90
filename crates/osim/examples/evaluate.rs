//! Lengths and moment arms of a model at given poses, for comparing with other programs.
//!
//! `evaluate MODEL.osim describe` prints coordinates, muscles and the list of moment arms as JSON;
//! `evaluate MODEL.osim curves` prints for each muscle its active and passive curve over the fiber's and its tendon's curve
//! over the tendon's normalized length;
//! `evaluate MODEL.osim MODE POSES OUT` reads poses (little-endian f64, one after the other, coordinates in that
//! order) and writes for each pose all lengths, all listed moment arms, and of each muscle with a rigid tendon its fiber
//! length over the optimal one and its passive force along the tendon [N] (nan without muscle parameters).
//! MODE is `geodesic`, `opensim`, or `defects` (OpenSim 4.6 with its known defects).

use std::error::Error;
use std::path::PathBuf;

use body::model::{MotionType, WrapShape};
use body::muscle::MuscleCurves;
use body::{Model, Options, Plan, Workspace, WrapMode, compute_pose};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (path, rest) = arguments.split_first().ok_or("which .osim file?")?;
    let model = osim::read_model(&PathBuf::from(path))?.model;
    match rest.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["describe"] => println!("{}", describe(&model)),
        ["curves"] => println!("{}", curves(&model)),
        [mode, poses, out] => evaluate(&model, mode, poses, out)?,
        _ => return Err("describe, curves, or MODE POSES OUT".into()),
    }
    Ok(())
}

fn plan(model: &Model, mode: &str) -> Result<Plan> {
    let mode = match mode {
        "geodesic" => WrapMode::Geodesic,
        "opensim" => WrapMode::OpenSim,
        "defects" => WrapMode::OpenSimWithDefects,
        other => return Err(format!("mode `{other}` (valid: geodesic, opensim, defects)").into()),
    };
    Ok(Plan::new(model, &Options { mode, ..Options::default() }))
}

fn describe(model: &Model) -> Value {
    let plan = Plan::new(model, &Options::default());
    let motion = |i: usize| match model.motion_type(i) {
        MotionType::Rotational => "rotational",
        MotionType::Translational => "translational",
        MotionType::Coupled => "coupled",
    };
    let coordinates = model.coordinates().iter().enumerate();
    let coordinates = coordinates.map(|(i, c)| json!({"name": c.name, "range": c.range, "motion": motion(i)}));
    let shape = |name: &str| match model.wrap_object(name).map(|w| w.shape) {
        Some(WrapShape::Cylinder { .. }) => "cylinder",
        Some(WrapShape::Sphere { .. }) => "sphere",
        Some(WrapShape::Ellipsoid { .. }) => "ellipsoid",
        None => "none",
    };
    let muscles = model.muscles().iter().map(|m| {
        let wraps: Vec<&str> = m.path.wraps.iter().map(|w| shape(&w.wrap_object)).collect();
        json!({"name": m.name, "wraps": wraps})
    });
    json!({
        "coordinates": coordinates.collect::<Vec<_>>(),
        "muscles": muscles.collect::<Vec<_>>(),
        "entries": plan.entries().iter().map(|e| [e.muscle, e.coordinate]).collect::<Vec<_>>(),
    })
}

fn curves(model: &Model) -> Value {
    let grid = |first: f64, step: f64, count: u32| (0..count).map(|i| first + step * f64::from(i)).collect::<Vec<_>>();
    let (fibers, tendons) = (grid(0.3, 0.05, 31), grid(0.98, 0.005, 21));
    let muscles = model.muscles().iter().filter_map(|m| m.parameters.as_ref().map(|p| (m, MuscleCurves::new(p))));
    let over = |grid: &[f64], curve: &dyn Fn(f64) -> (f64, f64)| grid.iter().map(|x| curve(*x).0).collect::<Vec<_>>();
    let rows = muscles.map(|(m, c)| {
        json!({
            "name": m.name,
            "active": over(&fibers, &|x| c.active(x)),
            "passive": over(&fibers, &|x| c.passive(x)),
            "tendon": over(&tendons, &|x| c.tendon(x)),
        })
    });
    let rows: Vec<Value> = rows.collect();
    json!({"fibers": fibers, "tendons": tendons, "muscles": rows})
}

fn evaluate(model: &Model, mode: &str, poses: &str, out: &str) -> Result<()> {
    let plan = plan(model, mode)?;
    let mut workspace = Workspace::new(&plan);
    let bytes = std::fs::read(poses)?;
    let numbers: Vec<f64> =
        bytes.chunks_exact(8).map(|c| f64::from_le_bytes(c.try_into().expect("eight bytes"))).collect();
    let curves = model.muscles().iter().map(|m| m.parameters.as_ref().map(MuscleCurves::new));
    let curves: Vec<Option<MuscleCurves>> = curves.collect();
    let mut answer = Vec::new();
    // A model without coordinates has one pose.
    let poses: Vec<&[f64]> = match plan.coordinate_count() {
        0 => vec![&[]],
        n => numbers.chunks_exact(n).collect(),
    };
    for q in poses {
        compute_pose(&plan, &mut workspace, q);
        let fibers = curves.iter().zip(workspace.lengths()).flat_map(|(curves, &length)| {
            let fiber = curves.as_ref().map(|c| c.rigid_tendon(length));
            fiber.map_or([f64::NAN; 2], |f| [f.normalized_length, f.passive_force_along_tendon()])
        });
        for value in workspace.lengths().iter().chain(workspace.moment_arms()).copied().chain(fibers) {
            answer.extend_from_slice(&value.to_le_bytes());
        }
    }
    Ok(std::fs::write(out, answer)?)
}
