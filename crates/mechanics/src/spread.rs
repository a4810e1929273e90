//! How far an answer spreads when people don't hit the pose exactly: the same few draws for everyone, always.

use crate::engine::moved;
use crate::settings::PoseError;
use care::content::pose::Coordinates;
use serde::Serialize;
use utoipa::ToSchema;

/// A value for the pose as written, and the range that holds the middle 80 percent of poses and bodies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Estimate {
    /// For the pose as written and the body as given.
    pub value: f64,
    /// Tenth percentile.
    pub low: f64,
    /// Ninetieth percentile.
    pub high: f64,
}

impl Estimate {
    /// From the value as written and all draws.
    ///
    /// # Panics
    /// Without any draw.
    pub fn new(value: f64, mut draws: Vec<f64>) -> Self {
        draws.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = share * (draws.len() - 1) as f64;
            let (below, part) = (place.floor(), place.fract());
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a short list")]
            let i = below as usize;
            draws[i] + part * (draws[(i + 1).min(draws.len() - 1)] - draws[i])
        };
        Self { value, low: at(0.1), high: at(0.9) }
    }

    /// From the value as written and the extremes of all others.
    pub(crate) fn whole(value: f64, all: &[f64]) -> Self {
        let extreme = |pick: fn(f64, f64) -> f64| all.iter().copied().fold(value, pick);
        Self { value, low: extreme(f64::min), high: extreme(f64::max) }
    }

    /// With every number changed in the same, rising way.
    #[must_use]
    pub fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self { value: change(self.value), low: change(self.low), high: change(self.high) }
    }
}

/// Poses around this one: hip flexion of either side and lumbar extension vary independently (normal distributions).
pub(crate) fn around(pose: &Coordinates, error: &PoseError) -> Vec<Coordinates> {
    let vary = |i: usize| {
        let draw = |base| normal(halton(i, base));
        let hips = moved(&moved(pose, "hip_flexion_r", error.hip * draw(2)), "hip_flexion_l", error.hip * draw(3));
        moved(&hips, "lumbar_extension", error.lumbar * draw(5))
    };
    (1..=error.draws).map(vary).collect()
}

/// The i-th number of Halton's sequence: between 0 and 1, evenly spread.
fn halton(mut i: usize, base: usize) -> f64 {
    let (mut result, mut fraction) = (0.0, 1.0);
    while i > 0 {
        fraction /= base as f64;
        result += fraction * (i % base) as f64;
        i /= base;
    }
    result
}

/// Quantile of the normal distribution by Newton steps on its distribution function (Abramowitz and Stegun 26.2.17).
fn normal(share: f64) -> f64 {
    let mut x = 0.0_f64;
    for _ in 0..20 {
        x -= (distribution(x) - share) / density(x).max(1e-3);
        x = x.clamp(-4.0, 4.0);
    }
    x
}

fn density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

fn distribution(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * x.abs());
    let powers =
        t * (0.319_381_530 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    let upper = density(x) * powers;
    if x >= 0.0 { 1.0 - upper } else { upper }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_the_normal_distribution() {
        for (share, expected) in [(0.5, 0.0), (0.841_345, 1.0), (0.1, -1.281_552), (0.975, 1.959_964)] {
            assert!((normal(share) - expected).abs() < 1e-4, "{share}: {}", normal(share));
        }
    }

    #[test]
    fn the_draws_have_the_wanted_middle_and_spread() {
        let error = PoseError { hip: 5.0, lumbar: 7.0, draws: 64 };
        let poses = around(&crate::engine::pose(&[("hip_flexion", 30.0)]), &error);
        for (name, middle, spread) in
            [("hip_flexion_r", 30.0, 5.0), ("hip_flexion_l", 30.0, 5.0), ("lumbar_extension", 0.0, 7.0)]
        {
            let values: Vec<f64> = poses.iter().map(|p| p.get(name)).collect();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let deviation = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / values.len() as f64).sqrt();
            assert!((mean - middle).abs() < 0.1 * spread, "{name}: {mean}");
            assert!((deviation / spread - 1.0).abs() < 0.12, "{name}: {deviation}");
        }
    }

    #[test]
    fn an_estimate_holds_the_middle_of_its_draws() {
        let estimate = Estimate::new(5.0, (0..=10).map(f64::from).collect());
        assert_eq!((estimate.low, estimate.high), (1.0, 9.0));
    }
}
