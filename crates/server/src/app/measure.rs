//! Measures that the person may use, and what readings come to.

use care::{
    entry::{Measurement, Side},
    measure::{self, MeasureResult, MeasureText, is_forbidden},
    record::Record,
    screening::Exclusion,
    words::Words,
};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{App, AppError, closest};

/// A measure in words, and whether it is left out for this person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeasureView {
    /// The measure.
    #[serde(flatten)]
    pub text: MeasureText,
    /// Why it is left out; empty when it may be done.
    pub left_out: Vec<LeftOutSide>,
}

/// Why a measure is left out on a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LeftOutSide {
    /// The measured leg; none where the measure has no sides.
    pub side: Option<Side>,
    /// The rule.
    pub rule: String,
    /// Why, for the person.
    pub text: String,
}

impl App {
    /// All measures, the home default first.
    /// # Errors
    /// As [`App::record`].
    pub async fn measures(&self, date: Option<NaiveDate>, words: &Words) -> Result<Vec<MeasureView>, AppError> {
        let today = date.unwrap_or_else(|| self.clock.today());
        let standing = self.record().await?.standing(today, words);
        let exclusions: Vec<Exclusion> = standing.exclusions.into_iter().map(|e| e.exclusion).collect();
        let view = |text: MeasureText| MeasureView { left_out: left_out(&text, &exclusions), text };
        Ok(measure::texts(words).into_iter().map(view).collect())
    }

    /// What a measurement comes to for this person. Nothing is kept; an entry does that.
    /// # Errors
    /// [`AppError::Measure`] with the field that can't be right; [`AppError::Unknown`] for a measure that isn't there.
    pub async fn evaluate(&self, measurement: &Measurement, words: &Words) -> Result<MeasureResult, AppError> {
        evaluate(measurement, &*self.record().await?, words)
    }
}

/// What a measurement comes to for the person of a record.
/// # Errors
/// As [`App::evaluate`].
pub fn evaluate(measurement: &Measurement, record: &Record, words: &Words) -> Result<MeasureResult, AppError> {
    let slug = &measurement.measure;
    if measure::measure(slug).is_none() {
        let meant = closest(slug, measure::measures().keys().map(String::as_str)).map(str::to_owned);
        return Err(AppError::Unknown { what: "measure", name: slug.clone(), meant });
    }
    measure::evaluate(measurement, &record.profile(), words)
        .map_err(|error| AppError::Measure { place: error.field, text: error.text })
}

fn left_out(text: &MeasureText, exclusions: &[Exclusion]) -> Vec<LeftOutSide> {
    let sides: &[Option<Side>] = if text.measure.sided { &[Some(Side::Left), Some(Side::Right)] } else { &[None] };
    let hits = |side: &Option<Side>| {
        let side = *side;
        let hit = exclusions.iter().filter(move |e| is_forbidden(&text.measure, side, e));
        hit.map(move |e| LeftOutSide { side, rule: e.rule.clone(), text: e.text.clone() })
    };
    sides.iter().flat_map(hits).collect()
}
