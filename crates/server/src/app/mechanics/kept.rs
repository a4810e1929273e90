//! What was made for a size is kept for the next question.

use std::sync::{Arc, Mutex, PoisonError};

use mechanics::BodySize;

use crate::app::memory;

/// Sizes that are kept; the one made first goes first.
const SIZES: usize = 4;

/// What was made for the last few sizes, so that a slider or a plan doesn't scale a body at every step.
pub(super) struct Kept<T> {
    all: Mutex<Vec<(BodySize, Arc<T>)>>,
}

impl<T> Kept<T> {
    /// Nothing yet.
    pub(super) const fn new() -> Self {
        Self { all: Mutex::new(Vec::new()) }
    }

    /// What belongs to a size, made when it is first asked for.
    pub(super) fn get(&self, size: &BodySize, make: impl FnOnce() -> T) -> Arc<T> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, kept)) = all.iter().find(|(known, _)| known == size) {
            return kept.clone();
        }
        let fresh = Arc::new(make());
        if all.len() == SIZES {
            all.remove(0);
        }
        all.push((size.clone(), fresh.clone()));
        memory::give_back();
        fresh
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_made_once_and_the_oldest_goes_when_there_are_too_many() {
        let kept = Kept::new();
        let size = |cm: u32| BodySize { height_m: f64::from(cm) / 100.0, ..BodySize::of_the_model() };
        for cm in 150..154 {
            kept.get(&size(cm), || cm);
        }
        assert_eq!(*kept.get(&size(150), || unreachable!("it is kept")), 150);
        kept.get(&size(190), || 190);
        assert_eq!(*kept.get(&size(150), || 1), 1, "it had to go");
        assert_eq!(*kept.get(&size(190), || unreachable!("it is kept")), 190);
    }
}
