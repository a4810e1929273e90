//! A long diary: the sample person's eight weeks, again and again.

use care::{entry::Entry, sample::sample_person, words::Words};
use chrono::{DateTime, Days, NaiveDate};
use serde_json::Value;
use uuid::Uuid;

/// Days of the sample person's diary.
const DAYS: u64 = 56;
/// The last day.
pub const END: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");

/// At least so many days of daily use up to [`END`], as the journal keeps them.
pub fn bodies(days: u64) -> Vec<String> {
    let words = Words::load("en").expect("English");
    let sample: Vec<Value> = sample_person(END, &words).iter().map(value).collect();
    let blocks = days.div_ceil(DAYS);
    let earlier = (0..blocks).rev();
    earlier.flat_map(|block| sample.iter().map(move |entry| shifted(entry, block))).collect()
}

fn value(entry: &Entry) -> Value {
    serde_json::to_value(entry).expect("an entry is plain data")
}

/// The entry so many times eight weeks earlier, with ids of its own.
fn shifted(entry: &Value, block: u64) -> String {
    let mut entry = entry.clone();
    let back = Days::new(block * DAYS);
    for name in ["id", "session", "entry"] {
        if let Some(id) = entry.get(name).and_then(Value::as_str).and_then(|id| id.parse::<Uuid>().ok()) {
            entry[name] = Uuid::from_u128(id.as_u128() ^ u128::from(block) << 96).to_string().into();
        }
    }
    for name in ["date", "about"] {
        if let Some(date) = entry.get(name).and_then(Value::as_str).and_then(|date| date.parse::<NaiveDate>().ok()) {
            entry[name] = (date - back).to_string().into();
        }
    }
    let at = entry["at"].as_str().and_then(|at| DateTime::parse_from_rfc3339(at).ok()).expect("a time");
    entry["at"] = (at - back).to_rfc3339().into();
    entry.to_string()
}
