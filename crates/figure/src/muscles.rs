//! Muscles as strands: each along its computed path, arcs around surfaces included, as thick as its volume asks for.
//!
//! A muscle's volume is its cross-section (largest force over specific tension) times its optimal fiber length, and stays the same: a
//! strand swells when its path shortens. What is drawn as tendon is the part that lies outside of the belly. The fascicles of psoas share
//! one line below the brim; there they lie side by side.

use body::{Model, Scene};

use crate::{groups::Group, skeleton::Half, vector::V3};

/// Points of a strand.
pub const POINTS: usize = 25;
/// Force of a square metre of muscle [N/m2]: 60 N/cm2, as the source of the leg's forces has it (Rajagopal 2016).
const SPECIFIC_TENSION: f64 = 60.0e4;
/// The stature that the model's forces belong to [m].
const OF_THE_FORCES: f64 = 1.70;
/// Share of the tendon that lies outside of the belly; the rest runs along or inside it.
const FREE_TENDON: f64 = 0.35;
/// Radius of a tendon beside the belly's.
const THIN: f64 = 0.22;
/// Steps of the arc around a surface [m].
const STEP: f64 = 0.006;

/// One muscle, or fascicle, in a posture.
#[derive(Clone, Debug, PartialEq)]
pub struct Strand {
    /// As in the model, e.g. `psoas_L1L2_disc_r`.
    pub name: String,
    /// Its half of the body.
    pub half: Half,
    /// Which muscle it belongs to.
    pub group: Group,
    /// Along the path from origin to insertion, evenly [stature].
    pub points: Vec<V3>,
    /// Thickness at each point [stature].
    pub radii: Vec<f64>,
    /// Fiber length with a rigid tendon [optimal lengths].
    pub fiber: f64,
    /// Fiber length less that of standing [optimal lengths].
    pub strain: f64,
}

/// What doesn't change with the posture.
#[derive(Clone, Debug)]
pub(crate) struct Muscle {
    index: usize,
    name: String,
    half: Half,
    group: Group,
    /// Optimal fiber length [m].
    fiber: f64,
    /// Tendon slack length [m].
    tendon: f64,
    /// Fiber length across the tendon's direction [m].
    across: f64,
    /// Volume [m3].
    volume: f64,
    /// Fiber length in standing [optimal lengths].
    standing: f64,
    /// Place among strands that share a line, in the disc of radius 1.
    slot: (f64, f64),
    /// Radius of the bundle that it is part of [m]; 0 on its own line.
    bundle: f64,
}

/// All muscles that have a fiber, ready to be drawn; `rest` is the model in standing.
pub(crate) fn muscles(model: &Model, rest: &Scene, height_m: f64) -> Vec<Muscle> {
    let larger = (height_m / OF_THE_FORCES).powi(2);
    let one = |(index, muscle): (usize, &body::model::Muscle)| {
        let (stem, half) = match (muscle.name.strip_suffix("_r"), muscle.name.strip_suffix("_l")) {
            (Some(stem), _) => (stem, Half::Right),
            (_, Some(stem)) => (stem, Half::Left),
            _ => return None,
        };
        let p = muscle.parameters.as_ref()?;
        let fiber = p.optimal_fiber_length;
        let mut made = Muscle {
            index,
            name: muscle.name.clone(),
            half,
            group: Group::of(stem)?,
            fiber,
            tendon: p.tendon_slack_length,
            across: fiber * p.pennation_angle_at_optimal.sin(),
            volume: p.max_isometric_force / SPECIFIC_TENSION * fiber * larger,
            standing: 0.0,
            slot: (0.0, 0.0),
            bundle: 0.0,
        };
        made.standing = made.fiber_at(rest.length(index));
        Some(made)
    };
    let mut all: Vec<Muscle> = model.muscles().iter().enumerate().filter_map(one).collect();
    bundle(&mut all, rest);
    all
}

/// Gives the fascicles of psoas their places beside each other: those from above in front.
fn bundle(all: &mut [Muscle], rest: &Scene) {
    for half in Half::BOTH {
        let own: Vec<usize> = (0..all.len()).filter(|&i| all[i].group == Group::Psoas && all[i].half == half).collect();
        let section = |m: &Muscle| m.volume / m.belly(rest.length(m.index));
        let whole: f64 = own.iter().map(|&i| section(&all[i])).sum();
        for (place, &i) in own.iter().enumerate() {
            let turn = place as f64 * 2.399_963;
            let out = ((place as f64 + 0.5) / own.len() as f64).sqrt();
            all[i].slot = (out * turn.cos(), out * turn.sin());
            all[i].bundle = 0.8 * (whole / std::f64::consts::PI).sqrt();
        }
    }
}

impl Muscle {
    /// Which muscle it belongs to.
    pub(crate) fn group(&self) -> Group {
        self.group
    }

    /// Fiber length [optimal lengths] on a path of this length [m], the tendon being rigid.
    fn fiber_at(&self, length: f64) -> f64 {
        (length - self.tendon).max(0.0).hypot(self.across) / self.fiber
    }

    /// Length of the belly on a path of this length [m].
    fn belly(&self, length: f64) -> f64 {
        (length - FREE_TENDON * self.tendon).max(0.3 * length)
    }

    /// The strand in a posture; `right` is the pelvis' own way to the right, the unit of the strand's figures the stature.
    pub(crate) fn strand(&self, scene: &Scene, right: V3, height_m: f64) -> Strand {
        let line: Vec<V3> = scene.polyline(self.index, STEP).into_iter().map(|[x, y, z]| V3(x, y, z)).collect();
        let length = scene.length(self.index);
        let fiber = self.fiber_at(length);
        let shape = self.shape(length);
        let mut points = even(&line);
        if self.bundle > 0.0 {
            self.spread(&mut points, right * self.half.sign(), length);
        }
        Strand {
            name: self.name.clone(),
            half: self.half,
            group: self.group,
            points: points.into_iter().map(|p| p * (1.0 / height_m)).collect(),
            radii: shape.into_iter().map(|r| r / height_m).collect(),
            fiber,
            strain: fiber - self.standing,
        }
    }

    /// Radii along a path of this length [m]: a spindle between two tendons, of the muscle's volume.
    fn shape(&self, length: f64) -> Vec<f64> {
        let (belly, before) = self.place(length);
        let along = |i: usize| i as f64 / (POINTS - 1) as f64;
        let profile: Vec<f64> = (0..POINTS)
            .map(|i| {
                let s = ((along(i) - before) / belly).clamp(0.0, 1.0);
                THIN + (1.0 - THIN) * (std::f64::consts::PI * s).sin().powf(0.75)
            })
            .collect();
        let step = length / (POINTS - 1) as f64;
        let inside = |i: &usize| (before..=before + belly).contains(&along(*i));
        let square: f64 = (0..POINTS).filter(inside).map(|i| profile[i] * profile[i] * step).sum();
        let thickest = (self.volume / (std::f64::consts::PI * square.max(1e-9))).sqrt();
        profile.into_iter().map(|r| r * thickest).collect()
    }

    /// The belly on a path of this length: its share, and the share of the tendon before it.
    fn place(&self, length: f64) -> (f64, f64) {
        let belly = self.belly(length) / length;
        (belly, (1.0 - belly) * self.group.tendon_before())
    }

    /// Moves the points of a fascicle to its own place in the bundle, which begins and ends in a point.
    fn spread(&self, points: &mut [V3], side: V3, length: f64) {
        let (belly, before) = self.place(length);
        let line = points.to_vec();
        for (i, point) in points.iter_mut().enumerate() {
            let tangent = (line[(i + 1).min(line.len() - 1)] - line[i.saturating_sub(1)]).unit();
            let across = (side - tangent * side.dot(tangent)).unit();
            let ahead = tangent.cross(across) * self.half.sign();
            let s = ((i as f64 / (POINTS - 1) as f64 - before) / belly).clamp(0.0, 1.0);
            let out = self.bundle * (std::f64::consts::PI * s).sin().powf(0.75);
            *point = *point + (across * self.slot.0 + ahead * self.slot.1) * out;
        }
    }
}

/// The same line with [`POINTS`] points, evenly.
fn even(line: &[V3]) -> Vec<V3> {
    let mut at = vec![0.0];
    for pair in line.windows(2) {
        at.push(at[at.len() - 1] + (pair[1] - pair[0]).norm());
    }
    let whole = at[at.len() - 1];
    let mut piece = 0;
    (0..POINTS)
        .map(|i| {
            let s = whole * i as f64 / (POINTS - 1) as f64;
            while piece + 2 < line.len() && at[piece + 1] < s {
                piece += 1;
            }
            let long = at[piece + 1] - at[piece];
            line[piece].lerp(line[piece + 1], if long > 0.0 { (s - at[piece]) / long } else { 0.0 })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use care::content::pose::poses;

    use super::*;
    use crate::{own::bodies, scene::Scene as Take, vector::Rot};

    /// Strands of the body of 1.70 m at the end of a pose.
    fn strands(slug: &str) -> Vec<Strand> {
        let scene = Take::new(&poses()[slug], &bodies()[0]).expect("the catalogue's poses are right");
        bodies()[0].strands(&scene.at(1.0))
    }

    fn mean(all: &[Strand], group: Group, half: Half) -> f64 {
        let own: Vec<f64> = all.iter().filter(|s| s.group == group && s.half == half).map(|s| s.strain).collect();
        own.iter().sum::<f64>() / own.len() as f64
    }

    #[test]
    fn every_muscle_of_the_model_is_a_strand_and_psoas_has_eleven_a_side() {
        let all = strands("bridge");
        assert_eq!(all.len(), bodies()[0].model().muscles().len());
        for half in Half::BOTH {
            assert_eq!(all.iter().filter(|s| s.group == Group::Psoas && s.half == half).count(), 11);
        }
        assert!(all.iter().all(|s| s.points.len() == POINTS && s.radii.iter().all(|r| *r > 0.0 && *r < 0.05)));
    }

    #[test]
    fn a_lunge_lengthens_the_psoas_behind_and_shortens_the_one_in_front() {
        let all = strands("low-lunge");
        assert!(mean(&all, Group::Psoas, Half::Right) > 0.03);
        assert!(mean(&all, Group::Psoas, Half::Left) < -0.2);
    }

    #[test]
    fn a_shorter_muscle_is_thicker_and_its_volume_stays() {
        let volume = |s: &Strand| -> f64 {
            let long = |i: usize| (s.points[i + 1] - s.points[i]).norm();
            (0..POINTS - 1).map(|i| f64::midpoint(s.radii[i].powi(2), s.radii[i + 1].powi(2)) * long(i)).sum()
        };
        let (long, short) = (strands("low-lunge"), strands("seated-breathing"));
        let find = |all: &[Strand]| all.iter().find(|s| s.name == "iliacus_r").expect("an iliacus").clone();
        let (long, short) = (find(&long), find(&short));
        let thickest = |s: &Strand| s.radii.iter().copied().fold(0.0, f64::max);
        assert!(thickest(&short) > 1.1 * thickest(&long), "{} {}", thickest(&short), thickest(&long));
        assert!((volume(&short) / volume(&long) - 1.0).abs() < 0.08, "{} {}", volume(&short), volume(&long));
    }

    #[test]
    fn strands_end_where_the_model_attaches_them() {
        let scene = Take::new(&poses()["bridge"], &bodies()[0]).expect("the catalogue's poses are right");
        let posture = scene.at(1.0);
        let placed = bodies()[0].scene(&posture);
        for strand in bodies()[0].strands(&posture) {
            let index = bodies()[0].model().muscle_index(&strand.name).expect("a muscle of the model");
            let line = placed.polyline(index, STEP);
            for (end, there) in [(0, line[0]), (POINTS - 1, line[line.len() - 1])] {
                let there = V3(there[0], there[1], there[2]) * (1.0 / 1.70);
                assert!((strand.points[end] - there).norm() < 1e-9, "{}", strand.name);
            }
        }
    }

    #[test]
    fn the_left_side_mirrors_the_right_in_a_pose_of_both() {
        let standing = bodies()[0].standing();
        let all = bodies()[0].strands(&standing);
        for right in all.iter().filter(|s| s.half == Half::Right) {
            let stem = right.name.strip_suffix("_r").expect("a muscle of the right side");
            let left = all.iter().find(|s| s.name.strip_suffix("_l") == Some(stem)).expect("its twin");
            for (a, b) in right.points.iter().zip(&left.points) {
                assert!((a.mirrored() - *b).norm() < 1e-6, "{}", right.name);
            }
            assert!(right.strain.abs() < 1e-12);
        }
    }

    #[test]
    fn turns_of_the_whole_body_change_nothing_but_the_place() {
        let mut posture = bodies()[0].standing();
        let before = bodies()[0].strands(&posture);
        posture.angles[2] = 40.0;
        let turn = Rot::y(40.0);
        for (a, b) in before.iter().zip(bodies()[0].strands(&posture)) {
            let about = posture.root;
            for (p, q) in a.points.iter().zip(&b.points) {
                assert!((turn.turn(*p - about) + about - *q).norm() < 1e-9, "{}", a.name);
            }
        }
    }
}
