//! One module per command.

mod cleared;
mod columns;
mod data;
mod demo;
pub mod figure;
mod figures;
mod knowledge;
mod measure;
pub mod model;
mod morning;
pub mod muscles;
mod plan;
pub mod plot;
mod profile;
mod progress;
mod replay;
mod schema;
mod screen;
mod serve;
mod session;

use care::entry::Event;
use server::app::App;

use crate::{
    cli::{Cli, Command, Output},
    context::Context,
    failure::Failure,
    out,
};

/// The device that entries from the terminal name.
const DEVICE: &str = "terminal";

/// Does what was typed.
pub fn run(cli: &Cli) -> Result<(), Failure> {
    match &cli.command {
        Command::Screen(ask) => screen::run(cli, ask),
        Command::Profile(ask) => profile::run(cli, ask),
        Command::Measure(ask) => measure::run(cli, ask),
        Command::Plan(ask) => plan::run(cli, ask),
        Command::Session(ask) => session::run(cli, ask),
        Command::Morning(ask) => morning::run(cli, ask),
        Command::Cleared(ask) => cleared::run(cli, ask),
        Command::Progress(ask) => progress::run(cli, ask),
        Command::Referral(ask) => progress::referral(cli, ask),
        Command::Demo(ask) => demo::run(cli, ask),
        Command::Replay(ask) => replay::run(cli, ask),
        Command::Serve(ask) => serve::run(cli, ask),
        Command::Export(ask) => data::export(cli, ask),
        Command::Import(ask) => data::import(cli, ask),
        Command::Erase(ask) => data::erase(cli, ask),
        Command::Exercises(ask) => knowledge::exercises(cli, ask),
        Command::Claims(ask) => knowledge::claims(cli, ask),
        Command::Figure(ask) => figure::run(cli, ask),
        Command::Figures(ask) => figures::run(cli, ask),
        Command::Schema(ask) => schema::run(ask),
        Command::Muscles(ask) => muscles::run(cli, ask),
        Command::Model(ask) => model::run(cli, ask),
        Command::Plot(ask) => plot::run(cli, ask),
    }
}

/// Keeps one event; its entry is printed as JSON where that is asked for.
async fn keep(app: &App, event: Event, output: Output, context: &Context) -> Result<(), Failure> {
    let ids = app.write(DEVICE, vec![(None, event)]).await?;
    if !output.json {
        out::tell(&context.say("kept", &[("file", &app.file().display())]));
        return Ok(());
    }
    let record = app.record().await?;
    record.all().iter().filter(|entry| ids.contains(&entry.id)).try_for_each(out::json)
}
