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

/// Poses between two looks at the clock. The median of such pieces is what a pose takes, whatever else the machine does.
const PIECE: usize = 256;

/// Microseconds per pose and the sum of everything computed.
fn single(plan: &Plan, q: &[f64], poses: usize) -> (f64, f64) {
    let rows: Vec<Vec<f64>> = (0..poses).map(|i| q.chunks_exact(poses).map(|column| column[i]).collect()).collect();
    let mut workspace = Workspace::new(plan);
    let mut sum = 0.0;
    let pieces = rows.chunks(PIECE / 4).map(|piece| {
        let start = Instant::now();
        for pose in piece {
            compute_pose(plan, &mut workspace, black_box(pose));
            sum += workspace.lengths()[0] + workspace.moment_arms().last().copied().unwrap_or_default();
        }
        start.elapsed().as_secs_f64() * 1e6 / piece.len() as f64
    });
    (median(pieces.collect()), sum)
}

fn batch(plan: &Plan, q: &[f64], poses: usize, options: BatchOptions) -> (f64, f64) {
    let mut batch = Batch::default();
    let mut sum = 0.0;
    // Threads need more to share.
    let size = if options.parallel { 4 * PIECE } else { PIECE };
    let pieces = (0..poses / size).map(|i| {
        let part: Vec<f64> = q.chunks_exact(poses).flat_map(|column| &column[i * size..][..size]).copied().collect();
        let start = Instant::now();
        compute_batch(plan, black_box(&part), size, &options, &mut batch);
        let micros = start.elapsed().as_secs_f64() * 1e6 / size as f64;
        sum += batch.lengths().iter().chain(batch.moment_arms()).sum::<f64>();
        micros
    });
    (median(pieces.collect()), sum)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
