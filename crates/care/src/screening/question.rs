//! The questions as they are served: finished words, asked one at a time.

use std::{collections::BTreeSet, sync::LazyLock};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Disposition,
    sheet::{Reading, Sheet, Status, read},
    spec::{AskIf, Catalogue, QuestionSpec, RuleSpec},
    truth::Truth,
};
use crate::{
    entry::{Answer, Answers, ScreenKind},
    words::Words,
};

/// A screening question. "yes", the higher option of an ordered choice, and "not sure" never make a result milder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own to whoever asks")]
pub struct Question {
    /// Permanent id: the key of the answer.
    pub id: String,
    /// Section, e.g. `now`.
    pub section: String,
    /// The section's title.
    pub section_title: String,
    /// What an answer looks like.
    pub kind: QuestionKind,
    /// May it be answered with `not_sure`?
    pub not_sure: bool,
    /// The question.
    pub text: String,
    /// A line of help below it; may be empty.
    pub help: String,
    /// Shown when the answer is "not sure", before it is asked again; may be empty.
    pub explain: String,
    /// What to say when an answer can't be read.
    pub error: String,
    /// For a group: what it lists ("do you have any of these").
    pub features: Vec<Feature>,
    /// Asked only when one of these fits; always asked when empty.
    pub ask_if: Vec<AskIf>,
    /// Evidence and inventory ids.
    pub rows: Vec<String>,
    /// Can an answer here lead to the emergency page? Check the result after each of these.
    pub emergency: bool,
    /// Is a yes here an emergency by itself, as long as nothing more is said?
    pub emergency_alone: bool,
    /// Does every whole check ask this afresh, whatever was answered before? Signs of an emergency, and what the short check
    /// lists as new signs.
    pub afresh: bool,
}

/// What an answer looks like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum QuestionKind {
    /// `"yes"` or `"no"`.
    YesNo,
    /// A number.
    Number {
        /// Smallest.
        min: f64,
        /// Largest.
        max: f64,
        /// Unit, in words.
        unit: String,
    },
    /// One of several words.
    Choice {
        /// The options.
        options: Vec<ChoiceOption>,
        /// Is each option worse than the one before it?
        ordered: bool,
    },
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChoiceOption {
    /// The answer.
    pub value: String,
    /// Its words.
    pub text: String,
}

/// One line of a group's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Feature {
    /// Id of the follow-up question about it.
    pub id: String,
    /// The line.
    pub text: String,
}

/// The questions of a screening, in the order in which they are asked.
pub fn questions(kind: ScreenKind, words: &Words) -> Vec<Question> {
    let catalogue = catalogue(kind);
    catalogue.questions.iter().map(|spec| question(spec, words)).collect()
}

/// Ids of the questions of a screening.
pub(crate) fn ids(kind: ScreenKind) -> impl Iterator<Item = &'static str> {
    catalogue(kind).questions.iter().map(|spec| spec.id.as_str())
}

/// Ids of the questions still to be asked, in order, with these answers so far (F28: also those whose answer can't
/// be read). Empty when the screening is complete.
pub fn to_ask(kind: ScreenKind, answers: &Answers) -> Vec<String> {
    Sheet::new(catalogue(kind), answers).missing()
}

/// Ids of the questions that the answers given so far lead to, answered or not, in order: what a check-your-answers
/// page lists. Answers to other questions belong to a path that was left; a client drops them before it sends.
pub fn asked(kind: ScreenKind, answers: &Answers) -> Vec<String> {
    let catalogue = catalogue(kind);
    let sheet = Sheet::new(catalogue, answers);
    catalogue.questions.iter().filter(|q| sheet.on_path(q)).map(|q| q.id.clone()).collect()
}

/// The answers of the whole check with newer ones laid over them. What followed from an answer that was given anew goes with
/// the old one.
pub(crate) fn laid_over(whole: &Answers, newer: &Answers) -> Answers {
    let mut gone: BTreeSet<&str> = newer.keys().map(String::as_str).collect();
    for question in &Catalogue::full().questions {
        if question.ask_if.iter().any(|lead| gone.contains(lead.question.as_str())) {
            gone.insert(&question.id);
        }
    }
    let kept = whole.iter().filter(|(id, _)| !gone.contains(id.as_str()));
    kept.chain(newer).map(|(id, answer)| (id.clone(), answer.clone())).collect()
}

/// The answers of a whole check that the next one begins with: all but those that are asked afresh ([`Question::afresh`]).
pub fn lasting_answers(answers: &Answers) -> Answers {
    let lasting = answers.iter().filter(|(id, _)| !AFRESH.contains(id.as_str()));
    lasting.map(|(id, answer)| (id.clone(), answer.clone())).collect()
}

/// The age that answers of the whole check say [years].
pub(crate) fn age(answers: &Answers) -> Option<f64> {
    match Sheet::new(Catalogue::full(), answers).status("age") {
        Status::Read(Reading::Number(years)) => Some(years),
        _ => None,
    }
}

/// The pain that a short check told of, 0 to 10; `None` where there is no readable answer.
pub fn pain_today(answers: &Answers) -> Option<f64> {
    let spec = Catalogue::short().question("pain_today")?;
    match read(spec, answers.get(&spec.id)?)? {
        Reading::Number(pain) => Some(pain),
        _ => None,
    }
}

fn catalogue(kind: ScreenKind) -> &'static Catalogue {
    match kind {
        ScreenKind::Full | ScreenKind::SomethingNew => Catalogue::full(),
        ScreenKind::Short => Catalogue::short(),
    }
}

pub(crate) fn question(spec: &QuestionSpec, words: &Words) -> Question {
    let id = spec.id.as_str();
    let at = |part: &str| optional(words, &format!("screens.{}.{}.{part}", spec.section, spec.id));
    let kind = kind(spec, words);
    let error = match &kind {
        QuestionKind::YesNo => words.get("screens.errors.yes_no"),
        QuestionKind::Number { min, max, unit } => {
            words.say("screens.errors.number", &[("min", min), ("max", max), ("unit", unit)])
        }
        QuestionKind::Choice { .. } => words.get("screens.errors.choice"),
    };
    Question {
        id: spec.id.clone(),
        section: spec.section.clone(),
        section_title: words.get(&format!("screens.{}.title", spec.section)),
        kind,
        not_sure: spec.allows_not_sure(),
        text: words.get(&format!("screens.{}.{}.text", spec.section, spec.id)),
        help: at("help"),
        explain: at("explain"),
        error,
        features: features(spec, words),
        ask_if: spec.ask_if.clone(),
        rows: spec.rows.clone(),
        emergency: EMERGENCY.contains(id),
        emergency_alone: ALONE.contains(id),
        afresh: AFRESH.contains(id),
    }
}

fn optional(words: &Words, key: &str) -> String {
    if words.has(key) { words.get(key) } else { String::new() }
}

fn kind(spec: &QuestionSpec, words: &Words) -> QuestionKind {
    if let Some(number) = &spec.number {
        let unit = words.get(&format!("screens.units.{}", number.unit));
        return QuestionKind::Number { min: number.min, max: number.max, unit };
    }
    if spec.choice.is_empty() {
        return QuestionKind::YesNo;
    }
    let text = |value: &String| words.get(&format!("screens.{}.{}.options.{value}", spec.section, spec.id));
    let options = spec.choice.iter().map(|v| ChoiceOption { value: v.clone(), text: text(v) }).collect();
    QuestionKind::Choice { options, ordered: spec.ordered }
}

/// The lines of a group; a group of the short check lists questions of the full one.
fn features(spec: &QuestionSpec, words: &Words) -> Vec<Feature> {
    let line = |id: &String| {
        let section = Catalogue::full().question(id).map_or(spec.section.as_str(), |q| q.section.as_str());
        Feature { id: id.clone(), text: words.get(&format!("screens.{section}.{id}.feature")) }
    };
    spec.features.iter().chain(&spec.listed).map(line).collect()
}

/// Questions of the whole check that are asked each time: those that an emergency rule reads, and those that the short check
/// lists, with the questions that lead to them. A yes to the list brings the whole check, and an old no would take it back.
static AFRESH: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let whole = Catalogue::full();
    let listed = || Catalogue::short().questions.iter().flat_map(|q| &q.listed);
    let leads = listed().filter_map(|id| whole.question(id)).flat_map(|q| q.ask_if.iter().map(|lead| &lead.question));
    EMERGENCY.iter().copied().chain(listed().chain(leads).map(String::as_str)).collect()
});

/// Questions that an emergency rule reads.
static EMERGENCY: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| emergency_rules().flat_map(|rule| rule.when.questions()).collect());

/// Questions with a yes that makes an emergency rule hold when nothing else is said.
static ALONE: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let holds = |id: &&&str| {
        let yes = [((**id).to_owned(), Answer::Word("yes".to_owned()))].into();
        let sheet = Sheet::new(Catalogue::full(), &yes).closed();
        emergency_rules().any(|rule| rule.when.truth(&sheet) == Truth::Yes)
    };
    EMERGENCY.iter().filter(holds).copied().collect()
});

fn emergency_rules() -> impl Iterator<Item = &'static RuleSpec> {
    Catalogue::full().rules.iter().filter(|rule| rule.yes == Disposition::Emergency)
}
