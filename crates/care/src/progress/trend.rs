//! The trend of a series: Theil and Sen's line with an interval that never claims more than the measure can show.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 95 % of a normal distribution lie within this many standard deviations.
const Z95: f64 = 1.96;
/// Fewest points, and fewest days between the first and the last.
const FEWEST: usize = 3;
const SHORTEST_DAYS: i64 = 14;
/// Only the last twelve weeks make the trend: what was before is history.
pub(super) const WINDOW_DAYS: u64 = 84;

/// A trend over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Trend {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Points behind it.
    pub points: u32,
    /// The line's value on the first day.
    pub start: f64,
    /// The line's value on the last day.
    pub end: f64,
    /// Change from the first to the last day.
    pub change: f64,
    /// Half-width of the change's interval: from the scatter and the points' own errors, never below the noise of one comparison.
    pub give_or_take: f64,
    /// Is the change more than its interval?
    pub clear: bool,
}

/// A point of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) date: NaiveDate,
    pub(super) value: f64,
    /// Smallest difference between two such points that counts.
    pub(super) noise: f64,
}

/// The trend of points in order of their days; `floor` is the narrowest interval that may be claimed.
///
/// The slope is the median of the slopes of all pairs (Theil, Sen), so that one bad day doesn't bend it. The interval is that
/// of a straight line through points whose error is the larger of what each point says of itself and the scatter
/// around the line. For two equal points it comes to exactly the noise.
pub(super) fn trend(points: &[Point], floor: f64) -> Option<Trend> {
    let (first, last) = (points.first()?, points.last()?);
    let span = (last.date - first.date).num_days();
    if points.len() < FEWEST || span < SHORTEST_DAYS {
        return None;
    }
    let day = |p: &Point| (p.date - first.date).num_days() as f64;
    let slope = median(slopes(points, day))?;
    let start = median(points.iter().map(|p| p.value - slope * day(p)).collect())?;
    let n = points.len() as f64;
    let mean_day = points.iter().map(day).sum::<f64>() / n;
    let spread: f64 = points.iter().map(|p| (day(p) - mean_day).powi(2)).sum();
    let told = points.iter().map(|p| (p.noise / Z95).powi(2) / 2.0).sum::<f64>() / n;
    let seen = points.iter().map(|p| (p.value - start - slope * day(p)).powi(2)).sum::<f64>() / (n - 2.0).max(1.0);
    let span = span as f64;
    let change = slope * span;
    let give_or_take = (Z95 * span * (told.max(seen) / spread).sqrt()).max(floor);
    Some(Trend {
        from: first.date,
        to: last.date,
        points: u32::try_from(points.len()).unwrap_or(u32::MAX),
        start,
        end: start + change,
        change,
        give_or_take,
        clear: change.abs() > give_or_take,
    })
}

fn slopes(points: &[Point], day: impl Fn(&Point) -> f64) -> Vec<f64> {
    let mut slopes = vec![];
    for (i, a) in points.iter().enumerate() {
        for b in &points[i + 1..] {
            let days = day(b) - day(a);
            if days > 0.0 {
                slopes.push((b.value - a.value) / days);
            }
        }
    }
    slopes
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    Some(if values.len() % 2 == 1 { upper } else { f64::midpoint(values[half - 1], upper) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn series(values: &[(u64, f64)]) -> Vec<Point> {
        let start = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        values.iter().map(|&(day, value)| Point { date: start + chrono::Days::new(day), value, noise: 4.0 }).collect()
    }

    #[test]
    fn a_straight_line_is_found_exactly() {
        let line = trend(&series(&[(0, -8.0), (7, -6.0), (14, -4.0), (21, -2.0)]), 4.0).unwrap();
        assert!((line.change - 6.0).abs() < 1e-9 && (line.start + 8.0).abs() < 1e-9 && (line.end + 2.0).abs() < 1e-9);
        assert!(line.clear);
    }

    #[test]
    fn a_small_gain_is_not_clear_however_often_it_is_measured() {
        let many: Vec<(u64, f64)> = (0..40).map(|i| (i, i as f64 * 0.05)).collect();
        let line = trend(&series(&many), 4.0).unwrap();
        assert!(!line.clear && (line.give_or_take - 4.0).abs() < 1e-9, "{line:?}");
    }

    #[test]
    fn one_bad_day_does_not_make_a_trend() {
        let line = trend(&series(&[(0, 0.0), (7, 0.5), (14, -25.0), (21, 0.2), (28, 0.4)]), 4.0).unwrap();
        assert!(!line.clear && line.change.abs() < 2.0, "{line:?}");
    }

    #[test]
    fn too_few_or_too_close_is_no_trend() {
        assert_eq!(trend(&series(&[(0, 0.0), (30, 9.0)]), 4.0), None);
        assert_eq!(trend(&series(&[(0, 0.0), (5, 3.0), (13, 9.0)]), 4.0), None);
        assert_eq!(trend(&[], 4.0), None);
    }

    proptest! {
        #[test]
        fn shifting_all_values_changes_nothing_but_the_level(
            values in prop::collection::vec(-20.0..20.0_f64, 3..12), shift in -10.0..10.0_f64,
        ) {
            let of = |by: f64| {
                let days: Vec<(u64, f64)> = values.iter().enumerate().map(|(i, v)| (i as u64 * 7, v + by)).collect();
                trend(&series(&days), 4.0)
            };
            if let (Some(a), Some(b)) = (of(0.0), of(shift)) {
                prop_assert!((a.change - b.change).abs() < 1e-6 && (a.give_or_take - b.give_or_take).abs() < 1e-6);
                prop_assert!((b.start - a.start - shift).abs() < 1e-6);
            }
        }

        #[test]
        fn running_time_backwards_turns_the_change_round(values in prop::collection::vec(-20.0..20.0_f64, 3..12)) {
            let of = |values: &[f64]| {
                let days: Vec<(u64, f64)> = values.iter().enumerate().map(|(i, v)| (i as u64 * 7, *v)).collect();
                trend(&series(&days), 4.0)
            };
            let mut back = values.clone();
            back.reverse();
            if let (Some(a), Some(b)) = (of(&values), of(&back)) {
                prop_assert!((a.change + b.change).abs() < 1e-6);
                prop_assert_eq!(a.clear, b.clear);
            }
        }

        #[test]
        fn less_sure_points_never_make_a_surer_trend(
            values in prop::collection::vec(-20.0..20.0_f64, 3..12), wider in 1.0..3.0_f64,
        ) {
            let days: Vec<(u64, f64)> = values.iter().enumerate().map(|(i, v)| (i as u64 * 7, *v)).collect();
            let sure = series(&days);
            let unsure: Vec<Point> = sure.iter().map(|p| Point { noise: p.noise * wider, ..*p }).collect();
            if let (Some(a), Some(b)) = (trend(&sure, 4.0), trend(&unsure, 4.0)) {
                prop_assert!(b.give_or_take >= a.give_or_take && a.give_or_take >= 4.0);
                prop_assert!(a.clear || !b.clear);
            }
        }
    }
}
