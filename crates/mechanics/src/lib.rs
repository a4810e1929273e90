//! What a pose does to the psoas, and what becomes of the articles' mechanical claims on a body that has one.
//!
//! Everything is computed from a [`body::Model`] with the fascicles of `models/supple.osim` (coordinates named and
//! signed as the poses of [`care::content::pose`]). Lengths are metres, angles degrees, as in the poses.
//!
//! *Invariant:* this crate does no I/O and knows no file format. It shows tiers and differences between poses, never
//! newtons, and never an order that the spread of poses and bodies doesn't carry.

pub mod claims;
mod cues;
mod engine;
mod error;
mod exercise;
mod explore;
pub mod passive;
pub mod report;
pub mod say;
pub mod settings;
mod size;
mod spread;
mod tier;
pub mod validation;
mod variant;

pub use cues::{Cue, cues};
pub use engine::{Engine, Fascicle, Half};
pub use error::Error;
pub use exercise::{Bodies, ExerciseMechanics, FascicleMechanics, SideMechanics, exercise, table};
pub use explore::{CurvePoint, Explored, ExploredFascicle, ExploredSide, curve, explore};
pub use size::{BodySize, sized};
pub use spread::Estimate;
pub use tier::{Tier, TierRange};
pub use variant::{HipGeometry, ending_at_the_pelvis, with_hip_geometry};
