//! Curves of quintic Bezier corners, as the muscle of Millard et al. (2013, doi:10.1115/1.4023390) has them.

/// A place on a curve: x, y and slope.
#[derive(Clone, Copy, Debug)]
pub struct Knot {
    pub x: f64,
    pub y: f64,
    pub slope: f64,
}

/// A corner between two knots: polynomials of x and y in the parameter, and the values at both ends.
#[derive(Clone, Debug, PartialEq)]
struct Corner {
    x: [f64; 6],
    y: [f64; 6],
    x_ends: [f64; 2],
    y_ends: [f64; 2],
}

/// Corners in a row, straight on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    corners: Vec<Corner>,
    slopes: [f64; 2],
}

impl Curve {
    /// Through the knots. `curviness`: 0 (nearly straight) to 1 (sharp corners).
    pub fn new(knots: &[Knot], curviness: f64) -> Self {
        let share = 0.1 + 0.8 * curviness;
        Self {
            corners: knots.windows(2).map(|k| Corner::new(k[0], k[1], share)).collect(),
            slopes: [knots[0].slope, knots[knots.len() - 1].slope],
        }
    }

    /// Value and slope at `x`.
    pub fn value_and_derivative(&self, x: f64) -> (f64, f64) {
        let (first, last) = (&self.corners[0], &self.corners[self.corners.len() - 1]);
        if x < first.x_ends[0] {
            return (first.y_ends[0] + self.slopes[0] * (x - first.x_ends[0]), self.slopes[0]);
        }
        if x > last.x_ends[1] {
            return (last.y_ends[1] + self.slopes[1] * (x - last.x_ends[1]), self.slopes[1]);
        }
        self.corners.iter().find(|c| x <= c.x_ends[1]).unwrap_or(last).value_and_derivative(x)
    }
}

impl Corner {
    /// Two control points each at the ends' handles, which lie `share` of the way to where the tangents meet.
    fn new(a: Knot, b: Knot, share: f64) -> Self {
        let parallel = (a.slope - b.slope).abs() < 1.5e-8;
        let meet_x = if parallel {
            f64::midpoint(a.x, b.x)
        } else {
            (b.y - a.y - b.x * b.slope + a.x * a.slope) / (a.slope - b.slope)
        };
        let meet_y = b.y + (meet_x - b.x) * b.slope;
        let (ax, ay) = (a.x + share * (meet_x - a.x), a.y + share * (meet_y - a.y));
        let (bx, by) = (b.x + share * (meet_x - b.x), b.y + share * (meet_y - b.y));
        Self {
            x: polynomial([a.x, ax, ax, bx, bx, b.x]),
            y: polynomial([a.y, ay, ay, by, by, b.y]),
            x_ends: [a.x, b.x],
            y_ends: [a.y, b.y],
        }
    }

    fn value_and_derivative(&self, x: f64) -> (f64, f64) {
        let u = self.parameter(x);
        let ((_, dx), (y, dy)) = (horner(&self.x, u), horner(&self.y, u));
        (y, dy / dx)
    }

    /// Where x(u) = x; x grows with u, so Newton with bisection to fall back on.
    fn parameter(&self, x: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        let mut u = (x - self.x_ends[0]) / (self.x_ends[1] - self.x_ends[0]);
        for _ in 0..80 {
            let (at, slope) = horner(&self.x, u);
            let off = at - x;
            if off > 0.0 {
                high = u;
            } else {
                low = u;
            }
            let newton = u - off / slope;
            let next = if newton >= low && newton <= high { newton } else { f64::midpoint(low, high) };
            let step = (next - u).abs();
            u = next;
            // Newton's next step would be about the square of this one.
            if step < 1e-9 {
                break;
            }
        }
        u
    }
}

/// Coefficients, lowest power first, of the quintic Bezier polynomial with these control points.
fn polynomial(p: [f64; 6]) -> [f64; 6] {
    // Differences of neighbours, of those, and so on; each power takes the first one of its row.
    let (mut row, mut coefficients) = (p, [0.0; 6]);
    for (power, (coefficient, choices)) in coefficients.iter_mut().zip([1.0, 5.0, 10.0, 10.0, 5.0, 1.0]).enumerate() {
        *coefficient = choices * row[0];
        for i in 0..5 - power {
            row[i] = row[i + 1] - row[i];
        }
    }
    coefficients
}

/// Value and derivative.
fn horner(c: &[f64; 6], u: f64) -> (f64, f64) {
    let (mut value, mut slope) = (0.0, 0.0);
    for c in c.iter().rev() {
        slope = slope * u + value;
        value = value * u + c;
    }
    (value, slope)
}
