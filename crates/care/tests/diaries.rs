//! Twelve weeks in four made-up lives. What the plan does in each is kept as a snapshot, week by week.

mod support;

use std::fmt::Write;

use care::{
    content::Kind,
    entry::{Entry, Event, Profile, ScreenKind, Side},
    plan::{Options, Plan, plan},
    record::{Record, monday},
    sample::{Diary, Life},
};
use chrono::{Days, NaiveDate};
use support::{answers, date, words};

const DAYS: u32 = 84;

fn profile() -> Profile {
    Profile {
        age_years: 40,
        habits: vec!["C1".into()],
        equipment: ["mat", "chair", "cushion", "wall", "bed", "block", "bolster"].map(Into::into).to_vec(),
        minutes: 20,
        ..Profile::default()
    }
}

/// What one of the lives is made of, by day.
#[derive(Clone, Copy)]
struct Course {
    has_time: fn(u32) -> bool,
    pain: fn(u32) -> u8,
    settled: fn(u32) -> bool,
    angle: fn(u32, Side) -> f64,
}

/// Starts with some pain and a tight left side; both get better.
const SETTLING: Course = Course {
    has_time: |_| true,
    pain: |n| if n < 7 { 2 } else { u8::from(n < 35) },
    settled: |_| true,
    angle: |n, side| if side == Side::Left { -2.0 + f64::from(n) / 12.0 } else { 6.0 },
};

/// Two good weeks, then mornings that don't settle and pain that climbs.
const FLARING: Course = Course {
    has_time: |_| true,
    pain: |n| if n < 14 { 1 } else { u8::try_from((n / 7).min(7)).unwrap_or(7) },
    settled: |n| n < 14 || n % 3 == 0,
    angle: |_, _| 3.0,
};

/// No pain, no change.
const PLATEAU: Course = Course {
    has_time: |_| true,
    pain: |_| 0,
    settled: |_| true,
    angle: |_, side| if side == Side::Left { 3.0 } else { 4.0 },
};

/// Four weeks of practice, a month away, and back again.
const GAP: Course = Course {
    has_time: |n| !(28..58).contains(&n),
    pain: |_| 0,
    settled: |_| true,
    angle: |n, _| if n < 50 { 4.0 + f64::from(n) / 14.0 } else { 3.0 },
};

fn live(course: Course) -> Diary {
    let life = Life {
        start: date("2026-03-02"),
        days: DAYS,
        profile: profile(),
        answers: answers(""),
        has_time: &course.has_time,
        pain: &course.pain,
        settled: &course.settled,
        angle: &course.angle,
        also: &|_, _| {},
        after: &|_, _| {},
    };
    life.live("life", words())
}

fn until(entries: &[Entry], day: NaiveDate) -> Record {
    Record::fold(entries.iter().filter(|e| e.at.date_naive() < day).cloned())
}

/// The plan of each Monday morning as it would be, were the safety check fresh.
fn mondays(diary: &Diary) -> Vec<(Record, Plan)> {
    let start = date("2026-03-02");
    (0..=12_u64)
        .map(|week| {
            let day = start + Days::new(7 * week);
            let mut fresh = Diary::new("fresh", day - Days::new(1));
            fresh.go_to(day, 6, 0);
            if diary.entries().iter().any(|e| matches!(e.event, Event::Screened { .. }) && e.at.date_naive() < day)
                || week == 0
            {
                fresh.screen(ScreenKind::Full, answers(""));
            }
            let past = diary.entries().iter().filter(|e| e.at.date_naive() < day);
            let profile = diary.entries().iter().filter(|e| matches!(e.event, Event::ProfileSet { .. }));
            let record = Record::fold(past.chain(profile).cloned().chain(fresh.into_entries()));
            let plan = plan(&record, day, &Options { minutes: Some(20), ..Options::default() }, words());
            (until(diary.entries(), day), plan)
        })
        .collect()
}

/// One line a week: what was done before, and what the plan makes of it.
fn summary(diary: &Diary) -> String {
    let mut text = String::new();
    for (week, (record, plan)) in mondays(diary).iter().enumerate() {
        let last = monday(plan.date) - Days::new(7);
        let days = record.session_days(last, plan.date).len();
        let pain = record
            .weekly_pain()
            .into_iter()
            .find(|w| w.monday == last)
            .map_or("-".into(), |w| format!("{:.1}", w.mean));
        let lines = |kind: Kind| {
            let items = support::lines(plan).into_iter().filter(move |i| i.kind == kind);
            items.map(|i| format!("{} {}", i.exercise, i.dose)).collect::<Vec<_>>().join(", ")
        };
        writeln!(
            text,
            "week {week:>2}: {days} days, pain {pain} -> {:?}, level {}, {}",
            plan.disposition.expect("a screened life"),
            plan.level,
            plan.pattern
        )
        .expect("a string");
        let rules = support::rules(plan).into_iter().chain(support::first(plan)).filter(|r| !r.contains("minutes"));
        writeln!(text, "    {}", rules.map(|r| r.trim_start_matches("plan.")).collect::<Vec<_>>().join(", "))
            .expect("a string");
        for (name, kind) in [("rest", Kind::Rest), ("stretch", Kind::Stretch), ("strength", Kind::Strength)] {
            writeln!(text, "    {name}: {}", lines(kind)).expect("a string");
        }
    }
    text
}

#[test]
fn settling() {
    insta::assert_snapshot!(summary(&live(SETTLING)));
}

#[test]
fn flaring() {
    insta::assert_snapshot!(summary(&live(FLARING)));
}

#[test]
fn plateau() {
    insta::assert_snapshot!(summary(&live(PLATEAU)));
}

#[test]
fn gap() {
    insta::assert_snapshot!(summary(&live(GAP)));
}

#[test]
fn the_four_lives_end_in_visibly_different_plans() {
    let ends: Vec<Plan> = [SETTLING, FLARING, PLATEAU, GAP]
        .into_iter()
        .map(|c| mondays(&live(c)).pop().expect("twelve weeks").1)
        .collect();
    let seen = |p: &Plan| (p.level, support::slugs(p).join(" "), support::rules(p).join(" "));
    for (i, a) in ends.iter().enumerate() {
        for b in &ends[..i] {
            assert_ne!(seen(a), seen(b));
        }
    }
}
