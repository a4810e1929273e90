//! Piecewise cubics on knots, straight outside them.

/// A piecewise cubic. On `x[k]..x[k+1]`, with `d = q - x[k]`: `y = c0 + d (c1 + d (c2 + d c3))`.
#[derive(Clone, Debug, PartialEq)]
pub struct Cubic {
    /// Knots, strictly ascending.
    pub x: Vec<f64>,
    /// `pieces[0]` is left of the first knot (and measured from it), `pieces[k + 1]` is right of knot `k`.
    pub pieces: Vec<[f64; 4]>,
}

impl Cubic {
    /// The Forsythe-Malcolm-Moler spline: the third derivative at each end is that of the cubic through the four
    /// nearest knots. (Forsythe, Malcolm, Moler: Computer Methods for Mathematical Computations, 1977.)
    pub fn simm(x: &[f64], y: &[f64]) -> Self {
        let n = x.len();
        let h: Vec<f64> = x.windows(2).map(|w| (w[1] - w[0]).max(1e-7)).collect();
        let s: Vec<f64> = (0..n - 1).map(|i| (y[i + 1] - y[i]) / h[i]).collect();
        if n == 2 {
            return Self::from_sigma(x, y, &h, &s, &[0.0, 0.0]);
        }
        let mut system = Tridiagonal::interior(&h, &s);
        system.diagonal[0] = -h[0];
        system.diagonal[n - 1] = -h[n - 2];
        if n > 3 {
            let third = |i: usize| {
                // Divided difference of third order over knots i..i+3.
                ((s[i + 2] - s[i + 1]) / (x[i + 3] - x[i + 1]) - (s[i + 1] - s[i]) / (x[i + 2] - x[i]))
                    / (x[i + 3] - x[i])
            };
            system.right[0] = h[0] * h[0] * third(0);
            system.right[n - 1] = -h[n - 2] * h[n - 2] * third(n - 4);
        }
        let sigma = system.solve();
        Self::from_sigma(x, y, &h, &s, &sigma)
    }

    /// The natural spline: no second derivative at either end.
    pub fn natural(x: &[f64], y: &[f64]) -> Self {
        let n = x.len();
        let h: Vec<f64> = x.windows(2).map(|w| w[1] - w[0]).collect();
        let s: Vec<f64> = (0..n - 1).map(|i| (y[i + 1] - y[i]) / h[i]).collect();
        let mut system = Tridiagonal::interior(&h, &s);
        system.diagonal[0] = 1.0;
        system.upper[0] = 0.0;
        system.diagonal[n - 1] = 1.0;
        system.lower[n - 1] = 0.0;
        let sigma = system.solve();
        Self::from_sigma(x, y, &h, &s, &sigma)
    }

    /// Straight pieces; the outer ones go on.
    pub fn piecewise_linear(x: &[f64], y: &[f64]) -> Self {
        let mut pieces: Vec<[f64; 4]> =
            (0..x.len() - 1).map(|i| [y[i], (y[i + 1] - y[i]) / (x[i + 1] - x[i]), 0.0, 0.0]).collect();
        let last = x.len() - 1;
        pieces.insert(0, pieces[0]);
        pieces.push([y[last], pieces[last][1], 0.0, 0.0]);
        Self { x: x.to_vec(), pieces }
    }

    /// From `sigma`, a sixth of the second derivatives at the knots.
    fn from_sigma(x: &[f64], y: &[f64], h: &[f64], s: &[f64], sigma: &[f64]) -> Self {
        let n = x.len();
        let slope = |k: usize| s[k] - h[k] * (sigma[k + 1] + 2.0 * sigma[k]);
        let mut pieces = vec![[y[0], slope(0), 0.0, 0.0]];
        pieces.extend((0..n - 1).map(|k| [y[k], slope(k), 3.0 * sigma[k], (sigma[k + 1] - sigma[k]) / h[k]]));
        let end = s[n - 2] + h[n - 2] * (sigma[n - 2] + 2.0 * sigma[n - 1]);
        pieces.push([y[n - 1], end, 0.0, 0.0]);
        Self { x: x.to_vec(), pieces }
    }

    /// Value and derivative at `q`.
    pub fn value_and_derivative(&self, q: f64) -> (f64, f64) {
        let right = self.x.partition_point(|x| *x <= q);
        let d = q - self.x[right.saturating_sub(1)];
        let [c0, c1, c2, c3] = self.pieces[right];
        (c0 + d * (c1 + d * (c2 + d * c3)), c1 + d * (2.0 * c2 + d * 3.0 * c3))
    }
}

/// A tridiagonal system; `lower[i]` multiplies unknown `i - 1` in row `i`.
struct Tridiagonal {
    lower: Vec<f64>,
    diagonal: Vec<f64>,
    upper: Vec<f64>,
    right: Vec<f64>,
}

impl Tridiagonal {
    /// The rows of continuous curvature; the first and last row are left for the end conditions.
    fn interior(h: &[f64], s: &[f64]) -> Self {
        let n = h.len() + 1;
        let mut system = Self { lower: vec![0.0; n], diagonal: vec![0.0; n], upper: vec![0.0; n], right: vec![0.0; n] };
        system.lower[1..].copy_from_slice(h);
        system.upper[..n - 1].copy_from_slice(h);
        for i in 1..n - 1 {
            system.diagonal[i] = 2.0 * (h[i - 1] + h[i]);
            system.right[i] = s[i] - s[i - 1];
        }
        system
    }

    /// Gaussian elimination without pivoting, which these systems do not need.
    fn solve(mut self) -> Vec<f64> {
        let n = self.diagonal.len();
        for i in 1..n {
            let t = self.lower[i] / self.diagonal[i - 1];
            self.diagonal[i] -= t * self.upper[i - 1];
            self.right[i] -= t * self.right[i - 1];
        }
        let mut x = self.right;
        x[n - 1] /= self.diagonal[n - 1];
        for i in (0..n - 1).rev() {
            x[i] = (x[i] - self.upper[i] * x[i + 1]) / self.diagonal[i];
        }
        x
    }
}
