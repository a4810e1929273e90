//! `supple muscles`: lengths, moment arms, fiber lengths and passive forces of any model along any motion.

mod engine;
mod pose;
mod trial;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use care::words::Words;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use osim::table::Digits;
use rayon::prelude::*;
use serde::Serialize;

use super::model;
use crate::{cli::Cli, failure::Failure, out};
pub use engine::{Engine, Mode};
use trial::{Settings, Trial};

const AFTER: &str = "\
Without --motion the default pose is printed as a table.

With --motion each trial WALK.mot gets its own set of files in the output folder:
  WALK_length               muscle-tendon lengths [m]
  WALK_moment_arm_<COORD>   moment arms about one coordinate, of the muscles that cross it [m, or m/m for a slider]
  WALK_fiber_length         fiber length over optimal fiber length, with a rigid tendon
  WALK_passive_force        passive force along the tendon [N], with a rigid tendon
  WALK_done.json            what was done, and from what; written last
A trial whose WALK_done.json fits its files, the model and the options is left as it is, so that a run that was cut
off goes on where it stopped, and any number of runs can share one folder.

Columns of a motion are found by coordinate name or path (/jointset/hip_r/hip_flexion_r/value); coordinates without a
column keep their default; coordinates that an enforced coupler drives follow it. A moment arm is positive when tension
raises the coordinate, and is minus the derivative of the length in the default mode.

Examples:
  supple muscles --model leg.osim
  supple muscles --model leg.osim --motion walk*.mot --muscles '^psoas' --out results
  supple muscles --model leg.osim --motion run.sto --coordinates 'hip_.*_r' --format csv --json";

/// `supple muscles`.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Muscles {
    /// The model file (.osim).
    #[arg(long, value_name = "MODEL.osim")]
    model: PathBuf,
    /// Trials (.mot, .sto, .csv).
    #[arg(long, value_name = "FILE", num_args = 1..)]
    motion: Vec<PathBuf>,
    /// Only muscles whose name fits this regular expression.
    #[arg(long = "muscles", value_name = "REGEX")]
    only: Option<String>,
    /// Only moment arms about coordinates whose name fits this regular expression.
    #[arg(long, value_name = "REGEX")]
    coordinates: Option<String>,
    /// Folder for the files, made when it isn't there.
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Kind of file.
    #[arg(long, value_enum, default_value = "sto")]
    format: Format,
    /// Digits after the point; `exact` writes as many as it takes to read the same number again.
    #[arg(long, value_name = "N", default_value = "9", value_parser = parse_digits)]
    decimals: Digits,
    /// Threads; without it as many as the machine has.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// How paths go around surfaces: the exact shortest way, or OpenSim's own tangent points.
    #[arg(long, value_enum, default_value = "geodesic")]
    wrapping: Mode,
    /// Take the angles of the motion for degrees or radians, whatever its header says.
    #[arg(long, value_enum, value_name = "UNIT")]
    angles: Option<Angles>,
    /// Compute again what is done already.
    #[arg(long)]
    force: bool,
    /// What was done as JSON; without --motion the default pose as JSON.
    #[arg(long)]
    json: bool,
}

/// Kind of file.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// OpenSim's table.
    Sto,
    /// Labels and values between commas.
    Csv,
}

/// Unit of angles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Angles {
    Degrees,
    Radians,
}

/// What became of the trials, as JSON.
#[derive(Debug, Serialize)]
struct Outcome<'a> {
    model: &'a Path,
    trials: &'a [Trial],
}

/// Computes what was asked for.
pub fn run(cli: &Cli, ask: &Muscles) -> Result<(), Failure> {
    let words = server::app::words(&cli.locale)?;
    let import = model::read(&ask.model)?;
    model::warn(&import.report, &ask.model, &words);
    let engine = Engine::new(import.model, ask.wrapping, ask.only.as_deref(), ask.coordinates.as_deref())?;
    if ask.motion.is_empty() {
        return pose::run(&engine, ask.json, &words);
    }
    let settings = settings(ask)?;
    let threads = rayon::ThreadPoolBuilder::new().num_threads(ask.jobs.unwrap_or(0)).build();
    let threads = threads.map_err(|e| Failure::failed("file", &e))?;
    let bar = progress(ask.motion.len());
    let trials: Vec<Result<Trial, Failure>> = threads.install(|| {
        let one = |motion: &PathBuf| {
            let done = trial::run(&engine, &settings, motion);
            bar.inc(1);
            done
        };
        ask.motion.par_iter().map(one).collect()
    });
    bar.finish_and_clear();
    finish(ask, trials, &words)
}

fn settings(ask: &Muscles) -> Result<Settings, Failure> {
    check_names(&ask.motion)?;
    std::fs::create_dir_all(&ask.out).map_err(|e| Failure::failed("file", &format!("{}: {e}", ask.out.display())))?;
    let format = match ask.format {
        Format::Sto => osim::table::Format::Sto,
        Format::Csv => osim::table::Format::Csv,
    };
    let in_degrees = ask.angles.map(|a| a == Angles::Degrees);
    let options = format!(
        "{:?} {:?} {:?} {:?} {:?} {in_degrees:?}",
        ask.only, ask.coordinates, ask.format, ask.decimals, ask.wrapping
    );
    Settings::new(&ask.model, &options, in_degrees, ask.out.clone(), format, ask.decimals, ask.force)
}

/// Two trials of the same name would write over each other.
fn check_names(motions: &[PathBuf]) -> Result<(), Failure> {
    let mut names = HashMap::new();
    for motion in motions {
        if let Some(before) = names.insert(trial::name(motion), motion) {
            let detail = format!("{} and {} have the same name", before.display(), motion.display());
            return Err(Failure::input("motion_file", &motion.display().to_string(), &detail));
        }
    }
    Ok(())
}

fn progress(trials: usize) -> ProgressBar {
    if trials < 2 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {elapsed} (eta {eta})");
    ProgressBar::new(trials as u64).with_style(style.expect("the template is well-formed"))
}

/// Prints what was done; trials that failed don't keep the others from being told.
fn finish(ask: &Muscles, trials: Vec<Result<Trial, Failure>>, words: &Words) -> Result<(), Failure> {
    let (done, failed): (Vec<_>, Vec<_>) = trials.into_iter().partition(Result::is_ok);
    let done: Vec<Trial> = done.into_iter().flatten().collect();
    if ask.json {
        out::json(&Outcome { model: &ask.model, trials: &done })?;
    } else {
        done.iter().try_for_each(|t| out::line(&t.text(&ask.out, words)))?;
    }
    for trial in &done {
        let motion = trial.motion.display();
        for note in &trial.notes {
            out::tell(&words.say("engine.muscles.note", &[("motion", &motion), ("note", note)]));
        }
    }
    let mut failed = failed.into_iter().filter_map(Result::err);
    let first = failed.next();
    for failure in failed {
        failure.report();
    }
    first.map_or(Ok(()), Err)
}

fn parse_digits(text: &str) -> Result<Digits, String> {
    match text {
        "exact" => Ok(Digits::Shortest),
        _ => match text.parse() {
            Ok(n @ 0..=15) => Ok(Digits::Decimals(n)),
            _ => Err("a number from 0 to 15, or exact".to_owned()),
        },
    }
}
