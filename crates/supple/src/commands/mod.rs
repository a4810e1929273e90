//! One module per command.

mod serve;

use crate::{
    cli::{Cli, Command},
    failure::Failure,
};

/// Does what was typed.
pub fn run(cli: &Cli) -> Result<(), Failure> {
    match &cli.command {
        Command::Serve(ask) => serve::run(cli, ask),
    }
}

/// Runs a command that needs the record, on a runtime without threads of its own.
pub fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(future)
}
