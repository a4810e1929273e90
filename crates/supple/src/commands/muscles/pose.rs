//! The default pose, as a table or JSON.

use std::collections::BTreeMap;

use care::words::Words;
use serde::Serialize;

use super::Engine;
use crate::commands::columns::columns;
use crate::{failure::Failure, out};

#[derive(Serialize)]
struct Pose<'a> {
    model: &'a str,
    coordinates: BTreeMap<&'a str, f64>,
    muscles: Vec<Muscle<'a>>,
}

#[derive(Serialize)]
struct Muscle<'a> {
    name: &'a str,
    length_m: f64,
    normalized_fiber_length: Option<f64>,
    passive_force_n: Option<f64>,
    moment_arms: BTreeMap<&'a str, f64>,
}

pub fn run(engine: &Engine, json: bool, words: &Words) -> Result<(), Failure> {
    let pose = compute(engine);
    if json { out::json(&pose) } else { out::line(&text(&pose, words)) }
}

fn compute(engine: &Engine) -> Pose<'_> {
    let q = engine.model.default_pose();
    let values = engine.compute(&q.iter().map(|v| vec![*v]).collect::<Vec<_>>());
    let names = engine.muscles();
    let mut muscles: Vec<Muscle<'_>> = Vec::with_capacity(names.len());
    for (column, (name, length)) in names.into_iter().zip(values.lengths()).enumerate() {
        let tendon = engine.rigid_tendon(column, length);
        muscles.push(Muscle {
            name,
            length_m: length[0],
            normalized_fiber_length: tendon.as_ref().map(|t| t.0[0]),
            passive_force_n: tendon.as_ref().map(|t| t.1[0]),
            moment_arms: BTreeMap::new(),
        });
    }
    for ((muscle, coordinate), arm) in engine.entries().into_iter().zip(values.moment_arms()) {
        muscles[muscle].moment_arms.insert(engine.coordinate(coordinate), arm[0]);
    }
    let coordinates = engine.model.coordinates().iter().map(|c| c.name.as_str());
    Pose { model: engine.model.name(), coordinates: coordinates.zip(q).collect(), muscles }
}

fn text(pose: &Pose<'_>, words: &Words) -> String {
    let head = |keys: [&str; 4]| keys.map(|k| words.get(&format!("engine.muscles.{k}")));
    let number = |v: Option<f64>, digits: usize| v.map_or_else(|| "-".to_owned(), |v| format!("{v:.digits$}"));
    let rows: Vec<[String; 4]> = pose
        .muscles
        .iter()
        .map(|m| {
            let (fiber, force) = (number(m.normalized_fiber_length, 4), number(m.passive_force_n, 2));
            [m.name.to_owned(), format!("{:.6}", m.length_m), fiber, force]
        })
        .collect();
    let arms = pose.muscles.iter().flat_map(|m| m.moment_arms.iter().map(move |(c, r)| (m.name, *c, *r)));
    let arms: Vec<[String; 3]> = arms.map(|(m, c, r)| [m.to_owned(), c.to_owned(), format!("{r:.6}")]).collect();
    let arm_head = ["muscle", "coordinate", "arm"].map(|k| words.get(&format!("engine.muscles.{k}")));
    let title = words.say("engine.muscles.pose", &[("model", &pose.model)]);
    let lengths = columns(&head(["muscle", "length", "fiber", "force"]), &rows);
    format!("{title}\n\n{lengths}\n\n{}", columns(&arm_head, &arms))
}
