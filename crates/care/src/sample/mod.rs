//! Made-up people: a diary to write entries into, lives that follow the plan, and the sample person of the demo.
//!
//! Everything here is deterministic: the same calls give the same ids, so that snapshots and demos repeat.

mod answers;
mod diary;
mod life;
mod person;

pub use answers::healthy_answers;
pub use diary::Diary;
pub use life::Life;
pub use person::sample_person;
