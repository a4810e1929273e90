//! Milliseconds to fit a pose, and to put it in motion and ask for 24 postures of the cycle, for every pose: `cargo bench -p figure`. Best of five.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::time::Instant;

use care::{content::pose::poses, entry::Sex};
use figure::{
    Body,
    movement::{Movement, Tempo},
    scene::Scene,
};

#[path = "../src/own.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod own;

fn best(mut work: impl FnMut()) -> f64 {
    let once = |()| {
        let begin = Instant::now();
        work();
        begin.elapsed().as_secs_f64() * 1e3
    };
    [(); 5].map(once).into_iter().fold(f64::INFINITY, f64::min)
}

fn main() {
    let body = own::body(163.0, Sex::Female);
    println!("{:28} {:>9} {:>11}", "pose", "scene ms", "movement ms");
    for (slug, pose) in poses() {
        let scene = Scene::new(pose, &body).expect("the catalogue's poses are right");
        let fitting = best(|| drop(Scene::new(pose, &body)));
        let moving = best(|| {
            let movement = Movement::new(&scene, Tempo::of(slug));
            for i in 0..24 {
                std::hint::black_box(movement.at(movement.duration() * f64::from(i) / 24.0));
            }
        });
        println!("{slug:28} {fitting:9.2} {moving:11.2}");
    }
}
