//! Bones hinted inside the body. Places as fractions of stature in the frames of their segments; vertebrae and pelvis where the
//! model has its joints.

use crate::{
    build::Build,
    skeleton::{Half, Segment, Skeleton},
    vector::V3,
};

type Knot = (Segment, [f64; 3], f64);

use Segment::{Femur, Lumbar, Pelvis, Torso};

const FEMUR: &[Knot] = &[
    (Femur, [0.000, 0.000, 0.000], 0.0135),
    (Femur, [-0.002, -0.014, 0.018], 0.0100),
    (Femur, [0.000, -0.034, 0.022], 0.0085),
    (Femur, [0.004, -0.110, 0.014], 0.0070),
    (Femur, [0.002, -0.200, 0.004], 0.0085),
    (Femur, [-0.002, -0.230, 0.000], 0.0145),
];

/// One wing of the pelvis: crest from front to back spine, plate down to the socket, sit bone, pubis and the bar between.
const CREST: &[Knot] = &[
    (Pelvis, [0.034, 0.050, 0.068], 0.0060),
    (Pelvis, [0.020, 0.071, 0.074], 0.0070),
    (Pelvis, [-0.012, 0.080, 0.070], 0.0080),
    (Pelvis, [-0.044, 0.064, 0.038], 0.0085),
];
const PLATE: &[Knot] = &[
    (Pelvis, [-0.008, 0.058, 0.064], 0.0220),
    (Pelvis, [-0.002, 0.028, 0.056], 0.0180),
    (Pelvis, [0.000, 0.000, 0.050], 0.0170),
    (Pelvis, [-0.018, -0.028, 0.036], 0.0095),
];
const PUBIS: &[Knot] = &[
    (Pelvis, [0.006, 0.006, 0.044], 0.0100),
    (Pelvis, [0.024, -0.012, 0.012], 0.0065),
    (Pelvis, [0.018, -0.024, 0.014], 0.0050),
    (Pelvis, [-0.016, -0.034, 0.034], 0.0070),
];
const SACRUM: &[Knot] = &[
    (Pelvis, [-0.0155, 0.070, 0.000], 0.0130),
    (Pelvis, [-0.0380, 0.050, 0.000], 0.0130),
    (Pelvis, [-0.0500, 0.022, 0.000], 0.0080),
    (Pelvis, [-0.0440, 0.002, 0.000], 0.0040),
];

/// Half sizes of the body of a lumbar vertebra.
const VERTEBRA: V3 = V3(0.0115, 0.0062, 0.0145);

fn at(skeleton: &Skeleton, segment: Segment, [x, y, z]: [f64; 3], half: Half) -> V3 {
    skeleton.frame(segment, half).at(V3(x, y, z * half.sign()))
}

fn chain(skeleton: &Skeleton, knots: &[Knot], half: Half) -> Vec<(V3, f64)> {
    knots.iter().map(|(s, p, r)| (at(skeleton, *s, *p, half), *r)).collect()
}

/// One thigh bone.
pub fn femur(skeleton: &Skeleton, half: Half) -> Vec<Vec<(V3, f64)>> {
    vec![chain(skeleton, FEMUR, half)]
}

/// One wing of the pelvis.
pub fn wing(skeleton: &Skeleton, half: Half) -> Vec<Vec<(V3, f64)>> {
    [CREST, PLATE, PUBIS].map(|knots| chain(skeleton, knots, half)).to_vec()
}

/// The sacrum.
pub fn sacrum(skeleton: &Skeleton) -> Vec<Vec<(V3, f64)>> {
    vec![chain(skeleton, SACRUM, Half::Right)]
}

/// The eight corners of each lumbar vertebra, L5 first.
pub fn vertebrae(build: &Build, skeleton: &Skeleton) -> Vec<Vec<V3>> {
    (0..5)
        .map(|i| {
            let frame = skeleton.frame(Lumbar(i), Half::Right);
            let middle = build.joints.lumbar[i + 1] * 0.5;
            (0..8)
                .map(|corner| {
                    let s = |bit: i32| if corner >> bit & 1 == 1 { 1.0 } else { -1.0 };
                    frame.at(middle + VERTEBRA.scaled(V3(s(0), s(1), s(2))))
                })
                .collect()
        })
        .collect()
}

/// Ribs as open lines, one half of the chest.
pub fn ribs(skeleton: &Skeleton, half: Half) -> Vec<Vec<V3>> {
    let frame = skeleton.frame(Torso, half);
    [(0.126, 0.032, 0.046), (0.106, 0.042, 0.058), (0.084, 0.047, 0.066), (0.062, 0.049, 0.070), (0.042, 0.047, 0.070)]
        .iter()
        .map(|&(y, depth, breadth)| {
            (1..=11)
                .map(|i| {
                    let (s, c) = (f64::from(i) * std::f64::consts::PI / 12.0).sin_cos();
                    frame.at(V3(0.012 - c * depth, y - 0.012 + c * 0.014, s * breadth * half.sign()))
                })
                .collect()
        })
        .collect()
}
