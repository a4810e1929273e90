//! Entries that this program writes itself, for the terminal.

use care::entry::{Entry, Event};
use uuid::Uuid;

use super::{App, AppError};
use crate::clock::Clock;

impl App {
    /// Writes events as entries of `device`, at the clock's now, and returns their ids. An event may bring the id that
    /// its entry must have.
    /// # Errors
    /// As [`App::append`].
    pub async fn write(&self, device: &str, events: Vec<(Option<Uuid>, Event)>) -> Result<Vec<Uuid>, AppError> {
        let record = self.record().await?;
        let last = record.all().iter().filter(|e| e.device == device).map(|e| e.seq).max().unwrap_or(0);
        let entry = |(seq, (id, event)): (u64, (Option<Uuid>, Event))| {
            let at = self.clock.now();
            Entry { id: id.unwrap_or_else(|| self.new_id(seq)), at, device: device.to_owned(), seq, event }
        };
        let entries: Vec<Entry> = (last + 1..).zip(events).map(entry).collect();
        let json: Vec<_> = entries.iter().map(|e| serde_json::to_value(e).expect("an entry is plain data")).collect();
        self.append(&json).await?;
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
