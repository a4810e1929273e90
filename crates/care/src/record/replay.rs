//! What care decided after each entry.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Record, day};
use crate::{
    entry::Entry,
    grade::Reason,
    plan::{Options, Plan, plan_standing},
    screening::Disposition,
    words::Words,
};

/// What care decided once an entry was there, seen on that entry's day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReplayStep {
    /// The entry.
    pub entry: Uuid,
    /// When it happened.
    pub at: DateTime<FixedOffset>,
    /// Its type, e.g. `pain_reported`.
    pub event: String,
    /// The effective disposition; `null` while nothing has been screened.
    pub disposition: Option<Disposition>,
    /// Is there a screening that counts?
    pub screening_current: bool,
    /// What only a professional's clearance lifts.
    pub locks: Vec<Reason>,
    /// Level of the week.
    pub level: u32,
    /// `short_tight`, `long_weak` or `unclear`.
    pub pattern: String,
    /// Is it a day with a session?
    pub session_today: bool,
    /// Planned length [min].
    pub minutes: u32,
    /// The plan's lines in order, e.g. `stretch: half-kneeling-tuck, 2 x 30 seconds each side`.
    pub plan: Vec<String>,
    /// What the person is asked to do first.
    pub first: Vec<Reason>,
    /// Why the plan as a whole is as it is.
    pub reasons: Vec<Reason>,
}

/// Folds the entries one by one, in canonical order, and plans after each.
pub fn replay(entries: impl IntoIterator<Item = Entry>, words: &Words) -> Vec<ReplayStep> {
    let mut record = Record::default();
    let step = |entry: Entry| {
        record.push(entry);
        step(&record, words)
    };
    Record::fold(entries).entries.into_iter().map(step).collect()
}

/// What care decides after the last entry of a record.
fn step(record: &Record, words: &Words) -> ReplayStep {
    let entry = record.last_entry().expect("one was just added");
    let today = day(entry);
    let standing = record.standing(today, words);
    let screening_current = standing.is_current();
    let locks = standing.locks.iter().map(|l| l.reason.clone()).collect();
    let plan = plan_standing(record, standing, today, &Options::default(), words);
    ReplayStep {
        entry: entry.id,
        at: entry.at,
        event: name(entry),
        disposition: plan.disposition,
        screening_current,
        locks,
        level: plan.level,
        pattern: plan.pattern.clone(),
        session_today: plan.session_today,
        minutes: plan.minutes,
        plan: lines(&plan),
        first: plan.first,
        reasons: plan.reasons,
    }
}

/// The lines of a plan, short: kind, slug and dose.
pub(crate) fn lines(plan: &Plan) -> Vec<String> {
    let items = plan.blocks.iter().flat_map(|b| &b.items);
    items.map(|i| format!("{}: {}, {}", crate::plan::kind_key(i.kind), i.exercise, i.dose)).collect()
}

fn name(entry: &Entry) -> String {
    let value = serde_json::to_value(&entry.event).expect("an event is plain data");
    value["type"].as_str().expect("events are tagged").to_owned()
}
