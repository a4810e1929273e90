//! `supple profile`: who the person is.

use care::{
    entry::{Event, Profile, Sex},
    words::Words,
};
use serde_json::{Map, Value};
use server::app::merge_profile;

use crate::{
    ask,
    cli::{self, Cli},
    context::{Context, block_on, close},
    failure::Failure,
    input, out, show,
};

pub fn run(cli: &Cli, ask: &cli::Profile) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    block_on(async {
        let app = context.open(&ask.data).await?;
        let known = app.record().await?.profile_entry().map(|(_, profile)| profile.clone());
        let now = known.clone().unwrap_or_default();
        let profile = match &ask.set {
            Some(file) => merge_profile(&now, &input::json::<Map<String, Value>>(file)?)
                .map_err(|e| Failure::from(e).in_file(file))?,
            None if ask.show || ask.output.json => now,
            None => interview(&now, &context)?,
        };
        if !(ask.show || ask.output.json && ask.set.is_none()) && known.as_ref() != Some(&profile) {
            app.write(super::DEVICE, vec![(None, Event::ProfileSet { profile: Box::new(profile.clone()) })]).await?;
            out::tell(&context.say("profile.kept", &[("file", &app.file().display())]));
        }
        close(app).await;
        if ask.output.json { out::json(&profile) } else { print(&profile) }
    })
}

/// One field a line, as it stands in a file.
fn print(profile: &Profile) -> Result<(), Failure> {
    let fields = serde_json::to_value(profile).expect("a profile is plain data");
    let fields = fields.as_object().expect("a profile has fields").clone();
    fields.iter().try_for_each(|(name, value)| out::line(&format!("{name:<18} {value}")))
}

fn interview(now: &Profile, context: &Context) -> Result<Profile, Failure> {
    ask::need_somebody()?;
    let say = |key: &str| context.say(&format!("profile.{key}"), &[]);
    let wrong = say("wrong_number");
    let number = |key: &str, first: Option<f64>, range| ask::number(&say(key), first, range, &wrong);
    let yes = |key: &str, first: bool| ask::confirm(&say(key), first);
    let age = number("age", Some(f64::from(now.age_years)).filter(|a| *a > 0.0), (1.0, 120.0))?;
    let sexes = [Sex::Female, Sex::Male, Sex::Unsaid];
    let names: Vec<String> = sexes.iter().map(|sex| show::term("sex", sex, context)).collect();
    let sex = ask::choose(&say("sex"), &names, sexes.iter().position(|s| *s == now.sex).unwrap_or(2))?;
    Ok(Profile {
        age_years: age.map_or(now.age_years, whole),
        sex: sex.map_or(now.sex, |i| sexes[i]),
        height_cm: number("height", now.height_cm, (100.0, 230.0))?,
        thigh_length_cm: number("thigh", now.thigh_length_cm, (20.0, 70.0))?,
        floor: yes("floor", now.floor)?,
        kneel: yes("kneel", now.kneel)?,
        lie_flat: yes("lie_flat", now.lie_flat)?,
        helper: yes("helper", now.helper)?,
        sitting_hours: number("sitting", Some(now.sitting_hours), (0.0, 24.0))?.unwrap_or(now.sitting_hours),
        minutes: number("minutes", Some(f64::from(now.minutes)), (5.0, 45.0))?.map_or(now.minutes, whole),
        days_per_week: number("days", Some(f64::from(now.days_per_week)), (1.0, 7.0))?.map_or(now.days_per_week, whole),
        equipment: several("equipment", &say("equipment"), &now.equipment, &context.words)?,
        aims: several("aim", &say("aims"), &now.aims, &context.words)?,
        habits: several("habit", &say("habits"), &now.habits, &context.words)?,
        talk_in_rests: yes("talk", now.talk_in_rests)?,
        country: ask::text(&say("country"), &now.country)?.to_uppercase(),
        ..now.clone()
    })
}

/// Any of the values that have words below `terms.<group>`.
fn several(group: &str, prompt: &str, chosen: &[String], words: &Words) -> Result<Vec<String>, Failure> {
    let (values, texts): (Vec<String>, Vec<String>) = words.below(&format!("terms.{group}")).into_iter().unzip();
    let marks: Vec<bool> = values.iter().map(|value| chosen.contains(value)).collect();
    Ok(ask::many(prompt, &texts, &marks)?.into_iter().map(|i| values[i].clone()).collect())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked when it was typed")]
fn whole(value: f64) -> u32 {
    value.round() as u32
}
