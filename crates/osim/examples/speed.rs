//! How long a pose takes: `speed MODEL.osim POSES SEED` prints microseconds per pose as JSON, with checksums.
//!
//! Each way computes all lengths and all moment arms of the same fresh random poses, kinematics included.

use std::error::Error;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use body::{Batch, BatchOptions, InstructionSet, Model, Options, Plan, Workspace, compute_batch, compute_pose};
use serde_json::{Map, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, poses, seed] = arguments.as_slice() else { return Err("MODEL.osim POSES SEED".into()) };
    let model = osim::read_model(&PathBuf::from(path))?.model;
    let plan = Plan::new(&model, &Options::default());
    let poses: usize = poses.parse()?;
    let q = random_poses(&model, poses, seed.parse()?);
    let mut ways = Map::new();
    let mut note = |name: &str, (micros, sum): (f64, f64)| ways.insert(name.to_owned(), json!([micros, sum]));
    note("single", single(&plan, &q, poses));
    for instructions in InstructionSet::available() {
        let name = format!("batch.{instructions:?}").to_lowercase();
        note(&name, batch(&plan, &q, poses, BatchOptions { instructions, parallel: false }));
    }
    note("batch.threads", batch(&plan, &q, poses, BatchOptions { parallel: true, ..BatchOptions::default() }));
    let counts = json!({"muscles": plan.muscles().len(), "entries": plan.entries().len(), "ways": ways});
    println!("{counts}");
    Ok(())
}

/// `[coordinate][pose]`, within the ranges and never more than half a turn or half a metre from zero.
fn random_poses(model: &Model, poses: usize, seed: u64) -> Vec<f64> {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let ranges = model.coordinates().iter().map(|c| c.range.map(|v| v.clamp(-1.57, 1.57)));
    ranges.flat_map(|[low, high]| (0..poses).map(|_| low + (high - low) * next()).collect::<Vec<_>>()).collect()
}

/// Microseconds per pose and the sum of everything computed.
fn single(plan: &Plan, q: &[f64], poses: usize) -> (f64, f64) {
    let rows: Vec<Vec<f64>> = (0..poses).map(|i| q.chunks_exact(poses).map(|column| column[i]).collect()).collect();
    let mut workspace = Workspace::new(plan);
    let start = Instant::now();
    let mut sum = 0.0;
    for pose in &rows {
        compute_pose(plan, &mut workspace, pose);
        sum += black_box(workspace.lengths())[0];
    }
    let micros = start.elapsed().as_secs_f64() * 1e6 / poses as f64;
    compute_pose(plan, &mut workspace, &rows[poses - 1]);
    (micros, sum + workspace.lengths().iter().chain(workspace.moment_arms()).sum::<f64>())
}

fn batch(plan: &Plan, q: &[f64], poses: usize, options: BatchOptions) -> (f64, f64) {
    let mut batch = Batch::default();
    // Once for the memory, once for the clock.
    compute_batch(plan, q, poses, &options, &mut batch);
    let start = Instant::now();
    compute_batch(plan, black_box(q), poses, &options, &mut batch);
    let micros = start.elapsed().as_secs_f64() * 1e6 / poses as f64;
    (micros, batch.lengths().iter().chain(batch.moment_arms()).sum())
}
