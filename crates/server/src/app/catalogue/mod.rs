//! What the product knows, with its words. The same for everybody.

mod exercise;
mod knowledge;
mod programme;

use std::collections::BTreeMap;

use care::{content::Statement, grade::Grade, words::Words};
pub use exercise::{ExercisePage, ExerciseView, exercise, exercise_on, exercises};
pub use knowledge::{
    ClaimView, EvidenceView, InventoryItem, LessonPage, LessonView, SourcesView, claims, inventory, lesson, lessons,
    sources,
};
pub use programme::{ProgrammeItemView, ProgrammeTestView, ProgrammeView, programme, programmes};
use serde::Serialize;
use utoipa::ToSchema;

use super::{AppError, closest};

/// The words of the web app (without `web.`) and of the fixed values (`terms.*`).
pub fn words(words: &Words) -> BTreeMap<String, String> {
    let mut all = words.below("web");
    all.extend(words.below("terms").into_iter().map(|(key, text)| (format!("terms.{key}"), text)));
    all
}

/// A statement with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Told {
    /// Permanent name within its place.
    pub id: String,
    /// What is said.
    pub text: String,
    /// How well it is known.
    pub grade: Grade,
    /// Inventory and evidence ids behind it.
    pub sources: Vec<String>,
}

/// Statements whose words are below `key`.
fn told(key: &str, statements: &[Statement], words: &Words) -> Vec<Told> {
    let one = |s: &Statement| Told {
        id: s.id.clone(),
        text: words.get(&format!("{key}.{}", s.id)),
        grade: s.grade,
        sources: s.sources.clone(),
    };
    statements.iter().map(one).collect()
}

/// A text that not everything of its kind has.
fn optional(words: &Words, key: &str) -> Option<String> {
    words.has(key).then(|| words.get(key))
}

/// The error for a name that isn't in `all`, with the one that was probably meant.
fn unknown<T>(what: &'static str, name: &str, all: &BTreeMap<String, T>) -> AppError {
    let meant = closest(name, all.keys().map(String::as_str)).map(str::to_owned);
    AppError::Unknown { what, name: name.to_owned(), meant }
}
