//! Answers in words.

mod plan;
mod screening;

pub use plan::plan;
pub use screening::{answer, outcome};

use care::grade::Reason;

use crate::context::Context;

/// A reason with its grade.
pub fn reason(reason: &Reason, context: &Context) -> String {
    let grade = serde_json::to_value(reason.grade).expect("a grade is a word");
    let grade = context.words.get(&format!("terms.grade.{}", grade.as_str().unwrap_or_default()));
    format!("{} ({})", reason.text, grade.to_lowercase())
}

/// The words behind `terms.<group>.<value>` of a value that is one word in JSON.
pub fn term(group: &str, value: &impl serde::Serialize, context: &Context) -> String {
    let value = serde_json::to_value(value).expect("a word");
    context.words.get(&format!("terms.{group}.{}", value.as_str().unwrap_or_default()))
}
