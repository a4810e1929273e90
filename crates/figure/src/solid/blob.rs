//! Small solids of chains and rounded boxes, meshed.

use super::{
    cone::{Chain, Union, higher, lower, soft_min},
    nets::{self, Distance, Triangles},
    simplify::simplify,
};
use crate::vector::V3;

/// A box with rounded edges.
#[derive(Clone, Copy, Debug)]
pub struct Chunk {
    /// Its middle.
    pub middle: V3,
    /// Half its sizes.
    pub half: V3,
    /// Radius of its edges, at most the smallest half size.
    pub round: f64,
}

impl Chunk {
    fn distance(&self, p: V3) -> f64 {
        let d = p - self.middle;
        let q = V3(d.0.abs(), d.1.abs(), d.2.abs()) - self.half + V3(self.round, self.round, self.round);
        V3(q.0.max(0.0), q.1.max(0.0), q.2.max(0.0)).norm() + q.0.max(q.1).max(q.2).min(0.0) - self.round
    }
}

/// Chains and boxes joined into one.
#[derive(Clone, Debug)]
pub struct Blob {
    chains: Union,
    /// Boxes.
    pub chunks: Vec<Chunk>,
    blend: f64,
}

impl Blob {
    /// One of chains of balls, rounded into each other over `blend`.
    pub fn of_chains(chains: &[Vec<(V3, f64)>], blend: f64) -> Self {
        Self { chains: Union(chains.iter().map(|c| Chain::new(c, blend)).collect()), chunks: vec![], blend }
    }

    /// Its surface with about so many faces (of one half when `half`, which adds the mirror image), and the normals.
    pub fn mesh(&self, step: f64, faces: usize, half: bool) -> (Triangles, Vec<V3>) {
        let boxes = self.chains.0.iter().map(Chain::bounds);
        let boxes = boxes.chain(self.chunks.iter().map(|c| (c.middle - c.half, c.middle + c.half)));
        let (low, high) = boxes.reduce(|a, b| (lower(a.0, b.0), higher(a.1, b.1))).unwrap_or_default();
        let room = V3(1.0, 1.0, 1.0) * (self.blend + 2.0 * step);
        let mut mesh = simplify(&nets::mesh(self, low - room, high + room, step, half), faces, &|_| 1.0);
        let mut normals: Vec<V3> = mesh.points.iter().map(|p| self.normal(*p, half)).collect();
        if half {
            whole(&mut mesh, &mut normals);
        }
        (mesh, normals)
    }

    fn normal(&self, p: V3, half: bool) -> V3 {
        let corners = [V3(1.0, -1.0, -1.0), V3(-1.0, -1.0, 1.0), V3(-1.0, 1.0, -1.0), V3(1.0, 1.0, 1.0)];
        let out = corners.into_iter().fold(V3::default(), |sum, c| sum + c * self.distance(p + c * 1e-4));
        if half && p.2 == 0.0 { V3(out.0, out.1, 0.0).unit() } else { out.unit() }
    }
}

impl Distance for Blob {
    fn distance(&self, p: V3) -> f64 {
        self.chunks.iter().fold(self.chains.distance(p), |sum, c| soft_min(sum, c.distance(p), self.blend))
    }

    fn near(&self, _: V3, _: f64, _: f64) -> Self {
        self.clone()
    }
}

/// Adds the mirror image of a half whose border lies in the middle plane.
fn whole(mesh: &mut Triangles, normals: &mut Vec<V3>) {
    let mut other = vec![];
    for i in 0..mesh.points.len() {
        let middle = mesh.points[i].2 == 0.0;
        other.push(u32::try_from(if middle { i } else { mesh.points.len() }).expect("a few points"));
        if !middle {
            mesh.points.push(mesh.points[i].mirrored());
            normals.push(normals[i].mirrored());
        }
    }
    let mirrored: Vec<[u32; 3]> = mesh.faces.iter().map(|[a, b, c]| [*c, *b, *a].map(|k| other[k as usize])).collect();
    mesh.faces.extend(mirrored);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solid::nets::tests::{open_edges, volume};

    #[test]
    fn half_a_box_is_completed_to_a_closed_whole() {
        let mut blob = Blob::of_chains(&[], 0.0);
        blob.chunks.push(Chunk { middle: V3::default(), half: V3(0.5, 0.4, 0.3), round: 0.05 });
        let (mesh, normals) = blob.mesh(0.03, 300, true);
        assert!(open_edges(&mesh.faces).is_empty());
        assert_eq!(mesh.points.len(), normals.len());
        assert!((volume(&mesh) / 0.48 - 1.0).abs() < 0.05, "{}", volume(&mesh));
    }
}
