//! Answers to the safety check of someone to whom nothing applies.

use crate::{
    entry::{Answer, Answers, ScreenKind},
    screening::{QuestionKind, questions},
    words::Words,
};

/// Answers of a person of this age to whom nothing applies: every yes-or-no question is a no.
pub fn healthy_answers(kind: ScreenKind, age_years: u32, words: &Words) -> Answers {
    let questions = questions(kind, words);
    questions.into_iter().filter_map(|q| Some((q.id.clone(), mild(&q.id, &q.kind, age_years)?))).collect()
}

fn mild(id: &str, kind: &QuestionKind, age_years: u32) -> Option<Answer> {
    let word = |text: &str| Some(Answer::Word(text.to_owned()));
    match (id, kind) {
        ("age", _) => Some(Answer::Number(f64::from(age_years))),
        ("pain_today", _) => Some(Answer::Number(1.0)),
        ("sex", _) => word("unsaid"),
        ("pregnancy", _) => word("neither"),
        ("pain_lasting", _) => word("none"),
        (_, QuestionKind::YesNo) => word("no"),
        // Asked only after a yes, so never asked here.
        (_, _) => None,
    }
}
