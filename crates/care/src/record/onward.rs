//! Where the short check before a session leads.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Record;
use crate::{
    entry::ScreenKind,
    screening::{Disposition, check},
    words::Words,
};

/// Where the short check leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Onward {
    /// To the short check itself: there is none today, or it has an open question (F28).
    ShortCheck,
    /// To the whole safety check: something is new, or the last one doesn't count any more.
    FullCheck,
    /// To what has to be done first: something stands against a session.
    First,
    /// To the session. Who waits for a professional has the quiet rest that is left.
    Session,
}

impl Record {
    /// Where the last short check of `today` leads. No session begins but by [`Onward::Session`].
    pub fn onward(&self, today: NaiveDate, words: &Words) -> Onward {
        let standing = self.standing(today, words);
        if standing.disposition >= Disposition::UrgentSameDay {
            return Onward::First;
        }
        let last = self.screenings().rfind(|s| s.kind == ScreenKind::Short && s.at.date_naive() == today);
        let whole = |answers| check(ScreenKind::Short, answers, words).unanswered.is_empty();
        let Some(last) = last.filter(|s| whole(s.answers)) else { return Onward::ShortCheck };
        let found = standing.locks.iter().any(|lock| lock.reason.because.contains(&last.entry));
        match (standing.is_current(), found) {
            (false, _) => Onward::FullCheck,
            (true, true) => Onward::First,
            (true, false) => Onward::Session,
        }
    }
}
