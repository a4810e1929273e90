//! The record as one file: out, in, and gone.

use journal::{Appended, Journal, export};
use serde_json::Value;

use super::{App, AppError, PERSON, backup, entries};

/// A file whose entries were all read and checked; nothing of it is stored yet.
#[derive(Clone, Debug)]
pub struct Import {
    /// The entries as the rules read them, in canonical order.
    pub entries: Vec<care::entry::Entry>,
    raw: Vec<journal::Entry>,
}

/// Reads an export, written by Supple or by hand.
/// # Errors
/// [`AppError::Import`] or [`AppError::Entry`], with the entry and the line that is wrong.
pub fn read_export(text: &str) -> Result<Import, AppError> {
    let mut import = Import { entries: vec![], raw: vec![] };
    for (place, raw) in export::read(text)?.entries {
        let json: Value = serde_json::from_str(raw.body()).expect("the journal spells JSON");
        import.entries.push(entries::check(&json).map_err(|fault| fault.at(&place.to_string()))?);
        import.raw.push(raw);
    }
    Ok(import)
}

impl App {
    /// The whole record as one readable file. The day is noted, for the reminder to keep a copy.
    /// # Errors
    /// [`AppError::Journal`] when the store fails.
    pub async fn export(&self) -> Result<String, AppError> {
        let file = export::write(PERSON, &self.journal.read(PERSON).await?);
        backup::note(self.journal.path(), self.clock.today())?;
        Ok(file)
    }

    /// Adds everything from an export, all or nothing; what is there already stays as it is.
    /// # Errors
    /// [`AppError::Import`] or [`AppError::Entry`] with the place that is wrong, [`AppError::Journal`] when an id is
    /// taken by other content or the store fails.
    pub async fn import(&self, text: &str) -> Result<Appended, AppError> {
        let import = read_export(text)?;
        Ok(self.journal.append(PERSON, import.raw).await?)
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
