//! Programmes with their words.

use care::{
    content::{self, Programme, ProgrammeItem, ProgrammeTest, Sides},
    words::Words,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Told, optional, told, unknown};
use crate::app::AppError;

/// A programme with its words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProgrammeView {
    /// Permanent name.
    pub slug: String,
    /// Name for the person.
    pub name: String,
    /// What it is, in a line.
    pub short: String,
    /// Its idea.
    pub idea: String,
    /// Who wrote it, in a sentence.
    pub author: Option<String>,
    /// How often, in a sentence.
    pub frequency: Option<String>,
    /// What we add about its trials.
    pub caveat: Option<String>,
    /// Number of the article, `000` to `004`; none for Supple's own.
    pub article: Option<String>,
    /// Days a week.
    pub days_per_week: u32,
    /// Does the author say how often?
    pub days_given: bool,
    /// What is done, in the author's order.
    pub items: Vec<ProgrammeItemView>,
    /// Trials before and after.
    pub tests: Vec<ProgrammeTestView>,
    /// Where Supple sees it differently.
    pub disagree: Vec<Told>,
    /// Inventory ids that it carries.
    pub inventory: Vec<String>,
}

/// One item of a programme with its words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProgrammeItemView {
    /// Name of the exercise.
    pub name: String,
    /// How the author gives it, in a sentence.
    pub text: String,
    /// Both sides at once or each in turn.
    pub sides: Sides,
    /// Structure and numbers.
    #[serde(flatten)]
    pub item: ProgrammeItem,
}

/// One trial of a programme with its words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProgrammeTestView {
    /// What is done and looked at.
    pub text: String,
    /// Structure.
    #[serde(flatten)]
    pub test: ProgrammeTest,
}

/// All programmes: Supple's own first, then in order of article.
pub fn programmes(words: &Words) -> Vec<ProgrammeView> {
    let mut all: Vec<_> = content::programmes().iter().collect();
    all.sort_by_key(|(slug, programme)| (programme.article.clone(), *slug));
    all.into_iter().map(|(slug, programme)| view(slug, programme, words)).collect()
}

/// One programme.
/// # Errors
/// [`AppError::Unknown`] when there is no such slug.
pub fn programme(slug: &str, words: &Words) -> Result<ProgrammeView, AppError> {
    let all = content::programmes();
    Ok(view(slug, all.get(slug).ok_or_else(|| unknown("programme", slug, all))?, words))
}

fn view(slug: &str, programme: &Programme, words: &Words) -> ProgrammeView {
    let key = |part: &str| format!("programmes.{slug}.{part}");
    let item = |item: &ProgrammeItem| ProgrammeItemView {
        name: words.get(&format!("exercises.{}.name", item.exercise)),
        text: words.get(&key(&format!("items.{}", item.id))),
        sides: content::exercises()[&item.exercise].sides,
        item: item.clone(),
    };
    let test = |test: &ProgrammeTest| ProgrammeTestView {
        text: words.get(&key(&format!("tests.{}", test.id))),
        test: test.clone(),
    };
    ProgrammeView {
        slug: slug.to_owned(),
        name: words.get(&key("name")),
        short: words.get(&key("short")),
        idea: words.get(&key("idea")),
        author: optional(words, &key("author")),
        frequency: optional(words, &key("frequency")),
        caveat: optional(words, &key("caveat")),
        article: programme.article.clone(),
        days_per_week: programme.days_per_week,
        days_given: programme.days_given,
        items: programme.items.iter().map(item).collect(),
        tests: programme.tests.iter().map(test).collect(),
        disagree: told(&key("disagree"), &programme.disagree, words),
        inventory: programme.inventory.clone(),
    }
}
