//! Measures that the person may use, and what readings come to.

use care::{
    content::Contraindication,
    entry::{Measurement, Side},
    measure::{self, MeasureResult, MeasureText, is_forbidden},
    plan::LeftOutSide,
    record::{Record, Standing},
    screening::{Disposition, Exclusion},
    words::Words,
};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{App, AppError};

/// A measure in words, and whether it is left out for this person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeasureView {
    /// The measure.
    #[serde(flatten)]
    pub text: MeasureText,
    /// Why it is left out; empty when it may be done.
    pub left_out: Vec<LeftOutSide>,
}

impl App {
    /// All measures, the home default first.
    /// # Errors
    /// As [`App::record`].
    pub async fn measures(&self, date: Option<NaiveDate>, words: &Words) -> Result<Vec<MeasureView>, AppError> {
        let today = date.unwrap_or_else(|| self.clock.today());
        let standing = self.record().await?.standing(today, words);
        let waiting = waiting(&standing, words);
        let exclusions: Vec<Exclusion> = standing.exclusions.into_iter().map(|e| e.exclusion).chain(waiting).collect();
        let view = |text: MeasureText| MeasureView { left_out: left_out(&text, &exclusions), text };
        Ok(measure::texts(words).into_iter().map(view).collect())
    }

    /// What a measurement comes to for this person. Nothing is kept; an entry does that.
    /// # Errors
    /// [`AppError::Measure`] with the field that can't be right.
    pub async fn evaluate(&self, measurement: &Measurement, words: &Words) -> Result<MeasureResult, AppError> {
        evaluate(measurement, &*self.record().await?, words)
    }
}

/// What a measurement comes to for the person of a record.
/// # Errors
/// As [`App::evaluate`].
pub fn evaluate(measurement: &Measurement, record: &Record, words: &Words) -> Result<MeasureResult, AppError> {
    let told = measure::evaluate(measurement, &record.profile(), words);
    told.map_err(|error| AppError::Measure { place: error.field, text: error.text, meant: error.meant })
}

/// While a professional has to be seen first, nothing but quiet rest goes on: no measuring either.
fn waiting(standing: &Standing, words: &Words) -> Vec<Exclusion> {
    let rest_only = |rule: &str, text: String| Exclusion {
        tag: Contraindication::AllButRest,
        side: None,
        rule: rule.to_owned(),
        text,
    };
    if standing.disposition < Disposition::SeeProfessionalFirst {
        return vec![];
    }
    match standing.locks.first() {
        Some(lock) => vec![rest_only(&lock.reason.rule, lock.reason.text.clone())],
        // Without a lock only the age in the profile says so (F26).
        None => vec![rest_only("screen.F26", words.get("screens.about.rules.F26"))],
    }
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

#[cfg(test)]
mod tests {
    use care::{
        entry::{Answer, Profile, ScreenKind},
        sample::{Diary, healthy_answers},
    };

    use super::*;

    /// Measures that are left out for someone of this age who answered the check with this question as a yes.
    fn left_out_with(age_years: u32, yes: Option<&str>) -> usize {
        let words = Words::load("en").expect("English is embedded");
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let mut answers = healthy_answers(ScreenKind::Full, 40, &words);
        answers.extend(yes.map(|id| (id.to_owned(), Answer::Word("yes".to_owned()))));
        let mut diary = Diary::new("test", day);
        diary.profile(Profile { age_years, ..Profile::default() });
        diary.screen(ScreenKind::Full, answers);
        let standing = Record::fold(diary.into_entries()).standing(day, &words);
        let waiting = waiting(&standing, &words);
        measure::texts(&words).iter().filter(|text| !left_out(text, &waiting).is_empty()).count()
    }

    #[test]
    fn nothing_is_measured_while_a_professional_has_to_be_seen() {
        let all = measure::measures().len();
        assert_eq!(left_out_with(40, None), 0);
        assert_eq!(left_out_with(40, Some("neck_shoulder")), 0);
        assert_eq!(left_out_with(40, Some("leg_shooting")), all);
        assert_eq!(left_out_with(15, None), all);
    }
}
