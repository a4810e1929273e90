//! Pain that lasts although the person does what helps (W2): a rule on what the record knows.

use super::{Disposition, Finding};
use crate::{
    grade::{Grade, Reason},
    words::Words,
};

/// Days with a session, since the pain began, that make the care regular.
const REGULAR_SESSIONS: u32 = 4;

/// Pain longer than a week although at least four sessions were done in it, or longer than six weeks
/// whatever was done: see a professional (W2). Days and sessions are counted by the caller; `None` when it is fine.
pub fn lasting_pain(days_of_pain: u32, sessions: u32, words: &Words) -> Option<Finding> {
    let rule = match (days_of_pain, sessions) {
        (43.., _) => "W2_long",
        (8.., REGULAR_SESSIONS..) => "W2",
        _ => return None,
    };
    Some(Finding {
        disposition: Disposition::SeeProfessionalFirst,
        reason: Reason {
            rule: format!("screen.{}", rule.replace('_', ".")),
            sources: vec!["W2".to_owned()],
            grade: Grade::CautiousRule,
            text: words.get(&format!("screens.pain.rules.{rule}")),
            because: vec![],
        },
        answers: vec![],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(days: u32, sessions: u32) -> Option<String> {
        let words = Words::load("en").expect("English is embedded");
        lasting_pain(days, sessions, &words).map(|f| f.reason.rule)
    }

    #[test]
    fn more_than_a_week_with_regular_care() {
        assert_eq!(rule(7, 5), None);
        assert_eq!(rule(8, 3), None);
        assert_eq!(rule(8, 4).as_deref(), Some("screen.W2"));
    }

    #[test]
    fn more_than_six_weeks_without_any() {
        assert_eq!(rule(42, 0), None);
        assert_eq!(rule(43, 0).as_deref(), Some("screen.W2.long"));
    }
}
