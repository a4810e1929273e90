//! What was said, measured and chosen: the plain reading of the entries in force.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};
use uuid::Uuid;

use super::{LeftOut, Record, Standing, day, locks::clears};
use crate::{
    content::{self, Contraindication},
    entry::{Answers, Context, Event, Measurement, Profile, ScreenKind, Side},
    grade::{Grade, Reason},
    measure,
    plan::rules,
    screening::{Disposition, ball, ball::BallOutcome},
    session::{self, Action, PainClass},
    words::Words,
};

/// A screening that was answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screening<'a> {
    /// Its entry.
    pub entry: Uuid,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Which questions.
    pub kind: ScreenKind,
    /// The answers.
    pub answers: &'a Answers,
}

/// A measurement with its entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Its entry.
    pub entry: Uuid,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The person's day.
    pub date: NaiveDate,
    /// Before or after a session. A measurement that is called "before" but was taken after a session of the same day is an
    /// immediate effect all the same (M9).
    pub context: Context,
    /// What was measured.
    pub measurement: Measurement,
}

/// An exercise that isn't wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// Its entry.
    pub entry: Uuid,
    /// Slug that goes.
    pub from: String,
    /// Slug that comes; `None` lets the plan choose.
    pub to: Option<String>,
    /// Why.
    pub reason: String,
}

/// The last answers to the ball's own screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ball<'a> {
    /// Its entry.
    pub entry: Uuid,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The answers.
    pub answers: &'a Answers,
}

/// What was done in one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The week's Monday.
    pub monday: NaiveDate,
    /// Days with a session that counts.
    pub days: u32,
    /// Days a week wished for at the end of that week.
    pub wished: u32,
    /// Minutes done.
    pub minutes: u32,
    /// The sessions' entries.
    pub sessions: Vec<Uuid>,
}

/// The Monday of a day's week.
pub fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

/// What is left out because it presses on the belly.
fn pressed(standing: &Standing) -> impl Iterator<Item = &LeftOut> {
    let pressure = |tag| matches!(tag, Contraindication::AbdominalPressure | Contraindication::DeepPressure);
    standing.exclusions.iter().filter(move |out| pressure(out.exclusion.tag))
}

/// What a session gives at once is still there for so long, across midnight too.
const FRESH_HOURS: i64 = 8;

impl Record {
    /// Screenings in force, in order.
    pub fn screenings(&self) -> impl DoubleEndedIterator<Item = Screening<'_>> {
        self.live().filter_map(|e| match &e.event {
            Event::Screened { kind, answers } => Some(Screening { entry: e.id, at: e.at, kind: *kind, answers }),
            _ => None,
        })
    }

    /// Measurements in force, in order.
    pub fn measurements(&self) -> Vec<Measured> {
        self.live()
            .filter_map(|e| match &e.event {
                Event::Measured { measurement } => Some(Measured {
                    entry: e.id,
                    at: e.at,
                    date: day(e),
                    context: self.context_of(e.at, measurement.context),
                    measurement: measurement.clone(),
                }),
                _ => None,
            })
            .collect()
    }

    fn context_of(&self, at: DateTime<FixedOffset>, said: Context) -> Context {
        let date = at.date_naive();
        let fresh = |s: &super::Session| s.at.date_naive() == date || at - s.at < chrono::TimeDelta::hours(FRESH_HOURS);
        let before = &self.sessions()[..self.sessions().partition_point(|s| s.at <= at)];
        // Two offsets can put another day between; a day's sessions lie within the last two dozen hours or so.
        let recent = before.iter().rev().take_while(|s| at - s.at < chrono::TimeDelta::hours(48));
        let after = recent.into_iter().any(|s| s.counts() && fresh(s));
        if after { Context::AfterSession } else { said }
    }

    /// Exercises that were swapped away, in order; swapping back ends a swap.
    pub fn swaps(&self) -> Vec<Swap> {
        let mut swaps: Vec<Swap> = vec![];
        for e in self.live() {
            let Event::ExerciseSwapped { from, to, reason } = &e.event else { continue };
            swaps.retain(|s| s.from != *from && Some(&s.from) != to.as_ref());
            if Some(from) != to.as_ref() {
                swaps.push(Swap { entry: e.id, from: from.clone(), to: to.clone(), reason: reason.clone() });
            }
        }
        swaps
    }

    /// Slug of the programme that is followed, with the entry that chose it; `None` is Supple's own plan.
    pub fn programme(&self) -> Option<(Uuid, &str)> {
        self.live()
            .rev()
            .find_map(|e| match &e.event {
                Event::ProgrammeChosen { programme } => Some((e.id, programme.as_deref())),
                _ => None,
            })
            .and_then(|(id, programme)| programme.map(|p| (id, p)))
    }

    /// The last request for the ball, if it is still in force. Taking back a refused request doesn't bring an older, granted
    /// one back.
    pub fn ball(&self) -> Option<Ball<'_>> {
        let (entry, answers) = self.all().iter().rev().find_map(|e| match &e.event {
            Event::BallRequested { answers } => Some((e, answers)),
            _ => None,
        })?;
        self.is_live(entry.id).then_some(Ball { entry: entry.id, at: entry.at, answers })
    }

    /// The entry that opens the ball on `today`, if one does: asked for, its own screen passed, no older than a screening may be,
    /// not hurt by it since (W1), and nothing in the standing or the person's age that stands against pressure.
    pub fn ball_allowed(&self, today: NaiveDate, standing: &Standing, words: &Words) -> Option<Uuid> {
        let asked = self.ball()?;
        let against = pressed(standing).next().is_some();
        let fresh = (today - asked.at.date_naive()).num_days() <= rules().validity.days.cast_signed();
        let fit = standing.is_current() && standing.disposition <= Disposition::ProceedWithExclusions && !against;
        let passed = fresh && fit && self.ball_suits_age(today) && !self.ball_hurt(asked.entry, today);
        (passed && ball::screen(asked.answers, words).allowed).then_some(asked.entry)
    }

    fn ball_suits_age(&self, today: NaiveDate) -> bool {
        self.ages(today).all(|(_, age)| ball::suits_age(age))
    }

    /// What these answers to the ball's own screen come to, together with what is on record.
    pub fn ball_screen(&self, answers: &Answers, today: NaiveDate, words: &Words) -> BallOutcome {
        let reason = |out: &LeftOut| Reason {
            rule: out.exclusion.rule.clone(),
            sources: vec![],
            grade: Grade::CautiousRule,
            text: out.exclusion.text.clone(),
            because: vec![out.entry],
        };
        let against = pressed(&self.standing(today, words)).map(reason).collect();
        ball::screen_with(answers, self.ball_suits_age(today), against, words)
    }

    /// Did the ball hurt so that its exercise ended since this request, or at all on this day? Read from all entries, so that
    /// undoing opens nothing.
    fn ball_hurt(&self, request: Uuid, today: NaiveDate) -> bool {
        let mut met = false;
        self.all().iter().enumerate().any(|(place, e)| {
            let Event::PainReported { exercise: Some(slug), quality, intensity, .. } = &e.event else { return false };
            let (class, since) = (session::pain_class(slug), place > self.places[&request]);
            if class != PainClass::Ball {
                return false;
            }
            let action = session::decide(class, *quality, *intensity, met);
            met |= since && action == Action::RepositionOnce;
            match action {
                Action::Continue | Action::Ease => false,
                Action::RepositionOnce => day(e) == today,
                Action::EndExercise | Action::QuietRestOnly | Action::EndSession => since || day(e) == today,
            }
        })
    }

    /// Height of the bolster that the sit-to-lie trial chose [cm].
    pub fn bolster_cm(&self) -> Option<f64> {
        self.bolster_entry().map(|(_, cm)| cm)
    }

    /// The entry that chose the bolster, with its height [cm]: a choice, or the trial itself.
    pub fn bolster_entry(&self) -> Option<(Uuid, f64)> {
        self.live().rev().find_map(|e| {
            let cm = match &e.event {
                Event::BolsterChosen { height_cm } => Some(*height_cm),
                Event::Measured { measurement } => measure::bolster_cm(measurement),
                _ => None,
            };
            cm.map(|cm| (e.id, cm))
        })
    }

    /// Statements that a professional has cleared the person, in order.
    pub fn clearances(&self) -> impl DoubleEndedIterator<Item = (Uuid, DateTime<FixedOffset>)> {
        let cleared = |event: &Event| matches!(event, Event::Cleared { by, statement } if clears(by, statement));
        self.live().filter(move |e| cleared(&e.event)).map(|e| (e.id, e.at))
    }

    /// Day of the last session that counts, up to and including `today`.
    pub fn last_session(&self, today: NaiveDate) -> Option<&super::Session> {
        self.sessions().iter().filter(|s| s.counts() && s.date <= today).max_by_key(|s| s.date)
    }

    /// Days with a session that counts in `from..=to`.
    pub fn session_days(&self, from: NaiveDate, to: NaiveDate) -> BTreeSet<NaiveDate> {
        self.sessions().iter().filter(|s| s.counts() && (from..=to).contains(&s.date)).map(|s| s.date).collect()
    }

    /// Stretching done for one side in `from..=to` [s]: the volume that M10 caps.
    pub fn stretch_seconds(&self, side: Side, from: NaiveDate, to: NaiveDate) -> u32 {
        self.steps()
            .iter()
            .filter(|s| (from..=to).contains(&s.date) && s.works(side) && counts_as_stretch(&s.exercise))
            .map(|s| s.seconds)
            .sum()
    }

    /// What was done week by week, from the week of the first session to that of `today`, idle weeks too (a year of them at most).
    pub fn weeks(&self, today: NaiveDate) -> Vec<Week> {
        let done = || self.sessions().iter().filter(|s| s.counts() && s.date <= today);
        let Some(first) = done().map(|s| monday(s.date)).min() else { return vec![] };
        let last = done().map(|s| s.date).max().unwrap_or(first);
        let today = today.min(last + Days::new(366));
        let wishes = self.wishes();
        let mut weeks: Vec<Week> = std::iter::successors(Some(first), |m| Some(*m + Days::new(7)))
            .take_while(|m| *m <= today)
            .map(|monday| Week {
                monday,
                days: 0,
                wished: wished_on(&wishes, monday + Days::new(6)),
                minutes: 0,
                sessions: vec![],
            })
            .collect();
        for s in done() {
            let i = usize::try_from((monday(s.date) - first).num_days() / 7).expect("no session is before the first");
            weeks[i].minutes += s.minutes_done();
            weeks[i].sessions.push(s.id);
        }
        for date in done().map(|s| s.date).collect::<BTreeSet<_>>() {
            let i = usize::try_from((date - first).num_days() / 7).expect("no session is before the first");
            weeks[i].days += 1;
        }
        weeks
    }

    /// Days a week that were wished for on a day.
    fn days_wished(&self, date: NaiveDate) -> u32 {
        wished_on(&self.wishes(), date)
    }

    fn wishes(&self) -> Vec<(NaiveDate, u32)> {
        self.live()
            .filter_map(|e| match &e.event {
                Event::ProfileSet { profile } => Some((day(e), profile.days_per_week.clamp(1, 7))),
                _ => None,
            })
            .collect()
    }

    /// Share of the wished-for session days that were done in the 28 days up to `today`, 0 to 1; `None` before the first session.
    pub fn adherence(&self, today: NaiveDate) -> Option<f64> {
        let first = self.sessions().iter().filter(|s| s.counts() && s.date <= today).map(|s| s.date).min()?;
        let from = first.max(today - Days::new(27));
        let span = (today - from).num_days() as f64 + 1.0;
        let wished = (f64::from(self.days_wished(today)) * span / 7.0).max(1.0);
        Some((self.session_days(from, today).len() as f64 / wished).min(1.0))
    }
}

/// The wish in force on a day; before the first profile the first one, without any the default.
fn wished_on(wishes: &[(NaiveDate, u32)], date: NaiveDate) -> u32 {
    wishes
        .iter()
        .rfind(|(from, _)| *from <= date)
        .or(wishes.first())
        .map_or_else(|| Profile::default().days_per_week, |(_, days)| *days)
}

/// Does an exercise's time count towards the weekly stretch volume? An exercise that the catalogue doesn't know counts for nothing.
fn counts_as_stretch(slug: &str) -> bool {
    content::exercises().get(slug).is_some_and(|e| e.counts_as_stretch)
}
