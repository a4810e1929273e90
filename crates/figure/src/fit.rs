//! Brings the declared contacts together: least squares over joint angles and the body's place.
//!
//! The angles of the pose file are the truth; a body of other proportions may leave them by a little so that hands and
//! feet still reach. Levenberg-Marquardt with a difference Jacobian; some 36 unknowns.

use std::sync::LazyLock;

use crate::{
    balance::overhang,
    build::Build,
    contact::{Target, Touch},
    landmarks::Point,
    range::range,
    skeleton::{Angles, COORDINATES, Skeleton, names},
    surface,
    vector::V3,
};
use care::content::pose::Prop;

const UNKNOWNS: usize = COORDINATES + 3;
type Unknowns = [f64; UNKNOWNS];

/// How freely the solver may leave the given angles: standard deviations [deg].
#[derive(Clone, Copy, Debug)]
pub struct Freedom {
    /// Of pelvis, back and neck.
    pub trunk: f64,
    /// Of the hips.
    pub hips: f64,
    /// Of knees and feet.
    pub legs: f64,
    /// Of arms.
    pub arms: f64,
}

impl Freedom {
    /// For drawing a body of other proportions.
    pub const DRAW: Self = Self { trunk: 1.5, hips: 3.0, legs: 5.0, arms: 8.0 };
    /// For writing a pose from rough angles.
    pub const AUTHOR: Self = Self { trunk: 4.0, hips: 7.0, legs: 14.0, arms: 25.0 };
}

/// Everything that a fit has to respect.
pub struct Task<'a> {
    /// The body.
    pub build: &'a Build,
    /// Angles to stay near to [deg].
    pub wish: Angles,
    /// Place to stay near to.
    pub root: V3,
    /// Contacts that hold.
    pub touches: Vec<&'a Touch>,
    /// Contacts that stay in place, with where they stay.
    pub anchors: Vec<(Point, V3)>,
    /// Props, which are not to be entered.
    pub props: &'a [Prop],
    /// Keep the weight over the support.
    pub balance: bool,
    /// How freely angles may change.
    pub freedom: Freedom,
    /// How much effort it is worth.
    pub effort: Effort,
}

/// When to stop looking for a better fit.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Rounds at most.
    pub rounds: usize,
    /// Share of what is left below which a round isn't worth another.
    pub gain: f64,
}

impl Effort {
    /// For a moment of a pose, which others are measured by.
    pub const MOMENT: Self = Self { rounds: 40, gain: 1e-5 };
    /// For the way between two, of which there are many, each begun close to its end.
    pub const WAY: Self = Self { rounds: 16, gain: 1e-3 };
}

impl Task<'_> {
    /// Angles and root that fit best.
    pub fn solve(&self) -> (Angles, V3) {
        let mut x = [0.0; UNKNOWNS];
        x[..COORDINATES].copy_from_slice(&self.wish);
        x[COORDINATES..].copy_from_slice(&[self.root.0, self.root.1, self.root.2]);
        let mut residual = self.residuals(&x);
        let mut cost = squares(&residual);
        let mut damping = 1e-3;
        for _ in 0..self.effort.rounds {
            let step = self.step(&x, &residual, damping);
            let mut next = x;
            next.iter_mut().zip(&step).for_each(|(v, s)| *v -= s);
            let candidate = self.residuals(&next);
            let better = squares(&candidate);
            if better < cost {
                let gain = cost - better;
                (x, residual, cost) = (next, candidate, better);
                damping = (damping * 0.3).max(1e-9);
                if gain < self.effort.gain * cost.max(1e-4) {
                    break;
                }
            } else {
                damping *= 8.0;
                if damping > 1e6 {
                    break;
                }
            }
        }
        let (angles, root) = split(&x);
        if self.even() { (evened(&angles), V3(root.0, root.1, 0.0)) } else { (angles, root) }
    }

    /// Is everything that is asked for the same on both sides?
    fn even(&self) -> bool {
        let twin = |t: &Touch| {
            t.point.half().is_none()
                || self.touches.iter().any(|o| o.point.half() != t.point.half() && o.point.stem() == t.point.stem())
        };
        asymmetry(&self.wish) < 0.01 && self.touches.iter().all(|t| twin(t))
    }

    fn step(&self, x: &Unknowns, residual: &[f64], damping: f64) -> Unknowns {
        let mut normal = vec![[0.0; UNKNOWNS]; UNKNOWNS];
        let mut gradient = [0.0; UNKNOWNS];
        let columns: Vec<Vec<f64>> = (0..UNKNOWNS)
            .map(|i| {
                let h = if i < COORDINATES { 1e-3 } else { 1e-6 };
                let mut moved = *x;
                moved[i] += h;
                self.residuals(&moved).iter().zip(residual).map(|(a, b)| (a - b) / h).collect()
            })
            .collect();
        for i in 0..UNKNOWNS {
            gradient[i] = dot(&columns[i], residual);
            for j in 0..=i {
                normal[i][j] = dot(&columns[i], &columns[j]);
            }
            normal[i][i] *= 1.0 + damping;
            normal[i][i] += 1e-12;
        }
        cholesky_solve(&mut normal, &gradient)
    }

    /// Everything that should be zero, each in units of its own tolerance.
    fn residuals(&self, x: &Unknowns) -> Vec<f64> {
        let (q, root) = split(x);
        let skeleton = Skeleton::new(self.build, &q, root);
        let mut out = Vec::with_capacity(200);
        for touch in &self.touches {
            out.extend(touch.miss(self.build, &skeleton).map(|m| m / 0.001));
            out.push(palm(touch, self.build, &skeleton));
        }
        for (point, stay) in &self.anchors {
            let at = point.ball(self.build, &skeleton).centre - *stay;
            out.extend([at.0 / 0.002, at.1 / 0.002, at.2 / 0.002]);
        }
        for point in Point::all() {
            let ball = point.ball(self.build, &skeleton);
            out.push((ball.radius - ball.centre.1).max(0.0) / 0.002);
            out.extend(self.props.iter().map(|p| surface::depth(p, ball.centre, ball.radius) / 0.004));
        }
        out.push(if self.balance { overhang(self.build, &skeleton, &self.touches) / 0.004 } else { 0.0 });
        self.keep(&q, root, &mut out);
        out
    }

    fn keep(&self, q: &Angles, root: V3, out: &mut Vec<f64>) {
        for (i, (kind, low, high)) in limits().iter().enumerate() {
            let deviation = match kind {
                Joint::Trunk => self.freedom.trunk,
                Joint::Hip => self.freedom.hips,
                Joint::Leg => self.freedom.legs,
                Joint::Arm => self.freedom.arms,
            };
            out.push((q[i] - self.wish[i]) / deviation);
            out.push((low - q[i]).max(0.0).max(q[i] - high) / 0.2);
        }
        let moved = root - self.root;
        out.extend([moved.0 / 0.5, moved.1 / 5.0, moved.2 / 0.5]);
    }
}

/// Where a coordinate belongs.
#[derive(Clone, Copy)]
enum Joint {
    Trunk,
    Hip,
    Leg,
    Arm,
}

/// Kind and range of every coordinate.
fn limits() -> &'static [(Joint, f64, f64)] {
    static ALL: LazyLock<Vec<(Joint, f64, f64)>> = LazyLock::new(|| {
        let one = |(i, name): (usize, &String)| {
            let kind = match i {
                0..9 => Joint::Trunk,
                _ if name.starts_with("hip") => Joint::Hip,
                _ if ["knee", "ankl", "mtp_"].contains(&&name[..4]) => Joint::Leg,
                _ => Joint::Arm,
            };
            let (low, high) = range(name);
            (kind, low, high)
        };
        names().iter().enumerate().map(one).collect()
    });
    &ALL
}

/// A hand lies flat on what it touches, as far as the wrist allows: the palm on the body, palm or back on a surface.
fn palm(touch: &Touch, build: &Build, skeleton: &Skeleton) -> f64 {
    if !matches!(touch.point.stem(), "hand" | "hand_back" | "fingers") {
        return 0.0;
    }
    let normal = touch.point.ball(build, skeleton).normal;
    match &touch.target {
        Target::Patch(patch) => (1.0 - normal.dot(patch.axes.1).abs()) * 8.0,
        Target::Rail(..) => 0.0,
        Target::Body(to) => (normal.dot(to.ball(build, skeleton).normal) + 1.0) * 6.0,
    }
}

fn split(x: &Unknowns) -> (Angles, V3) {
    let mut q = [0.0; COORDINATES];
    q.copy_from_slice(&x[..COORDINATES]);
    (q, V3(x[COORDINATES], x[COORDINATES + 1], x[COORDINATES + 2]))
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn squares(r: &[f64]) -> f64 {
    dot(r, r)
}

/// Solves `m x = b` for a symmetric positive definite `m`, of which the lower half is given.
fn cholesky_solve(m: &mut [[f64; UNKNOWNS]], b: &Unknowns) -> Unknowns {
    for i in 0..UNKNOWNS {
        for j in 0..=i {
            let sum = m[i][j] - (0..j).map(|k| m[i][k] * m[j][k]).sum::<f64>();
            m[i][j] = if i == j { sum.max(1e-18).sqrt() } else { sum / m[j][j] };
        }
    }
    let mut x = *b;
    for i in 0..UNKNOWNS {
        x[i] = (x[i] - (0..i).map(|k| m[i][k] * x[k]).sum::<f64>()) / m[i][i];
    }
    for i in (0..UNKNOWNS).rev() {
        x[i] = (x[i] - (i + 1..UNKNOWNS).map(|k| m[k][i] * x[k]).sum::<f64>()) / m[i][i];
    }
    x
}

/// The mean of a posture and its mirror image.
fn evened(q: &Angles) -> Angles {
    let other = crate::skeleton::mirrored(q);
    std::array::from_fn(|i| f64::midpoint(q[i], other[i]))
}

/// Angles between the two sides of the body differ at most by this in a symmetric posture [deg].
pub fn asymmetry(q: &Angles) -> f64 {
    let other = crate::skeleton::mirrored(q);
    q.iter().zip(&other).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}
