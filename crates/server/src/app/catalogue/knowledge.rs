//! Lessons, claims, the inventory of the articles, and what statements rest on.

use std::collections::BTreeMap;

use care::{
    content::{self, Article, ClaimStatus, Evidence, Lesson, Published},
    words::Words,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Told, told, unknown};
use crate::app::{
    AppError,
    mechanics::{self, ClaimAnswer},
};

/// A lesson with its words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LessonView {
    /// Permanent name.
    pub slug: String,
    /// Place in the list, from 1.
    pub order: u32,
    /// Title.
    pub title: String,
    /// What it is about, in a line.
    pub short: String,
    /// What it says, each statement with its grade.
    pub statements: Vec<Told>,
}

/// A claim of the articles that a model of the body can test.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimView {
    /// Its inventory id, `T1` to `T17`.
    pub id: String,
    /// What the articles say, in our words.
    pub claim: String,
    /// What the model works out.
    pub computes: String,
    /// What studies say about it.
    pub literature: Told,
    /// How far it has been tested.
    pub status: ClaimStatus,
    /// What the body model says.
    pub model: ClaimAnswer,
}

/// One item of the articles.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InventoryItem {
    /// Permanent id, e.g. `ST4`.
    pub id: String,
    /// What it says, in our words.
    pub text: String,
    /// The articles that have it, `000` to `004`.
    pub articles: Vec<String>,
}

/// What the ids behind statements stand for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SourcesView {
    /// The five articles by number.
    pub articles: BTreeMap<String, Article>,
    /// Published works by key.
    pub published: BTreeMap<String, Published>,
    /// Results and rows of the safety screen by id.
    pub evidence: BTreeMap<String, EvidenceView>,
}

/// A result or a row of the safety screen with its words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceView {
    /// What it says.
    pub text: String,
    /// How it is known.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// All lessons in their order.
pub fn lessons(words: &Words) -> Vec<LessonView> {
    let mut all: Vec<_> = content::lessons().iter().map(|(slug, lesson)| view(slug, lesson, words)).collect();
    all.sort_by_key(|lesson| lesson.order);
    all
}

/// One lesson.
/// # Errors
/// [`AppError::Unknown`] when there is no such slug.
pub fn lesson(slug: &str, words: &Words) -> Result<LessonView, AppError> {
    let all = content::lessons();
    Ok(view(slug, all.get(slug).ok_or_else(|| unknown("lesson", slug, all))?, words))
}

fn view(slug: &str, lesson: &Lesson, words: &Words) -> LessonView {
    let key = format!("lessons.{slug}");
    LessonView {
        slug: slug.to_owned(),
        order: lesson.order,
        title: words.get(&format!("{key}.title")),
        short: words.get(&format!("{key}.short")),
        statements: told(&format!("{key}.statements"), &lesson.statements, words),
    }
}

/// All claims, by number.
pub fn claims(words: &Words) -> Vec<ClaimView> {
    let mut all: Vec<_> = content::claims().iter().collect();
    all.sort_by_key(|(id, _)| by_number(id));
    let view = |(id, claim): (&String, &content::Claim)| ClaimView {
        id: id.clone(),
        claim: words.get(&format!("claims.{id}.claim")),
        computes: words.get(&format!("claims.{id}.computes")),
        literature: Told {
            id: claim.literature.id.clone(),
            text: words.get(&format!("claims.{id}.literature")),
            grade: claim.literature.grade,
            sources: claim.literature.sources.clone(),
        },
        status: claim.status,
        model: mechanics::claim(id, words),
    };
    all.into_iter().map(view).collect()
}

/// The whole inventory, by prefix and number.
pub fn inventory(words: &Words) -> Vec<InventoryItem> {
    let mut all: Vec<_> = content::inventory().iter().collect();
    all.sort_by_key(|(id, _)| by_number(id));
    let item = |(id, articles): (&String, &Vec<String>)| InventoryItem {
        id: id.clone(),
        text: words.get(&format!("inventory.{id}")),
        articles: articles.clone(),
    };
    all.into_iter().map(item).collect()
}

/// What statements rest on.
pub fn sources(words: &Words) -> SourcesView {
    let all = content::sources().clone();
    let view = |(id, evidence): (String, Evidence)| {
        let text = words.get(&format!("sources.{id}"));
        (id, EvidenceView { text, evidence })
    };
    let evidence = all.evidence.into_iter().map(view).collect();
    SourcesView { articles: all.articles, published: all.published, evidence }
}

/// `ST4` as its prefix and its number, so that `T2` comes before `T10`.
fn by_number(id: &str) -> (String, u32) {
    let digits = id.trim_start_matches(|c: char| c.is_ascii_uppercase());
    (id[..id.len() - digits.len()].to_owned(), digits.parse().unwrap_or_default())
}
