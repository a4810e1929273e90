//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

const AFTER: &str = "\
Exit codes:
  0  done
  1  something failed (a file, the database, the network)
  2  the command was typed wrongly
  3  what was given can't be used (answers, a record, a name)
A screening's result is in what it prints, never in the exit code.

JSON goes to standard output, words about it to standard error.";

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
    /// Serve the web app on this computer.
    Serve(Serve),
}

/// Where the record is kept.
#[derive(Clone, Debug, Args)]
pub struct Data {
    /// Folder of the record, instead of the one that the system keeps for programs.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// `supple serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where the record is kept.
    #[command(flatten)]
    pub data: Data,
    /// Port to listen on; without it 8765, or the next one that is free.
    #[arg(long)]
    pub port: Option<u16>,
    /// Don't open a browser.
    #[arg(long)]
    pub no_browser: bool,
}
