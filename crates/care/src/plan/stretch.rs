//! Stretches: which, how long, which side first, never more than the caps (M10).

use uuid::Uuid;

use super::{
    Bout, Style, angle::Sides, choose::Pick, draft::Draft, pattern::Pattern, rules::rules, situation::Situation,
};
use crate::{content, entry::Side, grade::Reason, words::Args};

/// Seconds for the left and the right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PerSide {
    pub left: u32,
    pub right: u32,
}

impl PerSide {
    pub fn of(self, side: Side) -> u32 {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }

    fn map(self, f: impl Fn(Side, u32) -> u32) -> Self {
        Self { left: f(Side::Left, self.left), right: f(Side::Right, self.right) }
    }

    fn less(self, draft: &Draft) -> Self {
        self.map(|side, s| s.saturating_sub(draft.stretch_seconds(side)))
    }
}

/// The stretches of today, with at most `share` (0 to 1) of the level's dose.
pub(super) fn stretches(situation: &Situation<'_>, style: Style, share: f64) -> Vec<Draft> {
    if situation.pattern == Pattern::LongWeak || matches!(style, Style::Sleep | Style::Walk) {
        return vec![];
    }
    let level = situation.level.number;
    let room = room(situation);
    let wish = wish(situation, style, share);
    let budget = wish.map(|side, s| s.min(room.of(side)));
    let mut list = rules().stretches(level).to_vec();
    if situation.plateau.is_some() {
        // No clear change for long: what has been first comes last (O8, X12).
        let first = situation.pick(&list, level).map(|p| p.slug);
        list.sort_by_key(|s| Some(s) == first.as_ref());
    }
    let Some(main) = situation.pick(&list, level) else { return vec![] };
    let reasons = reasons(situation, budget, wish, room);
    let mut drafts: Vec<Draft> = draft(situation, &main, budget, style, reasons.clone()).into_iter().collect();
    let left_over = drafts.first().map_or(budget, |d| budget.less(d));
    let most = left_over.left.max(left_over.right);
    let more = !drafts.is_empty() && most >= rules().dose(level).hold_s && level >= SECOND_FROM;
    if let Some(second) = situation.pick_except(&list, level, &[&main.slug]).filter(|_| more) {
        drafts.extend(draft(situation, &second, left_over, style, reasons));
    }
    drafts
}

/// From this level on what one stretch can't hold goes to a second one.
const SECOND_FROM: u32 = 3;

/// What the caps leave for today: by day and by any seven days, counted from what was really done.
pub(super) fn room(situation: &Situation<'_>) -> PerSide {
    let caps = &rules().caps;
    let (today, record) = (situation.today, situation.record);
    let week_ago = today - chrono::Days::new(6);
    PerSide { left: 0, right: 0 }.map(|side, _| {
        let day = caps.session_s.saturating_sub(record.stretch_seconds(side, today, today));
        day.min(caps.week_s.saturating_sub(record.stretch_seconds(side, week_ago, today)))
    })
}

/// Why there is no stretch today, when the caps leave no room for one.
pub(super) fn capped(situation: &Situation<'_>) -> Option<Reason> {
    let room = room(situation);
    let full = situation.pattern != Pattern::LongWeak && room.left.max(room.right) < SHORTEST_S;
    full.then(|| stretch_left(situation))
}

/// Why there is less than usual: the week has had most of what helps.
pub(super) fn stretch_left(situation: &Situation<'_>) -> Reason {
    situation.because("stretch_left", &[], done_entries(situation))
}

/// A stretch that is worth getting into position for [s].
const SHORTEST_S: u32 = 30;

/// The level's dose, spread over the days wished for, with less for the side that is clearly looser.
fn wish(situation: &Situation<'_>, style: Style, share: f64) -> PerSide {
    let caps = &rules().caps;
    let days = situation.profile.days_per_week.clamp(1, 7);
    let whole = rules().dose(situation.level.number).stretch_s.min(caps.week_s / days);
    let whole = if style == Style::Run { whole.min(caps.before_run_s / 2) } else { whole };
    let whole = if situation.level.eased { whole / 2 } else { whole };
    let one = if share > 0.0 { scaled(whole, share).max(SHORTEST_S.min(whole)) } else { 0 };
    PerSide { left: one, right: one }.map(|side, s| match situation.sides {
        Sides::Tighter(tight, _) if tight != side => (s * 2).div_ceil(3),
        _ => s,
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of some minutes, never negative")]
fn scaled(seconds: u32, share: f64) -> u32 {
    (f64::from(seconds) * share).round() as u32
}

/// Bouts of a stretch within the budget; `None` when not even the shortest fits.
fn draft(
    situation: &Situation<'_>,
    pick: &Pick,
    budget: PerSide,
    style: Style,
    mut because: Vec<Reason>,
) -> Option<Draft> {
    let dose = &pick.exercise.dose;
    let hold_s = if style == Style::Run { dose.seconds[0] } else { rules().dose(situation.level.number).hold_s };
    let bouts_of = |side: Option<Side>| {
        let s = side.map_or(budget.left.min(budget.right), |side| budget.of(side));
        let (n, seconds) = holds(s, hold_s, dose);
        vec![Bout { side, seconds }; n as usize]
    };
    let order = order(situation, &pick.sides);
    let bouts: Vec<Bout> = order.iter().flat_map(|side| bouts_of(*side)).collect();
    if bouts.is_empty() {
        return None;
    }
    because.extend(pick.why.clone());
    if let Some(plateau) = &situation.plateau {
        because.push(situation.because("plateau_change", &[], plateau.entries.clone()));
    }
    Some(Draft { slug: pick.slug.clone(), exercise: pick.exercise, bouts, repetitions: None, because })
}

/// How many holds of how many seconds make the most of `s` seconds, none longer than the level's hold (or the exercise's
/// shortest); of equal ones the fewest.
fn holds(s: u32, hold_s: u32, dose: &content::DoseRange) -> (u32, u32) {
    let [least, most] = dose.seconds;
    let longest = hold_s.clamp(least, most);
    (dose.repeats[0]..=dose.repeats[1])
        .filter_map(|n| {
            let seconds = (s.checked_div(n)? / 5 * 5).min(longest);
            (seconds >= least).then_some((n, seconds))
        })
        .max_by_key(|(n, seconds)| (n * seconds, std::cmp::Reverse(*n)))
        .unwrap_or((0, 0))
}

/// The tighter side goes first; the left one where none is.
fn order(situation: &Situation<'_>, sides: &[Option<Side>]) -> Vec<Option<Side>> {
    let mut order = sides.to_vec();
    if let Sides::Tighter(side, _) = situation.sides {
        order.sort_by_key(|s| *s != Some(side));
    }
    order
}

fn reasons(situation: &Situation<'_>, budget: PerSide, wish: PerSide, room: PerSide) -> Vec<Reason> {
    let done = done_entries(situation);
    let caps = &rules().caps;
    let week_ago = situation.today - chrono::Days::new(6);
    let week = |side| situation.record.stretch_seconds(side, week_ago, situation.today);
    let week = week(Side::Left).max(week(Side::Right));
    let most = budget.left.max(budget.right);
    let args: Args<'_> = &[("today", &most), ("week", &week), ("cap", &(caps.week_s / 60))];
    let volume = situation.because("stretch_volume", args, done);
    let cut = room.left < wish.left || room.right < wish.right;
    let cut = cut.then(|| stretch_left(situation));
    [Some(volume), cut, Some(side_reason(situation))].into_iter().flatten().collect()
}

fn side_reason(situation: &Situation<'_>) -> Reason {
    match &situation.sides {
        Sides::Tighter(side, entries) => {
            let name = situation.side_name(*side);
            situation.because("tighter_side", &[("side", &name)], entries.clone())
        }
        Sides::Alike(entries) => situation.because("sides_alike", &[], entries.clone()),
        Sides::Unknown => situation.because("sides_unknown", &[], vec![]),
    }
}

/// The steps that count towards the week's volume.
fn done_entries(situation: &Situation<'_>) -> Vec<Uuid> {
    let stretch = |slug: &str| content::exercises().get(slug).is_some_and(|e| e.counts_as_stretch);
    situation.done().filter(|s| stretch(&s.exercise)).map(|s| s.entry).collect()
}
