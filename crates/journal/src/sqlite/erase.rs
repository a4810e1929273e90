//! The one deletion: rows, free pages and log.

use sqlx::SqliteConnection;

use crate::JournalError;

/// Removes a person's rows; `secure_delete` overwrites them, `VACUUM` leaves no free page, and the log is emptied.
/// Each step waits for readers as long as the connection's busy timeout; erasing again takes up where it stopped.
pub(super) async fn erase(connection: &mut SqliteConnection, person: &str) -> Result<u64, JournalError> {
    let removed = sqlx::query("DELETE FROM entries WHERE person = ?").bind(person).execute(&mut *connection).await?;
    sqlx::query("VACUUM").execute(&mut *connection).await.map_err(unfinished)?;
    let (busy, _, _): (i64, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(connection).await.map_err(unfinished)?;
    if busy == 0 { Ok(removed.rows_affected()) } else { Err(JournalError::EraseUnfinished) }
}

/// Another program in the way is told apart from a failure of the database.
fn unfinished(error: sqlx::Error) -> JournalError {
    const BUSY: [&str; 2] = ["5", "517"];
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    if code.is_some_and(|c| BUSY.contains(&&*c)) { JournalError::EraseUnfinished } else { error.into() }
}
