//! The record: the fold of all entries of a person.
//!
//! [`Record::fold`] is a pure function of the *set* of entries: any order of arrival and any number of duplicates give the
//! same record. A retraction removes exactly its entry from what the plan is made of; it never lifts a safety lock,
//! because locks are read from everything that was ever said ([`Record::all`]).

mod history;
mod locks;
mod onward;
mod pain;
mod replay;
mod session;
mod standing;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset, NaiveDate};
use uuid::Uuid;

pub use history::{Ball, Measured, Screening, Swap, Week, monday};
pub use locks::Lock;
pub use onward::Onward;
pub use pain::{MorningCheck, PainObservation, PainReport, WeekPain};
pub use replay::{ReplayStep, replay};
pub(crate) use session::DESK_BREAK;
pub use session::{Session, StepDone};
pub(crate) use standing::quiet_pain;
pub use standing::{LastScreening, LeftOut, Stale, Standing};

use crate::entry::{Entry, Event, Profile};

/// Everything that is known about one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// All distinct entries in canonical order, the retracted ones too.
    entries: Vec<Entry>,
    /// Is the entry at this place still in force?
    live: Vec<bool>,
    places: HashMap<Uuid, usize>,
    /// Ids that an entry refers to and that no entry has.
    awaited: HashSet<Uuid>,
    sessions: Vec<Session>,
    steps: Vec<StepDone>,
}

impl Record {
    /// Folds entries into a record. Order and duplicates don't matter.
    ///
    /// Entries are put in order by time, device, the device's own count and id. Where two entries claim one id, the
    /// first in that order is kept.
    pub fn fold(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut entries: Vec<Entry> = entries.into_iter().map(possible).collect();
        entries.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| tie(a, b)));
        let mut places = HashMap::with_capacity(entries.len());
        entries.retain(|e| {
            let next = places.len();
            let place = places.entry(e.id).or_insert(next);
            *place == next
        });
        let live = live(&entries, &places);
        let mut record = Self { entries, live, places, ..Self::default() };
        record.awaited = record.entries.iter().filter_map(|e| record.awaits(e)).collect();
        (record.sessions, record.steps) = session::collect(&record);
        record
    }

    /// Adds one entry. The record is the same as when all entries are folded anew; one that comes last, and that nothing
    /// before it waited for, is added without reading the others again.
    pub fn push(&mut self, entry: Entry) {
        let entry = possible(entry);
        if !self.is_plainly_last(&entry) {
            let mut entries = std::mem::take(&mut self.entries);
            entries.push(entry);
            *self = Self::fold(entries);
            return;
        }
        self.places.insert(entry.id, self.entries.len());
        self.awaited.extend(self.awaits(&entry));
        session::take(&entry, &mut self.sessions, &mut self.steps);
        self.entries.push(entry);
        self.live.push(true);
    }

    fn is_plainly_last(&self, entry: &Entry) -> bool {
        let known = self.places.contains_key(&entry.id) || self.awaited.contains(&entry.id);
        let last = self.entries.last().is_none_or(|last| key(last) < key(entry));
        last && !known && !matches!(entry.event, Event::Retracted { .. })
    }

    /// The id that an entry refers to, if no entry has it yet.
    fn awaits(&self, entry: &Entry) -> Option<Uuid> {
        let about = match entry.event {
            Event::Retracted { entry } => Some(entry),
            _ => session::about(entry),
        };
        about.filter(|id| !self.places.contains_key(id))
    }

    /// All distinct entries in canonical order, the retracted ones too.
    pub fn all(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries in force, in canonical order.
    pub fn live(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().zip(&self.live).filter_map(|(entry, live)| live.then_some(entry))
    }

    /// Is there an entry of this id that hasn't been retracted?
    pub fn is_live(&self, id: Uuid) -> bool {
        self.places.get(&id).is_some_and(|&i| self.live[i])
    }

    /// The entry of this id, retracted or not.
    pub fn entry(&self, id: Uuid) -> Option<&Entry> {
        self.places.get(&id).map(|&i| &self.entries[i])
    }

    /// Has nothing been entered yet?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The last entry in canonical order: the key of a cache of folded records.
    pub fn last_entry(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// Version of the text that the person agreed to.
    pub fn consent(&self) -> Option<u32> {
        self.live().rev().find_map(|e| match e.event {
            Event::ConsentGiven { version } => Some(version),
            _ => None,
        })
    }

    /// The profile in force, with its entry.
    pub fn profile_entry(&self) -> Option<(&Entry, &Profile)> {
        self.live().rev().find_map(|e| match &e.event {
            Event::ProfileSet { profile } => Some((e, &**profile)),
            _ => None,
        })
    }

    /// The profile in force; the default one when none was set.
    pub fn profile(&self) -> Profile {
        self.profile_entry().map(|(_, p)| p.clone()).unwrap_or_default()
    }

    /// Sessions in the order in which they were started.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// Every finished step, also those whose session is unknown, in canonical order.
    pub fn steps(&self) -> &[StepDone] {
        &self.steps
    }
}

/// An entry whose clock was absurd (a year that no living person writes in) counts as written at the edge of what is possible: it
/// still counts, and no sum over days runs over.
fn possible(mut entry: Entry) -> Entry {
    let (first, last) = (edge(1900), edge(2200));
    if entry.at < first || entry.at > last {
        entry.at = if entry.at < first { first } else { last };
    }
    entry
}

fn edge(year: i32) -> DateTime<FixedOffset> {
    let day = NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
    day.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset()
}

/// A day that can be planned for.
pub(crate) fn possible_day(date: NaiveDate) -> NaiveDate {
    date.clamp(edge(1900).date_naive(), edge(2200).date_naive())
}

type Key<'a> = (DateTime<FixedOffset>, &'a str, u64, Uuid);

fn key(entry: &Entry) -> Key<'_> {
    (entry.at, &entry.device, entry.seq, entry.id)
}

/// Orders two entries that claim the same place and id by their content, so that no order of arrival shows.
fn tie(a: &Entry, b: &Entry) -> std::cmp::Ordering {
    let text = |e: &Entry| serde_json::to_string(e).expect("an entry is plain data");
    if a == b && a.at.offset() == b.at.offset() { std::cmp::Ordering::Equal } else { text(a).cmp(&text(b)) }
}

/// Which entries are in force. A retraction counts unless a later one withdraws it; walking from the last entry to the first
/// settles every chain, and a ring of retractions too. What isn't a retraction is withdrawn by any retraction in
/// force, whichever device's clock was ahead.
fn live(entries: &[Entry], places: &HashMap<Uuid, usize>) -> Vec<bool> {
    let mut live = vec![true; entries.len()];
    for (i, entry) in entries.iter().enumerate().rev() {
        let Event::Retracted { entry: target } = entry.event else { continue };
        let Some(&target) = places.get(&target) else { continue };
        let retraction = matches!(entries[target].event, Event::Retracted { .. });
        if live[i] && (!retraction || target < i) {
            live[target] = false;
        }
    }
    live
}

/// The person's own calendar day of an entry.
pub fn day(entry: &Entry) -> NaiveDate {
    entry.at.date_naive()
}
