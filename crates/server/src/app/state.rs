//! What the person's own page needs to know first.

use std::collections::BTreeMap;

use care::{
    entry::{Answer, Answers, Profile, ScreenKind},
    grade::Reason,
    record::{Onward, Record, Stale, Standing, day},
    screening::{Disposition, Exclusion, emergency_number},
    words::Words,
};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{App, AppError, backup};

/// A summary of the record on a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct State {
    /// The day.
    pub date: NaiveDate,
    /// Version of the text that the person agreed to.
    pub consent: Option<u32>,
    /// Who the person is.
    pub profile: Option<Profile>,
    /// The effective result: the most severe of the current screening and all locks; `null` while nothing has been
    /// screened.
    pub disposition: Option<Disposition>,
    /// Where today's short check before a session leads.
    pub onward: Onward,
    /// The last whole screening.
    pub screening: Option<ScreeningState>,
    /// Its answers, to begin the next one with.
    #[schema(value_type = BTreeMap<String, Answer>)]
    pub answers: Answers,
    /// What only a professional's clearance lifts, most severe first.
    pub locks: Vec<LockState>,
    /// What is left out, and why.
    pub exclusions: Vec<Exclusion>,
    /// The day of the session that the morning check is still to be asked about.
    pub morning_check_due: Option<NaiveDate>,
    /// Bolster height that the trial chose [cm].
    pub bolster_cm: Option<f64>,
    /// Slug of the followed programme; none is Supple's own plan.
    pub programme: Option<String>,
    /// How many sessions count.
    pub sessions: usize,
    /// Day of the last session that counts.
    pub last_session: Option<NaiveDate>,
    /// Day of the last measurement of any kind.
    pub last_measured: Option<NaiveDate>,
    /// Day of the last measurement by measure.
    pub measured: BTreeMap<String, NaiveDate>,
    /// How many entries the record has.
    pub entries: usize,
    /// Is this the sample person?
    pub demo: bool,
    /// The file that the record is in.
    pub data_path: String,
    /// Is it time to keep a copy?
    pub backup_due: bool,
    /// The emergency number of the person's country.
    pub emergency_number: String,
}

/// The last whole screening.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScreeningState {
    /// What it came to.
    pub disposition: Disposition,
    /// Its day.
    pub date: NaiveDate,
    /// The last day on which it counts if nothing new happens.
    pub valid_until: NaiveDate,
    /// Does it count today?
    pub current: bool,
    /// Why it doesn't: `expired`, `something_new`, `unfinished`.
    pub stale: Option<String>,
}

/// Something that only a professional's clearance lifts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LockState {
    /// How severe.
    pub disposition: Disposition,
    /// Since which day.
    pub since: NaiveDate,
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
}

impl App {
    /// The summary of the record on a day; today when not said.
    /// # Errors
    /// As [`App::record`].
    pub async fn state(&self, date: Option<NaiveDate>, words: &Words) -> Result<State, AppError> {
        let today = date.unwrap_or_else(|| self.clock.today());
        let record = self.record().await?;
        let first = record.live().next().map(day);
        let state = summary(&record, today, words);
        Ok(State {
            demo: self.demo,
            data_path: self.file().display().to_string(),
            backup_due: !self.demo && backup::due(&self.file(), first, today),
            ..state
        })
    }
}

/// The summary without what concerns the file.
fn summary(record: &Record, today: NaiveDate, words: &Words) -> State {
    let standing = record.standing(today, words);
    let profile = record.profile_entry().map(|(_, profile)| profile.clone());
    let last = record.screenings().rfind(|s| s.kind != ScreenKind::Short);
    let measured = measured(record);
    State {
        date: today,
        consent: record.consent(),
        disposition: standing.known(),
        onward: record.onward(today, words),
        screening: screening(&standing),
        answers: last.map(|s| s.answers.clone()).unwrap_or_default(),
        exclusions: standing.exclusions.into_iter().map(|left_out| left_out.exclusion).collect(),
        locks: standing.locks.into_iter().map(lock).collect(),
        morning_check_due: record.morning_check_due(today),
        bolster_cm: record.bolster_cm(),
        programme: record.programme().map(|(_, slug)| slug.to_owned()),
        sessions: record.sessions().iter().filter(|s| s.counts()).count(),
        last_session: record.last_session(today).map(|s| s.date),
        last_measured: measured.values().max().copied(),
        measured,
        entries: record.all().len(),
        emergency_number: emergency_number(profile.as_ref().map_or("", |p| &p.country)).to_owned(),
        profile,
        demo: false,
        data_path: String::new(),
        backup_due: false,
    }
}

fn screening(standing: &Standing) -> Option<ScreeningState> {
    let last = standing.screening.as_ref()?;
    let stale = standing.stale.map(|stale| match stale {
        Stale::Never => "never",
        Stale::Expired => "expired",
        Stale::SomethingNew => "something_new",
        Stale::Unfinished => "unfinished",
    });
    Some(ScreeningState {
        disposition: last.disposition,
        date: last.date,
        valid_until: last.valid_until,
        current: standing.is_current(),
        stale: stale.map(str::to_owned),
    })
}

fn lock(lock: care::record::Lock) -> LockState {
    LockState { disposition: lock.disposition, since: lock.since, reason: lock.reason }
}

fn measured(record: &Record) -> BTreeMap<String, NaiveDate> {
    let days = record.measurements().into_iter().map(|m| (m.measurement.measure, m.at.date_naive()));
    days.fold(BTreeMap::new(), |mut last, (measure, day)| {
        let newest = last.entry(measure).or_insert(day);
        *newest = day.max(*newest);
        last
    })
}
