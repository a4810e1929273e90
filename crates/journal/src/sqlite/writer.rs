//! The one writer: what waits is written in one transaction and acknowledged after its commit.

use std::collections::HashMap;

use sqlx::{Connection, SqliteConnection};
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};
use uuid::Uuid;

use super::erase;
use crate::{Appended, Entry, JournalError};

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

pub(super) fn spawn(connection: SqliteConnection) -> (Requests, JoinHandle<()>) {
    let (sender, receiver) = mpsc::channel(QUEUE);
    (sender, tokio::spawn(run(connection, receiver)))
}

async fn run(mut connection: SqliteConnection, mut requests: mpsc::Receiver<Request>) {
    let mut next = requests.recv().await;
    while let Some(request) = next.take() {
        match request {
            Request::Append { .. } => next = append_group(&mut connection, request, &mut requests).await,
            Request::Erase { person, reply } => drop(reply.send(erase::erase(&mut connection, &person).await)),
        }
        if next.is_none() {
            next = requests.recv().await;
        }
    }
    if let Err(error) = connection.close().await {
        tracing::error!(%error, "the database was not closed in order");
    }
}

/// Writes `first` and the appends that wait behind it; returns a request that is something else.
async fn append_group(
    connection: &mut SqliteConnection,
    first: Request,
    requests: &mut mpsc::Receiver<Request>,
) -> Option<Request> {
    let mut group = Vec::new();
    let mut size = 0;
    let mut next = Some(first);
    while let Some(Request::Append { person, entries, reply }) = next {
        size += entries.len();
        group.push((person, entries, reply));
        next = if size < GROUP { requests.try_recv().ok() } else { None };
    }
    commit(connection, group).await;
    next
}

/// Writes a group in one transaction and then tells each sender; a failed commit fails all of them.
async fn commit(connection: &mut SqliteConnection, group: Vec<Append>) {
    match write(connection, &group).await {
        Ok(results) => group.into_iter().zip(results).for_each(|((.., reply), result)| drop(reply.send(result))),
        Err(error) => group.into_iter().for_each(|(.., reply)| drop(reply.send(Err(error.clone())))),
    }
}

/// What became of each append, durable. A conflict concerns its sender alone; anything else undoes the whole group.
async fn write(
    connection: &mut SqliteConnection,
    group: &[Append],
) -> Result<Vec<Result<Appended, JournalError>>, JournalError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let mut results = Vec::with_capacity(group.len());
    for (person, entries, _) in group {
        match append(&mut transaction, person, entries).await {
            Err(error) if !matches!(error, JournalError::Conflict(_)) => return Err(error),
            result => results.push(result),
        }
    }
    transaction.commit().await?;
    Ok(results)
}

/// One sender's entries, all or none: what is there already is looked up before anything is written.
async fn append(connection: &mut SqliteConnection, person: &str, entries: &[Entry]) -> Result<Appended, JournalError> {
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
            Some(_) => return Err(JournalError::Conflict(entry.id())),
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

async fn find(connection: &mut SqliteConnection, person: &str, id: Uuid) -> Result<Option<String>, JournalError> {
    Ok(sqlx::query_scalar(FIND).bind(person).bind(id.hyphenated().to_string()).fetch_optional(connection).await?)
}

async fn insert(connection: &mut SqliteConnection, person: &str, entry: &Entry) -> Result<(), JournalError> {
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
