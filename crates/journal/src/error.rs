//! What can go wrong in a store.

use std::{path::PathBuf, sync::Arc};

use uuid::Uuid;

/// Why the journal could not do what was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum JournalError {
    /// An id that is taken by another content. Entries never change, so one of the two has to get a new id.
    #[error("entry {0} is already there with other content")]
    Conflict(Uuid),
    /// A server uses this file already.
    #[error("another server is using {}", path.display())]
    InUse {
        /// The database.
        path: PathBuf,
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
    #[error("the database failed: {0}")]
    Storage(Arc<sqlx::Error>),
    /// The writer has stopped, because the journal was closed.
    #[error("the journal is closed")]
    Closed,
}

impl From<sqlx::Error> for JournalError {
    fn from(error: sqlx::Error) -> Self {
        Self::Storage(Arc::new(error))
    }
}
