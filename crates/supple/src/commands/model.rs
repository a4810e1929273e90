//! `supple model`: what is in a model file, and what becomes of it.

use std::path::PathBuf;

use body::Model as Body;
use body::model::MotionType;
use care::words::Words;
use clap::Args;
use osim::{Import, Report, Status};
use serde::Serialize;

use super::columns::columns;
use crate::{cli::Cli, failure::Failure, out};

/// `supple model`.
#[derive(Debug, Args)]
pub struct Model {
    /// The model file (.osim, documents of OpenSim 1.9 to 4.6).
    #[arg(value_name = "MODEL.osim")]
    pub file: PathBuf,
    /// Everything as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Prints the summary and the support report.
pub fn run(cli: &Cli, ask: &Model) -> Result<(), Failure> {
    let import = read(&ask.file)?;
    let summary = Summary::new(&import);
    if ask.json {
        return out::json(&summary);
    }
    let words = server::app::words(&cli.locale)?;
    out::line(&text(&summary, &words))
}

/// Reads a model file.
pub fn read(file: &std::path::Path) -> Result<Import, Failure> {
    osim::read_model(file).map_err(|e| Failure::input("model_file", &file.display().to_string(), &e))
}

/// What a model has, for people and as JSON.
#[derive(Debug, Serialize)]
struct Summary {
    name: String,
    document_version: u32,
    bodies: usize,
    mass_kg: f64,
    joints: usize,
    coordinates: Vec<Coordinate>,
    followers: usize,
    muscles: Vec<Muscle>,
    wrap_objects: usize,
    report: Report,
}

#[derive(Debug, Serialize)]
struct Coordinate {
    name: String,
    joint: String,
    unit: &'static str,
    range: [f64; 2],
    default: f64,
    clamped: bool,
    locked: bool,
}

#[derive(Debug, Serialize)]
struct Muscle {
    name: String,
    points: usize,
    wraps: Vec<String>,
    has_parameters: bool,
}

impl Summary {
    fn new(import: &Import) -> Self {
        let parts = import.model.parts();
        let muscles = parts.muscles.iter().map(|m| Muscle {
            name: m.name.clone(),
            points: m.path.points.len(),
            wraps: m.path.wraps.iter().map(|w| w.wrap_object.clone()).collect(),
            has_parameters: m.parameters.is_some(),
        });
        Self {
            name: parts.name.clone(),
            document_version: import.report.version,
            bodies: parts.bodies.len(),
            mass_kg: parts.bodies.iter().map(|b| b.mass).sum(),
            joints: parts.joints.len(),
            coordinates: (0..import.model.coordinates().len()).map(|i| coordinate(&import.model, i)).collect(),
            followers: import.model.couplers_in_order().len(),
            muscles: muscles.collect(),
            wrap_objects: parts.wrap_objects.len(),
            report: import.report.clone(),
        }
    }
}

fn coordinate(model: &Body, index: usize) -> Coordinate {
    let c = &model.coordinates()[index];
    Coordinate {
        name: c.name.clone(),
        joint: model.parts().joints[model.joint_of(index)].name.clone(),
        unit: unit(model.motion_type(index)),
        range: c.range,
        default: c.default_value,
        clamped: c.clamped,
        locked: c.locked,
    }
}

/// The symbol of a coordinate's unit.
pub fn unit(motion: MotionType) -> &'static str {
    match motion {
        MotionType::Rotational => "rad",
        MotionType::Translational => "m",
        MotionType::Coupled => "-",
    }
}

fn text(summary: &Summary, words: &Words) -> String {
    let say = |key: &str, args: &[(&str, &dyn std::fmt::Display)]| words.say(&format!("engine.model.{key}"), args);
    let points: usize = summary.muscles.iter().map(|m| m.points).sum();
    let wraps: usize = summary.muscles.iter().map(|m| m.wraps.len()).sum();
    let mass = format!("{:.2}", summary.mass_kg);
    let (count, objects) = (summary.muscles.len(), summary.wrap_objects);
    let mut lines = vec![
        say("bodies", &[("n", &summary.bodies), ("mass", &mass)]),
        say("joints", &[("n", &summary.joints)]),
        say("coordinates", &[("n", &summary.coordinates.len())]),
        say("couplers", &[("n", &summary.followers)]),
        say("muscles", &[("n", &count), ("points", &points), ("wraps", &wraps), ("objects", &objects)]),
        String::new(),
    ];
    let head = ["coordinate", "joint", "range", "default", "unit"].map(|key| words.get(&format!("engine.model.{key}")));
    let rows = summary.coordinates.iter().map(|c| {
        let range = format!("{:.4} {:.4}", c.range[0], c.range[1]);
        [c.name.clone(), c.joint.clone(), range, format!("{:.4}", c.default), c.unit.to_owned()]
    });
    lines.push(columns(&head, &rows.collect::<Vec<_>>()));
    lines.push(String::new());
    lines.push(report(&summary.report, words));
    lines.join("\n")
}

/// The import report in words.
fn report(report: &Report, words: &Words) -> String {
    let version = ("version", &report.version as &dyn std::fmt::Display);
    let mut lines = vec![words.say("engine.report.title", &[("model", &report.model), version])];
    for status in Status::ALL {
        let key = format!("engine.status.{}", key(status));
        let mut entries = report.of(status).peekable();
        if entries.peek().is_some() {
            lines.push(format!("{}:", words.get(&key)));
        }
        for e in entries {
            let name = if e.name.is_empty() { String::new() } else { format!(" `{}`", e.name) };
            let place = words.say("engine.report.line", &[("line", &e.line)]);
            let place = if e.line > 0 && !e.message.is_empty() { format!(" ({place})") } else { String::new() };
            let message = if e.message.is_empty() { String::new() } else { format!(": {}", e.message) };
            lines.push(format!("  {:>5} {}{name}{place}{message}", e.count, e.element));
        }
    }
    lines.join("\n")
}

fn key(status: Status) -> &'static str {
    match status {
        Status::Supported => "supported",
        Status::Approximated => "approximated",
        Status::KeptAside => "kept_aside",
        Status::Refused => "refused",
    }
}

/// One line on standard error when something of the file is not computed as it stands there.
pub fn warn(report: &Report, file: &std::path::Path, words: &Words) {
    let count = |status| report.of(status).map(|e| e.count).sum::<usize>();
    let (approximated, refused) = (count(Status::Approximated), count(Status::Refused));
    let kept_aside = count(Status::KeptAside);
    if approximated + refused > 0 {
        let args: [(&str, &dyn std::fmt::Display); 4] = [
            ("approximated", &approximated),
            ("kept_aside", &kept_aside),
            ("refused", &refused),
            ("file", &file.display()),
        ];
        out::tell(&words.say("engine.report.short", &args));
    }
}
