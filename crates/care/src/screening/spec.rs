//! The screening as data: what `content/screens/` holds.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Disposition, condition::Condition};
use crate::{
    content::{Contraindication, read_file, read_folder},
    grade::Grade,
};

/// One question as data; its words are under `screens.<section>.<id>`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionSpec {
    pub(crate) id: String,
    #[serde(default, skip)]
    pub(crate) section: String,
    #[serde(default)]
    pub(crate) features: Vec<String>,
    #[serde(default)]
    pub(crate) listed: Vec<String>,
    #[serde(default)]
    pub(crate) number: Option<NumberSpec>,
    #[serde(default)]
    pub(crate) choice: Vec<String>,
    /// Are the options of a choice in order, the worst one last?
    #[serde(default)]
    pub(crate) ordered: bool,
    #[serde(default)]
    pub(crate) not_sure: bool,
    #[serde(default)]
    pub(crate) ask_if: Vec<AskIf>,
    pub(crate) rows: Vec<String>,
}

impl QuestionSpec {
    /// May it be answered with "not sure"? Every yes/no question may.
    pub(crate) fn allows_not_sure(&self) -> bool {
        self.not_sure || (self.number.is_none() && self.choice.is_empty())
    }
}

/// Allowed range of a number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberSpec {
    pub(crate) min: f64,
    pub(crate) max: f64,
    pub(crate) unit: String,
}

/// One reason to ask a follow-up: the answer to `question` is one of `is`, or a number in the range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskIf {
    /// Id of the question whose answer decides.
    pub question: String,
    /// Answers that lead to the follow-up.
    #[serde(default)]
    pub is: Vec<String>,
    /// For a number: from this on, inclusive.
    #[serde(default)]
    pub from: Option<f64>,
    /// For a number: below this, exclusive.
    #[serde(default)]
    pub below: Option<f64>,
}

/// One rule as data; its words are `screens.<section>.rules.<id>`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleSpec {
    pub(crate) id: String,
    #[serde(default, skip)]
    pub(crate) section: String,
    pub(crate) when: Condition,
    pub(crate) yes: Disposition,
    #[serde(default)]
    not_sure: Option<Disposition>,
    #[serde(default)]
    pub(crate) exclude: Vec<Contraindication>,
    /// Question whose answer `left` or `right` limits the exclusions to that side.
    #[serde(default)]
    pub(crate) side_from: Option<String>,
    pub(crate) rows: Vec<String>,
    pub(crate) grade: Grade,
}

impl RuleSpec {
    /// What "not sure" asks for: at least a professional where yes is urgent (F27), otherwise the same as yes.
    pub(crate) fn not_sure(&self) -> Disposition {
        self.not_sure.unwrap_or(self.yes.min(Disposition::SeeProfessionalFirst))
    }

    /// Key of what to say on the phone, for a rule that can be an emergency.
    pub(crate) fn say_key(&self) -> String {
        format!("screens.{}.say.{}", self.section, self.id.replace('.', "_"))
    }

    /// Key of its sentence.
    pub(crate) fn key(&self) -> String {
        format!("screens.{}.rules.{}", self.section, self.id.replace('.', "_"))
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    #[serde(default)]
    order: u32,
    #[serde(default)]
    include: Vec<String>,
    #[serde(default)]
    question: Vec<QuestionSpec>,
    #[serde(default)]
    rule: Vec<RuleSpec>,
}

/// A list of questions with the rules that read their answers.
#[derive(Clone, Debug)]
pub(crate) struct Catalogue {
    pub(crate) questions: Vec<QuestionSpec>,
    pub(crate) rules: Vec<RuleSpec>,
    index: BTreeMap<String, usize>,
}

impl Catalogue {
    /// The full screening, sections in order.
    pub(crate) fn full() -> &'static Self {
        static FULL: LazyLock<Catalogue> = LazyLock::new(|| {
            let mut sections: Vec<(String, Section)> = read_folder("screens/sections").into_iter().collect();
            sections.sort_by_key(|(_, section)| section.order);
            Catalogue::of(sections)
        });
        &FULL
    }

    /// The short check before a session: the emergency groups with their follow-ups, then its own questions.
    pub(crate) fn short() -> &'static Self {
        static SHORT: LazyLock<Catalogue> = LazyLock::new(|| {
            let own: Section = read_file("screens/short.toml");
            let full = Catalogue::full();
            let follows = |q: &QuestionSpec, ids: &[String]| q.ask_if.iter().any(|a| ids.contains(&a.question));
            let mut ids = own.include.clone();
            for question in &full.questions {
                if follows(question, &ids) {
                    ids.push(question.id.clone());
                }
            }
            let mut short = Catalogue::of(vec![("short".to_owned(), own)]);
            let shared = full.questions.iter().filter(|q| ids.contains(&q.id)).cloned();
            short.questions = shared.chain(short.questions).collect();
            short.reindex();
            short
        });
        &SHORT
    }

    /// The abdominal ball's own screen.
    pub(crate) fn ball() -> &'static Self {
        static BALL: LazyLock<Catalogue> =
            LazyLock::new(|| Catalogue::of(vec![("ball".to_owned(), read_file("screens/ball.toml"))]));
        &BALL
    }

    pub(crate) fn question(&self, id: &str) -> Option<&QuestionSpec> {
        self.index.get(id).map(|&i| &self.questions[i])
    }

    fn of(sections: Vec<(String, Section)>) -> Self {
        let mut all = Self { questions: vec![], rules: vec![], index: BTreeMap::new() };
        for (name, section) in sections {
            all.questions.extend(section.question.into_iter().map(|q| QuestionSpec { section: name.clone(), ..q }));
            all.rules.extend(section.rule.into_iter().map(|r| RuleSpec { section: name.clone(), ..r }));
        }
        all.reindex();
        all
    }

    fn reindex(&mut self) {
        self.index = self.questions.iter().enumerate().map(|(i, q)| (q.id.clone(), i)).collect();
    }
}
