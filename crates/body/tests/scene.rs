//! Drawing agrees with computing: the general solver against the kernel's faster ways.

mod common;

use body::model::{Frame, GROUND, PathPoint, PathPointKind, PathWrap, Quadrant, WrapShape};
use body::{Model, Parts, Scene, WrapMode};
use common::{Random, fixed, lengths, moment_arms, muscle, plan, random_parts, random_pose, wrap_object};

const MODES: [WrapMode; 3] = [WrapMode::Geodesic, WrapMode::OpenSim, WrapMode::OpenSimWithDefects];

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn the_general_solver_and_the_kernel_agree_in_every_mode() {
    for seed in 0..80 {
        let model = Model::new(random_parts(seed)).unwrap();
        let q = random_pose(&model, &mut Random(seed));
        for mode in MODES {
            let kernel = lengths(&plan(&model, mode), &q);
            let mut scene = Scene::new(&model, mode);
            scene.update(&q);
            for (m, length) in kernel.iter().enumerate() {
                let general = scene.length(m);
                // Tangent points of several surfaces are found by iteration, which stops at 1e-14 m a step.
                assert!(
                    (length - general).abs() < 1e-11 * length.max(1.0),
                    "seed {seed} {mode:?} muscle {m}: {length} {general}"
                );
            }
        }
    }
}

#[test]
fn a_polyline_is_as_long_as_its_muscle() {
    for seed in 0..60 {
        let model = Model::new(random_parts(seed)).unwrap();
        let q = random_pose(&model, &mut Random(seed));
        let mut scene = Scene::new(&model, WrapMode::Geodesic);
        scene.update(&q);
        for m in 0..model.muscles().len() {
            let line = scene.polyline(m, 0.0005);
            let drawn: f64 = line.windows(2).map(|w| distance(w[0], w[1])).sum();
            assert!((drawn - scene.length(m)).abs() < 2e-5, "seed {seed} muscle {m}: {drawn} {}", scene.length(m));
        }
    }
}

#[test]
fn a_path_around_surfaces_is_not_shorter_than_its_straight_pieces() {
    for seed in 0..80 {
        let parts = random_parts(seed);
        let mut bare = parts.clone();
        bare.muscles.iter_mut().for_each(|m| m.path.wraps.clear());
        let (model, bare) = (Model::new(parts).unwrap(), Model::new(bare).unwrap());
        let q = random_pose(&model, &mut Random(seed));
        let around = lengths(&plan(&model, WrapMode::Geodesic), &q);
        let straight = lengths(&plan(&bare, WrapMode::Geodesic), &q);
        for (m, (around, straight)) in around.iter().zip(straight).enumerate() {
            assert!(*around >= straight - 1e-12, "seed {seed} muscle {m}: {around} {straight}");
        }
    }
}

/// Everything that is fixed to the ground, moved by one rigid motion.
fn moved(mut parts: Parts) -> Parts {
    let frame = "moved".to_owned();
    let rename = |name: &mut String| {
        if name == GROUND {
            name.clone_from(&frame);
        }
    };
    parts.frames.iter_mut().for_each(|f| rename(&mut f.parent));
    parts.wrap_objects.iter_mut().for_each(|w| rename(&mut w.frame));
    parts.muscles.iter_mut().flat_map(|m| &mut m.path.points).for_each(|p| rename(&mut p.frame));
    for joint in &mut parts.joints {
        rename(&mut joint.parent_frame);
        rename(&mut joint.child_frame);
    }
    let orientation = [0.3, -1.1, 2.0];
    parts.frames.push(Frame { name: frame, parent: GROUND.into(), translation: [1.0, -2.0, 0.5], orientation });
    parts
}

#[test]
fn lengths_and_moment_arms_are_invariant_under_rigid_motion() {
    for seed in 0..60 {
        let model = Model::new(random_parts(seed)).unwrap();
        let other = Model::new(moved(random_parts(seed))).unwrap();
        let q = random_pose(&model, &mut Random(seed));
        let (a, b) = (plan(&model, WrapMode::Geodesic), plan(&other, WrapMode::Geodesic));
        for (x, y) in lengths(&a, &q).iter().zip(lengths(&b, &q)) {
            assert!((x - y).abs() < 1e-9, "seed {seed}: {x} {y}");
        }
        for (x, y) in moment_arms(&a, &q).iter().flatten().zip(moment_arms(&b, &q).iter().flatten()) {
            assert!((x - y).abs() < 1e-7, "seed {seed}: {x} {y}");
        }
    }
}

#[test]
fn reversing_a_path_preserves_its_length() {
    for seed in 0..80 {
        let parts = random_parts(seed);
        let mut reversed = parts.clone();
        reversed.muscles.iter_mut().for_each(|m| m.path.points.reverse());
        let (model, other) = (Model::new(parts).unwrap(), Model::new(reversed).unwrap());
        let q = random_pose(&model, &mut Random(seed));
        let (a, b) = (plan(&model, WrapMode::Geodesic), plan(&other, WrapMode::Geodesic));
        for (m, (x, y)) in lengths(&a, &q).iter().zip(lengths(&b, &q)).enumerate() {
            // With several pieces or surfaces, or a side to keep to, OpenSim's choice depends on the order.
            let path = &model.muscles()[m].path;
            let free = |w: &PathWrap| model.wrap_object(&w.wrap_object).unwrap().quadrant == Quadrant::All;
            if path.wraps.is_empty() || (path.points.len() == 2 && path.wraps.len() == 1 && free(&path.wraps[0])) {
                assert!((x - y).abs() < 1e-9, "seed {seed} muscle {m}: {x} {y}");
            }
        }
    }
}

/// Two points 0.2 m apart on either side of a surface of radius 0.05 m at the origin, 0.03 m off its centre.
fn over(shape: WrapShape) -> Scene {
    let parts = Parts {
        wrap_objects: vec![wrap_object("w", GROUND, shape)],
        muscles: vec![muscle("m", vec![fixed(GROUND, [-0.1, 0.03, 0.0]), fixed(GROUND, [0.1, 0.03, 0.0])], &["w"])],
        ..Parts::default()
    };
    Scene::new(&Model::new(parts).unwrap(), WrapMode::Geodesic)
}

#[test]
fn round_surfaces_agree_with_the_closed_form() {
    let (r, d) = (0.05_f64, 0.1_f64.hypot(0.03));
    let straight = (d * d - r * r).sqrt();
    // The angle between the points, less the two angles up to where the lines touch.
    let angle = 2.0 * (0.1_f64 / 0.03).atan() - 2.0 * (r / d).acos();
    let expected = 2.0 * straight + r * angle;
    // The geodesic of an ellipsoid is followed in steps of a twentieth of its shortest half-axis.
    for (shape, tolerance) in [
        (WrapShape::Cylinder { radius: r, length: 1.0 }, 1e-15),
        (WrapShape::Sphere { radius: r }, 1e-15),
        (WrapShape::Ellipsoid { dimensions: [r, r, r] }, 5e-9),
    ] {
        let length = over(shape).length(0);
        assert!((length - expected).abs() < tolerance, "{shape:?}: {length} {expected}");
    }
}

#[test]
fn a_conditional_point_vanishes_outside_its_range() {
    let mut parts = random_parts(3);
    let coordinate = parts.joints.iter().flat_map(|j| &j.coordinates).next().unwrap().name.clone();
    let kind =
        PathPointKind::Conditional { location: [0.0, 0.3, 0.0], coordinate: coordinate.clone(), range: [0.0, 1.0] };
    let via = PathPoint { name: "via".into(), frame: GROUND.into(), kind };
    parts.muscles = vec![muscle("m", vec![fixed(GROUND, [0.0; 3]), via, fixed(GROUND, [0.4, 0.0, 0.0])], &[])];
    parts.couplers.clear();
    let model = Model::new(parts).unwrap();
    let plan = plan(&model, WrapMode::Geodesic);
    let mut q = model.default_pose();
    let c = model.coordinate_index(&coordinate).unwrap();
    for (value, expected) in [(0.5, 0.8), (-0.5, 0.4), (1.5, 0.4), (1.000_009, 0.8), (1.000_011, 0.4)] {
        q[c] = value;
        assert!((lengths(&plan, &q)[0] - expected).abs() < 1e-15, "{value}");
    }
}
