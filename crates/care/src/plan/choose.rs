//! Which exercise: the first of a list that the level, the exclusions, the equipment and the person's own wishes allow.

use super::{
    rules::because,
    situation::{Situation, Why, exercise},
};
use crate::{
    content::{Exercise, Sides},
    entry::Side,
    grade::Reason,
};

/// A chosen exercise.
#[derive(Clone, Debug)]
pub(super) struct Pick {
    pub slug: String,
    pub exercise: &'static Exercise,
    /// Worked sides that are allowed; `[None]` for an exercise of both sides at once.
    pub sides: Vec<Option<Side>>,
    /// Why it is this one and not one that would have come first.
    pub why: Vec<Reason>,
}

impl Situation<'_> {
    /// The first exercise of `list` that fits; where the level leaves none, the mildest one that everything else allows.
    pub fn pick(&self, list: &[String], level: u32) -> Option<Pick> {
        self.pick_except(list, level, &[])
    }

    /// Like [`Situation::pick`], leaving out some slugs without a word.
    pub fn pick_except(&self, list: &[String], level: u32, except: &[&str]) -> Option<Pick> {
        let mut why = vec![];
        let mut fitting = vec![];
        for slug in self.with_swaps(list) {
            let Some(exercise) = exercise(slug) else { continue };
            if except.contains(&slug) {
                continue;
            }
            let (sides, first_why) = self.allowed_sides(slug, exercise);
            if !sides.is_empty() {
                if sides.len() < all_sides(exercise).len() {
                    let side = sides[0].map(|s| self.side_name(s.other())).unwrap_or_default();
                    why.extend(first_why.iter().map(|w| self.passed_over("one_side_left_out", slug, w, &side)));
                }
                fitting.push(Pick { slug: slug.to_owned(), exercise, sides, why: why.clone() });
            } else if exercise.level <= level && why.is_empty() {
                why.extend(
                    first_why
                        .iter()
                        .filter(|w| !matches!(w, Why::NotFor | Why::Pattern))
                        .map(|w| self.reason_for(slug, w)),
                );
            }
            if fitting.last().is_some_and(|p| p.exercise.level <= level) {
                return fitting.pop();
            }
        }
        fitting.into_iter().min_by_key(|p| p.exercise.level)
    }

    /// Other exercises of the same kind that could be done today instead.
    pub fn alternatives(&self, slug: &str, level: u32) -> Vec<String> {
        let Some(this) = exercise(slug) else { return vec![] };
        let mut all: Vec<(u32, &String)> = crate::content::exercises()
            .iter()
            .filter(|(s, e)| *s != slug && e.kind == this.kind && e.level <= level && !e.gated)
            .filter(|(s, e)| !self.allowed_sides(s, e).0.is_empty())
            .map(|(s, e)| (e.level.abs_diff(this.level), s))
            .collect();
        all.sort();
        all.into_iter().map(|(_, s)| s.clone()).take(4).collect()
    }

    /// A list with what was asked for instead, if it is of the same kind: a swap never turns a drill into a stretch.
    fn with_swaps<'l>(&'l self, list: &'l [String]) -> impl Iterator<Item = &'l str> {
        list.iter().flat_map(|slug| {
            let to = self.swaps.iter().find(|s| s.from == *slug).and_then(|s| s.to.as_deref());
            let to = to.filter(|to| exercise(to).map(|e| e.kind) == exercise(slug).map(|e| e.kind));
            [Some(slug.as_str()), to].into_iter().flatten()
        })
    }

    pub fn allowed_sides(&self, slug: &str, exercise: &Exercise) -> (Vec<Option<Side>>, Option<Why>) {
        let mut why = None;
        let mut sides = vec![];
        for side in all_sides(exercise) {
            match self.check(slug, exercise, side) {
                Ok(()) => sides.push(side),
                Err(w) => why = why.or(Some(w)),
            }
        }
        (sides, why)
    }

    fn reason_for(&self, slug: &str, why: &Why) -> Reason {
        let rule = match why {
            Why::Excluded(_) => "variant",
            Why::Equipment(_) => "equipment",
            Why::Swapped(_) => "swapped",
            Why::Hurt(_) => "hurt_lately",
            Why::NotFor | Why::Pattern | Why::DaysFull => "days_full",
        };
        self.passed_over(rule, slug, why, "")
    }

    fn passed_over(&self, rule: &str, slug: &str, why: &Why, side: &str) -> Reason {
        let name = self.name(slug);
        match why {
            Why::Excluded(out) => {
                let mut reason = self.because(
                    rule,
                    &[("name", &name), ("why", &out.exclusion.text), ("side", &side)],
                    vec![out.entry],
                );
                reason.sources = out.exclusion.rule.strip_prefix("screen.").map(str::to_owned).into_iter().collect();
                reason
            }
            Why::Equipment(item) => {
                let item = self.words.get(&format!("terms.equipment.{item}"));
                let entries = self.profile_entry.into_iter().collect();
                self.because(rule, &[("name", &name), ("item", &item), ("side", &side)], entries)
            }
            Why::Swapped(swap) => {
                let said = self.words.get(&format!("terms.swap.{}", swap.reason));
                self.because(rule, &[("name", &name), ("why", &said), ("side", &side)], vec![swap.entry])
            }
            Why::Hurt(entry) => self.because(rule, &[("name", &name), ("side", &side)], vec![*entry]),
            Why::NotFor | Why::Pattern => because(self.words, rule, &[("name", &name), ("side", &side)], vec![]),
            Why::DaysFull => {
                let done = self.done().filter(|s| s.exercise == slug).map(|s| s.entry).collect();
                self.because(rule, &[("name", &name), ("side", &side)], done)
            }
        }
    }

    pub fn side_name(&self, side: Side) -> String {
        self.words.get(match side {
            Side::Left => "terms.side.left",
            Side::Right => "terms.side.right",
        })
    }
}

/// The worked sides that an exercise has.
pub(super) fn all_sides(exercise: &Exercise) -> Vec<Option<Side>> {
    match exercise.sides {
        Sides::Both => vec![None],
        Sides::Each => vec![Some(Side::Left), Some(Side::Right)],
    }
}
