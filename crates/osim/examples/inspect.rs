//! Prints what became of a model file, and its muscles.
//!
//! `cargo run -p osim --example inspect -- my.osim [new.osim]`; with a second name the model is written as a new
//! document, which holds what the engine knows and nothing else.

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path: PathBuf = std::env::args_os().nth(1).ok_or("which .osim file?")?.into();
    let import = osim::read_model(&path)?;
    print!("{}", import.report);
    for muscle in import.model.muscles() {
        println!("{}: {} points, {} wraps", muscle.name, muscle.path.points.len(), muscle.path.wraps.len());
    }
    if let Some(new) = std::env::args_os().nth(2) {
        osim::Document::from_parts(import.model.parts()).write(&PathBuf::from(new))?;
    }
    Ok(())
}
