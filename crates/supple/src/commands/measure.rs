//! `supple measure`: how far the hip goes back, left and right.

use care::{
    entry::{Context as When, Event, Measurement, PelvisControl, Reading, Side},
    measure::{MeasureKind, MeasureResult, compare},
};
use serde_json::json;
use server::app::{App, MeasureView};

use crate::{
    ask,
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
        let mut results = vec![];
        for measurement in &measurements {
            results.push(app.evaluate(measurement, &context.words).await?);
        }
        if keep {
            store(&app, measurements, &results, &context).await?;
        }
        close(app).await;
        match (ask.output.json, results.as_slice()) {
            (true, [one]) => out::json(one),
            (true, several) => out::json(&json!(several)),
            (false, results) => print(results, &context),
        }
    })
}

async fn store(
    app: &App,
    measurements: Vec<Measurement>,
    results: &[MeasureResult],
    context: &Context,
) -> Result<(), Failure> {
    let bolsters = results.iter().filter_map(|r| r.bolster_cm).map(|height_cm| Event::BolsterChosen { height_cm });
    let events = measurements.into_iter().map(|measurement| Event::Measured { measurement }).chain(bolsters);
    app.write(super::DEVICE, events.map(|event| (None, event)).collect()).await?;
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
    let Some(chosen) = ask::choose(&context.say("measure.which", &[]), &items, 0)? else { return Ok(vec![]) };
    let text = &all[chosen].text;
    out::tell(&format!("{}\n{}\n{}", text.worth, text.limit, text.need));
    text.steps.iter().enumerate().for_each(|(i, step)| out::tell(&format!("  {}. {step}", i + 1)));
    out::tell(&text.stop);
    let before = ask::confirm(&context.say("measure.before", &[]), true)?;
    let helper = ask::confirm(&context.say("measure.helper", &[]), false)?;
    let sides: &[Option<Side>] = if text.measure.sided { &[Some(Side::Left), Some(Side::Right)] } else { &[None] };
    let one = |side: &Option<Side>| {
        Ok(Measurement {
            measure: text.slug.clone(),
            side: *side,
            readings: readings(text, *side, context)?,
            pelvis_control: pelvis(context)?,
            helper,
            context: if before { When::BeforeSession } else { When::AfterSession },
        })
    };
    sides.iter().map(one).collect()
}

fn readings(text: &care::measure::MeasureText, side: Option<Side>, context: &Context) -> Result<Vec<Reading>, Failure> {
    let measure = &text.measure;
    let side = side.map(|side| show::term("side", &side, context)).unwrap_or_default();
    let wrong = context.say("measure.wrong", &[]);
    let by_phone = measure.kind == MeasureKind::ThomasTable && ask::confirm(&context.say("measure.phone", &[]), true)?;
    let mut readings = vec![];
    for n in 1..=measure.repeats {
        let asked = |key: &str, range: [f64; 2]| {
            let prompt = context.say(&format!("measure.{key}"), &[("side", &side), ("n", &n)]);
            ask::number(&prompt, None, (range[0], range[1]), &wrong)
        };
        let limits = &measure.limits;
        readings.push(Reading {
            height_cm: if by_phone { None } else { asked("height", limits.height_cm)? },
            thigh_angle_deg: limits.angle_deg.filter(|_| by_phone).map_or(Ok(None), |range| asked("angle", range))?,
            knee_angle_deg: limits.knee_deg.map_or(Ok(None), |range| asked("knee", range))?,
        });
    }
    Ok(readings)
}

fn pelvis(context: &Context) -> Result<PelvisControl, Failure> {
    let all = [PelvisControl::Held, PelvisControl::Unsure, PelvisControl::Arched];
    let items = ["held", "unsure", "arched"].map(|key| context.say(&format!("measure.pelvis_{key}"), &[]));
    Ok(ask::choose(&context.say("measure.pelvis", &[]), &items, None)?.map_or(PelvisControl::Unsure, |i| all[i]))
}
