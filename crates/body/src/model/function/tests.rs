use super::*;
use proptest::prelude::*;

fn knots() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    proptest::collection::vec((0.05..1.0_f64, -1.0..1.0_f64), 2..9).prop_map(|steps| {
        let x = steps.iter().scan(-1.0, |at, (h, _)| {
            *at += h;
            Some(*at)
        });
        (x.collect(), steps.iter().map(|s| s.1).collect())
    })
}

fn any_function() -> impl Strategy<Value = Function> {
    prop_oneof![
        knots().prop_map(|(x, y)| Function::SimmSpline { x, y }),
        knots().prop_map(|(x, y)| Function::NaturalCubicSpline { x, y }),
        knots().prop_map(|(x, y)| Function::PiecewiseLinear { x, y }),
        proptest::collection::vec(-2.0..2.0_f64, 1..7).prop_map(Function::Polynomial),
        (-2.0..2.0_f64, -2.0..2.0_f64).prop_map(|(a, b)| Function::Linear(vec![a, b])),
    ]
}

proptest! {
    #[test]
    fn the_derivative_is_that_of_the_value(f in any_function(), q in -1.5..4.0_f64, scale in -2.0..2.0_f64) {
        let f = Function::Multiplier { function: Box::new(f), scale }.compile();
        if let CompiledFunction::Cubic(c) = &f {
            prop_assume!(c.x.iter().all(|x| (x - q).abs() > 1e-4));
        }
        let h = 1e-6;
        let difference = (f.value(&[q + h]) - f.value(&[q - h])) / (2.0 * h);
        let (_, derivative) = f.value_and_derivative(&[q], 0);
        prop_assert!((difference - derivative).abs() < 1e-5 * (1.0 + derivative.abs()), "{difference} {derivative}");
    }

    #[test]
    fn a_spline_goes_through_its_knots_and_has_no_kink((x, y) in knots(), natural: bool) {
        let f = if natural { Cubic::natural(&x, &y) } else { Cubic::simm(&x, &y) };
        for (x, y) in x.iter().zip(&y) {
            let left = f.value_and_derivative(x - 1e-12);
            let right = f.value_and_derivative(*x);
            prop_assert!((right.0 - y).abs() < 1e-12);
            prop_assert!((left.0 - y).abs() < 1e-9);
            prop_assert!((left.1 - right.1).abs() < 1e-8 * (1.0 + right.1.abs()));
        }
    }

    #[test]
    fn a_simm_spline_reproduces_a_cubic(c in proptest::array::uniform4(-2.0..2.0_f64), h in proptest::collection::vec(0.1..1.0_f64, 4..8)) {
        let x: Vec<f64> = h.iter().scan(0.0, |at, h| { *at += h; Some(*at) }).collect();
        let cubic = |q: f64| c[0] + q * (c[1] + q * (c[2] + q * c[3]));
        let y: Vec<f64> = x.iter().map(|q| cubic(*q)).collect();
        let f = Cubic::simm(&x, &y);
        let middle = f64::midpoint(x[1], x[2]);
        let size: f64 = y.iter().map(|y| y.abs()).fold(1.0, f64::max);
        prop_assert!((f.value_and_derivative(middle).0 - cubic(middle)).abs() < 1e-11 * size);
    }
}

#[test]
fn a_natural_spline_has_no_curvature_at_its_ends() {
    let f = Cubic::natural(&[0.0, 1.0, 3.0, 4.0], &[0.0, 2.0, -1.0, 0.5]);
    assert!(f.pieces[1][2].abs() < 1e-15);
    let [_, _, c2, c3] = f.pieces[3];
    assert!((2.0 * c2 + 6.0 * c3).abs() < 1e-14);
}

#[test]
fn three_knots_make_a_parabola_and_two_a_line() {
    let three = Cubic::simm(&[0.0, 1.0, 2.0], &[0.0, 1.0, 4.0]);
    assert!((three.value_and_derivative(0.5).0 - 0.25).abs() < 1e-15);
    let two = Cubic::simm(&[0.0, 2.0], &[1.0, 5.0]);
    assert_eq!(two.value_and_derivative(3.0), (7.0, 2.0));
}

#[test]
fn faults_say_what_is_wrong() {
    let spline = |x: &[f64]| Function::SimmSpline { x: x.to_vec(), y: vec![0.0; x.len()] };
    assert_eq!(spline(&[0.0, 1.0]).fault(1), None);
    assert!(spline(&[0.0]).fault(1).is_some_and(|f| f.contains("at least 2")));
    assert!(spline(&[0.0, 0.0]).fault(1).is_some_and(|f| f.contains("do not ascend")));
    assert!(spline(&[0.0, f64::NAN]).fault(1).is_some_and(|f| f.contains("finite")));
    assert!(spline(&[0.0, 1.0]).fault(2).is_some_and(|f| f.contains("one coordinate")));
    assert!(Function::Linear(vec![1.0]).fault(1).is_some_and(|f| f.contains("need 2")));
}
