//! Exercises and measures as movements: drawings with the times at which each is shown.

use std::sync::Arc;

use care::{
    entry::{Profile, Side},
    words::Words,
};
use figure::{
    film::{Film, film},
    movement::{Phase, Span},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    AppError,
    figures::{self, Picture},
    shelf::Shelf,
};

/// Movements that are kept, so that each is drawn once [bytes]: those of a session.
const KEPT: usize = 4 << 20;

/// One cycle of a movement. Times are seconds.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Movement {
    /// SVG documents that share one frame.
    pub drawings: Vec<String>,
    /// When to show which, in order; the first from 0.
    pub shots: Vec<Shot>,
    /// Length of the cycle [s].
    pub seconds: f64,
    /// Its phases, one after the other.
    pub phases: Vec<Timed>,
    /// Which step of the exercise is being done when.
    pub steps: Vec<Step>,
    /// Where a bout begins, with a breath in, shortly before the way there [s].
    pub lead_s: f64,
    /// What is done again and again within a bout [s]: from, to.
    pub bout_s: [f64; 2],
    /// Breathing in and out [s].
    pub breath_s: [f64; 2],
}

/// A drawing's turn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Shot {
    /// From when [s].
    pub at_s: f64,
    /// Which drawing.
    pub drawing: usize,
}

/// When a phase is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Timed {
    /// Which.
    pub phase: MovementPhase,
    /// From [s].
    pub from_s: f64,
    /// To [s].
    pub to_s: f64,
}

/// A part of the cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MovementPhase {
    /// In the starting position.
    Start,
    /// On the way to the end.
    Enter,
    /// At the end.
    Hold,
    /// On the way back.
    Back,
    /// At the start again.
    Settle,
}

/// When a step of the exercise is being done.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = MovementStep)]
pub struct Step {
    /// Its number among the exercise's steps, from 0.
    pub step: usize,
    /// From [s].
    pub from_s: f64,
    /// To [s].
    pub to_s: f64,
}

/// The movement of an exercise or a measure, done by a body of the person's size.
/// # Errors
/// [`AppError::Unknown`] when there is none of that name.
pub fn movement(slug: &str, side: Side, profile: &Profile, words: &Words) -> Result<Arc<Movement>, AppError> {
    static DONE: Shelf<Arc<Movement>> = Shelf::new(KEPT);
    let picture = Picture { at: 0.0, side, view: None };
    let build = figures::drawn_size(profile);
    let options = figure::Options { title: String::new(), ..figures::options(slug, picture, words) };
    let bytes = |movement: &Arc<Movement>| movement.drawings.iter().map(String::len).sum();
    DONE.get(format!("{slug} {build:?} {options:?}"), bytes, || {
        let made = film(slug, &figures::body(&build), &options).map_err(|_| figures::unknown(slug))?;
        Ok(Arc::new(Movement::from(made)))
    })
}

impl From<Film> for Movement {
    fn from(film: Film) -> Self {
        let shot = |s: &figure::film::Shot| Shot { at_s: tidy(s.at), drawing: s.frame };
        let mark = |m: &figure::movement::Mark| Step { step: m.step, from_s: tidy(m.from), to_s: tidy(m.to) };
        Self {
            shots: film.shots.iter().map(shot).collect(),
            seconds: tidy(film.duration),
            phases: film.spans.iter().map(Timed::from).collect(),
            steps: film.marks.iter().map(mark).collect(),
            lead_s: tidy(film.lead),
            bout_s: [tidy(film.bout.from), tidy(film.bout.to)],
            breath_s: film.breath_s,
            drawings: film.frames,
        }
    }
}

impl From<&Span> for Timed {
    fn from(span: &Span) -> Self {
        let phase = match span.phase {
            Phase::Start => MovementPhase::Start,
            Phase::Enter => MovementPhase::Enter,
            Phase::Hold => MovementPhase::Hold,
            Phase::Back => MovementPhase::Back,
            Phase::Settle => MovementPhase::Settle,
        };
        Self { phase, from_s: tidy(span.from), to_s: tidy(span.to) }
    }
}

/// To the millisecond.
fn tidy(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}
