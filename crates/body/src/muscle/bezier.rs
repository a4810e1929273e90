//! Curves of quintic Bezier corners, as the muscle of Millard et al. (2013, doi:10.1115/1.4023390) has them.

/// A place on a curve: x, y and slope.
#[derive(Clone, Copy, Debug)]
pub struct Knot {
    pub x: f64,
    pub y: f64,
    pub slope: f64,
}

/// A corner between two knots: control points of x and y.
#[derive(Clone, Debug, PartialEq)]
struct Corner {
    x: [f64; 6],
    y: [f64; 6],
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
        if x < first.x[0] {
            return (first.y[0] + self.slopes[0] * (x - first.x[0]), self.slopes[0]);
        }
        if x > last.x[5] {
            return (last.y[5] + self.slopes[1] * (x - last.x[5]), self.slopes[1]);
        }
        self.corners.iter().find(|c| x <= c.x[5]).unwrap_or(last).value_and_derivative(x)
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
        Self { x: [a.x, ax, ax, bx, bx, b.x], y: [a.y, ay, ay, by, by, b.y] }
    }

    fn value_and_derivative(&self, x: f64) -> (f64, f64) {
        let u = self.parameter(x);
        let ((_, dx), (y, dy)) = (bernstein(&self.x, u), bernstein(&self.y, u));
        (y, dy / dx)
    }

    /// Where x(u) = x; x grows with u, so Newton with bisection to fall back on.
    fn parameter(&self, x: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        let mut u = (x - self.x[0]) / (self.x[5] - self.x[0]);
        for _ in 0..80 {
            let (at, slope) = bernstein(&self.x, u);
            let off = at - x;
            if off > 0.0 {
                high = u;
            } else {
                low = u;
            }
            let newton = u - off / slope;
            let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
            if (next - u).abs() < 1e-16 || off == 0.0 {
                break;
            }
            u = next;
        }
        u
    }
}

/// Value and derivative of a quintic Bezier polynomial.
fn bernstein(p: &[f64; 6], u: f64) -> (f64, f64) {
    let mut q = *p;
    let mut slope = 0.0;
    for level in (1..6).rev() {
        if level == 1 {
            slope = 5.0 * (q[1] - q[0]);
        }
        for i in 0..level {
            q[i] += u * (q[i + 1] - q[i]);
        }
    }
    (q[0], slope)
}
