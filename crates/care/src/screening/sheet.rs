//! Answers read against a catalogue: what was said, what was not asked, what is missing.

use std::collections::BTreeMap;

use super::{
    condition::within,
    spec::{AskIf, Catalogue, QuestionSpec},
    truth::Truth,
};
use crate::entry::{Answer, Answers, plain};

/// A readable answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading {
    Yes,
    No,
    NotSure,
    Number(f64),
    Choice(String),
}

/// Where a question stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Status {
    /// Readable answer.
    Read(Reading),
    /// No follow-up leads here.
    NotAsked,
    /// To be asked (again).
    Missing,
    /// It isn't known yet whether it will be asked.
    Pending,
}

/// A person's answers, read.
pub(crate) struct Sheet<'a> {
    catalogue: &'a Catalogue,
    /// By plain id; `None` where two spellings of one id were given.
    answers: BTreeMap<String, Option<&'a Answer>>,
    /// Is nothing more going to be asked? Then what a yes has left open counts as the worst.
    closed: bool,
}

impl<'a> Sheet<'a> {
    /// Answers so far: more may come.
    pub(crate) fn new(catalogue: &'a Catalogue, given: &'a Answers) -> Self {
        let mut answers = BTreeMap::new();
        for (id, answer) in given {
            answers.entry(plain(id)).and_modify(|twice| *twice = None).or_insert(Some(answer));
        }
        Self { catalogue, answers, closed: false }
    }

    /// The same answers to the questions of another list.
    pub(crate) fn to(&self, catalogue: &'a Catalogue) -> Self {
        Self { catalogue, answers: self.answers.clone(), closed: self.closed }
    }

    /// The same answers, when nothing more is going to be asked.
    pub(crate) fn closed(self) -> Self {
        Self { closed: true, ..self }
    }

    /// Where a question stands. An answer counts even where nothing led to its question: it was given. One that can't be
    /// read has to be asked again, wherever it stands.
    pub(crate) fn status(&self, id: &str) -> Status {
        let Some(spec) = self.catalogue.question(id) else { return Status::NotAsked };
        if self.answers.contains_key(id) {
            return self.reading(spec).map_or(Status::Missing, Status::Read);
        }
        if self.features_answer(spec) {
            return Status::NotAsked;
        }
        self.led_to(spec)
    }

    /// How true it is that the answer is one that `fits`.
    pub(crate) fn truth(&self, id: &str, fits: impl Fn(&Reading) -> bool) -> Truth {
        match self.status(id) {
            Status::Read(Reading::NotSure) => Truth::NotSure,
            Status::Read(reading) if fits(&reading) => Truth::Yes,
            Status::Read(_) | Status::NotAsked => Truth::No,
            Status::Missing | Status::Pending if self.closed && self.group_said_yes(id).is_some() => Truth::Yes,
            Status::Missing | Status::Pending => Truth::Missing,
        }
    }

    /// The group with a yes that this question belongs to, as a feature or as a follow-up to a feature that is there. Yes to
    /// a group says that something of it is there, whatever was left open.
    pub(crate) fn group_said_yes(&self, id: &str) -> Option<&'a str> {
        let spec = self.catalogue.question(id)?;
        let yes = |id: &String| self.status(id) == Status::Read(Reading::Yes);
        let of = |member: &String| self.catalogue.questions.iter().find(|group| group.features.contains(member));
        let said = |group: &&QuestionSpec| yes(&group.id) || group.features.iter().any(yes);
        let follows = spec.ask_if.iter().map(|lead| &lead.question).filter(|parent| yes(parent)).find_map(of);
        of(&spec.id).filter(said).or(follows).map(|group| group.id.as_str())
    }

    /// Ids that are no question's and have another answer than no.
    pub(crate) fn unknown(&self, known: impl Fn(&str) -> bool) -> Vec<String> {
        let says_no = |answer: Option<&Answer>| answer.and_then(Answer::word).is_some_and(|word| word == "no");
        let unknown = self.answers.iter().filter(|(id, answer)| !known(id) && !says_no(**answer));
        unknown.map(|(id, _)| id.clone()).collect()
    }

    /// Ids of the questions that are to be asked (again), in order.
    pub(crate) fn missing(&self) -> Vec<String> {
        let open = |q: &&QuestionSpec| self.status(&q.id) == Status::Missing;
        self.catalogue.questions.iter().filter(open).map(|q| q.id.clone()).collect()
    }

    /// Do the answers lead to this question, whether or not it has an answer?
    pub(crate) fn on_path(&self, spec: &QuestionSpec) -> bool {
        let led = |lead: &AskIf| {
            let Some(parent) = self.catalogue.question(&lead.question) else { return false };
            self.on_path(parent) && self.reading(parent).is_some_and(|r| leads(&r, &lead.is, lead.from, lead.below))
        };
        spec.ask_if.is_empty() || spec.ask_if.iter().any(led)
    }

    fn reading(&self, spec: &QuestionSpec) -> Option<Reading> {
        read(spec, (*self.answers.get(&spec.id)?)?)
    }

    /// Was a group skipped because each of its features has an answer of its own?
    fn features_answer(&self, spec: &QuestionSpec) -> bool {
        let answered = |id: &String| self.catalogue.question(id).is_some_and(|f| self.reading(f).is_some());
        !spec.features.is_empty() && spec.features.iter().all(answered)
    }

    fn led_to(&self, spec: &QuestionSpec) -> Status {
        if spec.ask_if.is_empty() {
            return Status::Missing;
        }
        let mut status = Status::NotAsked;
        for lead in &spec.ask_if {
            match self.status(&lead.question) {
                Status::Read(reading) if leads(&reading, &lead.is, lead.from, lead.below) => return Status::Missing,
                Status::Missing | Status::Pending => status = Status::Pending,
                Status::Read(_) | Status::NotAsked => {}
            }
        }
        status
    }
}

fn leads(reading: &Reading, is: &[String], from: Option<f64>, below: Option<f64>) -> bool {
    let word = match reading {
        Reading::Yes => "yes",
        Reading::No => "no",
        Reading::NotSure => "not_sure",
        Reading::Choice(choice) => choice,
        Reading::Number(n) => return (from.is_some() || below.is_some()) && within(*n, from, below),
    };
    is.iter().any(|i| i == word)
}

/// Reads one answer; `None` when it isn't one of the question's own answers.
pub(crate) fn read(spec: &QuestionSpec, answer: &Answer) -> Option<Reading> {
    match answer {
        Answer::Number(n) => number(spec, *n),
        Answer::Word(typed) => {
            let word = answer.word()?;
            match word.as_str() {
                "not_sure" if spec.allows_not_sure() => Some(Reading::NotSure),
                _ if spec.number.is_some() => number(spec, typed.trim().parse().ok()?),
                _ if !spec.choice.is_empty() => spec.choice.contains(&word).then_some(Reading::Choice(word)),
                "yes" => Some(Reading::Yes),
                "no" => Some(Reading::No),
                _ => None,
            }
        }
    }
}

fn number(spec: &QuestionSpec, n: f64) -> Option<Reading> {
    let range = spec.number.as_ref()?;
    (range.min..=range.max).contains(&n).then_some(Reading::Number(n))
}
