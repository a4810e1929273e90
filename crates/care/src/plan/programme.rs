//! An author's programme followed as written: the author's order and dose; exclusions, equipment and the ball's gate on top.

use std::collections::BTreeSet;

use super::{
    Bout,
    choose::all_sides,
    draft::{self, Draft},
    schedule::clamp_minutes,
    situation::{Situation, Why, exercise},
};
use crate::{
    content::{self, Kind, Programme, ProgrammeItem},
    entry::Side,
    grade::Reason,
};

/// The programme that the person follows, if it is one with items of its own.
pub(super) fn followed(situation: &Situation<'_>) -> Option<(String, &'static Programme)> {
    let (_, slug) = situation.record.programme()?;
    let programme = content::programmes().get(slug).filter(|p| !p.items.is_empty())?;
    Some((slug.to_owned(), programme))
}

/// Today's lines of a programme in the author's order, and what had to be left out.
pub(super) fn lines(
    situation: &Situation<'_>,
    slug: &str,
    programme: &Programme,
    minutes: u32,
) -> (Vec<Draft>, Vec<Reason>) {
    let mut drafts: Vec<(Draft, &ProgrammeItem)> = vec![];
    let mut reasons = vec![];
    let mut chosen: BTreeSet<&str> = BTreeSet::new();
    for item in &programme.items {
        if item.choice.as_deref().is_some_and(|c| chosen.contains(c)) {
            continue;
        }
        match line(situation, slug, item) {
            Ok(draft) => {
                chosen.extend(item.choice.as_deref());
                drafts.push((draft, item));
            }
            Err(why) => reasons.push(left_out(situation, item, &why)),
        }
    }
    lengthen(&mut drafts, minutes * 60);
    (drafts.into_iter().map(|(draft, _)| draft).collect(), reasons)
}

fn line(situation: &Situation<'_>, programme: &str, item: &ProgrammeItem) -> Result<Draft, Why> {
    let wanted = situation.swaps.iter().find(|s| s.from == item.exercise);
    let slug = match wanted {
        Some(swap) => {
            swap.to.as_deref().filter(|to| same_kind(to, &item.exercise)).ok_or_else(|| Why::Swapped(swap.clone()))?
        }
        None => &item.exercise,
    };
    let exercise = exercise(slug).ok_or(Why::NotFor)?;
    let mut sides = vec![];
    let mut why = Why::NotFor;
    for side in all_sides(exercise) {
        let fits = situation.fits(slug, exercise, side);
        match fits.and_then(|()| situation.missing(exercise).map_or(Ok(()), |item| Err(Why::Equipment(item)))) {
            Ok(()) => sides.push(side),
            Err(w) => why = w,
        }
    }
    if sides.is_empty() {
        return Err(why);
    }
    let bout = |side: &Option<Side>| vec![Bout { side: *side, seconds: item.seconds[0] }; item.bouts as usize];
    let mut because = vec![Reason {
        rule: format!("programme.{programme}.{}", item.id),
        sources: exercise.inventory.clone(),
        grade: if item.dose_given { crate::grade::Grade::Article } else { crate::grade::Grade::Opinion },
        text: situation.words.get(&format!("programmes.{programme}.items.{}", item.id)),
        because: situation.record.programme().map(|(entry, _)| entry).into_iter().collect(),
    }];
    if let Some(swap) = wanted {
        because.push(situation.because(
            "swapped",
            &[
                ("name", &situation.name(&swap.from)),
                ("why", &situation.words.get(&format!("terms.swap.{}", swap.reason))),
            ],
            vec![swap.entry],
        ));
    }
    let bouts = sides.iter().flat_map(bout).collect();
    Ok(Draft { slug: slug.to_owned(), exercise, bouts, repetitions: item.repetitions, because })
}

fn same_kind(a: &str, b: &str) -> bool {
    exercise(a).map(|e| e.kind) == exercise(b).map(|e| e.kind)
}

fn left_out(situation: &Situation<'_>, item: &ProgrammeItem, why: &Why) -> Reason {
    let name = situation.name(&item.exercise);
    let (text, entries) = match why {
        Why::Excluded(out) => (out.exclusion.text.clone(), vec![out.entry]),
        Why::Equipment(item) => {
            let item = situation.words.get(&format!("terms.equipment.{item}"));
            (
                situation.words.say("plan.left_out.equipment", &[("item", &item)]),
                situation.profile_entry.into_iter().collect(),
            )
        }
        Why::Swapped(swap) => (situation.words.get(&format!("terms.swap.{}", swap.reason)), vec![swap.entry]),
        Why::Hurt(entry) => (situation.words.get("plan.left_out.hurt"), vec![*entry]),
        Why::Pattern => (
            situation.words.get("plan.left_out.pattern"),
            situation.pattern_why.iter().flat_map(|r| r.because.clone()).collect(),
        ),
        Why::NotFor | Why::DaysFull => (situation.words.get("plan.left_out.gated"), vec![]),
    };
    situation.because("programme_left_out", &[("name", &name), ("why", &text)], entries)
}

/// Makes rests and then holds longer, inside the author's own range, while the session is shorter than asked.
fn lengthen(drafts: &mut [(Draft, &ProgrammeItem)], total: u32) {
    for rest in [true, false] {
        for i in 0..drafts.len() {
            let length = draft::seconds(drafts.iter().map(|(d, _)| d));
            let (draft, item) = &mut drafts[i];
            if (draft.kind() == Kind::Rest) != rest || draft.bouts.is_empty() {
                continue;
            }
            let n = u32::try_from(draft.bouts.len()).expect("a few bouts");
            let step = if rest { 10 } else { 5 };
            let more = (total.saturating_sub(length) / n).min(item.seconds[1] - item.seconds[0]) / step * step;
            draft.bouts.iter_mut().for_each(|b| b.seconds += more);
        }
    }
}

/// Leaves the last lines for another day until the rest fits into the minutes asked for today, and says which. One line stays.
pub(super) fn shorten(situation: &Situation<'_>, drafts: &mut Vec<Draft>) -> Option<Reason> {
    let asked = clamp_minutes(situation.options.minutes?);
    let mut left = vec![];
    while drafts.len() > 1 && draft::seconds(drafts.iter()) > asked * 60 {
        left.extend(drafts.pop());
    }
    let names: Vec<String> = left.iter().rev().map(|d| situation.name(&d.slug)).collect();
    let args: crate::words::Args<'_> = &[("asked", &asked), ("names", &names.join(", "))];
    (!left.is_empty()).then(|| situation.because("minutes_programme", args, vec![]))
}

/// Where Supple sees it differently, and on what grounds.
pub(super) fn disagreements(situation: &Situation<'_>, slug: &str, programme: &Programme) -> Vec<Reason> {
    let reason = |s: &content::Statement| Reason {
        rule: format!("programme.{slug}.disagree.{}", s.id),
        sources: s.sources.clone(),
        grade: s.grade,
        text: situation.words.get(&format!("programmes.{slug}.disagree.{}", s.id)),
        because: vec![],
    };
    programme.disagree.iter().map(reason).collect()
}
