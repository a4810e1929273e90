//! The body as one distance: trunk and limbs, joined where the limbs grow out of the trunk and nowhere else.

use super::{
    cone::{Chain, Union, higher, lower, soft_min},
    nets::Distance,
};
use crate::{
    build::Build,
    flesh::{self, Part},
    skeleton::{Half, Segment, Skeleton},
    vector::V3,
};

/// How far a limb's root is rounded into the trunk [stature].
const ROOT_BLEND: f64 = 0.032;

/// A limb of the right side with the place where it is rooted.
#[derive(Clone, Debug)]
struct Grown {
    flesh: Union,
    root: V3,
    reach: f64,
}

/// Trunk, right leg and right arm in the rest posture [stature]; made for points with z >= 0.
#[derive(Clone, Debug)]
pub struct Shape {
    trunk: Union,
    leg: Grown,
    arm: Grown,
    hair: Union,
}

/// Distances of a point from the parts [stature].
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// Trunk, neck and head.
    pub trunk: f64,
    /// Leg.
    pub leg: f64,
    /// Arm.
    pub arm: f64,
    /// Hair.
    pub hair: f64,
}

/// Hair: a cap over the skull, down the back of the head; places on the head, radius.
const HAIR: [&[([f64; 3], f64)]; 2] = [
    &[
        ([-0.0137, 0.0602, 0.000], 0.0440),
        ([-0.0077, 0.0782, 0.000], 0.0470),
        ([0.0083, 0.0822, 0.000], 0.0470),
        ([0.0163, 0.0842, 0.000], 0.0440),
    ],
    &[([-0.0157, 0.0562, 0.000], 0.0400), ([-0.0157, 0.0362, 0.000], 0.0330)],
];

impl Shape {
    /// The shape of a body in a posture.
    pub fn new(build: &Build, skeleton: &Skeleton, breath: f64) -> Self {
        let union = |part: Part, chains: Vec<Vec<flesh::Ball>>| {
            Union(chains.iter().enumerate().map(|(i, balls)| Chain::new(balls, part.blend(i))).collect())
        };
        let mut trunk = Part::Trunk.chains(build, skeleton);
        flesh::breathe(&mut trunk, skeleton, breath);
        let grown = |part: Part| {
            let (root, reach) = part.root(skeleton).unwrap_or_default();
            Grown { flesh: union(part, part.chains(build, skeleton)), root, reach }
        };
        let head = skeleton.frame(Segment::Head, Half::Right);
        let hair = HAIR.map(|chain| {
            let balls: Vec<_> = chain.iter().map(|&([x, y, z], r)| (head.at(V3(x, y, z)), r)).collect();
            Chain::new(&balls, 0.012)
        });
        Self {
            trunk: union(Part::Trunk, trunk),
            leg: grown(Part::Leg(Half::Right)),
            arm: grown(Part::Arm(Half::Right)),
            hair: Union(hair.to_vec()),
        }
    }

    /// The box around the right half: lowest and highest corner.
    pub fn bounds(&self) -> (V3, V3) {
        let chains = [&self.trunk, &self.leg.flesh, &self.arm.flesh, &self.hair].into_iter().flat_map(|u| &u.0);
        let boxes = chains.map(Chain::bounds);
        boxes.reduce(|a, b| (lower(a.0, b.0), higher(a.1, b.1))).unwrap_or_default()
    }

    /// Distances from the parts.
    pub fn parts(&self, p: V3) -> Parts {
        Parts {
            trunk: self.trunk.distance(p),
            leg: self.leg.flesh.distance(p),
            arm: self.arm.flesh.distance(p),
            hair: self.hair.distance(p),
        }
    }

    /// Direction in which the distance grows, of length 1.
    pub fn normal(&self, p: V3) -> V3 {
        // Four corners of a tetrahedron give the gradient.
        let corners = [V3(1.0, -1.0, -1.0), V3(-1.0, -1.0, 1.0), V3(-1.0, 1.0, -1.0), V3(1.0, 1.0, 1.0)];
        corners.into_iter().fold(V3::default(), |sum, c| sum + c * self.distance(p + c * 1e-4)).unit()
    }
}

impl Grown {
    fn join(&self, sum: f64, p: V3) -> f64 {
        let away = (p - self.root).norm() / self.reach;
        let k = ROOT_BLEND * (1.0 - smooth_step(0.6, 1.4, away));
        soft_min(sum, self.flesh.distance(p), k)
    }
}

impl Distance for Shape {
    fn distance(&self, p: V3) -> f64 {
        let body = self.arm.join(self.leg.join(self.trunk.distance(p), p), p);
        soft_min(body, self.hair.distance(p), 0.002)
    }

    fn near(&self, p: V3, here: f64, reach: f64) -> Self {
        let here = here + ROOT_BLEND;
        let grown = |g: &Grown| Grown { flesh: g.flesh.near(p, here, reach), ..g.clone() };
        Self {
            trunk: self.trunk.near(p, here, reach),
            leg: grown(&self.leg),
            arm: grown(&self.arm),
            hair: self.hair.near(p, here, reach),
        }
    }
}

/// 0 below `low`, 1 above `high`, smooth between.
pub fn smooth_step(low: f64, high: f64, x: f64) -> f64 {
    let t = ((x - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
