//! Any surface, one pose at a time: what the general path solver works with.

use super::cylinder::{self, Cylinder};
use super::ellipsoid::{self, Ellipsoid};
use super::sphere::{self, Sphere};
use super::{Around, Contact, Side};
use crate::lane::{One, OneMask, V3};
use crate::model::{WrapMethod, WrapObject, WrapShape};
use crate::plan::WrapMode;

/// One pose.
pub type S = One<false>;

/// The shape of a surface, in its own frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape<C = f64> {
    Cylinder(Cylinder<C>),
    Sphere(Sphere<C>),
    Ellipsoid(Ellipsoid),
}

/// A choice that was made for a piece, so that it can be kept while tangent points are refined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Choice {
    /// For round shapes: which pair of tangent points, and which of the two arcs.
    Round { forward: bool, far: bool, long: bool },
    /// For ellipsoids: near where the path touched before.
    Near,
}

/// How a piece gets on with the surface.
#[derive(Clone, Copy, Debug)]
pub enum Touch {
    /// Goes by.
    Apart,
    /// An end is inside.
    Inside,
    /// Goes around.
    Around {
        /// Wins over every other piece.
        mandatory: bool,
        around: Around<S>,
        choice: Choice,
    },
}

impl Shape {
    /// The shape of a wrap object, with the method of the path that goes around it.
    pub fn new(object: &WrapObject, method: WrapMethod) -> Self {
        let side = object.quadrant.axis_and_sign().map(|(axis, sign)| Side { axis, positive: sign > 0.0 });
        match object.shape {
            WrapShape::Cylinder { radius, length } => {
                Self::Cylinder(Cylinder { radius, half_length: length / 2.0, side })
            }
            WrapShape::Sphere { radius } => Self::Sphere(Sphere { radius, side }),
            WrapShape::Ellipsoid { dimensions } => Self::Ellipsoid(Ellipsoid { radii: dimensions, side, method }),
        }
    }

    /// What the straight piece from `p1` to `p2` does. `alone`: the path has no other wrap.
    pub fn touch(&self, p1: V3<S>, p2: V3<S>, mode: WrapMode, alone: bool) -> Touch {
        match self {
            Self::Cylinder(c) => {
                let ends = cylinder::Ends::new(p1, p2);
                let s = cylinder::Section::new(One(c.radius), ends);
                let k = cylinder::contact(c, &s, &ends.reach(c));
                if holds(k.wrapped) && holds(cylinder::beyond_ends(c, &s, &k)) {
                    return Touch::Apart;
                }
                answer(k, || around_cylinder(c, &s, k, mode, alone))
            }
            Self::Sphere(c) => {
                let s = sphere::Section::new(One(c.radius), p1, p2);
                let defects = mode == WrapMode::OpenSimWithDefects;
                let k = sphere::contact(c, &s, defects);
                answer(k, || sphere::around(c, &s, k.forward, k.long, defects))
            }
            Self::Ellipsoid(e) => ellipsoid::touch(e, p1, p2, mode),
        }
    }

    /// The geodesic of a piece that is known to go around in a certain way, `old` being the one before its ends moved.
    /// `None` when an end has got inside, or the path has come off the surface.
    pub fn refine(&self, p1: V3<S>, p2: V3<S>, choice: Choice, old: &Around<S>) -> Option<Around<S>> {
        match (self, choice) {
            (Self::Cylinder(c), Choice::Round { forward, .. }) => {
                let ends = cylinder::Ends::new(p1, p2);
                let s = cylinder::Section::new(One(c.radius), ends);
                let angle = continued(cylinder::travelled(One(c.radius), &s, mask(forward)).0, old.angle.0);
                let apart = holds(ends.inside(c)) || angle < 0.0;
                (!apart).then(|| cylinder::unrolled(c, &s, mask(forward), One(angle)))
            }
            (Self::Sphere(c), Choice::Round { forward, .. }) => {
                let s = sphere::Section::new(One(c.radius), p1, p2);
                let angle = continued(sphere::travelled(One(c.radius), &s, mask(forward)).0, old.angle.0);
                let apart = holds(sphere::inside(c, &s)) || angle < 0.0;
                let long = mask(angle > std::f64::consts::PI);
                (!apart).then(|| sphere::around(c, &s, mask(forward), long, false))
            }
            (Self::Ellipsoid(e), Choice::Near) => ellipsoid::geodesic(e, p1, p2, plain(old.r1)),
            _ => None,
        }
    }

    /// Points on the surface from `r1` to `r2` of `around`, both included, about `step` apart.
    pub fn arc(&self, around: &Around<S>, choice: Choice, step: f64) -> Vec<[f64; 3]> {
        let (r1, r2) = (plain(around.r1), plain(around.r2));
        match (self, choice) {
            (Self::Ellipsoid(e), Choice::Near) => ellipsoid::arc(e, around, step),
            (Self::Sphere(_), _) => sphere_arc(r1, plain(around.u1), around.angle.0, step),
            (_, Choice::Round { forward, .. }) => {
                let sign = if forward { 1.0 } else { -1.0 };
                cylinder_arc(r1, r2, sign * around.angle.0, around.arc.0, step)
            }
            _ => vec![r1, r2],
        }
    }
}

/// The angle, up to whole turns, that is nearest to the one before.
fn continued(angle: f64, before: f64) -> f64 {
    let turn = std::f64::consts::TAU;
    if (angle + turn - before).abs() < (angle - before).abs() { angle + turn } else { angle }
}

fn around_cylinder(
    c: &Cylinder,
    s: &cylinder::Section<S>,
    k: Contact<OneMask>,
    mode: WrapMode,
    alone: bool,
) -> Around<S> {
    match mode {
        WrapMode::Geodesic => cylinder::geodesic(c, s, k.forward, k.long),
        WrapMode::OpenSim | WrapMode::OpenSimWithDefects => {
            let around = cylinder::opensim(c, s, &k, mode == WrapMode::OpenSimWithDefects);
            if alone { around } else { cylinder::slide(c, s, k, &around) }
        }
    }
}

fn answer(k: Contact<OneMask>, around: impl FnOnce() -> Around<S>) -> Touch {
    if holds(k.inside) {
        return Touch::Inside;
    }
    if !holds(k.wrapped) {
        return Touch::Apart;
    }
    Touch::Around {
        mandatory: holds(k.mandatory),
        around: around(),
        choice: Choice::Round { forward: holds(k.forward), far: holds(k.far), long: holds(k.long) },
    }
}

fn cylinder_arc(r1: [f64; 3], r2: [f64; 3], angle: f64, arc: f64, step: f64) -> Vec<[f64; 3]> {
    let n = pieces(arc, step);
    (0..=n)
        .map(|i| {
            let t = f64::from(i) / f64::from(n);
            let (s, c) = (t * angle).sin_cos();
            [c * r1[0] - s * r1[1], s * r1[0] + c * r1[1], r1[2] + t * (r2[2] - r1[2])]
        })
        .collect()
}

fn sphere_arc(r1: [f64; 3], heading: [f64; 3], angle: f64, step: f64) -> Vec<[f64; 3]> {
    let radius = crate::math::norm(r1);
    let n = pieces(radius * angle, step);
    (0..=n)
        .map(|i| {
            let (s, c) = (angle * f64::from(i) / f64::from(n)).sin_cos();
            crate::math::add(crate::math::scale(r1, c), crate::math::scale(heading, s * radius))
        })
        .collect()
}

/// How many pieces of about `step` make `length`.
pub fn pieces(length: f64, step: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=1000 before")]
    let n = (length / step).ceil().clamp(1.0, 1000.0) as u32;
    n
}

fn holds(mask: OneMask) -> bool {
    crate::lane::LaneMask::any(mask)
}

fn mask(v: bool) -> OneMask {
    crate::lane::LaneMask::splat(v)
}

/// Without the lane.
pub fn plain(v: V3<S>) -> [f64; 3] {
    [v[0].0, v[1].0, v[2].0]
}

/// With the lane.
pub fn lane(v: [f64; 3]) -> V3<S> {
    v.map(One)
}
