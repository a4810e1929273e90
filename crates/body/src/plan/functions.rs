//! Functions of coordinates, compiled: one evaluation for equal functions, values and derivatives in one array each.

use crate::lane::{Lane, LaneMask};
use crate::model::CompiledFunction;

/// Where a value is: the first slots are the coordinates themselves, the rest are functions of them.
pub type Slot = usize;

/// A function to evaluate.
#[derive(Clone, Debug, PartialEq)]
struct Evaluation {
    law: CompiledFunction,
    arguments: Vec<usize>,
    /// Clamp of the one argument, with derivative 0 outside (moving path points).
    clamp: Option<[f64; 2]>,
    /// The result's slot; one more for each further argument's derivative.
    out: Slot,
    /// The coordinate that takes the value (couplers).
    follower: Option<usize>,
}

/// All functions of a plan, in the order of evaluation.
#[derive(Clone, Debug)]
pub struct Functions {
    coordinates: usize,
    next: Slot,
    evaluations: Vec<Evaluation>,
}

impl Functions {
    pub fn new(coordinates: usize) -> Self {
        Self { coordinates, next: coordinates, evaluations: Vec::new() }
    }

    /// The number of slots.
    pub fn slots(&self) -> usize {
        self.next
    }

    /// A slot with the value of the function. Its derivative with respect to argument `k` is in slot `+ k` of the
    /// array of derivatives.
    pub fn slot(&mut self, law: &CompiledFunction, arguments: &[usize], clamp: Option<[f64; 2]>) -> Slot {
        let same = |e: &&Evaluation| e.law == *law && e.arguments == arguments && e.clamp == clamp;
        if let Some(known) = self.evaluations.iter().find(same) {
            return known.out;
        }
        self.push(law, arguments, clamp, None)
    }

    /// Lets a coordinate take the function's value from now on; returns the slot.
    pub fn follow(&mut self, law: &CompiledFunction, arguments: &[usize], follower: usize) -> Slot {
        self.push(law, arguments, None, Some(follower))
    }

    fn push(
        &mut self,
        law: &CompiledFunction,
        arguments: &[usize],
        clamp: Option<[f64; 2]>,
        follower: Option<usize>,
    ) -> Slot {
        let out = self.next;
        self.next += arguments.len().max(1);
        let (law, arguments) = (law.clone(), arguments.to_vec());
        self.evaluations.push(Evaluation { law, arguments, clamp, out, follower });
        out
    }

    /// Evaluates everything; `values` starts with the coordinates.
    #[inline(always)]
    pub fn evaluate<L: Lane>(&self, values: &mut [L], derivatives: &mut [L]) {
        for d in &mut derivatives[..self.coordinates] {
            *d = L::splat(1.0);
        }
        for e in &self.evaluations {
            let (value, derivative) = e.evaluate(values, derivatives);
            values[e.out] = value;
            derivatives[e.out] = derivative;
            if let Some(follower) = e.follower {
                values[follower] = value;
            }
        }
    }
}

impl Evaluation {
    /// The value, and the derivative for the first argument; those for further ones are written.
    #[inline(always)]
    fn evaluate<L: Lane>(&self, values: &[L], derivatives: &mut [L]) -> (L, L) {
        let c = match &self.law {
            CompiledFunction::Constant(v) => return (L::splat(*v), L::zero()),
            CompiledFunction::Linear(c) if c.len() > 2 => return self.linear(c, values, derivatives),
            law => law,
        };
        let q = values[self.arguments[0]];
        let at = clamped(q, self.clamp);
        let (value, derivative) = match c {
            CompiledFunction::Polynomial(c) => polynomial(c, at),
            CompiledFunction::Cubic(cubic) => piecewise(&cubic.x, &cubic.pieces, at),
            CompiledFunction::Linear(c) => (L::splat(c[0]).mul_add(at, L::splat(c[1])), L::splat(c[0])),
            CompiledFunction::Constant(v) => (L::splat(*v), L::zero()),
        };
        let Some([low, high]) = self.clamp else { return (value, derivative) };
        let out = q.lt(L::splat(low)).or(L::splat(high).lt(q));
        (value, L::select(out, L::zero(), derivative))
    }

    #[inline(always)]
    fn linear<L: Lane>(&self, c: &[f64], values: &[L], derivatives: &mut [L]) -> (L, L) {
        let mut sum = L::splat(c[c.len() - 1]);
        for (k, argument) in self.arguments.iter().enumerate() {
            sum += L::splat(c[k]) * values[*argument];
            derivatives[self.out + k] = L::splat(c[k]);
        }
        (sum, L::splat(c[0]))
    }
}

#[inline(always)]
fn clamped<L: Lane>(q: L, clamp: Option<[f64; 2]>) -> L {
    match clamp {
        None => q,
        Some([low, high]) => q.max(L::splat(low)).min(L::splat(high)),
    }
}

#[inline(always)]
fn polynomial<L: Lane>(c: &[f64], q: L) -> (L, L) {
    let (mut value, mut derivative) = (L::zero(), L::zero());
    for c in c {
        derivative = derivative.mul_add(q, value);
        value = value.mul_add(q, L::splat(*c));
    }
    (value, derivative)
}

#[inline(always)]
fn piecewise<L: Lane>(knots: &[f64], pieces: &[[f64; 4]], q: L) -> (L, L) {
    // One row for the start of the piece and each coefficient; more places than any lane type has.
    let mut found = [[0.0; 8]; 5];
    for i in 0..L::COUNT {
        let at = q.get(i);
        let mut right = 0;
        while right < knots.len() && knots[right] <= at {
            right += 1;
        }
        found[4][i] = knots[right.saturating_sub(1)];
        for (row, c) in found.iter_mut().zip(&pieces[right]) {
            row[i] = *c;
        }
    }
    let [c0, c1, c2, c3, start] =
        [L::load(&found[0]), L::load(&found[1]), L::load(&found[2]), L::load(&found[3]), L::load(&found[4])];
    let d = q - start;
    let value = d.mul_add(d.mul_add(d.mul_add(c3, c2), c1), c0);
    let derivative = d.mul_add(d.mul_add(L::splat(3.0) * c3, L::splat(2.0) * c2), c1);
    (value, derivative)
}
