//! When a copy of the record was made last, in a small file beside the database.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::NaiveDate;
use journal::JournalError;

use super::AppError;

/// Days after which a copy is due, counted from the last one or from the first entry.
const EVERY_DAYS: i64 = 14;

/// Is it time for a copy? `first` is the day of the first entry.
pub(super) fn due(database: &Path, first: Option<NaiveDate>, today: NaiveDate) -> bool {
    let last = std::fs::read_to_string(file(database)).ok().and_then(|text| text.trim().parse().ok());
    last.max(first).is_some_and(|since| (today - since).num_days() >= EVERY_DAYS)
}

/// Notes that a copy was made.
pub(super) fn note(database: &Path, today: NaiveDate) -> Result<(), AppError> {
    journal::files::replace(&file(database), format!("{today}\n").as_bytes()).map_err(|e| failed(database, e))
}

/// Forgets it, with the record.
pub(super) fn forget(database: &Path) -> Result<(), AppError> {
    match std::fs::remove_file(file(database)) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(failed(database, e)),
        _ => Ok(()),
    }
}

fn file(database: &Path) -> PathBuf {
    database.with_added_extension("copied")
}

fn failed(database: &Path, source: std::io::Error) -> AppError {
    JournalError::File { path: file(database), source: Arc::new(source) }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, n).expect("a day")
    }

    #[test]
    fn a_copy_is_due_two_weeks_after_the_last_one_or_the_first_entry() {
        let dir = tempfile::tempdir().expect("a folder");
        let database = dir.path().join("supple.db");
        assert!(!due(&database, None, day(31)), "nothing to copy");
        assert!(!due(&database, Some(day(1)), day(14)));
        assert!(due(&database, Some(day(1)), day(15)));
        note(&database, day(15)).expect("noted");
        assert!(!due(&database, Some(day(1)), day(28)));
        assert!(due(&database, Some(day(1)), day(29)));
        forget(&database).expect("forgotten");
        forget(&database).expect("nothing to forget is fine");
        assert!(due(&database, Some(day(1)), day(15)));
    }
}
