//! Breaks of two to five minutes on a chair or standing, for long sitters.

use super::{Bout, compose::Parts, draft::Draft, rules::rules, situation::Situation, stretch::room};
use crate::{content::Kind, entry::Side};

/// Are breaks wanted, by the aim or by the hours of sitting?
pub(super) fn wanted(situation: &Situation<'_>) -> bool {
    let p = &situation.profile;
    p.aims.iter().any(|a| a == "desk_break") || p.sitting_hours >= rules().desk.sitting_hours
}

/// One break of at most `minutes`: loosen or sit back first, then the small tuck, then a short stretch if the day's and the
/// week's cap leave room beside `planned` seconds a side.
pub(super) fn desk_break(situation: &Situation<'_>, minutes: u32, planned: [u32; 2]) -> Parts {
    let desk = &rules().desk;
    let total = minutes.clamp(desk.least_minutes, desk.most_minutes) * 60;
    let level = situation.level.level;
    let why = || situation.because("aim_desk_break", &[], situation.profile_entry.into_iter().collect());
    let shortest = |list: &[String]| {
        let pick = situation.pick(list, level)?;
        let (seconds, repetitions) = (pick.exercise.dose.seconds[0], pick.exercise.dose.repetitions.map(|r| r[0]));
        Some(Draft { repetitions, ..Draft::once(pick, seconds, vec![why()]) })
    };
    let mut parts = Parts::default();
    let fits = |parts: &Parts, draft: &Draft| parts.seconds() + draft.seconds() <= total;
    if let Some(tuck) = shortest(&desk.tuck).filter(|d| fits(&parts, d)) {
        parts.drill.push(tuck);
    }
    let release = shortest(&desk.release).filter(|d| d.exercise.level <= level);
    let stretch = stretch(situation, planned);
    for first in [release, shortest(&desk.rest)].into_iter().flatten() {
        let with_stretch = stretch.as_ref().map_or(0, Draft::seconds);
        if parts.seconds() + first.seconds() + with_stretch <= total && !situation.is_waiting() {
            let list = if first.kind() == Kind::Rest { &mut parts.rest } else { &mut parts.release };
            list.push(first);
            parts.stretch.extend(stretch);
            break;
        }
    }
    if let Some(breathing) = shortest(&desk.breathing).filter(|d| fits(&parts, d)) {
        parts.drill.insert(0, breathing);
    }
    parts
}

fn stretch(situation: &Situation<'_>, planned: [u32; 2]) -> Option<Draft> {
    let pick = situation.pick(&rules().desk.stretch, situation.level.level)?;
    let seconds = pick.exercise.dose.seconds[0];
    let room = room(situation);
    let fits = |side: &Option<Side>| {
        let of = |side: Side| room.of(side) >= planned[usize::from(side == Side::Right)] + seconds;
        side.map_or(of(Side::Left) && of(Side::Right), of)
    };
    let bouts: Vec<Bout> = pick.sides.iter().filter(|s| fits(s)).map(|s| Bout { side: *s, seconds }).collect();
    let why = situation.because("aim_desk_break", &[], situation.profile_entry.into_iter().collect());
    (!bouts.is_empty()).then(|| Draft { bouts, ..Draft::once(pick, seconds, vec![why]) })
}
