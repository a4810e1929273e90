//! Many poses at once give what one pose gives, whatever the instruction set and the threads.

mod common;

use body::model::PathPointKind;
use body::{
    Batch, BatchOptions, InstructionSet, Model, Options, Parts, Plan, Workspace, WrapMode, compute_batch, compute_pose,
};
use common::{Random, plan, random_parts, random_pose};

const MODES: [WrapMode; 3] = [WrapMode::Geodesic, WrapMode::OpenSim, WrapMode::OpenSimWithDefects];

/// Whether two answers agree to the last few digits. Where a path is about to slip off a surface, a difference in the last
/// digit decides; the random poses here stay clear of that.
fn agree(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn a_batch_agrees_with_single_poses_on_every_instruction_set() {
    for seed in 0..60 {
        let model = Model::new(random_parts(seed)).unwrap();
        let mode = MODES[usize::try_from(seed % 3).unwrap()];
        let plan = plan(&model, mode);
        let mut r = Random(seed);
        // More than one group of lanes, and a last group that is not full.
        let poses: Vec<Vec<f64>> = (0..13).map(|_| random_pose(&model, &mut r)).collect();
        let rows = (0..plan.coordinate_count()).flat_map(|c| poses.iter().map(move |q| q[c]));
        let q: Vec<f64> = rows.collect();
        for instructions in InstructionSet::available() {
            let mut batch = Batch::default();
            let options = BatchOptions { instructions, parallel: false };
            compute_batch(&plan, &q, poses.len(), &options, &mut batch);
            let mut workspace = Workspace::with_instructions(&plan, instructions);
            for (p, pose) in poses.iter().enumerate() {
                compute_pose(&plan, &mut workspace, pose);
                for (m, one) in workspace.lengths().iter().enumerate() {
                    let many = batch.length(m)[p];
                    assert!(agree(*one, many), "seed {seed} {instructions:?} pose {p} muscle {m}: {one} {many}");
                }
                for (e, one) in workspace.moment_arms().iter().enumerate() {
                    let many = batch.moment_arm(e)[p];
                    assert!(agree(*one, many), "seed {seed} {instructions:?} pose {p} entry {e}: {one} {many}");
                }
            }
        }
    }
}

/// Every muscle and four like it, whose points lie a little further along, so that one pose has whole and half bundles.
fn with_likes(mut parts: Parts, r: &mut Random) -> Parts {
    let given = std::mem::take(&mut parts.muscles);
    for like in 0..5 {
        for muscle in &given {
            let mut muscle = muscle.clone();
            muscle.name = format!("{}_{like}", muscle.name);
            for point in &mut muscle.path.points {
                if let PathPointKind::Fixed { location } | PathPointKind::Conditional { location, .. } = &mut point.kind
                {
                    *location = [0, 1, 2].map(|axis| location[axis] + r.within(-0.01, 0.01));
                }
            }
            parts.muscles.push(muscle);
        }
    }
    parts
}

#[test]
fn muscles_side_by_side_give_what_each_gives_alone() {
    for seed in 0..40 {
        let mut r = Random(seed);
        let model = Model::new(with_likes(random_parts(seed), &mut r)).unwrap();
        let pose = random_pose(&model, &mut r);
        let all = plan(&model, MODES[usize::try_from(seed % 3).unwrap()]);
        let alone = |muscle: usize| {
            let plan = Plan::new(
                &model,
                &Options { mode: MODES[usize::try_from(seed % 3).unwrap()], muscles: Some(vec![muscle]) },
            );
            let mut workspace = Workspace::with_instructions(&plan, InstructionSet::Baseline);
            compute_pose(&plan, &mut workspace, &pose);
            (workspace.lengths()[0], plan.dense(workspace.moment_arms()).remove(0))
        };
        let expected: Vec<_> = (0..model.muscles().len()).map(alone).collect();
        for instructions in InstructionSet::available() {
            let mut workspace = Workspace::with_instructions(&all, instructions);
            compute_pose(&all, &mut workspace, &pose);
            let arms = all.dense(workspace.moment_arms());
            for (m, (length, row)) in expected.iter().enumerate() {
                let context = format!("seed {seed} {instructions:?} {}", model.muscles()[m].name);
                assert!(agree(workspace.lengths()[m], *length), "{context}: {} {length}", workspace.lengths()[m]);
                assert!(arms[m].iter().zip(row).all(|(a, b)| agree(*a, *b)), "{context}: {:?} {row:?}", arms[m]);
            }
        }
    }
}

#[test]
fn threads_change_nothing() {
    let model = Model::new(random_parts(5)).unwrap();
    let plan = plan(&model, WrapMode::Geodesic);
    let mut r = Random(5);
    let poses = 1000;
    let q: Vec<f64> = (0..plan.coordinate_count() * poses).map(|_| r.within(-1.0, 1.0)).collect();
    let [mut one, mut many] = [Batch::default(), Batch::default()];
    let options = |parallel| BatchOptions { parallel, ..BatchOptions::default() };
    compute_batch(&plan, &q, poses, &options(false), &mut one);
    compute_batch(&plan, &q, poses, &options(true), &mut many);
    assert_eq!(one, many);
}

#[test]
fn a_lane_does_not_depend_on_its_neighbours() {
    for seed in 0..30 {
        let model = Model::new(random_parts(seed)).unwrap();
        let plan = plan(&model, WrapMode::Geodesic);
        let mut r = Random(seed);
        let pose = random_pose(&model, &mut r);
        let batch = |others: &[Vec<f64>]| {
            let poses = others.len() + 1;
            let mut q = Vec::new();
            for c in 0..pose.len() {
                q.push(pose[c]);
                q.extend(others.iter().map(|o| o[c]));
            }
            let mut batch = Batch::default();
            compute_batch(&plan, &q, poses, &BatchOptions::default(), &mut batch);
            (0..model.muscles().len()).map(|m| batch.length(m)[0]).collect::<Vec<f64>>()
        };
        let company: Vec<Vec<f64>> = (0..7).map(|_| random_pose(&model, &mut r)).collect();
        for (a, b) in batch(&[]).iter().zip(batch(&company)) {
            assert!((a - b).abs() < 1e-12 * a.max(1.0), "seed {seed}: {a} {b}");
        }
    }
}

#[test]
fn an_empty_batch_is_empty() {
    let model = Model::new(random_parts(1)).unwrap();
    let mut batch = Batch::default();
    compute_batch(&plan(&model, WrapMode::Geodesic), &[], 0, &BatchOptions::default(), &mut batch);
    assert_eq!((batch.poses(), batch.lengths().len()), (0, 0));
}
