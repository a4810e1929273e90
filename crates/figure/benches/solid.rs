//! Milliseconds to mesh a body, to write its files and to follow a pose live; sizes of the files: `cargo bench -p figure --bench solid`.
//! Best of seven; the median and the worst of all poses.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::{hint::black_box, sync::Arc, time::Instant};

use care::{
    content::pose::poses,
    entry::{Sex, Side},
};
use figure::{
    Body,
    solid::{Detail, Solid},
};

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

fn row(name: &str, mut values: Vec<f64>) {
    values.sort_by(f64::total_cmp);
    println!("{name:42} {:9.2} {:9.2}", values[values.len() / 2], values[values.len() - 1]);
}

fn main() {
    println!("{:42} {:>9} {:>9}", "", "median", "worst");
    let body: Arc<Body> = Arc::new(own::body(163.0, Sex::Female));
    row("mesh of a body [ms] (aim 150)", vec![best(|| Solid::new(body.clone(), Detail::Full))]);
    row("the same, low detail [ms]", vec![best(|| Solid::new(body.clone(), Detail::Low))]);
    let solid = Solid::new(body, Detail::Full);
    row("file of the standing body [ms]", vec![best(|| solid.standing())]);
    let files =
        || poses().keys().map(|slug| solid.movement(slug, Side::Right).expect("the catalogue's poses are right"));
    row("file of an exercise [ms]", poses().keys().map(|slug| best(|| solid.movement(slug, Side::Right))).collect());
    row("its size [kB] (aim 900)", files().map(|file| file.len() as f64 / 1e3).collect());
    row("a live pose [ms] (aim 5)", poses().values().map(|pose| best(|| solid.live(&pose.end))).collect());
}
