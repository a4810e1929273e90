//! The model's answers in words.

use crate::claims::{ClaimVerdict, Finding};
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

/// The claim itself: a claim of the list, or an item of the inventory.
pub fn claim(verdict: &ClaimVerdict, words: &Words) -> String {
    let listed = format!("claims.{}.claim", verdict.id);
    if words.has(&listed) { words.get(&listed) } else { words.get(&format!("inventory.{}", verdict.id)) }
}

/// What the model says, e.g. "This holds in our model."
pub fn verdict(verdict: &ClaimVerdict, words: &Words) -> String {
    words.get(&format!("mechanics.verdicts.{}", key(verdict.verdict)))
}

/// How it was worked out, in two sentences.
pub fn method(verdict: &ClaimVerdict, words: &Words) -> String {
    words.get(&format!("mechanics.claims.{}.method", verdict.id))
}

/// What stays untested; `None` when nothing does.
pub fn untested(verdict: &ClaimVerdict, words: &Words) -> Option<String> {
    verdict.untested_part.then(|| words.get(&format!("mechanics.claims.{}.untested", verdict.id)))
}

/// A figure with its range and its unit, e.g. "+3.2 % (+3.2 to +4.9)".
pub fn figure(finding: &Finding, words: &Words) -> String {
    let ratio = finding.unit == "x";
    let number = |v: f64| {
        let rounded = (v * 10.0).round() / 10.0 + 0.0;
        if ratio { format!("{:.2}", (v * 100.0).round() / 100.0 + 0.0) } else { format!("{rounded:+.1}") }
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
    words.say(&format!("mechanics.limit.{side}"), &[("value", &value), ("unit", &unit(finding, words))])
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

/// What becomes of a statement.
pub fn outcome(finding: &Finding, words: &Words) -> String {
    words.get(&format!("mechanics.outcomes.{}", key(finding.outcome)))
}
