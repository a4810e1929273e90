//! Surface nets: the zero surface of a distance as a mesh of one vertex per cell that the surface crosses.
//!
//! After Gibson 1998, "Constrained elastic surface nets".

#![expect(clippy::many_single_char_names, reason = "points, axes and indices of a grid")]

use crate::vector::V3;

/// A mesh of triangles, counterclockwise from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Triangles {
    /// Corners.
    pub points: Vec<V3>,
    /// Three corners each.
    pub faces: Vec<[u32; 3]>,
}

/// A distance of which a part can be had that is right nearby and quicker to ask.
pub trait Distance: Sized {
    /// Distance of a point, negative inside; it changes at most as fast as one moves, nearly.
    fn distance(&self, p: V3) -> f64;
    /// The same distance, for points within `reach` of `p` only; `here` is the distance of `p`.
    fn near(&self, p: V3, here: f64, reach: f64) -> Self;
}

/// Samples along the edge of a cube that is skipped when the surface can't pass through it; it is halved down to the smallest.
const BLOCK: usize = 16;
const SMALLEST: usize = 4;
/// Distance of points that were not looked at.
const FAR: f32 = 1e3;

/// A grid of samples.
struct Grid {
    low: V3,
    step: f64,
    size: [usize; 3],
    values: Vec<f32>,
}

/// The surface inside a box, in cells of size `step`.
///
/// With `half` the distance is taken to be the same on both sides of z = 0, and the mesh of the side z > 0 is made: its border
/// lies in the plane exactly, and its mirror image completes it. `low.2` isn't used then.
pub fn mesh(distance: &impl Distance, low: V3, high: V3, step: f64, half: bool) -> Triangles {
    let low = if half { V3(low.0, low.1, -step / 2.0) } else { low };
    let count = |a: f64, b: f64| steps((b - a) / step) + 2;
    let size = [count(low.0, high.0), count(low.1, high.1), count(low.2, high.2)];
    let mut grid = Grid { low, step, size, values: vec![FAR; size.iter().product()] };
    grid.fill(distance);
    if half {
        grid.reflect();
    }
    grid.net(half)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of cells of a small box")]
fn steps(x: f64) -> usize {
    x.max(0.0).ceil() as usize
}

impl Grid {
    fn index(&self, [i, j, k]: [usize; 3]) -> usize {
        (k * self.size[1] + j) * self.size[0] + i
    }

    fn at(&self, [i, j, k]: [f64; 3]) -> V3 {
        self.low + V3(i, j, k) * self.step
    }

    fn fill(&mut self, distance: &impl Distance) {
        let starts = |n: usize| (0..n).step_by(BLOCK);
        for k in starts(self.size[2]) {
            for j in starts(self.size[1]) {
                for i in starts(self.size[0]) {
                    self.block(distance, [i, j, k], BLOCK);
                }
            }
        }
    }

    /// Fills a cube of so many samples along its edge, in ever smaller cubes where the surface may pass.
    fn block(&mut self, distance: &impl Distance, start: [usize; 3], edge: usize) {
        if (0..3).any(|axis| start[axis] >= self.size[axis]) {
            return;
        }
        let middle = self.at(start.map(|c| c as f64 + (edge as f64 - 1.0) / 2.0));
        let here = distance.distance(middle);
        let reach = self.step * edge as f64 / 2.0 * 3_f64.sqrt();
        // Edges of the grid lead one step further, and roundings bring the surface a little nearer than distances say.
        if here.abs() > reach * 1.1 + 1.5 * self.step {
            self.set(start, edge, |_| if here < 0.0 { -FAR } else { FAR });
            return;
        }
        let near = distance.near(middle, here, reach);
        if edge <= SMALLEST {
            self.set(start, edge, |p| narrow(near.distance(p)));
        } else {
            let half = edge / 2;
            for octant in 0..8 {
                let corner = [0, 1, 2].map(|axis| start[axis] + half * (octant >> axis & 1));
                self.block(&near, corner, half);
            }
        }
    }

    fn set(&mut self, start: [usize; 3], edge: usize, value: impl Fn(V3) -> f32) {
        let end = |axis: usize| (start[axis] + edge).min(self.size[axis]);
        for k in start[2]..end(2) {
            for j in start[1]..end(1) {
                for i in start[0]..end(0) {
                    let index = self.index([i, j, k]);
                    self.values[index] = value(self.at([i as f64, j as f64, k as f64]));
                }
            }
        }
    }

    /// Gives the layer behind the middle plane the values of the one before it.
    fn reflect(&mut self) {
        let layer = self.size[0] * self.size[1];
        self.values.copy_within(layer..2 * layer, 0);
    }

    fn net(&self, half: bool) -> Triangles {
        let mut out = Triangles::default();
        let mut vertex = vec![u32::MAX; self.values.len()];
        for k in 0..self.size[2] - 1 {
            for j in 0..self.size[1] - 1 {
                for i in 0..self.size[0] - 1 {
                    if let Some(mut point) = self.vertex([i, j, k]) {
                        if half && k == 0 {
                            point.2 = 0.0;
                        }
                        vertex[self.index([i, j, k])] = u32::try_from(out.points.len()).expect("a grid of millions");
                        out.points.push(point);
                    }
                }
            }
        }
        self.faces(&vertex, usize::from(half), &mut out);
        out
    }

    /// Middle of the crossings of a cell's edges.
    fn vertex(&self, cell: [usize; 3]) -> Option<V3> {
        let corner = |bits: usize| [0, 1, 2].map(|axis| cell[axis] + (bits >> axis & 1));
        let values: [f32; 8] = std::array::from_fn(|bits| self.values[self.index(corner(bits))]);
        let inside = values.iter().filter(|v| **v < 0.0).count();
        if inside == 0 || inside == 8 {
            return None;
        }
        let (mut sum, mut n) = (V3::default(), 0.0);
        for axis in 0..3 {
            for a in (0..8).filter(|bits| bits >> axis & 1 == 0) {
                let b = a | 1 << axis;
                if (values[a] < 0.0) != (values[b] < 0.0) {
                    let t = f64::from(values[a] / (values[a] - values[b]));
                    let p = corner(a).map(|c| c as f64);
                    let q = corner(b).map(|c| c as f64);
                    sum = sum + self.at([0, 1, 2].map(|x| p[x] + (q[x] - p[x]) * t));
                    n += 1.0;
                }
            }
        }
        Some(sum * (1.0 / n))
    }

    /// Two triangles around every edge of the grid that the surface crosses.
    fn faces(&self, vertex: &[u32], first: usize, out: &mut Triangles) {
        for k in first..self.size[2] - 1 {
            for j in 1..self.size[1] - 1 {
                for i in 1..self.size[0] - 1 {
                    for axis in 0..3 {
                        self.face([i, j, k], axis, vertex, out);
                    }
                }
            }
        }
    }

    fn face(&self, at: [usize; 3], axis: usize, vertex: &[u32], out: &mut Triangles) {
        if at[2] == 0 && axis != 2 {
            return;
        }
        let mut next = at;
        next[axis] += 1;
        let (a, b) = (self.values[self.index(at)], self.values[self.index(next)]);
        if (a < 0.0) == (b < 0.0) {
            return;
        }
        let (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
        let cell = |du: usize, dv: usize| {
            let mut c = at;
            c[u] -= du;
            c[v] -= dv;
            vertex[self.index(c)]
        };
        let mut quad = [cell(1, 1), cell(0, 1), cell(0, 0), cell(1, 0)];
        if a >= 0.0 {
            quad.reverse();
        }
        let length = |p: u32, q: u32| (out.points[p as usize] - out.points[q as usize]).norm();
        let [p, q, r, s] = quad;
        if length(p, r) <= length(q, s) {
            out.faces.extend([[p, q, r], [p, r, s]]);
        } else {
            out.faces.extend([[q, r, s], [q, s, p]]);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "distances of a grid need seven digits")]
fn narrow(x: f64) -> f32 {
    x as f32
}

#[cfg(test)]
pub mod tests {
    use std::collections::HashMap;

    use super::*;

    struct Ball;
    impl Distance for Ball {
        fn distance(&self, p: V3) -> f64 {
            p.norm() - 1.0
        }
        fn near(&self, _: V3, _: f64, _: f64) -> Self {
            Self
        }
    }

    /// Edges that don't have their other half.
    pub fn open_edges(faces: &[[u32; 3]]) -> Vec<(u32, u32)> {
        let mut balance: HashMap<(u32, u32), i32> = HashMap::new();
        for [a, b, c] in faces {
            for (p, q) in [(*a, *b), (*b, *c), (*c, *a)] {
                *balance.entry((p.min(q), p.max(q))).or_default() += if p < q { 1 } else { -1 };
            }
        }
        balance.into_iter().filter(|(_, n)| *n != 0).map(|(edge, _)| edge).collect()
    }

    /// Volume inside a closed mesh.
    pub fn volume(mesh: &Triangles) -> f64 {
        let p = |i: u32| mesh.points[i as usize];
        mesh.faces.iter().map(|&[a, b, c]| p(a).dot(p(b).cross(p(c))) / 6.0).sum()
    }

    #[test]
    fn a_ball_is_closed_round_and_faces_outwards() {
        let corner = V3(1.1, 1.1, 1.1);
        let ball = mesh(&Ball, -corner, corner, 0.07, false);
        assert!(open_edges(&ball.faces).is_empty());
        assert!(ball.points.iter().all(|p| (p.norm() - 1.0).abs() < 0.01));
        assert!((volume(&ball) - 4.0 / 3.0 * std::f64::consts::PI).abs() < 0.06);
    }

    #[test]
    fn half_a_ball_ends_in_the_middle_plane() {
        let corner = V3(1.1, 1.1, 1.1);
        let ball = mesh(&Ball, -corner, corner, 0.07, true);
        let border = open_edges(&ball.faces);
        assert!(!border.is_empty());
        assert!(border.iter().all(|(a, b)| ball.points[*a as usize].2 == 0.0 && ball.points[*b as usize].2 == 0.0));
        assert!((volume(&ball) - 2.0 / 3.0 * std::f64::consts::PI).abs() < 0.05);
    }
}
