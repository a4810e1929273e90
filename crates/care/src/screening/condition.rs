//! The condition grammar of the rules: combinations of answers.

use serde::Deserialize;

use super::{
    sheet::{Reading, Sheet},
    truth::{Truth, Weighed, at_least},
};

/// A condition on answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Condition {
    /// The answer to this yes/no question is yes.
    Yes(String),
    /// All parts hold.
    All(All),
    /// At least one part holds.
    Any(Any),
    /// At least `count` parts hold.
    Count(Count),
    /// The choice is one of these; "not sure" is not sure.
    Choice(Choice),
    /// The number lies in the range.
    Number(InRange),
    /// A group that was not answered with no: "not sure" at most, whatever its features say.
    Unclear(Unclear),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct All {
    all: Vec<Condition>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Any {
    any: Vec<Condition>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Count {
    count: usize,
    of: Vec<Condition>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    choice: String,
    is: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InRange {
    number: String,
    #[serde(default)]
    from: Option<f64>,
    #[serde(default)]
    below: Option<f64>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unclear {
    unclear: String,
}

impl Condition {
    /// How true the condition is for these answers.
    pub(crate) fn truth(&self, sheet: &Sheet<'_>) -> Truth {
        self.weigh(sheet).truth
    }

    fn weigh(&self, sheet: &Sheet<'_>) -> Weighed {
        match self {
            Self::Yes(id) => Weighed::sign(sheet.truth(id, |reading| *reading == Reading::Yes)),
            Self::All(All { all }) => at_least(all.len(), weigh_each(all, sheet)),
            Self::Any(Any { any }) => at_least(1, weigh_each(any, sheet)),
            Self::Count(Count { count, of }) => at_least(*count, weigh_each(of, sheet)),
            Self::Choice(Choice { choice, is }) => Weighed::context(
                sheet.truth(choice, |reading| matches!(reading, Reading::Choice(c) if is.iter().any(|i| i == c))),
            ),
            Self::Number(InRange { number, from, below }) => Weighed::context(
                sheet.truth(number, |reading| matches!(reading, Reading::Number(n) if within(*n, *from, *below))),
            ),
            Self::Unclear(Unclear { unclear }) => {
                let group = sheet.truth(unclear, |reading| *reading == Reading::Yes);
                Weighed::context(group.min(Truth::NotSure))
            }
        }
    }

    /// Ids of all questions that the condition reads, in the order of the rule.
    pub(crate) fn questions(&self) -> Vec<&str> {
        match self {
            Self::Yes(id) => vec![id],
            Self::All(All { all: parts }) | Self::Any(Any { any: parts }) | Self::Count(Count { of: parts, .. }) => {
                parts.iter().flat_map(Self::questions).collect()
            }
            Self::Choice(Choice { choice, .. }) => vec![choice],
            Self::Number(InRange { number, .. }) => vec![number],
            Self::Unclear(Unclear { unclear }) => vec![unclear],
        }
    }

    /// The parts that speak for the condition, by question id: what the person answered that made it apply.
    pub(crate) fn speaking<'a>(&'a self, sheet: &Sheet<'_>, found: &mut Vec<&'a str>) {
        match self {
            Self::All(All { all: parts }) | Self::Any(Any { any: parts }) | Self::Count(Count { of: parts, .. }) => {
                for part in parts {
                    part.speaking(sheet, found);
                }
            }
            leaf if leaf.truth(sheet) >= Truth::NotSure => {
                found.extend(leaf.questions().into_iter().filter(|id| !found.contains(id)).collect::<Vec<_>>());
            }
            _ => {}
        }
    }
}

fn weigh_each(parts: &[Condition], sheet: &Sheet<'_>) -> Vec<Weighed> {
    parts.iter().map(|part| part.weigh(sheet)).collect()
}

/// Is `n` from `from` on and below `below`, where these are given?
pub(crate) fn within(n: f64, from: Option<f64>, below: Option<f64>) -> bool {
    from.is_none_or(|from| n >= from) && below.is_none_or(|below| n < below)
}
