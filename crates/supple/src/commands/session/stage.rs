//! What a session shows: a bar for the step and lines above it; lines alone where there is no terminal.

use std::{
    io::{Write, stderr},
    time::Duration,
};

use care::session::{Step, StepKind};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{ask, context::Context, failure::Failure, out, show};

/// The stage.
pub struct Stage {
    bar: Option<ProgressBar>,
}

impl Stage {
    /// An empty stage.
    pub fn new() -> Self {
        let bar = ask::somebody().then(|| {
            let style = ProgressStyle::with_template("  {wide_bar} {msg}").expect("a template of our own");
            let bar = ProgressBar::with_draw_target(Some(1), ProgressDrawTarget::stderr());
            bar.with_style(style.progress_chars("━╸─"))
        });
        Self { bar }
    }

    /// A line.
    pub fn line(&self, text: &str) -> Result<(), Failure> {
        match &self.bar {
            Some(bar) => bar.suspend(|| out::line(text)),
            None => out::line(text),
        }
    }

    /// A new step: its time, its headline, and how to get ready.
    pub fn step(&self, step: &Step, context: &Context) -> Result<(), Failure> {
        let start = clock(u64::from(step.start_s));
        let side = step.side.map(|side| format!(" ({})", show::term("side", &side, context))).unwrap_or_default();
        let turn = |[n, of]: [u32; 2]| context.say("session.turn", &[("n", &n), ("of", &of)]);
        let bout = step.bout.map(turn).unwrap_or_default();
        let name = if step.headline.is_empty() { &step.name } else { &step.headline };
        self.line(&format!("[{start}] {name}{side}{bout}, {} s", step.seconds))?;
        if step.kind == StepKind::GetReady {
            step.instructions.iter().try_for_each(|text| self.line(&format!("        {text}")))?;
        }
        if let Some(bar) = &self.bar {
            bar.reset();
            bar.set_message(String::new());
            bar.set_length(u64::from(step.seconds.max(1)));
        }
        Ok(())
    }

    /// Time goes on.
    pub fn at(&self, elapsed: Duration, step: &Step, paused: bool, context: &Context) {
        if let Some(bar) = &self.bar {
            if bar.is_finished() {
                bar.reset();
            }
            let left = u64::from(step.seconds).saturating_sub(elapsed.as_secs());
            let paused = if paused { context.say("session.paused", &[]) } else { String::new() };
            bar.set_position(elapsed.as_secs());
            bar.set_message(format!("{} {paused}", clock(left)));
        }
    }

    /// The bell.
    pub fn bell(&self) -> Result<(), Failure> {
        if self.bar.is_some() {
            stderr().write_all(b"\x07")?;
        }
        Ok(())
    }

    /// Takes the bar away while something is asked.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn clock(seconds: u64) -> String {
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    #[test]
    fn clocks_show_minutes_and_seconds() {
        assert_eq!(super::clock(0), "00:00");
        assert_eq!(super::clock(754), "12:34");
    }
}
