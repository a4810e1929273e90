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
    mark("sacrum", Segment::Pelvis, [-0.030, 0.045, 0.0], 0.042, [-1.0, 0.0, 0.0]),
    mark("low_back", Segment::Lumbar(2), [-0.014, 0.0, 0.0], 0.040, [-1.0, 0.0, 0.0]),
    mark("belly", Segment::Lumbar(2), [0.016, 0.0, 0.0], 0.040, [1.0, 0.0, 0.0]),
    mark("mid_back", Segment::Torso, [0.004, 0.030, 0.0], 0.051, [-1.0, 0.0, 0.0]),
    mark("upper_back", Segment::Torso, [0.012, 0.075, 0.0], 0.066, [-1.0, 0.0, 0.0]),
    mark("chest", Segment::Torso, [0.026, 0.065, 0.0], 0.050, [1.0, 0.0, 0.0]),
    mark("head", Segment::Head, [0.002, 0.045, 0.0], 0.047, [-1.0, 0.0, 0.0]),
    mark("forehead", Segment::Head, [0.024, 0.045, 0.0], 0.040, [1.0, 0.0, 0.0]),
    mark("face", Segment::Head, [0.038, 0.006, 0.0], 0.026, [1.0, 0.0, 0.0]),
];

const SIDES: [Landmark; 35] = [
    mark("buttock", Segment::Pelvis, [-0.022, -0.010, 0.046], 0.052, [-1.0, -0.4, 0.0]),
    mark("sit_bone", Segment::Pelvis, [-0.016, -0.022, 0.046], 0.046, [-0.3, -1.0, 0.0]),
    mark("hip_side", Segment::Pelvis, [0.0, -0.012, 0.052], 0.050, [0.0, 0.0, 1.0]),
    mark("iliac", Segment::Pelvis, [0.018, 0.046, 0.050], 0.036, [1.0, 0.3, 0.6]),
    mark("pelvis_back", Segment::Pelvis, [-0.032, 0.045, 0.030], 0.040, [-1.0, 0.2, 0.3]),
    mark("flank", Segment::Lumbar(2), [0.0, 0.0, 0.034], 0.050, [0.0, 0.0, 1.0]),
    mark("ribs", Segment::Torso, [0.018, 0.016, 0.036], 0.048, [0.8, 0.0, 0.7]),
    mark("ribs_side", Segment::Torso, [0.016, 0.045, 0.026], 0.062, [0.0, 0.0, 1.0]),
    mark("shoulder_back", Segment::Torso, [-0.006, 0.116, 0.050], 0.044, [-1.0, 0.0, 0.0]),
    mark("ball_spot", Segment::Pelvis, [0.020, 0.050, 0.034], 0.010, [1.0, 0.0, 0.0]),
    mark("low_belly", Segment::Pelvis, [0.020, 0.050, 0.034], 0.040, [1.0, 0.0, 0.0]),
    mark("shoulder", Segment::Humerus, [0.0, -0.006, 0.0], 0.033, [0.0, 0.0, 1.0]),
    mark("thigh", Segment::Femur, [0.0, -0.120, 0.0], 0.042, [1.0, 0.0, 0.0]),
    mark("thigh_low", Segment::Femur, [0.0, -0.200, 0.0], 0.034, [1.0, 0.0, 0.0]),
    mark("thigh_back", Segment::Femur, [-0.006, -0.170, 0.0], 0.034, [-1.0, 0.0, 0.0]),
    mark("thigh_high", Segment::Femur, [-0.006, -0.090, 0.0], 0.042, [-1.0, 0.0, 0.0]),
    mark("knee", Segment::Tibia, [0.004, -0.002, 0.0], 0.031, [1.0, 0.2, 0.0]),
    mark("knee_inner", Segment::Femur, [0.0, -0.232, 0.0], 0.030, [0.0, 0.0, -1.0]),
    mark("knee_outer", Segment::Femur, [0.0, -0.232, 0.0], 0.030, [0.0, 0.0, 1.0]),
    mark("knee_back", Segment::Femur, [-0.004, -0.222, 0.0], 0.029, [-1.0, 0.0, 0.0]),
    mark("ankle_inner", Segment::Foot, [0.0, 0.0, -0.004], 0.017, [0.0, 0.0, -1.0]),
    mark("shin_top", Segment::Tibia, [0.0, -0.052, 0.0], 0.028, [1.0, 0.0, 0.0]),
    mark("shin", Segment::Tibia, [0.004, -0.130, 0.0], 0.021, [1.0, 0.0, 0.0]),
    mark("calf", Segment::Tibia, [-0.009, -0.085, 0.0], 0.027, [-1.0, 0.0, 0.0]),
    mark("heel", Segment::Foot, [-0.020, -0.023, 0.0], 0.017, [-1.0, -0.3, 0.0]),
    mark("ankle_outer", Segment::Foot, [0.0, 0.0, 0.004], 0.018, [0.0, 0.0, 1.0]),
    mark("foot_top", Segment::Foot, [0.050, -0.016, 0.0], 0.015, [0.5, 1.0, 0.0]),
    mark("ball", Segment::Foot, [0.074, -0.028, 0.0], 0.012, [0.0, -1.0, 0.0]),
    mark("toe", Segment::Toes, [0.028, -0.002, 0.0], 0.010, [0.0, -1.0, 0.0]),
    mark("elbow", Segment::Forearm, [-0.002, 0.0, 0.0], 0.021, [-1.0, 0.0, 0.0]),
    mark("forearm", Segment::Forearm, [0.0, -0.080, 0.0], 0.019, [-1.0, 0.0, 0.0]),
    mark("hand", Segment::Hand, [0.0, -0.040, 0.0], 0.012, [1.0, 0.0, 0.0]),
    mark("hand_back", Segment::Hand, [0.0, -0.040, 0.0], 0.012, [-1.0, 0.0, 0.0]),
    mark("fingers", Segment::Hand, [0.0, -0.085, 0.0], 0.008, [1.0, 0.0, 0.0]),
    mark("wrist", Segment::Hand, [0.0, 0.0, 0.0], 0.015, [1.0, 0.0, 0.0]),
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
        Segment::Forearm => V3(1.0, build.forearm / 0.1534, 1.0),
        _ => V3(1.0, 1.0, 1.0),
    }
}
