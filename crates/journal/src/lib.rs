//! Append-only entries, kept so that what was acknowledged is never lost.
//!
//! *Invariant:* an entry is opaque. The journal reads who, when and in which order, and keeps the rest value for value, in
//! one spelling; what an entry means is known by `care` alone.

mod canonical;
mod entry;
mod error;
pub mod export;
pub mod files;
mod lock;
pub mod sqlite;
mod unique;

use std::future::Future;

pub use entry::{Entry, EntryError};
pub use error::{Fault, JournalError};
pub use lock::ServerLock;
pub use sqlite::Sqlite;
pub use unique::check_unique_keys;
use uuid::Uuid;

/// What became of the entries of one append, in the order they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// New and durable now.
    pub accepted: Vec<Uuid>,
    /// Were there before with the same content; nothing changed.
    pub duplicates: Vec<Uuid>,
}

/// The newest entry of a person in order of arrival. It never goes back, even after an erase, so it can key a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub i64);

/// Where entries are kept. Every store passes the same contract (`tests/contract`).
pub trait Journal: Send + Sync + 'static {
    /// Adds entries, all or none, and returns when they are durable.
    ///
    /// An entry that is there already with the same content is a duplicate and changes nothing.
    /// # Errors
    /// [`JournalError::Conflict`] when an id is taken by other content; [`JournalError::Storage`] when the store fails.
    fn append(&self, person: &str, entries: Vec<Entry>) -> impl Future<Output = Result<Appended, JournalError>> + Send;

    /// All entries of a person as canonical JSON, ordered by time, device, the device's count and id.
    /// # Errors
    /// [`JournalError::Storage`] when the store fails.
    fn read(&self, person: &str) -> impl Future<Output = Result<Vec<String>, JournalError>> + Send;

    /// The newest position of a person; `None` when there are no entries.
    /// # Errors
    /// [`JournalError::Storage`] when the store fails.
    fn position(&self, person: &str) -> impl Future<Output = Result<Option<Position>, JournalError>> + Send;

    /// Everybody who has entries, in order of name.
    /// # Errors
    /// [`JournalError::Storage`] when the store fails.
    fn people(&self) -> impl Future<Output = Result<Vec<String>, JournalError>> + Send;

    /// Removes everything about a person for good and returns how many entries that were. The only deletion there is.
    /// # Errors
    /// [`JournalError::EraseUnfinished`] when the rows are gone but another program keeps the log open;
    /// [`JournalError::Storage`] when the store fails.
    fn erase(&self, person: &str) -> impl Future<Output = Result<u64, JournalError>> + Send;
}
