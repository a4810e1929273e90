//! Author's tool: brings the rough angles of pose files to their contacts and writes them back.
//!
//! `cargo run -p figure --example solve_pose -- content/poses/bridge.toml ...`
//! Everything before `[start]` is kept; the tables of angles are written anew, rounded to half a degree.

#![expect(clippy::disallowed_methods, reason = "an author's tool reads and writes files; the crate itself does not")]

use std::fmt::Write as _;

use care::content::pose::Pose;
use figure::{Body, fit::Freedom, scene::Scene, skeleton};

#[path = "../src/own.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod own;

fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).expect("the pose file can be read");
        let pose: Pose = toml::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
        let body = own::body(170.0, care::entry::Sex::Unsaid);
        let scene = Scene::with(&pose, &body, Freedom::AUTHOR).unwrap_or_else(|e| panic!("{path}: {e}"));
        let head = text.split("[start]").next().unwrap_or_default();
        let mut out = head.to_owned();
        let last = scene.len() - 1;
        for (i, (name, _)) in pose.moments().iter().enumerate() {
            let table = table(&scene.moment(i).angles);
            let _ = match i {
                0 => write!(out, "[start]\n{table}"),
                _ if i == last => write!(out, "\n[end]\n{table}"),
                _ => {
                    let through = if scene.passes(i) { "through = true\n" } else { "" };
                    write!(out, "\n[[stages]]\nname = \"{name}\"\n{through}[stages.coordinates]\n{table}")
                }
            };
            report(&path, name, &scene, i);
        }
        std::fs::write(&path, out).expect("the pose file can be written");
    }
}

/// Lines of a table of angles; one line for both sides where they agree.
fn table(q: &skeleton::Angles) -> String {
    let names = skeleton::names();
    let value = |name: &str| names.iter().position(|n| n == name).map_or(0.0, |i| (q[i] * 2.0).round() / 2.0);
    let mut out = String::new();
    let mut line = |name: &str, v: f64| {
        if v != 0.0 {
            let _ = writeln!(out, "{name} = {v:.1}");
        }
    };
    for name in care::content::pose::TRUNK_COORDINATES {
        line(name, value(name));
    }
    for stem in care::content::pose::SIDE_COORDINATES {
        let (r, l) = (value(&format!("{stem}_r")), value(&format!("{stem}_l")));
        if (r - l).abs() < 0.1 {
            line(stem, r);
        } else {
            line(&format!("{stem}_r"), r);
            line(&format!("{stem}_l"), l);
        }
    }
    out
}

fn report(path: &str, name: &str, scene: &Scene, i: usize) {
    let posture = scene.moment(i);
    let skeleton = scene.skeleton(posture);
    for touch in scene.touching(&[i]) {
        let miss = touch.distance(&scene.build, &skeleton) * 170.0;
        if miss > 1.0 {
            eprintln!("{path} {name}: {} misses by {miss:.1} cm", touch.point.name());
        }
    }
    for point in figure::landmarks::Point::all() {
        let ball = point.ball(&scene.build, &skeleton);
        let under = (ball.radius - ball.centre.1) * 170.0;
        if under > 0.5 {
            eprintln!("{path} {name}: {} is {under:.1} cm below the floor", point.name());
        }
        for prop in &scene.pose.props {
            let deep = figure::surface::depth(prop, ball.centre, ball.radius) * 170.0;
            if deep > 1.5 {
                eprintln!("{path} {name}: {} is {deep:.1} cm inside {}", point.name(), prop.id());
            }
        }
    }
    let over = figure::balance::overhang(&scene.build, &skeleton, &scene.touching(&[i])) * 170.0;
    if scene.balances() && over > 0.5 {
        eprintln!("{path} {name}: out of balance by {over:.1} cm");
    }
}
