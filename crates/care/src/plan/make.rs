//! The plan of one day.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Block, Plan, Style,
    angle::{Concern, plateau, severe},
    compose::{Parts, compose, waiting},
    desk,
    draft::{self, Draft},
    habits, programme,
    rules::rules,
    schedule::{clamp_minutes, is_session_day, week, worked_days},
    situation::Situation,
    stretch::capped,
};
use crate::{
    content::Kind,
    entry::{
        Fault, Side,
        limits::{holds, limits},
    },
    grade::Reason,
    measure::degrees,
    record::{DESK_BREAK, Record, Standing, possible_day},
    screening::Disposition,
    words::{Args, Words},
};

/// What may be asked of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Minutes for today, 5 to 45, instead of the profile's. Asking makes a rest day a session day too.
    pub minutes: Option<u32>,
    /// Only a short break on a chair or standing, 2 to 5 minutes.
    pub break_only: bool,
    /// What today is for, instead of the profile's aims: `before_sleep`, `before_run`, `before_walk`, `desk_break`, or anything
    /// else for a whole session.
    pub aim: Option<String>,
    /// Pain now, 0 to 10, where no short check of the record tells it.
    pub pain: Option<u8>,
}

impl Options {
    /// Is it possible? The plan itself takes the nearest that is.
    /// # Errors
    /// [`Fault`] with the field and what it may hold.
    pub fn check(&self, words: &Words) -> Result<(), Fault> {
        let desk = &rules().desk;
        let is_break = self.break_only || self.aim.as_deref() == Some("desk_break");
        let range = if is_break { [desk.least_minutes, desk.most_minutes].map(f64::from) } else { limits().minutes };
        if let Some(minutes) = self.minutes.filter(|minutes| !holds(range, f64::from(*minutes))) {
            let args: Args<'_> = &[("value", &minutes), ("min", &range[0]), ("max", &range[1])];
            return Err(Fault::new("minutes", "range", args, words));
        }
        match &self.aim {
            Some(aim) if !limits().aims.contains(&aim.as_str()) => {
                Err(Fault::unknown("aim", aim, limits().aims, words))
            }
            _ => Ok(()),
        }
    }
}

/// Plans one day: a pure function of the record, the day and what is asked.
pub fn plan(record: &Record, today: NaiveDate, options: &Options, words: &Words) -> Plan {
    let today = possible_day(today);
    plan_standing(record, record.standing(today, words), today, options, words)
}

/// As [`plan()`], where it is known already how the person stands on `today`.
pub(crate) fn plan_standing(
    record: &Record,
    standing: Standing,
    today: NaiveDate,
    options: &Options,
    words: &Words,
) -> Plan {
    let situation = Situation::new(record, standing, today, options, words);
    let first = first(&situation);
    if !situation.standing.is_current() || situation.standing.disposition >= Disposition::UrgentSameDay {
        return situation.finish(Made { first, ..Made::default() });
    }
    let mut made = if situation.is_waiting() { wait(&situation) } else { go(&situation) };
    made.reasons.splice(0..0, situation.quiet.clone());
    situation.finish(Made { first, ..made })
}

/// What was made of a day.
#[derive(Default)]
struct Made {
    session_today: bool,
    programme: Option<String>,
    blocks: Vec<(Kind, Vec<Draft>)>,
    desk_breaks: Vec<Draft>,
    reasons: Vec<Reason>,
    first: Vec<Reason>,
    /// Kinds of a usual session day, for the days to come.
    planned: Vec<Kind>,
}

/// What comes before everything else: locks, a screening that is due.
fn first(situation: &Situation<'_>) -> Vec<Reason> {
    let standing = &situation.standing;
    let mut first = vec![];
    let rule = match standing.disposition {
        Disposition::Emergency => Some("first_emergency"),
        Disposition::UrgentSameDay => Some("first_urgent"),
        Disposition::SeeProfessionalFirst => Some("first_professional"),
        Disposition::ProceedWithExclusions | Disposition::Proceed => None,
    };
    if let Some(rule) = rule {
        let entries = standing.locks.iter().flat_map(|l| l.reason.because.clone()).collect();
        first.push(situation.because(rule, &[], entries));
        first.extend(standing.locks.iter().map(|l| l.reason.clone()));
        if let Some(entry) = situation.record.under_age(situation.today).filter(|_| standing.locks.is_empty()) {
            first.push(situation.because("under_16", &[], vec![entry]));
        }
    }
    // One order at a time: whoever is to be seen today isn't sent through a list of questions.
    let urgent = standing.locks.iter().any(|lock| lock.disposition >= Disposition::UrgentSameDay);
    if let Some(stale) = standing.stale.filter(|_| !urgent) {
        first.push(Record::why_stale(stale, standing.screening.as_ref(), situation.words));
    }
    first.extend(concerns(situation));
    let long =
        plateau(situation.record, &situation.angles, situation.today, rules().plateau.refer_days, situation.words);
    first.extend(long.map(|p| situation.because("plateau_refer", &[], p.entries)));
    first
}

/// What the angle shows that a professional should have a look at: it locks nothing.
fn concerns(situation: &Situation<'_>) -> Vec<Reason> {
    let reason = |rule: &str, concern: &Concern| {
        let side = situation.side_name(concern.side);
        let n = degrees(concern.deg, situation.words);
        situation.because(rule, &[("side", &side), ("n", &n)], concern.entries.clone())
    };
    let severe = severe(&situation.angles, situation.today);
    let severe = severe.iter().map(|c| reason("severe_refer", c));
    severe.chain(situation.loss.iter().map(|c| reason("loss_refer", c))).collect()
}

/// Constructive rest, or a variant for who can't lie flat, and breathing: all that is left while waiting.
fn wait(situation: &Situation<'_>) -> Made {
    let parts = waiting(situation, asked_minutes(situation));
    let entries = situation.standing.locks.iter().flat_map(|l| l.reason.because.clone()).collect();
    let reasons = vec![situation.because("waiting", &[], entries)];
    let blocks = parts.blocks();
    let planned = kinds(&blocks);
    Made { session_today: !blocks.is_empty(), blocks, reasons, planned, ..Made::default() }
}

fn go(situation: &Situation<'_>) -> Made {
    if situation.options.break_only || situation.options.aim.as_deref() == Some("desk_break") {
        return only_break(situation);
    }
    let followed = programme::followed(situation);
    let per_week = followed.as_ref().map_or(situation.profile.days_per_week, |(_, p)| p.days_per_week);
    let worked = worked_days(situation.record);
    let days: BTreeSet<NaiveDate> = worked.keys().copied().filter(|d| *d < situation.today).collect();
    let done = worked.get(&situation.today).cloned();
    let asked = situation.options.minutes.is_some();
    let session_day = asked || (done.is_none() && is_session_day(&days, situation.today, per_week));
    let mut made = match &followed {
        Some((slug, programme)) if situation.quiet.is_none() => follow(situation, slug, programme),
        _ => own(situation),
    };
    made.planned = kinds(&made.blocks);
    if !session_day {
        let resting: Vec<_> = compose_rest_only(situation).blocks();
        let reason = match done {
            Some(entries) => situation.because("done_today", &[], entries),
            None => {
                situation.because("rest_day", &[("n", &per_week)], worked.into_values().next_back().unwrap_or_default())
            }
        };
        made.reasons.retain(|r| !r.rule.starts_with("plan.minutes_") && !r.rule.starts_with("plan.aim_"));
        made.reasons.insert(0, reason);
        made.blocks = resting;
    }
    made.session_today = session_day && !made.blocks.is_empty();
    made.desk_breaks = desk_breaks(situation, &made.blocks);
    made.reasons.extend(habits::advice(situation));
    made
}

/// One break for the desk, within what today's blocks leave of the caps.
fn desk_breaks(situation: &Situation<'_>, blocks: &[(Kind, Vec<Draft>)]) -> Vec<Draft> {
    if !desk::wanted(situation) {
        return vec![];
    }
    let today = |side| blocks.iter().flat_map(|(_, drafts)| drafts).map(|d| d.stretch_seconds(side)).sum();
    let planned = [Side::Left, Side::Right].map(today);
    let parts = desk::desk_break(situation, rules().desk.most_minutes, planned);
    parts.blocks().into_iter().flat_map(|(_, drafts)| drafts).collect()
}

fn own(situation: &Situation<'_>) -> Made {
    let style = style(situation);
    let minutes = asked_minutes(situation);
    let parts =
        if situation.quiet.is_some() { waiting(situation, minutes) } else { compose(situation, style, minutes) };
    let mut reasons = situation.pattern_why.clone();
    reasons.extend(situation.level.why.clone());
    let profile = || situation.profile_entry.into_iter().collect::<Vec<_>>();
    let styles = aims(situation).into_iter().filter(|a| style_of(a) != Style::Whole).count();
    match style {
        Style::Sleep => reasons.push(situation.because("aim_before_sleep", &[], profile())),
        Style::Walk => reasons.push(situation.because("aim_before_walk", &[], profile())),
        Style::Run => reasons.push(situation.because("aim_before_run", &[], profile())),
        Style::Whole => reasons.push(situation.because("minutes_asked", &[("n", &minutes)], profile())),
    }
    if style == Style::Whole && situation.options.aim.is_none() && styles > 0 {
        reasons.push(situation.because("aims_many", &[], profile()));
    }
    if parts.stretch.is_empty() && matches!(style, Style::Whole | Style::Run) {
        reasons.extend(capped(situation));
    }
    if parts.seconds() == 0 {
        reasons.push(situation.because("nothing_at_hand", &[], profile()));
    } else if parts.seconds() * 10 < minutes * 60 * 9 {
        let n = minutes_of(parts.seconds());
        reasons.push(situation.because("minutes_less", &[("asked", &minutes), ("n", &n)], vec![]));
    }
    let blocks = parts.blocks();
    Made { blocks, reasons, ..Made::default() }
}

fn follow(situation: &Situation<'_>, slug: &str, programme: &crate::content::Programme) -> Made {
    let entry = situation.record.programme().map(|(entry, _)| entry);
    let name = situation.words.get(&format!("programmes.{slug}.name"));
    let (mut drafts, left_out) = programme::lines(situation, slug, programme, asked_minutes(situation));
    let shortened = situation.options.minutes.and_then(|_| programme::shorten(situation, &mut drafts));
    let mut reasons = vec![situation.because("programme", &[("name", &name)], entry.into_iter().collect())];
    reasons.extend(left_out);
    reasons.extend(shortened);
    reasons.extend(programme::disagreements(situation, slug, programme));
    let mut blocks: Vec<(Kind, Vec<Draft>)> = vec![];
    for draft in drafts {
        match blocks.last_mut() {
            Some((kind, block)) if *kind == draft.kind() => block.push(draft),
            _ => blocks.push((draft.kind(), vec![draft])),
        }
    }
    Made { programme: Some(slug.to_owned()), blocks, reasons, ..Made::default() }
}

fn only_break(situation: &Situation<'_>) -> Made {
    let minutes = situation.options.minutes.unwrap_or(rules().desk.most_minutes);
    let blocks = desk::desk_break(situation, minutes, [0, 0]).blocks();
    let reason = situation.because("aim_desk_break", &[], situation.profile_entry.into_iter().collect());
    Made {
        session_today: !blocks.is_empty(),
        planned: kinds(&blocks),
        blocks,
        reasons: vec![reason],
        programme: Some(DESK_BREAK.to_owned()),
        ..Made::default()
    }
}

/// A rest for a day without a session: always allowed, never owed (O7).
fn compose_rest_only(situation: &Situation<'_>) -> Parts {
    let mut parts = super::compose::only_rest(situation, asked_minutes(situation).min(10));
    for draft in &mut parts.rest {
        draft.because.insert(0, situation.because("rest_daily", &[], vec![]));
    }
    parts
}

fn kinds(blocks: &[(Kind, Vec<Draft>)]) -> Vec<Kind> {
    blocks.iter().map(|(kind, _)| *kind).collect::<BTreeSet<_>>().into_iter().collect()
}

fn asked_minutes(situation: &Situation<'_>) -> u32 {
    clamp_minutes(situation.options.minutes.unwrap_or(situation.profile.minutes))
}

/// What the session is for: today's aim, or the profile's if there is only one. Who has several aims gets a whole session, and
/// asks for another kind when it is wanted.
fn style(situation: &Situation<'_>) -> Style {
    match (&situation.options.aim, aims(situation).as_slice()) {
        (Some(aim), _) => style_of(aim),
        (None, [only]) => style_of(only),
        (None, _) => Style::Whole,
    }
}

fn style_of(aim: &str) -> Style {
    match aim {
        "before_sleep" => Style::Sleep,
        "before_walk" => Style::Walk,
        "before_run" => Style::Run,
        _ => Style::Whole,
    }
}

/// The profile's aims that a session can be for; breaks at the desk and calm go with any of them.
fn aims<'a>(situation: &'a Situation<'_>) -> Vec<&'a str> {
    let aims = situation.profile.aims.iter().map(String::as_str);
    aims.filter(|a| !matches!(*a, "desk_break" | "calm")).collect::<BTreeSet<_>>().into_iter().collect()
}

fn minutes_of(seconds: u32) -> u32 {
    (seconds + 30) / 60
}

impl Situation<'_> {
    fn finish(&self, made: Made) -> Plan {
        let minutes = minutes_of(draft::seconds(made.blocks.iter().flat_map(|(_, drafts)| drafts)));
        let week = week(self, &if made.session_today { kinds(&made.blocks) } else { vec![] }, &made.planned);
        let block = |(kind, drafts): (Kind, Vec<Draft>)| Block {
            kind,
            title: self.words.get(&format!("terms.kind.{}", kind_key(kind))),
            items: drafts.into_iter().map(|d| d.prescription(self)).collect(),
        };
        Plan {
            date: self.today,
            disposition: self.standing.known(),
            programme: made.programme.unwrap_or_else(|| "supple".to_owned()),
            pattern: self.pattern.name().to_owned(),
            level: self.level.number,
            session_today: made.session_today,
            minutes,
            blocks: made.blocks.into_iter().map(block).collect(),
            week,
            desk_breaks: made.desk_breaks.into_iter().map(|d| d.prescription(self)).collect(),
            reasons: made.reasons,
            exclusions: self.exclusions(),
            first: made.first,
        }
    }
}

/// The name of a kind, as in the words and in JSON.
pub(crate) fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Rest => "rest",
        Kind::Release => "release",
        Kind::Drill => "drill",
        Kind::Stretch => "stretch",
        Kind::Strength => "strength",
    }
}
