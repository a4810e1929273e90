//! Entries that this program writes itself, for the terminal.

use care::entry::{Entry, Event, limits};
use uuid::Uuid;

use super::{App, AppError, words};
use crate::clock::Clock;

impl App {
    /// Writes events as entries of `device`, at the clock's now, and returns their ids. An event may bring the id that
    /// its entry must have.
    /// # Errors
    /// As [`App::append`].
    pub async fn write(&self, device: &str, events: Vec<(Option<Uuid>, Event)>) -> Result<Vec<Uuid>, AppError> {
        let record = self.record().await?;
        // A count at the very end is a slip; whoever goes on from there could write nothing any more.
        let counted = record.all().iter().filter(|e| e.device == device && e.seq < limits::SEQ).map(|e| e.seq);
        let last = counted.max().unwrap_or(0);
        let entry = |(seq, (id, event)): (u64, (Option<Uuid>, Event))| {
            let at = self.clock.now();
            Entry { id: id.unwrap_or_else(|| self.new_id(seq)), at, device: device.to_owned(), seq, event }
        };
        let entries: Vec<Entry> = (last + 1..).zip(events).map(entry).collect();
        let json: Vec<_> = entries.iter().map(|e| serde_json::to_value(e).expect("an entry is plain data")).collect();
        self.append(&json, &*words("en")?).await?;
        Ok(entries.into_iter().map(|e| e.id).collect())
    }

    /// A new id: random, or counted where the clock stands still so that tests repeat.
    pub fn new_id(&self, seq: u64) -> Uuid {
        match self.clock {
            Clock::System => Uuid::new_v4(),
            Clock::Fixed(now) => Uuid::from_u64_pair(now.timestamp_millis().unsigned_abs(), seq),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use journal::Journal;

    use super::*;
    use crate::{app::PERSON, clock::Clock};

    #[tokio::test]
    async fn a_count_at_the_edge_does_not_keep_out_what_follows() {
        let dir = tempfile::tempdir().expect("a folder");
        let now = DateTime::parse_from_rfc3339("2026-03-01T09:00:00Z").expect("a time");
        let app = App::open(dir.path(), Clock::Fixed(now)).await.expect("opened");
        let last = format!(
            r#"{{"id":"018f2d6e-0000-7000-8000-000000000001","at":"2026-02-01T07:00:00Z","device":"terminal","seq":{},
                "type":"consent_given","version":1}}"#,
            i64::MAX
        );
        let kept_before = journal::Entry::parse(&last).expect("an entry of an older version");
        app.journal.append(PERSON, vec![kept_before]).await.expect("kept");
        for height_cm in [10.0, 12.0] {
            app.write("terminal", vec![(None, Event::BolsterChosen { height_cm })]).await.expect("kept");
        }
        let record = app.record().await.expect("a record that opens");
        let counts: Vec<u64> = record.all().iter().map(|e| e.seq).collect();
        assert_eq!(counts, [i64::MAX.unsigned_abs(), 1, 2]);
        assert_eq!(record.last_entry().map(|e| &e.event), Some(&Event::BolsterChosen { height_cm: 12.0 }));
    }
}
