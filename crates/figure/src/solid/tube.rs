//! Tubes along lines, always made of the same points in the same order: muscles and ribs.

use super::nets::Triangles;
use crate::vector::V3;

/// Points around a ring.
pub const SIDES: usize = 6;

/// A tube's points and normals: the tip, ring after ring, the other tip.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tube {
    /// Points.
    pub points: Vec<V3>,
    /// Outward directions.
    pub normals: Vec<V3>,
}

/// A tube of these radii along these points, of which there are at least two; its first ring begins towards `aside`.
pub fn tube(line: &[V3], radii: &[f64], aside: V3) -> Tube {
    let n = line.len();
    let along = |i: usize| (line[(i + 1).min(n - 1)] - line[i.saturating_sub(1)]).unit();
    let mut out = Tube { points: vec![line[0]], normals: vec![-along(0)] };
    let mut side = aside;
    for i in 0..n {
        let axis = along(i);
        // The ring doesn't turn about the line from one place to the next.
        side = (side - axis * side.dot(axis)).unit();
        let other = axis.cross(side);
        let slope = (radii[(i + 1).min(n - 1)] - radii[i.saturating_sub(1)])
            / (line[(i + 1).min(n - 1)] - line[i.saturating_sub(1)]).norm().max(1e-9);
        for k in 0..SIDES {
            let (s, c) = (k as f64 * std::f64::consts::TAU / SIDES as f64).sin_cos();
            let outward = side * c + other * s;
            out.points.push(line[i] + outward * radii[i]);
            out.normals.push((outward - axis * slope).unit());
        }
    }
    out.points.push(line[n - 1]);
    out.normals.push(along(n - 1));
    out
}

/// Faces of a tube with so many rings.
pub fn faces(rings: usize) -> Vec<[u32; 3]> {
    let at = |ring: usize, k: usize| u32::try_from(1 + ring * SIDES + k % SIDES).expect("a few points");
    let last = u32::try_from(1 + rings * SIDES).expect("a few points");
    let mut out = vec![];
    for k in 0..SIDES {
        out.push([0, at(0, k + 1), at(0, k)]);
        for ring in 0..rings - 1 {
            let [a, b, c, d] = [at(ring, k), at(ring, k + 1), at(ring + 1, k), at(ring + 1, k + 1)];
            out.extend([[a, b, c], [b, d, c]]);
        }
        out.push([last, at(rings - 1, k), at(rings - 1, k + 1)]);
    }
    out
}

/// A tube as a mesh of its own.
pub fn solid(line: &[V3], radii: &[f64], aside: V3) -> (Triangles, Vec<V3>) {
    let tube = tube(line, radii, aside);
    (Triangles { points: tube.points, faces: faces(line.len()) }, tube.normals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solid::nets::tests::{open_edges, volume};

    #[test]
    fn a_tube_is_closed_and_holds_nearly_its_volume() {
        let line: Vec<V3> = (0..8).map(|i| V3(0.0, f64::from(i), f64::from(i * i) * 0.02)).collect();
        let (mesh, normals) = solid(&line, &[0.5; 8], V3(1.0, 0.0, 0.0));
        assert!(open_edges(&mesh.faces).is_empty());
        let hexagon = 0.5 * 0.5 * 3.0 * 3_f64.sqrt() / 2.0;
        assert!((volume(&mesh) / (hexagon * 7.0) - 1.0).abs() < 0.1, "{}", volume(&mesh));
        assert!(normals.iter().all(|n| (n.norm() - 1.0).abs() < 1e-9));
    }
}
