//! `models/supple.toml` as it stands in the file. Lengths in metres, angles in radians, ranges in degrees.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    pub name: String,
    pub height_m: f64,
    pub mass_kg: f64,
    pub sources: BTreeMap<String, String>,
    pub bodies: Vec<Body>,
    pub joints: Vec<Joint>,
    pub rhythm: Rhythm,
    pub psoas: Psoas,
    pub wraps: Vec<Wrap>,
    pub muscles: Vec<Muscle>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    pub name: String,
    pub source: String,
    pub mass_share: f64,
    pub center: [f64; 3],
    /// Length (along y) and radius of the solid cylinder that gives the inertia.
    pub cylinder: [f64; 2],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joint {
    pub name: String,
    pub source: String,
    pub parent: String,
    pub at: [f64; 3],
    pub child: String,
    pub at_child: [f64; 3],
    pub turns: Vec<Turn>,
    /// Coordinates of a movement along x, y and z.
    #[serde(default)]
    pub moves: Vec<String>,
    /// Default of the movement along y.
    #[serde(default)]
    pub height: f64,
}

/// Coordinate, axis (`x`, `y`, `z` or `-z`), smallest and largest angle [deg].
#[derive(Debug, Deserialize)]
pub struct Turn(pub String, pub String, pub f64, pub f64);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rhythm {
    pub source: String,
    pub joints: Vec<String>,
    pub extension: Vec<f64>,
    pub bending: Vec<f64>,
    pub rotation: Vec<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Psoas {
    pub source: String,
    pub force: f64,
    pub fiber: f64,
    pub pennation: f64,
    pub fiber_standing: f64,
    pub brim: [f64; 3],
    pub femur: Vec<[f64; 3]>,
    pub wrap: MuscleWrap,
    pub fascicles: Vec<Fascicle>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fascicle {
    pub name: String,
    pub body: String,
    pub at: [f64; 3],
    /// Cross-section [mm2]; only the ratios matter.
    pub area: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wrap {
    pub name: String,
    pub source: String,
    pub body: String,
    pub at: [f64; 3],
    pub rotation: [f64; 3],
    pub radius: f64,
    pub length: f64,
    pub quadrant: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Muscle {
    pub name: String,
    pub source: String,
    pub force: f64,
    pub fiber: f64,
    #[serde(default)]
    pub tendon: Option<f64>,
    /// Fiber length in standing [optimal lengths]; sets the tendon.
    #[serde(default)]
    pub fiber_standing: Option<f64>,
    pub pennation: f64,
    pub points: Vec<Point>,
    #[serde(default)]
    pub wrap: Option<MuscleWrap>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub body: String,
    pub at: [f64; 3],
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MuscleWrap {
    pub object: String,
    pub range: [i32; 2],
}

impl Numbers {
    /// Every number has a source that is listed.
    pub fn check_sources(&self) -> Result<(), String> {
        let bodies = self.bodies.iter().map(|b| (&b.name, &b.source));
        let joints = self.joints.iter().map(|j| (&j.name, &j.source));
        let wraps = self.wraps.iter().map(|w| (&w.name, &w.source));
        let muscles = self.muscles.iter().map(|m| (&m.name, &m.source));
        let mut all = bodies.chain(joints).chain(wraps).chain(muscles);
        match all.find(|(_, source)| !self.sources.contains_key(*source)) {
            Some((name, source)) => Err(format!("{name}: there is no source `{source}`")),
            None => [&self.rhythm.source, &self.psoas.source]
                .into_iter()
                .find(|s| !self.sources.contains_key(*s))
                .map_or(Ok(()), |s| Err(format!("there is no source `{s}`"))),
        }
    }

    /// The fascicles of psoas as muscles.
    pub fn psoas_muscles(&self) -> Vec<Muscle> {
        let psoas = &self.psoas;
        let total: f64 = psoas.fascicles.iter().map(|f| f.area).sum();
        let point = |body: &str, at| Point { body: body.to_owned(), at };
        let muscle = |f: &Fascicle| {
            let mut points = vec![point(&f.body, f.at), point("pelvis", psoas.brim)];
            points.extend(psoas.femur.iter().map(|at| point("femur*", *at)));
            Muscle {
                name: format!("psoas_{}*", f.name),
                source: psoas.source.clone(),
                force: psoas.force * f.area / total,
                fiber: psoas.fiber,
                tendon: None,
                fiber_standing: Some(psoas.fiber_standing),
                pennation: psoas.pennation,
                points,
                wrap: Some(psoas.wrap.clone()),
            }
        };
        psoas.fascicles.iter().map(muscle).collect()
    }
}
