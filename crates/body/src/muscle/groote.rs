//! The curves of De Groote, Kinney, Rao and Fregly (2016, doi:10.1007/s10439-016-1591-9), with the constants of
//! `DeGrooteFregly2016Muscle`: the active curve is 1 at optimal length, the passive one 0 at the shortest length allowed.

use crate::model::DeGrooteFregly2016;

/// Height, place, and width (constant and per length) of the three humps.
const HUMPS: [[f64; 4]; 3] = [
    [0.815_067_113_424_354_2, 1.055_033_428_970_575, 0.162_384_573_599_574, 0.063_303_448_465_465],
    [0.433_004_984_392_647, 0.716_775_413_397_76, -0.029_947_116_970_696, 0.200_356_847_296_188],
    [0.1, 1.0, 0.353_553_390_593_274, 0.0],
];
const PASSIVE_SHAPE: f64 = 4.0;
const SHORTEST: f64 = 0.2;

pub fn active(p: &DeGrooteFregly2016, fiber: f64) -> (f64, f64) {
    let scale = p.active_force_width_scale;
    let x = (fiber - 1.0) / scale + 1.0;
    HUMPS.iter().fold((0.0, 0.0), |(value, slope), [height, place, width, more]| {
        let w = width + more * x;
        let z = (x - place) / w;
        let hump = height * (-0.5 * z * z).exp();
        (value + hump, slope - hump * z * (1.0 - z * more) / w / scale)
    })
}

pub fn passive(p: &DeGrooteFregly2016, fiber: f64) -> (f64, f64) {
    if p.ignore_passive_fiber_force {
        return (0.0, 0.0);
    }
    let k = PASSIVE_SHAPE / p.passive_fiber_strain_at_one_norm_force;
    let offset = (k * (SHORTEST - 1.0)).exp();
    let rise = (k * (fiber - 1.0)).exp();
    let whole = PASSIVE_SHAPE.exp() - offset;
    ((rise - offset) / whole, k * rise / whole)
}

pub fn tendon(p: &DeGrooteFregly2016, tendon: f64) -> (f64, f64) {
    let (c1, c2, c3) = (0.2, 1.0, 0.2_f64);
    let k = ((1.0 + c3) / c1).ln() / (1.0 + p.tendon_strain_at_one_norm_force - c2);
    let rise = c1 * (k * (tendon - c2)).exp();
    (rise - c3, k * rise)
}
