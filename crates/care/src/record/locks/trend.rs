//! Locks that come from the course of pain: mornings that don't settle, pain that stays, weekly means that climb.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::Lock;
use crate::{
    entry::{Entry, Event},
    plan::{because, rules},
    record::{day, monday},
    screening::{Disposition, lasting_pain},
    words::Words,
};

/// What is remembered of the course since the last clearance.
#[derive(Debug, Default)]
pub(super) struct Trend {
    mornings: BTreeMap<NaiveDate, (bool, Uuid)>,
    weeks: BTreeMap<NaiveDate, Vec<(u8, Uuid)>>,
    /// Pain before each session, by the session's entry.
    before: BTreeMap<Uuid, u8>,
    /// Days on which something was done.
    care: BTreeSet<NaiveDate>,
    run: Option<Run>,
    /// A professional knows the pain that is going on.
    known: bool,
}

/// Pain that goes on.
#[derive(Debug)]
struct Run {
    since: NaiveDate,
    last: NaiveDate,
    /// Days on which it was hardly there, since the last day with pain.
    low: BTreeSet<NaiveDate>,
    entries: Vec<Uuid>,
}

impl Run {
    /// The last day of which anything is known.
    fn known(&self) -> NaiveDate {
        self.low.last().map_or(self.last, |low| self.last.max(*low))
    }

    /// Has it gone? One good day is not enough: several of them running, or a whole week that was good whenever asked.
    fn has_gone(&self) -> bool {
        let rule = &rules().persist;
        let span = self.low.first().zip(self.low.last()).map_or(0, |(first, last)| (*last - *first).num_days() + 1);
        self.low.len() >= rule.gone_after_days || span > 7
    }
}

impl Trend {
    /// Takes an entry in; the locks that it brings.
    pub fn take(&mut self, entry: &Entry, words: &Words) -> Vec<Lock> {
        match entry.event {
            Event::SessionStarted { pain, .. } => {
                self.before.insert(entry.id, pain);
                self.observe(day(entry), pain, entry.id, words).into_iter().collect()
            }
            Event::SessionEnded { session, completed, pain: Some(pain) } => {
                let staying = completed.then(|| self.cared(entry, words)).flatten();
                self.flared(entry, session, pain, words).into_iter().chain(staying).collect()
            }
            Event::MorningChecked { about, settled, pain } => {
                self.mornings.insert(about, (settled, entry.id));
                let staying = self.observe(day(entry), pain, entry.id, words);
                self.unsettled(day(entry), words).into_iter().chain(staying).collect()
            }
            Event::StepFinished { seconds: 1.., .. } | Event::SessionEnded { completed: true, .. } => {
                self.cared(entry, words).into_iter().collect()
            }
            _ => vec![],
        }
    }

    /// A professional has seen the person: mornings and weeks are counted anew, the pain that is there is known.
    pub fn clear(&mut self) {
        self.mornings.clear();
        self.weeks.clear();
        self.known = self.run.is_some();
    }

    fn cared(&mut self, entry: &Entry, words: &Words) -> Option<Lock> {
        self.care.insert(day(entry));
        self.staying(words)
    }

    /// Worse right after a session: once is enough (W4). A small rise to what is acceptable while exercising is noise.
    fn flared(&self, entry: &Entry, session: Uuid, pain: u8, words: &Words) -> Option<Lock> {
        let (rule, before) = (&rules().flare, *self.before.get(&session)?);
        let flared = pain > before && (pain >= rule.from || pain - before >= rule.rise);
        let args: crate::words::Args<'_> = &[("from", &before), ("to", &pain)];
        flared.then(|| professional(day(entry), because(words, "lock_flare", args, vec![session, entry.id])))
    }

    fn unsettled(&self, today: NaiveDate, words: &Words) -> Option<Lock> {
        let run: Vec<Uuid> = self.mornings.values().rev().take_while(|(ok, _)| !ok).map(|(_, id)| *id).collect();
        (run.len() >= rules().level.unsettled_stop)
            .then(|| professional(today, because(words, "lock_unsettled", &[("n", &run.len())], run)))
    }

    fn observe(&mut self, date: NaiveDate, pain: u8, id: Uuid, words: &Words) -> Option<Lock> {
        self.weeks.entry(monday(date)).or_default().push((pain.min(10), id));
        let rule = &rules().persist;
        if self.run.as_ref().is_some_and(|r| (date - r.known()).num_days() > rule.broken_by_days) {
            (self.run, self.known) = (None, false);
        }
        if pain < rule.from {
            self.run.as_mut()?.low.insert(date);
            if self.run.as_ref().is_some_and(Run::has_gone) {
                (self.run, self.known) = (None, false);
            }
            return None;
        }
        let new = Run { since: date, last: date, low: BTreeSet::new(), entries: vec![] };
        let run = self.run.get_or_insert(new);
        run.last = run.last.max(date);
        run.low.clear();
        run.entries.push(id);
        self.staying(words)
    }

    /// Pain that stays: from its first day to the last one known, with the days of care since it began (W2).
    fn staying(&self, words: &Words) -> Option<Lock> {
        let run = self.run.as_ref().filter(|_| !self.known)?;
        let days = u32::try_from((run.last - run.since).num_days() + 1).unwrap_or(0);
        let sessions = u32::try_from(self.care.range(run.since..).count()).unwrap_or(u32::MAX);
        let mut reason = lasting_pain(days, sessions, words)?.reason;
        reason.because.clone_from(&run.entries);
        Some(professional(run.last, reason))
    }

    /// Weekly means that climbed several weeks running, in weeks that are over on `today`.
    pub fn climbing(&self, today: NaiveDate, words: &Words) -> Option<Lock> {
        let rule = &rules().climb;
        let over: Vec<(NaiveDate, f64)> =
            self.weeks.iter().filter(|(m, _)| **m + Days::new(7) <= today).map(|(m, all)| (*m, mean(all))).collect();
        let climbs = |w: &&[(NaiveDate, f64)]| {
            w.windows(2).all(|p| p[0].0 + Days::new(7) == p[1].0 && p[1].1 > p[0].1)
                && w[w.len() - 1].1 - w[0].1 >= rule.least
        };
        let found = over.windows(rule.weeks + 1).find(climbs)?;
        let entries = found.iter().flat_map(|(m, _)| self.weeks[m].iter().map(|(_, id)| *id)).collect();
        let since = found[rule.weeks].0 + Days::new(7);
        let (from, to) = (format!("{:.1}", found[0].1), format!("{:.1}", found[rule.weeks].1));
        let args: crate::words::Args<'_> = &[("n", &rule.weeks), ("from", &from), ("to", &to)];
        Some(professional(since, because(words, "lock_climb", args, entries)))
    }
}

fn mean(all: &[(u8, Uuid)]) -> f64 {
    all.iter().map(|(p, _)| f64::from(*p)).sum::<f64>() / all.len() as f64
}

fn professional(since: NaiveDate, reason: crate::grade::Reason) -> Lock {
    Lock { disposition: Disposition::SeeProfessionalFirst, since, reason }
}
