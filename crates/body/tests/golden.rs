//! Golden values: OpenSim 4.6 (4.6-2026-06-22), Python. A pin joint about z from the ground to a body, coordinate q; one
//! `Millard2012EquilibriumMuscle` from (-0.1, 0.02, 0.03) on the ground to (0.2, 0.01, -0.04) on the body; a wrap object on the
//! ground at the origin, turned by (0.1, 0.2, 0.3): cylinder (radius 0.05, length 1), sphere (0.05) or ellipsoid
//! (0.04, 0.06, 0.08); method hybrid. Then `getLength` and `computeMomentArm` at q = -0.3, 0, 0.2.
//! Tolerances: lengths 1e-12 m, moment arms 1e-9 m, as promised for parity.

mod common;

use body::model::{Body, Coordinate, GROUND, Joint, JointKind, Quadrant, WrapShape};
use body::{Model, Parts, WrapMode};
use common::{fixed, lengths, moment_arms, muscle, plan, wrap_object};

const CYLINDER: WrapShape = WrapShape::Cylinder { radius: 0.05, length: 1.0 };
const SPHERE: WrapShape = WrapShape::Sphere { radius: 0.05 };
const ELLIPSOID: WrapShape = WrapShape::Ellipsoid { dimensions: [0.04, 0.06, 0.08] };

fn model(shape: WrapShape, quadrant: Quadrant, second: bool) -> Model {
    let mut object = wrap_object("w", GROUND, shape);
    object.xyz_body_rotation = [0.1, 0.2, 0.3];
    object.quadrant = quadrant;
    let mut other = wrap_object("v", GROUND, WrapShape::Cylinder { radius: 0.03, length: 1.0 });
    other.translation = [0.11, 0.01, 0.0];
    other.xyz_body_rotation = [0.3, -0.1, 0.0];
    let points = vec![fixed(GROUND, [-0.1, 0.02, 0.03]), fixed("b", [0.2, 0.01, -0.04])];
    let joint = Joint {
        name: "j".into(),
        parent_frame: GROUND.into(),
        child_frame: "b".into(),
        kind: JointKind::Pin,
        coordinates: vec![Coordinate::new("q")],
    };
    let parts = Parts {
        bodies: vec![Body { name: "b".into(), mass: 1.0, ..Body::default() }],
        joints: vec![joint],
        wrap_objects: vec![object, other],
        muscles: vec![muscle("m", points, if second { &["w", "v"] } else { &["w"] })],
        ..Parts::default()
    };
    Model::new(parts).unwrap()
}

/// `golden`: length and moment arm at each of the three poses.
#[track_caller]
fn check(shape: WrapShape, quadrant: Quadrant, second: bool, golden: [[f64; 2]; 3]) {
    let model = model(shape, quadrant, second);
    let defects = plan(&model, WrapMode::OpenSimWithDefects);
    let own = plan(&model, WrapMode::OpenSim);
    for (q, [length, moment_arm]) in [-0.3, 0.0, 0.2].into_iter().zip(golden) {
        let found = lengths(&defects, &[q])[0];
        assert!((found - length).abs() < 1e-12, "q {q}: length {found}, OpenSim {length}");
        if !second {
            let found = moment_arms(&own, &[q])[0][0];
            assert!((found - moment_arm).abs() < 1e-9, "q {q}: moment arm {found}, OpenSim {moment_arm}");
        }
    }
}

const BELOW: [f64; 2] = [0.326_065_898_500_647_27, -0.049_267_220_293_449_15];

#[test]
fn cylinders_agree_with_opensim() {
    let rest =
        [[0.316_175_573_081_668_9, 0.048_223_738_831_471_4], [0.306_551_909_541_543_93, 0.048_008_071_742_916_58]];
    check(CYLINDER, Quadrant::All, false, [BELOW, rest[0], rest[1]]);
    let first = [0.330_715_042_741_960_73, 0.048_712_520_585_637_94];
    check(CYLINDER, Quadrant::PositiveX, false, [first, rest[0], rest[1]]);
    let around =
        [[0.340_848_548_108_117_6, -0.049_208_820_247_458_45], [0.350_656_076_797_951_24, -0.048_858_509_794_538_42]];
    check(CYLINDER, Quadrant::NegativeY, false, [BELOW, around[0], around[1]]);
}

#[test]
fn spheres_agree_with_opensim() {
    let below = [0.323_522_498_077_502_55, -0.024_172_292_198_527_852];
    let rest =
        [[0.315_852_011_880_390_9, 0.045_484_627_883_685_19], [0.306_501_567_440_862_54, 0.047_469_698_328_027_97]];
    check(SPHERE, Quadrant::All, false, [below, rest[0], rest[1]]);
    check(SPHERE, Quadrant::PositiveX, false, [below, rest[0], rest[1]]);
    let around =
        [[0.341_450_939_603_316_24, -0.045_484_627_883_685_18], [0.350_801_384_042_844_6, -0.047_469_698_328_027_97]];
    check(SPHERE, Quadrant::NegativeY, false, [below, around[0], around[1]]);
}

#[test]
fn ellipsoids_agree_with_opensim() {
    let below = [0.328_553_708_688_883_4, -0.056_316_765_458_156_996];
    let rest =
        [[0.320_842_876_457_087_2, 0.052_870_936_909_952_42], [0.310_006_997_361_321_53, 0.055_400_859_375_299_37]];
    check(ELLIPSOID, Quadrant::All, false, [below, rest[0], rest[1]]);
    let first = [0.328_705_607_996_743_3, -0.055_962_244_333_383_565];
    check(ELLIPSOID, Quadrant::PositiveX, false, [first, rest[0], rest[1]]);
    let around =
        [[0.345_795_984_893_198_9, -0.059_024_102_168_677_164], [0.357_598_884_563_055_9, -0.058_001_056_768_989_326]];
    check(ELLIPSOID, Quadrant::NegativeY, false, [below, around[0], around[1]]);
}

#[test]
fn two_wraps_agree_with_opensim_and_its_defects() {
    // Moment arms are left out: OpenSim takes fresh points with stale directions for them.
    let golden = [BELOW, [0.311_454_861_728_865_5, 0.0], [0.306_551_909_541_543_93, 0.0]];
    check(CYLINDER, Quadrant::All, true, golden);
}
