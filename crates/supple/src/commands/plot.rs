//! `supple plot`: length and moment arm over a coordinate, as SVG.

mod chart;

use std::path::PathBuf;

use body::model::MotionType;
use clap::Args;

use super::{model, muscles::Engine, muscles::Mode};
use crate::{cli::Cli, failure::Failure, out};
use chart::{Chart, Line};

/// More lines than this can't be told apart.
const MOST_LINES: usize = 12;

/// `supple plot`.
#[derive(Debug, Args)]
#[command(after_help = "\
Other coordinates keep their default; coordinates that an enforced coupler drives follow it.

Example:
  supple plot --model leg.osim --muscles '^psoas_r|^iliacus_r' --coordinate hip_flexion_r --out psoas.svg")]
pub struct Plot {
    /// The model file (.osim).
    #[arg(long, value_name = "MODEL.osim")]
    model: PathBuf,
    /// Muscles whose name fits this regular expression; at most 12.
    #[arg(long, value_name = "REGEX")]
    muscles: String,
    /// The coordinate to move.
    #[arg(long, value_name = "NAME")]
    coordinate: String,
    /// Where to begin, in degrees for an angle, else in metres; without it where the coordinate's range begins.
    #[arg(long, allow_negative_numbers = true)]
    from: Option<f64>,
    /// Where to end.
    #[arg(long, allow_negative_numbers = true)]
    to: Option<f64>,
    /// Poses from begin to end.
    #[arg(long, default_value_t = 181, value_parser = clap::value_parser!(u32).range(2..=10_000))]
    steps: u32,
    /// How paths go around surfaces: the exact shortest way, or OpenSim's own tangent points.
    #[arg(long, value_enum, default_value = "geodesic")]
    wrapping: Mode,
    /// The picture's file; without it the picture goes to standard output.
    #[arg(long, value_name = "FILE.svg")]
    out: Option<PathBuf>,
}

/// Draws what was asked for.
pub fn run(cli: &Cli, ask: &Plot) -> Result<(), Failure> {
    let words = server::app::words(&cli.locale)?;
    let import = model::read(&ask.model)?;
    model::warn(&import.report, &ask.model, &words);
    let exact = format!("^{}$", regex::escape(&ask.coordinate));
    let engine = Engine::new(import.model, ask.wrapping, Some(&ask.muscles), Some(&exact))?;
    let muscles = engine.muscles().len();
    if muscles > MOST_LINES {
        let detail = format!("`{}` fits {muscles} muscles; a picture holds {MOST_LINES}", ask.muscles);
        return Err(Failure::input("pattern", &ask.muscles, &detail));
    }
    let title = [("model", &engine.model.name() as &dyn std::fmt::Display), ("coordinate", &ask.coordinate)];
    let (x, unit, arm_unit, values) = compute(&engine, ask);
    let lines = |columns: Vec<Vec<f64>>| {
        let named = engine.muscles().into_iter().zip(columns);
        named.map(|(name, y)| Line { name: name.to_owned(), y }).collect::<Vec<_>>()
    };
    let [lengths, arms] = values;
    let chart = Chart {
        title: words.say("engine.plot.title", &title),
        x_label: format!("{} [{unit}]", ask.coordinate),
        x,
        panels: vec![(words.get("engine.plot.length"), lines(lengths)), (words.get(arm_unit), lines(arms))],
    };
    let svg = chart.svg();
    match &ask.out {
        None => out::line(&svg),
        Some(file) => {
            osim::write_file(file, svg.as_bytes()).map_err(|e| Failure::failed("file", &e))?;
            out::tell(&words.say("engine.plot.written", &[("file", &file.display())]));
            Ok(())
        }
    }
}

/// The coordinate's values as drawn, its unit, the key of the moment arm's unit, and lengths and moment arms.
fn compute(engine: &Engine, ask: &Plot) -> (Vec<f64>, &'static str, &'static str, [Vec<Vec<f64>>; 2]) {
    let model = &engine.model;
    let index = model.coordinate_index(&ask.coordinate).expect("the engine has found the coordinate");
    let angle = model.motion_type(index) == MotionType::Rotational;
    let (factor, unit) = if angle { (1.0_f64.to_degrees(), "\u{b0}") } else { (1.0, "m") };
    let arm = if angle { "engine.plot.arm" } else { "engine.plot.arm_per_metre" };
    let range = model.coordinates()[index].range;
    let (from, to) = (ask.from.unwrap_or(range[0] * factor), ask.to.unwrap_or(range[1] * factor));
    let share = |i: u32| f64::from(i) / f64::from(ask.steps - 1);
    let x: Vec<f64> = (0..ask.steps).map(|i| from + (to - from) * share(i)).collect();
    let mut q: Vec<Vec<f64>> = model.default_pose().iter().map(|v| vec![*v; x.len()]).collect();
    q[index] = x.iter().map(|v| v / factor).collect();
    let values = engine.compute(&q);
    // A muscle without an entry doesn't cross the coordinate: its moment arm is zero everywhere.
    let lengths: Vec<Vec<f64>> = values.lengths().map(<[f64]>::to_vec).collect();
    let mut arms = vec![vec![0.0; x.len()]; lengths.len()];
    for ((muscle, _), column) in engine.entries().into_iter().zip(values.moment_arms()) {
        arms[muscle] = column.to_vec();
    }
    (x, unit, arm, [lengths, arms])
}
