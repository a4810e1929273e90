//! OpenSim's iteration for a tangent point in a plane. It stops at a residual of 1e-4, long before the point is exact, so
//! its steps have to be followed one by one to get the same point.

use crate::math::{Vec3, dot, norm, scale, sub};

type Vec4 = [f64; 4];
type Mat4 = [[f64; 4]; 4];

/// The unknowns (a point and the offset of its tangent plane), and how far they are from a solution.
#[derive(Clone, Copy)]
struct Guess {
    r: Vec3,
    d: f64,
    residuals: Vec4,
    size: f64,
}

struct Task {
    p: Vec3,
    a: Vec3,
    normal: Vec3,
    offset: f64,
}

/// The point of the ellipsoid, in the plane, whose tangent meets `p`; found from `start`. `level`: of `p`, 0 on the
/// surface.
pub fn tangent(level: f64, start: Vec3, p: Vec3, a: Vec3, normal: Vec3, offset: f64) -> Vec3 {
    if level.abs() < 0.0001 {
        return p;
    }
    let task = Task { p, a, normal, offset };
    let mut now = task.assess(start, -dot(task.gradient(start), start));
    let mut before = now.size;
    let mut alpha = 0.01;
    for _ in 0..50 {
        if now.size <= 1e-8 {
            break;
        }
        let jacobian = task.jacobian(now.r);
        let damping = task.damping(now.r);
        let v: Vec4 = [0, 1, 2, 3].map(|i| -(0..4).map(|j| jacobian[i][j] * now.residuals[j]).sum::<f64>());
        let mut step = [0.0; 4];
        // Ever shorter steps, each from where the last one led, until one improves.
        let mut tries = 0;
        while now.size >= before && tries < 1000 {
            step = solve(&jacobian, alpha, v).map(|s| damping * s / 16.0);
            before = now.size;
            now = task.moved(&now, &step, 1.0);
            alpha *= 4.0;
            tries += 1;
        }
        alpha /= 8.0;
        // Then the same step again, doubled each time, as long as that improves; the last one is taken back.
        let mut factor = 0.5;
        let mut tries = 0;
        while now.size <= before && tries < 1000 {
            factor *= 2.0;
            before = now.size;
            now = task.moved(&now, &step, factor);
            tries += 1;
        }
        now = task.moved(&now, &step, -factor);
        before = now.size;
    }
    now.r
}

impl Task {
    fn gradient(&self, r: Vec3) -> Vec3 {
        [0, 1, 2].map(|i| 2.0 * r[i] / (self.a[i] * self.a[i]))
    }

    fn assess(&self, r: Vec3, d: f64) -> Guess {
        let n = self.gradient(r);
        let on_surface = (0..3).map(|i| (r[i] / self.a[i]).powi(2)).sum::<f64>() - 1.0;
        let residuals = [dot(self.normal, r) + self.offset, on_surface, dot(n, r) + d, dot(n, self.p) + d];
        Guess { r, d, residuals, size: residuals.iter().map(|e| e * e).sum() }
    }

    fn moved(&self, from: &Guess, step: &Vec4, factor: f64) -> Guess {
        let r = [0, 1, 2].map(|i| from.r[i] + step[i] * factor);
        self.assess(r, from.d + step[3] * factor)
    }

    /// Rows: unknowns; columns: residuals.
    fn jacobian(&self, r: Vec3) -> Mat4 {
        let mut j = [[0.0; 4]; 4];
        for i in 0..3 {
            let a2 = self.a[i] * self.a[i];
            j[i] = [self.normal[i], 2.0 * r[i] / a2, 4.0 * r[i] / a2, 2.0 * self.p[i] / a2];
        }
        j[3] = [0.0, 0.0, 1.0, 1.0];
        j
    }

    /// Small steps while the line from `p` still points at the centre.
    fn damping(&self, r: Vec3) -> f64 {
        let to = sub(self.p, r);
        let cos = dot(scale(to, 1.0 / norm(to)), scale(self.p, 1.0 / norm(self.p)));
        if cos > 0.1 { 1.0 - cos.powi(100) } else { 1.0 }
    }
}

/// (J J^T with its diagonal enlarged by `alpha`)^-1 v, by elimination with pivots.
fn solve(jacobian: &Mat4, alpha: f64, v: Vec4) -> Vec4 {
    let mut m = [[0.0; 5]; 4];
    for i in 0..4 {
        for j in 0..4 {
            m[i][j] = (0..4).map(|k| jacobian[i][k] * jacobian[j][k]).sum();
        }
        m[i][i] *= 1.0 + alpha;
        m[i][4] = v[i];
    }
    for c in 0..4 {
        let pivot = (c..4).fold(c, |best, r| if m[r][c].abs() > m[best][c].abs() { r } else { best });
        m.swap(c, pivot);
        let row = m[c];
        for (r, other) in m.iter_mut().enumerate() {
            if r != c {
                let factor = other[c] / row[c];
                for k in c..5 {
                    other[k] -= factor * row[k];
                }
            }
        }
    }
    [0, 1, 2, 3].map(|i| m[i][4] / m[i][i])
}
