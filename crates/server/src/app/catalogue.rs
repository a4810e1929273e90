//! What the product knows, with its words.

use std::collections::BTreeMap;

use care::{
    content::{self, Exercise},
    words::Words,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{AppError, closest};

/// The words of the web app (without `web.`) and of the fixed values (`terms.*`).
pub fn words(words: &Words) -> BTreeMap<String, String> {
    let mut all = words.below("web");
    all.extend(words.below("terms").into_iter().map(|(key, text)| (format!("terms.{key}"), text)));
    all
}

/// An exercise with its words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExerciseView {
    /// Permanent name.
    pub slug: String,
    /// Name for the person.
    pub name: String,
    /// What it is, in a line.
    pub short: String,
    /// How to get into position.
    pub ready: String,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// What it should feel like.
    pub feel: String,
    /// What it should not feel like.
    pub not_feel: String,
    /// Usual mistakes.
    pub mistakes: Vec<String>,
    /// How to breathe.
    pub breathing: String,
    /// Gentler and other ways.
    pub variants: Vec<String>,
    /// Further notes.
    pub notes: Vec<String>,
    /// Structure and numbers.
    #[serde(flatten)]
    pub exercise: Exercise,
}

/// All exercises in order of slug.
pub fn exercises(words: &Words) -> Vec<ExerciseView> {
    content::exercises().iter().map(|(slug, exercise)| view(slug, exercise, words)).collect()
}

/// One exercise.
/// # Errors
/// [`AppError::Unknown`] when there is no such slug.
pub fn exercise(slug: &str, words: &Words) -> Result<ExerciseView, AppError> {
    let exercise = content::exercises().get(slug).ok_or_else(|| unknown("exercise", slug, content::exercises()))?;
    Ok(view(slug, exercise, words))
}

fn view(slug: &str, exercise: &Exercise, words: &Words) -> ExerciseView {
    let sides =
        [("side", &words.get("terms.side.right") as &dyn std::fmt::Display), ("other", &words.get("terms.side.left"))];
    let key = |part: &str| format!("exercises.{slug}.{part}");
    let text = |part: &str| words.say(&key(part), &sides);
    let list = |part: &str| -> Vec<String> {
        (0..words.list(&key(part)).len()).map(|i| text(&format!("{part}.{i}"))).collect()
    };
    ExerciseView {
        slug: slug.to_owned(),
        name: text("name"),
        short: text("short"),
        ready: text("ready"),
        steps: list("steps"),
        feel: text("feel"),
        not_feel: text("not_feel"),
        mistakes: list("mistakes"),
        breathing: text("breathing"),
        variants: list("variants"),
        notes: list("notes"),
        exercise: exercise.clone(),
    }
}

/// The error for a name that isn't in `all`, with the one that was probably meant.
pub(super) fn unknown<T>(what: &'static str, name: &str, all: &BTreeMap<String, T>) -> AppError {
    let meant = closest(name, all.keys().map(String::as_str)).map(str::to_owned);
    AppError::Unknown { what, name: name.to_owned(), meant }
}
