//! What goes with a plan between the sessions: one of the person's habits a week, and a word about sport.

use super::{pattern::HABITS, situation::Situation};
use crate::grade::Reason;

/// Sports that bend the hips again and again (C7).
const BENDING: [&str; 4] = ["running", "cycling", "dance", "field"];

/// One habit of those that the person told, another one each week, and when to do this if there is sport.
pub(super) fn advice(situation: &Situation<'_>) -> Vec<Reason> {
    let profile = &situation.profile;
    let because = |rule: &str| situation.because(rule, &[], situation.profile_entry.into_iter().collect());
    let told: Vec<&str> = HABITS.into_iter().filter(|h| profile.habits.iter().any(|own| own == h)).collect();
    let turn = situation.weeks.saturating_sub(1).checked_rem(told.len());
    let habit = turn.map(|turn| because(&format!("habit_{}", told[turn].to_lowercase())));
    let sport = profile.sports.iter().any(|s| BENDING.contains(&s.as_str())).then(|| because("sport"));
    habit.into_iter().chain(sport).collect()
}
