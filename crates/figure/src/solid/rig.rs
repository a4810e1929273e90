//! The nodes that carry the skin: the bodies of the model, and between some of them a node that follows half the way.
//!
//! A joint that bends far would crease and shrink a skin that is drawn by its two bodies alone. A node in the joint that turns half
//! as far halves the angle; along the forearm nodes share its twist.

use super::turn::{halfway, inverse, within};
use crate::{
    build::Build,
    skeleton::{Angles, COORDINATES, Frame, Half, Segment, Skeleton, names},
    vector::V3,
};

/// Nodes of the trunk with the place of their parent in the list; `pelvis` is the root.
const TRUNK: [(&str, Segment); 9] = [
    ("pelvis", Segment::Pelvis),
    ("lumbar5", Segment::Lumbar(0)),
    ("lumbar4", Segment::Lumbar(1)),
    ("lumbar3", Segment::Lumbar(2)),
    ("lumbar2", Segment::Lumbar(3)),
    ("lumbar1", Segment::Lumbar(4)),
    ("thorax", Segment::Torso),
    ("neck", Segment::Neck),
    ("head", Segment::Head),
];

/// A node of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limb {
    /// In the hip joint, halfway between pelvis and thigh.
    Hip,
    /// Thigh.
    Femur,
    /// In the knee, halfway.
    Knee,
    /// Shank.
    Tibia,
    /// Foot.
    Foot,
    /// Toes.
    Toes,
    /// In the shoulder, halfway.
    Shoulder,
    /// Upper arm.
    Humerus,
    /// In the elbow, halfway.
    Elbow,
    /// Forearm at the elbow.
    Ulna,
    /// Forearm with half its twist.
    Forearm,
    /// Forearm at the wrist.
    Radius,
    /// Hand.
    Hand,
}

/// Name and parent, in the order of the nodes.
const LIMBS: [(Limb, &str, Option<Limb>); 13] = [
    (Limb::Hip, "hip", None),
    (Limb::Femur, "femur", None),
    (Limb::Knee, "knee", Some(Limb::Femur)),
    (Limb::Tibia, "tibia", Some(Limb::Femur)),
    (Limb::Foot, "foot", Some(Limb::Tibia)),
    (Limb::Toes, "toes", Some(Limb::Foot)),
    (Limb::Shoulder, "shoulder", None),
    (Limb::Humerus, "humerus", None),
    (Limb::Elbow, "elbow", Some(Limb::Humerus)),
    (Limb::Ulna, "ulna", Some(Limb::Humerus)),
    (Limb::Forearm, "forearm", Some(Limb::Ulna)),
    (Limb::Radius, "radius", Some(Limb::Ulna)),
    (Limb::Hand, "hand", Some(Limb::Radius)),
];

/// Number of nodes.
pub const NODES: usize = TRUNK.len() + 2 * LIMBS.len();
/// The root.
pub const PELVIS: usize = 0;
/// The ribcage.
pub const THORAX: usize = 6;
/// The head.
pub const HEAD: usize = 8;

/// Place of a node of one side among all.
pub fn limb(limb: Limb, half: Half) -> usize {
    let within = LIMBS.iter().position(|l| l.0 == limb).expect("every limb is in the list");
    TRUNK.len() + if half == Half::Right { 0 } else { LIMBS.len() } + within
}

/// The node of the other side; those of the middle are their own.
pub fn opposite(node: usize) -> usize {
    match node.checked_sub(TRUNK.len()) {
        None => node,
        Some(i) => TRUNK.len() + (i + LIMBS.len()) % (2 * LIMBS.len()),
    }
}

/// Names of the nodes, as the model's bodies have them.
pub fn node_names() -> Vec<String> {
    let side = |s: &'static str| LIMBS.iter().map(move |l| format!("{}_{s}", l.1));
    TRUNK.iter().map(|t| t.0.to_owned()).chain(side("r")).chain(side("l")).collect()
}

/// The parent of a node; the pelvis has none.
pub fn parent(node: usize) -> Option<usize> {
    if node == HEAD {
        // The head turns in its own joint with the ribcage; the neck only follows.
        return Some(THORAX);
    }
    let Some(i) = node.checked_sub(TRUNK.len()) else { return node.checked_sub(1) };
    let half = if i < LIMBS.len() { Half::Right } else { Half::Left };
    let (own, _, parent) = LIMBS[i % LIMBS.len()];
    let root = if matches!(own, Limb::Hip | Limb::Femur) { PELVIS } else { THORAX };
    Some(parent.map_or(root, |p| limb(p, half)))
}

/// The posture that the skin is made in: every joint about the middle of its range, limbs clear of each other.
const REST: [(&str, f64); 11] = [
    ("hip_flexion", 42.0),
    ("hip_adduction", -16.0),
    ("knee_angle", 62.0),
    ("ankle_angle", 0.0),
    ("mtp_angle", 10.0),
    ("arm_flex", 40.0),
    ("arm_add", -62.0),
    ("arm_rot", 0.0),
    ("elbow_flex", 62.0),
    ("pro_sup", 70.0),
    ("wrist_flex", -10.0),
];

/// Joint angles of the rest posture [deg].
pub fn rest_angles() -> Angles {
    let mut q = [0.0; COORDINATES];
    for (value, name) in q.iter_mut().zip(names()) {
        let found = REST.iter().find(|(stem, _)| name.strip_suffix("_r").or(name.strip_suffix("_l")) == Some(*stem));
        *value = found.map_or(0.0, |(_, angle)| *angle);
    }
    q
}

/// The rest posture of a body.
pub fn rest(build: &Build) -> Skeleton {
    Skeleton::new(build, &rest_angles(), V3::default())
}

/// Frames of all nodes in the world for a skeleton, beside its rest posture. Unit of the skeletons.
pub fn frames(skeleton: &Skeleton, rest: &Skeleton) -> Vec<Frame> {
    let mut out: Vec<Frame> = TRUNK.iter().map(|t| *skeleton.frame(t.1, Half::Right)).collect();
    for half in Half::BOTH {
        out.extend(LIMBS.iter().map(|l| limb_frame(l.0, skeleton, rest, half)));
    }
    out
}

fn limb_frame(limb: Limb, skeleton: &Skeleton, rest: &Skeleton, half: Half) -> Frame {
    let of = |segment| *skeleton.frame(segment, half);
    let between = |parent, child| joint(parent, child, skeleton, rest, half);
    match limb {
        Limb::Hip => between(Segment::Pelvis, Segment::Femur),
        Limb::Femur => of(Segment::Femur),
        Limb::Knee => between(Segment::Femur, Segment::Tibia),
        Limb::Tibia => of(Segment::Tibia),
        Limb::Foot => of(Segment::Foot),
        Limb::Toes => of(Segment::Toes),
        Limb::Shoulder => between(Segment::Torso, Segment::Humerus),
        Limb::Humerus => of(Segment::Humerus),
        Limb::Elbow => between(Segment::Humerus, Segment::Forearm),
        Limb::Ulna => of(Segment::Forearm),
        Limb::Forearm => between(Segment::Forearm, Segment::Radius),
        Limb::Radius => of(Segment::Radius),
        Limb::Hand => of(Segment::Hand),
    }
}

/// A node in a joint that has gone half as far from rest as the joint.
fn joint(parent: Segment, child: Segment, skeleton: &Skeleton, rest: &Skeleton, half: Half) -> Frame {
    let turn = |s: &Skeleton| within(s.frame(parent, half), s.frame(child, half)).r;
    let r = skeleton.frame(parent, half).r.then(halfway(turn(rest), turn(skeleton)));
    Frame { o: skeleton.frame(child, half).o, r }
}

/// How a node moves points that it carries from rest to a posture: turn, then shift.
pub fn carry(rest: &Frame, now: &Frame) -> Frame {
    let r = now.r.then(inverse(rest.r));
    Frame { o: now.o - r.turn(rest.o), r }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_come_before_children_and_sides_mirror() {
        let names = node_names();
        assert_eq!(names.len(), NODES);
        for node in 0..NODES {
            assert!(parent(node).is_none_or(|p| p < node));
            assert_eq!(opposite(opposite(node)), node);
            let other = names[node].strip_suffix("_r").map(|stem| format!("{stem}_l"));
            assert!(other.is_none_or(|other| names[opposite(node)] == other));
        }
        assert_eq!(names[limb(Limb::Tibia, Half::Left)], "tibia_l");
    }

    #[test]
    fn only_the_pelvis_moves_within_its_parent() {
        let build = crate::own::bodies()[0].build;
        let rest = rest(&build);
        let places = |q: &Angles| -> Vec<V3> {
            let all = frames(&Skeleton::new(&build, q, V3::default()), &rest);
            (1..NODES).map(|n| within(&all[parent(n).expect("only the pelvis has none")], &all[n]).o).collect()
        };
        let still = places(&rest_angles());
        let moved = places(&[25.0; COORDINATES]);
        for (n, (a, b)) in still.iter().zip(moved).enumerate() {
            assert!((*a - b).norm() < 1e-9, "{}", node_names()[n + 1]);
        }
    }

    #[test]
    fn nodes_in_joints_go_half_the_way() {
        let build = crate::own::body(170.0, care::entry::Sex::Unsaid).build;
        let rest = rest(&build);
        let mut q = rest_angles();
        let index = |name: &str| names().iter().position(|n| n == name).expect("a coordinate");
        q[index("knee_angle_r")] += 60.0;
        q[index("pro_sup_r")] += 40.0;
        let now = frames(&Skeleton::new(&build, &q, V3::default()), &rest);
        let before = frames(&rest, &rest);
        let turned = |node: Limb| {
            let node = limb(node, Half::Right);
            let r = carry(&before[node], &now[node]).r;
            ((r.0.0 + r.1.1 + r.2.2 - 1.0) / 2.0).clamp(-1.0, 1.0).acos().to_degrees()
        };
        for (node, angle) in [
            (Limb::Femur, 0.0),
            (Limb::Knee, 30.0),
            (Limb::Tibia, 60.0),
            (Limb::Ulna, 0.0),
            (Limb::Forearm, 20.0),
            (Limb::Radius, 40.0),
            (Limb::Hand, 40.0),
        ] {
            assert!((turned(node) - angle).abs() < 1e-4, "{node:?} {}", turned(node));
        }
    }
}
