//! What the body model says: exercises, claims, and any pose, for a body of the person's size.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use body::Model;
use care::{
    content::{self, Sides, pose::Coordinates},
    entry::Profile,
    words::Words,
};
use mechanics::{
    BodySize, CurvePoint, Engine, ExerciseMechanics, Explored,
    claims::{ClaimVerdict, Finding, Outcome, Verdict, verdicts},
    say::{self, Whose},
    sized,
};
use osim::{Document, Limits};
use serde::Serialize;
use utoipa::ToSchema;

use super::{App, AppError, catalogue, closest};

/// Supple's own body, read once from the file that is built into the program.
pub fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        let bytes = include_bytes!("../../../../models/supple.osim");
        let document = Document::parse(bytes, "supple.osim", &Limits::default());
        document.and_then(|d| d.import()).expect("a test of osim reads this very file").model
    });
    &MODEL
}

/// What the model says to a claim, in words and figures.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimAnswer {
    /// What it says.
    pub verdict: Verdict,
    /// The same for the person.
    pub text: String,
    /// How it was worked out.
    pub method: String,
    /// The figures that the verdict follows from.
    pub figures: Vec<FigureView>,
    /// What a model of lengths and passive forces can't test of it.
    pub untested: Option<String>,
    /// Bodies and laws of tension that it was tested on.
    pub variants: usize,
}

/// A figure in words, with its numbers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FigureView {
    /// What it is.
    pub what: String,
    /// The figure with its range and unit.
    pub text: String,
    /// From or up to where the statement is true.
    pub limit: String,
    /// Is it true?
    pub outcome: Outcome,
    /// The same for the person.
    pub outcome_text: String,
    /// The numbers.
    #[serde(flatten)]
    pub finding: FindingNumbers,
}

/// The numbers of a figure.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FindingNumbers {
    /// Permanent name of the figure.
    pub key: String,
    /// `mm`, `%`, `deg` or `x` (so many times).
    pub unit: String,
    /// Of the model's own body.
    pub value: f64,
    /// Smallest of all variants.
    pub low: f64,
    /// Largest of all variants.
    pub high: f64,
}

/// The verdicts, computed once when first asked for.
pub fn claims() -> &'static [ClaimVerdict] {
    static ALL: LazyLock<Vec<ClaimVerdict>> =
        LazyLock::new(|| verdicts(model()).expect("our own model has a whole psoas"));
    &ALL
}

/// What the model says to a claim of the list.
pub(super) fn claim(id: &str, words: &Words) -> ClaimAnswer {
    let verdict = claims().iter().find(|c| c.id == id).expect("a test gives every claim of the list a verdict");
    answer(verdict, words)
}

/// A verdict in words.
pub fn answer(claim: &ClaimVerdict, words: &Words) -> ClaimAnswer {
    let figure = |f: &Finding| FigureView {
        what: say::finding(claim, f, words),
        text: say::figure(f, words),
        limit: say::limit(f, words),
        outcome: f.outcome,
        outcome_text: say::outcome(f, words),
        finding: FindingNumbers { key: f.key.clone(), unit: f.unit.clone(), value: f.value, low: f.low, high: f.high },
    };
    ClaimAnswer {
        verdict: claim.verdict,
        text: say::verdict(claim, words),
        method: say::method(claim, words),
        figures: claim.findings.iter().map(figure).collect(),
        untested: say::untested(claim, words),
        variants: claim.variants,
    }
}

/// What an exercise does to the psoas.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExerciseAnswer {
    /// For the person: how strong, on which side, how sure.
    pub text: Vec<String>,
    /// The numbers.
    #[serde(flatten)]
    pub mechanics: ExerciseMechanics,
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
        let sides = catalogue::exercise(slug, words)?.exercise.sides;
        let mechanics = mechanics::exercise(model(), slug, &self.size().await?).map_err(|_| AppError::Unknown {
            what: "figure",
            name: slug.to_owned(),
            meant: None,
        })?;
        let text = match sides {
            Sides::Both => vec![say::side(&mechanics.right, Whose::Both, words)],
            Sides::Each => vec![
                say::side(&mechanics.right, Whose::Worked, words),
                say::tier(&mechanics.left.tier, Whose::Other, words),
            ],
        };
        Ok(ExerciseAnswer { text, mechanics })
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

/// Sizes whose engines are kept, so that a slider doesn't scale a body at every step.
const ENGINES: usize = 8;

/// The engine of a size, made when it is first asked for.
fn engine(size: &BodySize) -> Arc<Engine> {
    static KEPT: Mutex<Vec<(BodySize, Arc<Engine>)>> = Mutex::new(Vec::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, engine)) = kept.iter().find(|(known, _)| known == size) {
        return engine.clone();
    }
    let body = sized(model(), size).and_then(Engine::new);
    let engine = Arc::new(body.expect("our own model and a size within its limits"));
    if kept.len() == ENGINES {
        kept.remove(0);
    }
    kept.push((size.clone(), engine.clone()));
    engine
}
