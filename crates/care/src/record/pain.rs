//! Pain over time: reports, morning checks, weekly means.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use uuid::Uuid;

use super::{Record, day, monday};
use crate::{
    entry::{Answers, Event, PainQuality, Side},
    plan::rules,
};

/// Pain that was reported, in a session or outside one.
#[derive(Clone, Debug, PartialEq)]
pub struct PainReport {
    /// Its entry.
    pub entry: Uuid,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Session, if in one.
    pub session: Option<Uuid>,
    /// Exercise, if one caused it.
    pub exercise: Option<String>,
    /// Side of the body, if one.
    pub side: Option<Side>,
    /// 0 to 10.
    pub intensity: u8,
    /// What it feels like.
    pub quality: PainQuality,
    /// What was asked after it.
    pub follow_up: Answers,
}

impl PainReport {
    /// Was it more than a stretch may feel like: sharp, throbbing, tingling or spreading, or above the limit while exercising?
    pub fn is_harm(&self) -> bool {
        !matches!(self.quality, PainQuality::Stretch | PainQuality::Dull) || self.intensity > rules().level.pain_hurt
    }
}

/// The answer to the question at the next opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MorningCheck {
    /// Its entry.
    pub entry: Uuid,
    /// The session's day.
    pub about: NaiveDate,
    /// Back to how it was before the session by the next morning?
    pub settled: bool,
    /// Pain now, 0 to 10.
    pub pain: u8,
}

/// Pain while not exercising: before a session or at a morning check. What the trend is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PainObservation {
    /// Its entry.
    pub entry: Uuid,
    /// The day it tells about.
    pub date: NaiveDate,
    /// 0 to 10.
    pub pain: u8,
}

/// Mean pain of one week.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekPain {
    /// The week's Monday.
    pub monday: NaiveDate,
    /// Mean of its observations, 0 to 10.
    pub mean: f64,
    /// The observations' entries.
    pub entries: Vec<Uuid>,
}

impl Record {
    /// Pain reports in order.
    pub fn pain_reports(&self) -> impl Iterator<Item = PainReport> {
        self.live().filter_map(|e| match &e.event {
            Event::PainReported { session, exercise, side, intensity, quality, follow_up, .. } => Some(PainReport {
                entry: e.id,
                at: e.at,
                session: *session,
                exercise: exercise.clone(),
                side: *side,
                intensity: (*intensity).min(10),
                quality: *quality,
                follow_up: follow_up.clone(),
            }),
            _ => None,
        })
    }

    /// Morning checks by the session's day; the last answer about a day counts.
    pub fn morning_checks(&self) -> Vec<MorningCheck> {
        let mut checks = BTreeMap::new();
        for e in self.live() {
            if let Event::MorningChecked { about, settled, pain } = e.event {
                checks.insert(about, MorningCheck { entry: e.id, about, settled, pain: pain.min(10) });
            }
        }
        checks.into_values().collect()
    }

    /// The session day that the morning question is still open for: asked on any later day for a week.
    pub fn morning_check_due(&self, today: NaiveDate) -> Option<NaiveDate> {
        let last = self.sessions().iter().filter(|s| s.counts() && s.date < today).map(|s| s.date).max()?;
        let asked = self.live().any(|e| matches!(e.event, Event::MorningChecked { about, .. } if about == last));
        (!asked && (today - last).num_days() <= 7).then_some(last)
    }

    /// Pain while not exercising, in order.
    pub fn pain_observations(&self) -> Vec<PainObservation> {
        self.live()
            .filter_map(|e| {
                match e.event {
                    Event::SessionStarted { pain, .. } | Event::MorningChecked { pain, .. } => Some((day(e), pain)),
                    _ => None,
                }
                .map(|(date, pain)| PainObservation { entry: e.id, date, pain: pain.min(10) })
            })
            .collect()
    }

    /// Weekly means of [`Record::pain_observations`], Monday to Sunday; weeks without any are left out.
    pub fn weekly_pain(&self) -> Vec<WeekPain> {
        let mut weeks: BTreeMap<NaiveDate, Vec<PainObservation>> = BTreeMap::new();
        for o in self.pain_observations() {
            weeks.entry(monday(o.date)).or_default().push(o);
        }
        weeks
            .into_iter()
            .map(|(monday, all)| WeekPain {
                monday,
                mean: all.iter().map(|o| f64::from(o.pain)).sum::<f64>() / all.len() as f64,
                entries: all.iter().map(|o| o.entry).collect(),
            })
            .collect()
    }
}
