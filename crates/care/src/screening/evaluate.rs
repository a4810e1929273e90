//! What the answers come to.

use super::{
    Disposition, Exclusion, Finding, Outcome,
    advice::advice,
    sheet::{Reading, Sheet, Status},
    spec::{Catalogue, RuleSpec},
    truth::Truth,
};
use crate::{
    content::Contraindication,
    entry::{Answer, Answers, ScreenKind, Side},
    grade::{Grade, Reason},
    words::Words,
};

/// Screens: every rule that applies is kept, the most severe one decides, "not sure" never counts as no.
///
/// Partial answers are fine: an emergency shows as soon as its rule applies. What isn't answered yet is listed in
/// [`Outcome::unanswered`]; until it is, each rule that waits for it counts as "not sure" (F28).
/// An answer `country` (two letters) chooses the emergency number of the advice.
pub fn screen(answers: &Answers, words: &Words) -> Outcome {
    let sheet = Sheet::new(Catalogue::full(), answers);
    outcome(&sheet, applied(&sheet), sheet.missing(), words, country(answers))
}

/// Screens the answers of one kind of screening: as [`screen`], but the short check before a session waits only for its
/// own questions, and a rule that nothing was answered about says nothing there.
pub fn check(kind: ScreenKind, answers: &Answers, words: &Words) -> Outcome {
    if kind != ScreenKind::Short {
        return screen(answers, words);
    }
    let sheet = Sheet::new(Catalogue::full(), answers);
    let told = applied(&sheet).into_iter().filter(|a| a.truth != Truth::Missing).collect();
    outcome(&sheet, told, Sheet::new(Catalogue::short(), answers).missing(), words, country(answers))
}

fn outcome(
    sheet: &Sheet<'_>,
    mut applied: Vec<Applied>,
    unanswered: Vec<String>,
    words: &Words,
    country: &str,
) -> Outcome {
    applied.sort_by_key(|a| std::cmp::Reverse(a.disposition));
    let mut reasons: Vec<Finding> = Vec::new();
    let mut exclusions: Vec<Exclusion> = Vec::new();
    for found in &applied {
        let text = sentence(found, words);
        for exclusion in found.exclusions(sheet, &text) {
            add(&mut exclusions, exclusion);
        }
        if found.truth != Truth::Missing {
            reasons.push(finding(found, sheet, text));
        }
    }
    let disposition = worst(&applied, &unanswered);
    if let Some(pending) = pending(&applied, &unanswered) {
        let at = reasons.partition_point(|r| r.disposition >= pending);
        reasons.insert(at, waiting(pending, &unanswered, words));
        add(&mut exclusions, rest_only("screen.F28", &reasons[at].reason.text));
    }
    let urgent = applied.iter().filter(|a| a.disposition == Disposition::Emergency && a.truth != Truth::Missing);
    let say: Vec<String> = urgent.map(|a| words.get(&a.rule.say_key())).collect();
    let advice = advice(disposition, &say, country, words);
    Outcome { disposition, reasons, exclusions, unanswered, advice }
}

fn worst(applied: &[Applied], unanswered: &[String]) -> Disposition {
    let found = applied.iter().map(|a| a.disposition).max();
    found.max(pending(applied, unanswered)).unwrap_or(Disposition::Proceed)
}

/// What the missing answers come to until they are given: "not sure" for each rule that waits for one, and at least a
/// professional (F28). `None` when nothing is missing.
fn pending(applied: &[Applied], unanswered: &[String]) -> Option<Disposition> {
    let waiting = applied.iter().filter(|a| a.truth == Truth::Missing).map(|a| a.disposition).max();
    (!unanswered.is_empty()).then(|| waiting.max(Some(Disposition::SeeProfessionalFirst))).flatten()
}

/// Does the short check lead to the full list? True when anything is new, or when that can't be read.
pub fn needs_full(answers: &Answers) -> bool {
    let sheet = Sheet::new(Catalogue::short(), answers);
    ["something_new", "new_signs"].iter().any(|id| sheet.status(id) != Status::Read(Reading::No))
}

/// A rule that applies, and how.
struct Applied {
    rule: &'static RuleSpec,
    truth: Truth,
    disposition: Disposition,
}

impl Applied {
    fn exclusions(&self, sheet: &Sheet<'_>, text: &str) -> Vec<Exclusion> {
        let side = self.rule.side_from.as_deref().and_then(|id| side(&sheet.status(id)));
        let rule = format!("screen.{}", self.rule.id);
        let rest = (self.disposition >= Disposition::SeeProfessionalFirst).then(|| rest_only(&rule, text));
        let tagged = |&tag| Exclusion { tag, side, rule: rule.clone(), text: text.to_owned() };
        rest.into_iter().chain(self.rule.exclude.iter().map(tagged)).collect()
    }
}

/// From "see a professional first" on, everything but quiet rest and breathing is left out.
fn rest_only(rule: &str, text: &str) -> Exclusion {
    Exclusion { tag: Contraindication::AllButRest, side: None, rule: rule.to_owned(), text: text.to_owned() }
}

fn applied(sheet: &Sheet<'_>) -> Vec<Applied> {
    let apply = |rule: &'static RuleSpec| {
        let truth = rule.when.truth(sheet);
        let disposition = match truth {
            Truth::No => return None,
            Truth::Yes => rule.yes,
            Truth::NotSure | Truth::Missing => rule.not_sure(),
        };
        Some(Applied { rule, truth, disposition })
    };
    Catalogue::full().rules.iter().filter_map(apply).collect()
}

fn side(status: &Status) -> Option<Side> {
    match status {
        Status::Read(Reading::Choice(c)) if c == "left" => Some(Side::Left),
        Status::Read(Reading::Choice(c)) if c == "right" => Some(Side::Right),
        _ => None,
    }
}

/// One exclusion per tag and side; both sides swallow each side.
fn add(all: &mut Vec<Exclusion>, new: Exclusion) {
    if all.iter().any(|e| e.tag == new.tag && (e.side.is_none() || e.side == new.side)) {
        return;
    }
    if new.side.is_none() {
        all.retain(|e| e.tag != new.tag);
    }
    all.push(new);
}

fn sentence(found: &Applied, words: &Words) -> String {
    let text = words.get(&found.rule.key());
    let careful = |key| words.say(key, &[("text", &text)]);
    match found.truth {
        Truth::Missing => careful("screens.outcome.unanswered_because"),
        Truth::NotSure => careful("screens.outcome.not_sure_because"),
        Truth::Yes | Truth::No => text,
    }
}

fn finding(found: &Applied, sheet: &Sheet<'_>, text: String) -> Finding {
    let mut answers = Vec::new();
    found.rule.when.speaking(sheet, &mut answers);
    Finding {
        disposition: found.disposition,
        reason: Reason {
            rule: format!("screen.{}", found.rule.id),
            sources: found.rule.rows.clone(),
            grade: found.rule.grade,
            text,
            because: vec![],
        },
        answers: answers.into_iter().map(str::to_owned).collect(),
    }
}

/// What stands in for everything that isn't answered yet (F28).
fn waiting(disposition: Disposition, unanswered: &[String], words: &Words) -> Finding {
    let n = u32::try_from(unanswered.len()).unwrap_or(u32::MAX);
    Finding {
        disposition,
        reason: Reason {
            rule: "screen.F28".to_owned(),
            sources: vec!["F28".to_owned()],
            grade: Grade::CautiousRule,
            text: words.count("screens.outcome.unanswered", n, &[]),
            because: vec![],
        },
        answers: unanswered.to_vec(),
    }
}

fn country(answers: &Answers) -> &str {
    match answers.get("country") {
        Some(Answer::Word(country)) => country,
        _ => "",
    }
}
