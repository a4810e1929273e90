//! When the way is gone: a row of beats, each a rest or a piece of the way.

use care::content::pose::Shown;

use super::{Pace, Tempo, path::Path};
use crate::camera::steps;

/// A part of the cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// In the starting position.
    Start,
    /// On the way to the end.
    Enter,
    /// At the end.
    Hold,
    /// On the way back.
    Back,
    /// At the start again until the breath is done.
    Settle,
}

/// When a phase is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Which.
    pub phase: Phase,
    /// From [s].
    pub from: f64,
    /// To [s].
    pub to: f64,
}

/// A time in which a piece of the way is gone there, or there and back several times.
#[derive(Clone, Copy, Debug)]
pub struct Beat {
    phase: Phase,
    from: f64,
    /// End [s].
    pub to: f64,
    /// Places on the path [deg].
    way: (f64, f64),
    ease: Ease,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Ease {
    /// As people move: smooth at both ends.
    Smooth,
    /// With the breath, or as a pendulum: this many times there and back.
    Swing(f64),
    /// Half a swing: with a breath.
    Breath,
}

impl Beat {
    /// Place on the path at a time within the beat [deg].
    pub fn along(&self, t: f64) -> f64 {
        let x = ((t - self.from) / (self.to - self.from).max(1e-9)).clamp(0.0, 1.0);
        let wave = |turns: f64| 0.5 - 0.5 * (x * turns * std::f64::consts::TAU).cos();
        let share = match self.ease {
            Ease::Smooth => x.powi(3) * (10.0 - 15.0 * x + 6.0 * x * x),
            Ease::Swing(times) => wave(times),
            Ease::Breath => wave(0.5),
        };
        self.way.0 + (self.way.1 - self.way.0) * share
    }

    /// Times within the beat, its end left out, that are close enough for a film.
    pub fn times(&self) -> Vec<f64> {
        let moves = (self.way.1 - self.way.0).abs() > 0.5;
        let seconds = self.to - self.from;
        let gap = match self.ease {
            Ease::Swing(times) => seconds / times / 8.0,
            _ if moves => 0.3_f64.min(seconds / 5.0),
            _ => 0.75,
        };
        let n = steps((seconds / gap).ceil()).max(1);
        (0..n).map(|i| self.from + seconds * i as f64 / n as f64).collect()
    }
}

/// Joints turn at most so fast at the middle of a way [deg/s]: unhurried, and as fast as it has to be in what is repeated.
const CALM: f64 = 50.0;
const BRISK: f64 = 106.0;
/// Speed at the middle of a smooth way beside the mean.
const PEAK: f64 = 1.875;
/// A stretch is entered in three to five seconds, one stage after another in no less than two [s].
const ENTER_S: (f64, f64) = (3.0, 5.0);
const STAGE_S: f64 = 2.0;
/// No piece of a way takes less [s].
const SHORTEST_S: f64 = 0.7;
/// Time that a step needs to be read [s].
const READ_S: f64 = 2.0;

/// The beats of one cycle, and a time at which a breath in begins and with it what leads over to the way there [s].
pub fn beats(path: &Path, tempo: &Tempo, swing: Option<f64>, shown: &Shown) -> (Vec<Beat>, f64) {
    let breath = tempo.breath_s();
    let mut row = Row { beats: vec![], at: 0.0 };
    if tempo.pace == Pace::Breathe {
        breathe(&mut row, path, tempo, shown);
        return (row.beats, 0.0);
    }
    // A pendulum swings between the last two stops.
    let reached = if swing.is_some() { path.stops.len() - 1 } else { path.stops.len() };
    let ways: Vec<(f64, f64)> = path.stops[..reached].windows(2).map(|w| (w[0], w[1])).collect();
    let (enter, top, back) = times(&ways, tempo);
    let enter_s: f64 = enter.iter().sum();

    // What takes no longer than a breath out begins with one; what takes longer ends with one.
    let lead = if enter_s <= tempo.out_s { tempo.in_s } else { breaths(enter_s + top, breath, 1.0) - enter_s - top };
    let start = lead.max(read_s(&shown.start));
    row.rest(Phase::Start, 0.0, start);
    ways.iter().zip(&enter).for_each(|(way, s)| row.go(Phase::Enter, *way, *s, Ease::Smooth));
    let end = ways.last().map_or(0.0, |w| w.1);
    if tempo.pace == Pace::Repeat {
        row.rest(Phase::Hold, end, top);
    } else {
        row.rest(Phase::Enter, end, breaths(lead + enter_s, breath, 1.0) - lead - enter_s);
        let seconds = breaths(read_s(&shown.hold), breath, if tempo.pace == Pace::Rest { 3.0 } else { 2.0 });
        match swing {
            None => row.rest(Phase::Hold, end, seconds),
            Some(period) => {
                let times = (seconds / period).round().max(1.0);
                row.go(Phase::Hold, (end, path.length()), seconds, Ease::Swing(times));
            }
        }
    }
    ways.iter().zip(&back).rev().for_each(|(way, s)| row.go(Phase::Back, (way.1, way.0), *s, Ease::Smooth));
    // At least a whole breath is at the start, before and after the movement.
    let least = row.at - start + breath;
    row.rest(Phase::Settle, 0.0, breaths(row.at.max(least), breath, 1.0) - row.at);
    (row.beats, start - lead)
}

/// The time of whole breaths that takes at least so long and counts at least `least` breaths [s].
fn breaths(seconds: f64, breath: f64, least: f64) -> f64 {
    (seconds / breath - 1e-9).ceil().max(least) * breath
}

fn read_s(steps: &[usize]) -> f64 {
    steps.len() as f64 * READ_S
}

/// Every breath is the movement; the phases are breaths.
fn breathe(row: &mut Row, path: &Path, tempo: &Tempo, shown: &Shown) {
    let breath = tempo.breath_s();
    let phases = [
        (Phase::Start, breaths(read_s(&shown.start), breath, 1.0)),
        (Phase::Enter, 0.0),
        (Phase::Hold, breaths(read_s(&shown.hold), breath, 1.0)),
    ];
    for (phase, seconds) in phases {
        for _ in 0..steps((seconds / breath).round()).max(1) {
            let back = if phase == Phase::Enter { Phase::Back } else { phase };
            row.go(phase, (0.0, path.length()), tempo.in_s, Ease::Breath);
            row.go(back, (path.length(), 0.0), tempo.out_s, Ease::Breath);
        }
    }
}

/// Seconds of each piece of the way there, of the moment at the end, and of each piece of the way back.
fn times(ways: &[(f64, f64)], tempo: &Tempo) -> (Vec<f64>, f64, Vec<f64>) {
    let lengths: Vec<f64> = ways.iter().map(|w| w.1 - w.0).collect();
    let least = |peak: f64| lengths.iter().map(move |l| (PEAK * l / peak).max(SHORTEST_S)).collect::<Vec<_>>();
    let stretched = |mut times: Vec<f64>, to: f64| {
        let sum: f64 = times.iter().sum();
        for seconds in &mut times {
            *seconds *= (to / sum).max(1.0);
        }
        times
    };
    match tempo.pace {
        Pace::Repeat => {
            let (there, back) = (stretched(least(BRISK), tempo.out_s * 0.7), stretched(least(BRISK), tempo.in_s));
            let sum = there.iter().sum::<f64>() * 1.05 + back.iter().sum::<f64>();
            let breath = tempo.breath_s();
            // What takes longer than a breath takes two: half of them there.
            let k = (sum / breath - 1e-9).ceil();
            if k <= 1.0 {
                let top = tempo.out_s - there.iter().sum::<f64>();
                (there, top.max(0.0), stretched(back, tempo.in_s))
            } else {
                let half = k * breath / 2.0;
                (stretched(there, half * 0.95), half * 0.05, stretched(back, half))
            }
        }
        _ if ways.len() == 1 => {
            let calm = least(CALM)[0];
            let there = calm.max(tempo.out_s.clamp(ENTER_S.0, ENTER_S.1));
            (vec![there], 0.0, vec![calm.max(tempo.in_s)])
        }
        _ => {
            let stages = |peak| least(peak).into_iter().map(|s| s.max(STAGE_S)).collect::<Vec<_>>();
            (stages(CALM), 0.0, stages(CALM))
        }
    }
}

/// Beats being laid down.
struct Row {
    beats: Vec<Beat>,
    at: f64,
}

impl Row {
    fn rest(&mut self, phase: Phase, place: f64, seconds: f64) {
        self.go(phase, (place, place), seconds, Ease::Smooth);
    }

    fn go(&mut self, phase: Phase, way: (f64, f64), seconds: f64, ease: Ease) {
        if seconds > 1e-9 {
            self.beats.push(Beat { phase, from: self.at, to: self.at + seconds, way, ease });
            self.at += seconds;
        }
    }
}

/// Beats of one phase put together.
pub fn spans(beats: &[Beat]) -> Vec<Span> {
    let mut out: Vec<Span> = vec![];
    for beat in beats {
        match out.last_mut() {
            Some(last) if last.phase == beat.phase => last.to = beat.to,
            _ => out.push(Span { phase: beat.phase, from: beat.from, to: beat.to }),
        }
    }
    out
}
