//! From the table of numbers to the text of the file. The example writes it; a test compares.

mod numbers;
mod parts;
mod xml;

/// The table of numbers.
pub const NUMBERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/supple.toml");
/// The model that is built from it.
pub const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/supple.osim");

/// The text of the model file.
///
/// # Errors
/// The table can't be read, names a source or a body that it doesn't have, or makes no sound model.
pub fn supple_osim() -> Result<String, Box<dyn std::error::Error>> {
    let numbers: numbers::Numbers = toml::from_str(&std::fs::read_to_string(NUMBERS)?)?;
    numbers.check_sources()?;
    let parts = parts::parts(&numbers)?;
    Ok(xml::document(&parts, &numbers))
}
