//! Safety locks: what only a professional's clearance lifts.
//!
//! Locks are read from everything that was ever entered, retracted or not, and once more from what is in force, so that
//! taking an entry back can add a lock but never lift one. Only a [`Event::Cleared`] that is in force lifts what came
//! before it, and only on a day on which it has been said. What was cleared doesn't lock again just because the next screening
//! says the same: a professional knows it. Three exceptions: an urgent or emergency answer, or numbness between the legs
//! (F1), that is given again; what a screening in between no longer said; and pain that comes back after it had gone.

mod trend;

use chrono::{DateTime, FixedOffset, NaiveDate};

use self::trend::Trend;
use super::{Record, day};
use crate::{
    entry::{Answer, Answers, Entry, Event, PainQuality, ScreenKind, limits::PROFESSIONALS, plain},
    grade::{Grade, Reason},
    plan::because,
    screening::{
        Disposition, Finding, laid_over, screen,
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
    let mut found = Reader::new(record, today, words).read(record.all().iter());
    if record.live.contains(&false) {
        for lock in Reader::new(record, today, words).read(record.live()) {
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
    let unread = |answer: &Answer| match answer.word().as_deref() {
        Some("no") => Disposition::Proceed,
        _ => Disposition::UrgentSameDay,
    };
    let told = answers.iter().map(|(item, a)| signs::disposition(item, a, thinners).unwrap_or_else(|| unread(a)));
    told.max().unwrap_or(Disposition::Proceed)
}

/// Is it a professional who has said something?
pub(super) fn clears(by: &str, statement: &str) -> bool {
    PROFESSIONALS.contains(&plain(by).as_str()) && !statement.trim().is_empty()
}

/// A rule together with the answers that made it apply: the same again is nothing new.
type Key = (String, Vec<(String, String)>);

/// A lock that holds, and when it was written.
struct Held {
    key: Key,
    lock: Lock,
    at: DateTime<FixedOffset>,
    device: String,
    seq: u64,
}

impl Held {
    /// Was it there when this was written? Of two devices at one instant nobody knows which came first: then the lock wins.
    fn before(&self, entry: &Entry) -> bool {
        self.at < entry.at || (self.at == entry.at && self.device == entry.device && self.seq < entry.seq)
    }
}

struct Reader<'a> {
    record: &'a Record,
    today: NaiveDate,
    words: &'a Words,
    /// The last whole screening, which a short one is laid over.
    whole: Answers,
    /// The last short answers over this whole screening: most days repeat the day before, and then nothing is new.
    short: Option<Answers>,
    /// Has a professional cleared the person since the last whole screening?
    cleared_since: bool,
    held: Vec<Held>,
    /// What a professional knows: cleared, and said again in every screening since.
    cleared: Vec<Key>,
    trend: Trend,
}

impl<'a> Reader<'a> {
    fn new(record: &'a Record, today: NaiveDate, words: &'a Words) -> Self {
        let (whole, short, trend) = (Answers::new(), None, Trend::default());
        Self { record, today, words, whole, short, cleared_since: false, held: vec![], cleared: vec![], trend }
    }

    fn read<'e>(mut self, entries: impl Iterator<Item = &'e Entry>) -> Vec<Lock> {
        let mut last = self.today;
        for entry in entries {
            last = last.max(day(entry));
            self.take(entry);
        }
        let climbing = self.trend.climbing(last, self.words);
        self.held.into_iter().map(|held| held.lock).chain(climbing).collect()
    }

    fn take(&mut self, entry: &Entry) {
        match &entry.event {
            Event::Screened { kind, answers } => self.screened(entry, *kind, answers),
            Event::UnwellReported { signs, .. } => self.signs(entry, signs),
            Event::PainReported { quality, follow_up, .. } => {
                self.signs(entry, follow_up);
                self.quality(entry, *quality);
            }
            Event::Cleared { by, statement } => {
                if clears(by, statement) && self.record.is_live(entry.id) && day(entry) <= self.today {
                    self.clear(entry);
                }
            }
            _ => {
                for lock in self.trend.take(entry, self.words) {
                    self.hold(entry, (lock.reason.rule.clone(), vec![]), lock);
                }
            }
        }
    }

    fn clear(&mut self, entry: &Entry) {
        let lifted = self.held.extract_if(.., |held| held.before(entry));
        self.cleared.extend(lifted.map(|held| held.key));
        self.trend.clear();
        self.short = None;
        self.cleared_since = true;
    }

    fn hold(&mut self, entry: &Entry, key: Key, lock: Lock) {
        if !self.held.iter().any(|h| h.key == key && h.lock.disposition >= lock.disposition) {
            self.held.push(Held { key, lock, at: entry.at, device: entry.device.clone(), seq: entry.seq });
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
        let merged = laid_over(&self.whole, answers);
        // What isn't answered yet or is due (F28) keeps the screening from counting; it isn't something that was found.
        let serious = |f: &Finding| {
            f.disposition >= Disposition::SeeProfessionalFirst && !f.reason.rule.starts_with("screen.F28")
        };
        let found: Vec<(Key, Finding)> = screen(&merged, self.words)
            .reasons
            .into_iter()
            .filter(serious)
            .map(|f| ((f.reason.rule.clone(), said(&merged, &f.answers)), f))
            .collect();
        self.cleared.retain(|known| found.iter().any(|(key, _)| key == known));
        for (key, finding) in found {
            // Said again just now: a clearance is about then, not about now.
            let again = is_about_now(&finding) && finding.answers.iter().any(|id| answers.contains_key(id));
            if again || !self.cleared.contains(&key) {
                let reason = Reason { because: vec![entry.id], ..finding.reason };
                self.hold(entry, key, Lock { disposition: finding.disposition, since: day(entry), reason });
            }
        }
    }

    fn signs(&mut self, entry: &Entry, answers: &Answers) {
        let thinners = Thinners::of(&self.whole);
        for (item, answer) in answers {
            let disposition = signs::disposition(item, answer, thinners).unwrap_or(Disposition::Proceed);
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
            self.hold(entry, (reason.rule.clone(), vec![]), Lock { disposition, since: day(entry), reason });
        }
    }

    fn quality(&mut self, entry: &Entry, quality: PainQuality) {
        let Some(rule) = quality_rule(quality) else { return };
        let reason = because(self.words, rule, &[], vec![entry.id]);
        let disposition = Disposition::SeeProfessionalFirst;
        self.hold(entry, (reason.rule.clone(), vec![]), Lock { disposition, since: day(entry), reason });
    }
}

/// Tingling (F15) and pain that spreads down the leg (W3) are a professional's business, at whatever intensity.
pub(super) fn quality_rule(quality: PainQuality) -> Option<&'static str> {
    match quality {
        PainQuality::Tingling => Some("lock_tingling"),
        PainQuality::Spreading => Some("lock_spreading"),
        PainQuality::Stretch | PainQuality::Dull | PainQuality::Sharp | PainQuality::Throbbing => None,
    }
}

/// Urgent or worse, or numbness between the legs, which no plan follows (F1).
fn is_about_now(finding: &Finding) -> bool {
    finding.disposition > Disposition::SeeProfessionalFirst || finding.reason.sources.iter().any(|row| row == "F1")
}

fn said(answers: &Answers, ids: &[String]) -> Vec<(String, String)> {
    let text = |answer: &Answer| match answer {
        Answer::Number(n) => n.to_string(),
        Answer::Word(word) => plain(word),
    };
    ids.iter().map(|id| (id.clone(), answers.get(id).map(text).unwrap_or_default())).collect()
}
