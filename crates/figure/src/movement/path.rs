//! The way through all moments of a pose as one curve, measured by how far joints turn along it.

use crate::{
    scene::{Posture, Scene},
    skeleton::{Angles, is_arm},
    vector::V3,
};

/// Fitted postures on the way from one moment to the next.
const PARTS: usize = 8;
/// A turn that moves a limb as far as the whole body moves by this [stature], 100 degrees for a body length.
const TURN_PER_STATURE: f64 = 100.0;

/// The curve.
#[derive(Clone, Debug)]
pub struct Path {
    knots: Vec<Knot>,
    /// Where the moments lie [deg along the path].
    moments: Vec<f64>,
    /// Where the moments lie that are stopped at [deg along the path]; the start first, the end last.
    pub stops: Vec<f64>,
}

#[derive(Clone, Debug)]
struct Knot {
    /// Way from the start [deg].
    along: f64,
    angles: Angles,
    root: V3,
    /// Change per degree of way.
    turn: Angles,
    glide: V3,
}

impl Path {
    /// Fits the whole way.
    pub fn new(scene: &Scene) -> Self {
        let mut path = Self { knots: vec![], moments: vec![], stops: vec![] };
        for moment in 0..scene.len() {
            path.push(scene.moment(moment));
            path.moments.push(path.length());
            if !scene.passes(moment) {
                path.stops.push(path.length());
            }
            if moment + 1 < scene.len() {
                (1..PARTS).for_each(|i| path.push(&scene.between(moment, i as f64 / PARTS as f64)));
            }
        }
        path.slopes();
        path
    }

    /// Length [deg].
    pub fn length(&self) -> f64 {
        self.knots.last().map_or(0.0, |k| k.along)
    }

    /// The moments on both sides of a place; one when it is there.
    pub fn between(&self, along: f64) -> Vec<usize> {
        let near = |m: &usize| (self.moments[*m] - along).abs() < 1e-6;
        if let Some(here) = (0..self.moments.len()).find(near) {
            return vec![here];
        }
        let after = self.moments.partition_point(|m| *m < along).clamp(1, self.moments.len() - 1);
        vec![after - 1, after]
    }

    fn push(&mut self, posture: &Posture) {
        let along = self.knots.last().map_or(0.0, |last| last.along + distance(last, posture).max(1e-6));
        let (angles, root) = (posture.angles, posture.root);
        self.knots.push(Knot { along, angles, root, turn: [0.0; _], glide: V3::default() });
    }

    /// Slopes from the neighbours; at stops from the one side only that is gone next, the speed being nought there.
    fn slopes(&mut self) {
        let last = self.knots.len() - 1;
        for i in 0..=last {
            let stop = self.stops.iter().any(|s| (s - self.knots[i].along).abs() < 1e-9);
            let (a, b) = match i {
                0 => (0, 1),
                _ if i == last => (last - 1, last),
                _ if stop => continue,
                _ => (i - 1, i + 1),
            };
            let (from, to) = (&self.knots[a], &self.knots[b]);
            let way = to.along - from.along;
            let turn = std::array::from_fn(|k| (to.angles[k] - from.angles[k]) / way);
            let glide = (to.root - from.root) * (1.0 / way);
            (self.knots[i].turn, self.knots[i].glide) = (turn, glide);
        }
    }

    /// The posture at a place of the path; its breath is 0.
    pub fn at(&self, along: f64) -> Posture {
        let last = self.knots.len() - 1;
        let before = self.knots.partition_point(|k| k.along <= along).clamp(1, last) - 1;
        let (a, b) = (&self.knots[before], &self.knots[before + 1]);
        let step = b.along - a.along;
        let t = ((along - a.along) / step).clamp(0.0, 1.0);
        let (t2, t3) = (t * t, t * t * t);
        let value = 3.0 * t2 - 2.0 * t3;
        let (leave, arrive) = ((t3 - 2.0 * t2 + t) * step, (t3 - t2) * step);
        let angles = std::array::from_fn(|i| {
            a.angles[i] + (b.angles[i] - a.angles[i]) * value + a.turn[i] * leave + b.turn[i] * arrive
        });
        let root = a.root.lerp(b.root, value) + a.glide * leave + b.glide * arrive;
        Posture { angles, root, breath: 0.0 }
    }
}

/// Arms are light and may turn faster than the rest by this.
const ARMS: f64 = 0.92;

/// At least as much as any joint turns and the body glides; arms count for less.
fn distance(from: &Knot, to: &Posture) -> f64 {
    let weight = |i: usize| if is_arm(i) { ARMS } else { 1.0 };
    let turns = from.angles.iter().zip(&to.angles).enumerate().map(|(i, (a, b))| (b - a) * weight(i));
    let glide = (to.root - from.root).norm() * TURN_PER_STATURE;
    // Nearly the largest of them, but smooth.
    turns.chain([glide]).map(|d| d.powi(10)).sum::<f64>().powf(0.1)
}
