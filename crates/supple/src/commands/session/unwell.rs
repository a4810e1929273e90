//! "I feel unwell": the signs, one by one.

use std::ops::ControlFlow::{self, Break, Continue};

use care::{
    entry::{Answer, Answers},
    screening::Disposition,
    session::{Script, Sign},
};

use crate::{ask, context::Context, failure::Failure};

/// The signs that are told, all others with no; `None` only for "it was nothing". Enter chooses, so that nobody who
/// presses it on a sign goes on.
pub fn ask(script: &Script, context: &Context) -> Result<Option<Answers>, Failure> {
    let mut list = List::new(script);
    loop {
        let text = |line: &Line| match line {
            Line::Sign(sign) => sign.text.clone(),
            Line::NotSure => context.say("session.unwell_not_sure", &[]),
            Line::All => context.say("session.unwell_all", &[]),
            Line::Nothing => context.say("session.unwell_nothing", &[]),
        };
        let prompt = if list.unsure { "session.unwell_which" } else { "session.unwell" };
        let lines = list.lines();
        let texts: Vec<String> = lines.iter().map(text).collect();
        if let Some(i) = ask::choose(&context.say(prompt, &[]), &texts, None)?
            && let Break(told) = list.choose(&lines[i])
        {
            return Ok(told);
        }
    }
}

/// A line to choose.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Line<'a> {
    Sign(&'a Sign),
    /// The next sign is one that the person isn't sure about.
    NotSure,
    All,
    Nothing,
}

struct List<'a> {
    script: &'a Script,
    told: Answers,
    unsure: bool,
}

impl<'a> List<'a> {
    fn new(script: &'a Script) -> Self {
        let told = script.unwell.iter().map(|sign| (sign.item.clone(), word("no"))).collect();
        Self { script, told, unsure: false }
    }

    /// The signs that aren't told yet, and the ways out. What was told can't have been nothing.
    fn lines(&self) -> Vec<Line<'a>> {
        let no = word("no");
        let open = self.script.unwell.iter().filter(|sign| self.told[&sign.item] == no).map(Line::Sign);
        let nothing = self.told.values().all(|answer| *answer == no).then_some(Line::Nothing);
        let ways = [Line::NotSure, Line::All].into_iter().chain(nothing);
        if self.unsure { open.collect() } else { open.chain(ways).collect() }
    }

    /// An emergency ends the list at once.
    fn choose(&mut self, line: &Line<'_>) -> ControlFlow<Option<Answers>> {
        match line {
            Line::Sign(sign) => {
                self.told.insert(sign.item.clone(), word(if self.unsure { "not_sure" } else { "yes" }));
                self.unsure = false;
                let verdict = self.script.verdict(&self.told);
                let emergency = verdict.is_some_and(|v| v.disposition == Disposition::Emergency);
                if emergency { Break(Some(self.told.clone())) } else { Continue(()) }
            }
            Line::NotSure => {
                self.unsure = true;
                Continue(())
            }
            Line::All => Break(Some(self.told.clone())),
            Line::Nothing => Break(None),
        }
    }
}

fn word(answer: &str) -> Answer {
    Answer::Word(answer.to_owned())
}

#[cfg(test)]
mod tests {
    use care::{plan, record::Record, session::compile, words::Words};

    use super::*;

    fn script() -> Script {
        let words = Words::load("en").expect("English is embedded");
        let record = Record::default();
        let today = "2026-03-02".parse().expect("a date");
        compile(&plan::plan(&record, today, &plan::Options::default(), &words), &record, &words)
    }

    fn sign<'a>(list: &List<'a>, item: &str) -> Line<'a> {
        let fits = |line: &Line| matches!(line, Line::Sign(sign) if sign.item == item);
        list.lines().into_iter().find(fits).expect("offered")
    }

    #[test]
    fn an_emergency_ends_the_list_at_once() {
        let script = script();
        let mut list = List::new(&script);
        let Break(Some(told)) = list.choose(&sign(&list, "unwell_chest_pain")) else { panic!("goes on") };
        assert_eq!((told.len(), &told["unwell_chest_pain"]), (script.unwell.len(), &word("yes")));
    }

    #[test]
    fn only_it_was_nothing_goes_on_with_the_session() {
        let script = script();
        let mut list = List::new(&script);
        assert_eq!(list.choose(&Line::Nothing), Break(None));
        let Break(Some(told)) = list.choose(&Line::All) else { panic!("goes on") };
        assert!(told.values().all(|answer| *answer == word("no")), "reported all the same");
        assert_eq!(list.choose(&sign(&list, "unwell_dizzy")), Continue(()));
        assert!(!list.lines().contains(&Line::Nothing), "it can't have been nothing any more");
    }

    #[test]
    fn one_can_be_not_sure() {
        let script = script();
        let mut list = List::new(&script);
        assert_eq!(list.choose(&Line::NotSure), Continue(()));
        assert_eq!(list.choose(&sign(&list, "unwell_chest_pain")), Continue(()));
        let Break(Some(told)) = list.choose(&Line::All) else { panic!("goes on") };
        assert_eq!(told["unwell_chest_pain"], word("not_sure"));
    }
}
