//! Entries that come from outside: read, checked, and kept as they were written.

use care::{
    content::{exercises, programmes},
    entry::{Answers, Entry, Event, PROFESSIONALS, Profile},
    measure::measures,
    screening::signs,
};
use journal::{Appended, Journal};
use serde_json::{Map, Value};

use super::{App, AppError, PERSON, closest};

impl App {
    /// Adds entries, all or none, and returns when they are durable.
    /// # Errors
    /// [`AppError::Entry`] names the entry and the field that can't be used; [`AppError::Journal`] when an id is taken
    /// by other content or the store fails.
    pub async fn append(&self, entries: &[Value]) -> Result<Appended, AppError> {
        let entries = parse(entries)?;
        Ok(self.journal.append(PERSON, entries).await?)
    }
}

/// Reads and checks entries.
/// # Errors
/// [`AppError::Entry`] with its place, e.g. `[2].measurement.side`.
pub fn parse(entries: &[Value]) -> Result<Vec<journal::Entry>, AppError> {
    let one = |(i, json): (usize, &Value)| {
        check(json).map_err(|fault| fault.at(&format!("[{i}]")))?;
        journal::Entry::parse(&json.to_string()).map_err(|e| Fault::new("", e.to_string()).at(&format!("[{i}]")))
    };
    entries.iter().enumerate().map(one).collect()
}

/// Reads an entry from the store.
pub(super) fn stored(body: &str) -> Result<Entry, AppError> {
    serde_json::from_str(body).map_err(|e| AppError::Stored(format!("{e}: {body}")))
}

/// What is wrong with one entry.
#[derive(Debug)]
pub struct Fault {
    field: String,
    detail: String,
    meant: Option<String>,
}

impl Fault {
    fn new(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { field: field.into(), detail: detail.into(), meant: None }
    }

    /// The error, with the place of the entry put before the field.
    pub fn at(self, entry: &str) -> AppError {
        let dot = if self.field.is_empty() || self.field == "." { String::new() } else { format!(".{}", self.field) };
        AppError::Entry { place: format!("{entry}{dot}"), detail: self.detail, meant: self.meant }
    }
}

/// Reads one entry; nothing that it says may be lost or be out of range.
/// # Errors
/// [`Fault`] with the field, what is wrong with it, and what was probably meant.
pub fn check(json: &Value) -> Result<Entry, Fault> {
    let entry: Entry = serde_path_to_error::deserialize(json).map_err(|error| {
        let detail = error.inner().to_string();
        Fault { field: error.path().to_string(), meant: meant(&detail), detail }
    })?;
    let understood = serde_json::to_value(&entry).expect("an entry is plain data");
    if let Some(fault) = unknown_field(json, &understood, "") {
        return Err(fault);
    }
    check_values(&entry.event)?;
    Ok(entry)
}

/// A profile with some fields changed.
/// # Errors
/// [`AppError::Entry`] with the field that isn't one, or whose value doesn't fit.
pub fn merge_profile(now: &Profile, changes: &Map<String, Value>) -> Result<Profile, AppError> {
    let mut merged = serde_json::to_value(now).expect("a profile is plain data");
    merged.as_object_mut().expect("a profile has fields").extend(changes.clone());
    serde_path_to_error::deserialize(merged).map_err(|error| {
        let (field, detail) = (error.path().to_string(), error.inner().to_string());
        Fault { field, meant: meant(&detail), detail }.at("profile")
    })
}

/// The first field of `given` that was not understood.
fn unknown_field(given: &Value, understood: &Value, path: &str) -> Option<Fault> {
    match (given, understood) {
        (Value::Object(given), Value::Object(known)) => given.iter().find_map(|(key, value)| {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match known.get(key) {
                Some(inner) => unknown_field(value, inner, &path),
                None => Some(Fault {
                    meant: closest(key, known.keys().map(String::as_str)).map(str::to_owned),
                    detail: format!("there is no field `{key}` here"),
                    field: path,
                }),
            }
        }),
        (Value::Array(given), Value::Array(known)) => {
            let pairs = given.iter().zip(known).enumerate();
            pairs.into_iter().find_map(|(i, (given, known))| unknown_field(given, known, &format!("{path}[{i}]")))
        }
        _ => None,
    }
}

/// Reads "unknown variant `x`, expected one of `a`, `b`": which of them is closest to `x`?
fn meant(detail: &str) -> Option<String> {
    let mut quoted = detail.split('`').skip(1).step_by(2);
    let unknown = quoted.next().filter(|_| detail.starts_with("unknown"))?;
    closest(unknown, quoted).map(str::to_owned)
}

fn check_values(event: &Event) -> Result<(), Fault> {
    match event {
        Event::SessionStarted { pain, .. }
        | Event::MorningChecked { pain, .. }
        | Event::SessionEnded { pain: Some(pain), .. } => pain_fits("pain", *pain),
        Event::PainReported { intensity, exercise, follow_up, .. } => {
            pain_fits("intensity", *intensity)?;
            signs_exist("follow_up", follow_up)?;
            exercise.as_ref().map_or(Ok(()), |slug| exercise_exists("exercise", slug))
        }
        Event::Cleared { by, statement } => {
            known("by", "professional", by, PROFESSIONALS.into_iter())?;
            if statement.trim().is_empty() { Err(Fault::new("statement", "it is empty")) } else { Ok(()) }
        }
        Event::UnwellReported { signs, .. } => signs_exist("signs", signs),
        Event::ProfileSet { profile } => profile_fits(profile),
        Event::Measured { measurement } => {
            known("measurement.measure", "measure", &measurement.measure, measures().keys().map(String::as_str))
        }
        Event::ProgrammeChosen { programme: Some(slug) } => {
            known("programme", "programme", slug, programmes().keys().map(String::as_str))
        }
        Event::BolsterChosen { height_cm } => in_range("height_cm", *height_cm, 0.0, 60.0),
        Event::StepFinished { exercise, .. } => exercise_exists("exercise", exercise),
        Event::ExerciseSwapped { from, to, .. } => {
            exercise_exists("from", from)?;
            to.as_ref().map_or(Ok(()), |slug| exercise_exists("to", slug))
        }
        _ => Ok(()),
    }
}

fn pain_fits(field: &str, pain: u8) -> Result<(), Fault> {
    if pain <= 10 { Ok(()) } else { Err(Fault::new(field, format!("pain is {pain}; it goes from 0 to 10"))) }
}

fn exercise_exists(field: &str, slug: &str) -> Result<(), Fault> {
    known(field, "exercise", slug, exercises().keys().map(String::as_str))
}

/// A sign that isn't one of ours would be lost without a word: it is refused, so that it can be said again.
fn signs_exist(field: &str, told: &Answers) -> Result<(), Fault> {
    let unknown = told.keys().find(|item| signs::rows(item).is_none());
    unknown.map_or(Ok(()), |item| known(&format!("{field}.{item}"), "sign", item, signs::items()))
}

fn profile_fits(profile: &Profile) -> Result<(), Fault> {
    in_range("profile.age_years", f64::from(profile.age_years), 0.0, 120.0)?;
    profile.height_cm.map_or(Ok(()), |cm| in_range("profile.height_cm", cm, 50.0, 250.0))
}

fn in_range(field: &str, value: f64, from: f64, to: f64) -> Result<(), Fault> {
    let fits = (from..=to).contains(&value);
    if fits { Ok(()) } else { Err(Fault::new(field, format!("it is {value}; it goes from {from} to {to}"))) }
}

fn known<'a>(field: &str, what: &str, slug: &str, all: impl Iterator<Item = &'a str> + Clone) -> Result<(), Fault> {
    if all.clone().any(|k| k == slug) {
        return Ok(());
    }
    let meant = closest(slug, all).map(str::to_owned);
    Err(Fault { meant, ..Fault::new(field, format!("there is no {what} `{slug}`")) })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn with(fields: &Value) -> Value {
        let mut entry = json!({
            "id": "018f2d6e-0000-7000-8000-000000000001", "at": "2026-03-01T07:00:00+01:00", "device": "d", "seq": 1
        });
        let object = entry.as_object_mut().expect("an object");
        object.extend(fields.as_object().expect("an object").clone());
        entry
    }

    #[track_caller]
    fn check_refused(fields: &Value, expected: &str) {
        let AppError::Entry { place, detail, meant } = parse(&[with(fields)]).expect_err("refused") else {
            panic!("another error");
        };
        assert_eq!(format!("{place}: {detail} -> {}", meant.unwrap_or_default()), expected);
    }

    #[test]
    fn a_good_entry_is_kept_word_for_word() {
        let json = with(&json!({"type": "screened", "kind": "full", "answers": {"age": 45, "saddle_numbness": "no"}}));
        let kept: Value =
            serde_json::from_str(parse(std::slice::from_ref(&json)).expect("good")[0].body()).expect("JSON");
        assert_eq!(kept, json);
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_kept_as_it_is() {
        let answers = json!({"fever": true, "saddle_now": null, "age": ["45"], "unwell_now": "maybe"});
        let json = with(&json!({"type": "screened", "kind": "full", "answers": answers}));
        let kept: Value =
            serde_json::from_str(parse(std::slice::from_ref(&json)).expect("kept")[0].body()).expect("JSON");
        assert_eq!(kept, json);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place_and_what_was_meant() {
        check_refused(
            &json!({"type": "conset_given", "version": 1}),
            "[0]: unknown variant `conset_given`, expected one of `consent_given`, `profile_set`, `screened`, \
             `cleared`, `measured`, `session_started`, `step_finished`, `pain_reported`, `unwell_reported`, \
             `session_ended`, `morning_checked`, `exercise_swapped`, `programme_chosen`, `ball_requested`, \
             `bolster_chosen`, `retracted` -> consent_given",
        );
        check_refused(
            &json!({"type": "consent_given", "version": 1, "verson": 2}),
            "[0].verson: there is no field `verson` here -> version",
        );
        check_refused(
            &json!({"type": "morning_checked", "about": "2026-02-28", "settled": true, "pain": 11}),
            "[0].pain: pain is 11; it goes from 0 to 10 -> ",
        );
        check_refused(
            &json!({"type": "exercise_swapped", "from": "bridg", "reason": "dislike"}),
            "[0].from: there is no exercise `bridg` -> bridge",
        );
        check_refused(
            &json!({"type": "unwell_reported", "signs": {"chest_pain": "yes"}}),
            "[0].signs.chest_pain: there is no sign `chest_pain` -> ",
        );
        check_refused(
            &json!({"type": "programme_chosen", "programme": "bolster-releas"}),
            "[0].programme: there is no programme `bolster-releas` -> bolster-release",
        );
        check_refused(
            &json!({"type": "profile_set", "profile": {"height_cm": -168.0}}),
            "[0].profile.height_cm: it is -168; it goes from 50 to 250 -> ",
        );
        check_refused(
            &json!({"type": "bolster_chosen", "height_cm": -4.0}),
            "[0].height_cm: it is -4; it goes from 0 to 60 -> ",
        );
        check_refused(
            &json!({"type": "measured", "measurement": {"measure": "thomas-flor", "side": "left", "readings": [],
                "pelvis_control": "held", "helper": false, "context": "before_session"}}),
            "[0].measurement.measure: there is no measure `thomas-flor` -> thomas-floor",
        );
        check_refused(
            &json!({"type": "cleared", "by": "docter", "statement": "fine"}),
            "[0].by: there is no professional `docter` -> doctor",
        );
        check_refused(
            &json!({"type": "cleared", "by": "", "statement": ""}),
            "[0].by: there is no professional `` -> ",
        );
        check_refused(&json!({"type": "cleared", "by": "doctor", "statement": " "}), "[0].statement: it is empty -> ");
        check_refused(&json!({"type": "consent_given"}), "[0]: missing field `version` -> ");
    }
}
