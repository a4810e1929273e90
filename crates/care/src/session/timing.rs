//! How long things take: the one place that the plan and the script agree on.

use crate::{
    content::{Exercise, Kind},
    plan::{Bout, rules},
};

/// Seconds between two bouts of one exercise: changing sides takes half of getting ready, at least the switch time.
pub(crate) fn between(exercise: &Exercise, before: Bout, after: Bout) -> u32 {
    let time = &rules().time;
    if before.side != after.side {
        (exercise.get_ready_s / 2).max(time.switch_s)
    } else if exercise.kind == Kind::Strength {
        time.set_pause_s
    } else {
        time.pause_s
    }
}

/// Seconds of one exercise from getting ready to the end of its last bout.
pub(crate) fn exercise_seconds(exercise: &Exercise, bouts: &[Bout]) -> u32 {
    let work: u32 = bouts.iter().map(|b| b.seconds).sum();
    let gaps: u32 = bouts.windows(2).map(|w| between(exercise, w[0], w[1])).sum();
    exercise.get_ready_s + work + gaps
}
