//! What each line of a plan does to the psoas, as one of its reasons.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use care::{
    content::{self, Sides},
    entry::Profile,
    grade::{Grade, Reason},
    plan::Plan,
    words::Words,
};
use mechanics::{
    Bodies, BodySize, ExerciseMechanics,
    say::{self, Whose},
};

use super::{Kept, model, size};

/// The bodies of one size with the answers given so far.
pub(super) struct Answers {
    bodies: Bodies,
    given: Mutex<BTreeMap<String, ExerciseMechanics>>,
}

impl Answers {
    /// What an exercise does to a body of this size; `None` when it has no pose.
    pub(super) fn of(&self, slug: &str) -> Option<ExerciseMechanics> {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = given.get(slug) {
            return Some(answer.clone());
        }
        let answer = self.bodies.exercise(slug).ok()?;
        given.insert(slug.to_owned(), answer.clone());
        Some(answer)
    }
}

/// The answers for a size; kept, since a plan asks for many.
pub(super) fn answers(size: &BodySize) -> Arc<Answers> {
    static KEPT: Kept<Answers> = Kept::new();
    let make = || Answers {
        bodies: Bodies::new(model(), size).expect("our own model and a size within its limits"),
        given: Mutex::default(),
    };
    KEPT.get(size, make)
}

/// Adds to every line of a plan what it does to the psoas of a body like the person's and how sure that is, and to the
/// plan whose body that is.
pub fn explain(plan: &mut Plan, profile: &Profile, words: &Words) {
    let answers = answers(&size(profile));
    let lines = plan.blocks.iter_mut().flat_map(|block| &mut block.items).chain(&mut plan.desk_breaks);
    let mut said = false;
    for line in lines {
        let reason = answers.of(&line.exercise).and_then(|answer| of_line(&line.exercise, &answer, words));
        said |= reason.is_some();
        line.because.extend(reason);
    }
    if said {
        let body = if profile.height_cm.is_some() { "yours" } else { "average" };
        plan.reasons.push(reason("mechanics.body", words.get(&format!("mechanics.body.{body}"))));
    }
}

fn of_line(slug: &str, answer: &ExerciseMechanics, words: &Words) -> Option<Reason> {
    let side = match content::exercises().get(slug)?.sides {
        Sides::Both => Whose::Both,
        Sides::Each => Whose::Worked,
    };
    Some(reason("mechanics.psoas", say::side(&answer.right, side, words)))
}

fn reason(rule: &str, text: String) -> Reason {
    Reason { rule: rule.to_owned(), sources: Vec::new(), grade: Grade::Model, text, because: Vec::new() }
}

#[cfg(test)]
mod tests {
    use care::{
        content::Kind,
        plan::{Block, Options, Prescription, plan},
        record::Record,
    };
    use chrono::NaiveDate;

    use super::*;

    /// A plan with one line for every exercise of the catalogue.
    fn explained(profile: &Profile) -> Plan {
        let words = Words::load("en").expect("English is always there");
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let mut plan = plan(&Record::fold(Vec::new()), day, &Options::default(), &words);
        let line = |slug: &String| Prescription {
            exercise: slug.clone(),
            name: String::new(),
            kind: Kind::Rest,
            bouts: Vec::new(),
            repetitions: None,
            dose: String::new(),
            because: Vec::new(),
            swaps: Vec::new(),
        };
        let items = content::exercises().keys().map(line).collect();
        plan.blocks.push(Block { kind: Kind::Rest, title: String::new(), items });
        explain(&mut plan, profile, &words);
        plan
    }

    #[test]
    fn every_line_says_what_it_does_and_how_sure_that_is_and_never_a_force() {
        let plan = explained(&Profile::default());
        for line in &plan.blocks[0].items {
            let [reason] = &line.because[..] else { panic!("{}: {:?}", line.exercise, line.because) };
            assert_eq!((reason.rule.as_str(), reason.grade), ("mechanics.psoas", Grade::Model));
            let sure = ["stays so when the pose", "depends on how exactly"];
            assert_eq!(sure.iter().filter(|part| reason.text.contains(**part)).count(), 1, "{}", reason.text);
            assert!(!reason.text.contains(|c: char| c.is_ascii_digit()), "a figure: {}", reason.text);
        }
        let rest = plan.blocks[0].items.iter().find(|line| line.exercise == "constructive-rest").expect("a rest");
        assert!(rest.because[0].text.contains("no stretch"));
    }

    #[test]
    fn whose_body_it_is_is_said_once() {
        let body = |profile: &Profile| {
            let reasons = explained(profile).reasons;
            let own: Vec<Reason> = reasons.into_iter().filter(|r| r.rule == "mechanics.body").collect();
            assert_eq!(own.len(), 1);
            own[0].text.clone()
        };
        assert!(body(&Profile::default()).contains("average"));
        assert!(body(&Profile { height_cm: Some(183.0), ..Profile::default() }).contains("your size"));
    }

    #[test]
    fn a_plan_without_lines_is_left_alone() {
        let words = Words::load("en").expect("English is always there");
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let before = plan(&Record::fold(Vec::new()), day, &Options::default(), &words);
        let mut after = before.clone();
        explain(&mut after, &Profile::default(), &words);
        assert_eq!(before, after);
    }
}
