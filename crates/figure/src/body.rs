//! A person's body for drawing: the (scaled) model, with the proportions read out of it.

use body::{Model, Scene, WrapMode};
use care::entry::Sex;

use crate::{
    Error,
    build::{Build, coordinate, origin},
    groups::Group,
    muscles::{Muscle, Strand, muscles},
    scene::Posture,
    skeleton::{ANKLE, Angles, COORDINATES, Half, Segment, Skeleton, names},
    vector::{Rot, V3},
};

/// A body of one size. It never changes; build it once and share it.
#[derive(Clone, Debug)]
pub struct Body {
    /// Proportions, as fractions of stature.
    pub build: Build,
    model: Model,
    /// The model in its default pose, to be copied and moved.
    rest: Scene,
    muscles: Vec<Muscle>,
    /// Where each of [`names`] is among the model's coordinates.
    places: [usize; COORDINATES],
    /// Where `pelvis_tx` to `pelvis_tz` are.
    root: [usize; 3],
    /// The middle of the hips in the model's pelvis [m].
    hips: V3,
}

/// A pose in which every joint is turned, to tell whether a model's joints turn as the poses mean them [deg].
const TRIAL: f64 = 11.0;

impl Body {
    /// A body from a model that has been scaled to a person of this stature [m]; sex is for the breadth of the flesh.
    /// # Errors
    /// [`Error::ForeignModel`] when the model lacks a body, joint or coordinate of the poses, or when its joints turn otherwise.
    pub fn new(model: Model, height_m: f64, sex: Sex) -> Result<Self, Error> {
        let build = Build::new(&model, height_m, sex)?;
        let mut places = [0; COORDINATES];
        for (place, name) in places.iter_mut().zip(names()) {
            *place = coordinate(&model, &name)?;
        }
        let root =
            [coordinate(&model, "pelvis_tx")?, coordinate(&model, "pelvis_ty")?, coordinate(&model, "pelvis_tz")?];
        let [x, y, z] = origin(&model, "pelvis")?;
        let rest = Scene::new(&model, WrapMode::default());
        let muscles = muscles(&model, &rest, height_m);
        let body = Self { build, model, rest, muscles, places, root, hips: V3(x, y, z) };
        match body.strayed(&[TRIAL; COORDINATES]) {
            Some(name) => Err(Error::ForeignModel(name)),
            None => Ok(body),
        }
    }

    /// The model, in metres and radians.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// All coordinates of the model [rad, m] for joint angles [deg] and a place of the middle of the hips [stature].
    pub fn coordinates(&self, angles: &Angles, root: V3) -> Vec<f64> {
        let mut q = self.model.default_pose();
        for (&place, angle) in self.places.iter().zip(angles) {
            q[place] = angle.to_radians();
        }
        let pelvis = root * self.build.height_m - Rot::zxy(angles[0], angles[1], angles[2]).turn(self.hips);
        for (&place, value) in self.root.iter().zip([pelvis.0, pelvis.1, pelvis.2]) {
            q[place] = value;
        }
        self.model.apply_couplers(&mut q);
        q
    }

    /// The model in a posture: bodies and muscle paths in metres.
    pub fn scene(&self, posture: &Posture) -> Scene {
        self.placed(&posture.angles, posture.root)
    }

    /// All muscles in a posture, in the model's order.
    pub fn strands(&self, posture: &Posture) -> Vec<Strand> {
        self.strands_in(&self.scene(posture), |_| true)
    }

    /// The muscles of the groups that are wanted.
    pub fn strands_of(&self, posture: &Posture, wanted: impl Fn(Group) -> bool) -> Vec<Strand> {
        self.strands_in(&self.scene(posture), wanted)
    }

    fn strands_in(&self, scene: &Scene, wanted: impl Fn(Group) -> bool) -> Vec<Strand> {
        let pelvis = self.model.placement("pelvis").map_or(0, |p| p.body);
        let axes = scene.body(pelvis).r;
        let right = V3(axes[0][2], axes[1][2], axes[2][2]);
        let chosen = self.muscles.iter().filter(|m| wanted(m.group()));
        chosen.map(|m| m.strand(scene, right, self.build.height_m)).collect()
    }

    /// The body standing upright on the floor.
    pub fn standing(&self) -> Posture {
        let angles = [0.0; COORDINATES];
        let ankle = Skeleton::new(&self.build, &angles, V3::default()).frame(Segment::Foot, Half::Right).o.1;
        Posture { angles, root: V3(0.0, ANKLE - ankle, 0.0), breath: 0.0 }
    }

    fn placed(&self, angles: &Angles, root: V3) -> Scene {
        let mut scene = self.rest.clone();
        scene.update(&self.coordinates(angles, root));
        scene
    }

    /// A segment whose frame isn't that of the model's body.
    fn strayed(&self, angles: &Angles) -> Option<String> {
        let scene = self.placed(angles, V3::default());
        let skeleton = Skeleton::new(&self.build, angles, V3::default());
        Segment::bodies().into_iter().find_map(|(segment, half, name)| {
            let gap = self.gap(&scene, &skeleton, segment, half, &name);
            (gap.is_none_or(|gap| gap > 1e-9)).then_some(name)
        })
    }

    /// How far a frame is from the model's body: the largest difference of its origin [stature] or its axes.
    fn gap(&self, scene: &Scene, skeleton: &Skeleton, segment: Segment, half: Half, name: &str) -> Option<f64> {
        let there = scene.body(self.model.placement(name)?.body);
        let [x, y, z] = there.point(origin(&self.model, name).ok()?);
        let here = skeleton.frame(segment, half);
        let axis = |c: usize| V3(there.r[0][c], there.r[1][c], there.r[2][c]);
        let place = V3(x, y, z) * (1.0 / self.build.height_m) - here.o;
        let turns = [axis(0) - here.r.0, axis(1) - here.r.1, axis(2) - here.r.2];
        Some(turns.iter().map(|d| d.norm()).fold(place.norm(), f64::max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::own;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn segments_are_where_the_model_has_its_bodies(
            angles in proptest::array::uniform(-90.0..90.0_f64),
            (x, y, z) in (-1.0..1.0_f64, -1.0..1.0_f64, -1.0..1.0_f64),
            which in 0..3_usize,
        ) {
            let body = &own::bodies()[which];
            let scene = body.placed(&angles, V3(x, y, z));
            let skeleton = Skeleton::new(&body.build, &angles, V3(x, y, z));
            for (segment, half, name) in Segment::bodies() {
                let gap = body.gap(&scene, &skeleton, segment, half, &name);
                prop_assert!(gap.is_some_and(|gap| gap < 1e-9), "{name}: {gap:?}");
            }
        }
    }

    #[test]
    fn a_model_of_other_joints_is_refused() {
        let refused = |model: Model| Body::new(model, 1.7, Sex::Unsaid).err();
        let nothing = Model::new(body::Parts::default()).expect("an empty model is a model");
        assert_eq!(refused(nothing), Some(Error::ForeignModel("lumbar5".into())));
        let mut parts = own::body(170.0, Sex::Unsaid).model().parts().clone();
        let knee = parts.joints.iter().find(|j| j.name == "knee_r").expect("a knee").parent_frame.clone();
        let seat = parts.frames.iter_mut().find(|f| f.name == knee).expect("the knee's seat");
        seat.orientation[2] = 0.1;
        let turned = Model::new(parts).expect("a knee may be turned");
        assert_eq!(refused(turned), Some(Error::ForeignModel("tibia_r".into())));
    }
}
