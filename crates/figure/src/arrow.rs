//! An arrow along the way of the point that moves most, so that a still picture shows the movement.

use crate::{
    camera::{Camera, P2, SCALE},
    curve,
    landmarks::{Ball, Point},
    scene::Scene,
    skeleton::{Half, Segment, Skeleton},
    vector::V3,
};

/// Points whose way says what an exercise does, the telling ones first.
const CANDIDATES: [&str; 8] = ["heel_r", "heel_l", "knee_r", "knee_l", "hand_r", "hand_l", "forehead", "sacrum"];
/// Is this the name of a point that an arrow can follow, `tuck` or `none`?
pub fn known(name: &str) -> bool {
    ["none", "tuck"].contains(&name) || CANDIDATES.contains(&name)
}

/// Ways shorter than this aren't shown [stature].
const SHORTEST: f64 = 0.05;
const STEPS: usize = 5;

/// How far outside of the body an arrow goes [stature]: the pelvis is pushed from behind and the head led from above, so that
/// neither muscle nor face is hidden.
fn off(name: &str, ball: &Ball, skeleton: &Skeleton) -> V3 {
    match name {
        "sacrum" => ball.normal * 0.085,
        "forehead" => skeleton.frame(Segment::Head, Half::Right).r.turn(V3(-0.02, 0.085, 0.0)),
        _ => V3::default(),
    }
}

/// The line of the arrow, from the start (or the last stage but one) to the end.
pub fn line(scene: &Scene, camera: &Camera) -> Option<Vec<P2>> {
    let segments = scene.len() - 1;
    let skeletons: Vec<_> = (0..=STEPS)
        .map(|i| (segments as f64 - 1.0 + i as f64 / STEPS as f64) / segments as f64)
        .map(|at| scene.skeleton(&scene.roughly(at)))
        .collect();
    let way = |name: &&str| -> Vec<P2> {
        let point = Point::named(name)[0];
        let place = |s| {
            let ball = point.ball(&scene.build, s);
            camera.project(ball.centre + off(name, &ball, s))
        };
        skeletons.iter().map(place).collect()
    };
    let length = |line: &[P2]| line.windows(2).map(|w| (w[1].0 - w[0].0).hypot(w[1].1 - w[0].1)).sum::<f64>();
    // Hands travel far without saying much.
    let telling = |name: &str, line: &[P2]| length(line) * if name.starts_with("hand") { 0.4 } else { 1.0 };
    let named = scene.pose.arrow.as_deref();
    match named {
        Some("none") => return None,
        Some("tuck") => return Some(tuck(scene, camera)),
        _ => {}
    }
    let ways = CANDIDATES.iter().filter(|c| named.is_none_or(|n| n == **c)).map(|name| (name, way(name)));
    let (_, line) = ways.max_by(|a, b| telling(a.0, &a.1).total_cmp(&telling(b.0, &b.1)))?;
    (length(&line) > SHORTEST * SCALE).then_some(line)
}

/// Path data of the shaft and the head.
pub fn shapes(line: &[P2]) -> (String, String) {
    (shaft(line), head(line))
}

/// The front of the pelvis tipping up towards the ribs: an arc before it.
fn tuck(scene: &Scene, camera: &Camera) -> Vec<P2> {
    let end = scene.skeleton(scene.moment(scene.len() - 1));
    let pelvis = end.frame(Segment::Pelvis, Half::Right);
    let at = |i: u32| {
        let (sin, cos) = (f64::from(i) * 16.0 - 22.0).to_radians().sin_cos();
        camera.project(pelvis.at(V3(0.105 * cos - 0.005, 0.105 * sin + 0.025, 0.0)))
    };
    (0..=5).map(at).collect()
}

fn shaft(line: &[P2]) -> String {
    curve::open(&curve::rounded(line), 0.7)
}

fn head(line: &[P2]) -> String {
    let (tip, before) = (line[line.len() - 1], line[line.len() - 2]);
    let (dx, dy) = (tip.0 - before.0, tip.1 - before.1);
    let n = dx.hypot(dy).max(1e-9);
    let (x, y) = (dx / n, dy / n);
    let corner = |along: f64, across: f64| (tip.0 + x * along - y * across, tip.1 + y * along + x * across);
    curve::polygon(&[corner(11.0, 0.0), corner(-4.0, 8.0), corner(-4.0, -8.0)])
}
