//! The level of the week, 1 (mildest) to 5: the record played through day by day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use uuid::Uuid;

use super::{
    angle::{Concern, Plateau},
    rules::{because, rules},
};
use crate::{
    content::{self, Kind},
    grade::Reason,
    record::{MorningCheck, PainReport, Record, Week, WeekPain, monday},
    words::Words,
};

/// The level of today and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Level {
    pub number: u32,
    /// Half the stretching: it had not settled, and no milder level is left.
    pub eased: bool,
    /// What moved or held it last.
    pub why: Vec<Reason>,
}

/// Plays the record through from its first session to `today`. From the day on which measurements have shown no clear change for
/// long the level doesn't rise: more of the same is not the answer then.
pub(super) fn level(record: &Record, today: NaiveDate, seen: &Seen<'_>, words: &Words) -> Level {
    let weeks = record.weeks(today);
    let Some(first) = weeks.iter().find(|w| !w.sessions.is_empty()).map(|w| w.monday) else {
        return Level { number: 1, eased: false, why: vec![because(words, "level_start", &[], vec![])] };
    };
    let mut course = Course::new(record, weeks, words);
    course.held_from = seen.plateau.map(|p| p.since);
    let last = course.sessions.keys().next_back().copied().unwrap_or(first);
    // After a year without a session nothing moves any more but the gap itself.
    let end = today.min(last + Days::new(366));
    first.iter_days().take_while(|date| *date < end).for_each(|date| course.day(date, false));
    course.day(today, true);
    let held = |rule: &str, entries: &[Uuid]| vec![because(words, rule, &[("level", &course.level)], entries.to_vec())];
    let why = match (seen.loss, seen.plateau) {
        (Some(loss), _) => held("level_held_loss", &loss.entries),
        (None, Some(plateau)) => held("level_plateau", &plateau.entries),
        (None, None) => course.why,
    };
    Level { number: course.level, eased: course.eased, why }
}

/// What the measurements show that holds the level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub plateau: Option<&'a Plateau>,
    pub loss: Option<&'a Concern>,
}

/// Pain that was too much and mornings that had not settled, by the day they tell about.
fn trouble(record: &Record) -> BTreeMap<NaiveDate, Vec<Uuid>> {
    let most = rules().level.pain_hurt;
    let reports = record.pain_reports().filter(PainReport::is_harm).map(|p| (p.at.date_naive(), p.entry));
    let after = record.sessions().iter().filter(|s| s.pain_after.is_some_and(|p| p > most)).map(|s| (s.date, s.id));
    let mornings = record.morning_checks().into_iter().filter(|c| !c.settled).map(|c| (c.about, c.entry));
    let mut days: BTreeMap<NaiveDate, Vec<Uuid>> = BTreeMap::new();
    for (date, entry) in reports.chain(after).chain(mornings) {
        days.entry(date).or_default().push(entry);
    }
    days
}

struct Course<'a> {
    words: &'a Words,
    level: u32,
    eased: bool,
    older: bool,
    good_weeks: u32,
    unsettled: Vec<Uuid>,
    held_from: Option<NaiveDate>,
    last_session: Option<(NaiveDate, Uuid)>,
    /// The last session of each day.
    sessions: BTreeMap<NaiveDate, Uuid>,
    worked: BTreeSet<NaiveDate>,
    /// What hurt too much or had not settled, by day.
    trouble: BTreeMap<NaiveDate, Vec<Uuid>>,
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
            eased: false,
            older: record.profile().age_years >= rules().level.older_from,
            good_weeks: 0,
            unsettled: vec![],
            held_from: None,
            last_session: None,
            sessions,
            worked: record.steps().iter().filter(|s| worked(&s.exercise)).map(|s| s.date).collect(),
            trouble: trouble(record),
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
            self.eased = false;
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
        // Who wished for one day a week is not away after seven.
        let wished = self.weeks.get(&monday(last)).map_or(1, |w| w.wished.max(1));
        let usual = i64::from(7 / wished);
        if days >= rule.gap_long_days {
            self.change(-i32::try_from(self.level).expect("a few levels"), "level_gap_long", vec![entry]);
        } else if days >= rule.gap_two_days {
            self.change(-2, "level_gap_two", vec![entry]);
        } else if days >= rule.gap_one_days.max(2 * usual) {
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
        let trouble: Vec<Uuid> =
            self.trouble.range(monday..monday + Days::new(7)).flat_map(|(_, entries)| entries.clone()).collect();
        if !trouble.is_empty() {
            return self.change(0, "level_held_trouble", trouble);
        }
        let worked = self.worked.range(monday..monday + Days::new(7)).next().is_some();
        if f64::from(week.days) < rule.good_share * f64::from(week.wished) || !worked {
            return self.change(0, "level_held_days", week.sessions);
        }
        if self.held_from.is_some_and(|from| monday + Days::new(7) >= from) {
            return;
        }
        self.good_weeks += 1;
        self.eased = false;
        let Some(needed) = rule.up_after_weeks.get(self.level as usize - 1).copied() else { return };
        let enough = self.good_weeks >= needed + u32::from(self.older);
        if enough && self.unsettled.is_empty() {
            self.change(1, "level_up", week.sessions);
        } else if self.older && self.good_weeks >= needed {
            self.why = vec![self.because("level_held_older", week.sessions)];
        }
    }

    fn change(&mut self, by: i32, rule: &str, entries: Vec<Uuid>) {
        let level = self.level.saturating_add_signed(by).clamp(1, rules().top_level());
        let least = rule == "level_down_unsettled" && level == self.level;
        self.eased = self.eased && by <= 0 || least;
        if level != self.level || by <= 0 {
            self.good_weeks = 0;
        }
        self.level = level;
        self.why = vec![self.because(if least { "level_least" } else { rule }, entries)];
    }

    fn because(&self, rule: &str, entries: Vec<Uuid>) -> Reason {
        let args: crate::words::Args<'_> = &[("level", &self.level), ("age", &rules().level.older_from)];
        because(self.words, rule, args, entries)
    }
}
