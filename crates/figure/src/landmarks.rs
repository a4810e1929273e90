//! Named points of the body's surface: little spheres fixed to segments, as fractions of stature.
//!
//! A contact brings a sphere against a surface; a contact with the body brings it against another point, from the
//! direction of that point's outward normal.

use crate::{
    build::Build,
    skeleton::{Half, Segment, Skeleton},
    vector::V3,
};

/// One named sphere, given for the right side or the middle.
struct Landmark {
    name: &'static str,
    segment: Segment,
    at: V3,
    radius: f64,
    normal: V3,
}

const fn mark(name: &'static str, segment: Segment, at: [f64; 3], radius: f64, normal: [f64; 3]) -> Landmark {
    let v = V3(at[0], at[1], at[2]);
    Landmark { name, segment, at: v, radius, normal: V3(normal[0], normal[1], normal[2]) }
}

const MIDDLE: [Landmark; 9] = [
    mark("sacrum", Segment::Pelvis, [-0.0300, 0.0450, 0.0000], 0.042, [-1.0, 0.0, 0.0]),
    mark("low_back", Segment::Lumbar(2), [-0.0070, 0.0000, 0.0000], 0.040, [-1.0, 0.0, 0.0]),
    mark("belly", Segment::Lumbar(2), [0.0230, 0.0000, 0.0000], 0.040, [1.0, 0.0, 0.0]),
    mark("mid_back", Segment::Torso, [0.0113, 0.0140, 0.0000], 0.051, [-1.0, 0.0, 0.0]),
    mark("upper_back", Segment::Torso, [0.0193, 0.0750, 0.0000], 0.066, [-1.0, 0.0, 0.0]),
    mark("chest", Segment::Torso, [0.0333, 0.0650, 0.0000], 0.050, [1.0, 0.0, 0.0]),
    mark("head", Segment::Head, [0.0083, 0.0712, 0.0000], 0.047, [-1.0, 0.0, 0.0]),
    mark("forehead", Segment::Head, [0.0303, 0.0712, 0.0000], 0.040, [1.0, 0.0, 0.0]),
    mark("face", Segment::Head, [0.0443, 0.0322, 0.0000], 0.026, [1.0, 0.0, 0.0]),
];

const SIDES: [Landmark; 35] = [
    mark("buttock", Segment::Pelvis, [-0.0220, -0.0100, 0.0460], 0.052, [-1.0, -0.4, 0.0]),
    mark("sit_bone", Segment::Pelvis, [-0.0160, -0.0220, 0.0460], 0.046, [-0.3, -1.0, 0.0]),
    mark("hip_side", Segment::Pelvis, [0.0000, -0.0120, 0.0520], 0.050, [0.0, 0.0, 1.0]),
    mark("iliac", Segment::Pelvis, [0.0180, 0.0460, 0.0500], 0.036, [1.0, 0.3, 0.6]),
    mark("pelvis_back", Segment::Pelvis, [-0.0320, 0.0450, 0.0300], 0.040, [-1.0, 0.2, 0.3]),
    mark("flank", Segment::Lumbar(2), [0.0070, 0.0000, 0.0340], 0.050, [0.0, 0.0, 1.0]),
    mark("ribs", Segment::Torso, [0.0253, 0.0160, 0.0360], 0.048, [0.8, 0.0, 0.7]),
    mark("ribs_side", Segment::Torso, [0.0233, 0.0450, 0.0260], 0.062, [0.0, 0.0, 1.0]),
    mark("shoulder_back", Segment::Torso, [0.0013, 0.1160, 0.0500], 0.044, [-1.0, 0.0, 0.0]),
    mark("ball_spot", Segment::Pelvis, [0.0200, 0.0500, 0.0340], 0.010, [1.0, 0.0, 0.0]),
    mark("low_belly", Segment::Pelvis, [0.0200, 0.0500, 0.0340], 0.040, [1.0, 0.0, 0.0]),
    mark("shoulder", Segment::Humerus, [0.0002, -0.0060, 0.0001], 0.033, [0.0, 0.0, 1.0]),
    mark("thigh", Segment::Femur, [0.0000, -0.1200, 0.0000], 0.042, [1.0, 0.0, 0.0]),
    mark("thigh_low", Segment::Femur, [0.0000, -0.2000, 0.0000], 0.034, [1.0, 0.0, 0.0]),
    mark("thigh_back", Segment::Femur, [-0.0060, -0.1700, 0.0000], 0.034, [-1.0, 0.0, 0.0]),
    mark("thigh_high", Segment::Femur, [-0.0060, -0.0900, 0.0000], 0.042, [-1.0, 0.0, 0.0]),
    mark("knee", Segment::Tibia, [0.0039, -0.0020, 0.0000], 0.031, [1.0, 0.2, 0.0]),
    mark("knee_inner", Segment::Femur, [0.0000, -0.2320, 0.0000], 0.030, [0.0, 0.0, -1.0]),
    mark("knee_outer", Segment::Femur, [0.0000, -0.2320, 0.0000], 0.030, [0.0, 0.0, 1.0]),
    mark("knee_back", Segment::Femur, [-0.0040, -0.2220, 0.0000], 0.029, [-1.0, 0.0, 0.0]),
    mark("ankle_inner", Segment::Foot, [0.0000, 0.0000, -0.0040], 0.017, [0.0, 0.0, -1.0]),
    mark("shin_top", Segment::Tibia, [-0.0017, -0.0520, 0.0000], 0.028, [1.0, 0.0, 0.0]),
    mark("shin", Segment::Tibia, [-0.0003, -0.1300, 0.0000], 0.021, [1.0, 0.0, 0.0]),
    mark("calf", Segment::Tibia, [-0.0118, -0.0850, 0.0000], 0.027, [-1.0, 0.0, 0.0]),
    mark("heel", Segment::Foot, [-0.0200, -0.0230, 0.0000], 0.017, [-1.0, -0.3, 0.0]),
    mark("ankle_outer", Segment::Foot, [0.0000, 0.0000, 0.0040], 0.018, [0.0, 0.0, 1.0]),
    mark("foot_top", Segment::Foot, [0.0500, -0.0160, 0.0000], 0.015, [0.5, 1.0, 0.0]),
    mark("ball", Segment::Foot, [0.0740, -0.0280, 0.0000], 0.012, [0.0, -1.0, 0.0]),
    mark("toe", Segment::Toes, [0.0280, -0.0040, -0.0050], 0.010, [0.0, -1.0, 0.0]),
    mark("elbow", Segment::Forearm, [-0.0040, 0.0000, 0.0077], 0.021, [-1.0, 0.0, 0.0]),
    mark("forearm", Segment::Forearm, [0.0000, -0.0800, 0.0140], 0.019, [-1.0, 0.0, 0.0]),
    mark("hand", Segment::Hand, [0.0000, -0.0400, 0.0000], 0.012, [1.0, 0.0, 0.0]),
    mark("hand_back", Segment::Hand, [0.0000, -0.0400, 0.0000], 0.012, [-1.0, 0.0, 0.0]),
    mark("fingers", Segment::Hand, [0.0000, -0.0850, 0.0000], 0.008, [1.0, 0.0, 0.0]),
    mark("wrist", Segment::Hand, [0.0000, 0.0000, 0.0000], 0.015, [1.0, 0.0, 0.0]),
];

/// A body point that a contact names: which landmark, on which side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    index: usize,
    half: Option<Half>,
}

/// A landmark in the world, in stature units.
#[derive(Clone, Copy, Debug)]
pub struct Ball {
    /// Centre.
    pub centre: V3,
    /// Radius.
    pub radius: f64,
    /// Outward direction of its skin.
    pub normal: V3,
}

impl Point {
    /// The points of a name: one of the middle, one side (`_r`, `_l`), or both sides; empty for an unknown name.
    pub fn named(name: &str) -> Vec<Self> {
        if let Some(index) = MIDDLE.iter().position(|m| m.name == name) {
            return vec![Self { index, half: None }];
        }
        let (stem, halves) = match (name.strip_suffix("_r"), name.strip_suffix("_l")) {
            (Some(stem), _) => (stem, &Half::BOTH[..1]),
            (_, Some(stem)) => (stem, &Half::BOTH[1..]),
            _ => (name, &Half::BOTH[..]),
        };
        let index = SIDES.iter().position(|m| m.name == stem);
        index.iter().flat_map(|&i| halves.iter().map(move |&h| Self { index: i, half: Some(h) })).collect()
    }

    /// Every point of the body.
    pub fn all() -> impl Iterator<Item = Self> {
        let sides = (0..SIDES.len()).flat_map(|index| Half::BOTH.map(|h| Self { index, half: Some(h) }));
        (0..MIDDLE.len()).map(|index| Self { index, half: None }).chain(sides)
    }

    /// Right, left or none.
    pub fn half(self) -> Option<Half> {
        self.half
    }

    /// Name without its side.
    pub fn stem(self) -> &'static str {
        if self.half.is_some() { SIDES[self.index].name } else { MIDDLE[self.index].name }
    }

    /// Name with its side, e.g. `heel_r`.
    pub fn name(self) -> String {
        match self.half {
            None => MIDDLE[self.index].name.to_owned(),
            Some(Half::Right) => format!("{}_r", SIDES[self.index].name),
            Some(Half::Left) => format!("{}_l", SIDES[self.index].name),
        }
    }

    /// Where it is.
    pub fn ball(self, build: &Build, skeleton: &Skeleton) -> Ball {
        let half = self.half.unwrap_or(Half::Right);
        let mark = if self.half.is_some() { &SIDES[self.index] } else { &MIDDLE[self.index] };
        let side = V3(1.0, 1.0, half.sign());
        let frame = skeleton.frame(mark.segment, half);
        Ball {
            centre: frame.at(mark.at.scaled(stretch(build, mark.segment)).scaled(side)),
            radius: mark.radius,
            normal: frame.r.turn(mark.normal.unit().scaled(side)),
        }
    }
}

/// How a segment's own points are stretched for this build beside the average one.
pub fn stretch(build: &Build, segment: Segment) -> V3 {
    match segment {
        Segment::Pelvis => V3(1.0, 1.0, build.pelvis_breadth),
        Segment::Lumbar(_) | Segment::Torso => V3(1.0, 1.0, build.chest_breadth),
        Segment::Femur => V3(1.0, build.thigh / 0.239, 1.0),
        Segment::Tibia => V3(1.0, build.shank / 0.243, 1.0),
        Segment::Humerus => V3(1.0, build.upper_arm / 0.1602, 1.0),
        Segment::Forearm | Segment::Radius => V3(1.0, build.forearm / 0.1534, 1.0),
        _ => V3(1.0, 1.0, 1.0),
    }
}
