//! Milliseconds to fit a pose and its whole movement, for every pose: `cargo bench -p figure`. Best of five.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::time::Instant;

use care::{content::pose::poses, entry::Sex};
use figure::{build::Build, scene::Scene};

fn best(mut work: impl FnMut()) -> f64 {
    let once = |()| {
        let begin = Instant::now();
        work();
        begin.elapsed().as_secs_f64() * 1e3
    };
    [(); 5].map(once).into_iter().fold(f64::INFINITY, f64::min)
}

fn main() {
    println!("{:28} {:>9} {:>9}", "pose", "scene ms", "way ms");
    for (slug, pose) in poses() {
        let build = Build::new(163.0, Sex::Female);
        let scene = Scene::new(pose, build).expect("the catalogue's poses are right");
        let fitting = best(|| drop(Scene::new(pose, build)));
        let way = best(|| {
            for i in 0..24 {
                std::hint::black_box(scene.at(f64::from(i) / 23.0));
            }
        });
        println!("{slug:28} {fitting:9.2} {way:9.2}");
    }
}
