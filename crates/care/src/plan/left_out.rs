//! What is not for a person on a day, and why: for pages that show every exercise.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Options, pattern::Pattern, situation::Situation};
use crate::{
    content::{Contraindication, Exercise, Sides},
    entry::Side,
    record::Record,
    screening::Disposition,
    words::Words,
};

/// Why something is left out on a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeftOutSide {
    /// The worked or measured leg; none where it is left out altogether.
    pub side: Option<Side>,
    /// The rule.
    pub rule: String,
    /// Why, for the person.
    pub text: String,
}

/// Why each of these exercises is not for this person on a day; empty where it may be done.
pub fn left_out<'e>(
    exercises: impl Iterator<Item = &'e Exercise>,
    record: &Record,
    today: NaiveDate,
    words: &Words,
) -> Vec<Vec<LeftOutSide>> {
    let options = Options::default();
    let situation = Situation::new(record, record.standing(today, words), today, &options, words);
    exercises.map(|exercise| one(&situation, exercise)).collect()
}

fn one(situation: &Situation<'_>, exercise: &Exercise) -> Vec<LeftOutSide> {
    let whole = |rule: &str, key: &str| LeftOutSide { side: None, rule: rule.into(), text: situation.words.get(key) };
    let by_rule = [
        (exercise.gated && situation.ball.is_none(), "ball"),
        (exercise.counts_as_stretch && situation.pattern == Pattern::LongWeak, "long_weak"),
        (exercise.long_weak_only && situation.pattern != Pattern::LongWeak, "only_long_weak"),
    ];
    let by_rule = by_rule.into_iter().filter(|(applies, _)| *applies);
    let mut all: Vec<_> =
        by_rule.map(|(_, rule)| whole(&format!("plan.{rule}"), &format!("plan.not_for.{rule}"))).collect();
    // Under 16 there is no lock that says so.
    let waiting = situation.standing.disposition >= Disposition::SeeProfessionalFirst;
    let active = exercise.is_forbidden(Contraindication::AllButRest, None, None);
    if waiting && active && situation.standing.locks.is_empty() {
        all.push(whole("plan.waiting", "plan.because.waiting"));
    }
    all.extend(excluded(situation, exercise));
    all
}

/// Every exclusion that hits; once where it hits both sides.
fn excluded(situation: &Situation<'_>, exercise: &Exercise) -> Vec<LeftOutSide> {
    let mut all: Vec<LeftOutSide> = vec![];
    for out in &situation.left_out {
        let e = &out.exclusion;
        let hits = |worked| exercise.is_forbidden(e.tag, e.side, worked);
        let side = match (exercise.sides, hits(Some(Side::Left)), hits(Some(Side::Right))) {
            (_, false, false) => continue,
            (Sides::Each, true, false) => Some(Side::Left),
            (Sides::Each, false, true) => Some(Side::Right),
            _ => None,
        };
        let this = LeftOutSide { side, rule: e.rule.clone(), text: e.text.clone() };
        if !all.contains(&this) {
            all.push(this);
        }
    }
    all
}
