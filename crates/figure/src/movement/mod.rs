//! An exercise as a movement: from the start through its stages to the end and back, at a pace that a person can follow, with
//! contacts kept and the breath going on all the time.
//!
//! One cycle is a whole number of breaths:
//!
//! - start: in the starting position, while the first steps are read;
//! - enter: on a breath out, through the stages;
//! - hold: whole breaths at the end (a moment only, in what is repeated; swinging, in a pendulum);
//! - back: on a breath in, the same way;
//! - settle: at the start until the last breath is done.

mod beats;
mod path;
mod tempo;

use beats::{Beat, beats};
pub use beats::{Phase, Span};
use path::Path;
pub use tempo::{Pace, Tempo};

use crate::scene::{Posture, Scene};
use care::content::pose::Shown;

/// A step of the exercise's words and when it is being done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Number of the step, from 0, as in the exercise's words.
    pub step: usize,
    /// From [s].
    pub from: f64,
    /// To [s].
    pub to: f64,
}

/// A pose in motion. Times are seconds of one cycle; time goes round.
#[derive(Clone, Debug)]
pub struct Movement {
    path: Path,
    beats: Vec<Beat>,
    spans: Vec<Span>,
    marks: Vec<Mark>,
    tempo: Tempo,
    /// A breath in begins here and with it a bout [s].
    lead: f64,
}

impl Movement {
    /// Puts a scene in motion.
    pub fn new(scene: &Scene, tempo: Tempo) -> Self {
        let path = Path::new(scene);
        let swing = scene.pose.swing_s.map(|seconds| seconds * (scene.build.height_m / 1.70).sqrt());
        let (beats, lead) = beats(&path, &tempo, swing, &scene.pose.steps);
        let spans = beats::spans(&beats);
        let marks = marks(&spans, &scene.pose.steps);
        Self { path, beats, spans, marks, tempo, lead }
    }

    /// Length of one cycle [s].
    pub fn duration(&self) -> f64 {
        self.beats.last().map_or(0.0, |beat| beat.to)
    }

    /// The posture at a time.
    pub fn at(&self, t: f64) -> Posture {
        let (along, breath) = self.place(t);
        Posture { breath, ..self.path.at(along * self.path.length()) }
    }

    /// Where the movement is at a time: share of the way from start to end, and how far breathed in (0 to 1).
    pub fn place(&self, t: f64) -> (f64, f64) {
        let t = t.rem_euclid(self.duration());
        let beat = self.beats.iter().find(|beat| t < beat.to).or(self.beats.last());
        let along = beat.map_or(0.0, |beat| beat.along(t)) / self.path.length().max(1e-9);
        (along, self.tempo.breath(t - self.lead) * self.tempo.depth())
    }

    /// Length of the way from start to end, by how far joints turn [deg].
    pub fn way(&self) -> f64 {
        self.path.length()
    }

    /// The posture at a share of the way, so far breathed in.
    pub fn posture(&self, along: f64, breath: f64) -> Posture {
        Posture { breath, ..self.path.at(along.clamp(0.0, 1.0) * self.path.length()) }
    }

    /// The moments of the pose between which the movement is at a time; one only when it is there.
    pub fn between(&self, t: f64) -> Vec<usize> {
        self.path.between(self.place(t).0 * self.path.length())
    }

    /// The phases, one after the other, from 0 to [`Movement::duration`].
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Which step is being done when, in order of time.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The part that is done again and again within one bout: whole breaths of the hold, or there and back.
    pub fn bout(&self) -> Span {
        let (enter, hold, back) = (self.span(Phase::Enter), self.span(Phase::Hold), self.span(Phase::Back));
        match self.tempo.pace {
            Pace::Hold | Pace::Rest => hold,
            Pace::Repeat => Span { from: enter.from, to: back.to, phase: Phase::Enter },
            Pace::Breathe => Span { from: 0.0, to: self.tempo.breath_s(), phase: Phase::Enter },
        }
    }

    /// The time at which a bout begins: with a breath in, shortly before the way there [s].
    pub fn lead(&self) -> f64 {
        self.lead
    }

    /// The phase's time.
    pub fn span(&self, phase: Phase) -> Span {
        let found = self.spans.iter().find(|span| span.phase == phase);
        *found.expect("every movement has all phases")
    }

    /// Its breath.
    pub fn tempo(&self) -> &Tempo {
        &self.tempo
    }

    /// Times for a film that misses nothing: close together where much moves [s]; the first is 0, the last the duration.
    pub fn times(&self) -> Vec<f64> {
        let mut out: Vec<f64> = self.beats.iter().flat_map(Beat::times).collect();
        out.push(self.duration());
        out
    }
}

/// Steps share their phase evenly.
fn marks(spans: &[Span], shown: &Shown) -> Vec<Mark> {
    let steps = |phase| match phase {
        Phase::Start => &shown.start[..],
        Phase::Enter => &shown.enter,
        Phase::Hold => &shown.hold,
        Phase::Back => &shown.back,
        Phase::Settle => &[],
    };
    let share = |span: &Span| {
        let (steps, from) = (steps(span.phase), span.from);
        let each = (span.to - span.from) / steps.len().max(1) as f64;
        let mark = move |(i, step): (usize, &usize)| Mark {
            step: *step,
            from: from + each * i as f64,
            to: from + each * (i + 1) as f64,
        };
        steps.iter().enumerate().map(mark).collect::<Vec<_>>()
    };
    spans.iter().flat_map(share).collect()
}

#[cfg(test)]
mod tests;
