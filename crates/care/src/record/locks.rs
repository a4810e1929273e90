//! Safety locks: what only a professional's clearance lifts.
//!
//! Locks are read from everything that was ever entered, retracted or not, and once more from what is in force, so that
//! taking an entry back can add a lock but never lift one. Only a [`Event::Cleared`] that is in force lifts what came
//! before it. What was cleared doesn't lock again just because the next screening says the same: a professional knows it. Two
//! exceptions: an urgent or emergency answer that is given again, and pain that comes back after it had gone.

mod trend;

use chrono::NaiveDate;

use self::trend::Trend;
use super::{Record, day};
use crate::{
    entry::{Answer, Answers, Entry, Event, PainQuality, ScreenKind},
    grade::{Grade, Reason},
    plan::because,
    screening::{
        Disposition, screen,
        signs::{self, Thinners},
    },
    words::Words,
};

/// Something that only a professional's clearance lifts.
#[derive(Clone, Debug, PartialEq)]
pub struct Lock {
    /// How severe.
    pub disposition: Disposition,
    /// The day since which it holds.
    pub since: NaiveDate,
    /// The rule, its sources, and the entries that made it apply.
    pub reason: Reason,
}

/// Locks of a record, most severe first, then oldest first.
pub(super) fn locks(record: &Record, today: NaiveDate, words: &Words) -> Vec<Lock> {
    let mut found = Reader::new(record, words).read(record.all().iter(), today);
    if record.live.contains(&false) {
        for lock in Reader::new(record, words).read(record.live(), today) {
            if !found.iter().any(|l| l.reason.rule == lock.reason.rule && l.since <= lock.since) {
                found.push(lock);
            }
        }
    }
    found.sort_by(|a, b| b.disposition.cmp(&a.disposition).then(a.since.cmp(&b.since)));
    found
}

/// The worst that signs lead to. What isn't one of our signs can't be read, and never counts as no (F28).
pub(super) fn worst_sign(answers: &Answers, thinners: Thinners) -> Disposition {
    let unread = |answer: &Answer| match answer {
        Answer::Word(word) if word == "no" => Disposition::Proceed,
        _ => Disposition::UrgentSameDay,
    };
    let worst = |told: (&String, &Answer)| sign(told, thinners).map_or_else(|| unread(told.1), |(_, d)| d);
    answers.iter().map(worst).max().unwrap_or(Disposition::Proceed)
}

fn sign<'a>((item, answer): (&'a String, &Answer), thinners: Thinners) -> Option<(&'a str, Disposition)> {
    let answer = match answer {
        Answer::Word(word) => word.as_str(),
        Answer::Number(_) => "not_sure",
    };
    signs::disposition(item, answer, thinners).map(|d| (item.as_str(), d))
}

/// A rule together with the answers that made it apply: the same again is nothing new.
type Key = (String, Vec<(String, String)>);

struct Reader<'a> {
    record: &'a Record,
    words: &'a Words,
    /// The last whole screening, which a short one is laid over.
    whole: Answers,
    /// The last short answers over this whole screening: most days repeat the day before, and then nothing is new.
    short: Option<Answers>,
    /// Has a professional cleared the person since the last whole screening?
    cleared_since: bool,
    held: Vec<(Key, Lock)>,
    cleared: Vec<Key>,
    trend: Trend,
}

impl<'a> Reader<'a> {
    fn new(record: &'a Record, words: &'a Words) -> Self {
        let (whole, short, trend) = (Answers::new(), None, Trend::default());
        Self { record, words, whole, short, cleared_since: false, held: vec![], cleared: vec![], trend }
    }

    fn read<'e>(mut self, entries: impl Iterator<Item = &'e Entry>, today: NaiveDate) -> Vec<Lock> {
        let mut last = today;
        for entry in entries {
            last = last.max(day(entry));
            self.take(entry);
        }
        let climbing = self.trend.climbing(last, self.words);
        self.held.into_iter().map(|(_, lock)| lock).chain(climbing).collect()
    }

    fn take(&mut self, entry: &Entry) {
        match &entry.event {
            Event::Screened { kind, answers } => self.screened(entry, *kind, answers),
            Event::UnwellReported { signs, .. } => self.signs(entry, signs),
            Event::PainReported { quality, follow_up, .. } => {
                self.signs(entry, follow_up);
                self.quality(entry, *quality);
            }
            Event::Cleared { .. } if self.record.is_live(entry.id) => self.clear(),
            _ => {
                for lock in self.trend.take(entry, self.words) {
                    self.hold((lock.reason.rule.clone(), vec![]), lock);
                }
            }
        }
    }

    fn clear(&mut self) {
        self.cleared.extend(self.held.drain(..).map(|(key, _)| key));
        self.trend.clear();
        self.short = None;
        self.cleared_since = true;
    }

    fn hold(&mut self, key: Key, lock: Lock) {
        if !self.held.iter().any(|(k, l)| *k == key && l.disposition >= lock.disposition) {
            self.held.push((key, lock));
        }
    }

    fn screened(&mut self, entry: &Entry, kind: ScreenKind, answers: &Answers) {
        if kind == ScreenKind::Short {
            if self.short.as_ref() == Some(answers) {
                return;
            }
            self.short = Some(answers.clone());
        } else {
            self.short = None;
            if self.whole == *answers && !self.cleared_since {
                return;
            }
            self.cleared_since = false;
            self.whole.clone_from(answers);
        }
        let mut merged = self.whole.clone();
        merged.extend(answers.clone());
        let outcome = screen(&merged, self.words);
        for finding in &outcome.reasons {
            // What isn't answered yet (F28) keeps the screening from counting; it isn't something that was found.
            if finding.disposition < Disposition::SeeProfessionalFirst || finding.reason.rule == "screen.F28" {
                continue;
            }
            let key = (finding.reason.rule.clone(), said(&merged, &finding.answers));
            // Urgent or worse, and said again just now: a clearance is about then, not about now.
            let now = finding.disposition > Disposition::SeeProfessionalFirst
                && finding.answers.iter().any(|id| answers.contains_key(id));
            if self.cleared.contains(&key) && !now {
                continue;
            }
            let reason = Reason { because: vec![entry.id], ..finding.reason.clone() };
            self.hold(key, Lock { disposition: finding.disposition, since: day(entry), reason });
        }
    }

    fn signs(&mut self, entry: &Entry, answers: &Answers) {
        let thinners = Thinners::of(&self.whole);
        for (item, disposition) in answers.iter().filter_map(|told| sign(told, thinners)) {
            if disposition < Disposition::SeeProfessionalFirst {
                continue;
            }
            let reason = Reason {
                rule: format!("session.{item}"),
                sources: signs::rows_with(item, thinners),
                grade: Grade::CautiousRule,
                text: self.words.say("plan.sign", &[("sign", &self.words.get(&format!("screens.signs.{item}.text")))]),
                because: vec![entry.id],
            };
            self.hold((reason.rule.clone(), vec![]), Lock { disposition, since: day(entry), reason });
        }
    }

    /// Tingling (F15) and pain that spreads down the leg (W3) are a professional's business, at whatever intensity.
    fn quality(&mut self, entry: &Entry, quality: PainQuality) {
        let rule = match quality {
            PainQuality::Tingling => "lock_tingling",
            PainQuality::Spreading => "lock_spreading",
            _ => return,
        };
        let reason = because(self.words, rule, &[], vec![entry.id]);
        let disposition = Disposition::SeeProfessionalFirst;
        self.hold((reason.rule.clone(), vec![]), Lock { disposition, since: day(entry), reason });
    }
}

fn said(answers: &Answers, ids: &[String]) -> Vec<(String, String)> {
    let text = |answer: &Answer| match answer {
        Answer::Number(n) => n.to_string(),
        Answer::Word(word) => word.clone(),
    };
    ids.iter().map(|id| (id.clone(), answers.get(id).map(text).unwrap_or_default())).collect()
}
