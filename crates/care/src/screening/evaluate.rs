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
/// The answers are taken as all that will be said. What isn't answered is listed in [`Outcome::unanswered`], and each rule
/// that waits for it counts as "not sure" (F28); what a yes to a list left open counts as the worst. For answers that are
/// still being given there is [`so_far`]. An answer `country` (two letters) chooses the emergency number of the advice.
pub fn screen(answers: &Answers, words: &Words) -> Outcome {
    check(ScreenKind::Full, answers, words)
}

/// Screens the answers of one kind of screening: as [`screen`], but the short check before a session waits only for its
/// own questions, and a rule that nothing was answered about says nothing there.
pub fn check(kind: ScreenKind, answers: &Answers, words: &Words) -> Outcome {
    let full = Sheet::new(Catalogue::full(), answers);
    let worst = Sheet::new(Catalogue::full(), answers).closed();
    outcome(kind, &full, &worst, words, country(answers))
}

/// As [`check`], in the middle of the questions: an emergency shows as soon as its rule holds, and the next question may
/// still tell what a yes to a list was about.
pub fn so_far(kind: ScreenKind, answers: &Answers, words: &Words) -> Outcome {
    let full = Sheet::new(Catalogue::full(), answers);
    outcome(kind, &full, &full, words, country(answers))
}

/// What the answers come to: `sheet` says what is told, `worst` what that may come to.
fn outcome(kind: ScreenKind, sheet: &Sheet<'_>, worst: &Sheet<'_>, words: &Words, country: &str) -> Outcome {
    let short = sheet.to(Catalogue::short());
    let mut applied = applied(Catalogue::full(), sheet, worst);
    if kind == ScreenKind::Short {
        applied.retain(Applied::is_told);
    }
    applied.extend(self::applied(Catalogue::short(), &short, &short).into_iter().filter(Applied::is_told));
    applied.sort_by_key(|a| std::cmp::Reverse(a.disposition));
    let mut reasons: Vec<Finding> = vec![];
    let mut exclusions: Vec<Exclusion> = vec![];
    for found in &applied {
        let finding = finding(found, sheet, worst, words);
        for exclusion in found.exclusions(sheet, &finding.reason.text) {
            add(&mut exclusions, exclusion);
        }
        reasons.extend(found.is_told().then_some(finding));
    }
    let missing = if kind == ScreenKind::Short { short.missing() } else { sheet.missing() };
    let unknown = sheet.unknown(is_known);
    for open in [waiting(&applied, &missing, words), unread(&unknown, words)].into_iter().flatten() {
        add(&mut exclusions, rest_only(&open.reason.rule, &open.reason.text));
        reasons.insert(reasons.partition_point(|r| r.disposition >= open.disposition), open);
    }
    let disposition = reasons.first().map_or(Disposition::Proceed, |worst| worst.disposition);
    let advice = if is_only_new(&reasons) {
        words.list("screens.advice.whole")
    } else {
        let urgent = applied.iter().filter(|a| a.is_told() && a.disposition == Disposition::Emergency);
        let say: Vec<String> = urgent.map(|a| words.get(&a.rule.say_key())).collect();
        advice(disposition, &say, country, words)
    };
    Outcome { disposition, reasons, exclusions, unanswered: [missing, unknown].concat(), advice }
}

/// Does nothing but something new stand in the way?
fn is_only_new(reasons: &[Finding]) -> bool {
    let mut serious = reasons.iter().filter(|r| r.disposition >= Disposition::SeeProfessionalFirst).peekable();
    serious.peek().is_some() && serious.all(Finding::is_only_due)
}

/// Is it the name of something that may be said in a screening?
fn is_known(id: &str) -> bool {
    id == "country" || [Catalogue::full(), Catalogue::short()].iter().any(|all| all.question(id).is_some())
}

/// Does the short check lead to the full list? True when anything is new, or when that can't be read.
pub fn needs_full(answers: &Answers) -> bool {
    let sheet = Sheet::new(Catalogue::short(), answers);
    let new = |id: &&str| sheet.status(id) != Status::Read(Reading::No);
    ["something_new", "new_signs"].iter().any(new) || !sheet.unknown(is_known).is_empty()
}

/// A rule that applies, and how.
struct Applied {
    rule: &'static RuleSpec,
    truth: Truth,
    /// Does it hold only because a yes to a list has left it open?
    open: bool,
    disposition: Disposition,
}

impl Applied {
    /// Does it rest on something that was said, rather than only on what is missing?
    fn is_told(&self) -> bool {
        self.open || self.truth != Truth::Missing
    }

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

fn applied(catalogue: &'static Catalogue, sheet: &Sheet<'_>, worst: &Sheet<'_>) -> Vec<Applied> {
    let apply = |rule: &'static RuleSpec| {
        let (truth, worst) = (rule.when.truth(sheet), rule.when.truth(worst));
        let disposition = match worst {
            Truth::No => return None,
            Truth::Yes => rule.yes,
            Truth::NotSure | Truth::Missing => rule.not_sure(),
        };
        Some(Applied { rule, truth, open: worst > truth, disposition })
    };
    catalogue.rules.iter().filter_map(apply).collect()
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

/// Is a rule left open by a yes to a list, and by no answer of "not sure"?
fn list_leaves_open(found: &Applied, sheet: &Sheet<'_>) -> bool {
    let mut answers = vec![];
    found.rule.when.speaking(sheet, &mut answers);
    let list = |id: &&str| Catalogue::full().question(id).is_some_and(|q| !q.features.is_empty());
    let is = |id: &&str, reading| sheet.status(id) == Status::Read(reading);
    answers.iter().any(|id| list(id) && is(id, Reading::Yes)) && !answers.iter().any(|id| is(id, Reading::NotSure))
}

fn sentence(found: &Applied, sheet: &Sheet<'_>, words: &Words) -> String {
    let text = words.get(&found.rule.key());
    let careful = |key| words.say(key, &[("text", &text)]);
    match found.truth {
        _ if found.open => careful("screens.outcome.open_because"),
        Truth::Missing => careful("screens.outcome.unanswered_because"),
        Truth::NotSure if list_leaves_open(found, sheet) => careful("screens.outcome.list_because"),
        Truth::NotSure => careful("screens.outcome.not_sure_because"),
        Truth::Yes | Truth::No => text,
    }
}

fn finding(found: &Applied, sheet: &Sheet<'_>, worst: &Sheet<'_>, words: &Words) -> Finding {
    let mut answers = Vec::new();
    found.rule.when.speaking(worst, &mut answers);
    // A question that was left open speaks through the list that it belongs to.
    let was_read = |id: &&str| matches!(sheet.status(id), Status::Read(_));
    let mut told: Vec<String> = vec![];
    for id in answers {
        let id = Some(id).filter(was_read).or_else(|| sheet.group_said_yes(id).filter(was_read));
        told.extend(id.map(str::to_owned).filter(|id| !told.contains(id)));
    }
    Finding {
        disposition: found.disposition,
        reason: Reason {
            rule: format!("screen.{}", found.rule.id),
            sources: found.rule.rows.clone(),
            grade: found.rule.grade,
            text: sentence(found, sheet, words),
            because: vec![],
        },
        answers: told,
    }
}

/// What stands in for everything that isn't answered yet: "not sure" for each rule that waits for it, and at least a
/// professional (F28). `None` when nothing is missing.
fn waiting(applied: &[Applied], unanswered: &[String], words: &Words) -> Option<Finding> {
    let n = u32::try_from(unanswered.len()).unwrap_or(u32::MAX);
    let waits = applied.iter().filter(|a| !a.is_told()).map(|a| a.disposition).max();
    let disposition = waits.max(Some(Disposition::SeeProfessionalFirst))?;
    let text = words.count("screens.outcome.unanswered", n, &[]);
    (n > 0).then(|| careful("screen.F28", disposition, text, unanswered))
}

/// What stands in for answers under names that are no question's: they can't be read, and never count as no.
fn unread(unknown: &[String], words: &Words) -> Option<Finding> {
    let text = words.say("screens.outcome.unknown", &[("ids", &unknown.join(", "))]);
    (!unknown.is_empty()).then(|| careful("screen.F28.unknown", Disposition::SeeProfessionalFirst, text, unknown))
}

fn careful(rule: &str, disposition: Disposition, text: String, answers: &[String]) -> Finding {
    let reason = Reason {
        rule: rule.to_owned(),
        sources: vec!["F28".to_owned()],
        grade: Grade::CautiousRule,
        text,
        because: vec![],
    };
    Finding { disposition, reason, answers: answers.to_vec() }
}

fn country(answers: &Answers) -> &str {
    match answers.get("country") {
        Some(Answer::Word(country)) => country,
        _ => "",
    }
}
