//! Centre of mass and support area.

use crate::{
    build::Build,
    contact::Touch,
    skeleton::{Half, Segment, Skeleton},
    vector::V3,
};

/// Centre of mass [stature units], from the masses and centres of the model's bodies.
pub fn centre_of_mass(build: &Build, skeleton: &Skeleton) -> V3 {
    let m = &build.mass;
    let middle = [(m.pelvis, Segment::Pelvis), (m.torso, Segment::Torso), (m.head, Segment::Head)];
    let spine = m.lumbar.into_iter().enumerate().map(|(i, lump)| (lump, Segment::Lumbar(i)));
    let trunk = middle.into_iter().chain(spine).map(|(l, s)| (l.share, skeleton.frame(s, Half::Right).at(l.centre)));
    let limbs = Half::BOTH.into_iter().flat_map(|half| {
        m.limbs.iter().zip(LIMBS).map(move |(lump, segment)| {
            let V3(x, y, z) = lump.centre;
            (lump.share, skeleton.frame(segment, half).at(V3(x, y, z * half.sign())))
        })
    });
    let (mass, sum) = trunk.chain(limbs).fold((0.0, V3::default()), |(m, s), (k, p)| (m + k, s + p * k));
    sum * (1.0 / mass)
}

/// The segments of a side in the order of the model's masses.
const LIMBS: [Segment; 8] = [
    Segment::Femur,
    Segment::Tibia,
    Segment::Foot,
    Segment::Toes,
    Segment::Humerus,
    Segment::Forearm,
    Segment::Radius,
    Segment::Hand,
];

/// How far the centre of mass is outside the area spanned by everything that carries [stature units]; 0 inside.
pub fn overhang(build: &Build, skeleton: &Skeleton, touches: &[&Touch]) -> f64 {
    let com = centre_of_mass(build, skeleton);
    let mut points = vec![];
    for touch in touches.iter().filter(|t| t.carries) {
        let b = touch.point.ball(build, skeleton);
        for (x, z) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)] {
            points.push((b.centre.0 + x * b.radius, b.centre.2 + z * b.radius));
        }
    }
    outside(&hull(points), (com.0, com.2))
}

type P2 = (f64, f64);

fn turn(a: P2, b: P2, c: P2) -> f64 {
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
}

/// Convex hull, counter-clockwise (monotone chain).
pub(crate) fn hull(mut points: Vec<P2>) -> Vec<P2> {
    points.sort_by(|a, b| a.partial_cmp(b).expect("coordinates are finite"));
    let half = |iter: &mut dyn Iterator<Item = P2>| {
        let mut out: Vec<P2> = vec![];
        for p in iter {
            while out.len() > 1 && turn(out[out.len() - 2], out[out.len() - 1], p) <= 0.0 {
                out.pop();
            }
            out.push(p);
        }
        out.pop();
        out
    };
    let mut lower = half(&mut points.iter().copied());
    lower.extend(half(&mut points.iter().rev().copied()));
    lower
}

fn outside(hull: &[P2], p: P2) -> f64 {
    let edges = hull.iter().zip(hull.iter().cycle().skip(1));
    let mut inside = hull.len() > 2;
    let mut best = f64::INFINITY;
    for (&a, &b) in edges {
        inside &= turn(a, b, p) >= 0.0;
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let t = (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / (dx * dx + dy * dy).max(1e-12)).clamp(0.0, 1.0);
        best = best.min((p.0 - a.0 - t * dx).hypot(p.1 - a.1 - t * dy));
    }
    if inside { 0.0 } else { best }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_is_the_distance_to_the_nearest_edge() {
        let square = hull(vec![(0.0, 0.0), (1.0, 0.0), (0.5, 0.5), (1.0, 1.0), (0.0, 1.0)]);
        assert_eq!(square.len(), 4);
        assert!(outside(&square, (0.5, 0.5)) < 1e-12);
        assert!((outside(&square, (0.5, 1.25)) - 0.25).abs() < 1e-12);
    }

    #[test]
    fn a_standing_body_weighs_a_little_above_its_hips() {
        let build = crate::own::body(170.0, care::entry::Sex::Unsaid).build;
        let standing = Skeleton::new(&build, &[0.0; crate::skeleton::COORDINATES], V3(0.0, 0.523, 0.0));
        let com = centre_of_mass(&build, &standing);
        assert!((0.53..0.60).contains(&com.1), "{com:?}");
        assert!(com.0.abs() < 0.02 && com.2.abs() < 1e-9, "{com:?}");
    }
}
