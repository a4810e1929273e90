//! What can go wrong in a use case, and how it is said to a person.

use care::{entry::Fault, words::Words};
use journal::{Fault as Trouble, JournalError, export::ExportError};
use serde::Serialize;
use utoipa::ToSchema;

/// Why a use case could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The store failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// An entry in the store can't be read by this version.
    #[error("a stored entry can't be read: {0}")]
    Stored(String),
    /// An entry that was sent can't be used.
    #[error("{place}: {detail}")]
    Entry {
        /// Where it stands, e.g. `[2].measurement.side`.
        place: String,
        /// What is wrong.
        detail: String,
        /// What was probably meant.
        meant: Option<String>,
    },
    /// A file can't be imported.
    #[error("{0}")]
    Import(#[from] ExportError),
    /// A file of the sample person isn't added to one's own record.
    #[error("this file was made from the sample person")]
    SampleCopy,
    /// Erasing has to be confirmed in so many words.
    #[error("erasing was not confirmed")]
    NotConfirmed,
    /// There is no such thing.
    #[error("there is no {what} `{name}`")]
    Unknown {
        /// `exercise`, `lesson`, `measure`, ...
        what: &'static str,
        /// What was asked for.
        name: String,
        /// What was probably meant.
        meant: Option<String>,
    },
    /// There is no such language.
    #[error("there is no locale `{0}`")]
    Locale(String),
    /// A measurement can't be used; the text is in the person's language.
    #[error("{text}")]
    Measure {
        /// Field of the measurement.
        place: String,
        /// What is wrong and what to do.
        text: String,
        /// What was probably meant.
        meant: Option<String>,
    },
}

/// An error in the words of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Explained {
    /// Stable name of the kind of error.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Where: a field, an entry, a line.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// What to do next.
    pub hint: Option<String>,
}

impl Explained {
    /// The words behind `errors.<code>` with their places filled.
    pub fn new(words: &Words, code: &str, place: Option<String>, args: &[(&str, &dyn std::fmt::Display)]) -> Self {
        let hint = format!("errors.{code}.hint");
        Self {
            code: code.to_owned(),
            message: words.say(&format!("errors.{code}.message"), args),
            place,
            hint: words.has(&hint).then(|| words.say(&hint, args)),
        }
    }

    /// Something in what was given, with the words behind `errors.<code>`.
    pub fn of_fault(words: &Words, code: &str, fault: &Fault) -> Self {
        let place = Some(fault.field.clone()).filter(|field| !field.is_empty());
        Self::new(words, code, place, &[("detail", &fault.text)]).meaning(words, fault.meant.as_ref())
    }

    fn meaning(mut self, words: &Words, meant: Option<&String>) -> Self {
        if let Some(meant) = meant {
            self.hint = Some(words.say("errors.did_you_mean", &[("name", meant)]));
        }
        self
    }
}

impl AppError {
    /// A measurement's error, seen from further out; what is wrong with the profile stays where it is.
    #[must_use]
    pub fn within(self, outer: &str) -> Self {
        match self {
            Self::Measure { place, text, meant } if !place.starts_with("profile.") => {
                Self::Measure { place: format!("{outer}.{place}"), text, meant }
            }
            other => other,
        }
    }

    /// The error in the words of a person.
    pub fn explain(&self, words: &Words) -> Explained {
        let plain = |code: &str| Explained::new(words, code, None, &[("detail", self)]);
        match self {
            Self::Journal(error) => journal(error, words),
            Self::Stored(_) => plain("stored"),
            Self::Entry { place, detail, meant } => {
                Explained::new(words, "entry", Some(place.clone()), &[("place", place), ("detail", detail)])
                    .meaning(words, meant.as_ref())
            }
            Self::Import(error) => {
                let foreign = matches!(error, ExportError::Foreign(_) | ExportError::Format(_));
                let code = if foreign { "not_an_export" } else { "import" };
                let (place, detail) = import_fault(error, words);
                Explained::new(words, code, Some(place), &[("detail", &detail)])
            }
            Self::SampleCopy => Explained::new(words, "sample_copy", Some("person".into()), &[]),
            Self::NotConfirmed => plain("not_confirmed"),
            Self::Unknown { what, name, meant } => {
                let what = words.get(&format!("errors.things.{what}"));
                Explained::new(words, "unknown", Some(name.clone()), &[("what", &what), ("name", name)])
                    .meaning(words, meant.as_ref())
            }
            Self::Locale(name) => Explained::new(words, "locale", Some("locale".into()), &[("name", name)]),
            Self::Measure { place, text, meant } => {
                Explained { code: "measure".into(), message: text.clone(), place: Some(place.clone()), hint: None }
                    .meaning(words, meant.as_ref())
            }
        }
    }
}

fn journal(error: &JournalError, words: &Words) -> Explained {
    let code = match error {
        JournalError::Conflict(id) => {
            return Explained::new(words, "conflict", Some(id.to_string()), &[("id", id)]);
        }
        JournalError::InUse { .. } => "in_use",
        JournalError::Newer { .. } => "newer",
        JournalError::EraseUnfinished => "erase_unfinished",
        JournalError::File { .. } => "file",
        JournalError::Storage { fault, .. } => match fault {
            Trouble::Busy => "busy",
            Trouble::Full => "disk_full",
            Trouble::Damaged => "damaged",
            Trouble::NotADatabase => "not_a_database",
            Trouble::Other => "storage",
        },
        JournalError::Closed => "storage",
    };
    Explained::new(words, code, None, &[("detail", error)])
}

/// Where a file can't be read, and why.
fn import_fault(error: &ExportError, words: &Words) -> (String, String) {
    let place = match error {
        ExportError::Entry { place, .. } | ExportError::Conflict { place, .. } => place.to_string(),
        ExportError::Json(e) | ExportError::Foreign(e) => {
            let fault = Fault::of_json("", e, words);
            let place = if fault.field.is_empty() { format!("line {}", e.line()) } else { fault.field };
            return (place, fault.text);
        }
        ExportError::Format(_) => "format".into(),
        ExportError::Version(_) => "version".into(),
    };
    (place, error.to_string())
}
