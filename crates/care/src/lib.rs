//! The rules of care: screening, measures, plan, session script and the person's record.
//!
//! *Invariant:* this crate is pure. It reads no clock, no file, no network at run time; today's date is an argument,
//! and what the product knows (`content/`) is embedded when it is built.
//!
//! Words: every function that says something to a person takes [`words::Words`] and returns finished text, so that a
//! translation is one folder and nothing else.

pub mod content;
pub mod entry;
pub mod grade;
pub mod measure;
pub mod plan;
pub mod progress;
pub mod record;
pub mod referral;
pub mod sample;
pub mod screening;
pub mod session;
pub mod words;
