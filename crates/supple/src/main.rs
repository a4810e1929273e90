//! The `supple` command: reads its arguments, calls a use case, prints.
//!
//! *Invariant:* no rule of care is decided here.

mod cli;
mod commands;
mod failure;
mod out;
mod place;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
