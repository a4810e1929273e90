//! What the body model says: exercises, claims, and any pose, for a body of the person's size.

mod claims;
mod kept;
mod reasons;

use std::sync::{Arc, LazyLock};

use body::Model;
use care::{
    content::{self, Exercise, Sides, pose::Coordinates},
    entry::Profile,
    words::Words,
};
use mechanics::{
    BodySize, CurvePoint, Engine, ExerciseMechanics, Explored,
    say::{self, Whose},
    sized,
};
use osim::{Document, Limits};
use serde::Serialize;
use utoipa::ToSchema;

use super::{App, AppError, catalogue, closest};
pub use claims::{ClaimAnswer, Disagreement, FigureView, FindingNumbers, answer, claims, disagreements};
use kept::Kept;
pub use reasons::explain;

/// Supple's own body, read once from the file that is built into the program.
pub fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        let bytes = include_bytes!("../../../../models/supple.osim");
        let document = Document::parse(bytes, "supple.osim", &Limits::default());
        document.and_then(|d| d.import()).expect("a test of osim reads this very file").model
    });
    &MODEL
}

/// What an exercise does to the psoas.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExerciseAnswer {
    /// For the person: how strong, on which side, how sure.
    pub text: Vec<String>,
    /// Where the model disagrees with what the articles say of it.
    pub disagreements: Vec<Disagreement>,
    /// The numbers.
    #[serde(flatten)]
    pub mechanics: ExerciseMechanics,
}

/// What an exercise does to the psoas of the model's own person; `None` when there is no such exercise or pose.
pub fn average(slug: &str, words: &Words) -> Option<ExerciseAnswer> {
    exercise(slug, &BodySize::of_the_model(), words)
}

fn exercise(slug: &str, size: &BodySize, words: &Words) -> Option<ExerciseAnswer> {
    let exercise = content::exercises().get(slug)?;
    let mechanics = reasons::answers(size).of(slug)?;
    let text = match exercise.sides {
        Sides::Both => vec![say::side(&mechanics.right, Whose::Both, words)],
        Sides::Each => vec![
            say::side(&mechanics.right, Whose::Worked, words),
            say::tier(&mechanics.left.tier, Whose::Other, words),
        ],
    };
    Some(ExerciseAnswer { text, disagreements: disagreements(&carried(exercise), words), mechanics })
}

/// Ids of what an exercise carries and rests on.
pub fn carried(exercise: &Exercise) -> Vec<&str> {
    let grounds = exercise.rests_on.iter().flat_map(|s| &s.sources);
    exercise.inventory.iter().chain(grounds).map(String::as_str).collect()
}

/// All exercises for a body of this size, for scientists.
pub fn table(size: &BodySize) -> Vec<ExerciseMechanics> {
    mechanics::table(model(), size).expect("our own model and a size within its limits")
}

/// A body of the person's size; what they haven't said is that of the model's own person.
pub fn size(profile: &Profile) -> BodySize {
    let own = BodySize::of_the_model();
    let height_m = profile.height_cm.map_or(own.height_m, |cm| (cm / 100.0).clamp(1.2, 2.3));
    // The person measures from the trochanter, the model from the joint: 0.233 and 0.237 of stature (ANSUR II, model).
    let thigh_m = profile.thigh_length_cm.map(|cm| (cm / 100.0 * 0.237 / 0.233).clamp(0.25, 0.65));
    // Mass changes no length; a usual one for the stature serves.
    BodySize { height_m, mass_kg: 25.0 * height_m * height_m, sex: profile.sex, thigh_m, pelvis_width_m: None }
}

impl App {
    async fn size(&self) -> Result<BodySize, AppError> {
        Ok(size(&self.record().await?.profile()))
    }

    /// What an exercise does to the psoas of a body like the person's.
    ///
    /// # Errors
    /// [`AppError::Unknown`] when there is no such exercise, [`AppError::Journal`] when the store fails.
    pub async fn exercise_mechanics(&self, slug: &str, words: &Words) -> Result<ExerciseAnswer, AppError> {
        catalogue::exercise(slug, words)?;
        let none = || AppError::Unknown { what: "figure", name: slug.to_owned(), meant: None };
        exercise(slug, &self.size().await?, words).ok_or_else(none)
    }

    /// Lengths of the psoas in any pose, for a body like the person's.
    ///
    /// # Errors
    /// [`AppError::Entry`] when the pose names a coordinate that doesn't exist or an angle beyond a full turn.
    pub async fn explore(&self, pose: &Coordinates) -> Result<Explored, AppError> {
        known(pose)?;
        Ok(mechanics::explore(&engine(&self.size().await?), pose))
    }

    /// Lengths of the psoas from one pose to another, for a body like the person's.
    ///
    /// # Errors
    /// As [`App::explore`].
    pub async fn curve(
        &self,
        from: &Coordinates,
        to: &Coordinates,
        points: usize,
    ) -> Result<Vec<CurvePoint>, AppError> {
        known(from)?;
        known(to)?;
        Ok(mechanics::curve(&engine(&self.size().await?), from, to, points))
    }
}

/// Refuses a pose that no body has.
///
/// # Errors
/// [`AppError::Entry`] when the pose names a coordinate that doesn't exist or an angle beyond a full turn.
pub(super) fn known(pose: &Coordinates) -> Result<(), AppError> {
    let wrong =
        |name: &str, detail: &str, meant| AppError::Entry { place: name.to_owned(), detail: detail.to_owned(), meant };
    if let Some(name) = pose.unknown().first() {
        let meant = closest(name, content::pose::TRUNK_COORDINATES.into_iter().chain(content::pose::SIDE_COORDINATES));
        return Err(wrong(name, "there is no such coordinate", meant.map(str::to_owned)));
    }
    if let Some((name, _)) = pose.0.iter().find(|(_, v)| !(-360.0..=360.0).contains(*v)) {
        return Err(wrong(name, "an angle is from -360 to 360 degrees", None));
    }
    Ok(())
}

/// The engine of a size, made when it is first asked for.
fn engine(size: &BodySize) -> Arc<Engine> {
    static KEPT: Kept<Engine> = Kept::new();
    let make = || sized(model(), size).and_then(Engine::new).expect("our own model and a size within its limits");
    KEPT.get(size, make)
}
