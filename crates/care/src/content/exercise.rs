//! An exercise of the catalogue: structure and numbers. Its words are under `exercises.<slug>`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Statement;
use crate::entry::Side;

/// What an exercise is for; also the order in which a session uses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Lying or sitting still so that the muscle is slack.
    Rest,
    /// Loosening without a stretch.
    Release,
    /// A small skill that the stretches need (breathing, pelvic tilt).
    Drill,
    /// A hip-flexor stretch.
    Stretch,
    /// Strength of the muscles around the hip.
    Strength,
}

/// How an exercise treats the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sides {
    /// Done once for the whole body.
    Both,
    /// Done for one side, then for the other.
    Each,
}

/// Something about an exercise that a screening rule can forbid. The screening names tags, never exercises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Contraindication {
    /// Flat on the back for longer than two minutes.
    SupineFlat,
    /// On the back at all, however short, or propped to less than 30 degrees.
    Supine,
    /// Face down.
    Prone,
    /// Any hip-flexor stretch.
    Stretch,
    /// Hip extended beyond neutral.
    HipExtension,
    /// The end of the hip's extension range.
    HipExtensionEndRange,
    /// Hip extended and turned out at the same time.
    HipExtensionExternalRotation,
    /// Knee hugged to the chest: the end of the hip's flexion range.
    HipFlexionDeep,
    /// Hip flexed to a right angle or more.
    HipFlexion90,
    /// Legs or knees crossing the midline.
    HipCrossing,
    /// Hip turned in.
    HipInternalRotation,
    /// Weight on a kneeling knee.
    Kneeling,
    /// A lunge or split stance with the knees far apart.
    Lunge,
    /// Knees apart: one leg loaded or moved away from the other.
    KneesApart,
    /// Leg swinging backwards (pendulum).
    BackSwing,
    /// Rear foot on a raised surface.
    TableStretch,
    /// Standing on one leg, or in a lunge off the floor, without a firm hold.
    OneLegStance,
    /// All the weight on one leg, even with a firm hold.
    OneLegLoad,
    /// Standing on a block or step.
    StandingOnBlock,
    /// Any standing balance demand, even with a hand on the wall.
    StandingBalance,
    /// Arms held overhead.
    Overhead,
    /// Head tipped back.
    HeadBack,
    /// Head flat or below the heart (reflux, pressure).
    HeadLow,
    /// Trunk bent back to its end range.
    LumbarExtensionEndRange,
    /// Trunk bent forward under load to its end range.
    LumbarFlexionLoaded,
    /// Trunk twisted.
    Twist,
    /// Pressure on the abdomen.
    AbdominalPressure,
    /// Deep pressure on any muscle.
    DeepPressure,
    /// Getting down to the floor and up again.
    FloorTransfer,
    /// Quick change from lying or bending to standing (dizziness).
    RisingQuickly,
    /// Strengthening of the hip flexors.
    HipFlexorStrength,
    /// Any strengthening.
    Strength,
    /// Anything but constructive rest, its variants for people who can't lie flat, and breathing: what waiting for a
    /// professional leaves (house decision on F16, W2, W4).
    AllButRest,
}

impl Contraindication {
    /// Can it be about one leg only? An exclusion of any other tag holds whatever side it names.
    pub fn is_of_one_leg(self) -> bool {
        matches!(
            self,
            Self::HipExtension
                | Self::HipExtensionEndRange
                | Self::HipExtensionExternalRotation
                | Self::HipFlexionDeep
                | Self::HipFlexion90
                | Self::HipCrossing
                | Self::HipInternalRotation
                | Self::Kneeling
        )
    }
}

/// The range of dose that an exercise allows; the plan chooses inside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DoseRange {
    /// Shortest and longest time of one hold or bout [s].
    pub seconds: [u32; 2],
    /// Fewest and most repeats per side.
    pub repeats: [u32; 2],
    /// Repetitions inside one bout, for strength; absent where the time counts.
    #[serde(default)]
    pub repetitions: Option<[u32; 2]>,
    /// Days a week at most.
    pub days_per_week: u32,
}

/// Breathing that the player paces. Never a held breath: `in_s + out_s` fills the cycle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Breath {
    /// Breathing in [s].
    pub in_s: f64,
    /// Breathing out [s].
    pub out_s: f64,
    /// Push gently while breathing in and let go while breathing out (ST1).
    #[serde(default)]
    pub push_on_in: bool,
}

/// One exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of one content file")]
pub struct Exercise {
    /// What it is for.
    pub kind: Kind,
    /// Where it starts: `supine`, `prone`, `side_lying`, `sitting`, `half_kneeling`, `kneeling`, `standing`.
    pub position: String,
    /// Both sides at once or each in turn.
    pub sides: Sides,
    /// Allowed dose.
    pub dose: DoseRange,
    /// Breathing, paced in the player.
    pub breath: Breath,
    /// What one needs: `mat`, `cushion`, `chair`, `bolster`, `block`, `table`, `bed`, `ball`, `wall`, `blanket`.
    /// An item that can stand in for another is written `bed|table`.
    #[serde(default)]
    pub equipment: Vec<String>,
    /// What a screening rule can forbid about it: of the whole body, or of the worked leg.
    #[serde(default)]
    pub tags: Vec<Contraindication>,
    /// What a rule can forbid about the leg that isn't the worked one, e.g. the hugged knee or the front foot.
    #[serde(default)]
    pub other_side_tags: Vec<Contraindication>,
    /// Silent apart from start and end unless asked otherwise (X19).
    #[serde(default)]
    pub silent: bool,
    /// Only after its own screen (the abdominal ball).
    #[serde(default)]
    pub gated: bool,
    /// Only for the long, weak pattern.
    #[serde(default)]
    pub long_weak_only: bool,
    /// Slug of an easier exercise with the same aim.
    #[serde(default)]
    pub easier: Option<String>,
    /// Slug of a harder one.
    #[serde(default)]
    pub harder: Option<String>,
    /// Stretch intensity for the weekly cap: counts towards the stretched side's volume (M10).
    #[serde(default)]
    pub counts_as_stretch: bool,
    /// Inventory ids that it carries, e.g. `["ST4", "G2", "W8"]`.
    pub inventory: Vec<String>,
    /// Level, 1 (mildest) to 5, used when a week goes up or down.
    pub level: u32,
    /// Seconds to get into position.
    pub get_ready_s: u32,
    /// What it rests on; words under `exercises.<slug>.rests_on.<id>`.
    pub rests_on: Vec<Statement>,
}

impl Exercise {
    /// What one repetition takes: a breath out on the way there, a breath in on the way back [s].
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a breath is some seconds")]
    pub fn pace_s(&self) -> u32 {
        (self.breath.in_s + self.breath.out_s).ceil().max(1.0) as u32
    }

    /// Does leaving out `tag` on `excluded` (`None`: both sides) forbid this exercise with `worked` as its worked side?
    ///
    /// The single rule of what an exclusion hits. A tag in `tags` is about the worked leg, one in `other_side_tags`
    /// about the other one; where no side is given, or the tag isn't about one leg, any of the two forbids it.
    pub fn is_forbidden(&self, tag: Contraindication, excluded: Option<Side>, worked: Option<Side>) -> bool {
        let here = self.tags.contains(&tag);
        let there = self.other_side_tags.contains(&tag);
        match (excluded, worked) {
            (Some(excluded), Some(worked)) if self.sides == Sides::Each && tag.is_of_one_leg() => {
                if excluded == worked { here } else { there }
            }
            _ => here || there,
        }
    }
}
