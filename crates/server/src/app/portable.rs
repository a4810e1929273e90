//! The record as one file: out, in, and gone.

use care::{entry::Fault, record::day, words::Words};
use chrono::{DateTime, FixedOffset, NaiveDate};
use journal::{
    Appended, Journal,
    export::{self, ExportError, Place},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{App, AppError, PERSON, SAMPLE, backup, entries};

/// A file whose entries were all read and checked; nothing of it is stored yet.
#[derive(Clone, Debug)]
pub struct Import {
    /// Whose entries these are.
    pub person: String,
    /// The entries as the rules read them, in canonical order.
    pub entries: Vec<care::entry::Entry>,
    raw: Vec<journal::Entry>,
}

/// What a file holds, to look at before it is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Contents {
    /// How many entries.
    pub entries: usize,
    /// Day of the first one.
    pub from: Option<NaiveDate>,
    /// Day of the last one.
    pub to: Option<NaiveDate>,
}

/// Reads an export, written by Supple or by hand.
/// # Errors
/// [`AppError::Import`] or [`AppError::Entry`], with the entry and the line that is wrong.
pub fn read_export(text: &str, now: DateTime<FixedOffset>, words: &Words) -> Result<Import, AppError> {
    let file = export::read(text).map_err(|error| unreadable(error, text, now, words))?;
    let mut import = Import { person: file.person, entries: vec![], raw: vec![] };
    for (place, raw) in file.entries {
        let json: Value = serde_json::from_str(raw.body()).expect("the journal spells JSON");
        import.entries.push(entries::check(&json, now, words).map_err(|fault| at(place, fault))?);
        import.raw.push(raw);
    }
    Ok(import)
}

/// An entry that the journal can't take is looked at again for the field.
fn unreadable(error: ExportError, text: &str, now: DateTime<FixedOffset>, words: &Words) -> AppError {
    let ExportError::Entry { place, source } = error else { return error.into() };
    let file: Option<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok();
    let found = file.and_then(|file| entries::check(file["entries"].get(place.entry - 1)?, now, words).err());
    at(place, found.unwrap_or_else(|| entries::envelope(&source, words)))
}

/// The fault with the entry's own place in the file.
fn at(place: Place, fault: Fault) -> AppError {
    let fault = fault.within(&format!("entries[{}]", place.entry - 1));
    Fault { field: format!("line {}, {}", place.line, fault.field), ..fault }.into()
}

impl App {
    /// The whole record as one readable file.
    /// # Errors
    /// [`AppError::Journal`] when the store fails.
    pub async fn export(&self) -> Result<String, AppError> {
        let person = if self.demo { SAMPLE } else { PERSON };
        Ok(export::write(person, &self.journal.read(PERSON).await?))
    }

    /// Notes that a copy was delivered today, for the reminder to keep one. That this can't be noted is no reason to
    /// call the copy a failure.
    pub fn copied(&self) {
        if let Err(error) = backup::note(self.journal.path(), self.clock.today()) {
            tracing::warn!(%error, "the day of the copy could not be noted");
        }
    }

    /// What a file holds. Nothing is added.
    /// # Errors
    /// As [`App::import`], but for what the store says.
    pub fn look_into(&self, text: &str, words: &Words) -> Result<Contents, AppError> {
        let entries = self.read_for_this_record(text, words)?.entries;
        Ok(Contents { entries: entries.len(), from: entries.first().map(day), to: entries.last().map(day) })
    }

    /// Adds everything from an export, all or nothing; what is there already stays as it is.
    /// # Errors
    /// [`AppError::Import`] or [`AppError::Entry`] with the place that is wrong, [`AppError::SampleCopy`] when the file
    /// was made from the sample person, [`AppError::Journal`] when an id is taken by other content or the store fails.
    pub async fn import(&self, text: &str, words: &Words) -> Result<Appended, AppError> {
        let import = self.read_for_this_record(text, words)?;
        Ok(self.journal.append(PERSON, import.raw).await?)
    }

    /// The answers of a made-up person would make a plan for somebody who was never asked.
    fn read_for_this_record(&self, text: &str, words: &Words) -> Result<Import, AppError> {
        let import = read_export(text, self.clock.now(), words)?;
        if import.person == SAMPLE && !self.demo { Err(AppError::SampleCopy) } else { Ok(import) }
    }

    /// Removes the whole record for good; `confirm` has to be the word `erase`. Returns how many entries that were.
    /// # Errors
    /// [`AppError::NotConfirmed`]; [`AppError::Journal`] when the store fails.
    pub async fn erase(&self, confirm: &str) -> Result<u64, AppError> {
        if confirm != "erase" {
            return Err(AppError::NotConfirmed);
        }
        self.cache.forget(PERSON);
        let removed = self.journal.erase(PERSON).await?;
        backup::forget(self.journal.path())?;
        Ok(removed)
    }
}
