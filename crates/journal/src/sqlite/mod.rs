//! Entries in one `SQLite` file: write-ahead log, full synchronisation, one writer, any number of readers.

mod erase;
mod migrate;
mod writer;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use sqlx::{
    ConnectOptions, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::{sync::oneshot, task::JoinHandle};
use writer::{Request, Requests};

use crate::{Appended, Entry, Journal, JournalError, Position, error::storage, files::private};

/// How long a program waits for another one that is writing to the same file.
const BUSY: Duration = Duration::from_secs(3);
/// Readers at the same time; a further one waits.
const READERS: u32 = 4;

const READ: &str = "SELECT body FROM entries WHERE person = ? ORDER BY at_ns, device, seq, id";
const POSITION: &str = "SELECT max(position) FROM entries WHERE person = ?";
const PEOPLE: &str = "SELECT DISTINCT person FROM entries ORDER BY person";

/// A journal in an `SQLite` file. Dropping it lets the writer finish what it has; [`Sqlite::close`] waits for that.
#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    requests: Requests,
    readers: SqlitePool,
    writer: JoinHandle<()>,
}

impl Sqlite {
    /// Opens the file, or makes it (and its folder), and brings its layout up to date.
    /// # Errors
    /// [`JournalError::File`] when the folder can't be made, [`JournalError::Newer`] when a later version wrote it,
    /// [`JournalError::Storage`] when it can't be used as a database.
    pub async fn open(path: &Path) -> Result<Self, JournalError> {
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            make_folder(folder)?;
        }
        make_file(path)?;
        let options = options(path);
        let failed = |error| storage(path, error);
        let mut connection = options.connect().await.map_err(failed)?;
        if let Err(migrate::Newer { found, known }) = migrate::run(&mut connection).await.map_err(failed)? {
            return Err(JournalError::Newer { path: path.to_owned(), found, known });
        }
        let (requests, writer) = writer::spawn(options.clone(), connection);
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_lazy_with(options.create_if_missing(false).read_only(true));
        Ok(Self { path: path.to_owned(), requests, readers, writer })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Waits until the writer has written what it was given, and closes the file.
    pub async fn close(self) {
        self.readers.close().await;
        drop(self.requests);
        if let Err(error) = self.writer.await {
            tracing::error!(%error, "the writer did not end in order");
        }
    }

    async fn request<T>(&self, request: impl FnOnce(writer::Reply<T>) -> Request) -> Result<T, JournalError> {
        let (reply, answer) = oneshot::channel();
        self.requests.send(request(reply)).await.map_err(|_| JournalError::Closed)?;
        answer.await.map_err(|_| JournalError::Closed)?
    }

    fn failed(&self, error: sqlx::Error) -> JournalError {
        storage(&self.path, error)
    }
}

impl Journal for Sqlite {
    async fn append(&self, person: &str, entries: Vec<Entry>) -> Result<Appended, JournalError> {
        if entries.is_empty() {
            return Ok(Appended::default());
        }
        self.request(|reply| Request::Append { person: person.to_owned(), entries, reply }).await
    }

    async fn read(&self, person: &str) -> Result<Vec<String>, JournalError> {
        sqlx::query_scalar(READ).bind(person).fetch_all(&self.readers).await.map_err(|e| self.failed(e))
    }

    async fn position(&self, person: &str) -> Result<Option<Position>, JournalError> {
        let newest = sqlx::query_scalar(POSITION).bind(person).fetch_one(&self.readers).await;
        newest.map(|newest: Option<i64>| newest.map(Position)).map_err(|e| self.failed(e))
    }

    async fn people(&self) -> Result<Vec<String>, JournalError> {
        sqlx::query_scalar(PEOPLE).fetch_all(&self.readers).await.map_err(|e| self.failed(e))
    }

    async fn erase(&self, person: &str) -> Result<u64, JournalError> {
        self.request(|reply| Request::Erase { person: person.to_owned(), reply }).await
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .busy_timeout(BUSY)
        .disable_statement_logging()
}

/// Makes the file, readable by its owner alone; the database gives its log the same rights.
fn make_file(path: &Path) -> Result<(), JournalError> {
    private(std::fs::File::options().create(true).append(true))
        .open(path)
        .map(drop)
        .map_err(|e| JournalError::File { path: path.to_owned(), source: Arc::new(e) })
}

/// Makes the folder, readable by its owner alone where the system knows owners.
fn make_folder(folder: &Path) -> Result<(), JournalError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| JournalError::File { path: folder.to_owned(), source: Arc::new(e) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_writer_waits_until_the_disk_has_what_it_acknowledges() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut writer = options(&dir.path().join("supple.db")).connect().await.expect("a connection");
        let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut writer).await.expect("a number");
        let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut writer).await.expect("a word");
        assert_eq!((synchronous, mode.as_str()), (2, "wal"), "2 is FULL");
    }

    #[tokio::test]
    async fn the_newest_entry_is_found_by_an_index() {
        let dir = tempfile::tempdir().expect("a folder");
        let journal = Sqlite::open(&dir.path().join("supple.db")).await.expect("a new file");
        let explain = format!("EXPLAIN QUERY PLAN {POSITION}");
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(explain)).bind("me").fetch_all(&journal.readers).await.expect("a plan");
        assert!(plan.iter().all(|step| step.3.contains("entries_by_arrival")), "{plan:?}");
    }
}
