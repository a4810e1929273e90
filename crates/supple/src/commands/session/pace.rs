//! How fast the time of a session runs.

use std::time::{Duration, Instant};

/// Real time, or many times faster for demonstrations and tests; then it goes in whole seconds, so that each run is alike.
pub struct Pace {
    times: u32,
    started: Instant,
    counted: Duration,
}

impl Pace {
    /// A pace that starts now.
    pub fn new(times: u32) -> Self {
        Self { times: times.max(1), started: Instant::now(), counted: Duration::ZERO }
    }

    /// The session's time, after `wait` was given as much real time as one tick takes.
    pub fn tick<T>(&mut self, wait: impl FnOnce(Duration) -> T) -> (Duration, T) {
        if self.times == 1 {
            let heard = wait(Duration::from_millis(100));
            return (self.started.elapsed(), heard);
        }
        let heard = wait(Duration::from_secs(1) / self.times);
        self.counted += Duration::from_secs(1);
        (self.counted, heard)
    }

    /// The session's time now.
    pub fn now(&self) -> Duration {
        if self.times == 1 { self.started.elapsed() } else { self.counted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fast_time_goes_in_whole_seconds() {
        let mut pace = Pace::new(1_000_000);
        let times: Vec<u64> = (0..3).map(|_| pace.tick(|_| ()).0.as_secs()).collect();
        assert_eq!(times, [1, 2, 3]);
        assert_eq!(pace.now(), Duration::from_secs(3));
    }
}
