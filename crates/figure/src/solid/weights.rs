//! Which nodes carry a point of the skin, and how much.
//!
//! Along a limb a joint is a gate: a plane that halves its angle at rest. Points pass from the body before it over the node in the
//! joint to the body behind it as they pass the gate.

use super::{
    rig::{HEAD, Limb, NODES, PELVIS, THORAX, limb},
    shape::{Parts, smooth_step},
};
use crate::{
    skeleton::{Half, Segment, Skeleton},
    vector::V3,
};

/// Up to four nodes with their shares, which sum to 1; unused places have share 0.
pub type Carriers = [(usize, f64); 4];

/// A plane with a soft edge.
#[derive(Clone, Copy, Debug)]
struct Gate {
    at: V3,
    normal: V3,
    reach: f64,
}

impl Gate {
    /// 0 well before the gate, 1 well behind it.
    fn passed(&self, p: V3) -> f64 {
        smooth_step(-self.reach, self.reach, (p - self.at).dot(self.normal))
    }
}

/// The gates of a right half body at rest [stature].
#[derive(Clone, Debug)]
pub struct Gates {
    /// L5-S1 up to T12-L1, then the base of the neck and the base of the head.
    spine: [Gate; 8],
    hip: Gate,
    knee: Gate,
    ankle: Gate,
    toes: Gate,
    shoulder: Gate,
    elbow: Gate,
    wrist: Gate,
}

impl Gates {
    /// The gates of a skeleton at rest.
    pub fn new(rest: &Skeleton) -> Self {
        let of = |segment| rest.frame(segment, Half::Right);
        let along = |a: Segment, b: Segment| (of(b).o - of(a).o).unit();
        let down = -of(Segment::Pelvis).r.1;
        let thigh = along(Segment::Femur, Segment::Tibia);
        let shank = along(Segment::Tibia, Segment::Foot);
        let foot = along(Segment::Foot, Segment::Toes);
        let upper_arm = along(Segment::Humerus, Segment::Forearm);
        let forearm = along(Segment::Forearm, Segment::Hand);
        let hand = -of(Segment::Hand).r.1;
        let out = V3(0.0, 0.0, 1.0);
        let gate = |segment, normal: V3, reach| Gate { at: of(segment).o, normal: normal.unit(), reach };
        Self {
            spine: spine(rest),
            // The groin runs outwards and up, so the outside of the hip goes with the thigh.
            hip: gate(Segment::Femur, down + thigh + out * 0.5, 0.070),
            knee: gate(Segment::Tibia, thigh + shank, 0.048),
            ankle: gate(Segment::Foot, shank + foot, 0.030),
            toes: gate(Segment::Toes, foot, 0.012),
            shoulder: gate(Segment::Humerus, out + upper_arm, 0.050),
            elbow: gate(Segment::Forearm, upper_arm + forearm, 0.036),
            wrist: gate(Segment::Hand, forearm + hand, 0.020),
        }
    }

    /// The nodes that carry a point of the right half, at these distances from the parts.
    pub fn carriers(&self, p: V3, parts: &Parts) -> Carriers {
        let mut shares = [0.0; NODES];
        // Skin near the middle belongs to neither leg.
        let leg = smooth_step(-0.030, 0.015, parts.trunk - parts.leg) * smooth_step(0.0, 0.022, p.2);
        let arm = smooth_step(-0.014, 0.018, parts.trunk - parts.arm);
        let hip = split(self.hip.passed(p) * leg);
        let shoulder = split(self.shoulder.passed(p) * arm);
        self.trunk(p, hip[0].min(shoulder[0]), &mut shares);
        let mut give = |node, share| shares[limb(node, Half::Right)] += share;
        give(Limb::Hip, hip[1]);
        give(Limb::Shoulder, shoulder[1]);
        self.leg(p, hip[2], &mut give);
        self.arm(p, shoulder[2], &mut give);
        heaviest(&shares)
    }

    fn trunk(&self, p: V3, share: f64, shares: &mut [f64; NODES]) {
        let mut passed = 1.0;
        for (node, gate) in self.spine.iter().enumerate() {
            let next = gate.passed(p).min(passed);
            shares[PELVIS + node] += share * (passed - next);
            passed = next;
        }
        shares[HEAD] += share * passed;
    }

    fn leg(&self, p: V3, share: f64, give: &mut impl FnMut(Limb, f64)) {
        let [thigh, knee, below] = split(self.knee.passed(p));
        let (ankle, toes) = (self.ankle.passed(p), self.toes.passed(p));
        give(Limb::Femur, share * thigh);
        give(Limb::Knee, share * knee);
        give(Limb::Tibia, share * below * (1.0 - ankle));
        give(Limb::Foot, share * below * ankle * (1.0 - toes));
        give(Limb::Toes, share * below * ankle * toes);
    }

    fn arm(&self, p: V3, share: f64, give: &mut impl FnMut(Limb, f64)) {
        let [upper, elbow, below] = split(self.elbow.passed(p));
        let wrist = self.wrist.passed(p);
        let length = (self.wrist.at - self.elbow.at).norm();
        let along = (p - self.elbow.at).dot((self.wrist.at - self.elbow.at).unit()) / length;
        let [ulna, middle, radius] = split(smooth_step(0.1, 0.95, along));
        give(Limb::Humerus, share * upper);
        give(Limb::Elbow, share * elbow);
        give(Limb::Ulna, share * below * ulna);
        give(Limb::Forearm, share * below * middle);
        give(Limb::Radius, share * below * radius * (1.0 - wrist));
        give(Limb::Hand, share * below * radius * wrist);
    }
}

fn spine(rest: &Skeleton) -> [Gate; 8] {
    let of = |segment| rest.frame(segment, Half::Right).o;
    let up = V3(0.0, 1.0, 0.0);
    std::array::from_fn(|i| match i {
        0..=4 => Gate { at: of(Segment::Lumbar(i)), normal: up, reach: 0.024 },
        5 => Gate { at: of(Segment::Torso), normal: up, reach: 0.024 },
        // Neck and head begin lower in front.
        6 => Gate { at: of(Segment::Neck) + V3(0.0, 0.011, 0.0), normal: V3(0.40, 0.92, 0.0).unit(), reach: 0.024 },
        _ => Gate { at: of(Segment::Head) + V3(0.006, 0.008, 0.0), normal: V3(0.55, 0.83, 0.0).unit(), reach: 0.018 },
    })
}

/// Shares of the body before a joint, the node in it and the body behind it.
fn split(passed: f64) -> [f64; 3] {
    [(1.0 - 2.0 * passed).max(0.0), 1.0 - (2.0 * passed - 1.0).abs(), (2.0 * passed - 1.0).max(0.0)]
}

/// The four largest shares, made to sum to 1.
fn heaviest(shares: &[f64; NODES]) -> Carriers {
    let mut all: Vec<(usize, f64)> = shares.iter().copied().enumerate().filter(|s| s.1 > 0.004).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    all.truncate(4);
    let sum: f64 = all.iter().map(|s| s.1).sum();
    std::array::from_fn(|i| all.get(i).map_or((THORAX, 0.0), |s| (s.0, s.1 / sum)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joint_passes_over_its_own_node() {
        for (passed, all) in [(0.0, 0), (0.5, 1), (1.0, 2)] {
            assert!((split(passed)[all] - 1.0).abs() < 1e-12);
        }
        assert!((split(0.3).iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn four_are_kept_and_sum_to_one() {
        let mut shares = [0.0; NODES];
        for (i, share) in [0.3, 0.25, 0.2, 0.15, 0.1].into_iter().enumerate() {
            shares[i * 2] = share;
        }
        let kept = heaviest(&shares);
        assert_eq!(kept.map(|k| k.0), [0, 2, 4, 6]);
        assert!((kept.iter().map(|k| k.1).sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
