//! A body's proportions, read out of the model that computes.
//!
//! Everything is a fraction of stature, in the frames of [`Segment`](crate::skeleton::Segment): axes of the model's body, origin in its
//! proximal joint. Breadths of the flesh follow ANSUR II 2012.

use body::{Model, math::Vec3};
use care::entry::Sex;

use crate::{Error, vector::V3};

/// One body's proportions, as fractions of stature unless a unit is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Build {
    /// Stature [m].
    pub height_m: f64,
    /// Where the joints are.
    pub joints: Joints,
    /// Hip joint to knee joint, along the thigh.
    pub thigh: f64,
    /// Knee joint to ankle joint, along the shank.
    pub shank: f64,
    /// Shoulder joint to elbow, along the upper arm.
    pub upper_arm: f64,
    /// Elbow to wrist, along the forearm.
    pub forearm: f64,
    /// Breadth of the pelvis beside the average of women and men.
    pub pelvis_breadth: f64,
    /// Breadth of the waist and chest beside the average (ANSUR II).
    pub chest_breadth: f64,
    /// Share of each part in the body's mass.
    pub mass: Masses,
}

/// Places of the joints, each in the frame of the segment that carries it; those of limbs on the right side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joints {
    /// From L5-S1 up to T12-L1.
    pub lumbar: [V3; 6],
    /// How extension, bending and rotation of the low back are shared by those joints; each sums to 1.
    pub rhythm: [[f64; 3]; 6],
    /// Head on ribcage.
    pub neck: V3,
    /// Hip, in the pelvis.
    pub hip: V3,
    /// Knee, in the thigh.
    pub knee: V3,
    /// Ankle, in the shank.
    pub ankle: V3,
    /// Base of the toes, in the foot.
    pub toes: V3,
    /// Shoulder, in the ribcage.
    pub shoulder: V3,
    /// Elbow, in the upper arm.
    pub elbow: V3,
    /// Axis of the turning forearm, in the ulna.
    pub radius: V3,
    /// Wrist, in the radius.
    pub wrist: V3,
}

/// A segment's share of the body's mass, and its centre in the segment's frame.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lump {
    /// Share of the whole.
    pub share: f64,
    /// Centre of mass.
    pub centre: V3,
}

/// Masses of the segments; those of limbs on the right side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Masses {
    /// Pelvis.
    pub pelvis: Lump,
    /// L5 to L1, with what lies in front of them.
    pub lumbar: [Lump; 5],
    /// Ribcage.
    pub torso: Lump,
    /// Head and neck.
    pub head: Lump,
    /// Thigh, shank, foot, toes, upper arm, ulna, radius, hand.
    pub limbs: [Lump; 8],
}

/// Half the distance of the hip joints of an average body [stature] (models/supple.toml, between women and men).
const HIP_HALF: f64 = 0.0773 * 1.035 / 1.70;

impl Build {
    /// Reads the proportions of a model that has been scaled to a person of this stature [m].
    /// # Errors
    /// [`Error::ForeignModel`] when a body or joint isn't there.
    pub fn new(model: &Model, height_m: f64, sex: Sex) -> Result<Self, Error> {
        let reader = Reader { model, height_m };
        let joints = reader.joints()?;
        Ok(Self {
            height_m,
            joints,
            thigh: -joints.knee.1,
            shank: -joints.ankle.1,
            upper_arm: -joints.elbow.1,
            forearm: -(joints.radius.1 + joints.wrist.1),
            pelvis_breadth: joints.hip.2 / HIP_HALF,
            chest_breadth: match sex {
                Sex::Male => 1.01,
                Sex::Female => 0.99,
                Sex::Unsaid => 1.0,
            },
            mass: reader.masses()?,
        })
    }
}

/// Bodies of the limbs in the order of [`Masses::limbs`], without their side.
const LIMBS: [&str; 8] = ["femur", "tibia", "foot", "toes", "humerus", "ulna", "radius", "hand"];
/// The lumbar joints as their coordinates are named, from below.
const LUMBAR: [&str; 6] = ["L5_S1", "L4_L5", "L3_L4", "L2_L3", "L1_L2", "T12_L1"];

struct Reader<'a> {
    model: &'a Model,
    height_m: f64,
}

impl Reader<'_> {
    fn joints(&self) -> Result<Joints, Error> {
        let mut lumbar = [V3::default(); 6];
        for (place, body) in lumbar.iter_mut().zip(["lumbar5", "lumbar4", "lumbar3", "lumbar2", "lumbar1", "thorax"]) {
            *place = self.joint(body)?;
        }
        Ok(Joints {
            lumbar,
            rhythm: self.rhythm()?,
            neck: self.joint("head")?,
            hip: self.joint("femur_r")?,
            knee: self.joint("tibia_r")?,
            ankle: self.joint("foot_r")?,
            toes: self.joint("toes_r")?,
            shoulder: self.joint("humerus_r")?,
            elbow: self.joint("ulna_r")?,
            radius: self.joint("radius_r")?,
            wrist: self.joint("hand_r")?,
        })
    }

    /// Place of the joint that carries a body, in the frame of the segment before it [stature].
    fn joint(&self, body: &str) -> Result<V3, Error> {
        let (parent, at, _) = ends(self.model, body)?;
        let origin = origin(self.model, &parent)?;
        Ok(self.stature([at[0] - origin[0], at[1] - origin[1], at[2] - origin[2]]))
    }

    /// What the joints of the low back do for one unit of each of its coordinates.
    fn rhythm(&self) -> Result<[[f64; 3]; 6], Error> {
        let mut out = [[0.0; 3]; 6];
        for (k, turn) in ["extension", "bending", "rotation"].iter().enumerate() {
            let mut q = vec![0.0; self.model.coordinates().len()];
            q[coordinate(self.model, &format!("lumbar_{turn}"))?] = 1.0;
            self.model.apply_couplers(&mut q);
            for (shares, joint) in out.iter_mut().zip(LUMBAR) {
                shares[k] = q[coordinate(self.model, &format!("{joint}_{turn}"))?];
            }
        }
        Ok(out)
    }

    fn masses(&self) -> Result<Masses, Error> {
        let total: f64 = self.model.parts().bodies.iter().map(|b| b.mass).sum();
        let lump = |name: &str| -> Result<Lump, Error> {
            let bodies = &self.model.parts().bodies;
            let body = bodies.iter().find(|b| b.name == name).ok_or_else(|| foreign(name))?;
            let (c, o) = (body.mass_center, origin(self.model, name)?);
            Ok(Lump { share: body.mass / total, centre: self.stature([c[0] - o[0], c[1] - o[1], c[2] - o[2]]) })
        };
        let mut masses = Masses {
            pelvis: lump("pelvis")?,
            lumbar: [Lump::default(); 5],
            torso: lump("thorax")?,
            head: lump("head")?,
            limbs: [Lump::default(); 8],
        };
        for (i, own) in masses.lumbar.iter_mut().enumerate() {
            *own = lump(&format!("lumbar{}", 5 - i))?;
        }
        for (own, name) in masses.limbs.iter_mut().zip(LIMBS) {
            *own = lump(&format!("{name}_r"))?;
        }
        Ok(masses)
    }

    fn stature(&self, v: Vec3) -> V3 {
        V3(v[0], v[1], v[2]) * (1.0 / self.height_m)
    }
}

/// Where a segment's frame has its origin in the model's body [m]: the proximal joint; in the pelvis midway between the hips.
/// # Errors
/// [`Error::ForeignModel`] when there is no such body or it hangs on no joint.
pub fn origin(model: &Model, body: &str) -> Result<Vec3, Error> {
    if body != "pelvis" {
        return ends(model, body).map(|(_, _, own)| own);
    }
    let hip = |side: &str| ends(model, &format!("femur_{side}")).map(|(_, at, _)| at);
    let (right, left) = (hip("r")?, hip("l")?);
    Ok(std::array::from_fn(|i| f64::midpoint(right[i], left[i])))
}

/// The joint that carries a body: the body before it, and the joint's place in both [m].
fn ends(model: &Model, body: &str) -> Result<(String, Vec3, Vec3), Error> {
    let index = model.placement(body).ok_or_else(|| foreign(body))?.body;
    let carried = |frame: &str| model.placement(frame).filter(|p| p.body == index);
    let found = model.parts().joints.iter().find_map(|j| carried(&j.child_frame).map(|own| (j, own)));
    let (joint, own) = found.ok_or_else(|| foreign(body))?;
    let before = model.placement(&joint.parent_frame).filter(|p| p.body > 0).ok_or_else(|| foreign(body))?;
    Ok((model.parts().bodies[before.body - 1].name.clone(), before.transform.p, own.transform.p))
}

/// Index of a coordinate of the model.
/// # Errors
/// [`Error::ForeignModel`] when there is none of that name.
pub fn coordinate(model: &Model, name: &str) -> Result<usize, Error> {
    model.coordinate_index(name).ok_or_else(|| foreign(name))
}

fn foreign(name: &str) -> Error {
    Error::ForeignModel(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::own;

    #[test]
    fn parts_weigh_as_much_as_the_whole() {
        for sex in [Sex::Female, Sex::Male, Sex::Unsaid] {
            let m = own::body(170.0, sex).build.mass;
            let middle = m.lumbar.iter().chain([&m.pelvis, &m.torso, &m.head]).map(|l| l.share).sum::<f64>();
            let sum = middle + 2.0 * m.limbs.iter().map(|l| l.share).sum::<f64>();
            assert!((sum - 1.0).abs() < 0.001, "{sex:?}: {sum}");
        }
    }

    #[test]
    fn every_share_of_the_low_back_sums_to_one() {
        let rhythm = own::body(170.0, Sex::Unsaid).build.joints.rhythm;
        for turn in 0..3 {
            let sum: f64 = rhythm.iter().map(|shares| shares[turn]).sum();
            assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        }
    }
}
