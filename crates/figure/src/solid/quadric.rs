//! Sums of squared distances from planes.

use crate::vector::V3;

/// A sum of weighted squared distances from planes, as a function of a point.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quadric {
    /// Upper half of the matrix of the squares: xx, xy, xz, yy, yz, zz.
    square: [f64; 6],
    linear: V3,
    constant: f64,
}

impl Quadric {
    /// Squared distance from the plane through `at` with unit normal `n`, times `weight`.
    pub fn of_plane(at: V3, n: V3, weight: f64) -> Self {
        let d = -n.dot(at);
        let square = [n.0 * n.0, n.0 * n.1, n.0 * n.2, n.1 * n.1, n.1 * n.2, n.2 * n.2].map(|x| x * weight);
        Self { square, linear: n * (d * weight), constant: d * d * weight }
    }

    /// Adds another sum.
    pub fn add(&mut self, other: &Self) {
        self.square.iter_mut().zip(other.square).for_each(|(a, b)| *a += b);
        self.linear = self.linear + other.linear;
        self.constant += other.constant;
    }

    fn times(&self, p: V3) -> V3 {
        let [xx, xy, xz, yy, yz, zz] = self.square;
        V3(xx * p.0 + xy * p.1 + xz * p.2, xy * p.0 + yy * p.1 + yz * p.2, xz * p.0 + yz * p.1 + zz * p.2)
    }

    /// The sum at a point.
    pub fn at(&self, p: V3) -> f64 {
        p.dot(self.times(p)) + 2.0 * p.dot(self.linear) + self.constant
    }

    /// Where it is lowest, when that is one clear point.
    pub fn lowest(&self) -> Option<V3> {
        let [xx, xy, xz, yy, yz, zz] = self.square;
        let (a, b, c) = (V3(xx, xy, xz), V3(xy, yy, yz), V3(xz, yz, zz));
        let determinant = a.dot(b.cross(c));
        let size = (xx + yy + zz) / 3.0;
        if determinant < 1e-4 * size * size * size {
            return None;
        }
        let to = -self.linear;
        Some(V3(to.dot(b.cross(c)), a.dot(to.cross(c)), a.dot(b.cross(to))) * (1.0 / determinant))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_planes_meet_in_their_corner() {
        let corner = V3(1.0, -2.0, 0.5);
        let mut sum = Quadric::default();
        for n in [V3(1.0, 0.0, 0.0), V3(0.0, 0.6, 0.8), V3(0.0, -0.8, 0.6)] {
            sum.add(&Quadric::of_plane(corner, n, 2.0));
        }
        assert!((sum.lowest().expect("one corner") - corner).norm() < 1e-9);
        assert!(sum.at(corner).abs() < 1e-9);
        assert!((sum.at(corner + V3(0.5, 0.0, 0.0)) - 0.5).abs() < 1e-9);
    }
}
