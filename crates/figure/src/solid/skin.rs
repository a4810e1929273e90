//! The skin: one closed mesh of the body at rest, its material by face, and the nodes that carry each point.

use super::{
    cloth::{self, Cloth},
    cut::cut,
    nets::{self, Distance, Triangles},
    rig::{self, opposite},
    shape::Shape,
    simplify::simplify,
    weights::{Carriers, Gates},
};
use crate::{
    build::Build,
    skeleton::{Half, Segment, Skeleton},
    vector::V3,
};

/// How fine a mesh is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Detail {
    /// About 11,000 triangles.
    #[default]
    Full,
    /// About 3,000 triangles, for slow machines.
    Low,
}

/// A body's skin at rest. Lengths as shares of stature.
#[derive(Clone, Debug)]
pub struct Skin {
    /// Points; those of the left half mirror those of the right.
    pub points: Vec<V3>,
    /// Outward directions.
    pub normals: Vec<V3>,
    /// Who carries each point.
    pub carriers: Vec<Carriers>,
    /// How each point is moved by a deep breath in.
    pub breath: Vec<V3>,
    /// Faces by material.
    pub faces: Vec<(Cloth, Vec<[u32; 3]>)>,
}

/// Cell of the grid [stature].
const STEP: f64 = 0.0062;
/// Room around the body [stature].
const ROOM: f64 = 0.02;

/// Faces of the right half before cloth is cut.
fn budget(detail: Detail) -> usize {
    match detail {
        Detail::Full => 5000,
        Detail::Low => 1250,
    }
}

impl Skin {
    /// Makes the skin of a body.
    pub fn new(build: &Build, detail: Detail) -> Self {
        let rest = rig::rest(build);
        let shape = Shape::new(build, &rest, 0.0);
        let (low, high) = shape.bounds();
        let room = V3(ROOM, ROOM, ROOM);
        let raw = nets::mesh(&shape, low - room, high + room, STEP, true);
        let mut half = simplify(&raw, budget(detail), &importance(&rest));
        settle(&mut half, &shape);
        for field in cloth::borders(&shape, &rest) {
            cut(&mut half, &field);
        }
        Self::dress(&half, build, &rest, &shape)
    }

    fn dress(half: &Triangles, build: &Build, rest: &Skeleton, shape: &Shape) -> Self {
        let gates = Gates::new(rest);
        let breathing = Shape::new(build, rest, 1.0);
        let mut normals: Vec<V3> = half.points.iter().map(|p| shape.normal(*p)).collect();
        for (normal, point) in normals.iter_mut().zip(&half.points) {
            if point.2 == 0.0 {
                *normal = V3(normal.0, normal.1, 0.0).unit();
            }
        }
        let carriers: Vec<Carriers> = half.points.iter().map(|p| gates.carriers(*p, &shape.parts(*p))).collect();
        let breath = half.points.iter().zip(&normals).map(|(p, n)| *n * risen(&breathing, *p)).collect();
        let wearing = cloth::Wearing::new(shape, rest);
        let faces = wearing.sort(half);
        Self { points: half.points.clone(), normals, carriers, breath, faces }.whole()
    }

    /// Adds the mirror image.
    fn whole(mut self) -> Self {
        let n = self.points.len();
        let mut other: Vec<u32> = (0..).take(n).collect();
        for i in 0..n {
            if self.points[i].2 != 0.0 {
                other[i] = u32::try_from(self.points.len()).expect("some thousand points");
                self.points.push(self.points[i].mirrored());
                self.normals.push(self.normals[i].mirrored());
                self.breath.push(self.breath[i].mirrored());
                self.carriers.push(self.carriers[i].map(|(node, share)| (opposite(node), share)));
            }
        }
        for (_, faces) in &mut self.faces {
            let mirrored: Vec<[u32; 3]> = faces.iter().map(|[a, b, c]| [*c, *b, *a].map(|k| other[k as usize])).collect();
            faces.extend(mirrored);
        }
        self
    }
}

/// How far a breath lifts the skin at a point; noise of the rounding is left out.
fn risen(breathing: &Shape, p: V3) -> f64 {
    let rise = -breathing.distance(p);
    if rise > 4e-4 { rise } else { 0.0 }
}

/// Face, hands and feet keep more of their triangles.
fn importance(rest: &Skeleton) -> impl Fn(V3) -> f64 {
    let of = |segment| rest.frame(segment, Half::Right);
    let places = [
        (of(Segment::Head).at(V3(0.04, 0.015, 0.0)), 0.05, 12.0),
        (of(Segment::Hand).at(V3(0.0, -0.05, 0.0)), 0.07, 10.0),
        (of(Segment::Foot).at(V3(0.05, -0.02, 0.0)), 0.08, 4.0),
    ];
    move |p| places.iter().find(|(at, reach, _)| (p - *at).norm() < *reach).map_or(1.0, |place| place.2)
}

/// Brings the points onto the surface; those of the middle stay in it.
fn settle(mesh: &mut Triangles, shape: &Shape) {
    for point in &mut mesh.points {
        for _ in 0..2 {
            let step = shape.normal(*point) * shape.distance(*point);
            let step = if point.2 == 0.0 { V3(step.0, step.1, 0.0) } else { step };
            *point = *point - step * (0.004 / step.norm()).min(1.0);
        }
        point.2 = point.2.max(0.0);
    }
}
