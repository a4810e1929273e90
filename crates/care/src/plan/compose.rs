//! One session that fits the minutes: rest, release, drill, stretch, strength, closing rest, in this order.

use super::{
    Style,
    choose::Pick,
    draft::{self, Draft},
    rules::rules,
    situation::Situation,
    strength::strength,
    stretch::stretches,
};
use crate::{content::Kind, grade::Reason};

/// What a session is made of while it is being fitted.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub rest: Vec<Draft>,
    pub release: Vec<Draft>,
    pub drill: Vec<Draft>,
    pub stretch: Vec<Draft>,
    pub strength: Vec<Draft>,
    pub closing: Vec<Draft>,
}

impl Parts {
    fn all(&self) -> impl Iterator<Item = &Draft> {
        [&self.rest, &self.release, &self.drill, &self.stretch, &self.strength, &self.closing].into_iter().flatten()
    }

    /// Whole length with the finish [s].
    pub fn seconds(&self) -> u32 {
        draft::seconds(self.all())
    }

    /// The blocks in the order in which they are done.
    pub fn blocks(self) -> Vec<(Kind, Vec<Draft>)> {
        let blocks = [
            (Kind::Rest, self.rest),
            (Kind::Release, self.release),
            (Kind::Drill, self.drill),
            (Kind::Stretch, self.stretch),
            (Kind::Strength, self.strength),
            (Kind::Rest, self.closing),
        ];
        blocks.into_iter().filter(|(_, drafts)| !drafts.is_empty()).collect()
    }
}

/// How much of everything: tried from the richest to the leanest until one fits the time.
struct Recipe {
    /// Share of the level's stretching.
    share: f64,
    breathing: bool,
    release: bool,
    drill: bool,
    /// Strength exercises and sets of each, at most.
    strength: (usize, u32),
}

const RECIPES: [Recipe; 14] = [
    Recipe { share: 1.0, breathing: true, release: true, drill: true, strength: (3, 3) },
    Recipe { share: 1.0, breathing: false, release: true, drill: true, strength: (3, 3) },
    Recipe { share: 1.0, breathing: false, release: true, drill: true, strength: (2, 2) },
    Recipe { share: 1.0, breathing: false, release: true, drill: true, strength: (2, 1) },
    Recipe { share: 0.85, breathing: false, release: true, drill: true, strength: (2, 1) },
    Recipe { share: 0.75, breathing: false, release: true, drill: true, strength: (2, 1) },
    Recipe { share: 0.6, breathing: false, release: true, drill: true, strength: (2, 1) },
    Recipe { share: 0.7, breathing: false, release: true, drill: true, strength: (1, 1) },
    Recipe { share: 0.5, breathing: false, release: false, drill: true, strength: (1, 1) },
    Recipe { share: 0.5, breathing: false, release: false, drill: false, strength: (1, 1) },
    Recipe { share: 0.5, breathing: false, release: false, drill: false, strength: (0, 0) },
    Recipe { share: 0.25, breathing: false, release: false, drill: false, strength: (0, 0) },
    Recipe { share: 0.1, breathing: false, release: false, drill: false, strength: (0, 0) },
    Recipe { share: 0.0, breathing: false, release: false, drill: false, strength: (0, 0) },
];

/// A whole session of at most `minutes`.
pub(super) fn compose(situation: &Situation<'_>, style: Style, minutes: u32) -> Parts {
    let total = minutes * 60;
    let goal = rest_goal(total);
    let Some(rest) = opening(situation, style) else { return without_rest(situation, total) };
    let mut parts = RECIPES
        .iter()
        .map(|recipe| assemble(situation, style, recipe, &rest, goal))
        .find(|parts| parts.seconds() <= total)
        .unwrap_or_default();
    if parts.rest.is_empty() {
        parts.rest = vec![rest_draft(situation, style, rest, 0)];
    }
    fill(situation, style, &mut parts, total);
    parts
}

/// Rest only, for a day without a session.
pub(super) fn only_rest(situation: &Situation<'_>, minutes: u32) -> Parts {
    let Some(pick) = opening(situation, Style::Whole) else { return Parts::default() };
    let mut parts = Parts { rest: vec![rest_draft(situation, Style::Whole, pick, 0)], ..Parts::default() };
    let left = (minutes * 60).saturating_sub(parts.seconds());
    stretch_last(&mut parts.rest, left);
    parts
}

/// What is left while waiting for a professional, or after sharp pain today: rest and breathing.
pub(super) fn waiting(situation: &Situation<'_>, minutes: u32) -> Parts {
    let list = &rules().waiting;
    let total = minutes * 60;
    let level = rules().top_level();
    let rest = situation.pick(&list.rest, level).map(|p| rest_draft(situation, Style::Whole, p, 0));
    let drill = situation.pick(&list.breathing, level).map(|pick| {
        let seconds = pick.exercise.dose.seconds[0];
        Draft::once(pick, seconds, vec![situation.because("breathing", &[], vec![])])
    });
    let mut parts = Parts { rest: rest.into_iter().collect(), drill: drill.into_iter().collect(), ..Parts::default() };
    if parts.seconds() > total {
        parts.drill.clear();
    }
    let left = |parts: &Parts| total.saturating_sub(parts.seconds());
    let more = left(&parts);
    stretch_last(&mut parts.rest, more);
    let more = left(&parts);
    stretch_last(&mut parts.drill, more);
    parts
}

/// Nothing to lie or sit on that is allowed: breathing is all that is left (it comes before any stretch that remains).
fn without_rest(situation: &Situation<'_>, total: u32) -> Parts {
    let mut parts = Parts { drill: breathing(situation).into_iter().collect(), ..Parts::default() };
    let more = total.saturating_sub(parts.seconds());
    stretch_last(&mut parts.drill, more);
    parts
}

fn assemble(situation: &Situation<'_>, style: Style, recipe: &Recipe, rest: &Pick, goal: u32) -> Parts {
    let moves = style != Style::Sleep;
    let drill = recipe.drill && moves;
    let always = matches!(style, Style::Sleep | Style::Walk);
    let mut parts = Parts { rest: vec![rest_draft(situation, style, rest.clone(), goal)], ..Parts::default() };
    if recipe.release && moves {
        parts.release = release(situation);
    }
    if recipe.breathing || calm(situation) || (always && recipe.share > 0.0) {
        parts.drill.extend(breathing(situation));
    }
    if drill {
        parts.drill.extend(tuck(situation));
    }
    parts.stretch = stretches(situation, style, recipe.share);
    if style == Style::Whole {
        let (count, sets) = recipe.strength;
        parts.strength = strength(situation, count, sets);
    }
    parts
}

fn rest_goal(total: u32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a third of at most 45 minutes")]
    let share = (f64::from(total) * rules().time.rest_share) as u32;
    share / 10 * 10
}

/// The rest that opens the session; it changes from week to week, so that all of them are met (X1).
fn opening(situation: &Situation<'_>, style: Style) -> Option<Pick> {
    rests(situation, style).into_iter().next()
}

/// Rests that are possible today, the one of this week first. The variants come in only where nothing else is possible.
fn rests(situation: &Situation<'_>, style: Style) -> Vec<Pick> {
    let choose = &rules().choose;
    let list = if style == Style::Walk { &choose.walk } else { &choose.rest };
    // Before a walk, and once a bolster height was tried out, the bolster is fine from the first week on.
    let bolster = style == Style::Walk || situation.record.bolster_cm().is_some();
    let level = situation.level.number.max(if bolster { 2 } else { 1 });
    let mut picks: Vec<Pick> = vec![];
    loop {
        let taken: Vec<String> = picks.iter().map(|p| p.slug.clone()).collect();
        let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
        let Some(next) = situation.pick_except(list, level, &taken) else { break };
        if next.exercise.level > level && !picks.is_empty() {
            break;
        }
        picks.push(next);
    }
    if picks.iter().any(|p| !choose.rest_variants.contains(&p.slug)) {
        picks.retain(|p| !choose.rest_variants.contains(&p.slug));
    }
    if style != Style::Walk && !picks.is_empty() {
        let turn = situation.weeks.saturating_sub(1) % picks.len();
        picks.rotate_left(turn);
    }
    picks
}

fn rest_draft(situation: &Situation<'_>, style: Style, pick: Pick, goal: u32) -> Draft {
    let [least, most] = pick.exercise.dose.seconds;
    let mut because: Vec<Reason> = vec![match style {
        Style::Sleep => situation.because("aim_before_sleep", &[], situation.profile_entry.into_iter().collect()),
        Style::Walk => situation.because("aim_before_walk", &[], situation.profile_entry.into_iter().collect()),
        Style::Whole | Style::Run => situation.because("rest_first", &[], vec![]),
    }];
    if let Some((entry, cm)) = situation.record.bolster_entry().filter(|_| pick.slug == "bolstered-rest") {
        because.push(situation.because("bolster", &[("height", &situation.words.about_length(cm))], vec![entry]));
    }
    Draft::once(pick, goal.clamp(least, most), because)
}

fn release(situation: &Situation<'_>) -> Vec<Draft> {
    let choose = &rules().choose;
    let level = situation.level.number;
    let mut drafts = vec![];
    if let Some(pick) = situation.pick(&choose.release, level).filter(|p| p.exercise.level <= level.max(2)) {
        let seconds = pick.exercise.dose.seconds[0];
        drafts.push(Draft::once(pick, seconds, vec![situation.because("release_first", &[], vec![])]));
    }
    if let (Some(entry), Some(pick)) = (situation.ball, situation.pick(&choose.ball, level)) {
        let seconds = pick.exercise.dose.seconds[0];
        drafts.push(Draft::once(pick, seconds, vec![situation.because("ball", &[], vec![entry])]));
    }
    drafts
}

fn breathing(situation: &Situation<'_>) -> Option<Draft> {
    let pick = situation.pick(&rules().choose.breathing, situation.level.number)?;
    let seconds = pick.exercise.dose.seconds[0];
    let aim =
        calm(situation).then(|| situation.because("aim_calm", &[], situation.profile_entry.into_iter().collect()));
    let why = [situation.because("breathing", &[], vec![])].into_iter().chain(aim).collect();
    Some(Draft::once(pick, seconds, why))
}

/// Does the person want to get calmer?
fn calm(situation: &Situation<'_>) -> bool {
    situation.profile.aims.iter().any(|a| a == "calm")
}

fn tuck(situation: &Situation<'_>) -> Option<Draft> {
    let pick = situation.pick(&rules().choose.tuck, situation.level.number)?;
    let seconds = pick.exercise.dose.seconds[0];
    let repetitions = pick.exercise.dose.repetitions.map(|r| r[0]);
    let draft = Draft::once(pick, seconds, vec![situation.because("tuck", &[], vec![])]);
    Some(Draft { repetitions, ..draft })
}

/// Longer than this [s] a rest only gets when nothing else is left to fill the time with (O9: five to ten minutes).
const LONG_REST_S: u32 = 600;

/// Stretches the elastic parts until the session is as long as asked: the opening rest, a closing rest, breathing, a second
/// opening rest. Where even that isn't enough the session stays shorter, and says so.
fn fill(situation: &Situation<'_>, style: Style, parts: &mut Parts, total: u32) {
    let left = |parts: &Parts| total.saturating_sub(parts.seconds());
    let usual = |parts: &Parts| LONG_REST_S.saturating_sub(parts.rest.last().map_or(0, |d| d.bouts[0].seconds));
    let more = left(parts).min(usual(parts));
    stretch_last(&mut parts.rest, more);
    let others: Vec<Pick> = rests(situation, style);
    // Before a walk one goes straight on.
    if let Some(pick) = others.get(1).or(others.first()).filter(|_| style != Style::Walk).cloned() {
        let mut closing = rest_draft(situation, style, pick, 0);
        closing.because = vec![situation.because("rest_close", &[], vec![])];
        let room = left(parts);
        let closed = Parts { closing: vec![closing], ..parts.clone() };
        let need = closed.seconds() - parts.seconds();
        squeeze(&mut parts.rest, need, room);
        if need <= left(parts) {
            parts.closing = closed.closing;
            let more = left(parts);
            stretch_last(&mut parts.closing, more);
        }
    }
    let more = left(parts);
    stretch_last(&mut parts.drill, more);
    if let Some(pick) = others.get(2).or(others.get(1)).cloned() {
        let mut rested = parts.clone();
        rested.rest.push(rest_draft(situation, style, pick, 0));
        if rested.seconds() <= total {
            *parts = rested;
        }
    }
    let more = left(parts);
    stretch_last(&mut parts.rest, more);
}

/// Makes the last of some lines longer by at most `by`, as far as its dose allows, in steps of ten seconds.
pub(super) fn stretch_last(drafts: &mut [Draft], by: u32) {
    let Some(draft) = drafts.iter_mut().rfind(|d| d.bouts.len() == 1 && d.repetitions.is_none()) else { return };
    let most = draft.exercise.dose.seconds[1];
    let bout = &mut draft.bouts[0];
    bout.seconds += by.min(most.saturating_sub(bout.seconds)) / 10 * 10;
}

/// Shortens the opening rest a little where that makes room for a closing one: only when it is at its longest anyway.
fn squeeze(rest: &mut [Draft], need: u32, room: u32) {
    let Some(draft) = rest.last_mut() else { return };
    let [least, most] = draft.exercise.dose.seconds;
    let missing = need.saturating_sub(room);
    let bout = &mut draft.bouts[0];
    if bout.seconds == most && room > 30 && missing > 0 && most - missing >= least.max(most / 2) {
        bout.seconds = (bout.seconds - missing) / 10 * 10;
    }
}
