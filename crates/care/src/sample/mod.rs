//! Made-up people: a diary to write entries into, and the sample person of the demo.
//!
//! Everything here is deterministic: the same calls give the same ids, so that snapshots and demos repeat.

mod answers;
mod diary;

pub use answers::healthy_answers;
pub use diary::Diary;
