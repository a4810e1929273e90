//! The moment arm is minus the derivative of the length, on random models with every joint, point and wrap.

mod common;

use body::{Model, WrapMode};
use common::{Random, differences, lengths, moment_arms, plan, random_parts, random_pose};

#[test]
fn the_moment_arm_is_minus_the_derivative_of_the_length() {
    let (mut checked, mut skipped) = (0, 0);
    for seed in 0..150 {
        let model = Model::new(random_parts(seed)).unwrap();
        let plan = plan(&model, WrapMode::Geodesic);
        let q = random_pose(&model, &mut Random(seed + 1000));
        let arms = moment_arms(&plan, &q);
        let followers: Vec<&str> = model.parts().couplers.iter().map(|c| c.dependent_coordinate.as_str()).collect();
        for (c, coordinate) in model.coordinates().iter().enumerate() {
            if followers.contains(&coordinate.name.as_str()) {
                continue;
            }
            for (m, difference) in differences(&model, &plan, &q, c).into_iter().enumerate() {
                let Some(difference) = difference else {
                    skipped += 1;
                    continue;
                };
                checked += 1;
                let arm = arms[m][c];
                let name = &coordinate.name;
                assert!((arm - difference).abs() < 2e-7, "seed {seed}, muscle {m}, {name}: {arm} {difference}");
            }
        }
    }
    assert!(skipped * 20 < checked, "{skipped} of {} looked discontinuous", checked + skipped);
}

#[test]
fn the_answer_does_not_depend_on_the_pose_before() {
    for seed in 0..30 {
        let model = Model::new(random_parts(seed)).unwrap();
        let plan = plan(&model, WrapMode::Geodesic);
        let mut r = Random(seed);
        let (first, second) = (random_pose(&model, &mut r), random_pose(&model, &mut r));
        let mut workspace = body::Workspace::new(&plan);
        body::compute_pose(&plan, &mut workspace, &first);
        body::compute_pose(&plan, &mut workspace, &second);
        assert_eq!(workspace.lengths(), lengths(&plan, &second));
    }
}
