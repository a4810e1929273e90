//! Where the record is, and what time it is.

use std::path::PathBuf;

use chrono::DateTime;
use server::clock::Clock;

use crate::{cli::Cli, failure::Failure};

/// For tests and demonstrations: the moment to take for now. `--now` goes before it.
const NOW: &str = "SUPPLE_NOW";

/// The folder of the record.
pub fn folder(data: Option<&PathBuf>) -> Result<PathBuf, Failure> {
    if let Some(folder) = data {
        return Ok(folder.clone());
    }
    let folders = directories::ProjectDirs::from("", "", "supple");
    let folder = folders.map(|f| f.data_dir().to_owned());
    folder.ok_or_else(|| Failure::failed("file", &"this system has no folder for the data of programs"))
}

/// The clock to go by.
pub fn clock(cli: &Cli) -> Result<Clock, Failure> {
    let Some(text) = cli.now.clone().or_else(|| std::env::var(NOW).ok()).filter(|t| !t.is_empty()) else {
        return Ok(Clock::System);
    };
    let now = DateTime::parse_from_rfc3339(&text);
    now.map(Clock::Fixed).map_err(|error| Failure::input("now", NOW, &format!("{text:?}: {error}")))
}
