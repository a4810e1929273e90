//! `supple screen`: the safety check.

use std::{collections::BTreeMap, path::Path};

use care::{
    entry::{Answer, Answers, Event, ScreenKind, plain},
    record::Record,
    screening::{self, Disposition, Outcome, Question, QuestionKind},
};
use serde_json::{Map, Value};
use server::app::closest;

use crate::{
    ask::{self, Typed},
    cli::{Cli, Screen},
    context::{Book, Context, block_on, close},
    failure::Failure,
    input, out, show,
};

pub fn run(cli: &Cli, ask: &Screen) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let kind = if ask.short { ScreenKind::Short } else { ScreenKind::Full };
    if ask.questions {
        return show_questions(&screening::questions(kind, &context.words), ask.output.json);
    }
    let given = ask.answers.as_deref().map(|file| given(file, kind, &context)).transpose()?;
    if given.is_none() {
        ask::need_somebody()?;
    }
    block_on(check(&context, ask, kind, given))
}

/// Asks, unless the answers are given; says what they come to, then keeps them. Where the record can't be used nothing is
/// asked, but what given answers come to is said all the same.
async fn check(context: &Context, ask: &Screen, kind: ScreenKind, given: Option<Answers>) -> Result<(), Failure> {
    let book = if given.is_none() || ask.save { context.book(&ask.data).await.map(Some) } else { Ok(None) };
    let known = match &book {
        Ok(Some(book)) => book.record.clone(),
        _ => context.glance(&ask.data).await,
    };
    let check = Check::new(kind, ask.country.as_deref().unwrap_or(&known.profile().country), context);
    let (answers, book) = if let Some(answers) = given {
        (answers, book)
    } else {
        let book = book?;
        (check.interview(before(kind, &known))?, Ok(book))
    };
    let outcome = check.outcome(&answers);
    let say = || if ask.output.json { out::json(&outcome) } else { show::outcome(&outcome, context) };
    // What is urgent is said at once; the rest can be read at leisure once it is kept.
    let at_once = outcome.disposition >= Disposition::UrgentSameDay || book.is_err();
    let said = if at_once { say() } else { Ok(()) };
    if let Some(Book { app, .. }) = book? {
        app.write(super::DEVICE, vec![(None, Event::Screened { kind, answers })]).await?;
        if !at_once {
            out::tell(&context.say("screen.kept", &[("file", &app.file().display())]));
        }
        close(app).await;
    }
    if at_once { said } else { say() }
}

/// Answers as they stand in a file, alone or under `answers` as in a record. What can't be read stays unreadable, so that it is
/// asked again and never counts as no (F28); a name that isn't a question's is pointed out.
pub fn given(file: &Path, kind: ScreenKind, context: &Context) -> Result<Answers, Failure> {
    let given: Map<String, Value> = input::json(file)?;
    let answers: Answers = unwrapped(given).into_iter().map(|(id, value)| (id, Answer::from(value))).collect();
    let known = known_ids(kind, context);
    for id in answers.keys().filter(|id| !known.contains(&plain(id))) {
        let meant = closest(id, known.iter().map(String::as_str));
        let hint = meant.map(|name| context.words.say("errors.did_you_mean", &[("name", &name)])).unwrap_or_default();
        out::tell(&format!("{} {hint}", context.say("screen.no_question", &[("id", id)])));
    }
    Ok(answers)
}

/// Takes the answers out of `{"answers": {...}}`, with or without the `kind` that stands beside them in a record.
fn unwrapped(mut file: Map<String, Value>) -> Map<String, Value> {
    let alone = file.keys().all(|key| matches!(key.as_str(), "answers" | "kind" | "type"));
    match file.get_mut("answers") {
        Some(Value::Object(answers)) if alone => std::mem::take(answers),
        _ => file,
    }
}

fn known_ids(kind: ScreenKind, context: &Context) -> Vec<String> {
    let full = screening::questions(ScreenKind::Full, &context.words);
    let all = full.into_iter().chain(screening::questions(kind, &context.words)).map(|q| q.id);
    all.chain(["country".to_owned()]).collect()
}

fn show_questions(questions: &[Question], json: bool) -> Result<(), Failure> {
    if json {
        return out::json(&questions);
    }
    questions.iter().try_for_each(|q| out::line(&format!("{:<28} {}", q.id, q.text)))
}

/// What a check begins with: the short one with nothing, the whole one with what was answered last.
fn before(kind: ScreenKind, record: &Record) -> Answers {
    let last = record.screenings().rfind(|s| s.kind != ScreenKind::Short).filter(|_| kind != ScreenKind::Short);
    last.map(|last| screening::lasting_answers(last.answers)).unwrap_or_default()
}

/// A check that is under way.
pub struct Check<'a> {
    kind: ScreenKind,
    /// Where the person is, for the emergency number; the answers may say otherwise.
    country: String,
    context: &'a Context,
}

impl<'a> Check<'a> {
    /// The whole check or the short one, of a person in this country.
    pub fn new(kind: ScreenKind, country: &str, context: &'a Context) -> Self {
        Self { kind, country: country.to_owned(), context }
    }

    /// What the answers come to.
    pub fn outcome(&self, answers: &Answers) -> Outcome {
        let mut told = answers.clone();
        told.entry("country".to_owned()).or_insert_with(|| Answer::Word(self.country.clone()));
        screening::check(self.kind, &told, &self.context.words)
    }

    /// Asks what isn't answered yet, one question at a time; an emergency ends it at once.
    pub fn interview(&self, mut answers: Answers) -> Result<Answers, Failure> {
        ask::need_somebody()?;
        if !answers.is_empty() {
            out::tell(&self.context.say("screen.known", &[]));
        }
        let Self { kind, context, .. } = *self;
        let list = screening::questions(kind, &context.words);
        let questions: BTreeMap<&str, &Question> = list.iter().map(|q| (q.id.as_str(), q)).collect();
        let mut asked: Vec<String> = vec![];
        loop {
            let Some(id) = screening::to_ask(kind, &answers).into_iter().next() else {
                match review(kind, &questions, &answers, context)? {
                    None => return Ok(on_path(kind, answers)),
                    Some(change) => {
                        // A group's own follow-ups go with it: their answers would stand in for it.
                        let features = questions.get(change.as_str()).map_or(&[][..], |q| &q.features);
                        let gone = |id: &String| *id == change || features.iter().any(|f| f.id == *id);
                        answers.retain(|id, _| !gone(id));
                        asked.retain(|id| !gone(id));
                        continue;
                    }
                }
            };
            let question = questions.get(id.as_str()).ok_or_else(|| Failure::failed("internal", &id))?;
            match one(question, !asked.is_empty(), context)? {
                Some(answer) => {
                    answers.insert(id.clone(), answer);
                    asked.push(id);
                }
                None => {
                    if let Some(previous) = asked.pop() {
                        answers.remove(&previous);
                    }
                }
            }
            if question.emergency && self.is_emergency(&answers) {
                return Ok(on_path(kind, answers));
            }
        }
    }

    fn is_emergency(&self, answers: &Answers) -> bool {
        screening::so_far(self.kind, answers, &self.context.words).disposition == Disposition::Emergency
    }
}

/// The answers without those that belong to a path that was left.
fn on_path(kind: ScreenKind, mut answers: Answers) -> Answers {
    let asked = screening::asked(kind, &answers);
    answers.retain(|id, _| asked.contains(id));
    answers
}

/// Asks one question; `None` is the way back.
fn one(question: &Question, back: bool, context: &Context) -> Result<Option<Answer>, Failure> {
    out::tell(&format!("\n{}", console::style(&question.section_title).dim()));
    for line in [&question.help].into_iter().filter(|line| !line.is_empty()) {
        out::tell(line);
    }
    question.features.iter().for_each(|feature| out::tell(&format!("  - {}", feature.text)));
    let answer = ask_one(question, back, context)?;
    if answer == Some(Answer::Word("not_sure".into())) && !question.explain.is_empty() {
        out::tell(&question.explain);
        return ask_one(question, back, context);
    }
    Ok(answer)
}

fn ask_one(question: &Question, back: bool, context: &Context) -> Result<Option<Answer>, Failure> {
    let word = |value: &str| (value.to_owned(), context.say(&format!("screen.{value}"), &[]));
    let mut choices = match &question.kind {
        QuestionKind::Number { min, max, .. } => {
            let typed = ask::Number {
                prompt: &question.text,
                first: None,
                range: (*min, *max),
                wrong: &question.error,
                empty: false,
                unsure: question.not_sure,
            };
            return Ok(typed.ask()?.map(|typed| match typed {
                Typed::Number(value) => Answer::Number(value),
                Typed::NotSure | Typed::Nothing => Answer::Word("not_sure".into()),
            }));
        }
        QuestionKind::YesNo => vec![word("no"), word("yes")],
        QuestionKind::Choice { options, .. } => {
            options.iter().map(|option| (option.value.clone(), option.text.clone())).collect()
        }
    };
    if question.not_sure && !choices.iter().any(|(value, _)| value == "not_sure") {
        choices.push(word("not_sure"));
    }
    if back {
        choices.push(word("back"));
    }
    let texts: Vec<String> = choices.iter().map(|(_, text)| text.clone()).collect();
    let chosen = ask::choose(&question.text, &texts, None)?;
    Ok(chosen.map(|i| choices[i].0.clone()).filter(|value| value != "back").map(Answer::Word))
}

/// Shows all answers; returns the question whose answer is to be changed.
fn review(
    kind: ScreenKind,
    questions: &BTreeMap<&str, &Question>,
    answers: &Answers,
    context: &Context,
) -> Result<Option<String>, Failure> {
    let lines = screening::asked(kind, answers).into_iter().filter_map(|id| {
        let line = show::answer(questions.get(id.as_str())?, answers.get(&id)?, context);
        Some((id, line))
    });
    let all_right = (String::new(), context.say("screen.all_right", &[]));
    let (ids, items): (Vec<String>, Vec<String>) = std::iter::once(all_right).chain(lines).unzip();
    let chosen = ask::choose(&context.say("screen.review", &[]), &items, 0)?;
    Ok(chosen.filter(|i| *i > 0).map(|i| ids[i].clone()))
}
