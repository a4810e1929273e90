//! Answers that take long to make are kept for the next time, up to so many bytes.

use std::sync::{Mutex, PoisonError};

use super::memory;

/// What was made last, by key; what was used longest ago goes first.
pub(super) struct Shelf<T> {
    limit: usize,
    all: Mutex<Vec<Kept<T>>>,
}

struct Kept<T> {
    key: String,
    bytes: usize,
    made: T,
}

impl<T: Clone> Shelf<T> {
    /// Nothing yet; never more than `limit` bytes.
    pub(super) const fn new(limit: usize) -> Self {
        Self { limit, all: Mutex::new(Vec::new()) }
    }

    /// What belongs to a key, from the shelf or made now; `bytes` tells how large it is.
    pub(super) fn get<E>(
        &self,
        key: String,
        bytes: impl FnOnce(&T) -> usize,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        if let Some(found) = self.find(&key) {
            return Ok(found);
        }
        let fresh = make()?;
        self.put(Kept { key, bytes: bytes(&fresh), made: fresh.clone() });
        memory::give_back();
        Ok(fresh)
    }

    fn find(&self, key: &str) -> Option<T> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let place = all.iter().position(|kept| kept.key == key)?;
        let found = all.remove(place);
        let made = found.made.clone();
        all.push(found);
        Some(made)
    }

    fn put(&self, new: Kept<T>) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|kept| kept.key != new.key);
        all.push(new);
        while all.iter().map(|kept| kept.bytes).sum::<usize>() > self.limit {
            all.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn it_is_made_once_and_what_was_used_longest_ago_makes_room() {
        let shelf = Shelf::new(10);
        let get = |key: &str, fresh: &str| {
            let made = shelf.get(key.to_owned(), String::len, || Ok::<_, Infallible>(fresh.to_owned()));
            made.unwrap_or_else(|never| match never {})
        };
        assert_eq!(get("a", "aaaa"), "aaaa");
        assert_eq!(get("b", "bbbb"), "bbbb");
        assert_eq!(get("a", "again"), "aaaa");
        assert_eq!(get("c", "cccc"), "cccc");
        assert_eq!(get("a", "again"), "aaaa", "used just now, so kept");
        assert_eq!(get("b", "again"), "again");
        assert_eq!(get("d", "more than ten"), "more than ten");
        assert_eq!(get("d", "anew"), "anew", "too large to keep");
    }
}
