//! Forward kinematics: joint angles to a frame for every segment.

use care::content::pose::{Coordinates, SIDE_COORDINATES, TRUNK_COORDINATES};

use crate::{
    build::Build,
    vector::{Rot, V3},
};

/// A rigid segment. Those from `Femur` on exist on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Pelvis; origin midway between the hip joints.
    Pelvis,
    /// Lumbar vertebra; origin in the joint below it. 0 is L5, 4 is L1.
    Lumbar(usize),
    /// Ribcage; origin in the joint T12-L1.
    Torso,
    /// Neck; origin C7-T1.
    Neck,
    /// Head; origin below the skull.
    Head,
    /// Thigh; origin hip joint.
    Femur,
    /// Shank; origin knee joint.
    Tibia,
    /// Foot; origin ankle joint.
    Foot,
    /// Toes; origin at their base.
    Toes,
    /// Upper arm; origin shoulder joint.
    Humerus,
    /// Forearm; origin elbow joint.
    Forearm,
    /// Hand; origin wrist.
    Hand,
}

/// Left or right of the body itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Right, +z.
    Right,
    /// Left, -z.
    Left,
}

impl Half {
    /// Both halves, right first.
    pub const BOTH: [Self; 2] = [Self::Right, Self::Left];

    /// +1 for right, -1 for left: sign of z and of turns that mirror.
    pub fn sign(self) -> f64 {
        if self == Self::Right { 1.0 } else { -1.0 }
    }
    fn index(self) -> usize {
        usize::from(self == Self::Left)
    }
}

/// Number of joint coordinates.
pub const COORDINATES: usize = TRUNK_COORDINATES.len() + 2 * SIDE_COORDINATES.len();

/// Joint angles [deg] in the order trunk, right, left.
pub type Angles = [f64; COORDINATES];

/// Does this coordinate move an arm?
pub fn is_arm(index: usize) -> bool {
    const FIRST: usize = 5;
    let trunk = TRUNK_COORDINATES.len();
    index >= trunk && (index - trunk) % SIDE_COORDINATES.len() > FIRST
}

/// Full names in the order of [`Angles`].
pub fn names() -> Vec<String> {
    let side = |s: &'static str| SIDE_COORDINATES.iter().map(move |c| format!("{c}_{s}"));
    TRUNK_COORDINATES.iter().map(ToString::to_string).chain(side("r")).chain(side("l")).collect()
}

/// The angles of a moment of a pose.
pub fn angles(coordinates: &Coordinates) -> Angles {
    let mut out = [0.0; COORDINATES];
    for (value, name) in out.iter_mut().zip(names()) {
        *value = coordinates.get(&name);
    }
    out
}

/// Angles of the mirrored posture.
pub fn mirrored(q: &Angles) -> Angles {
    let (trunk, side) = (TRUNK_COORDINATES.len(), SIDE_COORDINATES.len());
    let mut out = *q;
    for i in [1, 2, 4, 5, 7, 8] {
        out[i] = -q[i];
    }
    out[trunk..trunk + side].copy_from_slice(&q[trunk + side..]);
    out[trunk + side..].copy_from_slice(&q[trunk..trunk + side]);
    out
}

/// Place and direction of a segment.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Origin.
    pub o: V3,
    /// Axes.
    pub r: Rot,
}

impl Frame {
    /// A point of the segment in the world.
    pub fn at(&self, p: V3) -> V3 {
        self.o + self.r.turn(p)
    }
    fn child(&self, p: V3, r: Rot) -> Self {
        Self { o: self.at(p), r: self.r.then(r) }
    }
}

/// Where each lumbar joint lies in the frame of the segment below it, from L5-S1 up to T12-L1, as fractions of stature
/// (Christophy 2012 as in the lifting full-body model, scaled to 1.75 m).
const LUMBAR: [V3; 6] = [
    V3(-0.0120, 0.0680, 0.0),
    V3(0.0057, 0.0169, 0.0),
    V3(0.0000, 0.0183, 0.0),
    V3(-0.0046, 0.0178, 0.0),
    V3(-0.0057, 0.0143, 0.0),
    V3(-0.0059, 0.0157, 0.0),
];
/// How lumbar motion is shared by those joints (the lumbar rhythm of Christophy 2012: 1, 1.857, ... of L5-S1).
const SHARES: [f64; 6] = [0.1400, 0.2600, 0.2300, 0.1600, 0.1300, 0.0800];
const NECK: V3 = V3(-0.018, 0.175, 0.0);
const SKULL: V3 = V3(0.012, 0.055, 0.0);
const SHOULDER: V3 = V3(-0.004, 0.127, 0.0);
/// Base of the toes in the foot's frame.
pub const TOE_BASE: V3 = V3(0.080, -0.028, 0.0);
/// Height of the ankle joint over the sole.
pub const ANKLE: f64 = 0.040;

/// All frames of one posture, in stature units.
#[derive(Clone, Debug)]
pub struct Skeleton {
    trunk: [Frame; 9],
    sides: [[Frame; 7]; 2],
}

impl Skeleton {
    /// Puts a body with its hip middle at `root` (fractions of stature) in the posture `q`.
    pub fn new(build: &Build, q: &Angles, root: V3) -> Self {
        let trunk = trunk(q, root);
        let sides = Half::BOTH.map(|half| limbs(build, q, &trunk, half));
        Self { trunk, sides }
    }

    /// Frame of a segment; `half` matters for limbs only.
    pub fn frame(&self, segment: Segment, half: Half) -> &Frame {
        let side = &self.sides[half.index()];
        match segment {
            Segment::Pelvis => &self.trunk[0],
            Segment::Lumbar(i) => &self.trunk[1 + i],
            Segment::Torso => &self.trunk[6],
            Segment::Neck => &self.trunk[7],
            Segment::Head => &self.trunk[8],
            Segment::Femur => &side[0],
            Segment::Tibia => &side[1],
            Segment::Foot => &side[2],
            Segment::Toes => &side[3],
            Segment::Humerus => &side[4],
            Segment::Forearm => &side[5],
            Segment::Hand => &side[6],
        }
    }
}

fn trunk(q: &Angles, root: V3) -> [Frame; 9] {
    let pelvis = Frame { o: root, r: Rot::zxy(q[0], q[1], q[2]) };
    let mut frames = [pelvis; 9];
    for (i, (joint, share)) in LUMBAR.into_iter().zip(SHARES).enumerate() {
        frames[i + 1] = frames[i].child(joint, Rot::zxy(q[3] * share, q[4] * share, q[5] * share));
    }
    let half = Rot::zxy(q[6] / 2.0, q[7] / 2.0, q[8] / 2.0);
    frames[7] = frames[6].child(NECK, half);
    frames[8] = frames[7].child(SKULL, half);
    frames
}

fn limbs(build: &Build, q: &Angles, trunk: &[Frame; 9], half: Half) -> [Frame; 7] {
    let s = half.sign();
    let first = TRUNK_COORDINATES.len() + half.index() * SIDE_COORDINATES.len();
    let &[flexion, adduction, rotation, knee, ankle, mtp, arm, arm_add, arm_rot, elbow, pro_sup, wrist] =
        &q[first..first + SIDE_COORDINATES.len()]
    else {
        unreachable!("the slice is as long as the list of side coordinates")
    };
    let femur = trunk[0].child(V3(0.0, 0.0, s * build.hip_half), Rot::zxy(flexion, s * adduction, s * rotation));
    let tibia = femur.child(V3(0.0, -build.thigh, 0.0), Rot::z(-knee));
    let foot = tibia.child(V3(0.0, -build.shank, 0.0), Rot::z(ankle));
    let toes = foot.child(TOE_BASE, Rot::z(mtp));
    let shoulder = V3(SHOULDER.0, SHOULDER.1, s * build.shoulder_half);
    let humerus = trunk[6].child(shoulder, Rot::zxy(arm, s * arm_add, s * arm_rot));
    let forearm = humerus.child(V3(0.0, -build.upper_arm, 0.0), Rot::z(elbow));
    let turned = Rot::y(s * pro_sup).then(Rot::z(wrist));
    let hand = forearm.child(V3(0.0, -build.forearm, 0.0), turned);
    [femur, tibia, foot, toes, humerus, forearm, hand]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a point of the right side moves when one coordinate goes from 0 to 30 degrees, standing.
    fn moves(coordinate: &str, segment: Segment, point: V3) -> V3 {
        let build = Build::new(170.0, care::entry::Sex::Unsaid);
        let mut q = [0.0; COORDINATES];
        let before = *Skeleton::new(&build, &q, V3::default()).frame(segment, Half::Right);
        let index = names().iter().position(|n| n == coordinate).expect("a coordinate's name");
        q[index] = 30.0;
        let after = *Skeleton::new(&build, &q, V3::default()).frame(segment, Half::Right);
        after.at(point) - before.at(point)
    }

    const DOWN: V3 = V3(0.0, -0.1, 0.0);
    const UP: V3 = V3(0.0, 0.1, 0.0);
    const AHEAD: V3 = V3(0.1, 0.0, 0.0);

    #[test]
    fn signs_are_those_of_the_rajagopal_model() {
        assert!(moves("pelvis_tilt", Segment::Torso, UP).0 < 0.0, "tilt + leans back");
        assert!(moves("pelvis_list", Segment::Torso, UP).2 > 0.0, "list + leans to the right");
        assert!(moves("pelvis_rotation", Segment::Pelvis, AHEAD).2 < 0.0, "rotation + turns to the left");
        assert!(moves("lumbar_extension", Segment::Torso, UP).0 < 0.0, "extension + leans back");
        assert!(moves("neck_extension", Segment::Head, UP).0 < 0.0, "extension + tips the head back");
        assert!(moves("hip_flexion_r", Segment::Femur, DOWN).0 > 0.0, "flexion + takes the knee forward");
        assert!(moves("hip_adduction_r", Segment::Femur, DOWN).2 < 0.0, "adduction + takes the right knee inwards");
        assert!(moves("hip_rotation_r", Segment::Foot, AHEAD).2 < 0.0, "rotation + turns the right toes inwards");
        assert!(moves("knee_angle_r", Segment::Tibia, DOWN).0 < 0.0, "flexion + takes the foot back");
        assert!(moves("ankle_angle_r", Segment::Foot, AHEAD).1 > 0.0, "dorsiflexion + lifts the toes");
        assert!(moves("mtp_angle_r", Segment::Toes, AHEAD).1 > 0.0, "extension + lifts the toes");
        assert!(moves("arm_flex_r", Segment::Humerus, DOWN).0 > 0.0, "flexion + takes the arm forward");
        assert!(moves("arm_add_r", Segment::Humerus, DOWN).2 < 0.0, "adduction + takes the right arm inwards");
        assert!(moves("arm_rot_r", Segment::Humerus, AHEAD).2 < 0.0, "rotation + turns inwards");
        assert!(moves("elbow_flex_r", Segment::Forearm, DOWN).0 > 0.0, "flexion + takes the hand forward");
        assert!(moves("pro_sup_r", Segment::Hand, AHEAD).2 < 0.0, "pronation + turns the palm inwards");
    }

    #[test]
    fn standing_straight_is_as_tall_as_one_is() {
        for sex in [care::entry::Sex::Female, care::entry::Sex::Male] {
            let build = Build::new(170.0, sex);
            let body = Skeleton::new(&build, &[0.0; COORDINATES], V3::default());
            let crown = body.frame(Segment::Head, Half::Right).at(V3(0.0, 0.0955, 0.0)).1;
            let sole = body.frame(Segment::Foot, Half::Right).o.1 - ANKLE;
            assert!((crown - sole - 1.0).abs() < 0.02, "{sex:?}: {}", crown - sole);
        }
    }
}
