//! A musculoskeletal engine: model, kinematics, muscle paths, moment arms.
//!
//! *Invariant:* this crate does no I/O and knows no file format. SI units and radians throughout.

#![expect(
    clippy::many_single_char_names,
    reason = "formulas keep the letters of their sources"
)]

pub mod math;
pub mod model;

pub use model::{Model, ModelError, Parts};
