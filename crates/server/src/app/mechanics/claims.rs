//! The verdicts on the articles' claims, in words.

use std::sync::LazyLock;

use care::words::Words;
use mechanics::{
    claims::{ClaimVerdict, Finding, Outcome, Verdict, verdicts},
    say,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::model;

/// What the model says to a claim, in words and figures.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimAnswer {
    /// What it says.
    pub verdict: Verdict,
    /// The same for the person.
    pub text: String,
    /// How it was worked out; for a claim that is not mechanical, why a model can't tell.
    pub method: String,
    /// The figures that the verdict follows from.
    pub figures: Vec<FigureView>,
    /// What a model of lengths and passive forces can't test of it.
    pub untested: Option<String>,
    /// What speaks against it, in plain words; empty when it holds or a model can't tell.
    pub against: Vec<String>,
    /// Bodies and laws of tension that it was tested on.
    pub variants: usize,
}

/// A figure in words, with its numbers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FigureView {
    /// What it is.
    pub what: String,
    /// The figure with its range and unit.
    pub text: String,
    /// From or up to where the statement is true.
    pub limit: String,
    /// Is it true?
    pub outcome: Outcome,
    /// The same for the person.
    pub outcome_text: String,
    /// The numbers.
    #[serde(flatten)]
    pub finding: FindingNumbers,
}

/// The numbers of a figure.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FindingNumbers {
    /// Permanent name of the figure.
    pub key: String,
    /// `mm`, `%`, `deg`, `x` (so many times), or what is counted: `muscles`, `joints`.
    pub unit: String,
    /// Of the model's own body.
    pub value: f64,
    /// Smallest of all variants.
    pub low: f64,
    /// Largest of all variants.
    pub high: f64,
}

/// The verdicts, computed once when first asked for.
pub fn claims() -> &'static [ClaimVerdict] {
    static ALL: LazyLock<Vec<ClaimVerdict>> =
        LazyLock::new(|| verdicts(model()).expect("our own model has a whole psoas"));
    &ALL
}

/// A verdict in words.
pub fn answer(claim: &ClaimVerdict, words: &Words) -> ClaimAnswer {
    let figure = |f: &Finding| FigureView {
        what: say::finding(claim, f, words),
        text: say::figure(f, words),
        limit: say::limit(f, words),
        outcome: f.outcome,
        outcome_text: say::outcome(f, words),
        finding: FindingNumbers { key: f.key.clone(), unit: f.unit.clone(), value: f.value, low: f.low, high: f.high },
    };
    ClaimAnswer {
        verdict: claim.verdict,
        text: say::verdict(claim, words),
        method: say::method(claim, words),
        figures: claim.findings.iter().map(figure).collect(),
        untested: say::untested(claim, words),
        against: say::against(claim, words),
        variants: claim.variants,
    }
}

/// A claim that the model bears out in part only, or not at all, for a page that carries it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Disagreement {
    /// Id of the claim; its figures are among the claims.
    pub id: String,
    /// What the articles say, in our words, or where they differ.
    pub heading: String,
    /// What the model says.
    pub verdict: Verdict,
    /// The same in a sentence.
    pub text: String,
    /// What speaks against it, in plain words.
    pub against: Vec<String>,
}

/// Where model and articles disagree among the claims with these ids, in the order of the claims. What the same figures
/// speak against is said once.
pub fn disagreements(ids: &[&str], words: &Words) -> Vec<Disagreement> {
    let disputed = |c: &&ClaimVerdict| matches!(c.verdict, Verdict::DoesNotHold | Verdict::HoldsInPart);
    let same = |a: &ClaimVerdict, b: &ClaimVerdict| {
        let figures =
            |c: &ClaimVerdict| c.findings.iter().map(|f| (f.key.clone(), f.value.to_bits())).collect::<Vec<_>>();
        figures(a) == figures(b)
    };
    let mut told: Vec<&ClaimVerdict> = Vec::new();
    for claim in claims().iter().filter(|c| ids.contains(&c.id.as_str())).filter(disputed) {
        if !told.iter().any(|other| same(other, claim)) {
            told.push(claim);
        }
    }
    let one = |c: &ClaimVerdict| Disagreement {
        id: c.id.clone(),
        heading: say::heading(c, words),
        verdict: c.verdict,
        text: say::disagreement(c, words),
        against: say::against(c, words),
    };
    told.into_iter().map(one).collect()
}
