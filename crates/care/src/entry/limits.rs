//! What the fields of an entry may hold: the one list behind every door, the questions of the terminal and the web app's forms.

use std::sync::LazyLock;

use serde::Serialize;

use crate::plan::rules;

/// Smallest and largest.
pub type Range = [f64; 2];

/// Pain, from none to the worst.
pub const PAIN: Range = [0.0, 10.0];
/// Height of a bolster [cm].
pub const BOLSTER_CM: Range = [0.0, 60.0];
/// A session with all its rests, a programme's too [min].
pub const SESSION_MINUTES: Range = [0.0, 240.0];
/// Readings of one measurement; more are a slip of the hand.
pub const READINGS: usize = 10;
/// A device's own count, as far as a browser counts without rounding.
pub const SEQ: u64 = (1 << 53) - 1;
/// Who can clear a person: what `cleared` has in `by`.
pub const PROFESSIONALS: [&str; 5] = ["doctor", "physiotherapist", "midwife", "surgeon", "other_professional"];
/// Why an exercise isn't wanted.
pub const SWAP_REASONS: [&str; 5] = ["no_equipment", "uncomfortable", "dislike", "no_room", "other"];

/// What the fields of a profile may hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Limits {
    /// Age; 0 is not said.
    pub age_years: Range,
    /// Stature [cm].
    pub height_cm: Range,
    /// Hip bone to knee joint line [cm].
    pub thigh_length_cm: Range,
    /// Hours of sitting a day.
    pub sitting_hours: Range,
    /// Minutes a day wished for.
    pub minutes: Range,
    /// Days a week wished for.
    pub days_per_week: Range,
    /// Inventory ids of habits.
    pub habits: [&'static str; 11],
    /// Signs of the long, weak pattern.
    pub long_weak_signs: [&'static str; 4],
    /// Sports; nothing chosen is none.
    pub sports: [&'static str; 6],
    /// What the time is for.
    pub aims: [&'static str; 7],
    /// What is at hand.
    pub equipment: [&'static str; 10],
}

/// The limits of a profile.
pub fn limits() -> &'static Limits {
    static LIMITS: LazyLock<Limits> = LazyLock::new(|| Limits {
        age_years: [1.0, 120.0],
        height_cm: [100.0, 230.0],
        thigh_length_cm: [25.0, 60.0],
        sitting_hours: [0.0, 24.0],
        minutes: [rules().time.least_minutes, rules().time.most_minutes].map(f64::from),
        days_per_week: [1.0, 7.0],
        habits: ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11"],
        long_weak_signs: ["pelvis_forward", "upper_back_round", "weak_knee_lift", "no_front_pull"],
        sports: ["running", "cycling", "dance", "field", "gym", "walking"],
        aims: ["ease_pain", "move_better", "before_sleep", "before_run", "before_walk", "desk_break", "calm"],
        equipment: ["mat", "cushion", "chair", "wall", "bed", "bolster", "block", "table", "blanket", "ball"],
    });
    &LIMITS
}

/// Is it within the range?
pub(crate) fn holds(range: Range, value: f64) -> bool {
    (range[0]..=range[1]).contains(&value)
}
