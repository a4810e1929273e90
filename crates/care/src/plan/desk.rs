//! Breaks of two to five minutes on a chair or standing, for long sitters.

use super::{
    Bout,
    compose::{Parts, stretch_last},
    draft::Draft,
    rules::rules,
    situation::Situation,
    stretch::{room, stretch_left},
};
use crate::{content::Kind, entry::Side, grade::Reason};

/// Are breaks wanted, by the aim or by the hours of sitting?
pub(super) fn wanted(situation: &Situation<'_>) -> bool {
    let p = &situation.profile;
    p.aims.iter().any(|a| a == "desk_break") || p.sitting_hours >= rules().desk.sitting_hours
}

/// One break of at most `minutes`: loosen or sit back first, then the small tuck, then a short stretch if the day's and the
/// week's cap leave room beside `planned` seconds a side. Too short for that, it is the tuck and breathing.
pub(super) fn desk_break(situation: &Situation<'_>, minutes: u32, planned: [u32; 2]) -> Parts {
    let desk = &rules().desk;
    let total = minutes.clamp(desk.least_minutes, desk.most_minutes) * 60;
    let left = |parts: &Parts| total.saturating_sub(parts.seconds());
    let mut parts = Parts { drill: shortest(situation, &desk.tuck).into_iter().collect(), ..Parts::default() };
    let release = shortest(situation, &desk.release).filter(|d| d.exercise.level <= level(situation));
    let stretch = stretch(situation, planned);
    let with_stretch = stretch.as_ref().map_or(0, Draft::seconds);
    let room = left(&parts);
    let first = [release, shortest(situation, &desk.rest)].into_iter().flatten();
    if let Some(first) = first.into_iter().find(|d| d.seconds() + with_stretch <= room) {
        let list = if first.kind() == Kind::Rest { &mut parts.rest } else { &mut parts.release };
        list.push(first);
        parts.stretch.extend(stretch);
    }
    let room = left(&parts);
    if let Some(breathing) = shortest(situation, &desk.breathing).filter(|d| d.seconds() <= room) {
        parts.drill.insert(0, breathing);
    }
    let room = left(&parts);
    more_repetitions(&mut parts.drill, room);
    let room = left(&parts);
    stretch_last(&mut parts.drill, room);
    parts
}

/// The level of a break: standing is the point of it, so the easy standing exercises are in from the first week on.
fn level(situation: &Situation<'_>) -> u32 {
    situation.level.number.max(2)
}

fn why(situation: &Situation<'_>) -> Reason {
    situation.because("aim_desk_break", &[], situation.profile_entry.into_iter().collect())
}

fn shortest(situation: &Situation<'_>, list: &[String]) -> Option<Draft> {
    let pick = situation.pick(list, level(situation))?;
    let (seconds, repetitions) = (pick.exercise.dose.seconds[0], pick.exercise.dose.repetitions.map(|r| r[0]));
    Some(Draft { repetitions, ..Draft::once(pick, seconds, vec![why(situation)]) })
}

/// Makes a counted drill longer by at most `by` seconds, at its own pace, as far as its dose allows.
fn more_repetitions(drafts: &mut [Draft], by: u32) {
    for draft in drafts {
        let most = draft.exercise.dose.repetitions.map_or(0, |r| r[1]);
        let (Some(n), [bout]) = (draft.repetitions.as_mut(), draft.bouts.as_mut_slice()) else { continue };
        let pace = draft.exercise.pace_s();
        let more = (by / pace).min(most.saturating_sub(*n));
        *n += more;
        bout.seconds += more * pace;
    }
}

fn stretch(situation: &Situation<'_>, planned: [u32; 2]) -> Option<Draft> {
    let pick = situation.pick(&rules().desk.stretch, level(situation))?;
    let seconds = pick.exercise.dose.seconds[0];
    let room = room(situation);
    let fits = |side: &Option<Side>| {
        let of = |side: Side| room.of(side) >= planned[usize::from(side == Side::Right)] + seconds;
        side.map_or(of(Side::Left) && of(Side::Right), of)
    };
    let bouts: Vec<Bout> = pick.sides.iter().filter(|s| fits(s)).map(|s| Bout { side: *s, seconds }).collect();
    let cut = bouts.len() < pick.sides.len();
    let because = [Some(why(situation)), cut.then(|| stretch_left(situation))].into_iter().flatten().collect();
    (!bouts.is_empty()).then(|| Draft { bouts, ..Draft::once(pick, seconds, because) })
}
