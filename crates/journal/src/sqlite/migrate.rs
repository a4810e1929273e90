//! The layout of the database, embedded, one step after the other.

use sqlx::{Connection, SqliteConnection};

/// Step n brings layout n to layout n + 1. A step that was published is never changed.
const STEPS: [&str; 2] = [include_str!("../../migrations/1.sql"), include_str!("../../migrations/2.sql")];

/// A layout of a later version, which is left alone.
pub(super) struct Newer {
    pub(super) found: i64,
    pub(super) known: i64,
}

/// Runs the steps that the file hasn't had; two programs at once take turns.
pub(super) async fn run(connection: &mut SqliteConnection) -> Result<Result<(), Newer>, sqlx::Error> {
    let known = i64::try_from(STEPS.len()).expect("a handful of steps");
    if layout(connection).await? == known {
        return Ok(Ok(()));
    }
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let found = layout(&mut transaction).await?;
    let Some(todo) = usize::try_from(found).ok().and_then(|done| STEPS.get(done..)) else {
        return Ok(Err(Newer { found, known }));
    };
    for step in todo {
        sqlx::raw_sql(*step).execute(&mut *transaction).await?;
    }
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("PRAGMA user_version = {known}"))).execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(Ok(()))
}

async fn layout(connection: &mut SqliteConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("PRAGMA user_version").fetch_one(connection).await
}
