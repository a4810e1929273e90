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

/// Seconds to get ready for an exercise: its own, but never less than it takes to get down to the floor or up from it. A session
/// begins standing.
pub(crate) fn get_ready(before: Option<&Exercise>, exercise: &Exercise) -> u32 {
    let own = exercise.get_ready_s;
    if before.is_some_and(on_the_floor) == on_the_floor(exercise) { own } else { own.max(rules().time.floor_s) }
}

/// Does it start low? On a bed or a table one lies down as well.
fn on_the_floor(exercise: &Exercise) -> bool {
    !matches!(exercise.position.as_str(), "sitting" | "standing")
}

/// Seconds of one exercise from the beginning of its first bout to the end of its last.
pub(crate) fn exercise_seconds(exercise: &Exercise, bouts: &[Bout]) -> u32 {
    let work: u32 = bouts.iter().map(|b| b.seconds).sum();
    let gaps: u32 = bouts.windows(2).map(|w| between(exercise, w[0], w[1])).sum();
    work + gaps
}

/// Seconds of a session with these exercises, from getting ready for the first to the end of the finish; 0 without any.
pub(crate) fn session_seconds<'a>(exercises: impl Iterator<Item = (&'a Exercise, &'a [Bout])>) -> u32 {
    let mut before = None;
    let length = |(exercise, bouts)| get_ready(before.replace(exercise), exercise) + exercise_seconds(exercise, bouts);
    let seconds: u32 = exercises.map(length).sum();
    if seconds == 0 { 0 } else { seconds + rules().time.finish_s }
}
