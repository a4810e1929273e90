//! A line of the plan while it is being made.

use super::{Bout, Prescription, choose::Pick, situation::Situation};
use crate::{
    content::{Exercise, Kind},
    entry::Side,
    grade::Reason,
    session::timing::{exercise_seconds, session_seconds},
};

/// An exercise with its bouts, before its words.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub slug: String,
    pub exercise: &'static Exercise,
    pub bouts: Vec<Bout>,
    pub repetitions: Option<u32>,
    pub because: Vec<Reason>,
}

impl Draft {
    /// One bout for each allowed side.
    pub fn once(pick: Pick, seconds: u32, mut because: Vec<Reason>) -> Self {
        because.extend(pick.why);
        let bouts = pick.sides.iter().map(|side| Bout { side: *side, seconds }).collect();
        Self { slug: pick.slug, exercise: pick.exercise, bouts, repetitions: None, because }
    }

    pub fn kind(&self) -> Kind {
        self.exercise.kind
    }

    /// Seconds from getting ready, near where one is, to the end of the last bout.
    pub fn seconds(&self) -> u32 {
        self.exercise.get_ready_s + exercise_seconds(self.exercise, &self.bouts)
    }

    /// Stretching of one side in this line [s].
    pub fn stretch_seconds(&self, side: Side) -> u32 {
        let counts = |b: &&Bout| self.exercise.counts_as_stretch && b.side.is_none_or(|s| s == side);
        self.bouts.iter().filter(counts).map(|b| b.seconds).sum()
    }

    /// The finished line.
    pub fn prescription(self, situation: &Situation<'_>) -> Prescription {
        let dose = dose(&self, situation);
        let swaps = situation.alternatives(&self.slug, situation.level.number.max(self.exercise.level));
        Prescription {
            name: situation.name(&self.slug),
            exercise: self.slug,
            kind: self.exercise.kind,
            bouts: self.bouts,
            repetitions: self.repetitions,
            dose,
            because: self.because,
            swaps,
        }
    }
}

/// Seconds of a session that does these one after the other; 0 without any.
pub(super) fn seconds<'a>(drafts: impl Iterator<Item = &'a Draft>) -> u32 {
    session_seconds(drafts.map(|d| (d.exercise, d.bouts.as_slice())))
}

/// The dose in words: "5 minutes", "2 x 30 seconds each side", "2 x 8 times".
fn dose(draft: &Draft, situation: &Situation<'_>) -> String {
    let words = situation.words;
    let of = |side: Option<Side>| draft.bouts.iter().filter(|b| b.side == side).collect::<Vec<_>>();
    let (left, right, both) = (of(Some(Side::Left)), of(Some(Side::Right)), of(None));
    let amount = |bouts: &[&Bout]| {
        let one = bouts.first().map_or(0, |b| b.seconds);
        let text = match draft.repetitions {
            Some(n) => words.count("plan.dose.times", n, &[]),
            None if one >= 60 && one.is_multiple_of(60) => words.count("plan.dose.minutes", one / 60, &[]),
            None if one > 120 => words.say("plan.dose.minutes_seconds", &[("m", &(one / 60)), ("s", &(one % 60))]),
            None => words.count("plan.dose.seconds", one, &[]),
        };
        if bouts.len() > 1 { words.say("plan.dose.repeat", &[("n", &bouts.len()), ("dose", &text)]) } else { text }
    };
    let total = |bouts: &[&Bout]| bouts.iter().map(|b| b.seconds).sum::<u32>();
    match (left.is_empty(), right.is_empty()) {
        (true, true) => amount(&both),
        (false, false) if left.len() == right.len() && total(&left) == total(&right) => {
            words.say("plan.dose.each_side", &[("dose", &amount(&left))])
        }
        (false, false) => words.say("plan.dose.sides", &[("left", &amount(&left)), ("right", &amount(&right))]),
        (false, true) => words.say("plan.dose.left", &[("dose", &amount(&left))]),
        (true, false) => words.say("plan.dose.right", &[("dose", &amount(&right))]),
    }
}
