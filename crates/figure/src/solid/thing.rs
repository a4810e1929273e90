//! Props as meshes. Shares of stature, in the prop's own frame: its place is the middle of its lower face.

use care::content::pose::Prop;

use super::{
    blob::{Blob, Chunk},
    nets::Triangles,
};
use crate::{
    props::{Form, Material, solids},
    vector::V3,
};

/// A piece of one material.
pub struct Piece {
    /// What it is made of.
    pub material: Material,
    /// Its surface.
    pub mesh: Triangles,
    /// Outward directions.
    pub normals: Vec<V3>,
}

/// The pieces of a prop, one of each material.
pub fn pieces(prop: &Prop) -> Vec<Piece> {
    let own = Prop { place: [0.0; 3], turn: 0.0, ..prop.clone() };
    let mut out: Vec<Piece> = vec![];
    for solid in solids(&own) {
        let (mesh, normals) = form(solid.form, solid.middle);
        match out.iter_mut().find(|piece| piece.material == solid.material) {
            Some(piece) => piece.add(&mesh, &normals),
            None => out.push(Piece { material: solid.material, mesh, normals }),
        }
    }
    out
}

impl Piece {
    fn add(&mut self, mesh: &Triangles, normals: &[V3]) {
        let first = u32::try_from(self.mesh.points.len()).expect("a few boards");
        self.mesh.points.extend_from_slice(&mesh.points);
        self.mesh.faces.extend(mesh.faces.iter().map(|face| face.map(|corner| corner + first)));
        self.normals.extend_from_slice(normals);
    }
}

fn form(form: Form, middle: V3) -> (Triangles, Vec<V3>) {
    match form {
        Form::Block { half, round } if round > 0.0 => soft(middle, half, round),
        Form::Block { half, .. } => flat(&sides(middle, half)),
        Form::Sphere { radius } => soft(middle, V3(radius, radius, radius), radius),
        Form::Wedge { half } => flat(&slope(middle, half)),
    }
}

fn soft(middle: V3, half: V3, round: f64) -> (Triangles, Vec<V3>) {
    let mut blob = Blob::of_chains(&[], 0.0);
    blob.chunks.push(Chunk { middle, half, round });
    // Fine enough for the rounding, coarse enough for what is long.
    let step = (round / 4.0).max(half.0.max(half.1).max(half.2) / 50.0);
    blob.mesh(step, 250, true)
}

/// The corner of a box on these sides of its middle.
fn corner(middle: V3, half: V3, [x, y, z]: [f64; 3]) -> V3 {
    middle + half.scaled(V3(x, y, z))
}

/// The six faces of a box, counterclockwise from outside.
fn sides(middle: V3, half: V3) -> Vec<Vec<V3>> {
    let at = |i: usize| corner(middle, half, [0, 1, 2].map(|k| if i >> k & 1 == 1 { 1.0 } else { -1.0 }));
    [[1, 3, 7, 5], [0, 4, 6, 2], [4, 5, 7, 6], [0, 2, 3, 1], [2, 6, 7, 3], [0, 1, 5, 4]]
        .iter()
        .map(|face| face.iter().map(|i| at(*i)).collect())
        .collect()
}

/// The five faces of a wedge that rises backwards.
fn slope(middle: V3, half: V3) -> Vec<Vec<V3>> {
    let at = |x: f64, y: f64, z: f64| corner(middle, half, [x, y, z]);
    let [front_l, front_r] = [at(1.0, -1.0, -1.0), at(1.0, -1.0, 1.0)];
    let [back_l, back_r] = [at(-1.0, -1.0, -1.0), at(-1.0, -1.0, 1.0)];
    let [top_l, top_r] = [at(-1.0, 1.0, -1.0), at(-1.0, 1.0, 1.0)];
    vec![
        vec![front_l, top_l, top_r, front_r],
        vec![top_r, top_l, back_l, back_r],
        vec![front_r, back_r, back_l, front_l],
        vec![top_r, back_r, front_r],
        vec![back_l, top_l, front_l],
    ]
}

/// Flat faces with sharp edges.
fn flat(faces: &[Vec<V3>]) -> (Triangles, Vec<V3>) {
    let (mut mesh, mut normals) = (Triangles::default(), vec![]);
    for face in faces {
        let first = u32::try_from(mesh.points.len()).expect("a few faces");
        let normal = (face[1] - face[0]).cross(face[2] - face[0]).unit();
        mesh.points.extend_from_slice(face);
        normals.extend(face.iter().map(|_| normal));
        mesh.faces.extend((1..).take(face.len() - 2).map(|k| [first, first + k, first + k + 1]));
    }
    (mesh, normals)
}

#[cfg(test)]
mod tests {
    use care::content::pose::poses;

    use super::*;
    use crate::solid::nets::tests::volume;

    #[test]
    fn every_prop_faces_outwards_and_has_a_normal_for_each_point() {
        for prop in poses().values().flat_map(|pose| &pose.props) {
            for piece in pieces(prop) {
                assert!(volume(&piece.mesh) > 0.0, "{:?}", prop.kind);
                assert_eq!(piece.mesh.points.len(), piece.normals.len());
                let outward = |face: &[u32; 3]| {
                    let [a, b, c] = face.map(|i| piece.mesh.points[i as usize]);
                    (b - a).cross(c - a).dot(piece.normals[face[0] as usize]) > 0.0
                };
                let faces = &piece.mesh.faces;
                assert!(faces.iter().filter(|f| outward(f)).count() * 50 > faces.len() * 49, "{:?}", prop.kind);
            }
        }
    }
}
