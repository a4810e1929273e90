//! One trial: from its motion file to its set of files.

use std::path::{Path, PathBuf};

use care::words::Words;
use osim::table::{Digits, Format, View};
use osim::{Limits, Motion, Table};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Engine;
use super::engine::Values;
use crate::failure::Failure;

/// What holds for all trials.
pub struct Settings {
    in_degrees: Option<bool>,
    folder: PathBuf,
    format: Format,
    digits: Digits,
    force: bool,
    /// Of the program's version, the model and the options.
    fingerprint: u64,
}

/// What became of a trial; also what its `_done.json` holds.
#[derive(Debug, Serialize, Deserialize)]
pub struct Trial {
    /// The motion file.
    pub motion: PathBuf,
    /// Frames in it.
    pub frames: usize,
    /// Names of the files, in the output folder.
    pub files: Vec<String>,
    /// What was assumed or lies outside of a range.
    pub notes: Vec<String>,
    /// Of the motion, the model and the options.
    pub fingerprint: String,
    /// Whether it was done before, so that nothing was computed now.
    #[serde(default)]
    pub done_before: bool,
}

impl Settings {
    /// Reads the model once more, for its fingerprint.
    pub fn new(
        model: &Path,
        options: &str,
        in_degrees: Option<bool>,
        folder: PathBuf,
        format: Format,
        digits: Digits,
        force: bool,
    ) -> Result<Self, Failure> {
        let bytes = std::fs::read(model).map_err(|e| Failure::failed("file", &format!("{}: {e}", model.display())))?;
        let start = fold(FNV_START, concat!(env!("CARGO_PKG_VERSION"), "\n").as_bytes());
        let fingerprint = fold(fold(start, options.as_bytes()), &bytes);
        Ok(Self { in_degrees, folder, format, digits, force, fingerprint })
    }
}

impl Trial {
    /// What was done, in words.
    pub fn text(&self, folder: &Path, words: &Words) -> String {
        let motion = ("motion", &self.motion.display() as &dyn std::fmt::Display);
        if self.done_before {
            return words.say("engine.muscles.done_before", &[motion]);
        }
        let (files, folder) = (self.files.len(), folder.display());
        words.say("engine.muscles.trial", &[motion, ("frames", &self.frames), ("files", &files), ("folder", &folder)])
    }
}

/// A trial's name: its file's name without the extension.
pub fn name(motion: &Path) -> String {
    motion.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Computes a trial and writes its files, unless that has been done.
pub fn run(engine: &Engine, settings: &Settings, motion: &Path) -> Result<Trial, Failure> {
    let place = motion.display().to_string();
    let input = |e: &osim::Error| Failure::input("motion_file", &place, e);
    let bytes = std::fs::read(motion).map_err(|e| Failure::failed("file", &format!("{place}: {e}")))?;
    let fingerprint = format!("{:016x}", fold(settings.fingerprint, &bytes));
    let done = settings.folder.join(format!("{}_done.json", name(motion)));
    if let Some(trial) = done_before(&done, &fingerprint, settings) {
        return Ok(trial);
    }
    let (table, notes) = Table::parse(&bytes, &Limits::default()).map_err(|e| input(&e.in_file(&place)))?;
    let poses = Motion::new(&engine.model, &table, settings.in_degrees).map_err(|e| input(&e.in_file(&place)))?;
    let values = engine.compute(&poses.q);
    let states = states(engine, &values);
    let tables = tables(engine, &name(motion), &values, &states);
    let files = write(&tables, &poses.time, settings).map_err(|e| Failure::failed("file", &e))?;
    let notes = notes.iter().chain(&poses.notes).map(|n| match n.line {
        0 => n.message.clone(),
        line => format!("{line}: {}", n.message),
    });
    let trial = Trial {
        motion: motion.to_owned(),
        frames: poses.time.len(),
        files,
        notes: notes.collect(),
        fingerprint,
        done_before: false,
    };
    let text = serde_json::to_string_pretty(&trial).expect("a trial is plain data");
    osim::write_file(&done, text.as_bytes()).map_err(|e| Failure::failed("file", &e))?;
    Ok(trial)
}

/// The trial's own account, when it fits what is asked now and its files are still there.
fn done_before(done: &Path, fingerprint: &str, settings: &Settings) -> Option<Trial> {
    let text = std::fs::read_to_string(done).ok().filter(|_| !settings.force)?;
    let mut trial: Trial = serde_json::from_str(&text).ok()?;
    let there = trial.files.iter().all(|f| settings.folder.join(f).is_file());
    trial.done_before = true;
    (there && trial.fingerprint == fingerprint).then_some(trial)
}

/// Fiber lengths and passive forces of a muscle over time, where it has them.
type State = Option<(Vec<f64>, Vec<f64>)>;

fn states(engine: &Engine, values: &Values<'_>) -> Vec<State> {
    let lengths: Vec<&[f64]> = values.lengths().collect();
    lengths.par_iter().enumerate().map(|(column, lengths)| engine.rigid_tendon(column, lengths)).collect()
}

/// A file of the set.
struct Part<'a> {
    /// The file's name, without the extension.
    name: String,
    labels: Vec<&'a str>,
    columns: Vec<&'a [f64]>,
}

impl<'a> Part<'a> {
    fn new(trial: &str, part: &str) -> Self {
        Self { name: format!("{trial}_{part}"), labels: Vec::new(), columns: Vec::new() }
    }

    fn push(&mut self, label: &'a str, column: &'a [f64]) {
        self.labels.push(label);
        self.columns.push(column);
    }
}

/// The files of the set.
fn tables<'a>(engine: &'a Engine, trial: &str, values: &'a Values<'_>, states: &'a [State]) -> Vec<Part<'a>> {
    let muscles = engine.muscles();
    let [mut lengths, mut fibers, mut forces] =
        ["length", "fiber_length", "passive_force"].map(|p| Part::new(trial, p));
    for (name, column) in muscles.iter().zip(values.lengths()) {
        lengths.push(name, column);
    }
    for (name, (fiber, force)) in muscles.iter().zip(states).filter_map(|(name, state)| Some((name, state.as_ref()?))) {
        fibers.push(name, fiber);
        forces.push(name, force);
    }
    let mut all = Vec::new();
    for ((muscle, coordinate), arm) in engine.entries().into_iter().zip(values.moment_arms()) {
        let new = Part::new(trial, &format!("moment_arm_{}", engine.coordinate(coordinate)));
        let at = all.iter().position(|part: &Part<'_>| part.name == new.name).unwrap_or_else(|| {
            all.push(new);
            all.len() - 1
        });
        all[at].push(muscles[muscle], arm);
    }
    all.extend([lengths, fibers, forces]);
    all.retain(|part| !part.labels.is_empty());
    all
}

fn write(parts: &[Part<'_>], time: &[f64], settings: &Settings) -> osim::Result<Vec<String>> {
    let one = |part: &Part<'_>| {
        let file = format!("{}.{}", part.name, settings.format.extension());
        let (labels, columns) = (part.labels.clone(), part.columns.clone());
        let view = View { name: &part.name, labels, time, columns, in_degrees: false, metadata: &[] };
        view.write(&settings.folder.join(&file), settings.format, settings.digits)?;
        Ok(file)
    };
    parts.par_iter().map(one).collect()
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, which is the same on every machine and in every version.
fn fold(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}
