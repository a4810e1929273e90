//! The sample person of the demo: eight weeks of a stiff left hip that slowly gets better.

use chrono::{Days, NaiveDate};

use super::{Diary, Life, healthy_answers};
use crate::{
    entry::{Entry, Event, PainQuality, Profile, ScreenKind, Sex, Side},
    words::Words,
};

/// Days of the sample person's diary.
const DAYS: u32 = 56;
/// The device that writes it: it marks every entry as made up.
const DEVICE: &str = "sample";

/// Eight weeks of plausible entries whose last day is `end`. The same day gives the same entries.
pub fn sample_person(end: NaiveDate, words: &Words) -> Vec<Entry> {
    let start = end - Days::new(u64::from(DAYS) - 1);
    let life = Life {
        start,
        days: DAYS,
        profile: profile(),
        answers: healthy_answers(ScreenKind::Full, 42, words),
        has_time: &|n| n + 1 != DAYS && !BUSY.contains(&n),
        pain: &pain,
        settled: &|n| n != 9 && n != 30,
        angle: &angle,
        also: &also,
        after: &after,
    };
    life.live(DEVICE, words).into_entries()
}

/// Days without time: single ones, and a long weekend away. Today is still open.
const BUSY: [u32; 8] = [6, 13, 20, 24, 25, 26, 41, 48];

fn profile() -> Profile {
    Profile {
        age_years: 42,
        sex: Sex::Female,
        height_cm: Some(168.0),
        thigh_length_cm: Some(40.0),
        helper: true,
        sitting_hours: 9.0,
        sports: vec!["walking".into()],
        habits: vec!["C1".into(), "C2".into(), "C6".into()],
        minutes: 15,
        days_per_week: 5,
        equipment: ["mat", "chair", "cushion", "wall", "bed", "block", "bolster"].map(Into::into).to_vec(),
        aims: vec!["ease_pain".into(), "desk_break".into()],
        country: "GB".into(),
        ..Profile::default()
    }
}

/// From 3 out of 10 to 0 or 1, with ups and downs.
fn pain(n: u32) -> u8 {
    let ups = u8::from(matches!(n, 2 | 10 | 11 | 19 | 31 | 45));
    let base = match n {
        0..=3 => 2,
        4..=27 => 1,
        28..=41 => u8::from(n.is_multiple_of(2)),
        _ => u8::from(n.is_multiple_of(5)),
    };
    base + ups
}

/// The left hip gains about five degrees in eight weeks, the right one nothing to speak of. Readings scatter by a degree.
fn angle(n: u32, side: Side) -> f64 {
    let week = f64::from(n) / 7.0;
    let scatter = [0.4, -0.7, 0.2, 0.9, -0.5, -0.1, 0.6, -0.3][(n / 7) as usize % 8];
    match side {
        Side::Left => 1.5 + 0.7 * week + scatter,
        Side::Right => 8.0 + 0.1 * week - scatter,
    }
}

/// Once the left hip is measured right after a session: more than before it, and gone two days later (M9).
fn after(n: u32, diary: &mut Diary) {
    if n == 28 {
        let deg = angle(n, Side::Left) + 4.0;
        diary.wait(120);
        diary.measure_after(Side::Left, [deg, deg + 0.5, deg - 0.5]);
    }
}

fn also(n: u32, diary: &mut Diary) {
    match n {
        1 => {
            diary.write(Event::BolsterChosen { height_cm: 14.0 });
        }
        17 => {
            diary.pain_at("half-kneeling-tuck", Some(Side::Left), 4, PainQuality::Dull);
        }
        22 => {
            let (from, to) = ("legs-up-rest".into(), None);
            diary.write(Event::ExerciseSwapped { from, to, reason: "no_room".into() });
        }
        _ => {}
    }
}
