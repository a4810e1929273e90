//! The one writer: what waits is written in one transaction and acknowledged after its commit.

use std::collections::HashMap;

use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};
use uuid::Uuid;

use super::erase;
use crate::{Appended, Entry, JournalError, error::storage};

/// Requests that wait before a sender has to.
const QUEUE: usize = 1024;
/// Entries in one transaction after which it is committed even if more wait.
const GROUP: usize = 4096;

const FIND: &str = "SELECT body FROM entries WHERE person = ? AND id = ?";
const INSERT: &str = "INSERT INTO entries (person, id, at_ns, device, seq, body) VALUES (?, ?, ?, ?, ?, ?)";

pub(super) type Reply<T> = oneshot::Sender<Result<T, JournalError>>;
pub(super) type Requests = mpsc::Sender<Request>;

/// What the writer is asked to do.
#[derive(Debug)]
pub(super) enum Request {
    Append { person: String, entries: Vec<Entry>, reply: Reply<Appended> },
    Erase { person: String, reply: Reply<u64> },
}

/// One sender's append.
type Append = (String, Vec<Entry>, Reply<Appended>);

pub(super) fn spawn(options: SqliteConnectOptions, connection: SqliteConnection) -> (Requests, JoinHandle<()>) {
    let (sender, receiver) = mpsc::channel(QUEUE);
    let writer = Writer { options: options.create_if_missing(false), connection: Some(connection) };
    (sender, tokio::spawn(writer.run(receiver)))
}

/// Why a request was refused.
#[derive(Debug)]
pub(super) enum Refusal {
    Conflict(Uuid),
    EraseUnfinished,
    Failed(sqlx::Error),
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error)
    }
}

struct Writer {
    options: SqliteConnectOptions,
    /// None after a failure: in which state it left a transaction is anyone's guess, so the next request opens a new one.
    connection: Option<SqliteConnection>,
}

impl Writer {
    async fn run(mut self, mut requests: mpsc::Receiver<Request>) {
        let mut next = requests.recv().await;
        while let Some(request) = next.take() {
            match request {
                Request::Append { .. } => next = self.append_group(request, &mut requests).await,
                Request::Erase { person, reply } => drop(reply.send(self.erase(&person).await)),
            }
            if next.is_none() {
                next = requests.recv().await;
            }
        }
        if let Some(connection) = self.connection
            && let Err(error) = connection.close().await
        {
            tracing::error!(%error, "the database was not closed in order");
        }
    }

    /// Writes `first` and the appends that wait behind it; returns a request that is something else.
    async fn append_group(&mut self, first: Request, requests: &mut mpsc::Receiver<Request>) -> Option<Request> {
        let mut group = Vec::new();
        let mut size = 0;
        let mut next = Some(first);
        while let Some(Request::Append { person, entries, reply }) = next {
            size += entries.len();
            group.push((person, entries, reply));
            next = if size < GROUP { requests.try_recv().ok() } else { None };
        }
        self.commit(group).await;
        next
    }

    /// Writes a group in one transaction and then tells each sender; a failed commit fails all of them.
    async fn commit(&mut self, group: Vec<Append>) {
        let written = match self.connection().await {
            Ok(connection) => write(connection, &group).await,
            Err(error) => Err(error.into()),
        };
        match written {
            Ok(results) => group.into_iter().zip(results).for_each(|((.., reply), result)| drop(reply.send(result))),
            Err(refusal) => {
                let error = self.failed(refusal);
                for (.., reply) in group {
                    drop(reply.send(Err(error.clone())));
                }
            }
        }
    }

    async fn erase(&mut self, person: &str) -> Result<u64, JournalError> {
        let erased = match self.connection().await {
            Ok(connection) => erase::erase(connection, person).await,
            Err(error) => Err(error.into()),
        };
        erased.map_err(|refusal| self.failed(refusal))
    }

    async fn connection(&mut self) -> Result<&mut SqliteConnection, sqlx::Error> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        Ok(self.connection.insert(connection))
    }

    fn failed(&mut self, refusal: Refusal) -> JournalError {
        match refusal {
            Refusal::Conflict(id) => JournalError::Conflict(id),
            Refusal::EraseUnfinished => JournalError::EraseUnfinished,
            Refusal::Failed(error) => {
                self.connection = None;
                storage(self.options.get_filename(), error)
            }
        }
    }
}

/// What became of each append, durable. A conflict concerns its sender alone; anything else undoes the whole group.
async fn write(
    connection: &mut SqliteConnection,
    group: &[Append],
) -> Result<Vec<Result<Appended, JournalError>>, Refusal> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let mut results = Vec::with_capacity(group.len());
    for (person, entries, _) in group {
        match append(&mut transaction, person, entries).await {
            Ok(appended) => results.push(Ok(appended)),
            Err(Refusal::Conflict(id)) => results.push(Err(JournalError::Conflict(id))),
            Err(refusal) => return Err(refusal),
        }
    }
    transaction.commit().await?;
    Ok(results)
}

/// One sender's entries, all or none: what is there already is looked up before anything is written.
async fn append(connection: &mut SqliteConnection, person: &str, entries: &[Entry]) -> Result<Appended, Refusal> {
    let mut appended = Appended::default();
    let mut new: HashMap<Uuid, &Entry> = HashMap::new();
    let mut ordered = Vec::new();
    for entry in entries {
        let stored = match new.get(&entry.id()) {
            Some(other) => Some(other.body().to_owned()),
            None => find(connection, person, entry.id()).await?,
        };
        match stored {
            Some(body) if body == entry.body() => appended.duplicates.push(entry.id()),
            Some(_) => return Err(Refusal::Conflict(entry.id())),
            None => {
                new.insert(entry.id(), entry);
                ordered.push(entry);
            }
        }
    }
    for entry in ordered {
        insert(connection, person, entry).await?;
        appended.accepted.push(entry.id());
    }
    Ok(appended)
}

async fn find(connection: &mut SqliteConnection, person: &str, id: Uuid) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar(FIND).bind(person).bind(id.hyphenated().to_string()).fetch_optional(connection).await
}

async fn insert(connection: &mut SqliteConnection, person: &str, entry: &Entry) -> Result<(), sqlx::Error> {
    sqlx::query(INSERT)
        .bind(person)
        .bind(entry.id().hyphenated().to_string())
        .bind(entry.at_ns())
        .bind(entry.device())
        .bind(entry.seq())
        .bind(entry.body())
        .execute(connection)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fault, sqlite};

    async fn append(requests: &Requests, id: u32, note: &str) -> Result<Appended, JournalError> {
        let json = format!(
            r#"{{"id":"018f2d6e-0000-7000-8000-{id:012}","at":"2026-03-01T07:00:00Z","device":"d","seq":1,"note":"{note}"}}"#
        );
        let entries = vec![Entry::parse(&json).expect("an entry")];
        let (reply, answer) = oneshot::channel();
        let request = Request::Append { person: "me".to_owned(), entries, reply };
        requests.send(request).await.expect("the writer runs");
        answer.await.expect("an answer")
    }

    #[tokio::test]
    async fn after_a_full_disk_it_goes_on() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("supple.db");
        let options = sqlite::options(&path).pragma("max_page_count", "32");
        let mut connection = options.connect().await.expect("a new file");
        sqlite::migrate::run(&mut connection).await.expect("a layout").ok().expect("a known one");
        let (requests, writer) = spawn(options, connection);
        append(&requests, 1, "small").await.expect("there is room");
        let full = append(&requests, 2, &"x".repeat(200_000)).await.expect_err("there is no room");
        assert!(matches!(&full, JournalError::Storage { path: p, fault: Fault::Full, .. } if *p == path), "{full}");
        append(&requests, 3, "small").await.expect("for this there is room");
        drop(requests);
        writer.await.expect("it ends in order");
    }
}
