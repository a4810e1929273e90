//! One entry as the journal sees it: an envelope to order by, and content that is kept but not read.

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{canonical::canonical, unique::check_unique_keys};

/// An entry with its envelope read and its content in canonical spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    id: Uuid,
    at_ns: i64,
    device: String,
    seq: i64,
    body: String,
}

/// Why a piece of JSON isn't an entry.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// Not JSON, a field that is there twice, or one of the envelope (`id`, `at`, `device`, `seq`) that is missing or of the
    /// wrong kind.
    #[error("{0}")]
    Envelope(#[from] serde_json::Error),
    /// Not a JSON object.
    #[error("an entry is an object in braces")]
    NotAnObject,
    /// The time can't be ordered.
    #[error("`at` is {0}; years from 1678 to 2261 can be kept")]
    Time(DateTime<FixedOffset>),
    /// The device's count is out of range.
    #[error("`seq` is {0}; it can be at most {max}", max = i64::MAX)]
    Seq(u64),
}

#[derive(Deserialize)]
struct Envelope {
    id: Uuid,
    at: DateTime<FixedOffset>,
    device: String,
    seq: u64,
}

impl Entry {
    /// Reads an entry from JSON.
    /// # Errors
    /// [`EntryError`] says which part of the envelope can't be used.
    pub fn parse(json: &str) -> Result<Self, EntryError> {
        check_unique_keys(json)?;
        let envelope: Envelope = serde_json::from_str(json)?;
        let content: Value = serde_json::from_str(json)?;
        let fields = content.as_object().ok_or(EntryError::NotAnObject)?;
        Ok(Self {
            id: envelope.id,
            at_ns: envelope.at.timestamp_nanos_opt().ok_or(EntryError::Time(envelope.at))?,
            device: envelope.device,
            seq: i64::try_from(envelope.seq).map_err(|_| EntryError::Seq(envelope.seq))?,
            body: canonical(fields),
        })
    }

    /// The id that its device chose.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// When it happened [ns since 1970 UTC].
    pub fn at_ns(&self) -> i64 {
        self.at_ns
    }

    /// Which device wrote it.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// The device's own count.
    pub fn seq(&self) -> i64 {
        self.seq
    }

    /// The whole entry as canonical JSON.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The order in which entries are read and exported.
    pub fn order(&self) -> (i64, &str, i64, String) {
        (self.at_ns, &self.device, self.seq, self.id.hyphenated().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "018f2d6e-0000-7000-8000-000000000001";

    fn error(json: &str) -> String {
        Entry::parse(json).expect_err("must be refused").to_string()
    }

    #[test]
    fn content_is_kept_and_the_envelope_read() {
        let json = format!(r#"{{"seq":3,"at":"2026-03-01T07:00:00+01:00","device":"d","id":"{ID}","x":[1.10]}}"#);
        let entry = Entry::parse(&json).expect("an entry");
        assert_eq!((entry.device(), entry.seq()), ("d", 3));
        let body = format!(r#"{{"id":"{ID}","at":"2026-03-01T07:00:00+01:00","device":"d","seq":3,"x":[1.1]}}"#);
        assert_eq!(entry.body(), body);
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(error("[]").contains("invalid"), "{}", error("[]"));
        assert!(error(&format!(r#"{{"id":"{ID}","at":"2026-03-01T07:00:00Z","seq":1}}"#)).contains("device"));
        let far = format!(r#"{{"id":"{ID}","at":"9999-03-01T07:00:00Z","device":"d","seq":1}}"#);
        assert!(error(&far).contains("2261"));
        let high = format!(r#"{{"id":"{ID}","at":"2026-03-01T07:00:00Z","device":"d","seq":18446744073709551615}}"#);
        assert!(error(&high).contains("seq"));
    }
}
