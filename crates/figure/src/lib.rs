//! A pose turned into pictures.
//!
//! `care` says how a body is placed (angles, contacts, props), `body` holds the model that computes; this crate puts that model, scaled to
//! a person, into the pose and draws it: a silhouette with bones hinted and the psoas highlighted, as SVG.
//!
//! *Invariant:* pure; it knows no storage and no HTTP, and the same input gives the same bytes. Words come from the caller.

mod around;
mod arrow;
pub mod balance;
pub mod body;
mod bones;
pub mod build;
mod camera;
mod clothes;
pub mod contact;
mod curve;
pub mod film;
pub mod fit;
mod flesh;
mod free;
pub mod groups;
pub mod landmarks;
pub mod movement;
pub mod muscles;
mod outline;
#[cfg(test)]
mod own;
mod paint;
mod person;
#[cfg(test)]
mod pose_tests;
pub mod props;
pub mod range;
pub mod scene;
pub mod skeleton;
pub mod solid;
mod strands;
mod style;
pub mod surface;
mod things;
pub mod vector;

pub use crate::body::Body;
use camera::Camera;
pub use care::content::pose::View;
use care::{
    content::pose::{Pose, poses},
    entry::Side,
};
pub use free::free;
use scene::{Posture, Scene};

/// Why a picture can't be drawn.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No pose of that name.
    #[error("no pose `{0}`")]
    UnknownSlug(String),
    /// A pose file names a coordinate that doesn't exist.
    #[error("unknown coordinate `{0}`")]
    UnknownCoordinate(String),
    /// A pose file names a body point that doesn't exist.
    #[error("unknown body point `{0}`")]
    UnknownPoint(String),
    /// A pose file names an arrow that doesn't exist.
    #[error("unknown arrow `{0}`")]
    UnknownArrow(String),
    /// A pose file names a muscle that isn't drawn.
    #[error("unknown muscle `{0}`")]
    UnknownMuscle(String),
    /// A pose file names a surface that doesn't exist.
    #[error("unknown surface `{0}`: neither `floor`, nor a prop of the pose, nor a body point")]
    UnknownSurface(String),
    /// A pose file names a moment that doesn't exist.
    #[error("unknown moment `{0}`: neither `start`, nor a stage, nor `end`")]
    UnknownMoment(String),
    /// The model isn't one that the poses were written for.
    #[error("the model has no `{0}`, or it moves otherwise than the poses mean it")]
    ForeignModel(String),
}

/// What is seen of the inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layers {
    /// The dressed body alone.
    Skin,
    /// Bones, psoas and iliacus.
    Bones,
    /// The muscles around hip and thigh, too, faintly.
    Muscles,
}

/// How psoas is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// In one colour.
    Plain,
    /// Each fascicle by its fiber strain: slack, as in standing, as in walking, longer.
    Strain,
}

/// What is drawn, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Moment between start (0) and end (1).
    pub at: f64,
    /// The worked side; the picture is mirrored for the left one.
    pub side: Side,
    /// The pose's best view when `None`.
    pub view: Option<View>,
    /// What is seen of the inside.
    pub layers: Layers,
    /// How psoas is coloured.
    pub tint: Tint,
    /// The movement shown by an arrow, in pictures of the very end.
    pub arrow: bool,
    /// Accessible name (`<title>`); left out when empty.
    pub title: String,
    /// Accessible description (`<desc>`); left out when empty.
    pub description: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            at: 1.0,
            side: Side::Right,
            view: None,
            layers: Layers::Bones,
            tint: Tint::Plain,
            arrow: true,
            title: String::new(),
            description: String::new(),
        }
    }
}

/// The picture of an exercise or a measure, as a whole SVG document that can be inlined or used as an image.
/// # Errors
/// [`Error::UnknownSlug`]; the others only when a pose file is wrong, which a test excludes.
pub fn svg(slug: &str, body: &Body, options: &Options) -> Result<String, Error> {
    draw(find(slug)?, body, options)
}

/// `n` pictures from start to end that share one frame, so that they can be shown one after the other; without arrow.
/// # Errors
/// As [`svg`].
pub fn frames(slug: &str, body: &Body, options: &Options, n: usize) -> Result<Vec<String>, Error> {
    let pose = find(slug)?;
    let studio = Studio::new(pose, body, options)?;
    let options = Options { arrow: false, ..options.clone() };
    let last = (n.max(2) - 1) as f64;
    Ok((0..n).map(|i| studio.shot(i as f64 / last, &options)).collect())
}

/// As [`svg`] for a pose that isn't in the catalogue.
/// # Errors
/// A name in the pose that isn't known.
pub fn draw(pose: &Pose, body: &Body, options: &Options) -> Result<String, Error> {
    Ok(Studio::new(pose, body, options)?.shot(options.at, options))
}

fn find(slug: &str) -> Result<&'static Pose, Error> {
    poses().get(slug).ok_or_else(|| Error::UnknownSlug(slug.to_owned()))
}

/// A fitted scene with a camera in place.
struct Studio<'a> {
    scene: Scene<'a>,
    camera: Camera,
    frame: [f64; 4],
    arrow: Option<Vec<camera::P2>>,
}

impl<'a> Studio<'a> {
    fn new(pose: &'a Pose, body: &'a Body, options: &Options) -> Result<Self, Error> {
        let scene = Scene::new(pose, body)?;
        let view = options.view.unwrap_or(pose.view);
        let camera = match pose.camera {
            Some(place) if view == pose.view => Camera::new(place),
            _ => Camera::of(view),
        };
        let arrow = arrow::line(&scene, &camera);
        let frame = paint::frame(&scene, &camera, arrow.as_deref().unwrap_or_default());
        Ok(Self { scene, camera, frame, arrow })
    }

    fn shot(&self, at: f64, options: &Options) -> String {
        let arrow = options.arrow && at >= 1.0;
        self.draw(&self.scene.at(at), &Options { arrow, ..options.clone() })
    }

    /// A posture of one's own, with the arrow when the options say so.
    fn draw(&self, posture: &Posture, options: &Options) -> String {
        let sheet = paint::Sheet {
            arrow: self.arrow.as_deref().filter(|_| options.arrow).map(arrow::shapes),
            camera: self.camera,
            side: options.side,
            layers: options.layers,
            tint: options.tint,
            title: &options.title,
            description: &options.description,
        };
        paint::document(&self.scene, posture, &sheet, self.frame)
    }
}
