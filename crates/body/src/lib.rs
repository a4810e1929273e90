//! A musculoskeletal engine: model, kinematics, muscle paths, moment arms.
//!
//! *Invariant:* this crate does no I/O and knows no file format. SI units and radians throughout.

#![deny(unsafe_code)]
#![expect(clippy::many_single_char_names, reason = "formulas keep the letters of their sources")]
#![expect(clippy::inline_always, reason = "only inlined code gets the instruction set of its entry point")]

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
struct Readme;

mod dispatch;
mod elementary;
mod engine;
mod kernel;
mod lane;
pub mod math;
pub mod model;
pub mod muscle;
mod path;
pub mod plan;
mod scene;
mod wrap;

pub use dispatch::InstructionSet;
pub use engine::{Batch, BatchOptions, Workspace, compute_batch, compute_pose};
pub use model::{Model, ModelError, Parts};
pub use plan::{Entry, Options, Plan, WrapMode};
pub use scene::Scene;
