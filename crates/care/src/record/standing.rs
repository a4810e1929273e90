//! Where a person stands on a day: is there a current screening, what is locked, what is left out.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    Record, Screening, day,
    locks::{self, Lock},
};
use crate::{
    content::Contraindication,
    entry::{Answer, Answers, Entry, Event, ScreenKind},
    grade::Reason,
    plan::{because, rules},
    screening::{
        Disposition, Exclusion, Outcome, age, needs_full, pain_today, screen,
        signs::{self, Thinners},
    },
    session::too_much,
    words::Words,
};

/// Where a person stands on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The effective result: the most severe of the current screening and all locks.
    pub disposition: Disposition,
    /// The last whole screening, current or not.
    pub screening: Option<LastScreening>,
    /// Why that screening doesn't count today; `None` when it does.
    pub stale: Option<Stale>,
    /// What only a professional's clearance lifts, most severe first.
    pub locks: Vec<Lock>,
    /// What is left out, by the screening and by the profile.
    pub exclusions: Vec<LeftOut>,
}

/// The last whole screening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastScreening {
    /// Its entry.
    pub entry: Uuid,
    /// Its day.
    pub date: NaiveDate,
    /// The last day on which it counts if nothing new happens.
    pub valid_until: NaiveDate,
    /// What it came to, before any clearance.
    pub disposition: Disposition,
}

/// Why there is no current screening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// There never was one.
    Never,
    /// It is older than 28 days.
    Expired,
    /// Something new was reported after it.
    SomethingNew,
    /// Questions are open (F28).
    Unfinished,
}

/// An exclusion and the entry that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What is left out, where and why.
    pub exclusion: Exclusion,
    /// The screening's or the profile's entry.
    pub entry: Uuid,
}

impl Standing {
    /// Is there a screening that counts today?
    pub fn is_current(&self) -> bool {
        self.stale.is_none()
    }

    /// The effective result, if anything stands behind it: a screening, or a lock that came without one.
    pub fn known(&self) -> Option<Disposition> {
        (self.screening.is_some() || !self.locks.is_empty()).then_some(self.disposition)
    }
}

impl Record {
    /// Where the person stands on `today`.
    ///
    /// Locks hold whatever day is asked about: asking for yesterday's plan opens nothing.
    pub fn standing(&self, today: NaiveDate, words: &Words) -> Standing {
        let locks = locks::locks(self, today, words);
        let whole = self.whole_screening(today);
        let outcome = whole.map(|s| screen(&grown(s.answers, s.at.date_naive(), today), words));
        let screening = whole.zip(outcome.as_ref()).map(|(s, outcome)| LastScreening {
            entry: s.entry,
            date: s.at.date_naive(),
            valid_until: s.at.date_naive() + Days::new(rules().validity.days),
            disposition: outcome.disposition,
        });
        let stale = self.stale(today, screening.as_ref(), outcome.as_ref());
        let exclusions = self.left_out(screening.as_ref(), outcome.as_ref(), words);
        let mild = if exclusions.is_empty() { Disposition::Proceed } else { Disposition::ProceedWithExclusions };
        let unfinished = outcome.as_ref().filter(|o| !o.unanswered.is_empty()).map_or(mild, |o| o.disposition);
        let locked = locks.iter().map(|l| l.disposition).max().unwrap_or(mild);
        let disposition = [mild, locked, unfinished, self.by_age(today)].into_iter().max().unwrap_or(mild);
        Standing { disposition, screening, stale, locks, exclusions }
    }

    fn stale(&self, today: NaiveDate, last: Option<&LastScreening>, outcome: Option<&Outcome>) -> Option<Stale> {
        let (Some(last), Some(outcome)) = (last, outcome) else { return Some(Stale::Never) };
        if self.something_new_since(last.entry, today) {
            return Some(Stale::SomethingNew);
        }
        if !outcome.unanswered.is_empty() {
            return Some(Stale::Unfinished);
        }
        (today > last.valid_until).then_some(Stale::Expired)
    }

    /// Was anything said after a screening that it can't know? Read from all entries, so that undoing hides nothing: a later
    /// whole screening that was taken back leaves a question behind.
    fn something_new_since(&self, screening: Uuid, today: NaiveDate) -> bool {
        let from = self.places[&screening] + 1;
        let told = |signs: &Answers| locks::worst_sign(signs, self.thinners());
        self.all()[from..].iter().any(|e| match &e.event {
            Event::Screened { kind: ScreenKind::Short, answers } => needs_full(answers),
            Event::Screened { .. } => !self.is_live(e.id) && day(e) <= today,
            Event::UnwellReported { signs, .. } => signs.is_empty() || told(signs) >= Disposition::UrgentSameDay,
            Event::PainReported { session, exercise, quality, intensity, follow_up, .. } => {
                let asked = crate::session::ends_stretches(exercise.as_deref(), *quality, *intensity);
                let all = self.told_after_pain(e, *session, follow_up);
                let locks = locks::quality_rule(*quality).is_some() || told(&all) > Disposition::Proceed;
                told(follow_up) >= Disposition::UrgentSameDay || (asked && !locks && !signs::followed_up(&all))
            }
            _ => false,
        })
    }

    /// The last whole screening in force on a day.
    fn whole_screening(&self, today: NaiveDate) -> Option<Screening<'_>> {
        self.screenings().rfind(|s| s.kind != ScreenKind::Short && s.at.date_naive() <= today)
    }

    /// What was told about a pain: with the report itself, and in the same session after it.
    fn told_after_pain(&self, report: &Entry, session: Option<Uuid>, follow_up: &Answers) -> Answers {
        let mut told = follow_up.clone();
        for entry in &self.all()[self.places[&report.id] + 1..] {
            let Event::UnwellReported { session: Some(id), signs } = &entry.event else { continue };
            if Some(*id) == session {
                told.extend(signs.clone());
            }
        }
        told
    }

    /// Does the person take blood thinners, as the last whole screening in force says?
    pub fn thinners(&self) -> Thinners {
        let last = self.screenings().rfind(|s| s.kind != ScreenKind::Short);
        last.map_or(Thinners::No, |s| Thinners::of(s.answers))
    }

    /// What is known of the person's age on a day, with the entry that says so: by the profile and by the last whole screening.
    pub(super) fn ages(&self, today: NaiveDate) -> impl Iterator<Item = (Uuid, f64)> {
        let set = self.profile_entry().filter(|(_, p)| p.age_years > 0);
        let said = self.whole_screening(today).and_then(|s| Some((s.entry, age(s.answers)?)));
        set.map(|(e, p)| (e.id, f64::from(p.age_years))).into_iter().chain(said)
    }

    /// The entry that says that the person is under 16, if one does.
    pub(crate) fn under_age(&self, today: NaiveDate) -> Option<Uuid> {
        self.ages(today).find(|(_, age)| *age < 16.0).map(|(entry, _)| entry)
    }

    /// Under 16 nothing goes on without a professional, whatever else was said or cleared (F26).
    fn by_age(&self, today: NaiveDate) -> Disposition {
        self.under_age(today).map_or(Disposition::Proceed, |_| Disposition::SeeProfessionalFirst)
    }

    fn left_out(&self, last: Option<&LastScreening>, outcome: Option<&Outcome>, words: &Words) -> Vec<LeftOut> {
        let screened = last.zip(outcome).into_iter().flat_map(|(last, outcome)| {
            // Waiting for a professional is what locks are for: once cleared, only the special exclusions stay.
            let stays = |e: &&Exclusion| e.tag != Contraindication::AllButRest;
            let found = |e: &Exclusion| LeftOut { exclusion: e.clone(), entry: last.entry };
            outcome.exclusions.iter().filter(stays).map(found).collect::<Vec<_>>()
        });
        let mut all: Vec<LeftOut> = screened.collect();
        let Some((entry, profile)) = self.profile_entry() else { return all };
        let says = [
            (!profile.kneel, "profile.kneel", vec![Contraindication::Kneeling]),
            (!profile.floor, "profile.floor", vec![Contraindication::FloorTransfer]),
            (!profile.lie_flat, "profile.lie_flat", vec![Contraindication::SupineFlat, Contraindication::Supine]),
        ];
        for (_, rule, tags) in says.into_iter().filter(|(applies, ..)| *applies) {
            all.extend(tags.into_iter().map(|tag| LeftOut {
                exclusion: Exclusion {
                    tag,
                    side: None,
                    rule: rule.to_owned(),
                    text: words.get(&format!("plan.{rule}")),
                },
                entry: entry.id,
            }));
        }
        all
    }

    /// Reasons for the person why there is no current screening.
    pub(crate) fn why_stale(stale: Stale, last: Option<&LastScreening>, words: &Words) -> Reason {
        let rule = match stale {
            Stale::Never => "first_screen_never",
            Stale::Expired => "first_screen_expired",
            Stale::SomethingNew => "first_screen_new",
            Stale::Unfinished => "first_screen_unfinished",
        };
        because(words, rule, &[], last.map(|l| l.entry).into_iter().collect())
    }

    /// Why only rest is left on this day, if so: sharp or throbbing pain off the ball, or worse, was reported; or the
    /// last short check told of more pain than one should begin with. Undoing an entry doesn't end it.
    pub fn quiet_day(&self, today: NaiveDate, words: &Words) -> Option<Reason> {
        let near = || self.all().iter().rev().filter(|e| day(e) == today);
        let reported = near().find(|e| match &e.event {
            Event::PainReported { exercise, quality, intensity, .. } => {
                crate::session::ends_stretches(exercise.as_deref(), *quality, *intensity)
            }
            _ => false,
        });
        if let Some(entry) = reported {
            return Some(because(words, "quiet_today", &[], vec![entry.id]));
        }
        let told = |e: &Entry| match &e.event {
            Event::Screened { kind: ScreenKind::Short, answers } => Some((e.id, pain_today(answers)?)),
            _ => None,
        };
        near().find_map(told).and_then(|(entry, pain)| quiet_pain(pain, vec![entry], words))
    }
}

/// Above 5 of 10 before the start nothing but quiet rest, as a moment later in a session.
pub(crate) fn quiet_pain(pain: f64, entries: Vec<Uuid>, words: &Words) -> Option<Reason> {
    too_much(pain).then(|| because(words, "quiet_pain", &[("pain", &pain)], entries))
}

/// The answers as they read on `today`: a pregnancy has gone on since they were given (F18), a started week counted whole.
fn grown(answers: &Answers, given: NaiveDate, today: NaiveDate) -> Answers {
    let mut grown = answers.clone();
    let weeks = match grown.get("pregnancy_weeks") {
        Some(Answer::Number(n)) => Some(*n),
        Some(Answer::Word(word)) => word.trim().parse().ok(),
        None => None,
    };
    let days = (today - given).num_days().max(0);
    if let Some(weeks) = weeks.filter(|w| days > 0 && (1.0..=LAST_WEEK).contains(w)) {
        let since = u32::try_from(days).map_or(LAST_WEEK, |days| f64::from(days.div_ceil(7)));
        grown.insert("pregnancy_weeks".to_owned(), Answer::Number((weeks + since).min(LAST_WEEK)));
    }
    grown
}

/// The last week of pregnancy that the question takes.
const LAST_WEEK: f64 = 44.0;
