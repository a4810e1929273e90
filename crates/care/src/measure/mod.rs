//! Measures: the hip-flexor angle by the Thomas manoeuvre, and the trial that chooses a bolster.
//!
//! Every result carries its error, and the smallest difference from another result that counts (its noise). Angles are
//! degrees of hip extension past level: positive when the thigh goes below level, negative when it stays above.

mod angle;
mod compare;
mod error;
mod evaluate;
mod result;
mod say;
mod spec;
#[cfg(test)]
mod tests;

pub use compare::{Change, Comparison, change, compare, noise_between};
pub use error::MeasureError;
pub(crate) use evaluate::degrees;
pub use evaluate::{bolster_cm, check, evaluate};
pub use result::{Length, MeasureResult, TwoJoint};
pub use spec::{Measure, MeasureKind, MeasureText, is_forbidden, measure, measures, texts};
