//! Runs the command in a folder of its own, with a clock that stands still.

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

/// The moment that every run takes for now.
pub const NOW: &str = "2026-03-04T09:00:00+01:00";

/// The command, not yet run.
pub fn supple(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
    command.args(arguments).current_dir(folder).env_clear().env("SUPPLE_NOW", NOW).env("HOME", folder);
    command
}

/// Runs it with this on its standard input.
pub fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = supple(folder, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("supple starts");
    // A command that doesn't read its input may have closed it already.
    drop(child.stdin.take().expect("piped").write_all(input.as_bytes()));
    child.wait_with_output().expect("supple ends")
}

/// Everything that it printed, with the exit code when that isn't 0.
pub fn transcript(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    match output.status.code() {
        Some(0) => text,
        code => text + &format!("[exit {}]\n", code.map_or("by signal".into(), |c| c.to_string())),
    }
}
