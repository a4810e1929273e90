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
        let mut other = vec![];
        for i in 0..self.points.len() {
            let middle = self.points[i].2 == 0.0;
            other.push(u32::try_from(if middle { i } else { self.points.len() }).expect("some thousand points"));
            if !middle {
                self.points.push(self.points[i].mirrored());
                self.normals.push(self.normals[i].mirrored());
                self.breath.push(self.breath[i].mirrored());
                self.carriers.push(self.carriers[i].map(|(node, share)| (opposite(node), share)));
            }
        }
        for (_, faces) in &mut self.faces {
            let mirrored: Vec<[u32; 3]> =
                faces.iter().map(|[a, b, c]| [*c, *b, *a].map(|k| other[k as usize])).collect();
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
        (of(Segment::Head).at(V3(0.046, 0.041, 0.0)), 0.05, 12.0),
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

#[cfg(test)]
mod tests {
    use care::entry::Sex;
    use proptest::prelude::*;

    use super::*;
    use crate::own;
    use crate::solid::nets::tests::{open_edges, volume};

    fn whole(skin: &Skin) -> Triangles {
        let faces = skin.faces.iter().flat_map(|(_, faces)| faces.clone()).collect();
        Triangles { points: skin.points.clone(), faces }
    }

    #[test]
    fn the_skin_is_closed_and_has_the_promised_number_of_triangles() {
        for (detail, range) in [(Detail::Full, 8_000..15_000), (Detail::Low, 2_400..4_500)] {
            let mesh = whole(&Skin::new(&own::body(170.0, Sex::Unsaid).build, detail));
            assert_eq!(open_edges(&mesh.faces), [], "{detail:?}");
            assert!(range.contains(&mesh.faces.len()), "{detail:?}: {}", mesh.faces.len());
        }
    }

    #[test]
    fn it_is_as_large_as_a_body_of_that_stature() {
        for (height_cm, sex) in [(155.0, Sex::Female), (170.0, Sex::Unsaid), (190.0, Sex::Male)] {
            let build = own::body(height_cm, sex).build;
            let litres = volume(&whole(&Skin::new(&build, Detail::Low))) * build.height_m.powi(3) * 1000.0;
            // A body mass index of 22.5, at a density between 985 and 1050 kg/m3.
            let usual = 22.5 * build.height_m * build.height_m / 1.017;
            assert!((litres / usual - 1.0).abs() < 0.15, "{height_cm} cm: {litres} of {usual} litres");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(6))]
        #[test]
        fn shares_sum_to_one_and_both_halves_mirror(height_cm in 140.0..210.0) {
            let skin = Skin::new(&own::body(height_cm, Sex::Female).build, Detail::Low);
            for carriers in &skin.carriers {
                prop_assert!((carriers.iter().map(|c| c.1).sum::<f64>() - 1.0).abs() < 1e-9);
            }
            let mut right = skin.points.clone();
            let mut left: Vec<V3> = skin.points.iter().map(|p| p.mirrored() + V3::default()).collect();
            for points in [&mut right, &mut left] {
                points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2)));
            }
            prop_assert_eq!(right, left);
        }
    }

    /// The skin as a viewer bends it, with these angles beside those of rest [deg].
    fn bent(build: &Build, skin: &Skin, changes: &[(&str, f64)]) -> Triangles {
        let mut q = rig::rest_angles();
        for (name, angle) in changes {
            let place = crate::skeleton::names().iter().position(|n| n == name).expect("a coordinate");
            q[place] = *angle;
        }
        let rest = rig::rest(build);
        let now = rig::frames(&Skeleton::new(build, &q, V3::default()), &rest);
        let carry: Vec<_> = rig::frames(&rest, &rest).iter().zip(&now).map(|(a, b)| rig::carry(a, b)).collect();
        let place = |(p, carriers): (&V3, &Carriers)| {
            carriers.iter().fold(V3::default(), |sum, (node, share)| sum + carry[*node].at(*p) * *share)
        };
        Triangles { points: skin.points.iter().zip(&skin.carriers).map(place).collect(), ..whole(skin) }
    }

    #[test]
    fn at_rest_the_nodes_leave_the_skin_as_it_is() {
        let build = own::body(170.0, Sex::Unsaid).build;
        let skin = Skin::new(&build, Detail::Low);
        let same = bent(&build, &skin, &[]);
        assert!(same.points.iter().zip(&skin.points).all(|(a, b)| (*a - *b).norm() < 1e-9));
    }

    #[test]
    fn joints_that_bend_far_neither_tear_nor_wring_the_skin() {
        let build = own::body(170.0, Sex::Unsaid).build;
        let skin = Skin::new(&build, Detail::Full);
        let before = whole(&skin);
        let straight = |names: &[&'static str], angle: f64| names.iter().map(|n| (*n, angle)).collect::<Vec<_>>();
        for changes in [
            straight(&["hip_flexion_r", "hip_flexion_l"], 120.0),
            straight(&["knee_angle_r", "knee_angle_l"], 150.0),
            straight(&["elbow_flex_r", "elbow_flex_l"], 140.0),
            straight(&["hip_flexion_r", "hip_flexion_l", "knee_angle_r", "knee_angle_l"], 0.0),
            straight(&["pro_sup_r", "pro_sup_l"], -60.0),
            straight(&["hip_rotation_r", "hip_rotation_l"], 40.0),
        ] {
            let after = bent(&build, &skin, &changes);
            let kept = volume(&after) / volume(&before);
            assert!((0.93..1.07).contains(&kept), "{changes:?}: {kept} of the volume");
            let long = |mesh: &Triangles, a: u32, b: u32| (mesh.points[a as usize] - mesh.points[b as usize]).norm();
            let stretched = before.faces.iter().flat_map(|[a, b, c]| [(*a, *b), (*b, *c)]).map(|(a, b)| {
                // What is shorter than a grid cell may turn without being seen.
                long(&after, a, b) / long(&before, a, b).max(STEP)
            });
            let worst = stretched.fold(0.0, f64::max);
            assert!(worst < 5.0, "{changes:?}: stretched {worst} times");
        }
    }

    #[test]
    fn normals_point_out_of_the_faces() {
        let skin = Skin::new(&own::body(170.0, Sex::Unsaid).build, Detail::Full);
        let faces: Vec<[u32; 3]> = skin.faces.iter().flat_map(|f| f.1.clone()).collect();
        let against = faces.iter().filter(|f| {
            let [a, b, c] = f.map(|i| skin.points[i as usize]);
            (b - a).cross(c - a).dot(skin.normals[f[0] as usize]) < 0.0
        });
        assert!(against.count() * 200 < faces.len());
    }
}
