//! Left against right, now against then: a difference inside the noise is no difference.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    evaluate::{degrees, whole},
    result::MeasureResult,
    spec::measure,
};
use crate::{
    entry::{PelvisControl, Side},
    words::Words,
};

/// Left against right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Comparison {
    /// The tighter side; `None` when there is no clear difference.
    pub tighter: Option<Side>,
    /// Left minus right [deg]: positive when the right side is tighter.
    pub difference_deg: f64,
    /// What a difference has to exceed to count [deg].
    pub noise: f64,
    /// Were both measured in the same way, without an arched back? If not, nothing is concluded.
    pub alike: bool,
    /// In words.
    pub text: String,
}

/// Now against then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// Later minus earlier [deg]: positive when the hip goes further.
    pub difference_deg: f64,
    /// What a difference has to exceed to count [deg].
    pub noise: f64,
    /// Is it more than noise?
    pub clear: bool,
    /// In words.
    pub text: String,
}

/// Compares the two sides. Only results of one measure are compared, none of them with an arched back; the tighter side extends less.
pub fn compare(left: &MeasureResult, right: &MeasureResult, words: &Words) -> Comparison {
    let noise = noise_between(left, right);
    let difference_deg = difference(left, right);
    let arched = |r: &MeasureResult| r.pelvis_control == PelvisControl::Arched;
    let comparable = |r: &MeasureResult| r.hip_extension_deg.is_some() && !arched(r);
    let alike = left.measure == right.measure && comparable(left) && comparable(right);
    let clear = alike && difference_deg.abs() > noise && !known_only_as_more(left, right, difference_deg);
    let tighter = clear.then_some(if difference_deg < 0.0 { Side::Left } else { Side::Right });
    let text = match tighter {
        _ if !alike => words.get("measures.compare.unlike"),
        Some(side) => {
            let side = words.get(if side == Side::Left { "measures.side.left" } else { "measures.side.right" });
            let (value, error) = (degrees(difference_deg, words), whole(noise));
            words.say("measures.compare.tighter", &[("side", &side), ("value", &value), ("error", &error)])
        }
        None if left.at_limit && right.at_limit => words.get("measures.compare.at_limit"),
        None => words.get("measures.compare.no_difference"),
    };
    Comparison { tighter, difference_deg, noise, alike, text }
}

/// Compares two results of one side, the earlier one first.
pub fn change(earlier: &MeasureResult, later: &MeasureResult, words: &Words) -> Change {
    let noise = noise_between(earlier, later);
    let difference_deg = difference(later, earlier);
    let same = earlier.measure == later.measure && earlier.side == later.side && earlier.context == later.context;
    let clear = same && difference_deg.abs() > noise && !known_only_as_more(later, earlier, difference_deg);
    let key = match clear {
        false => "no_change",
        true if difference_deg > 0.0 => "more",
        true => "less",
    };
    let (value, error) = (degrees(difference_deg, words), whole(noise));
    let text = words.say(&format!("measures.compare.{key}"), &[("value", &value), ("error", &error)]);
    Change { difference_deg, noise, clear, text }
}

/// What a difference of two results has to exceed to count [deg].
///
/// The house's 4 degrees hold for the same set-up and a held pelvis (each result's own noise already says so); another
/// reader or another method makes it 10. The repeats' own scatter can widen it, never narrow it.
pub fn noise_between(a: &MeasureResult, b: &MeasureResult) -> f64 {
    let same = a.measure == b.measure
        && a.helper == b.helper
        && a.by_angle == b.by_angle
        && a.pelvis_control == PelvisControl::Held
        && b.pelvis_control == PelvisControl::Held;
    let otherwise = measure(&a.measure).map_or(0.0, |m| m.noise.otherwise);
    let own = 1.96 * (variance(a) + variance(b)).sqrt();
    a.noise.max(b.noise).max(own).max(if same { 0.0 } else { otherwise })
}

fn variance(result: &MeasureResult) -> f64 {
    if result.readings.is_empty() { 0.0 } else { result.repeat_sd.powi(2) / result.readings.len() as f64 }
}

fn difference(a: &MeasureResult, b: &MeasureResult) -> f64 {
    a.hip_extension_deg.unwrap_or_default() - b.hip_extension_deg.unwrap_or_default()
}

/// The smaller of the two lies flat ("at least"): the real difference may be anything.
fn known_only_as_more(a: &MeasureResult, b: &MeasureResult, a_minus_b: f64) -> bool {
    if a_minus_b < 0.0 { a.at_limit } else { b.at_limit }
}
