//! The abdominal ball's own screen: strict, any yes or "not sure" refuses (L2, W6).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    question::{Question, question},
    sheet::{Reading, Sheet, Status},
    spec::{Catalogue, QuestionSpec},
};
use crate::{
    entry::{Answer, Answers},
    grade::{Grade, Reason},
    words::Words,
};

/// What the ball screen came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BallOutcome {
    /// May the ball be part of a plan? Only when every answer is no.
    pub allowed: bool,
    /// Why not.
    pub reasons: Vec<Reason>,
    /// Questions without a readable answer.
    pub unanswered: Vec<String>,
    /// What to do, in order; when allowed, how to start with the hand only.
    pub advice: Vec<String>,
}

/// The questions, all of them asked.
pub fn questions(words: &Words) -> Vec<Question> {
    Catalogue::ball().questions.iter().map(|spec| question(spec, words)).collect()
}

/// Ids of the questions.
pub(crate) fn ids() -> impl Iterator<Item = &'static str> {
    Catalogue::ball().questions.iter().map(|spec| spec.id.as_str())
}

/// Screens for the ball. Passing never overrules the full screening: what that leaves out stays out.
pub fn screen(answers: &Answers, words: &Words) -> BallOutcome {
    let sheet = Sheet::new(Catalogue::ball(), answers);
    let refuses = |spec: &&QuestionSpec| match sheet.status(&spec.id) {
        Status::Read(reading) => reading != Reading::No,
        _ => false,
    };
    let reasons: Vec<Reason> =
        Catalogue::ball().questions.iter().filter(refuses).map(|spec| refusal(spec, words)).collect();
    let unanswered = sheet.missing();
    outcome(reasons, unanswered, words)
}

/// The same with what is on record: an age that speaks against the ball counts whatever is answered, and so does what is left out.
pub(crate) fn screen_with(answers: &Answers, age_suits: bool, against: Vec<Reason>, words: &Words) -> BallOutcome {
    let mut answers = answers.clone();
    if !age_suits {
        answers.insert("ball_age".to_owned(), Answer::Word("yes".to_owned()));
    }
    let BallOutcome { reasons, unanswered, .. } = screen(&answers, words);
    outcome([reasons, against].concat(), unanswered, words)
}

fn outcome(reasons: Vec<Reason>, unanswered: Vec<String>, words: &Words) -> BallOutcome {
    let allowed = reasons.is_empty() && unanswered.is_empty();
    let advice = words.list(if allowed { "screens.ball.allowed" } else { "screens.ball.refused" });
    BallOutcome { allowed, reasons, unanswered, advice }
}

/// The ages at which pressing on the belly is not ruled out by age alone [years], as the question `ball_age` says.
pub(crate) fn suits_age(years: f64) -> bool {
    (18.0..66.0).contains(&years)
}

fn refusal(spec: &QuestionSpec, words: &Words) -> Reason {
    Reason {
        rule: format!("ball.{}", spec.id),
        sources: spec.rows.clone(),
        grade: Grade::CautiousRule,
        text: words.get(&format!("screens.ball.{}.refuse", spec.id)),
        because: vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_no() -> Answers {
        let no = || Answer::Word("no".to_owned());
        Catalogue::ball().questions.iter().map(|q| (q.id.clone(), no())).collect()
    }

    fn words() -> Words {
        Words::load("en").expect("English is embedded")
    }

    #[test]
    fn all_no_passes_and_starts_with_the_hand() {
        let outcome = screen(&all_no(), &words());
        assert!(outcome.allowed, "{outcome:?}");
        assert!(outcome.advice[0].contains("hand"), "{:?}", outcome.advice);
    }

    #[test]
    fn any_yes_or_not_sure_refuses_with_a_reason() {
        for id in all_no().keys() {
            for answer in ["yes", "not_sure"] {
                let mut answers = all_no();
                answers.insert(id.clone(), Answer::Word(answer.to_owned()));
                let outcome = screen(&answers, &words());
                assert!(!outcome.allowed && outcome.reasons.len() == 1, "{id}={answer}");
                assert!(!outcome.reasons[0].text.starts_with('['), "{:?}", outcome.reasons);
            }
        }
    }

    #[test]
    fn a_missing_or_unreadable_answer_refuses() {
        for id in all_no().keys() {
            let mut answers = all_no();
            answers.remove(id);
            assert_eq!(
                (screen(&answers, &words()).allowed, screen(&answers, &words()).unanswered),
                (false, vec![id.clone()])
            );
            answers.insert(id.clone(), Answer::Word("nope".to_owned()));
            assert_eq!(screen(&answers, &words()).unanswered, vec![id.clone()]);
        }
    }
}
