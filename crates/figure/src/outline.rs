//! One smooth outline around many round-ended, tapering limbs: a distance field on a grid, its zero line traced.

#![expect(clippy::many_single_char_names, reason = "points, lengths and parameters of plane geometry")]

use crate::camera::{P2, steps};

/// A disc of the picture.
#[derive(Clone, Copy, Debug)]
pub struct Disc {
    /// Centre.
    pub at: P2,
    /// Radius.
    pub radius: f64,
}

/// A chain of discs; neighbours are joined by a tapering band.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The discs in order.
    pub discs: Vec<Disc>,
    /// How far corners where it meets the chains before it are rounded [units].
    pub blend: f64,
}

/// A straight cut: what lies beyond it is left out.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// A point of it.
    pub at: P2,
    /// The direction of what is left out, of length 1.
    pub along: P2,
}

/// Spacing of the grid [units]; fingers are six wide.
const STEP: f64 = 3.0;
const FAR: f64 = 1e6;

/// Distance from a band between two discs, negative inside.
fn band(p: P2, a: Disc, b: Disc) -> f64 {
    let (dx, dy) = (b.at.0 - a.at.0, b.at.1 - a.at.1);
    let square = dx * dx + dy * dy;
    let t = if square < 1e-9 { 0.0 } else { ((p.0 - a.at.0) * dx + (p.1 - a.at.1) * dy) / square };
    let t = t.clamp(0.0, 1.0);
    let (x, y) = (p.0 - a.at.0 - t * dx, p.1 - a.at.1 - t * dy);
    (x * x + y * y).sqrt() - (a.radius + (b.radius - a.radius) * t)
}

fn chain_distance(p: P2, chain: &Chain) -> f64 {
    match chain.discs.as_slice() {
        [one] => band(p, *one, *one),
        many => many.windows(2).map(|w| band(p, w[0], w[1])).fold(FAR, f64::min),
    }
}

/// Chains with the box around each, so that those which are too far away to matter are passed over.
pub struct Boxed<'a>(Vec<(&'a Chain, [f64; 4])>);

impl<'a> Boxed<'a> {
    /// Measures the boxes.
    pub fn new(chains: &'a [Chain]) -> Self {
        Self(chains.iter().map(|chain| (chain, bounds(std::slice::from_ref(chain)))).collect())
    }

    /// Distance from the union of chains, corners where they meet rounded.
    pub fn distance(&self, p: P2) -> f64 {
        self.0.iter().fold(FAR, |a, (chain, [left, top, right, bottom])| {
            let (x, y) = ((left - p.0).max(p.0 - right).max(0.0), (top - p.1).max(p.1 - bottom).max(0.0));
            let reach = a + chain.blend;
            if reach > 0.0 && x * x + y * y > reach * reach {
                return a;
            }
            let b = chain_distance(p, chain);
            let h = (chain.blend - (a - b).abs()).max(0.0);
            a.min(b) - h * h / (4.0 * chain.blend.max(1e-9))
        })
    }
}

/// Smallest box around chains: left, top, right, bottom.
pub fn bounds(chains: &[Chain]) -> [f64; 4] {
    chains.iter().flat_map(|c| &c.discs).fold([FAR, FAR, -FAR, -FAR], |b, d| {
        [
            b[0].min(d.at.0 - d.radius),
            b[1].min(d.at.1 - d.radius),
            b[2].max(d.at.0 + d.radius),
            b[3].max(d.at.1 + d.radius),
        ]
    })
}

/// Closed lines around the union, as points some two units apart. Holes are lines too.
pub fn trace(chains: &[Chain]) -> Vec<Vec<P2>> {
    trace_cut(chains, &[])
}

/// As [`trace`] for what the cuts leave.
pub fn trace_cut(chains: &[Chain], cuts: &[Cut]) -> Vec<Vec<P2>> {
    let boxed = Boxed::new(chains);
    let beyond = |p: P2, cut: &Cut| (p.0 - cut.at.0) * cut.along.0 + (p.1 - cut.at.1) * cut.along.1;
    trace_field(bounds(chains), |p| cuts.iter().map(|cut| beyond(p, cut)).fold(boxed.distance(p), f64::max))
}

/// Closed lines around where `distance` is negative, within a box. It must change by at most 1 per unit.
pub fn trace_field(b: [f64; 4], distance: impl Fn(P2) -> f64) -> Vec<Vec<P2>> {
    let (left, top) = (b[0] - 3.0 * STEP, b[1] - 3.0 * STEP);
    let columns = steps((b[2] - left) / STEP) + 4;
    let rows = steps((b[3] - top) / STEP) + 4;
    let at = |i: usize, j: usize| (left + i as f64 * STEP, top + j as f64 * STEP);
    let field = field(columns, rows, |i, j| distance(at(i, j)));
    Grid { columns, rows, field }
        .loops()
        .into_iter()
        .map(|line| line.into_iter().map(|(x, y)| (left + x * STEP, top + y * STEP)).collect())
        .collect()
}

/// Points of the grid that are filled together where no line can pass: blocks, cut in two until they are single points.
const BLOCK: usize = 16;

/// The distance at every point of the grid, exact where a line may pass.
fn field(columns: usize, rows: usize, distance: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut out = vec![0.0; columns * rows];
    for top in (0..rows).step_by(BLOCK) {
        for left in (0..columns).step_by(BLOCK) {
            fill(&mut out, (columns, rows), (left, top), BLOCK, &distance);
        }
    }
    out
}

fn fill(
    out: &mut [f64],
    (columns, rows): (usize, usize),
    (left, top): (usize, usize),
    size: usize,
    distance: &impl Fn(usize, usize) -> f64,
) {
    if left >= columns || top >= rows {
        return;
    }
    let half = size / 2;
    let middle = distance(left + half, top + half);
    if size == 1 {
        out[top * columns + left] = middle;
    } else if middle.abs() > size as f64 * STEP * 1.2 {
        for j in top..rows.min(top + size) {
            out[j * columns + left..j * columns + columns.min(left + size)].fill(middle);
        }
    } else {
        for corner in [(left, top), (left + half, top), (left, top + half), (left + half, top + half)] {
            fill(out, (columns, rows), corner, half, distance);
        }
    }
}

struct Grid {
    columns: usize,
    rows: usize,
    field: Vec<f64>,
}

/// An edge of the grid: its first corner and whether it runs down.
type Edge = (usize, usize, bool);

impl Grid {
    fn value(&self, i: usize, j: usize) -> f64 {
        self.field[j * self.columns + i]
    }

    fn crossing(&self, (i, j, down): Edge) -> P2 {
        let a = self.value(i, j);
        let b = if down { self.value(i, j + 1) } else { self.value(i + 1, j) };
        let t = a / (a - b);
        if down { (i as f64, j as f64 + t) } else { (i as f64 + t, j as f64) }
    }

    /// Marching squares, inside on the left hand; the pieces joined into loops.
    fn loops(&self) -> Vec<Vec<P2>> {
        let number = |(i, j, down): Edge| 2 * (j * self.columns + i) + usize::from(down);
        let mut next: Vec<Option<Edge>> = vec![None; 2 * self.field.len()];
        let mut starts = vec![];
        for j in 0..self.rows - 1 {
            for i in 0..self.columns - 1 {
                for (from, to) in self.pieces(i, j) {
                    next[number(from)] = Some(to);
                    starts.push(from);
                }
            }
        }
        let mut out = vec![];
        for first in starts {
            let mut line = vec![];
            let mut edge = first;
            while let Some(to) = next[number(edge)].take() {
                line.push(self.crossing(edge));
                edge = to;
            }
            if !line.is_empty() {
                out.push(line);
            }
        }
        out
    }

    fn pieces(&self, i: usize, j: usize) -> impl Iterator<Item = (Edge, Edge)> {
        let inside = |x: usize, y: usize| self.value(x, y) < 0.0;
        let (top, right) = ((i, j, false), (i + 1, j, true));
        let (bottom, left) = ((i, j + 1, false), (i, j, true));
        let corners = [inside(i, j), inside(i + 1, j), inside(i + 1, j + 1), inside(i, j + 1)];
        let edges = [top, right, bottom, left];
        // Walking round the cell, the line enters where inside turns to outside and leaves where it turns back.
        let leaving = (0..4).filter(move |&k| corners[k] && !corners[(k + 1) % 4]).map(move |k| edges[k]);
        let entering = (0..4).filter(move |&k| !corners[k] && corners[(k + 1) % 4]).map(move |k| edges[k]);
        leaving.zip(entering)
    }
}

/// Twice the signed area of a closed line.
pub fn area(line: &[P2]) -> f64 {
    line.iter().zip(line.iter().cycle().skip(1)).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_of_a_disc_is_round() {
        let lines = trace(&[Chain { discs: vec![Disc { at: (3.0, 4.0), radius: 20.0 }], blend: 1.0 }]);
        assert_eq!(lines.len(), 1);
        for (x, y) in &lines[0] {
            assert!(((x - 3.0).hypot(y - 4.0) - 20.0).abs() < 0.2);
        }
        assert!((area(&lines[0]).abs() / 2.0 - std::f64::consts::PI * 400.0).abs() < 12.0);
    }

    #[test]
    fn two_bands_that_cross_make_one_outline() {
        let disc = |x, y| Disc { at: (x, y), radius: 5.0 };
        let chain = |a, b| Chain { discs: vec![a, b], blend: 4.0 };
        let cross = [chain(disc(-30.0, 0.0), disc(30.0, 0.0)), chain(disc(0.0, -30.0), disc(0.0, 30.0))];
        assert_eq!(trace(&cross).len(), 1);
    }
}
