//! The `supple` command: reads its arguments, calls a use case, prints.
//!
//! *Invariant:* no rule of care is decided here.

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
