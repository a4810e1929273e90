//! A made-up life: someone who follows the plan, day by day, as the given functions say.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{Diary, diary::nothing_else, healthy_answers};
use crate::{
    entry::{Answers, Context, Event, Measurement, PainQuality, Profile, ScreenKind, Side},
    plan::{Options, plan},
    record::Record,
    session::{Script, StepKind, compile},
    words::Words,
};

/// A course of days; day 0 is the first.
pub struct Life<'a> {
    /// The first day.
    pub start: NaiveDate,
    /// How many days.
    pub days: u32,
    /// The profile, set on the first day.
    pub profile: Profile,
    /// Answers of each whole screening.
    pub answers: Answers,
    /// Is there time for a session on this day?
    pub has_time: &'a dyn Fn(u32) -> bool,
    /// Pain before a session or in the morning, 0 to 10.
    pub pain: &'a dyn Fn(u32) -> u8,
    /// Had it settled on the morning after this day's session?
    pub settled: &'a dyn Fn(u32) -> bool,
    /// Hip extension past neutral [deg] on this day; measured once a week.
    pub angle: &'a dyn Fn(u32, Side) -> f64,
    /// What else happens on a day, before the session.
    pub also: &'a dyn Fn(u32, &mut Diary),
    /// What happens after a day's session.
    pub after: &'a dyn Fn(u32, &mut Diary),
}

impl Life<'_> {
    /// Lives it: each day is planned from what was written before.
    pub fn live(&self, device: &str, words: &Words) -> Diary {
        let mut diary = Diary::new(device, self.start);
        diary.write(Event::ConsentGiven { version: 1 });
        diary.profile(self.profile.clone());
        let mut last: Option<u32> = None;
        for n in 0..self.days {
            diary.go_to(self.date(n), 18, 30);
            if let Some(session) = last.take_if(|s| *s + 1 == n) {
                diary.morning(self.date(session), (self.settled)(session), (self.pain)(n));
            }
            (self.also)(n, &mut diary);
            if (self.has_time)(n) && self.day(n, &mut diary, words) {
                last = Some(n);
                (self.after)(n, &mut diary);
            }
        }
        diary
    }

    fn date(&self, n: u32) -> NaiveDate {
        self.start + Days::new(u64::from(n))
    }

    /// One evening: screen where it is due, measure once a week, do the session. Was there one?
    fn day(&self, n: u32, diary: &mut Diary, words: &Words) -> bool {
        let today = self.date(n);
        let record = Record::fold(diary.entries().to_vec());
        if record.standing(today, words).is_current() {
            diary.screen(ScreenKind::Short, healthy_answers(ScreenKind::Short, self.profile.age_years, words));
        } else {
            diary.screen(ScreenKind::Full, self.answers.clone());
        }
        diary.wait(60);
        if n.is_multiple_of(7) {
            self.measure(n, diary);
        }
        let record = Record::fold(diary.entries().to_vec());
        let plan = plan(&record, today, &Options::default(), words);
        if !plan.session_today {
            return false;
        }
        let script = compile(&plan, &record, words);
        play(diary, &script, plan.minutes, (self.pain)(n));
        true
    }

    fn measure(&self, n: u32, diary: &mut Diary) {
        for side in [Side::Left, Side::Right] {
            let deg = (self.angle)(n, side);
            diary.measure(side, [deg - 0.6, deg + 0.2, deg + 0.4].map(tenths));
            diary.wait(240);
        }
    }
}

/// Plays a script to its end without any trouble.
fn play(diary: &mut Diary, script: &Script, minutes: u32, pain: u8) -> Uuid {
    let session = diary.start(minutes, pain);
    for step in &script.steps {
        if matches!(step.kind, StepKind::Work | StepKind::Rest) {
            diary.step(session, step.index, &step.exercise, step.side, step.seconds);
        } else {
            diary.wait(step.seconds);
        }
    }
    diary.end(session, pain.saturating_sub(1));
    session
}

impl Diary {
    /// Measures once more right after a session: an immediate effect.
    pub fn measure_after(&mut self, side: Side, degrees: [f64; 3]) -> Uuid {
        self.measure(side, degrees);
        let mut entry = self.entries.pop().expect("just written");
        if let Event::Measured { measurement } = &mut entry.event {
            *measurement = Measurement { context: Context::AfterSession, ..measurement.clone() };
        }
        let id = entry.id;
        self.entries.push(entry);
        id
    }

    /// Reports a dull or other pain at an exercise; whatever is asked after it is answered with no.
    pub fn pain_at(&mut self, exercise: &str, side: Option<Side>, intensity: u8, quality: PainQuality) -> Uuid {
        self.write(Event::PainReported {
            session: None,
            step: None,
            exercise: Some(exercise.to_owned()),
            side,
            intensity,
            quality,
            follow_up: nothing_else(Some(exercise), intensity, quality),
        })
    }
}

fn tenths(deg: f64) -> f64 {
    (deg * 10.0).round() / 10.0
}
