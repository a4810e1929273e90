//! What is wrong with a measurement, and how to fix it.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;

use crate::words::{Args, Words};

/// A measurement that can't be evaluated.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize, ToSchema)]
#[error("{field}: {text}")]
pub struct MeasureError {
    /// Stable name, e.g. `height_range`.
    pub code: String,
    /// The field to mend, e.g. `readings[1].height_cm` or `profile.thigh_length_cm`.
    pub field: String,
    /// What is wrong and what to do, for the person.
    pub text: String,
    /// What was probably meant.
    #[serde(default)]
    pub meant: Option<String>,
}

impl MeasureError {
    pub(super) fn new(code: &str, field: impl Into<String>, args: Args<'_>, words: &Words) -> Self {
        let text = words.say(&format!("measures.error.{code}"), args);
        Self { code: code.to_owned(), field: field.into(), text, meant: None }
    }
}
