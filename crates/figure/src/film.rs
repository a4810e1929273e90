//! A movement as a row of drawings with the times at which each is shown.

use std::collections::HashMap;

use care::content::pose::Pose;

use crate::{
    Body, Error, Options, Studio,
    camera::steps,
    find,
    movement::{Mark, Movement, Span, Tempo},
};

/// One cycle of an exercise, drawn. Times are seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Film {
    /// Drawings that share one frame; each may be shown several times.
    pub frames: Vec<String>,
    /// When to show which, in order; the first at 0.
    pub shots: Vec<Shot>,
    /// Length of the cycle [s].
    pub duration: f64,
    /// Its phases.
    pub spans: Vec<Span>,
    /// Which step is done when.
    pub marks: Vec<Mark>,
    /// Where a bout begins, with a breath in [s].
    pub lead: f64,
    /// What is done again and again within a bout.
    pub bout: Span,
    /// Breathing in and out [s].
    pub breath_s: [f64; 2],
}

/// A drawing's turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    /// From when [s].
    pub at: f64,
    /// Which drawing.
    pub frame: usize,
}

/// Levels of the breath that are told apart.
const BREATHS: f64 = 4.0;
/// Drawings of one cycle at most.
pub const MOST: usize = 64;
/// Way between two drawings [deg], and the fewest parts of a way.
const FINE: f64 = 1.5;
const FEWEST: f64 = 4.0;
/// Shots per second at most.
const RATE: f64 = 10.0;

/// Films an exercise, so that a drawing is made once for every place on the way and depth of breath; at most [`MOST`].
/// # Errors
/// [`Error::UnknownSlug`]; the others only when a pose file is wrong, which a test excludes.
pub fn film(slug: &str, body: &Body, options: &Options) -> Result<Film, Error> {
    let studio = Studio::new(find(slug)?, body, options)?;
    let movement = Movement::new(&studio.scene, Tempo::of(slug));
    let options = Options { arrow: false, ..options.clone() };
    let mut parts = (movement.way() / FINE).clamp(FEWEST, MOST as f64 / 2.0);
    let mut plan = shots(&movement, parts);
    while plan.1.len() > MOST {
        parts *= 0.85;
        plan = shots(&movement, parts);
    }
    let (shots, places) = plan;
    let draw = |(along, breath): &(f64, f64)| studio.draw(&movement.posture(*along, *breath), &options);
    Ok(Film {
        frames: places.iter().map(draw).collect(),
        shots,
        duration: movement.duration(),
        spans: movement.spans().to_vec(),
        marks: movement.marks().to_vec(),
        lead: movement.lead(),
        bout: movement.bout(),
        breath_s: [movement.tempo().in_s, movement.tempo().out_s],
    })
}

/// `n` drawings of the way there and back with their times [s], evenly over the time in which something moves: for looking at a
/// movement as a whole.
/// # Errors
/// A name in the pose that isn't known.
pub fn strip(slug: &str, pose: &Pose, body: &Body, options: &Options, n: usize) -> Result<Vec<(f64, String)>, Error> {
    let studio = Studio::new(pose, body, options)?;
    let movement = Movement::new(&studio.scene, Tempo::of(slug));
    let options = Options { arrow: false, ..options.clone() };
    let still = |t: &f64| (movement.place(*t).0 - movement.place(*t - 0.1).0).abs() < 2e-4;
    let all = (0..steps(movement.duration() * 10.0)).map(|i| i as f64 * 0.1);
    let moving: Vec<f64> = all.filter(|t| !still(t)).collect();
    let pick = |i: usize| moving.get(i * moving.len().saturating_sub(1) / (n.max(2) - 1)).copied().unwrap_or(0.0);
    Ok((0..n).map(pick).map(|t| (t, studio.draw(&movement.at(t), &options))).collect())
}

/// When the drawing changes, and the different drawings: places on the way in `parts` parts and breaths in a few levels.
fn shots(movement: &Movement, parts: f64) -> (Vec<Shot>, Vec<(f64, f64)>) {
    let mut known: HashMap<(usize, usize), usize> = HashMap::new();
    let (mut shots, mut places): (Vec<Shot>, Vec<(f64, f64)>) = (vec![], vec![]);
    let depth = movement.tempo().depth();
    let n = steps((movement.duration() * RATE).round());
    for i in 0..n {
        let at = movement.duration() * i as f64 / n as f64;
        let (along, breath) = movement.place(at);
        let (part, level) = ((along * parts).round(), (breath / depth * BREATHS).round());
        let frame = *known.entry((steps(part), steps(level))).or_insert_with(|| {
            places.push((part / parts, level / BREATHS * depth));
            places.len() - 1
        });
        if shots.last().is_none_or(|last| last.frame != frame) {
            shots.push(Shot { at, frame });
        }
    }
    (shots, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_is_bounded_and_shows_every_drawing_from_the_beginning_on() {
        for slug in care::content::pose::poses().keys() {
            let film = film(slug, &crate::own::bodies()[0], &Options::default()).expect("a known slug");
            assert!((5..=MOST).contains(&film.frames.len()), "{slug}: {} drawings", film.frames.len());
            assert!(film.shots[0].at.abs() < 1e-12 && film.shots.windows(2).all(|w| w[1].at > w[0].at), "{slug}");
            assert!((0..film.frames.len()).all(|i| film.shots.iter().any(|s| s.frame == i)), "{slug}");
            let box_of = |svg: &str| svg.split("viewBox=").nth(1).map(|rest| rest.chars().take(30).collect::<String>());
            assert!(film.frames.iter().all(|f| box_of(f) == box_of(&film.frames[0])), "{slug}");
        }
    }
}
