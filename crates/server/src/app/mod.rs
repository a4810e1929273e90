//! The use cases, free of HTTP and terminal.

mod backup;
mod cache;
pub mod catalogue;
mod demo;
mod entries;
mod error;
pub mod figures;
mod language;
mod measure;
pub mod mechanics;
mod memory;
pub mod movements;
mod portable;
mod print;
mod results;
pub mod schema;
mod session;
mod shelf;
pub mod solids;
mod state;
mod write;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use cache::Cache;
use care::record::Record;
pub use care::words::closest;
pub use demo::Demo;
pub use entries::{check as check_entry, merge_profile};
pub use error::{AppError, Explained};
use journal::{Journal, Sqlite};
pub use language::words;
pub use measure::{MeasureView, evaluate};
pub use portable::{Contents, Import, read_export};
pub use session::plan_of;
pub use state::{LockState, ScreeningState, State};

use crate::clock::Clock;

/// The person whose record the single-user server keeps.
pub const PERSON: &str = "me";
/// The sample person, as the files that are made from it call them.
pub const SAMPLE: &str = "sample";
/// The database of one's own record, in the data folder.
pub const OWN_FILE: &str = "supple.db";
/// The database of the sample person, beside it.
pub const DEMO_FILE: &str = "demo.db";

/// One database and what can be done with the record in it.
#[derive(Debug)]
pub struct App {
    journal: Sqlite,
    clock: Clock,
    cache: Cache,
    demo: bool,
}

impl App {
    /// Opens one's own record in the data folder.
    /// # Errors
    /// [`AppError::Journal`] when the file can't be used.
    pub async fn open(folder: &Path, clock: Clock) -> Result<Self, AppError> {
        Self::open_file(&folder.join(OWN_FILE), clock, false).await
    }

    async fn open_file(file: &Path, clock: Clock, demo: bool) -> Result<Self, AppError> {
        let journal = Sqlite::open(file).await?;
        Ok(Self { journal, clock, cache: Cache::default(), demo })
    }

    /// Is this the sample person's record?
    pub fn is_demo(&self) -> bool {
        self.demo
    }

    /// The clock that tells today.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// The database.
    pub fn file(&self) -> PathBuf {
        self.journal.path().to_owned()
    }

    /// The folded record, from the cache when nothing has arrived since.
    /// # Errors
    /// [`AppError::Journal`] when the store fails, [`AppError::Stored`] when it holds what this version can't read.
    pub async fn record(&self) -> Result<Arc<Record>, AppError> {
        let Some(position) = self.journal.position(PERSON).await? else {
            self.cache.forget(PERSON);
            return Ok(Arc::default());
        };
        if let Some(record) = self.cache.get(PERSON, position) {
            return Ok(record);
        }
        let bodies = self.journal.read(PERSON).await?;
        let entries = bodies.iter().map(|body| entries::stored(body)).collect::<Result<Vec<_>, _>>()?;
        let record = Arc::new(Record::fold(entries));
        self.cache.put(PERSON, position, record.clone());
        Ok(record)
    }

    /// Waits until everything is written, and closes the file.
    pub async fn close(self) {
        self.journal.close().await;
    }
}
