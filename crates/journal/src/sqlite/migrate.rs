//! The layout of the database, embedded, one step after the other.

use std::path::Path;

use sqlx::{Connection, SqliteConnection};

use crate::JournalError;

/// Step n brings layout n to layout n + 1. A step that was published is never changed.
const STEPS: [&str; 1] = [include_str!("../../migrations/1.sql")];

/// Runs the steps that the file hasn't had; two programs at once take turns.
pub(super) async fn run(connection: &mut SqliteConnection, path: &Path) -> Result<(), JournalError> {
    let known = i64::try_from(STEPS.len()).expect("a handful of steps");
    if layout(connection).await? == known {
        return Ok(());
    }
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let found = layout(&mut transaction).await?;
    let Some(todo) = usize::try_from(found).ok().and_then(|done| STEPS.get(done..)) else {
        return Err(JournalError::Newer { path: path.to_owned(), found, known });
    };
    for step in todo {
        sqlx::raw_sql(*step).execute(&mut *transaction).await?;
    }
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("PRAGMA user_version = {known}"))).execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(())
}

async fn layout(connection: &mut SqliteConnection) -> Result<i64, JournalError> {
    Ok(sqlx::query_scalar("PRAGMA user_version").fetch_one(connection).await?)
}
