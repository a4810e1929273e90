//! Fewer triangles for the same shape: edges are drawn together where that changes least.
//!
//! After Garland and Heckbert 1997, "Surface simplification using quadric error metrics".

#![expect(clippy::many_single_char_names, reason = "points and ends of edges")]

use std::{cmp::Ordering, collections::BinaryHeap};

use super::{nets::Triangles, quadric::Quadric};
use crate::vector::V3;

/// An edge that may be drawn together; the cheapest comes first.
struct Candidate {
    cost: f64,
    ends: [u32; 2],
    /// Versions of its ends when its cost was worked out.
    versions: [u32; 2],
    to: V3,
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Candidate {}
impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.total_cmp(&self.cost).then_with(|| other.ends.cmp(&self.ends))
    }
}

struct Work<'a> {
    points: Vec<V3>,
    faces: Vec<Option<[u32; 3]>>,
    /// Faces at each point; those that are gone are left in.
    around: Vec<Vec<u32>>,
    quadrics: Vec<Quadric>,
    versions: Vec<u32>,
    border: Vec<bool>,
    heap: BinaryHeap<Candidate>,
    left: usize,
    weight: &'a dyn Fn(V3) -> f64,
}

/// The mesh with about so many faces. A border has to lie in the plane z = 0 and stays there. `weight` says how much a change
/// at a place counts.
pub fn simplify(mesh: &Triangles, faces: usize, weight: &dyn Fn(V3) -> f64) -> Triangles {
    let mut work = Work::new(mesh, weight);
    while work.left > faces {
        let Some(candidate) = work.heap.pop() else { break };
        work.collapse(&candidate);
    }
    work.finish()
}

impl<'a> Work<'a> {
    fn new(mesh: &Triangles, weight: &'a dyn Fn(V3) -> f64) -> Self {
        let n = mesh.points.len();
        let mut around = vec![vec![]; n];
        for (f, face) in (0..).zip(&mesh.faces) {
            for c in face {
                around[*c as usize].push(f);
            }
        }
        let mut work = Self {
            points: mesh.points.clone(),
            faces: mesh.faces.iter().copied().map(Some).collect(),
            around,
            quadrics: vec![Quadric::default(); n],
            versions: vec![0; n],
            border: mesh.points.iter().map(|p| p.2 == 0.0).collect(),
            heap: BinaryHeap::new(),
            left: mesh.faces.len(),
            weight,
        };
        for face in &mesh.faces {
            let corners = face.map(|c| mesh.points[c as usize]);
            let normal = (corners[1] - corners[0]).cross(corners[2] - corners[0]);
            let area = normal.norm() / 2.0;
            let quadric = Quadric::of_plane(corners[0], normal.unit(), area * weight(corners[0]));
            for c in face {
                work.quadrics[*c as usize].add(&quadric);
            }
        }
        for face in &mesh.faces {
            for (a, b) in edges(*face) {
                if a < b || (work.border[a as usize] && work.border[b as usize]) {
                    work.push(a, b);
                }
            }
        }
        work
    }

    fn push(&mut self, a: u32, b: u32) {
        let [i, j] = [a as usize, b as usize];
        let mut sum = self.quadrics[i];
        sum.add(&self.quadrics[j]);
        let (p, q) = (self.points[i], self.points[j]);
        let to = match (self.border[i], self.border[j]) {
            (true, false) => p,
            (false, true) => q,
            (true, true) => V3(f64::midpoint(p.0, q.0), f64::midpoint(p.1, q.1), 0.0),
            _ => sum.lowest().filter(|o| (*o - p.lerp(q, 0.5)).norm() < (p - q).norm()).unwrap_or(p.lerp(q, 0.5)),
        };
        // A little for the length, so that flat places are thinned evenly.
        let cost = sum.at(to) + 1e-6 * (p - q).dot(p - q) * (self.weight)(to) * 1e-3;
        let versions = [self.versions[i], self.versions[j]];
        self.heap.push(Candidate { cost, ends: [a, b], versions, to });
    }

    fn live(&self, point: u32) -> impl Iterator<Item = (u32, [u32; 3])> + '_ {
        self.around[point as usize].iter().filter_map(|f| self.faces[*f as usize].map(|face| (*f, face)))
    }

    fn neighbours(&self, point: u32) -> Vec<u32> {
        let mut out: Vec<u32> = self.live(point).flat_map(|(_, face)| face).filter(|c| *c != point).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    fn collapse(&mut self, candidate: &Candidate) {
        let [a, b] = candidate.ends;
        let fresh = candidate.ends.iter().zip(candidate.versions).all(|(e, v)| self.versions[*e as usize] == v);
        if !fresh || !self.allowed(a, b, candidate.to) {
            return;
        }
        let moved: Vec<(u32, [u32; 3])> = self.live(b).collect();
        for (f, face) in moved {
            if face.contains(&a) {
                self.faces[f as usize] = None;
                self.left -= 1;
            } else {
                self.faces[f as usize] = Some(face.map(|c| if c == b { a } else { c }));
                self.around[a as usize].push(f);
            }
        }
        let kept: Vec<u32> = self.live(a).map(|(f, _)| f).collect();
        self.around[a as usize] = kept;
        self.around[b as usize].clear();
        let quadric = self.quadrics[b as usize];
        self.quadrics[a as usize].add(&quadric);
        self.points[a as usize] = candidate.to;
        self.border[a as usize] |= self.border[b as usize];
        self.versions[a as usize] += 1;
        self.versions[b as usize] += 1;
        for c in self.neighbours(a) {
            self.push(a.min(c), a.max(c));
        }
    }

    /// Would the mesh stay a surface, with no face turned over?
    fn allowed(&self, a: u32, b: u32, to: V3) -> bool {
        let (of_a, of_b) = (self.neighbours(a), self.neighbours(b));
        let shared = of_a.iter().filter(|c| of_b.binary_search(c).is_ok()).count();
        let faces = self.live(a).filter(|(_, face)| face.contains(&b)).count();
        let along_border = self.border[a as usize] && self.border[b as usize];
        // Two ends on the border have to be joined by an edge of it, which has one face.
        if shared != faces || faces != if along_border { 1 } else { 2 } {
            return false;
        }
        [(a, b), (b, a)].into_iter().all(|(own, other)| {
            self.live(own).filter(|(_, face)| !face.contains(&other)).all(|(_, face)| {
                let before = face.map(|c| self.points[c as usize]);
                let after = face.map(|c| if c == own { to } else { self.points[c as usize] });
                let (n, m) = (normal(before), normal(after));
                n.dot(m) > 0.3 * n.norm() * m.norm() && m.norm() > 1e-12
            })
        })
    }

    fn finish(self) -> Triangles {
        let mut new = vec![u32::MAX; self.points.len()];
        let mut out = Triangles::default();
        for face in self.faces.iter().flatten() {
            out.faces.push(face.map(|c| {
                let c = c as usize;
                if new[c] == u32::MAX {
                    new[c] = u32::try_from(out.points.len()).expect("fewer than there were");
                    out.points.push(self.points[c]);
                }
                new[c]
            }));
        }
        out
    }
}

fn edges([a, b, c]: [u32; 3]) -> [(u32, u32); 3] {
    [(a, b), (b, c), (c, a)]
}

fn normal([a, b, c]: [V3; 3]) -> V3 {
    (b - a).cross(c - a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solid::nets::{self, Distance, tests::open_edges};

    struct Egg;
    impl Distance for Egg {
        fn distance(&self, p: V3) -> f64 {
            V3(p.0, p.1 * 0.7, p.2).norm() - 1.0
        }
        fn near(&self, _: V3, _: f64, _: f64) -> Self {
            Self
        }
    }

    #[test]
    fn a_tenth_of_the_faces_is_still_the_same_closed_egg() {
        let corner = V3(1.2, 1.6, 1.2);
        let egg = nets::mesh(&Egg, -corner, corner, 0.08, false);
        let few = simplify(&egg, egg.faces.len() / 10, &|_| 1.0);
        assert!(few.faces.len() <= egg.faces.len() / 10);
        assert!(open_edges(&few.faces).is_empty());
        assert!(few.points.iter().all(|p| Egg.distance(*p).abs() < 0.03));
    }

    #[test]
    fn the_border_stays_in_its_plane() {
        let corner = V3(1.2, 1.6, 1.2);
        let egg = nets::mesh(&Egg, -corner, corner, 0.08, true);
        let few = simplify(&egg, egg.faces.len() / 8, &|_| 1.0);
        assert!(
            open_edges(&few.faces)
                .iter()
                .all(|(a, b)| { few.points[*a as usize].2 == 0.0 && few.points[*b as usize].2 == 0.0 })
        );
    }
}
