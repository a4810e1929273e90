//! Milliseconds to make a body, to trace its muscles, to draw a fitted pose and a pose from scratch: `cargo bench -p figure --bench
//! drawing`. Best of seven; the median and the worst of all poses.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::{hint::black_box, time::Instant};

use care::{content::pose::poses, entry::Sex};
use figure::{Body, Layers, Options, scene::Scene};

#[path = "../src/own.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod own;

fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    let once = |()| {
        let begin = Instant::now();
        black_box(work());
        begin.elapsed().as_secs_f64() * 1e3
    };
    [(); 7].map(once).into_iter().fold(f64::INFINITY, f64::min)
}

fn row(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    println!("{name:42} {:9.2} {:9.2}", times[times.len() / 2], times[times.len() - 1]);
}

fn main() {
    println!("{:42} {:>9} {:>9}", "", "median ms", "worst ms");
    let model = own::body(163.0, Sex::Female).model().clone();
    row("a body from a scaled model", vec![best(|| Body::new(model.clone(), 1.63, Sex::Female))]);
    let body = own::body(163.0, Sex::Female);
    let scenes: Vec<Scene> =
        poses().values().map(|pose| Scene::new(pose, &body).expect("the catalogue's poses are right")).collect();
    row("all muscles of a posture", scenes.iter().map(|s| best(|| body.strands(s.moment(0)))).collect());
    let drawn = |options: &Options| -> Vec<f64> {
        poses().keys().map(|slug| best(|| figure::svg(slug, &body, options))).collect()
    };
    row("fitting a pose to a body", poses().values().map(|pose| best(|| Scene::new(pose, &body))).collect());
    row("a picture, pose fitted anew", drawn(&Options::default()));
    row("the same with all layers", drawn(&Options { layers: Layers::Muscles, ..Options::default() }));
    let many = |slug: &str| best(|| figure::frames(slug, &body, &Options::default(), 24)) / 24.0;
    row("a picture of a sequence of 24", poses().keys().map(|slug| many(slug)).collect());
}
