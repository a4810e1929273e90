//! `supple schema`: the JSON Schemas of all formats.

use crate::{cli::Schema, failure::Failure, out};

pub fn run(ask: &Schema) -> Result<(), Failure> {
    let Some(name) = &ask.name else {
        return server::app::schema::names().try_for_each(|(name, what)| out::line(&format!("{name:<14} {what}")));
    };
    out::json(&server::app::schema::schema(name)?)
}
