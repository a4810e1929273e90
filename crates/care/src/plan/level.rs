//! The level of the week, 1 (mildest) to 5: the record played through day by day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use uuid::Uuid;

use super::{
    angle::Plateau,
    rules::{because, rules},
};
use crate::{
    content::{self, Kind},
    grade::Reason,
    record::{MorningCheck, Record, Week, WeekPain},
    words::Words,
};

/// The level of today and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Level {
    pub level: u32,
    /// What moved or held it last.
    pub why: Vec<Reason>,
}

/// Plays the record through from its first session to `today`. From the day on which measurements have shown no clear change for
/// long the level doesn't rise: more of the same is not the answer then.
pub(super) fn level(record: &Record, today: NaiveDate, plateau: Option<&Plateau>, words: &Words) -> Level {
    let weeks = record.weeks(today);
    let Some(first) = weeks.iter().find(|w| !w.sessions.is_empty()).map(|w| w.monday) else {
        return Level { level: 1, why: vec![because(words, "level_start", &[], vec![])] };
    };
    let mut course = Course::new(record, weeks, words);
    course.held_from = plateau.map(|p| p.since);
    let last = course.sessions.keys().next_back().copied().unwrap_or(first);
    // After a year without a session nothing moves any more but the gap itself.
    let end = today.min(last + Days::new(366));
    first.iter_days().take_while(|date| *date < end).for_each(|date| course.day(date, false));
    course.day(today, true);
    let mut level = Level { level: course.level, why: course.why };
    if let Some(plateau) = plateau {
        level.why = vec![because(words, "level_plateau", &[("level", &level.level)], plateau.entries.clone())];
    }
    level
}

struct Course<'a> {
    words: &'a Words,
    level: u32,
    good_weeks: u32,
    unsettled: Vec<Uuid>,
    held_from: Option<NaiveDate>,
    last_session: Option<(NaiveDate, Uuid)>,
    /// The last session of each day.
    sessions: BTreeMap<NaiveDate, Uuid>,
    worked: BTreeSet<NaiveDate>,
    /// By the day about which they were asked.
    mornings: BTreeMap<NaiveDate, MorningCheck>,
    /// By Monday.
    weeks: BTreeMap<NaiveDate, Week>,
    /// By Monday.
    pain: BTreeMap<NaiveDate, WeekPain>,
    why: Vec<Reason>,
}

impl<'a> Course<'a> {
    fn new(record: &Record, weeks: Vec<Week>, words: &'a Words) -> Self {
        let sessions = record.sessions().iter().filter(|s| s.counts()).map(|s| (s.date, s.id)).collect();
        let worked = |slug: &str| {
            content::exercises().get(slug).is_some_and(|e| matches!(e.kind, Kind::Stretch | Kind::Strength))
        };
        Self {
            words,
            level: 1,
            good_weeks: 0,
            unsettled: vec![],
            held_from: None,
            last_session: None,
            sessions,
            worked: record.steps().iter().filter(|s| worked(&s.exercise)).map(|s| s.date).collect(),
            mornings: record.morning_checks().into_iter().map(|c| (c.about, c)).collect(),
            weeks: weeks.into_iter().map(|w| (w.monday, w)).collect(),
            pain: record.weekly_pain().into_iter().map(|w| (w.monday, w)).collect(),
            why: vec![because(words, "level_start", &[], vec![])],
        }
    }

    fn day(&mut self, date: NaiveDate, is_today: bool) {
        if date.weekday() == Weekday::Mon {
            self.week_over(date - Days::new(7));
        }
        self.morning(date);
        let session = self.sessions.get(&date).copied();
        if is_today || session.is_some() {
            self.gap(date);
        }
        if let Some(id) = session {
            self.last_session = Some((date, id));
        }
    }

    /// Two unsettled mornings running take one level off; the next settled one starts the count anew.
    fn morning(&mut self, date: NaiveDate) {
        let Some(check) = self.mornings.get(&(date - Days::new(1))) else { return };
        if check.settled {
            self.unsettled.clear();
            return;
        }
        self.unsettled.push(check.entry);
        if self.unsettled.len().is_multiple_of(rules().level.unsettled_down) {
            let entries = self.unsettled.clone();
            self.change(-1, "level_down_unsettled", entries);
        }
    }

    fn gap(&mut self, date: NaiveDate) {
        let Some((last, entry)) = self.last_session else { return };
        let days = (date - last).num_days();
        let rule = &rules().level;
        if days >= rule.gap_two_days {
            self.change(-2, "level_gap_two", vec![entry]);
        } else if days >= rule.gap_one_days {
            self.change(-1, "level_gap_one", vec![entry]);
        }
    }

    /// At the end of a week: up when it was regular and calm, down when it hurt, else held.
    fn week_over(&mut self, monday: NaiveDate) {
        let Some(week) = self.weeks.get(&monday).cloned() else { return };
        let rule = &rules().level;
        let pain = self.pain.get(&monday);
        let before = self.pain.get(&(monday - Days::new(7)));
        let pain_entries = || pain.map(|p| p.entries.clone()).unwrap_or_default();
        if pain.is_some_and(|p| p.mean > rule.pain_down_from) {
            return self.change(-1, "level_down_pain", pain_entries());
        }
        let rising = pain.zip(before).is_some_and(|(p, b)| p.mean - b.mean > rule.rise);
        if rising || pain.is_some_and(|p| p.mean > rule.pain_up_to) {
            return self.change(0, "level_held_pain", pain_entries());
        }
        let worked = self.worked.range(monday..monday + Days::new(7)).next().is_some();
        if f64::from(week.days) < rule.good_share * f64::from(week.wished) || !worked {
            return self.change(0, "level_held_days", week.sessions);
        }
        if self.held_from.is_some_and(|from| monday + Days::new(7) >= from) {
            return;
        }
        self.good_weeks += 1;
        let needed = rule.up_after_weeks.get(self.level as usize - 1).copied().unwrap_or(u32::MAX);
        if self.good_weeks >= needed && self.unsettled.is_empty() {
            self.change(1, "level_up", week.sessions);
        }
    }

    fn change(&mut self, by: i32, rule: &str, entries: Vec<Uuid>) {
        let level = self.level.saturating_add_signed(by).clamp(1, rules().top_level());
        if level != self.level || by <= 0 {
            self.good_weeks = 0;
        }
        self.level = level;
        self.why = vec![because(self.words, rule, &[("level", &level)], entries)];
    }
}
