//! The contract on `SQLite`, and what is particular to a file.

mod contract;

use contract::entry;
use journal::{Fault, Journal, JournalError, Sqlite, export};
use tempfile::TempDir;

macro_rules! on_sqlite {
    ($($name:ident),* $(,)?) => {$(
        #[tokio::test]
        async fn $name() {
            let (_dir, journal) = fresh().await;
            contract::$name(&journal).await;
            journal.close().await;
        }
    )*};
}

on_sqlite!(
    what_was_appended_is_read_in_order_of_time,
    time_then_device_then_count_then_id_decide_the_order,
    the_same_entry_twice_changes_nothing,
    an_id_with_other_content_is_refused_and_nothing_of_that_append_is_kept,
    people_are_apart,
    positions_never_come_back_after_an_erase,
    nobody_has_nothing,
    many_writers_at_once_lose_nothing,
);

async fn fresh() -> (TempDir, Sqlite) {
    let dir = tempfile::tempdir().expect("a folder");
    let journal = Sqlite::open(&dir.path().join("data/supple.db")).await.expect("a new file");
    (dir, journal)
}

#[tokio::test]
async fn closing_and_opening_finds_everything() {
    let (_dir, journal) = fresh().await;
    let path = journal.path().to_owned();
    journal.append("me", vec![entry(1, "a")]).await.expect("appended");
    journal.close().await;
    let journal = Sqlite::open(&path).await.expect("the same file");
    assert_eq!(journal.read("me").await.expect("read"), [entry(1, "a").body()]);
}

#[tokio::test]
async fn two_programs_share_a_file() {
    let (_dir, server) = fresh().await;
    let command = Sqlite::open(server.path()).await.expect("a second opening");
    for n in 0..20 {
        let journal = if n % 2 == 0 { &server } else { &command };
        journal.append("me", vec![entry(n, "a")]).await.expect("appended");
    }
    assert_eq!(server.read("me").await.expect("read"), command.read("me").await.expect("read"));
    assert_eq!(server.position("me").await.expect("position"), command.position("me").await.expect("position"));
}

#[tokio::test]
async fn export_import_export_gives_the_same_bytes() {
    let (_dir, from) = fresh().await;
    from.append("me", vec![entry(3, "c"), entry(1, "ä \\\"quoted\\\""), entry(2, "b")]).await.expect("appended");
    let file = export::write("me", &from.read("me").await.expect("read"));
    let (_other, to) = fresh().await;
    let entries = export::read(&file).expect("readable").entries.into_iter().map(|(_, entry)| entry).collect();
    to.append("me", entries).await.expect("imported");
    assert_eq!(export::write("me", &to.read("me").await.expect("read")), file);
}

#[tokio::test]
async fn erasing_leaves_no_trace_in_any_file() {
    const MARKER: &str = "marker-that-must-vanish";
    let (dir, journal) = fresh().await;
    journal.append("me", (0..500).map(|n| entry(n, MARKER)).collect()).await.expect("appended");
    journal.append("you", vec![entry(1, "stays")]).await.expect("appended");
    assert!(traces(&dir, MARKER) > 0, "the marker is there before");
    assert_eq!(journal.erase("me").await.expect("erased"), 500);
    assert_eq!(traces(&dir, MARKER), 0);
    assert_eq!(journal.read("you").await.expect("read"), [entry(1, "stays").body()]);
}

#[tokio::test]
async fn erasing_says_when_a_reader_keeps_the_log() {
    let (_dir, journal) = fresh().await;
    journal.append("me", vec![entry(1, "a")]).await.expect("appended");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(journal.path());
    let mut reader = sqlx::ConnectOptions::connect(&options).await.expect("a reader");
    let snapshot = sqlx::raw_sql("BEGIN; SELECT count(*) FROM entries");
    snapshot.execute(&mut reader).await.expect("a snapshot");
    assert!(matches!(journal.erase("me").await, Err(JournalError::EraseUnfinished)));
    sqlx::raw_sql("COMMIT").execute(&mut reader).await.expect("let go");
    journal.erase("me").await.expect("now it can");
}

#[tokio::test]
async fn entries_cannot_be_changed_even_by_hand() {
    let (_dir, journal) = fresh().await;
    journal.append("me", vec![entry(1, "a")]).await.expect("appended");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(journal.path());
    let mut other = sqlx::ConnectOptions::connect(&options).await.expect("a connection");
    let change = sqlx::raw_sql("UPDATE entries SET body = '{}'").execute(&mut other).await;
    assert!(change.expect_err("must fail").to_string().contains("never changed"));
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_left_alone() {
    let (_dir, journal) = fresh().await;
    let path = journal.path().to_owned();
    journal.close().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path);
    let mut later = sqlx::ConnectOptions::connect(&options).await.expect("a connection");
    sqlx::raw_sql("PRAGMA user_version = 99").execute(&mut later).await.expect("set");
    assert!(matches!(Sqlite::open(&path).await, Err(JournalError::Newer { found: 99, .. })));
}

#[tokio::test]
async fn another_kind_of_file_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("letter.txt");
    std::fs::write(&path, "Dear doctor, ".repeat(1000)).expect("written");
    let error = Sqlite::open(&path).await.expect_err("must fail");
    assert!(matches!(error, JournalError::Storage { fault: Fault::NotADatabase, .. }), "{error}");
    assert!(error.to_string().contains("letter.txt"), "{error}");
}

#[tokio::test]
async fn a_damaged_file_is_named() {
    let (_dir, journal) = fresh().await;
    let path = journal.path().to_owned();
    journal.append("me", (0..500).map(|n| entry(n, "a")).collect()).await.expect("appended");
    journal.close().await;
    let mut bytes = std::fs::read(&path).expect("the file");
    bytes[8192..].fill(0x5a);
    std::fs::write(&path, bytes).expect("damaged");
    let journal = Sqlite::open(&path).await.expect("its first page is whole");
    let error = journal.read("me").await.expect_err("must fail");
    assert!(matches!(&error, JournalError::Storage { fault: Fault::Damaged, .. }), "{error}");
    assert!(error.to_string().contains("supple.db"), "{error}");
}

/// How many of the files below `dir` contain the text.
fn traces(dir: &TempDir, text: &str) -> usize {
    let files = std::fs::read_dir(dir.path().join("data")).expect("the folder");
    let contents = files.map(|f| std::fs::read(f.expect("a file").path()).expect("readable"));
    contents.filter(|c| c.windows(text.len()).any(|w| w == text.as_bytes())).count()
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, journal) = fresh().await;
    journal.append("me", vec![entry(1, "a")]).await.expect("appended");
    for file in std::fs::read_dir(journal.path().parent().expect("a folder")).expect("the folder") {
        let mode = file.expect("a file").metadata().expect("its data").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}
