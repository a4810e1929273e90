//! What is said and rung within one bout, and when.

use std::ops::Range;

use super::{Cue, Tone};
use crate::content::Breath;

/// Spoken cues keep this distance from each other [s], in rests the longer one ...
pub(super) const APART_S: u32 = 8;
pub(super) const REST_APART_S: u32 = 60;
/// ... and this one from bells and countdowns; a breath can't wait so long.
const CLEAR_S: u32 = 6;
const BREATH_CLEAR_S: u32 = 3;

/// From this length on a bout says that ten seconds are left, and that half of it is over.
const LAST_TEN_FROM_S: u32 = 20;
const HALFWAY_FROM_S: u32 = 30;

/// When a text may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// At any time.
    Any,
    /// As a breath in begins.
    In,
    /// As a breath out begins.
    Out,
}

/// One cue of an exercise: a text, or one for the breath in and one for the breath out, said one after the other.
pub(super) type Own = Vec<(When, String)>;

/// The words that every bout has.
pub(super) struct Fixed {
    pub start: String,
    pub halfway: String,
    pub last_ten: String,
    pub end: String,
}

/// Start bell, short cues, halfway, last ten seconds, end bell. Nothing is said less than some seconds after the last thing,
/// and what belongs to a breath is said as that breath begins. The exercise's own cues come in the order of `own`, at least
/// `apart` seconds from each other.
pub(super) fn bout<'a>(
    seconds: u32,
    breath: &Breath,
    fixed: Fixed,
    own: impl Iterator<Item = &'a Own>,
    apart: u32,
) -> Vec<Cue> {
    let halfway = (seconds >= HALFWAY_FROM_S).then(|| ring(seconds / 2, Tone::Tick, fixed.halfway));
    let last_ten = (seconds >= LAST_TEN_FROM_S).then(|| ring(seconds - 10, Tone::Tick, fixed.last_ten));
    let mut cues: Vec<Cue> = [ring(0, Tone::Start, fixed.start)].into_iter().chain(halfway).chain(last_ten).collect();
    cues.push(ring(seconds, Tone::End, fixed.end));
    let taken: Vec<u32> = cues.iter().map(|c| c.at_s).collect();
    let mut said = 0;
    for cue in own {
        let Some(placed) = (said + apart..seconds).find_map(|from| place(cue, from..seconds, breath, &taken)) else {
            continue;
        };
        said = placed.iter().map(|c| c.at_s).max().unwrap_or(said);
        cues.extend(placed);
    }
    cues.sort_by_key(|c| c.at_s);
    cues
}

/// All parts of a cue at their next moments within `time`; none if one of them would fall too near to what is `taken`.
fn place(cue: &Own, time: Range<u32>, breath: &Breath, taken: &[u32]) -> Option<Vec<Cue>> {
    let part = |(when, text): &(When, String)| {
        let at = time.clone().find(|at| when.begins(*at, breath))?;
        let clear = if *when == When::Any { CLEAR_S } else { BREATH_CLEAR_S };
        taken.iter().all(|t| t.abs_diff(at) >= clear).then(|| say(at, text.clone()))
    };
    cue.iter().map(part).collect()
}

impl When {
    /// Does it begin in this second of a bout?
    fn begins(self, at_s: u32, breath: &Breath) -> bool {
        let at = f64::from(at_s) % (breath.in_s + breath.out_s);
        match self {
            Self::Any => true,
            Self::In => at < 1.0,
            Self::Out => at >= breath.in_s && at < breath.in_s + 1.0,
        }
    }
}

pub(super) fn say(at_s: u32, say: String) -> Cue {
    Cue { at_s, say, tone: None }
}

pub(super) fn ring(at_s: u32, tone: Tone, say: String) -> Cue {
    Cue { at_s, say, tone: Some(tone) }
}
