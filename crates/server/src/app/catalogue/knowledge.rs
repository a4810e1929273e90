//! Lessons, claims, the inventory of the articles, and what statements rest on.

use std::collections::BTreeMap;

use ::mechanics::{claims::ClaimVerdict, say};
use care::{
    content::{self, Article, ClaimStatus, Evidence, Lesson, Published},
    grade::Grade,
    words::Words,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Told, optional, told, unknown};
use crate::app::{
    AppError,
    mechanics::{self, ClaimAnswer, Disagreement},
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

/// A lesson, and where the body model disagrees with what the articles say of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LessonPage {
    /// The lesson.
    #[serde(flatten)]
    pub lesson: LessonView,
    /// Where the model disagrees with a claim that the lesson rests on.
    pub disagreements: Vec<Disagreement>,
}

/// What the articles say is so, with what studies and the body model say to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimView {
    /// Its inventory id: `T1` to `T17`, then anatomy (`A`), benefits (`B`), causes (`C`) and contradictions (`X`).
    pub id: String,
    /// What the articles say, in our words.
    pub claim: String,
    /// What the model works out; `null` beyond `T1` to `T17`.
    pub computes: Option<String>,
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

/// One lesson, with what the body model has against what it carries.
/// # Errors
/// [`AppError::Unknown`] when there is no such slug.
pub fn lesson(slug: &str, words: &Words) -> Result<LessonPage, AppError> {
    let all = content::lessons();
    let lesson = all.get(slug).ok_or_else(|| unknown("lesson", slug, all))?;
    let ids: Vec<&str> = lesson.statements.iter().flat_map(|s| &s.sources).map(String::as_str).collect();
    Ok(LessonPage { lesson: view(slug, lesson, words), disagreements: mechanics::disagreements(&ids, words) })
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

/// All claims: `T1` to `T17`, then the other items that say what is.
pub fn claims(words: &Words) -> Vec<ClaimView> {
    let view = |verdict: &ClaimVerdict| ClaimView {
        id: verdict.id.clone(),
        claim: say::claim(verdict, words),
        computes: optional(words, &format!("claims.{}.computes", verdict.id)),
        literature: literature(verdict, words),
        status: content::claims().get(&verdict.id).map_or(ClaimStatus::Computed, |claim| claim.status),
        model: mechanics::answer(verdict, words),
    };
    mechanics::claims().iter().map(view).collect()
}

/// What studies say beside a claim; an opinion when there are none.
fn literature(verdict: &ClaimVerdict, words: &Words) -> Told {
    let (text, sources) = say::studies(verdict, words);
    let listed = content::claims().get(&verdict.id).map(|claim| claim.literature.grade);
    let grade = listed.unwrap_or(if sources.is_empty() { Grade::Opinion } else { Grade::Literature });
    Told { id: "literature".to_owned(), text, grade, sources }
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
