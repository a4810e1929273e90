//! Bones, each a closed mesh in the frame of the node that carries it. Shares of stature.

use super::{
    blob::{Blob, Chunk},
    nets::Triangles,
    rig::{self, Limb, PELVIS, THORAX},
    tube,
    turn::inverse,
};
use crate::{
    bones,
    build::Build,
    skeleton::{Frame, Half, Segment, Skeleton},
    vector::V3,
};

/// A bone.
#[derive(Clone, Debug)]
pub struct Bone {
    /// Its name, e.g. `bone_femur_r`.
    pub name: String,
    /// The node that carries it.
    pub node: usize,
    /// Its surface in the node's frame.
    pub mesh: Triangles,
    /// Outward directions.
    pub normals: Vec<V3>,
}

type Ball = ([f64; 3], f64);

/// Shin bone: plateau, shaft, ankle.
const TIBIA: &[Ball] = &[
    ([-0.0028, -0.016, 0.000], 0.0150),
    ([0.0024, -0.036, 0.000], 0.0095),
    ([-0.0006, -0.110, 0.000], 0.0070),
    ([-0.0082, -0.200, -0.001], 0.0065),
    ([-0.0105, -0.233, -0.002], 0.0090),
];
const FIBULA: &[Ball] = &[
    ([-0.0105, -0.026, 0.013], 0.0045),
    ([-0.0130, -0.120, 0.010], 0.0032),
    ([-0.0130, -0.200, 0.006], 0.0030),
    ([-0.0125, -0.232, 0.004], 0.0034),
];
/// What joins the wings of the pelvis: behind to the sacrum, in front to each other.
const JOINED: [&[Ball]; 2] = [
    &[([-0.022, 0.058, 0.000], 0.0125), ([-0.038, 0.058, 0.032], 0.0095)],
    &[([0.023, -0.013, 0.000], 0.0070), ([0.024, -0.012, 0.014], 0.0065)],
];
/// The spine of the chest, and the breastbone.
const CHEST: [&[Ball]; 2] = [
    &[
        ([0.0033, 0.008, 0.000], 0.0115),
        ([-0.0127, 0.040, 0.000], 0.0105),
        ([-0.0207, 0.085, 0.000], 0.0100),
        ([-0.0187, 0.130, 0.000], 0.0095),
        ([-0.0107, 0.170, 0.000], 0.0085),
    ],
    &[([0.0653, 0.058, 0.000], 0.0045), ([0.0613, 0.085, 0.000], 0.0065), ([0.0533, 0.112, 0.000], 0.0080)],
];
/// Half sizes of the body of a vertebra; its processes on the right and behind, from its middle.
const VERTEBRA: V3 = V3(0.0115, 0.0068, 0.0150);
const SPINOUS: &[Ball] = &[([-0.013, 0.0000, 0.000], 0.0060), ([-0.029, -0.0045, 0.000], 0.0040)];
const TRANSVERSE: &[Ball] = &[([-0.013, 0.0010, 0.006], 0.0050), ([-0.018, 0.0020, 0.026], 0.0030)];

/// All bones of a body.
pub fn bones(build: &Build, rest: &Skeleton) -> Vec<Bone> {
    let mut out = vec![pelvis(rest), ribs(rest)];
    out.extend((0..5).map(|level| vertebra(level, build.joints.lumbar[level + 1] * 0.5)));
    let femur = bones::femur(rest, Half::Right);
    let femur = local(&femur, rest.frame(Segment::Femur, Half::Right));
    let shank = [TIBIA, FIBULA].map(|chain| {
        let long = build.shank / 0.243;
        chain.iter().map(|&([x, y, z], r)| (V3(x, y * long, z), r)).collect()
    });
    let femur = Blob::of_chains(&femur, 0.006).mesh(0.0042, 420, false);
    let shank = Blob::of_chains(&shank, 0.004).mesh(0.0040, 420, false);
    for half in Half::BOTH {
        out.push(limb("bone_femur", Limb::Femur, &femur, half));
        out.push(limb("bone_tibia", Limb::Tibia, &shank, half));
    }
    out
}

fn placed(chain: &[Ball]) -> Vec<(V3, f64)> {
    chain.iter().map(|&([x, y, z], r)| (V3(x, y, z), r)).collect()
}

fn local(chains: &[Vec<(V3, f64)>], frame: &Frame) -> Vec<Vec<(V3, f64)>> {
    let back = inverse(frame.r);
    chains.iter().map(|c| c.iter().map(|(p, r)| (back.turn(*p - frame.o), *r)).collect()).collect()
}

fn limb(name: &str, node: Limb, (mesh, normals): &(Triangles, Vec<V3>), half: Half) -> Bone {
    let right = half == Half::Right;
    let name = format!("{name}_{}", if right { "r" } else { "l" });
    let (mesh, normals) = if right { (mesh.clone(), normals.clone()) } else { mirrored(mesh, normals) };
    Bone { name, node: rig::limb(node, half), mesh, normals }
}

fn mirrored(mesh: &Triangles, normals: &[V3]) -> (Triangles, Vec<V3>) {
    let faces = mesh.faces.iter().map(|[a, b, c]| [*c, *b, *a]).collect();
    let points = mesh.points.iter().map(|p| p.mirrored()).collect();
    (Triangles { points, faces }, normals.iter().map(|n| n.mirrored()).collect())
}

fn pelvis(rest: &Skeleton) -> Bone {
    let mut chains = bones::wing(rest, Half::Right);
    chains.extend(bones::sacrum(rest));
    let mut chains = local(&chains, rest.frame(Segment::Pelvis, Half::Right));
    chains.extend(JOINED.map(placed));
    let (mesh, normals) = Blob::of_chains(&chains, 0.010).mesh(0.0045, 700, true);
    Bone { name: "bone_pelvis".to_owned(), node: PELVIS, mesh, normals }
}

/// The vertebra of a level, L5 first, with its middle at `middle`.
fn vertebra(level: usize, middle: V3) -> Bone {
    let from_middle = |chain| placed(chain).into_iter().map(|(at, r)| (at + middle, r)).collect();
    let chains: [Vec<(V3, f64)>; 2] = [SPINOUS, TRANSVERSE].map(from_middle);
    let mut blob = Blob::of_chains(&chains, 0.004);
    blob.chunks.push(Chunk { middle, half: VERTEBRA, round: 0.005 });
    let (mesh, normals) = blob.mesh(0.0030, 180, true);
    Bone { name: format!("bone_lumbar{}", 5 - level), node: PELVIS + 1 + level, mesh, normals }
}

fn ribs(rest: &Skeleton) -> Bone {
    let frame = rest.frame(Segment::Torso, Half::Right);
    let back = inverse(frame.r);
    let (mut mesh, mut normals) = Blob::of_chains(&CHEST.map(placed), 0.002).mesh(0.0045, 160, true);
    for half in Half::BOTH {
        for line in bones::ribs(rest, half) {
            let line: Vec<V3> = line.iter().map(|p| back.turn(*p - frame.o)).collect();
            let (rib, out) = tube::solid(&line, &vec![0.0028; line.len()], V3(0.0, 1.0, 0.0));
            let first = u32::try_from(mesh.points.len()).expect("a few hundred points");
            mesh.points.extend(rib.points);
            mesh.faces.extend(rib.faces.iter().map(|f| f.map(|c| c + first)));
            normals.extend(out);
        }
    }
    Bone { name: "bone_ribs".to_owned(), node: THORAX, mesh, normals }
}

#[cfg(test)]
mod tests {
    use care::entry::Sex;

    use super::*;
    use crate::solid::{nets::Distance, shape::Shape};

    #[test]
    fn bones_lie_inside_the_body() {
        let mut outside = vec![];
        for (height_cm, sex) in [(150.0, Sex::Female), (170.0, Sex::Unsaid), (195.0, Sex::Male)] {
            let build = crate::own::body(height_cm, sex).build;
            let rest = rig::rest(&build);
            let shape = Shape::new(&build, &rest, 0.0);
            let frames = rig::frames(&rest, &rest);
            for bone in bones(&build, &rest) {
                let places = bone.mesh.points.iter().map(|p| frames[bone.node].at(*p));
                let right = places.filter(|p| p.2 >= 0.0);
                let worst = right.map(|p| (shape.distance(p), p)).max_by(|a, b| a.0.total_cmp(&b.0));
                outside.extend(worst.filter(|w| w.0 > -0.001).map(|w| (height_cm, bone.name, w)));
            }
        }
        assert!(outside.is_empty(), "{outside:?}");
    }
}
