//! Folded records of the people who were here last. The key is the newest entry, so a record is never stale.

use std::sync::{Arc, Mutex, PoisonError};

use care::record::Record;
use journal::Position;

/// Records kept at most.
const CAPACITY: usize = 8;

#[derive(Debug)]
struct Kept {
    person: String,
    position: Position,
    record: Arc<Record>,
}

/// The cache; the one used last stands at the end.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Vec<Kept>>);

impl Cache {
    /// The record of `person` if its newest entry is the one at `position`.
    pub(super) fn get(&self, person: &str, position: Position) -> Option<Arc<Record>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().position(|k| k.person == person && k.position == position)?;
        let entry = kept.remove(found);
        let record = entry.record.clone();
        kept.push(entry);
        Some(record)
    }

    /// Keeps a record in place of an older one of the same person, or of whoever was here longest ago.
    pub(super) fn put(&self, person: &str, position: Position, record: Arc<Record>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|k| k.person != person);
        if kept.len() == CAPACITY {
            kept.remove(0);
        }
        kept.push(Kept { person: person.to_owned(), position, record });
    }

    /// Lets go of a person's record.
    pub(super) fn forget(&self, person: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|k| k.person != person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_state_is_found_and_the_cache_stays_small() {
        let cache = Cache::default();
        cache.put("a", Position(1), Arc::default());
        assert!(cache.get("a", Position(1)).is_some());
        assert!(cache.get("a", Position(2)).is_none());
        cache.put("a", Position(2), Arc::default());
        assert!(cache.get("a", Position(1)).is_none());
        for n in 0..CAPACITY {
            assert!(cache.get("a", Position(2)).is_some(), "used just now, so kept");
            cache.put(&n.to_string(), Position(1), Arc::default());
        }
        assert!(cache.get("0", Position(1)).is_none(), "the one used longest ago has gone");
        cache.forget("a");
        assert!(cache.get("a", Position(2)).is_none());
    }
}
