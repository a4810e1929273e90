//! The one deletion: rows, free pages and log.

use sqlx::SqliteConnection;

use super::writer::Refusal;
use crate::error::{Fault, fault};

/// Removes a person's rows; `secure_delete` overwrites them, `VACUUM` leaves no free page, and the log is emptied.
/// Each step waits for readers as long as the connection's busy timeout; erasing again takes up where it stopped.
pub(super) async fn erase(connection: &mut SqliteConnection, person: &str) -> Result<u64, Refusal> {
    let removed = sqlx::query("DELETE FROM entries WHERE person = ?").bind(person).execute(&mut *connection).await?;
    sqlx::query("VACUUM").execute(&mut *connection).await.map_err(unfinished)?;
    let (busy, _, _): (i64, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(connection).await.map_err(unfinished)?;
    if busy == 0 { Ok(removed.rows_affected()) } else { Err(Refusal::EraseUnfinished) }
}

/// Another program in the way is told apart from a failure of the database.
fn unfinished(error: sqlx::Error) -> Refusal {
    if fault(&error) == Fault::Busy { Refusal::EraseUnfinished } else { error.into() }
}
