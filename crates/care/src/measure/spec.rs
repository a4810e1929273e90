//! What the measures are: `content/measures/`.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    content::{Contraindication, read_folder},
    entry::{Sex, Side},
    screening::Exclusion,
    words::Words,
};

/// Which kind of measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Thomas manoeuvre on the floor, by the height of the knee crease.
    ThomasFloor,
    /// Thomas manoeuvre at the edge of a table or bed, by angle or height.
    ThomasTable,
    /// The articles' trial that chooses a bolster.
    SitToLie,
}

/// A measure: structure and numbers. Its words are under `measures.<slug>`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Which kind.
    pub kind: MeasureKind,
    /// Offered first at home.
    #[serde(default)]
    pub home_default: bool,
    /// Done for each leg?
    pub sided: bool,
    /// Readings wanted.
    pub repeats: u32,
    /// What one needs; `a|b` is either.
    pub equipment: Vec<String>,
    /// What a screening rule can forbid about it, of the whole body or of the measured leg.
    pub tags: Vec<Contraindication>,
    /// The same, of the other (hugged) leg.
    #[serde(default)]
    pub other_side_tags: Vec<Contraindication>,
    /// Inventory ids that it carries.
    pub inventory: Vec<String>,
    /// Further evidence ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Smallest difference that counts, in the result's unit.
    pub noise: Noise,
    /// What a reading may be.
    pub limits: Limits,
    /// How a height becomes an angle.
    #[serde(default)]
    pub geometry: Option<Geometry>,
    /// How the knee's bend is read.
    #[serde(default)]
    pub two_joint: Option<TwoJointLimits>,
    /// How a height becomes a bolster.
    #[serde(default)]
    pub bolster: Option<BolsterLimits>,
}

/// Smallest difference that counts (house decision "noise").
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Noise {
    /// Same person, set-up and pelvis control.
    pub same: f64,
    /// Anything else.
    pub otherwise: f64,
}

/// What a reading may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Height [cm].
    pub height_cm: [f64; 2],
    /// Thigh angle [deg], positive below level.
    #[serde(default)]
    pub angle_deg: Option<[f64; 2]>,
    /// Knee flexion [deg]; absent where the measure has none.
    #[serde(default)]
    pub knee_deg: Option<[f64; 2]>,
    /// Spread of the readings that is pointed out, in the result's unit.
    pub spread_deg: f64,
}

/// How a height becomes an angle: `sin(angle) = (level_cm - height) / thigh length`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Geometry {
    /// A result whose interval reaches this isn't called short [deg past level].
    pub usual_deg: f64,
    /// Height of the knee crease when the thigh is level [cm].
    pub level_cm: f64,
    /// Half-width of its error between people [cm].
    pub level_error_cm: f64,
    /// On the floor: a crease this low lies on it [cm].
    #[serde(default)]
    pub flat_cm: Option<f64>,
    /// Half-width of one tape reading's error [cm].
    pub tape_error_cm: f64,
    /// Half-width of a phone's own bias [deg].
    #[serde(default)]
    pub device_error_deg: f64,
    /// Thigh length where it isn't measured.
    pub thigh: Thigh,
}

/// Thigh length (trochanter to knee joint line) as a part of stature.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Thigh {
    /// Women.
    pub female: f64,
    /// Men.
    pub male: f64,
    /// Not said.
    pub unsaid: f64,
    /// Half-width of the error when estimated from stature, as a part of the length.
    pub estimated_error: f64,
    /// Length when stature isn't known either [cm].
    pub unknown_cm: f64,
    /// Half-width of its error, as a part of the length.
    pub unknown_error: f64,
    /// Half-width of the error when measured, as a part of the length.
    pub measured_error: f64,
}

impl Thigh {
    /// Thigh length as a part of stature.
    pub fn fraction(&self, sex: Sex) -> f64 {
        match sex {
            Sex::Female => self.female,
            Sex::Male => self.male,
            Sex::Unsaid => self.unsaid,
        }
    }
}

/// How the knee's bend at the table's edge is read (X13).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TwoJointLimits {
    /// Less bend than this: short two-joint muscles [deg].
    pub short_below: f64,
    /// More than this: not short [deg].
    pub not_short_above: f64,
}

/// How a lift-off height becomes a bolster.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BolsterLimits {
    /// When the thighs never lift [cm].
    pub usual_cm: [f64; 2],
    /// Highest bolster that is restful [cm].
    pub highest_cm: f64,
}

/// A measure in the person's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MeasureText {
    /// Slug.
    pub slug: String,
    /// Its structure and numbers.
    pub measure: Measure,
    /// Name.
    pub name: String,
    /// One line.
    pub short: String,
    /// What it is worth.
    pub worth: String,
    /// What it can't show.
    pub limit: String,
    /// Its error, in words.
    pub error: String,
    /// What one needs, in words.
    pub need: String,
    /// The protocol, numbered.
    pub steps: Vec<String>,
    /// How the result is computed.
    pub computed: String,
    /// When to stop.
    pub stop: String,
}

/// All measures by slug.
pub fn measures() -> &'static BTreeMap<String, Measure> {
    static ALL: LazyLock<BTreeMap<String, Measure>> = LazyLock::new(|| read_folder("measures"));
    &ALL
}

/// The measure of a slug.
pub fn measure(slug: &str) -> Option<&'static Measure> {
    measures().get(slug)
}

/// All measures in words, the home default first.
pub fn texts(words: &Words) -> Vec<MeasureText> {
    let mut all: Vec<MeasureText> = measures().iter().map(|(slug, measure)| text(slug, measure, words)).collect();
    all.sort_by_key(|m| (!m.measure.home_default, !m.measure.sided));
    all
}

fn text(slug: &str, measure: &Measure, words: &Words) -> MeasureText {
    let at = |part: &str| words.get(&format!("measures.{slug}.{part}"));
    MeasureText {
        slug: slug.to_owned(),
        measure: measure.clone(),
        name: at("name"),
        short: at("short"),
        worth: at("worth"),
        limit: at("limit"),
        error: at("error"),
        need: at("need"),
        steps: words.list(&format!("measures.{slug}.steps")),
        computed: at("computed"),
        stop: at("stop"),
    }
}

/// Does an exclusion forbid this measure on `side` (the measured leg)?
///
/// An exclusion for one side meets the measured leg's tags there, and the hugged leg's tags on the other side.
pub fn is_forbidden(measure: &Measure, side: Option<Side>, exclusion: &Exclusion) -> bool {
    let here = measure.tags.contains(&exclusion.tag);
    let there = measure.other_side_tags.contains(&exclusion.tag);
    match (exclusion.side, side) {
        (Some(excluded), Some(measured)) if exclusion.tag.is_of_one_leg() => {
            if excluded == measured {
                here
            } else {
                there
            }
        }
        _ => here || there,
    }
}
