//! What Supple does for a person ([`app`]), and how a browser asks for it ([`http`]).
//!
//! *Invariant:* [`app`] knows no HTTP; a handler in [`http`] reads a request, calls one use case and writes its answer.
//! Neither knows the terminal.

pub mod app;
pub mod clock;
pub mod http;
