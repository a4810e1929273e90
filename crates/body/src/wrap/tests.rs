//! Properties of one piece around one surface.

use super::shape::{Choice, S, Shape, Touch, lane, plain};
use crate::math::{norm, sub};
use crate::model::{Quadrant, WrapMethod, WrapObject, WrapShape};
use crate::plan::WrapMode;
use proptest::prelude::*;

fn shape(shape: WrapShape, quadrant: Quadrant) -> Shape {
    let object = WrapObject {
        name: "w".into(),
        frame: "ground".into(),
        translation: [0.0; 3],
        xyz_body_rotation: [0.0; 3],
        active: true,
        quadrant,
        shape,
    };
    Shape::new(&object, WrapMethod::Hybrid)
}

fn any_shape() -> impl Strategy<Value = WrapShape> {
    let size = 0.02..0.08_f64;
    prop_oneof![
        (size.clone()).prop_map(|radius| WrapShape::Cylinder { radius, length: 10.0 }),
        (size.clone()).prop_map(|radius| WrapShape::Sphere { radius }),
        [size.clone(), size.clone(), size].prop_map(|dimensions| WrapShape::Ellipsoid { dimensions }),
    ]
}

fn point() -> impl Strategy<Value = [f64; 3]> {
    [-0.2..0.2_f64, -0.2..0.2_f64, -0.2..0.2_f64]
}

fn around(shape: &Shape, p1: [f64; 3], p2: [f64; 3], mode: WrapMode) -> Option<super::Around<S>> {
    match shape.touch(lane(p1), lane(p2), mode, true) {
        Touch::Around { around, .. } => Some(around),
        _ => None,
    }
}

proptest! {
    #[test]
    fn a_path_is_its_two_straight_pieces_and_its_arc(s in any_shape(), p1 in point(), p2 in point()) {
        let Some(a) = around(&shape(s, Quadrant::All), p1, p2, WrapMode::Geodesic) else { return Ok(()) };
        let pieces = norm(sub(plain(a.r1), p1)) + a.arc.0 + norm(sub(p2, plain(a.r2)));
        prop_assert!((pieces - a.length.0).abs() < 1e-12);
        prop_assert!(a.length.0 >= norm(sub(p2, p1)) - 1e-12);
        for u in [a.u1, a.u2] {
            prop_assert!((norm(plain(u)) - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn straight_pieces_touch_the_surface_and_do_not_enter_it(s in any_shape(), p1 in point(), p2 in point()) {
        let Some(a) = around(&shape(s, Quadrant::All), p1, p2, WrapMode::Geodesic) else { return Ok(()) };
        let radii = match s {
            WrapShape::Cylinder { radius, .. } => [radius, radius, f64::INFINITY],
            WrapShape::Sphere { radius } => [radius; 3],
            WrapShape::Ellipsoid { dimensions } => dimensions,
        };
        for (r, u) in [(plain(a.r1), plain(a.u1)), (plain(a.r2), plain(a.u2))] {
            let level: f64 = (0..3).map(|i| (r[i] / radii[i]).powi(2)).sum();
            let slope: f64 = (0..3).map(|i| u[i] * r[i] / radii[i] / radii[i]).sum();
            // Where the geodesic of an ellipsoid is not found, OpenSim's points stand in, exact to 1e-4 of its size.
            prop_assert!((level - 1.0).abs() < 1e-3, "level {level}");
            prop_assert!(slope.abs() * radii[0].min(radii[1]).min(radii[2]) < 2e-2, "slope {slope}");
        }
    }

    #[test]
    fn a_mirrored_piece_is_as_long(s in any_shape(), p1 in point(), p2 in point(), constrained: bool, exact: bool) {
        // A side to keep to is only mirrored along the axis: across it, OpenSim's choice between two ways that both keep to
        // the side depends on which hand is which.
        let (quadrant, axis) = if constrained { (Quadrant::PositiveX, 2) } else { (Quadrant::All, 1) };
        let mirrored = |mut p: [f64; 3]| {
            p[axis] = -p[axis];
            p
        };
        let shape = shape(s, quadrant);
        let mode = if exact { WrapMode::Geodesic } else { WrapMode::OpenSim };
        let (a, b) = (around(&shape, p1, p2, mode), around(&shape, mirrored(p1), mirrored(p2), mode));
        prop_assert_eq!(a.is_some(), b.is_some());
        if let (Some(a), Some(b)) = (a, b) {
            prop_assert!((a.length.0 - b.length.0).abs() < 1e-7, "{} {}", a.length.0, b.length.0);
        }
    }

    #[test]
    fn the_directions_are_the_derivative_of_the_length(s in any_shape(), p1 in point(), p2 in point(), axis in 0..3_usize) {
        let shape = shape(s, Quadrant::All);
        let moved = |h: f64| {
            let mut p = p2;
            p[axis] += h;
            around(&shape, p1, p, WrapMode::Geodesic).map(|a| a.length.0)
        };
        let h = 1e-5;
        let Some(a) = around(&shape, p1, p2, WrapMode::Geodesic) else { return Ok(()) };
        let [Some(l2), Some(l1), Some(r1), Some(r2)] = [-2.0 * h, -h, h, 2.0 * h].map(moved) else { return Ok(()) };
        // Where the path is about to change sides the two differ, or the length bends.
        let (difference, wide) = ((r1 - l1) / (2.0 * h), (r2 - l2) / (4.0 * h));
        prop_assume!((difference - wide).abs() < 1e-6 && (r1 - 2.0 * a.length.0 + l1).abs() < 1e3 * h * h);
        // About one line in ten thousand, near the centre of a flat ellipsoid, finds no geodesic and keeps OpenSim's plane.
        if let WrapShape::Ellipsoid { .. } = s {
            let exact = shape.refine(lane(p1), lane(p2), Choice::Near, &a);
            prop_assume!(exact.is_some_and(|e| (e.length.0 - a.length.0).abs() < 1e-9));
        }
        prop_assert!((difference - plain(a.u2)[axis]).abs() < 1e-5, "{difference} {}", plain(a.u2)[axis]);
    }
}

/// A helix, unrolled by hand: the ends lie on the tangents at opposite sides of the cylinder, so that the arc is half a turn.
#[test]
fn a_half_turn_of_a_helix_has_a_closed_form() {
    let r = 0.05;
    let shape = shape(WrapShape::Cylinder { radius: r, length: 1.0 }, Quadrant::PositiveX);
    let (p1, p2) = ([-0.1, r, 0.0], [-0.1, -r, 0.12]);
    let a = around(&shape, p1, p2, WrapMode::Geodesic).expect("the cylinder is in the way of its side");
    let flat = 0.2 + std::f64::consts::PI * r;
    assert!((a.length.0 - flat.hypot(0.12)).abs() < 1e-15);
    assert!((plain(a.r1)[2] - 0.12 * 0.1 / flat).abs() < 1e-15);
}
