//! What statements rest on: the five articles, published works, and the evidence ids (`M3`, `F18`) that point to them.
//! The sentence about each evidence id is under `sources.<id>`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// All sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// The five articles by number, `000` to `004`.
    pub articles: BTreeMap<String, Article>,
    /// Published works by key.
    pub published: BTreeMap<String, Published>,
    /// Results (`M1`..) and rows of the safety screen (`F1`..).
    pub evidence: BTreeMap<String, Evidence>,
}

/// One of the five articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its title.
    pub title: String,
    /// Its author, where it names one.
    #[serde(default)]
    pub author: Option<String>,
}

/// A published work, as far as it is known for certain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Who wrote or published it.
    pub authors: String,
    /// Its title.
    #[serde(default)]
    pub title: Option<String>,
    /// Its year.
    #[serde(default)]
    pub year: Option<i32>,
    /// Digital object identifier.
    #[serde(default)]
    pub doi: Option<String>,
    /// Number in `PubMed`.
    #[serde(default)]
    pub pmid: Option<String>,
    /// Number in `PubMed` Central.
    #[serde(default)]
    pub pmcid: Option<String>,
}

/// A result or a row of the safety screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// How it is known.
    pub mark: Mark,
    /// Works behind it, by key.
    #[serde(default)]
    pub published: Vec<String>,
    /// How many people were studied.
    #[serde(default)]
    pub people: Option<u32>,
}

/// How a piece of evidence is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Read in a source.
    Read,
    /// The pages found are not good enough to cite.
    Weak,
    /// General knowledge, not seen in a source: never shown as fact.
    Recalled,
    /// Our own decision where sources leave a gap.
    House,
    /// Looked for and not found.
    NotFound,
}
