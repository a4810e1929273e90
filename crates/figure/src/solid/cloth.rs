//! Skin, top, shorts and hair: which part of the surface is which.

use super::{nets::Triangles, shape::Shape};
use crate::{
    skeleton::{Half, Segment, Skeleton},
    vector::V3,
};

/// What a face shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cloth {
    /// Bare skin.
    Skin,
    /// A shirt with short sleeves.
    Top,
    /// Shorts.
    Shorts,
    /// Hair.
    Hair,
}

impl Cloth {
    /// All, in the order of the primitives.
    pub const ALL: [Self; 4] = [Self::Skin, Self::Top, Self::Shorts, Self::Hair];

    /// Name of its material.
    pub fn name(self) -> &'static str {
        match self {
            Self::Skin => "skin",
            Self::Top => "top",
            Self::Shorts => "shorts",
            Self::Hair => "hair",
        }
    }
}

/// Height of the waistband over the hip joints [stature].
const WAIST: f64 = 0.066;
/// From the hip joint to the hem, along the thigh.
const HEM: f64 = 0.130;
/// From the shoulder joint to the end of the sleeve.
const SLEEVE: f64 = 0.062;

/// Where clothes begin and end on a body at rest.
pub struct Wearing<'a> {
    shape: &'a Shape,
    hip: V3,
    thigh: V3,
    shoulder: V3,
    arm: V3,
    neck: V3,
}

impl<'a> Wearing<'a> {
    /// Clothes for a body at rest.
    pub fn new(shape: &'a Shape, rest: &Skeleton) -> Self {
        let of = |segment| rest.frame(segment, Half::Right);
        Self {
            shape,
            hip: of(Segment::Femur).o,
            thigh: (of(Segment::Tibia).o - of(Segment::Femur).o).unit(),
            shoulder: of(Segment::Humerus).o,
            arm: (of(Segment::Forearm).o - of(Segment::Humerus).o).unit(),
            neck: of(Segment::Neck).o,
        }
    }

    /// Negative where there is hair.
    fn hair(&self, p: V3) -> f64 {
        let parts = self.shape.parts(p);
        parts.hair - parts.trunk
    }

    /// Negative below the waistband.
    fn waist(p: V3) -> f64 {
        p.1 - WAIST
    }

    fn hem(&self, p: V3) -> f64 {
        (p - self.hip).dot(self.thigh) - HEM
    }

    /// Positive beyond the sleeve's end, on the arm only.
    fn sleeve(&self, p: V3) -> f64 {
        let parts = self.shape.parts(p);
        ((p - self.shoulder).dot(self.arm) - SLEEVE).min(parts.trunk - parts.arm)
    }

    /// Negative below the neckline, which dips in front.
    fn neckline(&self, p: V3) -> f64 {
        (p - self.neck - V3(0.0, 0.009, 0.0)).dot(V3(0.42, 0.90, 0.0))
    }

    fn at(&self, p: V3) -> Cloth {
        if self.hair(p) < 0.0 {
            Cloth::Hair
        } else if Self::waist(p) < 0.0 {
            if self.hem(p) < 0.0 { Cloth::Shorts } else { Cloth::Skin }
        } else if self.sleeve(p).max(self.neckline(p)) < 0.0 {
            Cloth::Top
        } else {
            Cloth::Skin
        }
    }

    /// Faces by what they show.
    pub fn sort(&self, mesh: &Triangles) -> Vec<(Cloth, Vec<[u32; 3]>)> {
        let mut out = Cloth::ALL.map(|cloth| (cloth, vec![])).to_vec();
        for face in &mesh.faces {
            let middle = face.iter().fold(V3::default(), |sum, c| sum + mesh.points[*c as usize]) * (1.0 / 3.0);
            let cloth = self.at(middle);
            out.iter_mut().filter(|o| o.0 == cloth).for_each(|o| o.1.push(*face));
        }
        out
    }
}

/// A field whose zero line is an edge of cloth or hair.
pub type Border<'a> = Box<dyn Fn(V3) -> f64 + 'a>;

/// Lines along which the mesh is cut.
pub fn borders<'a>(shape: &'a Shape, rest: &Skeleton) -> [Border<'a>; 5] {
    let worn = || Wearing::new(shape, rest);
    let [hair, hem, sleeve, neckline] = [worn(), worn(), worn(), worn()];
    [
        Box::new(move |p| hair.hair(p)),
        Box::new(Wearing::waist),
        Box::new(move |p| hem.hem(p)),
        Box::new(move |p| sleeve.sleeve(p)),
        Box::new(move |p| neckline.neckline(p)),
    ]
}
