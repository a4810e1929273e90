//! Everything that the plan of one day looks at, gathered once.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    Options,
    angle::{Angle, Concern, Plateau, Sides, angles, loss, plateau, sides},
    level::{Level, Seen, level},
    pattern::{Pattern, pattern},
    rules::{because, rules},
};
use crate::{
    content::{self, Contraindication, Exercise},
    entry::{Profile, Side},
    grade::Reason,
    record::{LeftOut, PainReport, Record, Standing, StepDone, Swap, quiet_pain},
    screening::{Disposition, Exclusion},
    words::Words,
};

pub(super) struct Situation<'a> {
    pub record: &'a Record,
    pub today: NaiveDate,
    pub options: &'a Options,
    pub words: &'a Words,
    pub profile: Profile,
    pub profile_entry: Option<Uuid>,
    pub standing: Standing,
    pub left_out: Vec<LeftOut>,
    pub angles: Vec<Angle>,
    pub sides: Sides,
    pub plateau: Option<Plateau>,
    pub level: Level,
    pub pattern: Pattern,
    pub pattern_why: Vec<Reason>,
    pub swaps: Vec<Swap>,
    /// The entry of the granted request for the ball.
    pub ball: Option<Uuid>,
    /// Why only rest is left today, if so.
    pub quiet: Option<Reason>,
    /// Exercises that hurt lately, with the reports.
    hurt: Vec<(String, Uuid)>,
    pub loss: Option<Concern>,
    /// Weeks since the first session, this one included.
    pub weeks: usize,
    /// Steps done today and in the six days before.
    recent: Vec<&'a StepDone>,
}

/// Why an exercise can't be planned.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Why {
    Excluded(LeftOut),
    Equipment(String),
    Swapped(Swap),
    /// Not for the pattern that signs and measurements show.
    Pattern,
    /// It hurt lately: the report.
    Hurt(Uuid),
    /// Off until it is asked for.
    NotFor,
    /// Often enough this week.
    DaysFull,
}

impl<'a> Situation<'a> {
    pub fn new(
        record: &'a Record,
        standing: Standing,
        today: NaiveDate,
        options: &'a Options,
        words: &'a Words,
    ) -> Self {
        let profile = record.profile();
        let profile_entry = record.profile_entry().map(|(e, _)| e.id);
        let asked = options.pain.and_then(|pain| quiet_pain(f64::from(pain), vec![], words));
        let quiet = record.quiet_day(today, words).or(asked);
        let angles = angles(record, &profile, today, words);
        let plateau = plateau(record, &angles, today, rules().plateau.days, words);
        let (pattern, pattern_why) = pattern(&profile, profile_entry, &angles, today, words);
        let loss = loss(&angles, today);
        let seen = Seen { plateau: plateau.as_ref(), loss: loss.as_ref() };
        let mut level = level(record, today, &seen, words);
        if pattern == Pattern::Unmeasured {
            level.number = level.number.min(rules().pattern.unmeasured_level);
        }
        let mut situation = Self {
            record,
            today,
            options,
            words,
            left_out: left_out(&standing, quiet.as_ref()),
            sides: sides(&angles, today, words),
            level,
            hurt: hurt(record, today),
            loss,
            pattern,
            pattern_why,
            swaps: record.swaps(),
            recent: recent(record, today),
            weeks: record.weeks(today).len(),
            ball: None,
            quiet,
            profile,
            profile_entry,
            standing,
            angles,
            plateau,
        };
        situation.ball = record.ball_allowed(today, &situation.standing, words);
        situation
    }

    /// Is nothing but rest and breathing left while waiting for a professional?
    pub fn is_waiting(&self) -> bool {
        self.standing.disposition == Disposition::SeeProfessionalFirst
    }

    /// May this exercise be done with this worked side, and if not, why?
    pub fn check(&self, slug: &str, exercise: &Exercise, worked: Option<Side>) -> Result<(), Why> {
        self.fits(slug, exercise, worked)?;
        if let Some(swap) = self.swaps.iter().find(|s| s.from == slug) {
            return Err(Why::Swapped(swap.clone()));
        }
        if let Some(missing) = self.missing(exercise) {
            return Err(Why::Equipment(missing));
        }
        let days = self.days_done(slug);
        if days >= exercise.dose.days_per_week as usize { Err(Why::DaysFull) } else { Ok(()) }
    }

    /// What holds for a programme of an article as for Supple's own plan: the ball's gate, the pattern, exclusions, and what hurt lately.
    pub fn fits(&self, slug: &str, exercise: &Exercise, worked: Option<Side>) -> Result<(), Why> {
        if exercise.gated && self.ball.is_none() {
            return Err(Why::NotFor);
        }
        let long_weak = self.pattern == Pattern::LongWeak;
        if (exercise.long_weak_only && !long_weak) || (exercise.counts_as_stretch && long_weak) {
            return Err(Why::Pattern);
        }
        if let Some(out) = self.forbidden(exercise, worked) {
            return Err(Why::Excluded(out.clone()));
        }
        self.hurt.iter().find(|(hurt, _)| hurt == slug).map_or(Ok(()), |(_, entry)| Err(Why::Hurt(*entry)))
    }

    /// The exclusion that forbids an exercise.
    pub fn forbidden(&self, exercise: &Exercise, worked: Option<Side>) -> Option<&LeftOut> {
        self.left_out.iter().find(|o| exercise.is_forbidden(o.exclusion.tag, o.exclusion.side, worked))
    }

    /// The first thing that an exercise needs and that isn't at hand. On a mat only who can get down to the floor.
    pub fn missing(&self, exercise: &Exercise) -> Option<String> {
        let floor = !self.left_out.iter().any(|o| o.exclusion.tag == Contraindication::FloorTransfer);
        let at_hand = |item: &str| (floor || item != "mat") && self.profile.equipment.iter().any(|e| e == item);
        let lacks = |need: &&String| !need.split('|').any(at_hand);
        exercise.equipment.iter().find(lacks).map(|need| need.split('|').next().unwrap_or(need).to_owned())
    }

    /// Days with this exercise among the six before today.
    fn days_done(&self, slug: &str) -> usize {
        self.done().filter(|s| s.exercise == slug && s.date < self.today).map(|s| s.date).collect::<BTreeSet<_>>().len()
    }

    /// Steps done today and in the six days before.
    pub fn done(&self) -> impl Iterator<Item = &StepDone> {
        self.recent.iter().copied()
    }

    pub fn because(&self, rule: &str, args: crate::words::Args<'_>, entries: Vec<Uuid>) -> Reason {
        because(self.words, rule, args, entries)
    }

    pub fn name(&self, slug: &str) -> String {
        self.words.get(&format!("exercises.{slug}.name"))
    }

    pub fn exclusions(&self) -> Vec<Exclusion> {
        self.left_out.iter().map(|o| o.exclusion.clone()).collect()
    }
}

/// What is left out today: the standing's exclusions, and everything but rest while waiting or on a quiet day.
fn left_out(standing: &Standing, quiet: Option<&Reason>) -> Vec<LeftOut> {
    let rest = |reason: &Reason| LeftOut {
        exclusion: Exclusion {
            tag: Contraindication::AllButRest,
            side: None,
            rule: reason.rule.clone(),
            text: reason.text.clone(),
        },
        entry: reason.because.last().copied().unwrap_or_default(),
    };
    let locked = standing.locks.iter().map(|lock| &lock.reason);
    standing.exclusions.iter().cloned().chain(locked.chain(quiet).map(rest)).collect()
}

/// The catalogue's exercise of a slug.
pub(super) fn exercise(slug: &str) -> Option<&'static Exercise> {
    content::exercises().get(slug)
}

/// Exercises that hurt lately, with the reports.
fn hurt(record: &Record, today: NaiveDate) -> Vec<(String, Uuid)> {
    let from = today - Days::new(rules().level.hurt_days);
    let lately =
        record.pain_reports().filter(PainReport::is_harm).filter(|p| (from..=today).contains(&p.at.date_naive()));
    lately.filter_map(|p| p.exercise.map(|slug| (slug, p.entry))).collect()
}

fn recent(record: &Record, today: NaiveDate) -> Vec<&StepDone> {
    let from = today - Days::new(6);
    record.steps().iter().filter(|s| s.date >= from && s.date <= today && s.seconds > 0).collect()
}
