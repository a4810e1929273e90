//! Any pose, and the way from one to another.

mod own;

use care::content::pose::Coordinates;
use mechanics::{Engine, Tier, curve, explore};

fn engine() -> Engine {
    Engine::new(own::model()).expect("a psoas on every level")
}

fn angles(pairs: &[(&str, f64)]) -> Coordinates {
    Coordinates(pairs.iter().map(|(name, angle)| ((*name).to_owned(), *angle)).collect())
}

#[test]
fn a_curve_ends_where_its_poses_are() {
    let body = engine();
    let (from, to) = (angles(&[("hip_flexion_r", 40.0)]), angles(&[("hip_flexion_r", -20.0)]));
    let points = curve(&body, &from, &to, 7);
    assert_eq!(points.len(), 7);
    for (point, pose) in [(points[0], &from), (points[6], &to)] {
        let there = explore(&body, pose);
        assert!((point.right_mm - there.right.change_mm).abs() < 1e-9);
        assert!((point.left_mm - there.left.change_mm).abs() < 1e-9);
    }
    assert!(points.windows(2).all(|w| w[1].right_mm > w[0].right_mm), "a leg that goes back lengthens its psoas");
    assert!(points.iter().all(|p| p.left_mm.abs() < 1e-9), "the other leg stays where it is");
}

#[test]
fn a_fascicle_in_standing_is_neither_strained_nor_strong() {
    let standing = explore(&engine(), &angles(&[]));
    for fascicle in standing.right.fascicles.iter().chain(&standing.left.fascicles) {
        assert!(fascicle.strain_percent.abs() < 1e-9 && fascicle.tier <= Tier::Gentle, "{fascicle:?}");
    }
    let back = explore(&engine(), &angles(&[("hip_flexion", -30.0)]));
    assert!(back.right.fascicles.iter().all(|f| f.tier == Tier::Strong));
}
