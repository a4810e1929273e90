//! Forward kinematics: joint angles to a frame for every segment.
//!
//! A frame has the axes of the model's body and its origin in the joint that carries it (the pelvis: midway between the hips), so that
//! it differs from the model's by a fixed shift only; a test holds it against the engine. The neck is the one frame without a body.

use care::content::pose::{Coordinates, SIDE_COORDINATES, TRUNK_COORDINATES};

use crate::{
    build::{Build, Joints},
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
    /// Neck; origin C7-T1. Only for drawing: it turns half as far as the head.
    Neck,
    /// Head; origin in the joint that carries it.
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
    /// Forearm (the ulna); origin elbow joint.
    Forearm,
    /// The bone that turns about it (the radius); origin on the axis of that turn.
    Radius,
    /// Hand; origin wrist.
    Hand,
}

impl Segment {
    /// Every segment that is a body of the model, with its half and its name there. What is in the middle is listed as right.
    pub fn bodies() -> Vec<(Self, Half, String)> {
        let lumbar = (0..5).map(|i| (Self::Lumbar(i), format!("lumbar{}", 5 - i)));
        let middle = [(Self::Pelvis, "pelvis"), (Self::Torso, "thorax"), (Self::Head, "head")];
        let limbs = [
            (Self::Femur, "femur"),
            (Self::Tibia, "tibia"),
            (Self::Foot, "foot"),
            (Self::Toes, "toes"),
            (Self::Humerus, "humerus"),
            (Self::Forearm, "ulna"),
            (Self::Radius, "radius"),
            (Self::Hand, "hand"),
        ];
        let middle = middle.into_iter().map(|(s, name)| (s, name.to_owned())).chain(lumbar);
        let side = |half: Half| {
            let end = if half == Half::Right { "r" } else { "l" };
            limbs.into_iter().map(move |(s, name)| (s, half, format!("{name}_{end}")))
        };
        middle.map(|(s, name)| (s, Half::Right, name)).chain(Half::BOTH.into_iter().flat_map(side)).collect()
    }
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

/// C7-T1 in the frame of the ribcage; the model has no joint there.
const NECK: V3 = V3(-0.010, 0.170, 0.0);
/// Height of the ankle joint over the sole.
pub const ANKLE: f64 = 0.040;

/// All frames of one posture, in stature units.
#[derive(Clone, Debug)]
pub struct Skeleton {
    trunk: [Frame; 9],
    sides: [[Frame; 8]; 2],
}

impl Skeleton {
    /// Puts a body with its hip middle at `root` (fractions of stature) in the posture `q`.
    pub fn new(build: &Build, q: &Angles, root: V3) -> Self {
        let trunk = trunk(&build.joints, q, root);
        let sides = Half::BOTH.map(|half| limbs(&build.joints, q, &trunk, half));
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
            Segment::Radius => &side[6],
            Segment::Hand => &side[7],
        }
    }
}

fn trunk(joints: &Joints, q: &Angles, root: V3) -> [Frame; 9] {
    let pelvis = Frame { o: root, r: Rot::zxy(q[0], q[1], q[2]) };
    let mut frames = [pelvis; 9];
    for (i, (joint, share)) in joints.lumbar.into_iter().zip(joints.rhythm).enumerate() {
        frames[i + 1] = frames[i].child(joint, Rot::zxy(q[3] * share[0], q[4] * share[1], q[5] * share[2]));
    }
    frames[7] = frames[6].child(NECK, Rot::zxy(q[6] / 2.0, q[7] / 2.0, q[8] / 2.0));
    frames[8] = frames[6].child(joints.neck, Rot::zxy(q[6], q[7], q[8]));
    frames
}

fn limbs(joints: &Joints, q: &Angles, trunk: &[Frame; 9], half: Half) -> [Frame; 8] {
    let s = half.sign();
    let first = TRUNK_COORDINATES.len() + half.index() * SIDE_COORDINATES.len();
    let &[flexion, adduction, rotation, knee, ankle, mtp, arm, arm_add, arm_rot, elbow, pro_sup, wrist] =
        &q[first..first + SIDE_COORDINATES.len()]
    else {
        unreachable!("the slice is as long as the list of side coordinates")
    };
    let on_side = |place: V3| V3(place.0, place.1, s * place.2);
    let femur = trunk[0].child(on_side(joints.hip), Rot::zxy(flexion, s * adduction, s * rotation));
    let tibia = femur.child(on_side(joints.knee), Rot::z(-knee));
    let foot = tibia.child(on_side(joints.ankle), Rot::z(ankle));
    let toes = foot.child(on_side(joints.toes), Rot::z(mtp));
    let humerus = trunk[6].child(on_side(joints.shoulder), Rot::zxy(arm, s * arm_add, s * arm_rot));
    let forearm = humerus.child(on_side(joints.elbow), Rot::z(elbow));
    let radius = forearm.child(on_side(joints.radius), Rot::y(s * pro_sup));
    let hand = radius.child(on_side(joints.wrist), Rot::z(wrist));
    [femur, tibia, foot, toes, humerus, forearm, radius, hand]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::own;

    /// How a point of the right side moves when one coordinate goes from 0 to 30 degrees, standing.
    fn moves(coordinate: &str, segment: Segment, point: V3) -> V3 {
        let build = own::body(170.0, care::entry::Sex::Unsaid).build;
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
            let build = own::body(170.0, sex).build;
            let body = Skeleton::new(&build, &[0.0; COORDINATES], V3::default());
            let crown = body.frame(Segment::Head, Half::Right).at(V3(0.0, 0.1217, 0.0)).1;
            let sole = body.frame(Segment::Foot, Half::Right).o.1 - ANKLE;
            assert!((crown - sole - 1.0).abs() < 0.02, "{sex:?}: {}", crown - sole);
        }
    }
}
