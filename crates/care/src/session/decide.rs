//! What happens when something hurts.

use super::{Action, Decision, PainClass};
use crate::{entry::PainQuality, words::Words};

/// Pain that is fine while exercising: 0 to this.
const FINE: u8 = 2;
/// Acceptable if it settles: up to this; above it one stops.
const ACCEPTABLE: u8 = 5;
/// From here on nothing but quiet rest, and questions.
const SEVERE: u8 = 8;

/// The single source of what happens next. `again`: sharp or throbbing pain was reported on the ball before in this session.
///
/// - Sharp or throbbing on the ball: off it at once, put back lightly once, a second time ends it (W1); above 5 it ends at once.
/// - Sharp or throbbing anywhere else: quiet rest only for the rest of the session, and follow-up questions.
/// - Tingling (F15) or spreading down the leg (W3): the same, on the ball too.
/// - A pull or a dull ache: 0 to 2 go on, 3 to 5 more gently, above 5 that exercise ends, from 8 on quiet rest only.
pub fn decide(class: PainClass, quality: PainQuality, pain: u8, again: bool) -> Action {
    use PainQuality::{Dull, Sharp, Spreading, Stretch, Throbbing, Tingling};
    let ball = class == PainClass::Ball;
    match quality {
        Sharp | Throbbing if ball && (again || pain > ACCEPTABLE) => Action::EndExercise,
        Sharp | Throbbing if ball => Action::RepositionOnce,
        Stretch | Dull if pain <= FINE => Action::Continue,
        Stretch | Dull if pain <= ACCEPTABLE => Action::Ease,
        Stretch | Dull if pain < SEVERE => Action::EndExercise,
        Sharp | Throbbing | Tingling | Spreading | Stretch | Dull => Action::QuietRestOnly,
    }
}

/// Does this answer end the stretches of the day? Used for the rest of the day's plans too.
pub(crate) fn ends_stretches(exercise: Option<&str>, quality: PainQuality, pain: u8) -> bool {
    let class = exercise.map_or(PainClass::Other, pain_class);
    matches!(decide(class, quality, pain, false), Action::QuietRestOnly | Action::EndSession)
}

/// Is it more pain than one should begin with? Then there is only quiet rest, as there would be a moment later.
pub(crate) fn too_much(pain: f64) -> bool {
    pain > f64::from(ACCEPTABLE)
}

/// What the decision table asks about an exercise.
pub(crate) fn pain_class(exercise: &str) -> PainClass {
    match crate::content::exercises().get(exercise) {
        Some(e) if e.gated => PainClass::Ball,
        Some(e) if e.counts_as_stretch => PainClass::Stretch,
        _ => PainClass::Other,
    }
}

/// The table that goes with every script: [`decide`] spelled out, with its words. Exactly one row fits every input.
pub fn table(words: &Words) -> Vec<Decision> {
    let mut rows = vec![];
    for class in [PainClass::Ball, PainClass::Stretch, PainClass::Other] {
        for quality in QUALITIES {
            for again in [false, true] {
                rows.extend(ranges(class, quality, again).into_iter().map(|(from, to, action)| Decision {
                    class,
                    quality,
                    pain_from: from,
                    pain_to: to,
                    again,
                    action,
                    ask_follow_ups: action == Action::QuietRestOnly,
                    text: words.get(&format!("session.decision.{}", text_key(quality, action))),
                    rule: format!("session.{}", rule(class, quality)),
                }));
            }
        }
    }
    rows
}

const QUALITIES: [PainQuality; 6] = [
    PainQuality::Stretch,
    PainQuality::Dull,
    PainQuality::Sharp,
    PainQuality::Throbbing,
    PainQuality::Tingling,
    PainQuality::Spreading,
];

/// Runs of pain with the same action.
fn ranges(class: PainClass, quality: PainQuality, again: bool) -> Vec<(u8, u8, Action)> {
    let mut runs: Vec<(u8, u8, Action)> = vec![];
    for pain in 0..=10 {
        let action = decide(class, quality, pain, again);
        match runs.last_mut() {
            Some((_, to, last)) if *last == action => *to = pain,
            _ => runs.push((pain, pain, action)),
        }
    }
    runs
}

fn rule(class: PainClass, quality: PainQuality) -> &'static str {
    match (class, quality) {
        (_, PainQuality::Tingling) => "F15",
        (_, PainQuality::Spreading) => "W3",
        (PainClass::Ball, PainQuality::Sharp | PainQuality::Throbbing) => "W1",
        (_, PainQuality::Sharp | PainQuality::Throbbing) => "sharp",
        (_, PainQuality::Stretch | PainQuality::Dull) => "pain_scale",
    }
}

fn text_key(quality: PainQuality, action: Action) -> &'static str {
    match (quality, action) {
        (_, Action::Continue) => "continue",
        (_, Action::Ease) => "ease",
        (_, Action::RepositionOnce) => "reposition",
        (PainQuality::Sharp | PainQuality::Throbbing, Action::EndExercise) => "end_ball",
        (_, Action::EndExercise) => "end_exercise",
        (PainQuality::Tingling, _) => "tingling",
        (PainQuality::Spreading, _) => "spreading",
        (PainQuality::Sharp | PainQuality::Throbbing, _) => "sharp",
        (_, Action::QuietRestOnly | Action::EndSession) => "severe",
    }
}
