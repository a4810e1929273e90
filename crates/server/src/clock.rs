//! What the server takes for now.

use chrono::{DateTime, FixedOffset, Local, NaiveDate};

/// A clock. It is only asked for the day; times of entries come from the device that wrote them.
#[derive(Clone, Copy, Debug, Default)]
pub enum Clock {
    /// The machine's clock and time zone.
    #[default]
    System,
    /// Always the same moment, for tests and demonstrations.
    Fixed(DateTime<FixedOffset>),
}

impl Clock {
    /// Now, with the offset of the machine's time zone.
    pub fn now(self) -> DateTime<FixedOffset> {
        match self {
            Self::System => Local::now().fixed_offset(),
            Self::Fixed(now) => now,
        }
    }

    /// Today.
    pub fn today(self) -> NaiveDate {
        self.now().date_naive()
    }
}
