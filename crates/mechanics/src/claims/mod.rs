//! The articles' mechanical claims, put to the test on many bodies.
//!
//! A claim is taken apart into statements, each a figure with a limit. A statement is *true* (*false*) when its figure
//! is on that side of the limit in at least nine of ten variants (body sizes, two published hips, three laws of passive
//! tension), and *open* otherwise. The verdict follows:
//!
//! - `holds`: every statement is true, and nothing of the claim is left untested;
//! - `does_not_hold`: every statement is false;
//! - `not_mechanical`: there is no statement;
//! - `holds_in_part`: everything else.

mod anatomy;
mod disputes;
mod habits;
mod posture;
mod rest;
mod stretch;
mod tilt;

use crate::engine::{Engine, Half};
use crate::passive::Passive;
use crate::settings::{Law, settings};
use crate::variant::HIPS;
use crate::{BodySize, Error, sized, with_hip_geometry};
use body::Model;
use care::content::pose::Coordinates;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the model says to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ClaimVerdict)]
pub enum Verdict {
    /// All of it.
    Holds,
    /// Some of it, or all that could be tested of it.
    HoldsInPart,
    /// Nothing of it.
    DoesNotHold,
    /// It is not about lengths and forces.
    NotMechanical,
}

/// What becomes of a statement over all variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ClaimOutcome)]
pub enum Outcome {
    /// In nine of ten variants at least.
    True,
    /// Not so in nine of ten variants at least.
    False,
    /// It depends on the variant.
    Open,
}

/// A figure with its limit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Finding {
    /// Its words are under `mechanics.claims.<id>.<key>`.
    pub key: String,
    /// `mm`, `%`, `deg`, `x` (so many times), or what is counted: `muscles`, `joints`.
    pub unit: String,
    /// Of the model's own body, its own hip and the middle law.
    pub value: f64,
    /// Smallest of all variants.
    pub low: f64,
    /// Largest of all variants.
    pub high: f64,
    /// The statement is true from here up; absent when it is true below a limit.
    pub at_least: Option<f64>,
    /// The statement is true up to here.
    pub at_most: Option<f64>,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// A claim with its verdict.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimVerdict {
    /// T1 to T17, or the id of another item of the articles.
    pub id: String,
    /// What the model says.
    pub verdict: Verdict,
    /// The figures it follows from.
    pub findings: Vec<Finding>,
    /// Is a part of the claim left that no model of lengths and passive forces can test?
    pub untested_part: bool,
    /// Number of variants.
    pub variants: usize,
}

#[derive(Clone, Copy)]
enum Limit {
    AtLeast(f64),
    AtMost(f64),
}

impl Limit {
    fn holds(self, value: f64) -> bool {
        match self {
            Self::AtLeast(limit) => value >= limit,
            Self::AtMost(limit) => value <= limit,
        }
    }
}

/// A figure of one variant, and the limit that makes it a statement.
struct Statement {
    key: &'static str,
    unit: &'static str,
    limit: Limit,
    figure: fn(&Subject) -> f64,
}

/// A claim taken apart.
struct Test {
    id: &'static str,
    untested_part: bool,
    statements: &'static [Statement],
}

/// One variant: a body of some size with one of the hips, and a law of passive tension.
struct Subject<'a> {
    engine: &'a Engine,
    passive: Passive<'a>,
}

impl Subject<'_> {
    /// Right psoas in `pose` less that in `base` [mm].
    fn change_mm(&self, pose: &Coordinates, base: &Coordinates) -> f64 {
        (self.engine.length(pose, Half::Right) - self.engine.length(base, Half::Right)) * 1e3
    }

    /// Right psoas fibers in `pose` less those in `base` [percent of the optimal length].
    fn strain(&self, pose: &Coordinates, base: &Coordinates) -> f64 {
        (self.engine.fiber(pose, Half::Right) - self.engine.fiber(base, Half::Right)) * 1e2
    }

    /// Largest moment of muscles of the right side whose names start so [Nm].
    fn strength(&self, pose: &Coordinates, names: &[&str], coordinate: &str) -> f64 {
        let arms = self.engine.moment_arms(pose, coordinate).expect("a coordinate of the model");
        let own = self.engine.model().muscles().iter().zip(arms);
        own.filter(|(m, _)| m.name.ends_with("_r") && names.iter().any(|n| m.name.starts_with(n)))
            .map(|(m, arm)| m.parameters.as_ref().map_or(0.0, |p| p.max_isometric_force) * arm)
            .sum()
    }
}

/// The end of a pose of the catalogue.
fn catalogue(slug: &str) -> Coordinates {
    care::content::poses().get(slug).map(|p| p.end.clone()).expect("the claims name poses of the catalogue only")
}

/// The verdicts on all claims, for this body.
///
/// # Errors
/// [`Error`] when the model is not one with a whole psoas.
pub fn verdicts(model: &Model) -> Result<Vec<ClaimVerdict>, Error> {
    let settings = settings();
    let own = Engine::new(model.clone())?;
    let middle = &settings.laws[settings.laws.len() / 2];
    let mut engines = Vec::new();
    for hip in HIPS {
        let model = with_hip_geometry(model, hip)?;
        for size in &settings.bodies {
            engines.push(Engine::new(sized(&model, size)?)?);
        }
    }
    let subject = |engine, law: &'static Law| Subject { engine, passive: Passive::new(engine, law) };
    let nominal = subject(&own, middle);
    let variants: Vec<Subject> =
        engines.iter().flat_map(|engine| settings.laws.iter().map(move |law| subject(engine, law))).collect();
    let mut all: Vec<ClaimVerdict> = tests().map(|test| judge(test, &nominal, &variants)).collect();
    let untested = ids().filter(|id| tests().all(|test| test.id != *id));
    all.extend(untested.map(|id| judge(&Test { id, untested_part: false, statements: &[] }, &nominal, &variants)));
    all.sort_by_cached_key(|c| (!c.id.starts_with('T'), c.id[..1].to_owned(), number(&c.id)));
    Ok(all)
}

fn tests() -> impl Iterator<Item = &'static Test> {
    let groups = [stretch::TESTS, rest::TESTS, posture::TESTS, anatomy::TESTS, habits::TESTS, disputes::TESTS];
    groups.into_iter().flatten()
}

/// Items of the articles that say what is: T1 to T17, anatomy (A), benefits (B), causes (C) and contradictions (X). The
/// others are symptoms, exercises, doses and warnings.
fn ids() -> impl Iterator<Item = &'static str> {
    let prefix = |id: &str| id.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    care::content::inventory()
        .keys()
        .map(String::as_str)
        .filter(move |id| ["T", "A", "B", "C", "X"].contains(&prefix(id).as_str()))
}

/// Bodies that the verdicts are tested on, for the record.
pub fn bodies() -> &'static [BodySize] {
    &settings().bodies
}

fn number(id: &str) -> u32 {
    id.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or(0)
}

fn judge(test: &Test, nominal: &Subject, variants: &[Subject]) -> ClaimVerdict {
    let findings: Vec<Finding> = test.statements.iter().map(|s| find(s, nominal, variants)).collect();
    let outcomes: Vec<Outcome> = findings.iter().map(|f| f.outcome).collect();
    ClaimVerdict {
        id: test.id.to_owned(),
        verdict: verdict(&outcomes, test.untested_part),
        findings,
        untested_part: test.untested_part,
        variants: variants.len(),
    }
}

fn verdict(outcomes: &[Outcome], untested_part: bool) -> Verdict {
    let all = |outcome| outcomes.iter().all(|o| *o == outcome);
    match outcomes {
        [] => Verdict::NotMechanical,
        _ if all(Outcome::True) && !untested_part => Verdict::Holds,
        _ if all(Outcome::False) => Verdict::DoesNotHold,
        _ => Verdict::HoldsInPart,
    }
}

fn find(statement: &Statement, nominal: &Subject, variants: &[Subject]) -> Finding {
    let values: Vec<f64> = variants.iter().map(statement.figure).collect();
    let agree = values.iter().filter(|v| statement.limit.holds(**v)).count() as f64 / values.len() as f64;
    let wanted = settings().verdict.agreement;
    let outcome = match agree {
        share if share >= wanted => Outcome::True,
        share if share <= 1.0 - wanted => Outcome::False,
        _ => Outcome::Open,
    };
    let (at_least, at_most) = match statement.limit {
        Limit::AtLeast(limit) => (Some(limit), None),
        Limit::AtMost(limit) => (None, Some(limit)),
    };
    Finding {
        key: statement.key.to_owned(),
        unit: statement.unit.to_owned(),
        value: (statement.figure)(nominal),
        low: values.iter().copied().fold(f64::INFINITY, f64::min),
        high: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        at_least,
        at_most,
        outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_follows_from_the_outcomes() {
        use Outcome::{False, Open, True};
        let check = |outcomes: &[Outcome], untested, expected| {
            assert_eq!(verdict(outcomes, untested), expected, "{outcomes:?} {untested}");
        };
        check(&[], true, Verdict::NotMechanical);
        check(&[True, True], false, Verdict::Holds);
        check(&[True, True], true, Verdict::HoldsInPart);
        check(&[True, False], false, Verdict::HoldsInPart);
        check(&[Open], false, Verdict::HoldsInPart);
        check(&[False, Open], false, Verdict::HoldsInPart);
        check(&[False, False], false, Verdict::DoesNotHold);
        check(&[False], true, Verdict::DoesNotHold);
    }
}
