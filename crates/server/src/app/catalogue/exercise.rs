//! Exercises with their words.

use std::fmt::Display;

use care::{
    content::{self, Exercise},
    entry::Side,
    plan::{self, LeftOutSide},
    words::Words,
};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Told, told, unknown};
use crate::app::{App, AppError};

/// An exercise with its words, told for one side where it has sides.
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
    /// What it rests on, in words.
    pub grounds: Vec<Told>,
    /// Structure and numbers.
    #[serde(flatten)]
    pub exercise: Exercise,
}

/// An exercise, and whether it is for this person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExercisePage {
    /// The exercise.
    #[serde(flatten)]
    pub view: ExerciseView,
    /// Why it is left out on the day; empty when it may be done.
    pub left_out: Vec<LeftOutSide>,
}

impl App {
    /// All exercises in order of slug, with what is left out for this person on a day; today when not said.
    /// # Errors
    /// As [`App::record`].
    pub async fn exercises(&self, date: Option<NaiveDate>, words: &Words) -> Result<Vec<ExercisePage>, AppError> {
        self.for_this_person(exercises(words), date, words).await
    }

    /// One exercise, likewise.
    /// # Errors
    /// [`AppError::Unknown`] when there is no such slug; as [`App::record`].
    pub async fn exercise(&self, slug: &str, date: Option<NaiveDate>, words: &Words) -> Result<ExercisePage, AppError> {
        let one = vec![exercise(slug, words)?];
        Ok(self.for_this_person(one, date, words).await?.remove(0))
    }

    async fn for_this_person(
        &self,
        views: Vec<ExerciseView>,
        date: Option<NaiveDate>,
        words: &Words,
    ) -> Result<Vec<ExercisePage>, AppError> {
        let today = date.unwrap_or_else(|| self.clock.today());
        let record = self.record().await?;
        let left_out = plan::left_out(views.iter().map(|view| &view.exercise), &record, today, words);
        Ok(views.into_iter().zip(left_out).map(|(view, left_out)| ExercisePage { view, left_out }).collect())
    }
}

/// All exercises in order of slug, told for the right side.
pub fn exercises(words: &Words) -> Vec<ExerciseView> {
    content::exercises().iter().map(|(slug, exercise)| view(slug, exercise, Side::Right, words)).collect()
}

/// One exercise, told for the right side.
/// # Errors
/// [`AppError::Unknown`] when there is no such slug.
pub fn exercise(slug: &str, words: &Words) -> Result<ExerciseView, AppError> {
    exercise_on(slug, Side::Right, words)
}

/// One exercise, told for a side.
/// # Errors
/// [`AppError::Unknown`] when there is no such slug.
pub fn exercise_on(slug: &str, side: Side, words: &Words) -> Result<ExerciseView, AppError> {
    let exercise = content::exercises().get(slug).ok_or_else(|| unknown("exercise", slug, content::exercises()))?;
    Ok(view(slug, exercise, side, words))
}

fn view(slug: &str, exercise: &Exercise, side: Side, words: &Words) -> ExerciseView {
    let name = |side: Side| words.get(if side == Side::Left { "terms.side.left" } else { "terms.side.right" });
    let (worked, other) = (name(side), name(side.other()));
    let sides: [(&str, &dyn Display); 2] = [("side", &worked), ("other", &other)];
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
        grounds: told(&key("rests_on"), &exercise.rests_on, words),
        exercise: exercise.clone(),
    }
}
