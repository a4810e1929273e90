//! What happens to a player, and what it asks for.

use serde::Serialize;
use uuid::Uuid;

use crate::{
    entry::{self, Answer, Answers, PainQuality},
    session::{Decision, Sign, SignVerdict, Tone},
};

/// What happens to a player.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Begin.
    Start,
    /// Time has passed.
    Tick,
    /// Hold everything.
    Pause,
    /// Go on.
    Resume,
    /// On to the next step.
    Skip,
    /// Give this exercise up.
    LeaveExercise,
    /// This step once more from its beginning; the step before when this one has just begun.
    Back,
    /// That hurts.
    Hurt {
        /// 0 to 10.
        intensity: u8,
        /// What it feels like.
        quality: PainQuality,
    },
    /// A follow-up question was answered.
    Answer {
        /// Its item.
        item: String,
        /// The answer.
        answer: Answer,
    },
    /// "I feel unwell", with the signs that were chosen.
    Unwell {
        /// The answers by item.
        signs: Answers,
    },
    /// Stop for today.
    Quit,
    /// The question about the pain after the session was answered.
    PainAfter {
        /// 0 to 10.
        pain: Option<u8>,
    },
}

/// What a player asks its surroundings to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Effect {
    /// Keep an entry.
    Write {
        /// The id that the entry must have (the session's own goes with `SessionStarted`); any new one otherwise.
        id: Option<Uuid>,
        /// What happened.
        event: entry::Event,
    },
    /// A step is on.
    Show {
        /// Its index.
        step: usize,
    },
    /// Ring the bell.
    Bell {
        /// Which.
        tone: Tone,
    },
    /// Say a text.
    Say {
        /// The text.
        text: String,
    },
    /// What the decision table answers to pain: a text to show and say.
    Decided {
        /// The table's row.
        decision: Decision,
    },
    /// Ask a follow-up question; the clock stands still until all are answered.
    Ask {
        /// The question.
        sign: Sign,
    },
    /// Signs have ended the session: what to do now; without a verdict there is nothing but rest.
    Judged {
        /// The worst that was told.
        verdict: Option<SignVerdict>,
    },
    /// Ask for the pain after the session.
    AskPainAfter,
    /// It is over.
    Ended,
}
