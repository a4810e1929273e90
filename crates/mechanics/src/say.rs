//! The model's answers in words.

use crate::claims::{ClaimVerdict, Finding, Outcome};
use crate::{SideMechanics, Tier, TierRange};
use care::words::Words;

/// The key of a value of an enum, as it is written in JSON.
pub(crate) fn key(value: impl serde::Serialize) -> String {
    toml::Value::try_from(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Whose side a sentence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Both do the same.
    Both,
    /// The worked one.
    Worked,
    /// The other one.
    Other,
}

/// How strong a stretch is, in one sentence: one tier, or from one to another.
pub fn tier(range: &TierRange, whose: Whose, words: &Words) -> String {
    let name = |tier: Tier| words.get(&format!("mechanics.stretch.{}", key(tier)));
    let whose = key(whose);
    if range.from == range.to {
        return words.say(&format!("mechanics.side.{whose}.one"), &[("tier", &name(range.to))]);
    }
    words.say(&format!("mechanics.side.{whose}.range"), &[("from", &name(range.from)), ("to", &name(range.to))])
}

/// What a position does to the psoas of one side, and how sure that is.
pub fn side(side: &SideMechanics, whose: Whose, words: &Words) -> String {
    let sure = if side.tier.from == side.tier.to { "sure" } else { "open" };
    format!("{} {}", tier(&side.tier, whose, words), words.get(&format!("mechanics.sure.{sure}")))
}

/// The claim itself: a claim of the list, or an item of the inventory, which may have to be put as something to test.
pub fn claim(verdict: &ClaimVerdict, words: &Words) -> String {
    let put = ["claims", "mechanics.claims"].map(|place| format!("{place}.{}.claim", verdict.id));
    let key = put.into_iter().find(|key| words.has(key)).unwrap_or_else(|| format!("inventory.{}", verdict.id));
    words.get(&key)
}

/// What the model says, e.g. "This holds in our model."
pub fn verdict(verdict: &ClaimVerdict, words: &Words) -> String {
    words.get(&format!("mechanics.verdicts.{}", key(verdict.verdict)))
}

/// How it was worked out, in two sentences; for a claim that is not mechanical, why a model can't tell.
pub fn method(verdict: &ClaimVerdict, words: &Words) -> String {
    words.get(&format!("mechanics.claims.{}.method", verdict.id))
}

/// What stays untested; `None` when nothing does.
pub fn untested(verdict: &ClaimVerdict, words: &Words) -> Option<String> {
    verdict.untested_part.then(|| words.get(&format!("mechanics.claims.{}.untested", verdict.id)))
}

/// A figure with its range and its unit, e.g. "+3.2 % (+3.2 to +4.9)".
pub fn figure(finding: &Finding, words: &Words) -> String {
    let rounded = |v: f64, to: f64| (v * to).round() / to + 0.0;
    let number = |v: f64| match finding.unit.as_str() {
        "x" => format!("{:.2}", rounded(v, 100.0)),
        "muscles" | "joints" => format!("{:.0}", rounded(v, 1.0)),
        _ => format!("{:+.1}", rounded(v, 10.0)),
    };
    let (value, low, high) = (number(finding.value), number(finding.low), number(finding.high));
    let unit = unit(finding, words);
    words.say("mechanics.figure", &[("value", &value), ("unit", &unit), ("low", &low), ("high", &high)])
}

/// The limit of a statement, e.g. "at least 1.5 %".
pub fn limit(finding: &Finding, words: &Words) -> String {
    let (side, value) = match (finding.at_least, finding.at_most) {
        (Some(value), _) => ("at_least", value),
        (None, most) => ("at_most", most.unwrap_or_default()),
    };
    let one = format!("mechanics.unit.{}_one", finding.unit);
    #[expect(clippy::float_cmp, reason = "a limit is written down, not computed")]
    let unit = if value == 1.0 && words.has(&one) { words.get(&one) } else { unit(finding, words) };
    words.say(&format!("mechanics.limit.{side}"), &[("value", &value), ("unit", &unit)])
}

/// The unit as it is said; a sign such as `%` is the same in every language.
fn unit(finding: &Finding, words: &Words) -> String {
    let key = format!("mechanics.unit.{}", finding.unit);
    if words.has(&key) { words.get(&key) } else { finding.unit.clone() }
}

/// The words of a finding.
pub fn finding(claim: &ClaimVerdict, finding: &Finding, words: &Words) -> String {
    words.get(&format!("mechanics.claims.{}.{}", claim.id, finding.key))
}

/// The claim as a heading: what the articles say, or where they differ from each other (X).
pub fn heading(verdict: &ClaimVerdict, words: &Words) -> String {
    let place = if verdict.id.starts_with('X') { "differ" } else { "said" };
    words.say(&format!("mechanics.against.{place}"), &[("claim", &claim(verdict, words))])
}

/// What the model says to a claim that it doesn't bear out, or only in part.
pub fn disagreement(verdict: &ClaimVerdict, words: &Words) -> String {
    let so = verdict.findings.iter().all(|f| f.outcome == Outcome::True);
    let said = if so { "as_far".to_owned() } else { key(verdict.verdict) };
    words.get(&format!("mechanics.against.{said}"))
}

/// What the model has against a claim, in plain words: what isn't so, what depends on the body, what nobody tested.
/// Empty when the claim holds, or when a model can't tell.
pub fn against(claim: &ClaimVerdict, words: &Words) -> Vec<String> {
    let said = |f: &Finding, how: &str| format!("mechanics.claims.{}.{}_{how}", claim.id, f.key);
    let objection = |f: &Finding| match f.outcome {
        Outcome::True => None,
        Outcome::False => Some(words.get(&said(f, "no"))),
        Outcome::Open if words.has(&said(f, "open")) => Some(words.get(&said(f, "open"))),
        Outcome::Open => Some(words.say("mechanics.against.open", &[("what", &lowered(&finding(claim, f, words)))])),
    };
    let mut all: Vec<String> = claim.findings.iter().filter_map(objection).collect();
    let untested = untested(claim, words).filter(|_| !claim.findings.is_empty());
    all.extend(untested.map(|text| words.say("mechanics.against.untested", &[("text", &text)])));
    all
}

/// With a small first letter, for the middle of a sentence.
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What studies say beside a claim, and the ids of their results: those of the list of claims, or of `mechanics.toml`.
pub fn studies(claim: &ClaimVerdict, words: &Words) -> (String, Vec<String>) {
    let listed = format!("claims.{}.literature", claim.id);
    if let Some(own) = care::content::claims().get(&claim.id) {
        return (words.get(&listed), own.literature.sources.clone());
    }
    let ids = crate::settings::settings().studies.get(&claim.id).cloned().unwrap_or_default();
    let texts: Vec<String> = ids.iter().map(|id| words.get(&format!("sources.{id}"))).collect();
    let text = if texts.is_empty() { words.get("mechanics.against.none") } else { texts.join(" ") };
    (text, ids)
}

/// What becomes of a statement.
pub fn outcome(finding: &Finding, words: &Words) -> String {
    words.get(&format!("mechanics.outcomes.{}", key(finding.outcome)))
}
