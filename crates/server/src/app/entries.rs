//! Entries that come from outside: read, checked, and kept as they were written.

use care::{
    entry::{Entry, Fault, Measurement, Profile, check_event, check_profile, limits},
    words::{Words, closest},
};
use chrono::{DateTime, FixedOffset, TimeDelta};
use journal::{Appended, Journal};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{App, AppError, PERSON};

/// A clock of a phone may be ahead of this one, and a day begins earlier in the east; more than this is a slip [h].
const AHEAD_HOURS: i64 = 24;

impl App {
    /// Adds entries, all or none, and returns when they are durable.
    /// # Errors
    /// [`AppError::Entry`] names the entry and the field that can't be used; [`AppError::Journal`] when an id is taken
    /// by other content or the store fails.
    pub async fn append(&self, entries: &[Value], words: &Words) -> Result<Appended, AppError> {
        let entries = parse(entries, self.clock.now(), words)?;
        Ok(self.journal.append(PERSON, entries).await?)
    }
}

/// Reads and checks entries.
/// # Errors
/// [`AppError::Entry`] with its place, e.g. `[2].measurement.side`.
fn parse(entries: &[Value], now: DateTime<FixedOffset>, words: &Words) -> Result<Vec<journal::Entry>, AppError> {
    let one = |(i, json): (usize, &Value)| {
        let at = |fault: Fault| AppError::from(fault.within(&format!("[{i}]")));
        check(json, now, words).map_err(at)?;
        journal::Entry::parse(&json.to_string()).map_err(|e| at(envelope(&e, words)))
    };
    entries.iter().enumerate().map(one).collect()
}

/// Reads an entry from the store.
pub(super) fn stored(body: &str) -> Result<Entry, AppError> {
    serde_json::from_str(body).map_err(|e| AppError::Stored(format!("{e}: {body}")))
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        Self::Entry { place: fault.field, detail: fault.text, meant: fault.meant }
    }
}

/// Why the journal can't take an entry.
pub(super) fn envelope(error: &journal::EntryError, words: &Words) -> Fault {
    match error {
        journal::EntryError::Envelope(e) => Fault::of_json("", e, words),
        journal::EntryError::NotAnObject => Fault::of_reading("", "invalid type: list, expected a map", words),
        journal::EntryError::Time(_) => Fault::of_reading("at", "input is out of range", words),
        journal::EntryError::Seq(seq) => seq_range(*seq, words),
    }
}

fn seq_range(seq: u64, words: &Words) -> Fault {
    Fault::new("seq", "range", &[("value", &seq), ("min", &0), ("max", &limits::SEQ)], words)
}

/// Reads one entry; nothing that it says may be lost, be out of range, or lie ahead.
/// # Errors
/// [`Fault`] with the field, what is wrong with it, and what was probably meant.
pub fn check(json: &Value, now: DateTime<FixedOffset>, words: &Words) -> Result<Entry, Fault> {
    let entry: Entry = read(json, words).map_err(|fault| located(json, fault, words))?;
    let understood = serde_json::to_value(&entry).expect("an entry is plain data");
    if let Some(fault) = unknown_field(json, &understood, "", words) {
        return Err(fault);
    }
    if entry.seq > limits::SEQ {
        return Err(seq_range(entry.seq, words));
    }
    if entry.at - now > TimeDelta::hours(AHEAD_HOURS) {
        return Err(Fault::new("at", "future", &[("now", &now.format("%Y-%m-%d %H:%M"))], words));
    }
    check_event(&entry.event, words)?;
    Ok(entry)
}

/// A profile with some fields changed.
/// # Errors
/// [`AppError::Entry`] with the field that isn't one, or whose value doesn't fit.
pub fn merge_profile(now: &Profile, changes: &Map<String, Value>, words: &Words) -> Result<Profile, AppError> {
    let mut merged = serde_json::to_value(now).expect("a profile is plain data");
    merged.as_object_mut().expect("a profile has fields").extend(changes.clone());
    let profile: Profile = read(&merged, words).map_err(|fault| fault.within("profile"))?;
    check_profile(&profile, words).map_err(|fault| fault.within("profile"))?;
    Ok(profile)
}

fn read<T: DeserializeOwned>(json: &Value, words: &Words) -> Result<T, Fault> {
    serde_path_to_error::deserialize(json)
        .map_err(|error| Fault::of_json(&error.path().to_string(), error.inner(), words))
}

/// What every entry has, whatever happened.
const ENVELOPE: [&str; 4] = ["id", "at", "device", "seq"];

/// Finds the field that a fault is about: the reader of entries has lost its place by the time it knows the type of the event.
/// It stops at the first field that it can't read, so that is the one without which it says something else.
fn located(json: &Value, fault: Fault, words: &Words) -> Fault {
    let nested = |name: &str, fault: Option<Fault>| fault.map(|fault| fault.within(name));
    let inner = (json.get("profile").and_then(|of| nested("profile", read::<Profile>(of, words).err())))
        .or_else(|| json.get("measurement").and_then(|of| nested("measurement", read::<Measurement>(of, words).err())));
    if let Some(inner) = inner.filter(|inner| inner.text == fault.text) {
        return inner;
    }
    let Some(fields) = json.as_object().filter(|_| fault.field.is_empty()) else { return fault };
    let without = |name: &&String| {
        let mut rest = fields.clone();
        rest.remove(*name);
        read::<Entry>(&Value::Object(rest), words).err().as_ref() != Some(&fault)
    };
    let mut own = fields.keys().filter(|name| !ENVELOPE.contains(&name.as_str()));
    let field = own.find(without).cloned().unwrap_or_default();
    Fault { field, ..fault }
}

/// The first field of `given` that was not understood.
fn unknown_field(given: &Value, understood: &Value, path: &str, words: &Words) -> Option<Fault> {
    match (given, understood) {
        (Value::Object(given), Value::Object(known)) => given.iter().find_map(|(key, value)| {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match known.get(key) {
                Some(inner) => unknown_field(value, inner, &path, words),
                None => Some(Fault {
                    meant: closest(key, known.keys().map(String::as_str)).map(str::to_owned),
                    ..Fault::new(path, "unknown_field", &[("name", key)], words)
                }),
            }
        }),
        (Value::Array(given), Value::Array(known)) => {
            let pairs = given.iter().zip(known).enumerate();
            pairs
                .into_iter()
                .find_map(|(i, (given, known))| unknown_field(given, known, &format!("{path}[{i}]"), words))
        }
        // A list with the values of an object in its order says nothing of which is which.
        (Value::Array(_), Value::Object(_)) => {
            Some(Fault::of_reading(path, "invalid type: sequence, expected a map", words))
        }
        _ => None,
    }
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

    fn read(json: &Value) -> Result<Vec<journal::Entry>, AppError> {
        let now = DateTime::parse_from_rfc3339("2026-03-02T07:00:00Z").expect("a time");
        parse(std::slice::from_ref(json), now, &Words::load("en").expect("English is embedded"))
    }

    #[track_caller]
    fn check_refused(fields: &Value, expected: &str) {
        let AppError::Entry { place, detail, meant } = read(&with(fields)).expect_err("refused") else {
            panic!("another error");
        };
        assert_eq!(format!("{place}: {detail} -> {}", meant.unwrap_or_default()), expected);
    }

    #[test]
    fn a_good_entry_is_kept_word_for_word() {
        let json = with(&json!({"type": "screened", "kind": "full", "answers": {"age": 45, "saddle_numbness": "no"}}));
        let kept: Value = serde_json::from_str(read(&json).expect("good")[0].body()).expect("JSON");
        assert_eq!(kept, json);
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_kept_as_it_is() {
        let answers = json!({"fever": true, "saddle_now": null, "age": ["45"], "unwell_now": "maybe"});
        let json = with(&json!({"type": "screened", "kind": "full", "answers": answers}));
        let kept: Value = serde_json::from_str(read(&json).expect("kept")[0].body()).expect("JSON");
        assert_eq!(kept, json);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place_and_what_was_meant() {
        check_refused(
            &json!({"type": "conset_given", "version": 1}),
            "[0].type: “conset_given” is not one of consent_given, profile_set, screened, cleared, measured, \
             session_started, step_finished, pain_reported, unwell_reported, session_ended, morning_checked, \
             exercise_swapped, programme_chosen, ball_requested, bolster_chosen, retracted -> consent_given",
        );
        check_refused(
            &json!({"type": "consent_given", "version": 1, "verson": 2}),
            "[0].verson: there is no field “verson” here -> version",
        );
        check_refused(
            &json!({"type": "morning_checked", "about": "2026-02-28", "settled": true, "pain": 11}),
            "[0].pain: it is 11; it goes from 0 to 10 -> ",
        );
        check_refused(
            &json!({"type": "exercise_swapped", "from": "bridg", "reason": "dislike"}),
            "[0].from: “bridg” is not known here -> bridge",
        );
        check_refused(
            &json!({"type": "profile_set", "profile": {"aims": ["calm", "clm"]}}),
            "[0].profile.aims[1]: “clm” is not one of ease_pain, move_better, before_sleep, before_run, before_walk, \
             desk_break, calm -> calm",
        );
        check_refused(
            &json!({"type": "measured", "measurement": {"measure": "thomas-table", "side": "left",
                "readings": [{"thigh_angle_deg": 4}, {"thigh_angle_deg": 999}],
                "pelvis_control": "held", "helper": false, "context": "before_session"}}),
            "[0].measurement.readings[1].thigh_angle_deg: The thigh's angle must be from -75 to 50 degrees. You wrote 999. \
             Level is 0, below level is positive -> ",
        );
        check_refused(&json!({"type": "consent_given"}), "[0].version: version is missing -> ");
    }

    #[test]
    fn what_has_another_form_is_said_in_plain_words_with_its_place() {
        let measured = |field: &str, value: Value| {
            let mut measurement = json!({"measure": "thomas-floor", "side": "left", "readings": [{"height_cm": 4}],
                "pelvis_control": "held", "context": "before_session"});
            measurement[field] = value;
            json!({"type": "measured", "measurement": measurement})
        };
        let morning = |field: &str, value: Value| {
            let mut event = json!({"type": "morning_checked", "about": "2026-02-28", "settled": true, "pain": 1});
            event[field] = value;
            event
        };
        for (fields, expected) in [
            (measured("side", json!("lefft")), "[0].measurement.side: “lefft” is not one of left, right -> left"),
            (
                measured("readings", json!([{"height_cm": "4"}])),
                "[0].measurement.readings[0].height_cm: it is the text “4”, and has to be a number -> ",
            ),
            (
                measured("readings", json!([{"heigth_cm": 4}])),
                "[0].measurement.readings[0].heigth_cm: there is no field “heigth_cm” here -> height_cm",
            ),
            (
                measured("readings", json!(4)),
                "[0].measurement.readings: it is the number 4, and has to be a list in brackets -> ",
            ),
            (
                json!({"type": "profile_set", "profile": {"age_years": 4.5}}),
                "[0].profile.age_years: it is the number 4.5, and has to be a whole number, 0 or more -> ",
            ),
            (
                json!({"type": "profile_set", "profile": []}),
                "[0].profile: it is a list, and has to be an object in braces -> ",
            ),
            (
                morning("pain", json!(300)),
                "[0].pain: it is the number 300, and has to be a whole number from 0 to 10 -> ",
            ),
            (morning("settled", json!("yes")), "[0].settled: it is the text “yes”, and has to be true or false -> "),
            (morning("about", json!("28.2.2026")), "[0].about: it is not a day, like 2026-03-01 -> "),
            (
                morning("at", json!("yesterday")),
                "[0].at: it is not a time with its offset, like 2026-03-01T07:00:00+01:00 -> ",
            ),
            (morning("seq", json!(-1)), "[0].seq: it is the number -1, and has to be a whole number, 0 or more -> "),
            (
                morning("id", json!("7")),
                "[0].id: it is not an id (a UUID), like 018f2d6e-0000-7000-8000-000000000001 -> ",
            ),
            (morning("device", Value::Null), "[0].device: it is nothing, and has to be a text -> "),
        ] {
            check_refused(&fields, expected);
        }
    }

    #[test]
    fn counts_and_times_at_the_edge_are_refused() {
        let consent = |field: &str, value: Value| {
            let mut event = json!({"type": "consent_given", "version": 1});
            event[field] = value;
            event
        };
        check_refused(
            &consent("seq", json!(i64::MAX)),
            "[0].seq: it is 9223372036854775807; it goes from 0 to 9007199254740991 -> ",
        );
        check_refused(
            &consent("at", json!("2026-03-03T09:00:00+01:00")),
            "[0].at: it is more than a day ahead of the clock of this computer, which says 2026-03-02 07:00 -> ",
        );
        check_refused(
            &consent("at", json!("1600-01-01T00:00:00Z")),
            "[0].at: it is not a time with its offset, like 2026-03-01T07:00:00+01:00 -> ",
        );
        read(&with(&consent("at", json!("2026-03-03T07:59:00+01:00")))).expect("a clock may be ahead by a day");
        read(&with(&consent("seq", json!(limits::SEQ)))).expect("the last count");
    }
}
