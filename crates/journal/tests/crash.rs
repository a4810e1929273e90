//! A process that is killed in the middle of appending loses nothing that it was told is durable.
//!
//! This test starts itself once more as the process that is killed, so it has a `main` of its own.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use journal::{Entry, Journal, Sqlite};

/// Set for the process that writes; its value is the database.
const WRITER: &str = "JOURNAL_CRASH_TEST_WRITER";
/// The writer would append this many.
const ENTRIES: u32 = 1_000_000;
/// It is killed after so many acknowledgements.
const KILLED_AFTER: usize = 500;
/// Callers that append at the same time, so that commits carry groups.
const CALLERS: u32 = 8;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    if let Some(path) = std::env::var_os(WRITER) {
        runtime.block_on(write(Path::new(&path)));
    } else {
        runtime.block_on(nothing_acknowledged_is_lost());
        println!("test nothing_acknowledged_is_lost ... ok");
    }
}

async fn nothing_acknowledged_is_lost() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("supple.db");
    let acknowledged = kill_in_the_middle(&path);
    assert!(acknowledged.len() >= KILLED_AFTER, "only {} acknowledgements", acknowledged.len());
    let journal = Sqlite::open(&path).await.expect("it opens again");
    let stored: BTreeSet<String> = journal
        .read("me")
        .await
        .expect("read")
        .iter()
        .map(|body| Entry::parse(body).expect("whole entries only").id().to_string())
        .collect();
    let lost: Vec<_> = acknowledged.difference(&stored).collect();
    assert!(lost.is_empty(), "{} acknowledged entries are lost: {lost:?}", lost.len());
    assert!(stored.len() < ENTRIES as usize, "it was killed before the end");
}

/// Starts the writer, kills it after some acknowledgements and returns all that it printed.
fn kill_in_the_middle(path: &Path) -> BTreeSet<String> {
    let this = std::env::current_exe().expect("this test");
    let mut writer = Command::new(this).env(WRITER, path).stdout(Stdio::piped()).spawn().expect("the writer starts");
    let mut lines = BufReader::new(writer.stdout.take().expect("piped")).lines().map_while(Result::ok);
    let mut acknowledged: BTreeSet<String> = lines.by_ref().take(KILLED_AFTER).collect();
    writer.kill().expect("killed");
    acknowledged.extend(lines.filter(|line| line.len() == 36));
    writer.wait().expect("gone");
    acknowledged
}

async fn write(path: &Path) {
    let journal = Arc::new(Sqlite::open(path).await.expect("opens"));
    let callers: Vec<_> = (0..CALLERS).map(|caller| tokio::spawn(append(journal.clone(), caller))).collect();
    for caller in callers {
        caller.await.expect("runs until it is killed");
    }
}

async fn append(journal: Arc<Sqlite>, caller: u32) {
    for n in (caller..ENTRIES).step_by(CALLERS as usize) {
        let json =
            format!(r#"{{"id":"018f2d6e-0000-7000-8000-{n:012}","at":"2026-03-01T07:00:00Z","device":"d","seq":{n}}}"#);
        let entry = Entry::parse(&json).expect("an entry");
        let id = entry.id();
        journal.append("me", vec![entry]).await.expect("appended");
        let mut out = std::io::stdout().lock();
        writeln!(out, "{id}").and_then(|()| out.flush()).expect("printed");
    }
}
