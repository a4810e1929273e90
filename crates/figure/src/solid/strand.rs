//! Muscles as tubes in the pelvis' frame, always of the same points, and their shapes over a movement.

use super::{
    rig::PELVIS,
    tube::{Tube, tube},
    turn::inverse,
};
use crate::{
    groups::Group,
    muscles::{POINTS, Strand},
    skeleton::Frame,
    vector::V3,
};

/// The node that carries all muscles.
pub const CARRIER: usize = PELVIS;
/// Points of all shapes of one file, of 12 bytes each.
const MOST: usize = 16_500;

/// The muscles around hip and low back; those of the trunk's walls would only hide the psoas.
pub fn drawn(group: Group) -> bool {
    !matches!(group, Group::Obliques | Group::RectusAbdominis | Group::ErectorSpinae)
}

/// Every how many points of a strand there is a ring.
fn stride(group: Group) -> usize {
    if matches!(group, Group::Psoas | Group::Iliacus) { 2 } else { 4 }
}

/// Rings of a muscle's tube.
pub fn rings(group: Group) -> usize {
    (POINTS - 1) / stride(group) + 1
}

/// A strand's tube in the pelvis' frame [m]; `pelvis` in the strand's world and unit.
pub fn shape(strand: &Strand, pelvis: &Frame, height_m: f64) -> Tube {
    let back = inverse(pelvis.r);
    let every = stride(strand.group);
    let line: Vec<V3> = strand.points.iter().step_by(every).map(|p| back.turn(*p - pelvis.o) * height_m).collect();
    let radii: Vec<f64> = strand.radii.iter().step_by(every).map(|r| r * height_m).collect();
    // No muscle that is drawn leaves its origin this way.
    tube(&line, &radii, V3(-0.7, 0.0, 0.7 * strand.half.sign()))
}

/// A muscle's shapes over a movement.
#[derive(Clone, Debug)]
pub struct Course {
    /// Different shapes; the first is the one of the beginning.
    pub shapes: Vec<Tube>,
    /// Moments, and how the muscle is mixed of its shapes there; between two moments it is between their mixtures.
    pub keys: Vec<(usize, Mixture)>,
}

/// A mixture of two shapes: `(1 - share)` of the first and `share` of the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mixture {
    /// The two shapes; the same for one alone.
    pub of: [usize; 2],
    /// Share of the second.
    pub share: f64,
}

impl Mixture {
    /// The shares of all shapes but the first, which has what is left.
    pub fn shares(&self, shapes: usize) -> Vec<f64> {
        let of = |k: usize| {
            let share = |place: usize, share: f64| if self.of[place] == k { share } else { 0.0 };
            share(0, 1.0 - self.share) + share(1, self.share)
        };
        (1..shapes).map(of).collect()
    }
}

/// The fewest moments and shapes that show a muscle's way, to so many metres.
pub fn course(moments: &[Tube], near: f64) -> Course {
    let last = moments.len() - 1;
    let mut chosen = vec![0];
    choose(moments, [0, last], near, &mut chosen);
    chosen.push(last);
    let mut shapes: Vec<Tube> = vec![];
    let keys = chosen
        .into_iter()
        .map(|moment| {
            let mixture = mixture(&shapes, &moments[moment], 0.7 * near).unwrap_or_else(|| {
                shapes.push(moments[moment].clone());
                Mixture { of: [shapes.len() - 1; 2], share: 0.0 }
            });
            (moment, mixture)
        })
        .collect();
    Course { shapes, keys }
}

/// The shape as one of those known, or between two neighbours of them, when that is near enough.
fn mixture(shapes: &[Tube], shape: &Tube, near: f64) -> Option<Mixture> {
    let alone = (0..shapes.len()).map(|i| Mixture { of: [i; 2], share: 0.0 });
    let pairs = (1..shapes.len()).map(|i| {
        let (a, b) = (&shapes[i - 1].points, &shapes[i].points);
        let (mut dot, mut square) = (0.0, 1e-12);
        for ((a, b), p) in a.iter().zip(b).zip(&shape.points) {
            dot += (*b - *a).dot(*p - *a);
            square += (*b - *a).dot(*b - *a);
        }
        Mixture { of: [i - 1, i], share: (dot / square).clamp(0.0, 1.0) }
    });
    let off = |m: &Mixture| {
        let ends = shapes[m.of[0]].points.iter().zip(&shapes[m.of[1]].points);
        let mixed = ends.map(|(a, b)| a.lerp(*b, m.share));
        mixed.zip(&shape.points).map(|(p, q)| (p - *q).norm()).fold(0.0, f64::max)
    };
    let rated = alone.chain(pairs).map(|m| (off(&m), m));
    rated.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|best| best.0 < near).map(|best| best.1)
}

/// How near the shapes of a muscle should be to where it is [m].
fn nearness(group: Group) -> f64 {
    if matches!(group, Group::Psoas | Group::Iliacus) { 2.5e-3 } else { 5.0e-3 }
}

/// The courses of all muscles on their ways over a movement, as near as a file of a size for phones allows.
pub fn courses(strands: &[Strand], ways: &[Vec<Tube>]) -> Vec<Course> {
    let all = |wider: f64| -> Vec<Course> {
        strands.iter().zip(ways).map(|(s, way)| course(way, wider * nearness(s.group))).collect()
    };
    let points =
        |courses: &[Course]| -> usize { courses.iter().map(|c| (c.shapes.len() - 1) * c.shapes[0].points.len()).sum() };
    let mut wider = 1.0;
    loop {
        let courses = all(wider);
        if points(&courses) < MOST || wider > 4.0 {
            return courses;
        }
        wider *= 1.3;
    }
}

/// Adds moments between two until straight ways between them are near enough.
fn choose(moments: &[Tube], [from, to]: [usize; 2], near: f64, chosen: &mut Vec<usize>) {
    let off = |i: usize| {
        let t = (i - from) as f64 / (to - from) as f64;
        let ends = moments[from].points.iter().zip(&moments[to].points);
        let straight = ends.map(|(a, b)| a.lerp(*b, t));
        straight.zip(&moments[i].points).map(|(p, q)| (p - *q).norm()).fold(0.0, f64::max)
    };
    let worst = (from + 1..to).map(|i| (i, off(i))).max_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((middle, gap)) = worst
        && gap > near
    {
        choose(moments, [from, middle], near, chosen);
        chosen.push(middle);
        choose(moments, [middle, to], near, chosen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64) -> Tube {
        tube(&[V3(x, 0.0, 0.0), V3(x, 1.0, 0.0), V3(x, 2.0, 0.0)], &[0.1; 3], V3(1.0, 0.0, 0.0))
    }

    fn one(shape: usize) -> Mixture {
        Mixture { of: [shape; 2], share: 0.0 }
    }

    #[test]
    fn a_way_there_and_back_needs_two_shapes() {
        let moments: Vec<Tube> = [0.0, 0.5, 1.0, 1.0, 0.5, 0.0].map(at).to_vec();
        let course = course(&moments, 0.01);
        assert_eq!(course.shapes.len(), 2);
        assert_eq!(course.keys, [(0, one(0)), (2, one(1)), (3, one(1)), (5, one(0))]);
    }

    #[test]
    fn a_moment_between_known_shapes_is_mixed_of_them() {
        let moments: Vec<Tube> = [0.0, 1.0, 0.4, 0.4].map(at).to_vec();
        let course = course(&moments, 0.01);
        assert_eq!(course.shapes.len(), 2);
        let (_, last) = course.keys[course.keys.len() - 1];
        assert_eq!(last.of, [0, 1]);
        assert!((last.share - 0.4).abs() < 1e-9);
    }

    #[test]
    fn what_is_still_has_one_shape() {
        let course = course(&vec![at(0.0); 5], 0.01);
        assert_eq!((course.shapes.len(), course.keys.len()), (1, 2));
    }
}
