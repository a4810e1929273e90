//! The body's shape: chains of balls on the segments, as fractions of stature. Breadths and depths follow ANSUR II;
//! the rest is drawn by eye.

use crate::{
    build::Build,
    landmarks::stretch,
    skeleton::{Half, Segment, Skeleton},
    vector::V3,
};

/// A ball of a chain, in the world.
pub type Ball = (V3, f64);

/// A ball of a chain on its segment: place, radius.
type Knot = (Segment, [f64; 3], f64);

use Segment::{Femur, Foot, Forearm, Hand, Head, Humerus, Lumbar, Neck, Pelvis, Radius, Tibia, Toes, Torso};

const BACK: &[Knot] = &[
    (Pelvis, [-0.0220, -0.0120, 0.0440], 0.050),
    (Pelvis, [-0.0060, 0.0500, 0.0400], 0.050),
    (Lumbar(2), [0.0110, 0.0040, 0.0340], 0.050),
    (Torso, [0.0133, 0.0120, 0.0360], 0.050),
    (Torso, [0.0133, 0.0700, 0.0300], 0.060),
    (Torso, [0.0013, 0.1120, 0.0500], 0.044),
    (Torso, [0.0013, 0.1240, 0.0780], 0.032),
];
const FRONT: &[Knot] = &[
    (Pelvis, [0.0140, 0.0000, 0.0260], 0.042),
    (Pelvis, [0.0180, 0.0460, 0.0300], 0.044),
    (Lumbar(2), [0.0230, 0.0040, 0.0240], 0.044),
    (Torso, [0.0293, 0.0200, 0.0300], 0.046),
    (Torso, [0.0333, 0.0680, 0.0300], 0.050),
    (Torso, [0.0173, 0.1080, 0.0400], 0.038),
];
const NAPE: &[Knot] = &[
    (Torso, [-0.0007, 0.1080, 0.0340], 0.042),
    (Torso, [-0.0037, 0.1450, 0.0220], 0.035),
    (Neck, [0.0020, 0.0100, 0.0000], 0.0305),
    (Head, [0.0073, 0.0242, 0.0000], 0.0300),
];
const SKULL: &[Knot] = &[
    (Head, [-0.0067, 0.0642, 0.0000], 0.0420),
    (Head, [-0.0037, 0.0762, 0.0000], 0.0440),
    (Head, [0.0103, 0.0782, 0.0000], 0.0445),
    (Head, [0.0213, 0.0762, 0.0000], 0.0410),
];
const FACE: &[Knot] = &[
    (Head, [0.0273, 0.0762, 0.0000], 0.0360),
    (Head, [0.0353, 0.0562, 0.0000], 0.0275),
    (Head, [0.0393, 0.0322, 0.0000], 0.0240),
    (Head, [0.0443, 0.0142, 0.0000], 0.0180),
];
const JAW: &[Knot] = &[(Head, [0.0103, 0.0262, 0.0000], 0.0300), (Head, [0.0483, 0.0082, 0.0000], 0.0145)];
const NOSE: &[Knot] = &[
    (Head, [0.0598, 0.0602, 0.0000], 0.0040),
    (Head, [0.0703, 0.0402, 0.0000], 0.0060),
    (Head, [0.0623, 0.0342, 0.0000], 0.0060),
];
const LIPS: &[Knot] = &[(Head, [0.0588, 0.0242, 0.0000], 0.0065)];

/// The line of the nose and the curl of the right ear.
const FEATURES: [&[[f64; 3]]; 2] = [
    &[[0.0663, 0.0622, 0.0030], [0.0763, 0.0402, 0.0030], [0.0673, 0.0342, 0.0030]],
    &[
        [0.0103, 0.0422, 0.0440],
        [0.0033, 0.0342, 0.0440],
        [-0.0037, 0.0442, 0.0460],
        [-0.0027, 0.0562, 0.0460],
        [0.0063, 0.0572, 0.0450],
    ],
];

const LEG: &[Knot] = &[
    (Pelvis, [-0.0020, 0.0060, 0.0520], 0.046),
    (Femur, [-0.0020, -0.0400, 0.0040], 0.049),
    (Femur, [0.0020, -0.1100, 0.0000], 0.0425),
    (Femur, [0.0020, -0.1900, -0.0020], 0.0335),
    (Femur, [0.0020, -0.2340, 0.0000], 0.0295),
    (Tibia, [-0.0007, -0.0200, 0.0000], 0.0275),
    (Tibia, [-0.0095, -0.0750, 0.0000], 0.0285),
    (Tibia, [-0.0079, -0.1500, 0.0000], 0.0210),
    (Tibia, [-0.0071, -0.2150, 0.0000], 0.0155),
    (Tibia, [-0.0100, -0.2430, 0.0000], 0.0165),
    (Foot, [-0.0180, -0.0210, 0.0000], 0.0185),
];
const INSTEP: &[Knot] = &[
    (Foot, [-0.0020, -0.0040, 0.0000], 0.0165),
    (Foot, [0.0360, -0.0170, 0.0000], 0.0165),
    (Foot, [0.0740, -0.0270, 0.0000], 0.0125),
];
const OUTER_SOLE: &[Knot] = &[
    (Foot, [-0.0160, -0.0240, 0.0020], 0.0160),
    (Foot, [0.0300, -0.0280, 0.0080], 0.0120),
    (Foot, [0.0720, -0.0280, 0.0120], 0.0120),
    (Toes, [0.0240, -0.0040, 0.0030], 0.0095),
];
const INNER_SOLE: &[Knot] = &[
    (Foot, [0.0360, -0.0200, -0.0060], 0.0130),
    (Foot, [0.0740, -0.0270, -0.0100], 0.0125),
    (Toes, [0.0300, -0.0030, -0.0150], 0.0105),
];

const ARM: &[Knot] = &[
    (Humerus, [0.0002, -0.0060, -0.0039], 0.0320),
    (Humerus, [0.0016, -0.0450, 0.0006], 0.0275),
    (Humerus, [0.0036, -0.1000, 0.0012], 0.0235),
    (Humerus, [0.0056, -0.1580, 0.0020], 0.0200),
    (Forearm, [-0.0010, -0.0350, 0.0100], 0.0220),
    (Radius, [-0.0020, -0.0820, 0.0000], 0.0180),
    (Radius, [-0.0050, -0.1400, 0.0070], 0.0135),
    (Hand, [0.0000, -0.0300, 0.0000], 0.0125),
];
const PALM: &[Knot] = &[
    (Hand, [0.0000, -0.0200, 0.0090], 0.0130),
    (Hand, [0.0010, -0.0550, 0.0100], 0.0120),
    (Hand, [0.0050, -0.0920, 0.0060], 0.0080),
];
const HEEL_OF_HAND: &[Knot] = &[
    (Hand, [0.0000, -0.0180, -0.0080], 0.0125),
    (Hand, [0.0010, -0.0540, -0.0110], 0.0115),
    (Hand, [0.0060, -0.0860, -0.0080], 0.0080),
];
const THUMB: &[Knot] = &[
    (Hand, [0.0020, -0.0160, 0.0140], 0.0090),
    (Hand, [0.0100, -0.0400, 0.0260], 0.0085),
    (Hand, [0.0140, -0.0580, 0.0290], 0.0070),
];

/// Places of the two chains of the trunk's front among its chains.
const FRONT_RIGHT: usize = 6;
const FRONT_LEFT: usize = 9;
/// Where the bands across the back begin; those across the front follow.
const RUNGS: usize = 11;

/// A part of the body that is drawn as one shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Trunk, neck and head.
    Trunk,
    /// One leg.
    Leg(Half),
    /// One arm.
    Arm(Half),
}

impl Part {
    /// All five.
    pub const ALL: [Self; 5] =
        [Self::Trunk, Self::Leg(Half::Right), Self::Leg(Half::Left), Self::Arm(Half::Right), Self::Arm(Half::Left)];

    /// Its chains of balls.
    pub fn chains(self, build: &Build, skeleton: &Skeleton) -> Vec<Vec<Ball>> {
        let of = |knots: &[&[Knot]], half: Half| -> Vec<Vec<Ball>> {
            knots.iter().map(|chain| place(chain, build, skeleton, half)).collect()
        };
        match self {
            Self::Trunk => {
                let mut out = of(&[SKULL, FACE, JAW, NOSE, LIPS], Half::Right);
                for half in Half::BOTH {
                    out.extend(of(&[BACK, FRONT, NAPE], half));
                }
                for (across, chain) in [BACK, FRONT].into_iter().enumerate() {
                    out.extend(chain.iter().skip(across).map(|k| rung(k, build, skeleton)));
                }
                out
            }
            Self::Leg(half) => of(&[LEG, INSTEP, OUTER_SOLE, INNER_SOLE], half),
            Self::Arm(half) => of(&[ARM, PALM, HEEL_OF_HAND, THUMB], half),
        }
    }

    /// How far the chain of this number is rounded into those before it [stature]: little in face, hands and feet.
    pub fn blend(self, chain: usize) -> f64 {
        match (self, chain) {
            (Self::Trunk, 1..=2) => 0.010,
            (Self::Trunk, 3..=4) => 0.006,
            (Self::Arm(_), 1..) => 0.011,
            (Self::Leg(_), 1..) => 0.014,
            _ => 0.0225,
        }
    }

    /// Middle and reach of the region where a limb grows out of the trunk, so that no line is drawn between them.
    pub fn root(self, skeleton: &Skeleton) -> Option<Ball> {
        match self {
            Self::Trunk => None,
            Self::Leg(half) => Some((skeleton.frame(Femur, half).at(V3(0.0, -0.015, 0.0)), 0.078)),
            Self::Arm(half) => Some((skeleton.frame(Humerus, half).at(V3(0.0, -0.004, 0.0)), 0.052)),
        }
    }
}

/// What covers the trunk above and below the waist: the chains of [`Part::Trunk`] that it lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Garment {
    /// From the waist to the neck.
    Shirt,
    /// Around the hips.
    Shorts,
}

impl Garment {
    /// The chains of the trunk that it covers.
    pub fn over(self, trunk: &[Vec<Ball>]) -> Vec<Vec<Ball>> {
        let part = |i: usize| match self {
            Self::Shirt => trunk[i][1..].to_vec(),
            Self::Shorts => trunk[i][..2].to_vec(),
        };
        let mut out: Vec<Vec<Ball>> = [FRONT_RIGHT - 1, FRONT_RIGHT, FRONT_LEFT - 1, FRONT_LEFT].map(part).to_vec();
        let rungs = RUNGS..RUNGS + BACK.len();
        let front = rungs.end..rungs.end + FRONT.len() - 1;
        out.extend(match self {
            Self::Shirt => [&trunk[rungs.start + 1..rungs.end], &trunk[front]].concat(),
            Self::Shorts => {
                vec![trunk[rungs.start].clone(), trunk[rungs.start + 1].clone(), trunk[front.start].clone()]
            }
        });
        out
    }
}

/// How far the front of belly and low ribs rises in a deep breath [stature].
const BREATH: f64 = 0.022;
/// The chains of the trunk's front start after head and back; in each the balls that rise.
const RISING: std::ops::RangeInclusive<usize> = 1..=3;

/// Lifts belly and low ribs of a trunk's chains.
pub fn breathe(chains: &mut [Vec<Ball>], skeleton: &Skeleton, breath: f64) {
    let ahead = skeleton.frame(Lumbar(2), Half::Right).r.turn(V3(1.0, 0.0, 0.0));
    for front in [FRONT_RIGHT, FRONT_LEFT] {
        for ball in &mut chains[front][RISING] {
            ball.0 = ball.0 + ahead * (BREATH * breath);
        }
    }
    // The rungs of the front are the last chains, without the lowest one.
    let first = chains.len() - (FRONT.len() - 1);
    for ball in chains[first..first + 3].iter_mut().flatten() {
        ball.0 = ball.0 + ahead * (BREATH * breath);
    }
}

/// A band from a ball to its mirror image, so that the trunk is whole between its two halves.
fn rung(knot: &Knot, build: &Build, skeleton: &Skeleton) -> Vec<Ball> {
    Half::BOTH.map(|half| ball(knot, build, skeleton, half)).to_vec()
}

fn place(chain: &[Knot], build: &Build, skeleton: &Skeleton, half: Half) -> Vec<Ball> {
    chain.iter().map(|knot| ball(knot, build, skeleton, half)).collect()
}

fn ball(&(segment, [x, y, z], radius): &Knot, build: &Build, skeleton: &Skeleton, half: Half) -> Ball {
    let local = V3(x, y, z * half.sign()).scaled(stretch(build, segment));
    (skeleton.frame(segment, half).at(local), radius)
}

/// The corners of the right eye, and the mouth from its right corner to the left.
const EYE: [[f64; 3]; 4] =
    [[0.0560, 0.0560, 0.0110], [0.0572, 0.0590, 0.0150], [0.0545, 0.0590, 0.0190], [0.0500, 0.0565, 0.0225]];
const MOUTH: [[f64; 3]; 5] = [
    [0.0560, 0.0215, 0.0125],
    [0.0620, 0.0200, 0.0065],
    [0.0635, 0.0197, 0.0000],
    [0.0620, 0.0200, -0.0065],
    [0.0560, 0.0215, -0.0125],
];

/// Lines on the head: nose, mouth, ears and eyes, the right ones first.
///
/// Each comes with the direction from which it is seen, and the share of that direction that has to point at the viewer.
pub fn features(skeleton: &Skeleton) -> [(f64, V3, Vec<V3>); 6] {
    let head = skeleton.frame(Head, Half::Right);
    let line = |points: &[[f64; 3]], side: f64| points.iter().map(|p| head.at(V3(p[0], p[1], p[2] * side))).collect();
    let eye = |side: f64| (0.42, head.r.turn(V3(0.85, 0.0, 0.53 * side)), line(&EYE, side));
    [
        (0.55, head.r.turn(V3(1.0, 0.0, 0.0)), line(FEATURES[0], 1.0)),
        (0.4, head.r.turn(V3(1.0, 0.0, 0.0)), line(&MOUTH, 1.0)),
        (0.3, head.r.turn(V3(0.0, 0.0, 1.0)), line(FEATURES[1], 1.0)),
        (0.3, head.r.turn(V3(0.0, 0.0, -1.0)), line(FEATURES[1], -1.0)),
        eye(1.0),
        eye(-1.0),
    ]
}
