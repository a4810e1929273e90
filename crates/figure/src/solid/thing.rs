//! Props as solids: boards, posts and cushions. Shares of stature, in the prop's own frame: its place is the middle of its lower face.

use care::content::pose::{Prop, PropKind};

use super::{
    blob::{Blob, Chunk},
    nets::Triangles,
};
use crate::{
    surface::{BACKREST, BOARD},
    vector::V3,
};

/// A piece of one material.
pub struct Piece {
    /// Name of its material.
    pub material: &'static str,
    /// Its surface.
    pub mesh: Triangles,
    /// Outward directions.
    pub normals: Vec<V3>,
}

/// A box: lowest and highest corner.
type Bar = ([f64; 3], [f64; 3]);

/// The pieces of a prop.
pub fn pieces(prop: &Prop) -> Vec<Piece> {
    let [l, h, w] = prop.size;
    let (x, z) = (l / 2.0, w / 2.0);
    let bars = |material, bars: &[Bar]| vec![boxes(material, bars)];
    match prop.kind {
        PropKind::Mat => bars("mat", &[([-x, -0.004, -z], [x, 0.0, z])]),
        PropKind::Bed => {
            let frame = boxes("wood", &[([-x, 0.0, -z], [x, h * 0.45, z])]);
            vec![frame, soft("linen", V3(0.0, h * 0.725, 0.0), V3(x, h * 0.275, z), 0.012)]
        }
        PropKind::Block => bars("wood", &[([-x, 0.0, -z], [x, h, z])]),
        PropKind::Table => bars("wood", &with_legs(x, h, z, 0.016)),
        PropKind::Chair => bars("wood", &chair(x, h, z)),
        PropKind::Wall => bars("wall", &[([-0.012, 0.0, -z], [0.0, h, z])]),
        PropKind::Wedge => vec![wedge(x, h, z)],
        PropKind::Bolster => vec![cushion("bolster", x, h, z)],
        PropKind::Cushion => vec![cushion("cushion", x, h, z)],
        PropKind::Ball => vec![cushion("ball", x, h, z)],
    }
}

fn cushion(material: &'static str, x: f64, h: f64, z: f64) -> Piece {
    soft(material, V3(0.0, h / 2.0, 0.0), V3(x, h / 2.0, z), (h / 2.0).min(x).min(z))
}

fn soft(material: &'static str, middle: V3, half: V3, round: f64) -> Piece {
    let mut blob = Blob::of_chains(&[], 0.0);
    blob.chunks.push(Chunk { middle, half, round });
    // Fine enough for the rounding, coarse enough for a bed.
    let step = (round / 4.0).max(half.0.max(half.1).max(half.2) / 60.0);
    let (mesh, normals) = blob.mesh(step, 250, true);
    Piece { material, mesh, normals }
}

fn with_legs(x: f64, h: f64, z: f64, thick: f64) -> Vec<Bar> {
    let mut out = vec![([-x, h - BOARD, -z], [x, h, z])];
    let ends = |c: f64, sign: f64| if sign < 0.0 { (-c, -c + 2.0 * thick) } else { (c - 2.0 * thick, c) };
    for (sx, sz) in [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)] {
        let ((x0, x1), (z0, z1)) = (ends(x, sx), ends(z, sz));
        out.push(([x0, 0.0, z0], [x1, h - BOARD, z1]));
    }
    out
}

fn chair(x: f64, h: f64, z: f64) -> Vec<Bar> {
    let post = 0.011;
    let top = h * (1.0 + BACKREST);
    let mut out = with_legs(x, h, z, post);
    out.extend([
        ([-x - post, h, -z], [-x + post, top, -z + 2.0 * post]),
        ([-x - post, h, z - 2.0 * post], [-x + post, top, z]),
        ([-x - post * 0.6, top - h * 0.34, -z + 2.0 * post], [-x + post * 0.6, top, z - 2.0 * post]),
    ]);
    out
}

fn wedge(x: f64, h: f64, z: f64) -> Piece {
    let at = |a: f64, b: f64, c: f64| V3(a * x, b * h, c * z);
    let [front_l, front_r] = [at(1.0, 0.0, -1.0), at(1.0, 0.0, 1.0)];
    let [back_l, back_r] = [at(-1.0, 0.0, -1.0), at(-1.0, 0.0, 1.0)];
    let [top_l, top_r] = [at(-1.0, 1.0, -1.0), at(-1.0, 1.0, 1.0)];
    flat(
        "cushion",
        &[
            &[front_l, top_l, top_r, front_r][..],
            &[top_r, top_l, back_l, back_r],
            &[front_r, back_r, back_l, front_l],
            &[top_r, back_r, front_r],
            &[back_l, top_l, front_l],
        ],
    )
}

fn boxes(material: &'static str, bars: &[Bar]) -> Piece {
    let faces: Vec<[V3; 4]> = bars.iter().flat_map(|(low, high)| sides(*low, *high)).collect();
    flat(material, &faces.iter().map(|f| &f[..]).collect::<Vec<_>>())
}

/// The six faces of a box, counterclockwise from outside.
fn sides(low: [f64; 3], high: [f64; 3]) -> Vec<[V3; 4]> {
    let corner = |i: usize| {
        let pick = |k: usize| if i >> k & 1 == 1 { high[k] } else { low[k] };
        V3(pick(0), pick(1), pick(2))
    };
    [[1, 3, 7, 5], [0, 4, 6, 2], [4, 5, 7, 6], [0, 2, 3, 1], [2, 6, 7, 3], [0, 1, 5, 4]]
        .map(|face| face.map(corner))
        .to_vec()
}

/// Flat faces with sharp edges.
fn flat(material: &'static str, faces: &[&[V3]]) -> Piece {
    let (mut mesh, mut normals) = (Triangles::default(), vec![]);
    for face in faces {
        let first = u32::try_from(mesh.points.len()).expect("a few faces");
        let normal = (face[1] - face[0]).cross(face[2] - face[0]).unit();
        mesh.points.extend_from_slice(face);
        normals.extend(face.iter().map(|_| normal));
        (1..).take(face.len() - 2).for_each(|k| mesh.faces.push([first, first + k, first + k + 1]));
    }
    Piece { material, mesh, normals }
}

#[cfg(test)]
mod tests {
    use care::content::pose::poses;

    use super::*;
    use crate::solid::nets::tests::volume;

    #[test]
    fn every_prop_is_a_solid_within_its_size() {
        let props = poses().values().flat_map(|pose| &pose.props);
        for prop in props {
            let pieces = pieces(prop);
            assert!(!pieces.is_empty());
            for piece in pieces {
                assert!(volume(&piece.mesh) > 0.0, "{:?} faces inwards", prop.kind);
                assert_eq!(piece.mesh.points.len(), piece.normals.len());
                let [l, h, w] = prop.size;
                let high = if prop.kind == PropKind::Chair { h * (1.0 + BACKREST) } else { h };
                for p in &piece.mesh.points {
                    assert!(
                        p.0.abs() < l / 2.0 + 0.03 && p.1 < high + 0.01 && p.2.abs() < w / 2.0 + 0.01,
                        "{:?}",
                        prop.kind
                    );
                }
            }
        }
    }
}
