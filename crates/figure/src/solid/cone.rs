//! Chains of tapering limbs as distances in space.

use crate::vector::V3;

/// A limb between two balls.
#[derive(Clone, Copy, Debug)]
struct Cone {
    from: V3,
    along: V3,
    /// 1 / length².
    per_square: f64,
    radius: f64,
    growth: f64,
}

impl Cone {
    fn new((from, radius): (V3, f64), (to, end): (V3, f64)) -> Self {
        let along = to - from;
        Self { from, along, per_square: 1.0 / along.dot(along).max(1e-12), radius, growth: end - radius }
    }

    fn distance(&self, p: V3) -> f64 {
        let d = p - self.from;
        let t = (d.dot(self.along) * self.per_square).clamp(0.0, 1.0);
        (d - self.along * t).norm() - (self.radius + self.growth * t)
    }
}

/// A chain of balls, neighbours joined by tapering limbs along a smooth line. Lengths in the unit of the balls.
#[derive(Clone, Debug)]
pub struct Chain {
    cones: Vec<Cone>,
    /// How far corners where it meets the chains before it are rounded.
    pub blend: f64,
    middle: V3,
    reach: f64,
}

/// Limbs that one pair of balls of a longer chain is cut into.
const PIECES: usize = 4;

impl Chain {
    /// A chain through these balls; three and more are joined by a curve.
    pub fn new(balls: &[(V3, f64)], blend: f64) -> Self {
        let dense = smooth(balls);
        let cones = if dense.len() == 1 {
            vec![Cone::new(dense[0], dense[0])]
        } else {
            dense.windows(2).map(|w| Cone::new(w[0], w[1])).collect()
        };
        let middle = dense.iter().fold(V3::default(), |sum, b| sum + b.0) * (1.0 / dense.len() as f64);
        let reach = dense.iter().map(|(at, r)| (*at - middle).norm() + r).fold(0.0, f64::max);
        Self { cones, blend, middle, reach }
    }

    /// Distance, negative inside.
    pub fn distance(&self, p: V3) -> f64 {
        self.cones.iter().map(|c| c.distance(p)).fold(f64::INFINITY, f64::min)
    }

    /// The box around its balls: lowest and highest corner.
    pub fn bounds(&self) -> (V3, V3) {
        let r = self.cones.iter().map(|c| c.radius.max(c.radius + c.growth)).fold(0.0, f64::max);
        let ends = self.cones.iter().flat_map(|c| [c.from, c.from + c.along]);
        let (low, high) =
            ends.fold((V3(1e9, 1e9, 1e9), V3(-1e9, -1e9, -1e9)), |(low, high), p| (lower(low, p), higher(high, p)));
        (low - V3(r, r, r), high + V3(r, r, r))
    }

    /// A bound below the distance.
    fn at_least(&self, p: V3) -> f64 {
        (p - self.middle).norm() - self.reach
    }

    /// The limbs that can matter within `reach` of a place where the distance of the whole is `whole`.
    fn near(&self, p: V3, whole: f64, reach: f64) -> Option<Self> {
        let limit = whole + 2.0 * reach + self.blend;
        if self.at_least(p) > limit {
            return None;
        }
        let cones: Vec<Cone> = self.cones.iter().filter(|c| c.distance(p) <= limit).copied().collect();
        (!cones.is_empty()).then(|| Self { cones, ..self.clone() })
    }
}

/// The lower of each coordinate.
pub fn lower(a: V3, b: V3) -> V3 {
    V3(a.0.min(b.0), a.1.min(b.1), a.2.min(b.2))
}

/// The higher of each coordinate.
pub fn higher(a: V3, b: V3) -> V3 {
    V3(a.0.max(b.0), a.1.max(b.1), a.2.max(b.2))
}

/// Adds balls on a Catmull-Rom curve through those given.
fn smooth(balls: &[(V3, f64)]) -> Vec<(V3, f64)> {
    let n = balls.len();
    if n < 3 {
        return balls.to_vec();
    }
    let mut out = vec![];
    for i in 0..n - 1 {
        let [before, a, b, after] = [i.saturating_sub(1), i, i + 1, (i + 2).min(n - 1)].map(|k| balls[k]);
        for piece in 0..PIECES {
            let w = catmull_rom(piece as f64 / PIECES as f64);
            let at = before.0 * w[0] + a.0 * w[1] + b.0 * w[2] + after.0 * w[3];
            out.push((at, before.1 * w[0] + a.1 * w[1] + b.1 * w[2] + after.1 * w[3]));
        }
    }
    out.push(balls[n - 1]);
    out
}

/// Weights of four points in a row at the share `t` between the middle two.
fn catmull_rom(t: f64) -> [f64; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [0.5 * (-t + 2.0 * t2 - t3), 0.5 * (2.0 - 5.0 * t2 + 3.0 * t3), 0.5 * (t + 4.0 * t2 - 3.0 * t3), 0.5 * (t3 - t2)]
}

/// The smaller of two distances, rounded over the width `k`.
pub fn soft_min(a: f64, b: f64, k: f64) -> f64 {
    let h = (k - (a - b).abs()).max(0.0);
    a.min(b) - h * h / (4.0 * k.max(1e-9))
}

/// Chains joined into one body, each rounded into those before it.
#[derive(Clone, Debug, Default)]
pub struct Union(pub Vec<Chain>);

impl Union {
    /// Distance, negative inside; infinite of nothing.
    pub fn distance(&self, p: V3) -> f64 {
        self.0.iter().fold(f64::INFINITY, |sum, chain| {
            if chain.at_least(p) > sum + chain.blend { sum } else { soft_min(sum, chain.distance(p), chain.blend) }
        })
    }

    /// What of it can matter within `reach` of `p`, where its own distance is `whole`.
    pub fn near(&self, p: V3, whole: f64, reach: f64) -> Self {
        let widest = self.0.iter().map(|c| c.blend).fold(0.0, f64::max);
        Self(self.0.iter().filter_map(|c| c.near(p, whole + widest, reach)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ball_is_round_and_a_limb_tapers() {
        let ball = Chain::new(&[(V3(1.0, 0.0, 0.0), 0.5)], 0.0);
        assert!((ball.distance(V3(1.0, 2.0, 0.0)) - 1.5).abs() < 1e-12);
        let limb = Chain::new(&[(V3::default(), 0.4), (V3(2.0, 0.0, 0.0), 0.2)], 0.0);
        assert!((limb.distance(V3(1.0, 1.0, 0.0)) - 0.7).abs() < 1e-12);
    }

    #[test]
    fn only_what_is_far_is_left_out_nearby() {
        let chain = |x: f64| Chain::new(&[(V3(x, 0.0, 0.0), 0.1), (V3(x, 1.0, 0.0), 0.1)], 0.05);
        let all = Union(vec![chain(0.0), chain(0.3), chain(5.0)]);
        let middle = V3(0.1, 0.5, 0.0);
        let near = all.near(middle, all.distance(middle), 0.1);
        assert_eq!(near.0.len(), 2);
        for p in [V3(0.05, 0.55, 0.05), V3(0.19, 0.45, -0.02)] {
            assert!((near.distance(p) - all.distance(p)).abs() < 1e-12);
        }
    }

    #[test]
    fn a_curve_goes_through_its_balls() {
        let balls = [(V3::default(), 1.0), (V3(1.0, 1.0, 0.0), 0.5), (V3(2.0, 0.0, 0.0), 0.7)];
        let dense = smooth(&balls);
        for ball in balls {
            assert!(dense.iter().any(|d| (d.0 - ball.0).norm() < 1e-12 && (d.1 - ball.1).abs() < 1e-12));
        }
    }
}
