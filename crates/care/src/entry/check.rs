//! Does an event hold what its fields may hold? A new entry that doesn't is refused; one that is in a record already is read
//! all the same, and the rules pass over what they don't know.

use super::{
    Answers, Event, Profile, ScreenKind,
    fault::Fault,
    limits::{self, Range, holds, limits},
};
use crate::{
    content::{exercises, programmes},
    measure,
    record::DESK_BREAK,
    screening,
    words::Words,
};

type Checked = Result<(), Fault>;

/// Checks every field of an event.
/// # Errors
/// [`Fault`] with the field, what is wrong with it, and what was probably meant.
pub fn check_event(event: &Event, words: &Words) -> Checked {
    let fields = Fields(words);
    match event {
        Event::ProfileSet { profile } => check_profile(profile, words).map_err(|fault| fault.within("profile")),
        Event::Screened { answers, .. } => check_answers(answers, words).map_err(|fault| fault.within("answers")),
        Event::Cleared { by, statement } => {
            fields.one_of("by", by, limits::PROFESSIONALS)?;
            fields.said("statement", statement)
        }
        Event::Measured { measurement } => measure::check(measurement, words).map_err(|e| {
            Fault { field: e.field, text: e.text.trim_end_matches('.').to_owned(), meant: e.meant }
                .within("measurement")
        }),
        Event::SessionStarted { minutes, pain, programme, .. } => {
            fields.range("minutes", f64::from(*minutes), limits::SESSION_MINUTES)?;
            fields.pain("pain", Some(*pain))?;
            let followed = programme.as_deref().filter(|slug| *slug != DESK_BREAK);
            fields.programme(followed)
        }
        // Its seconds may come from a clock that was changed; the record cuts them to what is possible.
        Event::StepFinished { exercise, .. } => fields.exercise("exercise", Some(exercise)),
        Event::PainReported { intensity, exercise, follow_up, .. } => {
            fields.pain("intensity", Some(*intensity))?;
            fields.exercise("exercise", exercise.as_deref())?;
            fields.signs("follow_up", follow_up)
        }
        Event::UnwellReported { signs, .. } => fields.signs("signs", signs),
        Event::SessionEnded { pain, .. } => fields.pain("pain", *pain),
        Event::MorningChecked { pain, .. } => fields.pain("pain", Some(*pain)),
        Event::ExerciseSwapped { from, to, reason } => {
            fields.exercise("from", Some(from))?;
            fields.exercise("to", to.as_deref())?;
            fields.one_of("reason", reason, limits::SWAP_REASONS)
        }
        Event::ProgrammeChosen { programme } => fields.programme(programme.as_deref()),
        Event::BallRequested { answers } => {
            fields.keys(answers, screening::ball::ids()).map_err(|fault| fault.within("answers"))
        }
        Event::BolsterChosen { height_cm } => fields.range("height_cm", *height_cm, limits::BOLSTER_CM),
        Event::ConsentGiven { .. } | Event::Retracted { .. } => Ok(()),
    }
}

/// Checks every field of a profile.
/// # Errors
/// As [`check_event`], with the place in the profile.
pub fn check_profile(profile: &Profile, words: &Words) -> Checked {
    let (fields, limits) = (Fields(words), limits());
    let numbers = [
        ("age_years", Some(f64::from(profile.age_years)).filter(|age| *age > 0.0), limits.age_years),
        ("height_cm", profile.height_cm, limits.height_cm),
        ("thigh_length_cm", profile.thigh_length_cm, limits.thigh_length_cm),
        ("sitting_hours", Some(profile.sitting_hours), limits.sitting_hours),
        ("minutes", Some(f64::from(profile.minutes)), limits.minutes),
        ("days_per_week", Some(f64::from(profile.days_per_week)), limits.days_per_week),
    ];
    for (field, value, range) in numbers {
        value.map_or(Ok(()), |value| fields.range(field, value, range))?;
    }
    let lists: [(_, _, &[&str]); 5] = [
        ("habits", &profile.habits, &limits.habits),
        ("long_weak_signs", &profile.long_weak_signs, &limits.long_weak_signs),
        ("sports", &profile.sports, &limits.sports),
        ("aims", &profile.aims, &limits.aims),
        ("equipment", &profile.equipment, &limits.equipment),
    ];
    for (field, values, known) in lists {
        for (i, value) in values.iter().enumerate() {
            fields.one_of(&format!("{field}[{i}]"), value, known.iter().copied())?;
        }
    }
    fields.country(&profile.country)
}

/// Checks that each answer is to a question of the whole check or the short one. What an answer says is left to the screening,
/// which asks again what it can't read (F28).
/// # Errors
/// As [`check_event`], with the question.
pub fn check_answers(answers: &Answers, words: &Words) -> Checked {
    let ids = [ScreenKind::Full, ScreenKind::Short].into_iter().flat_map(screening::ids);
    Fields(words).keys(answers, ids.chain(["country"]))
}

struct Fields<'a>(&'a Words);

impl Fields<'_> {
    fn range(&self, field: &str, value: f64, range: Range) -> Checked {
        let [min, max] = range;
        let fault = || Fault::new(field, "range", &[("value", &value), ("min", &min), ("max", &max)], self.0);
        if holds(range, value) { Ok(()) } else { Err(fault()) }
    }

    fn pain(&self, field: &str, pain: Option<u8>) -> Checked {
        pain.map_or(Ok(()), |pain| self.range(field, f64::from(pain), limits::PAIN))
    }

    fn one_of<'a>(&self, field: &str, given: &str, known: impl IntoIterator<Item = &'a str>) -> Checked {
        let known: Vec<&str> = known.into_iter().collect();
        if known.contains(&given) { Ok(()) } else { Err(Fault::unknown(field, given, known, self.0)) }
    }

    fn exercise(&self, field: &str, slug: Option<&str>) -> Checked {
        slug.map_or(Ok(()), |slug| self.one_of(field, slug, exercises().keys().map(String::as_str)))
    }

    fn programme(&self, slug: Option<&str>) -> Checked {
        slug.map_or(Ok(()), |slug| self.one_of("programme", slug, programmes().keys().map(String::as_str)))
    }

    /// A sign that isn't one of ours would be lost without a word: it is refused, so that it can be said again.
    fn signs(&self, field: &str, told: &Answers) -> Checked {
        let known: Vec<&str> = screening::signs::items().collect();
        told.keys().try_for_each(|item| self.one_of(&format!("{field}.{item}"), item, known.iter().copied()))
    }

    /// An answer to a question that isn't one of ours would be lost; case and hyphens don't matter.
    fn keys<'a>(&self, answers: &Answers, known: impl Iterator<Item = &'a str>) -> Checked {
        let known: Vec<&str> = known.collect();
        let one = |id: &String| {
            let found = known.contains(&super::plain(id).as_str());
            if found { Ok(()) } else { Err(Fault::unknown(id, id, known.iter().copied(), self.0)) }
        };
        answers.keys().try_for_each(one)
    }

    fn said(&self, field: &str, text: &str) -> Checked {
        if text.trim().is_empty() { Err(Fault::new(field, "empty", &[], self.0)) } else { Ok(()) }
    }

    /// Two letters, or nothing.
    fn country(&self, code: &str) -> Checked {
        let two = code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic());
        if code.is_empty() || two { Ok(()) } else { Err(Fault::new("country", "country", &[("given", &code)], self.0)) }
    }
}
