//! `supple profile`: who the person is.

use care::entry::{
    Event, Profile, Sex,
    limits::{Range, limits},
};
use serde_json::{Map, Value};
use server::app::merge_profile;

use crate::{
    ask::{self, Typed},
    cli::{self, Cli},
    context::{Context, block_on, close},
    failure::Failure,
    input, out, show,
};

const CM_IN_INCH: f64 = 2.54;

pub fn run(cli: &Cli, ask: &cli::Profile) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    block_on(async {
        let app = context.open(&ask.data).await?;
        let known = app.record().await?.profile_entry().map(|(_, profile)| profile.clone());
        let now = known.clone().unwrap_or_default();
        let profile = match &ask.set {
            Some(file) => merge_profile(&now, &input::json::<Map<String, Value>>(file)?, &context.words)
                .map_err(|e| Failure::from(e).in_file(file))?,
            None if ask.show || ask.output.json => now,
            None => interview(&now, &context)?.unwrap_or(now),
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

fn interview(now: &Profile, context: &Context) -> Result<Option<Profile>, Failure> {
    ask::need_somebody()?;
    let asker = Asker(context);
    let mut profile = now.clone();
    let done = ask::through(&mut profile, &asker.steps())?;
    Ok(done.then_some(profile))
}

type Step<'a> = ask::Step<'a, Profile>;

struct Asker<'a>(&'a Context);

impl<'a> Asker<'a> {
    /// All questions, in order.
    fn steps(&'a self) -> Vec<Step<'a>> {
        let limits = limits();
        vec![
            self.whole("age", limits.age_years, |p| &mut p.age_years),
            self.sex(),
            self.flag("inches", |p| &mut p.inches),
            self.length("height", limits.height_cm, |p| &mut p.height_cm),
            self.length("thigh", limits.thigh_length_cm, |p| &mut p.thigh_length_cm),
            self.flag("floor", |p| &mut p.floor),
            self.flag("kneel", |p| &mut p.kneel),
            self.flag("lie_flat", |p| &mut p.lie_flat),
            self.hours(),
            self.several("habits", "habit", &limits.habits, |p| &mut p.habits),
            self.several("posture", "long_weak_sign", &limits.long_weak_signs, |p| &mut p.long_weak_signs),
            self.several("sports", "sport", &limits.sports, |p| &mut p.sports),
            self.several("aims", "aim", &limits.aims, |p| &mut p.aims),
            self.whole("minutes", limits.minutes, |p| &mut p.minutes),
            self.whole("days", limits.days_per_week, |p| &mut p.days_per_week),
            self.several("equipment", "equipment", &limits.equipment, |p| &mut p.equipment),
            self.flag("helper", |p| &mut p.helper),
            self.flag("talk", |p| &mut p.talk_in_rests),
            self.country(),
        ]
    }

    fn say(&self, key: &str) -> String {
        self.0.say(&format!("profile.{key}"), &[])
    }

    fn number(&self, key: &str, first: Option<f64>, range: Range, empty: bool) -> Result<Option<Typed>, Failure> {
        let (prompt, wrong) =
            (self.say(key), self.0.say("profile.wrong_number", &[("min", &range[0]), ("max", &range[1])]));
        ask::Number { prompt: &prompt, first, range: range.into(), wrong: &wrong, empty, unsure: false }.ask()
    }

    fn whole(&'a self, key: &'a str, range: Range, field: fn(&mut Profile) -> &mut u32) -> Step<'a> {
        Box::new(move |profile| {
            let first = Some(f64::from(*field(profile))).filter(|value| *value > 0.0);
            let typed = self.number(key, first, range, false)?;
            Ok(ask::take(typed, |typed| {
                if let Typed::Number(value) = typed {
                    *field(profile) = whole(value);
                }
            }))
        })
    }

    fn hours(&'a self) -> Step<'a> {
        Box::new(move |profile| {
            let typed = self.number("sitting", Some(profile.sitting_hours), limits().sitting_hours, false)?;
            Ok(ask::take(typed, |typed| {
                if let Typed::Number(hours) = typed {
                    profile.sitting_hours = hours;
                }
            }))
        })
    }

    /// A length that may stay unsaid, in the person's own unit.
    fn length(&'a self, key: &'a str, range: Range, field: fn(&mut Profile) -> &mut Option<f64>) -> Step<'a> {
        Box::new(move |profile| {
            let (unit, key) = if profile.inches { (CM_IN_INCH, format!("{key}_in")) } else { (1.0, key.to_owned()) };
            let shown = |cm: f64| (cm / unit * 10.0).round() / 10.0;
            let first = *field(profile);
            let typed = self.number(&key, first.map(shown), range.map(shown), true)?;
            Ok(ask::take(typed, |typed| {
                *field(profile) = match typed {
                    // What was shown rounded and not changed stays exactly as it was.
                    Typed::Number(value) if first.map(shown) == Some(value) => first,
                    Typed::Number(value) => Some((value * unit * 10.0).round() / 10.0),
                    _ => None,
                };
            }))
        })
    }

    fn flag(&'a self, key: &'a str, field: fn(&mut Profile) -> &mut bool) -> Step<'a> {
        Box::new(move |profile| {
            let answer = ask::confirm(&self.say(key), *field(profile))?;
            Ok(ask::take(answer, |yes| *field(profile) = yes))
        })
    }

    fn sex(&'a self) -> Step<'a> {
        Box::new(move |profile| {
            let sexes = [Sex::Female, Sex::Male, Sex::Unsaid];
            let names: Vec<String> = sexes.iter().map(|sex| show::term("sex", sex, self.0)).collect();
            let chosen = ask::choose(&self.say("sex"), &names, sexes.iter().position(|s| *s == profile.sex))?;
            Ok(ask::take(chosen, |i| profile.sex = sexes[i]))
        })
    }

    /// Any of the values that there are; what an older version took besides goes.
    fn several(
        &'a self,
        key: &'a str,
        group: &'a str,
        values: &'static [&'static str],
        field: fn(&mut Profile) -> &mut Vec<String>,
    ) -> Step<'a> {
        Box::new(move |profile| {
            let texts: Vec<String> =
                values.iter().map(|value| self.0.words.get(&format!("terms.{group}.{value}"))).collect();
            let marks: Vec<bool> = values.iter().map(|value| field(profile).iter().any(|own| own == value)).collect();
            let chosen = ask::many(&self.say(key), &texts, &marks)?;
            Ok(ask::take(chosen, |chosen| {
                *field(profile) = chosen.into_iter().map(|i| values[i].to_owned()).collect();
            }))
        })
    }

    fn country(&'a self) -> Step<'a> {
        Box::new(move |profile| {
            let country = ask_country(&profile.country, self.0)?;
            Ok(ask::take(country, |country| profile.country = country))
        })
    }
}

/// Two letters, or nothing.
pub fn ask_country(first: &str, context: &Context) -> Result<Option<String>, Failure> {
    let fits =
        |typed: &str| matches!(typed.trim().len(), 0 | 2) && typed.trim().chars().all(|c| c.is_ascii_alphabetic());
    let typed =
        ask::line(&context.say("profile.country", &[]), first, fits, &context.say("profile.wrong_country", &[]))?;
    Ok(typed.map(|country| country.to_uppercase()))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked when it was typed")]
fn whole(value: f64) -> u32 {
    value.round() as u32
}
