//! Figures of the journal and the fold.

use std::{
    fs::File,
    io::Write,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use care::{entry::Entry, record::Record};
use journal::{Journal, Sqlite};

use super::{Figure, diary, median};

/// Callers at the same time, and entries that each appends one after the other.
const CALLERS: u32 = 256;
const EACH: u32 = 100;
/// Raw synchronisations that are timed.
const SYNCS: u32 = 300;

/// Folding ten years of daily use into a record.
pub fn fold_of_ten_years() -> Figure {
    let entries: Vec<Entry> =
        diary::bodies(3652).iter().map(|body| serde_json::from_str(body).expect("an entry")).collect();
    let run = || {
        let entries = entries.clone();
        let start = Instant::now();
        let record = Record::fold(entries);
        let time = start.elapsed();
        assert!(record.sessions().len() > 2000, "it is daily use");
        milliseconds(time)
    };
    Figure::with_aim("fold of ten years of daily use", median((0..15).map(|_| run()).collect()), "ms", "at most 20 ms")
}

/// Durable appends a second beside what the machine's disk can do.
pub fn durable_appends() -> [Figure; 2] {
    let dir = tempfile::tempdir_in(super::target()).expect("a folder on the build disk");
    let sync = fsync(&dir.path().join("raw"));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let appends = runtime.block_on(appends(&dir.path().join("journal.db")));
    let syncs = 1.0 / sync.as_secs_f64();
    [
        Figure::with_aim("fsync of the machine", milliseconds(sync), "ms", "none, the machine's own"),
        Figure {
            name: "durable appends",
            value: appends,
            unit: "1/s",
            versus: format!("{syncs:.0} fsync a second in the same run; aim: at least 5000"),
            ratio: Some((appends / syncs * 100.0).round() / 100.0),
        },
    ]
}

/// One append to a file with its synchronisation, the median of many.
fn fsync(path: &Path) -> Duration {
    let mut file = File::create(path).expect("a file");
    let mut one = || {
        let start = Instant::now();
        file.write_all(&[0; 4096]).and_then(|()| file.sync_data()).expect("written");
        start.elapsed().as_secs_f64()
    };
    Duration::from_secs_f64(median((0..SYNCS).map(|_| one()).collect()))
}

async fn appends(path: &Path) -> f64 {
    let journal = Arc::new(Sqlite::open(path).await.expect("a journal"));
    let start = Instant::now();
    let callers: Vec<_> = (0..CALLERS).map(|caller| tokio::spawn(append(journal.clone(), caller))).collect();
    for caller in callers {
        caller.await.expect("it appends");
    }
    let appends = f64::from(CALLERS * EACH) / start.elapsed().as_secs_f64();
    assert_eq!(journal.read("me").await.expect("read").len(), (CALLERS * EACH) as usize);
    appends
}

async fn append(journal: Arc<Sqlite>, caller: u32) {
    for n in 0..EACH {
        let id = caller * EACH + n;
        let json = format!(
            r#"{{"id":"018f2d6e-0000-7000-8000-{id:012}","at":"2026-03-01T07:00:00Z","device":"d{caller}","seq":{n},"type":"step_finished","session":"018f2d6e-0000-7000-8000-999999999999","step":3,"exercise":"low-lunge","side":"left","seconds":30,"outcome":"done"}}"#
        );
        let entry = journal::Entry::parse(&json).expect("an entry");
        journal.append("me", vec![entry]).await.expect("appended");
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
