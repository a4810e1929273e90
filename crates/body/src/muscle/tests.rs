//! Golden values: OpenSim 4.6 (2026-06-22), Python, default curves: `ActiveForceLengthCurve().calcValue(x)`,
//! `FiberForceLengthCurve`, `TendonForceLengthCurve`, and `DeGrooteFregly2016Muscle().calcActiveForceLengthMultiplier(x)`
//! with its passive and tendon kin. Tolerance 1e-9: OpenSim solves its Bezier corners to about 1e-12.

use super::*;
use crate::model::{DeGrooteFregly2016, Millard2012, Thelen2003};
use proptest::prelude::*;

fn parameters(model: MuscleModel) -> MuscleParameters {
    MuscleParameters {
        max_isometric_force: 1000.0,
        optimal_fiber_length: 0.1,
        tendon_slack_length: 0.2,
        pennation_angle_at_optimal: 0.3,
        max_contraction_velocity: 10.0,
        ignore_tendon_compliance: true,
        model,
    }
}

fn curves(model: MuscleModel) -> MuscleCurves {
    MuscleCurves::new(&parameters(model))
}

fn all() -> [MuscleCurves; 3] {
    [
        curves(MuscleModel::Thelen2003(Thelen2003::default())),
        curves(MuscleModel::Millard2012(Millard2012::default())),
        curves(MuscleModel::DeGrooteFregly2016(DeGrooteFregly2016::default())),
    ]
}

#[track_caller]
fn check(curve: impl Fn(f64) -> (f64, f64), golden: &[(f64, f64)]) {
    for (x, expected) in golden {
        let value = curve(*x).0;
        assert!((value - expected).abs() < 1e-9, "at {x}: {value}, expected {expected}");
    }
}

#[test]
fn millard_agrees_with_opensim() {
    let m = curves(MuscleModel::Millard2012(Millard2012::default()));
    check(
        |x| m.active(x),
        &[
            (0.3, 0.1),
            (0.5, 0.117_653_354_928_088_01),
            (0.65, 0.626_192_537_117_056_8),
            (0.85, 0.913_839_609_592_252_3),
            (0.97, 0.999_509_459_393_531_4),
            (1.0, 1.0),
            (1.2, 0.823_680_970_871_459),
            (1.5, 0.403_368_705_499_913_6),
            (1.7, 0.132_656_644_427_626_2),
            (2.0, 0.1),
        ],
    );
    check(
        |x| m.passive(x),
        &[
            (0.9, 0.0),
            (1.01, 9.529_054_962_971_643e-5),
            (1.1, 0.017_044_835_097_378_36),
            (1.3, 0.126_111_183_482_628_54),
            (1.5, 0.460_261_504_791_209_2),
            (1.65, 0.857_425_125_459_553),
            (1.8, 1.285_714_285_714_286),
        ],
    );
    check(
        |x| m.tendon(x),
        &[
            (0.99, 0.0),
            (1.005, 0.037_604_493_631_416_61),
            (1.015, 0.174_765_521_932_175_26),
            (1.03, 0.479_398_712_348_045_65),
            (1.045, 0.887_755_102_040_814_5),
            (1.06, 1.308_673_469_387_756_9),
        ],
    );
}

#[test]
fn de_groote_agrees_with_opensim() {
    let g = curves(MuscleModel::DeGrooteFregly2016(DeGrooteFregly2016::default()));
    check(
        |x| g.active(x),
        &[(0.5, 0.054_112_153_014_274_33), (0.8, 0.836_439_566_114_651_9), (1.6, 0.124_255_038_539_748_87)],
    );
    check(|x| g.passive(x), &[(0.5, 0.000_565_014_953_778_407_8), (1.3, 0.135_258_816_777_810_24), (1.6, 1.0)]);
    check(
        |x| g.tendon(x),
        &[(0.976, -0.116_843_789_611_792_33), (1.016, 0.159_021_287_371_824_03), (1.04, 0.663_486_408_761_928_3)],
    );
}

#[test]
fn every_model_is_one_where_it_has_to_be() {
    for (m, strains) in all().iter().zip([[0.6, 0.04], [0.7, 0.049], [0.6, 0.049]]) {
        assert!((m.active(1.0).0 - 1.0).abs() < 1e-12);
        assert!((m.passive(1.0 + strains[0]).0 - 1.0).abs() < 1e-12);
        assert!((m.tendon(1.0 + strains[1]).0 - 1.0).abs() < 1e-12);
    }
}

#[test]
fn the_toe_of_thelens_tendon_meets_the_line() {
    let p = Thelen2003::default();
    let e3 = 3.0_f64.exp();
    let toe = 1.0 + 99.0 * 0.04 * e3 / (166.0 * e3 - 67.0);
    let (below, above) = (thelen::tendon(&p, toe - 1e-9), thelen::tendon(&p, toe + 1e-9));
    assert!((below.0 - above.0).abs() < 1e-6 && (below.1 / above.1 - 1.0).abs() < 1e-6);
}

#[test]
fn a_rigid_tendon_leaves_the_rest_to_the_fiber() {
    let m = curves(MuscleModel::Millard2012(Millard2012::default()));
    let optimal = m.rigid_tendon(0.2 + 0.1 * 0.3_f64.cos());
    assert!((optimal.normalized_length - 1.0).abs() < 1e-15);
    assert!((optimal.cos_pennation - 0.3_f64.cos()).abs() < 1e-15);
    assert!(optimal.passive_force.abs() < 1e-12);
}

#[test]
fn a_fiber_gets_no_shorter_than_its_model_allows() {
    // OpenSim 4.6: optimal fiber length 0.12 m, pennation 0 and 0.3 rad, muscle-tendon shorter than the tendon.
    let slack = |model: &MuscleModel, pennation: f64| {
        let p = MuscleParameters { pennation_angle_at_optimal: pennation, ..parameters(*model) };
        MuscleCurves::new(&p).rigid_tendon(0.15)
    };
    let millard = MuscleModel::Millard2012(Millard2012::default());
    for (pennation, cosine) in [(0.0, 1.0), (0.3, 0.746_455_2)] {
        let fiber = slack(&millard, pennation);
        assert!((fiber.normalized_length - 0.4441).abs() < 1e-12);
        assert!((fiber.cos_pennation - cosine).abs() < 1e-6, "{}", fiber.cos_pennation);
    }
    let steep = Millard2012 { maximum_pennation_angle: 0.5, ..Millard2012::default() };
    let fiber = slack(&MuscleModel::Millard2012(steep), 0.3);
    assert!((fiber.cos_pennation - 0.5_f64.cos()).abs() < 1e-12);
    let across = slack(&MuscleModel::Thelen2003(Thelen2003::default()), 0.3);
    assert!((across.normalized_length - 0.3_f64.sin()).abs() < 1e-15 && across.cos_pennation.abs() < 1e-15);
}

proptest! {
    #[test]
    fn slopes_are_those_of_the_values(x in 0.3..1.9_f64, t in 0.98..1.06_f64) {
        let h = 1e-6;
        // Thelen's passive and tendon curves have a kink at 1.
        prop_assume!((x - 1.0).abs() > 2.0 * h && (t - 1.0).abs() > 2.0 * h);
        for m in all() {
            for (f, x) in [(MuscleCurves::active as fn(&MuscleCurves, f64) -> (f64, f64), x), (MuscleCurves::passive, x), (MuscleCurves::tendon, t)] {
                let difference = (f(&m, x + h).0 - f(&m, x - h).0) / (2.0 * h);
                let slope = f(&m, x).1;
                prop_assert!((difference - slope).abs() < 2e-4 * (1.0 + slope.abs()), "{x}: {difference} {slope}");
            }
        }
    }

    #[test]
    fn passive_force_never_falls_as_a_muscle_lengthens(a in 0.1..0.5_f64, b in 0.1..0.5_f64) {
        for m in all() {
            let [short, long] = [m.rigid_tendon(a.min(b)), m.rigid_tendon(a.max(b))];
            prop_assert!(long.length >= short.length);
            prop_assert!(long.passive_force >= short.passive_force - 1e-9);
            prop_assert!(long.cos_pennation >= short.cos_pennation - 1e-12);
        }
    }
}
