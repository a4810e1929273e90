//! `supple measure`: how far the hip goes back, left and right.

use care::{
    entry::{Context as When, Event, Measurement, PelvisControl, Reading, Side},
    measure::{MeasureKind, MeasureResult, MeasureText, compare},
};
use serde_json::json;
use server::app::{App, MeasureView};

use crate::{
    ask::{self, Typed, Way},
    cli::{self, Cli},
    context::{Context, block_on, close},
    failure::Failure,
    input, out, show,
};

pub fn run(cli: &Cli, ask: &cli::Measure) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    block_on(async {
        let app = context.open(&ask.data).await?;
        let (measurements, keep) = match &ask.measurement {
            Some(file) => (vec![input::json(file)?], ask.save),
            None => (interview(&app, &context).await?, true),
        };
        if measurements.is_empty() {
            close(app).await;
            out::tell(&context.say("measure.nothing", &[]));
            return Ok(());
        }
        let mut results = vec![];
        for measurement in &measurements {
            results.push(app.evaluate(measurement, &context.words).await?);
        }
        if keep {
            store(&app, measurements, &context).await?;
        }
        close(app).await;
        match (ask.output.json, results.as_slice()) {
            (true, [one]) => out::json(one),
            (true, several) => out::json(&json!(several)),
            (false, results) => print(results, &context),
        }
    })
}

async fn store(app: &App, measurements: Vec<Measurement>, context: &Context) -> Result<(), Failure> {
    let events = measurements.into_iter().map(|measurement| (None, Event::Measured { measurement }));
    app.write(super::DEVICE, events.collect()).await?;
    out::tell(&context.say("measure.kept", &[("file", &app.file().display())]));
    Ok(())
}

fn print(results: &[MeasureResult], context: &Context) -> Result<(), Failure> {
    for result in results {
        if let Some(side) = result.side {
            out::line(&console::style(show::term("side", &side, context)).bold().to_string())?;
        }
        result.sentences.iter().chain(&result.notes).try_for_each(|line| out::line(&format!("  {line}")))?;
    }
    match results {
        [left, right] => out::line(&compare(left, right, &context.words).text),
        _ => Ok(()),
    }
}

async fn interview(app: &App, context: &Context) -> Result<Vec<Measurement>, Failure> {
    ask::need_somebody()?;
    let all: Vec<MeasureView> =
        app.measures(None, &context.words).await?.into_iter().filter(|m| m.left_out.is_empty()).collect();
    if all.is_empty() {
        return Err(Failure::input("no_measure", "", &""));
    }
    let items: Vec<String> = all.iter().map(|m| format!("{}: {}", m.text.name, m.text.short)).collect();
    while let Some(chosen) = ask::choose(&context.say("measure.which", &[]), &items, 0)? {
        let text = &all[chosen].text;
        out::tell(&format!("{}\n{}\n{}", text.worth, text.limit, text.need));
        text.steps.iter().enumerate().for_each(|(i, step)| out::tell(&format!("  {}. {step}", i + 1)));
        out::tell(&text.stop);
        let asker = Asker { text, context };
        let mut draft = Draft::of(text);
        if ask::through(&mut draft, &asker.steps())? {
            return Ok(draft.sides);
        }
    }
    Ok(vec![])
}

/// What has been told so far.
struct Draft {
    before: bool,
    by_phone: bool,
    sides: Vec<Measurement>,
}

impl Draft {
    fn of(text: &MeasureText) -> Self {
        let sides: &[Option<Side>] = if text.measure.sided { &[Some(Side::Left), Some(Side::Right)] } else { &[None] };
        let one = |side: &Option<Side>| Measurement {
            measure: text.slug.clone(),
            side: *side,
            readings: vec![Reading::default(); text.measure.repeats as usize],
            pelvis_control: PelvisControl::Unsure,
            helper: false,
            context: When::BeforeSession,
        };
        Self { before: true, by_phone: false, sides: sides.iter().map(one).collect() }
    }
}

type Step<'a> = ask::Step<'a, Draft>;

struct Asker<'a> {
    text: &'a MeasureText,
    context: &'a Context,
}

impl<'a> Asker<'a> {
    /// The circumstances, then each side with its readings.
    fn steps(&'a self) -> Vec<Step<'a>> {
        let mut steps: Vec<Step<'a>> = vec![
            self.flag("before", true, |draft, before| {
                draft.before = before;
                let context = if before { When::BeforeSession } else { When::AfterSession };
                draft.sides.iter_mut().for_each(|side| side.context = context);
            }),
            self.flag("helper", false, |draft, helper| draft.sides.iter_mut().for_each(|side| side.helper = helper)),
        ];
        if self.text.measure.kind == MeasureKind::ThomasTable {
            steps.push(self.flag("phone", true, |draft, phone| draft.by_phone = phone));
        }
        for side in 0..if self.text.measure.sided { 2 } else { 1 } {
            for reading in 0..self.text.measure.repeats as usize {
                steps.extend(self.reading(side, reading));
            }
            steps.push(self.pelvis(side));
        }
        steps
    }

    fn flag(&'a self, key: &'a str, first: bool, into: fn(&mut Draft, bool)) -> Step<'a> {
        Box::new(move |draft| {
            let answer = ask::confirm(&self.context.say(&format!("measure.{key}"), &[]), first)?;
            Ok(ask::take(answer, |yes| into(draft, yes)))
        })
    }

    fn reading(&'a self, side: usize, n: usize) -> [Step<'a>; 3] {
        let limits = &self.text.measure.limits;
        [
            self.number(side, n, "height", Some(limits.height_cm), |r| &mut r.height_cm, |draft| !draft.by_phone),
            self.number(side, n, "angle", limits.angle_deg, |r| &mut r.thigh_angle_deg, |draft| draft.by_phone),
            self.number(side, n, "knee", limits.knee_deg, |r| &mut r.knee_angle_deg, |_| true),
        ]
    }

    /// One number of a reading; passed over where it doesn't belong to the way of measuring.
    fn number(
        &'a self,
        side: usize,
        n: usize,
        key: &'a str,
        range: Option<[f64; 2]>,
        field: fn(&mut Reading) -> &mut Option<f64>,
        asked: fn(&Draft) -> bool,
    ) -> Step<'a> {
        Box::new(move |draft| {
            let wanted = range.filter(|_| asked(draft));
            let value = field(&mut draft.sides[side].readings[n]);
            let Some([min, max]) = wanted else {
                *value = None;
                return Ok(Way::Passed);
            };
            let name = draft.sides[side].side.map(|side| show::term("side", &side, self.context)).unwrap_or_default();
            let prompt = self.context.say(&format!("measure.{key}"), &[("side", &name), ("n", &(n + 1))]);
            let wrong = self.context.say("measure.wrong", &[("min", &min), ("max", &max)]);
            let value = field(&mut draft.sides[side].readings[n]);
            let number = ask::Number {
                prompt: &prompt,
                first: *value,
                range: (min, max),
                wrong: &wrong,
                empty: key == "knee",
                unsure: false,
            };
            Ok(ask::take(number.ask()?, |typed| {
                *value = if let Typed::Number(read) = typed { Some(read) } else { None }
            }))
        })
    }

    fn pelvis(&'a self, side: usize) -> Step<'a> {
        Box::new(move |draft| {
            let all = [PelvisControl::Held, PelvisControl::Unsure, PelvisControl::Arched];
            let items = ["held", "unsure", "arched"].map(|key| self.context.say(&format!("measure.pelvis_{key}"), &[]));
            let chosen = ask::choose(&self.context.say("measure.pelvis", &[]), &items, None)?;
            Ok(ask::take(chosen, |i| draft.sides[side].pelvis_control = all[i]))
        })
    }
}
