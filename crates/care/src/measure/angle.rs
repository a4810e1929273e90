//! From readings to angles and their errors.

use super::spec::Geometry;
use crate::entry::Profile;

/// The thigh length that an angle is computed with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ThighLength {
    pub(super) cm: f64,
    /// Half-width of its error, as a part of it.
    pub(super) error: f64,
    pub(super) source: ThighSource,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ThighSource {
    Measured,
    Stature,
    Unknown,
}

impl ThighLength {
    /// The measured length, else estimated from stature, else an average.
    pub(super) fn of(profile: &Profile, geometry: &Geometry) -> Self {
        let thigh = &geometry.thigh;
        if let Some(cm) = profile.thigh_length_cm {
            return Self { cm, error: thigh.measured_error, source: ThighSource::Measured };
        }
        match profile.height_cm {
            Some(height) => {
                let cm = height * thigh.fraction(profile.sex);
                Self { cm, error: thigh.estimated_error, source: ThighSource::Stature }
            }
            None => Self { cm: thigh.unknown_cm, error: thigh.unknown_error, source: ThighSource::Unknown },
        }
    }
}

/// Hip extension past level [deg] from the height of the knee crease above the surface the person lies on [cm].
///
/// The hip joint's centre lies above the surface and the knee's centre above its crease; with a level thigh the crease is
/// `level_cm` high. So `sin(angle) = (level_cm - height) / thigh`. `None` when no thigh of that length reaches there.
pub(super) fn from_height(height_cm: f64, thigh_cm: f64, geometry: &Geometry) -> Option<f64> {
    let sine = (geometry.level_cm - height_cm) / thigh_cm;
    (-1.0..=1.0).contains(&sine).then(|| sine.asin().to_degrees())
}

/// Half-width of the bias of an angle that comes from a height [deg]: what stays the same from day to day.
pub(super) fn height_bias(angle_deg: f64, thigh: &ThighLength, geometry: &Geometry) -> f64 {
    let (sine, cosine) = angle_deg.to_radians().sin_cos();
    // d(angle) = d(level) / (thigh cos) and d(angle) = -sin d(thigh) / (thigh cos); steep thighs are limited to 80 deg.
    let steep = cosine.max(0.17);
    let level = geometry.level_error_cm / thigh.cm / steep;
    let length = sine * thigh.error / steep;
    level.hypot(length).to_degrees()
}

/// The middle value; the mean of the two middle ones for an even number. `values` isn't empty.
pub(super) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { f64::midpoint(sorted[half - 1], sorted[half]) }
}

/// Standard deviation (n - 1); zero for fewer than two values.
pub(super) fn sd(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::measure;

    fn geometry() -> Geometry {
        measure("thomas-floor").unwrap().geometry.unwrap()
    }

    #[test]
    fn a_crease_at_the_level_height_is_a_level_thigh() {
        assert!(from_height(4.0, 42.0, &geometry()).unwrap().abs() < 1e-12);
    }

    #[test]
    fn half_a_thigh_above_level_is_thirty_degrees_short() {
        assert!((from_height(4.0 + 21.0, 42.0, &geometry()).unwrap() + 30.0).abs() < 1e-9);
    }

    #[test]
    fn no_angle_where_the_thigh_does_not_reach() {
        assert_eq!(from_height(60.0, 42.0, &geometry()), None);
    }

    #[test]
    fn a_guessed_thigh_matters_more_the_steeper_the_thigh() {
        let of = |profile: &Profile| ThighLength::of(profile, &geometry());
        let guessed = of(&Profile { height_cm: Some(175.0), ..Profile::default() });
        let measured = of(&Profile { thigh_length_cm: Some(guessed.cm), ..Profile::default() });
        let wider = |angle| height_bias(angle, &guessed, &geometry()) - height_bias(angle, &measured, &geometry());
        assert!(wider(-30.0) > wider(-10.0) && wider(-10.0) > 0.0);
        assert!((guessed.cm - 40.74).abs() < 0.01);
    }

    #[test]
    fn the_bias_agrees_with_a_finite_difference() {
        let g = geometry();
        let thigh = ThighLength { cm: 40.0, error: 0.0, source: ThighSource::Measured };
        let shifted = Geometry { level_cm: g.level_cm + 1e-4, ..g };
        let slope = (from_height(20.0, 40.0, &shifted).unwrap() - from_height(20.0, 40.0, &g).unwrap()) / 1e-4;
        let bias = height_bias(from_height(20.0, 40.0, &g).unwrap(), &thigh, &g);
        assert!((bias - slope * g.level_error_cm).abs() < 1e-3, "{bias} {slope}");
    }

    #[test]
    fn middle_and_spread() {
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(&[1.0, 2.0]) - 1.5).abs() < f64::EPSILON);
        assert!((sd(&[1.0, 2.0, 3.0]) - 1.0).abs() < 1e-12);
        assert!(sd(&[7.0]).abs() < f64::EPSILON);
    }
}
