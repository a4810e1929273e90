//! How strong a stretch is, in words that the spread can carry.
//!
//! The rule: the mean fiber of a side is compared with three lengths of the same body. At or below its slack length it
//! is *slack*; up to its length in standing *gentle*; up to the longest moment of a brisk walk *moderate*; beyond that
//! *strong*. The tier is named for the tenth and the ninetieth percentile over poses and bodies.

use crate::engine::{Engine, Half, pose};
use crate::settings::settings;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// The fibers don't pull.
    Slack,
    /// No longer than in standing.
    Gentle,
    /// Longer than in standing, no longer than in a brisk walk.
    Moderate,
    /// Longer than in a brisk walk.
    Strong,
}

/// The tier as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TierRange {
    /// Of the tenth percentile.
    pub from: Tier,
    /// Of the pose as written.
    pub as_written: Tier,
    /// Of the ninetieth percentile.
    pub to: Tier,
}

impl TierRange {
    /// From the tier of the pose as written and those of all draws.
    pub(crate) fn new(as_written: Tier, mut draws: Vec<Tier>) -> Self {
        draws.sort_unstable();
        let last = draws.len() - 1;
        Self { from: draws[last / 10], as_written, to: draws[last - last / 10] }
    }
}

/// The lengths of one body that divide the tiers [optimal fiber lengths].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    pub standing: f64,
    pub walking: f64,
}

impl Scale {
    pub fn of(engine: &Engine) -> Self {
        let walking = pose(&[("hip_flexion", -settings().walking.brisk_extension)]);
        Self { standing: engine.fiber(&pose(&[]), Half::Right), walking: engine.fiber(&walking, Half::Right) }
    }

    /// The same of every fascicle, in their order; its walking leg is the one on its own side.
    pub fn of_each(engine: &Engine) -> Vec<Self> {
        let walking = pose(&[("hip_flexion", -settings().walking.brisk_extension)]);
        let both = engine.fibers(&pose(&[])).into_iter().zip(engine.fibers(&walking));
        both.map(|(standing, walking)| Self { standing, walking }).collect()
    }

    /// The tier of a fiber length [optimal lengths].
    pub fn tier(self, fiber: f64) -> Tier {
        // A hundredth of a percent keeps the pose that defines a limit on its near side.
        let at_most = |limit: f64| fiber <= limit + 1e-4;
        match fiber {
            _ if at_most(1.0) => Tier::Slack,
            _ if at_most(self.standing) => Tier::Gentle,
            _ if at_most(self.walking) => Tier::Moderate,
            _ => Tier::Strong,
        }
    }
}
