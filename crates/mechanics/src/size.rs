//! A body for a person: the model scaled to stature, mass, sex and, when known, thigh and pelvis.

use crate::{Error, variant};
use body::Model;
use body::math::Vec3;
use body::model::{PathPointKind, WrapShape};
use care::entry::Sex;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is known of a person's size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BodySize {
    /// Stature [m].
    pub height_m: f64,
    /// Body mass [kg].
    pub mass_kg: f64,
    /// Sex.
    pub sex: Sex,
    /// Hip joint to knee joint [m], when measured.
    #[serde(default)]
    pub thigh_m: Option<f64>,
    /// Distance of the two front pelvic spines [m], when measured.
    #[serde(default)]
    pub pelvis_width_m: Option<f64>,
}

impl BodySize {
    /// The person that the model's numbers belong to (`models/supple.toml`).
    pub fn of_the_model() -> Self {
        Self { height_m: MODEL_HEIGHT, mass_kg: MODEL_MASS, sex: Sex::Male, thigh_m: None, pelvis_width_m: None }
    }

    /// This size, and the same with the pelvis a standard deviation narrower and broader (ANSUR II, iliac crests: 6.5
    /// percent), as far as it wasn't measured.
    pub(crate) fn with_other_pelvises(&self) -> Vec<Self> {
        if self.pelvis_width_m.is_some() {
            return vec![self.clone()];
        }
        let usual = self.pelvis_factor(self.height_m / MODEL_HEIGHT);
        let width = |factor: f64| (usual * factor * MODEL_HIP_HALF - 0.0073) / 0.33;
        let other = |factor| Self { pelvis_width_m: Some(width(factor).clamp(0.15, 0.40)), ..self.clone() };
        vec![self.clone(), other(0.935), other(1.065)]
    }

    fn check(&self) -> Result<(), Error> {
        let within = |what, value: f64, low, high| {
            if (low..=high).contains(&value) { Ok(()) } else { Err(Error::Size { what, value, low, high }) }
        };
        within("the height", self.height_m, 1.2, 2.3)?;
        self.thigh_m.map_or(Ok(()), |v| within("the thigh", v, 0.25, 0.65))?;
        self.pelvis_width_m.map_or(Ok(()), |v| within("the pelvis", v, 0.15, 0.40))
    }

    /// Factors along x, y and z for a body of the model.
    fn factors(&self, body: &str) -> Vec3 {
        let stature = self.height_m / MODEL_HEIGHT;
        match body {
            "pelvis" => [stature, stature, self.pelvis_factor(stature)],
            "femur_r" | "femur_l" => {
                // Thigh over stature is the same in women and men (ANSUR II heights: 0.233), so one factor serves both.
                let along = self.thigh_m.map_or(stature, |thigh| thigh / MODEL_THIGH);
                [stature, along, stature]
            }
            _ => [stature; 3],
        }
    }

    /// Sideways factor of the pelvis: hip centres after Harrington 2007 when the width is known; otherwise women's
    /// iliac crests are 1.07 times as broad for their stature as men's (ANSUR II), unsaid in between.
    fn pelvis_factor(&self, stature: f64) -> f64 {
        let broad = match self.sex {
            Sex::Male => 1.0,
            Sex::Female => 1.07,
            Sex::Unsaid => 1.035,
        };
        self.pelvis_width_m.map_or(stature * broad, |width| (0.33 * width + 0.0073) / MODEL_HIP_HALF)
    }
}

const MODEL_HEIGHT: f64 = 1.70;
const MODEL_MASS: f64 = 75.0;
const MODEL_THIGH: f64 = 0.4027;
const MODEL_HIP_HALF: f64 = 0.0773;

/// Shares of body mass of women over those of men (de Leva 1996), by body of the model.
fn mass_ratio(body: &str, sex: Sex) -> f64 {
    let women_over_men = match body.trim_end_matches("_r").trim_end_matches("_l") {
        "pelvis" => 0.1247 / 0.1117,
        "abdomen" | "lumbar1" | "lumbar2" | "lumbar3" | "lumbar4" | "lumbar5" => 0.1465 / 0.1633,
        "thorax" => 0.1545 / 0.1596,
        "head" => 0.0668 / 0.0694,
        "femur" => 0.1478 / 0.1416,
        "tibia" => 0.0481 / 0.0433,
        "foot" | "toes" => 0.0129 / 0.0137,
        "humerus" => 0.0255 / 0.0271,
        "ulna" | "radius" => 0.0138 / 0.0162,
        "hand" => 0.0056 / 0.0061,
        _ => 1.0,
    };
    match sex {
        Sex::Male => 1.0,
        Sex::Female => women_over_men,
        Sex::Unsaid => f64::midpoint(women_over_men, 1.0),
    }
}

/// The model scaled to a person. Fibers and tendons grow with the length of their paths in standing, so that every
/// fiber starts from the same relative length.
///
/// # Errors
/// [`Error::Size`] for a size that no adult has.
pub fn sized(model: &Model, size: &BodySize) -> Result<Model, Error> {
    size.check()?;
    let mut parts = model.parts().clone();
    let body_of = |frame: &str| {
        let body = model.placement(frame).map_or(0, |p| p.body);
        if body == 0 { String::new() } else { model.parts().bodies[body - 1].name.clone() }
    };
    let scale = |v: &mut Vec3, frame: &str| {
        let factors = size.factors(&body_of(frame));
        v.iter_mut().zip(factors).for_each(|(v, f)| *v *= f);
    };
    for body in &mut parts.bodies {
        let [x, y, z] = size.factors(&body.name);
        let mass = size.mass_kg / MODEL_MASS * mass_ratio(&body.name, size.sex);
        body.mass *= mass;
        scale(&mut body.mass_center, &body.name);
        let across = mass * (x * y * z).powf(2.0 / 3.0);
        body.inertia.iter_mut().for_each(|i| *i *= across);
    }
    for frame in &mut parts.frames {
        scale(&mut frame.translation, &frame.parent);
    }
    for wrap in &mut parts.wrap_objects {
        scale(&mut wrap.translation, &wrap.frame);
        let [x, y, z] = size.factors(&body_of(&wrap.frame));
        if let WrapShape::Cylinder { radius, length } = &mut wrap.shape {
            *radius *= f64::midpoint(x, y);
            *length *= z;
        }
    }
    for point in parts.muscles.iter_mut().flat_map(|m| &mut m.path.points) {
        if let PathPointKind::Fixed { location } | PathPointKind::Conditional { location, .. } = &mut point.kind {
            scale(location, &point.frame);
        }
    }
    for coordinate in parts.joints.iter_mut().flat_map(|j| &mut j.coordinates) {
        if coordinate.name == "pelvis_ty" {
            coordinate.default_value *= size.height_m / MODEL_HEIGHT;
        }
    }
    variant::keep_relative_lengths(model, parts)
}
