//! The `supple` command: reads its arguments, calls a use case, prints.
//!
//! *Invariant:* no rule of care is decided here.

#![warn(clippy::print_stderr, clippy::print_stdout, reason = "`out` knows what to do when nobody reads")]

mod ask;
mod cli;
mod commands;
mod context;
mod failure;
mod input;
mod out;
mod place;
mod show;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
