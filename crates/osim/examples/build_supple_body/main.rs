//! Builds `models/supple.osim` from the numbers in `models/supple.toml`.
//!
//! `cargo run -p osim --example build_supple_body`

mod build;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    std::fs::write(build::MODEL, build::supple_osim()?)?;
    println!("{}", build::MODEL);
    Ok(())
}
