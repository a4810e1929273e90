//! What can be typed.

use std::path::PathBuf;

use care::entry::limits::PROFESSIONALS;
use chrono::{Datelike, NaiveDate};
use clap::{Args, Parser, Subcommand};

use crate::commands;

const AFTER: &str = "\
Exit codes:
  0  done
  1  something failed (a file, the database, the network)
  2  the command was typed wrongly
  3  what was given can't be used (answers, a record, a name)
  130  stopped with Ctrl-C while something was asked
A screening's result is in what it prints, never in the exit code.

With --json, JSON goes to standard output and words about it to standard error.
The formats are described in docs/json.md; `supple schema` prints their JSON Schemas.";

/// Screening, measures, a plan with reasons, a guided session and progress for a short, tight or painful psoas.
#[derive(Debug, Parser)]
#[command(name = "supple", version, after_help = AFTER, max_term_width = 100)]
pub struct Cli {
    /// Language of everything that is said.
    #[arg(long, global = true, default_value = "en", value_name = "LOCALE")]
    pub locale: String,
    /// Take this moment for now (RFC 3339, e.g. 2026-03-01T07:00:00+01:00); for tests and demonstrations only.
    #[arg(long, global = true, value_name = "TIME", hide = true)]
    pub now: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The safety check: is it safe, and what has to be left out?
    Screen(Screen),
    /// Who you are, and what you want from this.
    Profile(Profile),
    /// Measure how far the hip goes back, left and right.
    Measure(Measure),
    /// Today's plan, with its reasons.
    Plan(Plan),
    /// Be led through today's session.
    Session(Session),
    /// How the morning after the last session was; a session asks for it too.
    Morning(Morning),
    /// What has changed, and how sure that is.
    Progress(Progress),
    /// A letter for your doctor or physiotherapist, as HTML.
    Referral(Referral),
    /// Write down that a professional has cleared you: only this lifts a stop.
    Cleared(Cleared),
    /// Serve the web app on this computer.
    Serve(Serve),
    /// Fill the sample person's record and show it; other commands use it with --demo.
    Demo(Demo),
    /// Write the whole record to one file.
    Export(Export),
    /// Add everything from an export, all or nothing.
    Import(Import),
    /// Remove the whole record for good.
    Erase(Erase),
    /// What was decided after each entry of a record.
    Replay(Replay),
    /// The exercises, or one of them.
    Exercises(Exercises),
    /// What the articles say is so, with what studies and the body model say to it.
    Claims(Claims),
    /// Draw one exercise or measure: a picture, or a moving body in space.
    Figure(commands::figure::Figure),
    /// Write the pictures of all exercises and measures as SVG files.
    Figures(Figures),
    /// Print the JSON Schema of a format; without a name, the names.
    Schema(Schema),
    /// Muscle lengths, moment arms and passive forces of any OpenSim model along any motion.
    Muscles(commands::muscles::Muscles),
    /// What is in an OpenSim model, and what of it is supported.
    Model(commands::model::Model),
    /// Draw length and moment arm over a coordinate as SVG.
    Plot(commands::plot::Plot),
}

/// Where the record is kept.
#[derive(Clone, Debug, Args)]
pub struct Data {
    /// Folder of the record, instead of the one that the system keeps for programs.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Use the sample person's record.
    #[arg(long)]
    pub demo: bool,
}

/// Which record is read.
#[derive(Clone, Debug, Args)]
pub struct From {
    /// Read an exported record instead of your own; - is standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["data", "demo"])]
    pub record: Option<PathBuf>,
    /// Where the record is kept.
    #[command(flatten)]
    pub data: Data,
    /// The day to take for today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<NaiveDate>,
}

/// How the answer is printed.
#[derive(Clone, Copy, Debug, Args)]
pub struct Output {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Which plan.
#[derive(Clone, Debug, Args)]
pub struct Wish {
    /// Minutes for today instead of the profile's: 5 to 45, or 2 to 5 for a short break.
    #[arg(long)]
    pub minutes: Option<u32>,
    /// Only a short break on a chair or standing.
    #[arg(long = "break")]
    pub break_only: bool,
    /// What today is for.
    #[arg(long, value_parser = ["before_sleep", "before_run", "before_walk", "desk_break"])]
    pub aim: Option<String>,
}

/// `supple screen`.
#[derive(Debug, Args)]
pub struct Screen {
    /// Read the answers from a JSON file instead of asking; - is standard input.
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// Print the questions instead of asking them.
    #[arg(long, conflicts_with = "answers")]
    pub questions: bool,
    /// The short check before a session.
    #[arg(long)]
    pub short: bool,
    /// Where you are, for the emergency number, instead of the profile's country; two letters.
    #[arg(long, value_name = "CODE", value_parser = country)]
    pub country: Option<String>,
    /// Keep answers from a file in the record; answers that were typed are always kept.
    #[arg(long)]
    pub save: bool,
    /// Where the record is kept.
    #[command(flatten)]
    pub data: Data,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple profile`.
#[derive(Debug, Args)]
pub struct Profile {
    /// Take the profile from a JSON file and keep it; fields that are left out stay as they are.
    #[arg(long, value_name = "FILE")]
    pub set: Option<PathBuf>,
    /// Print the profile instead of asking.
    #[arg(long)]
    pub show: bool,
    /// Where the record is kept.
    #[command(flatten)]
    pub data: Data,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple measure`.
#[derive(Debug, Args)]
pub struct Measure {
    /// Read a measurement from a JSON file instead of asking; - is standard input.
    #[arg(long, value_name = "FILE")]
    pub measurement: Option<PathBuf>,
    /// Keep a measurement from a file in the record; one that was typed is always kept.
    #[arg(long)]
    pub save: bool,
    /// Where the record is kept.
    #[command(flatten)]
    pub data: Data,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple plan`.
#[derive(Debug, Args)]
pub struct Plan {
    /// Which record is read.
    #[command(flatten)]
    pub from: From,
    /// Which plan.
    #[command(flatten)]
    pub wish: Wish,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple session`.
#[derive(Debug, Args)]
pub struct Session {
    /// Which record is read and written; with --record nothing is kept.
    #[command(flatten)]
    pub from: From,
    /// Which plan.
    #[command(flatten)]
    pub wish: Wish,
    /// Read the answers of the short check from a JSON file instead of asking; - is standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["record", "json"])]
    pub answers: Option<PathBuf>,
    /// Pain before the session, 0 to 10, instead of asking.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=10))]
    pub pain: Option<u8>,
    /// Let the time run so many times faster; for demonstrations and tests.
    #[arg(long, value_name = "TIMES", num_args = 0..=1, default_missing_value = "1000000",
        value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub fast: Option<u32>,
    /// Print the script as JSON instead of playing it.
    #[command(flatten)]
    pub output: Output,
}

/// `supple morning`.
#[derive(Debug, Args)]
pub struct Morning {
    /// Was it back to how it was before the session, by the next morning? Instead of asking.
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no"], hide_possible_values = true)]
    pub settled: Option<String>,
    /// Pain now, 0 to 10, instead of asking.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=10))]
    pub pain: Option<u8>,
    /// Where the record is kept.
    #[command(flatten)]
    pub data: Data,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple cleared`.
#[derive(Debug, Args)]
pub struct Cleared {
    /// Who cleared you, instead of asking.
    #[arg(long, value_name = "WHO", value_parser = PROFESSIONALS)]
    pub by: Option<String>,
    /// What they said, in your words, instead of asking.
    #[arg(long, value_name = "TEXT", value_parser = statement)]
    pub statement: Option<String>,
    /// Where the record is kept.
    #[command(flatten)]
    pub data: Data,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple progress`.
#[derive(Debug, Args)]
pub struct Progress {
    /// Which record is read.
    #[command(flatten)]
    pub from: From,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple referral`.
#[derive(Debug, Args)]
pub struct Referral {
    /// Which record is read.
    #[command(flatten)]
    pub from: From,
    /// Write the letter to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `supple replay`.
#[derive(Debug, Args)]
pub struct Replay {
    /// Which record is read.
    #[command(flatten)]
    pub from: From,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Folder of the records, instead of the one that the system keeps for programs.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Print the sample person's record as an export.
    #[command(flatten)]
    pub output: Output,
}

/// `supple serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Folder of the record, instead of the one that the system keeps for programs.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Port to listen on; without it 8765, or the next one that is free.
    #[arg(long)]
    pub port: Option<u16>,
    /// Don't open a browser.
    #[arg(long)]
    pub no_browser: bool,
}

/// `supple export`.
#[derive(Debug, Args)]
pub struct Export {
    /// Where the record is kept.
    #[command(flatten)]
    pub data: Data,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `supple import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The export; - is standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where the record is kept.
    #[command(flatten)]
    pub data: Data,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple erase`.
#[derive(Debug, Args)]
pub struct Erase {
    /// Where the record is kept.
    #[command(flatten)]
    pub data: Data,
    /// Confirm with the word erase instead of being asked.
    #[arg(long, value_name = "WORD")]
    pub confirm: Option<String>,
}

/// `supple exercises`.
#[derive(Debug, Args)]
pub struct Exercises {
    /// Permanent name of one exercise.
    pub slug: Option<String>,
    /// What they do to the psoas in our body model: by side and fascicle, with the spread.
    #[arg(long)]
    pub mechanics: bool,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple claims`.
#[derive(Debug, Args)]
pub struct Claims {
    /// Ids of claims, e.g. `T4 X13`; all when not said.
    pub ids: Vec<String>,
    /// How the answer is printed.
    #[command(flatten)]
    pub output: Output,
}

/// `supple figures`.
#[derive(Debug, Args)]
pub struct Figures {
    /// Folder to write to; it is made if need be.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `supple schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Which format.
    pub name: Option<String>,
}

/// A day that a record can be about.
fn date(typed: &str) -> Result<NaiveDate, String> {
    let day: NaiveDate = typed.parse().map_err(|_| "write a day like 2026-03-04".to_owned())?;
    if (1900..2200).contains(&day.year()) { Ok(day) } else { Err("a day from 1900 to 2199 is possible".to_owned()) }
}

fn country(typed: &str) -> Result<String, String> {
    let fits = typed.len() == 2 && typed.chars().all(|c| c.is_ascii_alphabetic());
    if fits { Ok(typed.to_uppercase()) } else { Err("a country has two letters, like GB".to_owned()) }
}

fn statement(typed: &str) -> Result<String, String> {
    let said = typed.trim();
    if said.is_empty() { Err("write what they said".to_owned()) } else { Ok(said.to_owned()) }
}
