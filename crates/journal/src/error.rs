//! What can go wrong in a store.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use uuid::Uuid;

/// Why the journal could not do what was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum JournalError {
    /// An id that is taken by another content. Entries never change, so one of the two has to get a new id.
    #[error("entry {0} is already there with other content")]
    Conflict(Uuid),
    /// A server uses this file already.
    #[error("another server is using {}{}", path.display(), at.as_ref().map(|at| format!(" at {at}")).unwrap_or_default())]
    InUse {
        /// The database.
        path: PathBuf,
        /// The address of that server, if it is known.
        at: Option<String>,
    },
    /// The file was written by a newer version.
    #[error("{} has layout {found}; this version knows layouts up to {known}", path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its layout.
        found: i64,
        /// The newest known one.
        known: i64,
    },
    /// The rows are gone, but traces stay in the log until the other program lets go of the file.
    #[error("the entries are removed, but another program holds the file open; close it and erase again")]
    EraseUnfinished,
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: Arc<std::io::Error>,
    },
    /// The database failed.
    #[error("{}: {source}", path.display())]
    Storage {
        /// The database.
        path: PathBuf,
        /// What kind of failure, so that it can be said what to do.
        fault: Fault,
        /// The cause.
        source: Arc<sqlx::Error>,
    },
    /// The writer has stopped, because the journal was closed.
    #[error("the journal is closed")]
    Closed,
}

/// What kind of failure of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Another program is writing, and goes on for longer than anyone waits.
    Busy,
    /// The disk is full. What was there before is still there.
    Full,
    /// The content of the file is damaged.
    Damaged,
    /// The file is something else than a database.
    NotADatabase,
    /// Anything else.
    Other,
}

/// The failure of the database in this file.
pub(crate) fn storage(path: &Path, error: sqlx::Error) -> JournalError {
    JournalError::Storage { path: path.to_owned(), fault: fault(&error), source: Arc::new(error) }
}

/// Reads `SQLite`'s result code; the part above the first byte says more than is needed here.
pub(crate) fn fault(error: &sqlx::Error) -> Fault {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    match code.and_then(|code| code.parse::<i32>().ok()).map(|code| code & 0xff) {
        Some(5 | 6) => Fault::Busy,
        Some(13) => Fault::Full,
        Some(11) => Fault::Damaged,
        Some(26) => Fault::NotADatabase,
        _ => Fault::Other,
    }
}
