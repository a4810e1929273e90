//! Sessions as they were really done.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use uuid::Uuid;

use super::{Record, day};
use crate::entry::{Entry, Event, Side, StepOutcome};

/// What a plan and a session of a break at the desk have for a programme.
pub(crate) const DESK_BREAK: &str = "desk_break";

/// One session.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Id of its `SessionStarted` entry.
    pub id: Uuid,
    /// When it was started.
    pub at: DateTime<FixedOffset>,
    /// The day whose plan it followed.
    pub date: NaiveDate,
    /// Minutes chosen.
    pub minutes: u32,
    /// The followed programme; `None` is Supple's own plan, `desk_break` a break at the desk.
    pub programme: Option<String>,
    /// Pain before it, 0 to 10.
    pub pain_before: u8,
    /// Pain after it, 0 to 10.
    pub pain_after: Option<u8>,
    /// Did it end (played to the end or not)?
    pub ended: bool,
    /// Played to its end?
    pub completed: bool,
    /// Its steps.
    pub steps: Vec<StepDone>,
}

impl Session {
    /// Time spent on its steps [s].
    pub fn seconds(&self) -> u32 {
        self.steps.iter().map(|s| s.seconds).sum()
    }

    /// Was it only a short break at the desk?
    pub fn is_break(&self) -> bool {
        self.programme.as_deref() == Some(DESK_BREAK)
    }

    /// Does it count as a session? One that was only opened or skipped through doesn't, and a break at the desk isn't one; what was
    /// stretched in it counts towards the week all the same. A completed one without any step on record is taken at its word.
    pub fn counts(&self) -> bool {
        !self.is_break() && (self.seconds() > 0 || self.completed && self.steps.is_empty())
    }

    /// Minutes spent, rounded; the minutes chosen where a completed session has no steps on record.
    pub fn minutes_done(&self) -> u32 {
        if self.completed && self.steps.is_empty() { self.minutes } else { (self.seconds() + 30) / 60 }
    }
}

/// One finished step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepDone {
    /// Its entry.
    pub entry: Uuid,
    /// The session that it belongs to.
    pub session: Uuid,
    /// The session's day; the entry's own where the session is unknown.
    pub date: NaiveDate,
    /// Index in the script.
    pub step: u32,
    /// Exercise slug.
    pub exercise: String,
    /// Side worked on; `None` is both at once.
    pub side: Option<Side>,
    /// Seconds actually done.
    pub seconds: u32,
    /// How it ended.
    pub outcome: StepOutcome,
}

impl StepDone {
    /// Does this step load the given side?
    pub fn works(&self, side: Side) -> bool {
        self.side.is_none_or(|s| s == side)
    }
}

/// No step takes longer [s]; more is a clock that was changed.
const LONGEST_STEP_S: u32 = 4 * 3600;

/// Sessions and steps of a record. Two passes, because a step may be ordered before its session by a clock that was set back.
pub(super) fn collect(record: &Record) -> (Vec<Session>, Vec<StepDone>) {
    let mut sessions: Vec<Session> = record.live().filter_map(started).collect();
    let places: HashMap<Uuid, usize> = sessions.iter().enumerate().map(|(i, s)| (s.id, i)).collect();
    let mut steps = vec![];
    for entry in record.live() {
        let session = about(entry).and_then(|id| places.get(&id)).map(|&i| &mut sessions[i]);
        steps.extend(happened(entry, session));
    }
    (sessions, steps)
}

/// Takes in an entry that comes after all others: a session, or what happened in one that is there already.
pub(super) fn take(entry: &Entry, sessions: &mut Vec<Session>, steps: &mut Vec<StepDone>) {
    let session = about(entry).and_then(|id| sessions.iter_mut().rfind(|s| s.id == id));
    steps.extend(happened(entry, session));
    sessions.extend(started(entry));
}

/// The session that an entry tells about.
pub(super) fn about(entry: &Entry) -> Option<Uuid> {
    match &entry.event {
        Event::StepFinished { session, .. } | Event::SessionEnded { session, .. } => Some(*session),
        _ => None,
    }
}

/// Writes what an entry tells into its session, and returns the step if it is one.
fn happened(entry: &Entry, in_session: Option<&mut Session>) -> Option<StepDone> {
    match &entry.event {
        Event::StepFinished { session, step, exercise, side, seconds, outcome } => {
            let done = StepDone {
                entry: entry.id,
                session: *session,
                date: in_session.as_ref().map_or_else(|| day(entry), |s| s.date),
                step: *step,
                exercise: exercise.clone(),
                side: *side,
                seconds: (*seconds).min(LONGEST_STEP_S),
                outcome: *outcome,
            };
            if let Some(s) = in_session {
                s.steps.push(done.clone());
            }
            Some(done)
        }
        Event::SessionEnded { completed, pain, .. } => {
            let s = in_session?;
            (s.ended, s.completed, s.pain_after) = (true, *completed, pain.map(|p| p.min(10)));
            None
        }
        _ => None,
    }
}

fn started(entry: &Entry) -> Option<Session> {
    let Event::SessionStarted { date, minutes, pain, programme } = &entry.event else { return None };
    Some(Session {
        id: entry.id,
        at: entry.at,
        // The day whose plan it followed; what is far from the clock is a slip.
        date: if date.signed_duration_since(day(entry)).num_days().abs() <= 2 { *date } else { day(entry) },
        minutes: (*minutes).min(LONGEST_STEP_S / 60),
        programme: programme.clone(),
        pain_before: (*pain).min(10),
        pain_after: None,
        ended: false,
        completed: false,
        steps: vec![],
    })
}
