//! A pose: joint coordinates at the start and the end of an exercise or a measure, what touches what, and the props.
//!
//! Angles are degrees, named and signed as in the Rajagopal model of `OpenSim` (x forward, y up, z to the right);
//! `docs/poses.md` has the table. Asymmetric poses are authored with the right side as the worked side.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::read_folder;

/// Coordinates of the trunk [deg]. The neck is ours; the others are those of the Rajagopal model.
pub const TRUNK_COORDINATES: [&str; 9] = [
    "pelvis_tilt",
    "pelvis_list",
    "pelvis_rotation",
    "lumbar_extension",
    "lumbar_bending",
    "lumbar_rotation",
    "neck_extension",
    "neck_bending",
    "neck_rotation",
];

/// Coordinates that exist on each side [deg], written with `_r` or `_l`; without a suffix they set both.
pub const SIDE_COORDINATES: [&str; 12] = [
    "hip_flexion",
    "hip_adduction",
    "hip_rotation",
    "knee_angle",
    "ankle_angle",
    "mtp_angle",
    "arm_flex",
    "arm_add",
    "arm_rot",
    "elbow_flex",
    "pro_sup",
    "wrist_flex",
];

/// From where a picture shows the pose best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// From the worked side.
    Side,
    /// From the front of the body frame (+x).
    Front,
    /// From above.
    Top,
}

/// How the body lies, sits or stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Standing; the weight has to be over the support.
    Upright,
    /// Kneeling on one or both knees; the weight has to be over the support.
    Kneeling,
    /// Sitting, also propped up.
    Sitting,
    /// On the back.
    Supine,
    /// On the front.
    Prone,
    /// On the left side (the right, worked side up).
    SideLying,
}

/// What a prop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PropKind {
    /// A thin mat; it counts as floor.
    Mat,
    /// A chair with a backrest.
    Chair,
    /// A firm, long bolster.
    Bolster,
    /// A cushion or folded blanket.
    Cushion,
    /// A table.
    Table,
    /// A bed.
    Bed,
    /// A slope to lean back on, as made of firm pillows.
    Wedge,
    /// A small ball.
    Ball,
    /// A block or low step.
    Block,
    /// A wall; `place` is on its surface.
    Wall,
}

/// A thing that the pose needs. Lengths and places are fractions of stature; the origin of `place` is the point of the
/// floor under the middle of the two hip joints at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prop {
    /// Name that contacts use; the kind's own name when absent.
    #[serde(default)]
    pub id: Option<String>,
    /// What it is.
    pub kind: PropKind,
    /// Middle of its lower face: forward, up, to the right. A chair's is under the middle of its seat.
    pub place: [f64; 3],
    /// Length along its own forward axis, height (of a chair: of the seat), width.
    pub size: [f64; 3],
    /// Turned about the vertical [deg]; at 0 a chair faces forward, a wall faces forward, a wedge rises backwards.
    #[serde(default)]
    pub turn: f64,
}

impl Prop {
    /// The name that contacts use.
    pub fn id(&self) -> String {
        self.id.clone().unwrap_or_else(|| format!("{:?}", self.kind).to_lowercase())
    }
}

/// A body point that touches something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// A point of the body; without `_r`/`_l` both sides of a paired point.
    pub point: String,
    /// `floor`, the id of a prop, `<chair>.back` (its top rail), `<chair>.rest` (the
    /// front of its backrest), or another point of the body.
    pub on: String,
    /// The moments at which it holds (`start`, `end`, names of stages); empty means always.
    #[serde(default)]
    pub during: Vec<String>,
    /// It stays where it was when it began to hold, it doesn't slide.
    #[serde(default)]
    pub fixed: bool,
    /// The moments on whose way the point is lifted and set down in a new place: a step.
    #[serde(default)]
    pub lifts: Vec<String>,
}

/// Angles by coordinate name [deg].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Coordinates(pub BTreeMap<String, f64>);

impl Coordinates {
    /// The angle of a full coordinate name such as `knee_angle_r` [deg]: its own entry, else that of both sides, else 0.
    pub fn get(&self, name: &str) -> f64 {
        let both = name.strip_suffix("_r").or_else(|| name.strip_suffix("_l"));
        self.0.get(name).or_else(|| self.0.get(both?)).copied().unwrap_or(0.0)
    }

    /// Does every entry name a coordinate?
    pub fn unknown(&self) -> Vec<&str> {
        let known = |name: &str| {
            let side = name.strip_suffix("_r").or_else(|| name.strip_suffix("_l")).unwrap_or(name);
            TRUNK_COORDINATES.contains(&name) || SIDE_COORDINATES.contains(&side)
        };
        self.0.keys().map(String::as_str).filter(|name| !known(name)).collect()
    }
}

/// A named moment between start and end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// Passed without stopping: it shapes the way.
    #[serde(default)]
    pub through: bool,
    /// Angles [deg].
    pub coordinates: Coordinates,
}

/// Where the camera stands, when the view's own place hides something.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Camera {
    /// Turned from the right side towards the front [deg].
    pub yaw: f64,
    /// Raised above the horizontal [deg].
    pub pitch: f64,
}

/// Which of an exercise's steps are being done when; steps are numbered from 0 as in its words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Shown {
    /// Before the movement begins, at the start.
    pub start: Vec<usize>,
    /// On the way to the end.
    pub enter: Vec<usize>,
    /// At the end.
    pub hold: Vec<usize>,
    /// On the way back.
    pub back: Vec<usize>,
}

/// One pose file: `content/poses/<slug>.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pose {
    /// The view that shows it best.
    pub view: View,
    /// How the body lies, sits or stands.
    pub orientation: Orientation,
    /// A camera of its own for `view`.
    #[serde(default)]
    pub camera: Option<Camera>,
    /// Belly and low ribs rise from start to end: the movement is a breath in.
    #[serde(default)]
    pub breath: bool,
    /// The body point whose way is shown by an arrow, `tuck` (the pelvis tipping back) or `none`; the one that moves most when absent.
    #[serde(default)]
    pub arrow: Option<String>,
    /// Muscles that should be felt, as groups of the body model (`hamstrings`, `gluteus_maximus` ...); psoas when empty.
    #[serde(default)]
    pub felt: Vec<String>,
    /// The last way is a swing there and back that takes so long [s] for a body of 1.70 m.
    #[serde(default)]
    pub swing_s: Option<f64>,
    /// Which steps of the exercise are shown when.
    #[serde(default)]
    pub steps: Shown,
    /// Things it needs.
    #[serde(default)]
    pub props: Vec<Prop>,
    /// What touches what.
    pub contacts: Vec<Contact>,
    /// Angles at the start [deg].
    pub start: Coordinates,
    /// Moments in between, in order.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// Angles at the end [deg].
    pub end: Coordinates,
}

impl Pose {
    /// All moments in order with their names: `start`, the stages, `end`.
    pub fn moments(&self) -> Vec<(&str, &Coordinates)> {
        let stages = self.stages.iter().map(|s| (s.name.as_str(), &s.coordinates));
        std::iter::once(("start", &self.start)).chain(stages).chain([("end", &self.end)]).collect()
    }
}

/// All poses by slug.
pub fn poses() -> &'static BTreeMap<String, Pose> {
    static ALL: LazyLock<BTreeMap<String, Pose>> = LazyLock::new(|| read_folder("poses"));
    &ALL
}
