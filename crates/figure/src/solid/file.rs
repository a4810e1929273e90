//! The body as a glTF file: nodes, skin, bones and things.

use care::{content::pose::Prop, entry::Side};
use serde_json::{Value, json};

use super::{
    Solid,
    glb::{Glb, whole_shares},
    nets::Triangles,
    paint,
    rig::{self, NODES},
    strand, thing,
    tube::{self, Tube},
    turn::{inverse, quaternion, within},
};
use crate::{
    groups::Group,
    muscles::Strand,
    skeleton::{Frame, Half, Skeleton},
    vector::{Rot, V3},
};

/// A file in the making, with the numbers of what later parts refer to.
pub struct File {
    /// The file.
    pub glb: Glb,
    /// Metres of one stature.
    pub height: f64,
    /// The node with the skin.
    pub skin: usize,
    roots: Vec<usize>,
    /// The node above all muscles.
    muscles: Option<usize>,
    /// Faces of tubes by their rings.
    tubes: Vec<(usize, usize)>,
}

/// Place and turn of each node in its parent. Unit of the skeleton.
pub fn local(skeleton: &Skeleton, rest: &Skeleton) -> Vec<Frame> {
    let frames = rig::frames(skeleton, rest);
    (0..NODES).map(|n| rig::parent(n).map_or(frames[n], |p| within(&frames[p], &frames[n]))).collect()
}

impl File {
    /// A body in a posture.
    pub fn new(solid: &Solid, posture: &Skeleton) -> Self {
        let mut glb = Glb::default();
        let height = solid.build.height_m;
        for (name, frame) in rig::node_names().into_iter().zip(local(posture, &solid.rest)) {
            let at = [frame.o.0, frame.o.1, frame.o.2].map(|x| tidy(x * height));
            let turn = quaternion(frame.r).map(tidy);
            glb.add("nodes", json!({"name": name, "translation": at, "rotation": turn}));
        }
        let mut file = Self { glb, height, skin: 0, roots: vec![rig::PELVIS], muscles: None, tubes: vec![] };
        (1..NODES).for_each(|n| file.adopt(rig::parent(n).unwrap_or(rig::PELVIS), n));
        file.dress(solid);
        for bone in &solid.bones {
            let mesh = file.mesh(&bone.name, &bone.mesh, &bone.normals, "bone");
            let node = file.glb.add("nodes", json!({"name": bone.name, "mesh": mesh}));
            file.adopt(bone.node, node);
        }
        file
    }

    /// Puts a node under another.
    pub fn adopt(&mut self, parent: usize, child: usize) {
        let parent = self.glb.item("nodes", parent);
        match parent.get_mut("children").and_then(Value::as_array_mut) {
            Some(children) => children.push(json!(child)),
            None => parent["children"] = json!([child]),
        }
    }

    /// Puts a node into the scene by itself.
    pub fn stand(&mut self, node: usize) {
        self.roots.push(node);
    }

    /// A mesh of one material; its points in stature units.
    pub fn mesh(&mut self, name: &str, mesh: &Triangles, normals: &[V3], material: &str) -> usize {
        let attributes = self.attributes(&mesh.points, normals);
        let faces = self.glb.faces(&mesh.faces, mesh.points.len());
        let material = paint::number(&mut self.glb, material);
        let primitive = json!({"attributes": attributes, "indices": faces, "material": material});
        self.glb.add("meshes", json!({"name": name, "primitives": [primitive]}))
    }

    fn attributes(&mut self, points: &[V3], normals: &[V3]) -> Value {
        let points: Vec<V3> = points.iter().map(|p| *p * self.height).collect();
        json!({"POSITION": self.glb.positions(&points), "NORMAL": self.glb.normals(normals)})
    }

    fn dress(&mut self, solid: &Solid) {
        let skin = &solid.skin;
        let mut attributes = self.attributes(&skin.points, &skin.normals);
        let byte = |node: usize| u8::try_from(node).expect("fewer nodes than that");
        let shares: Vec<[u8; 4]> = skin.carriers.iter().map(|c| whole_shares(c.map(|s| s.1))).collect();
        let joints: Vec<[u8; 4]> = skin
            .carriers
            .iter()
            .zip(&shares)
            // The format wants 0 for a node without a share.
            .map(|(c, s)| std::array::from_fn(|i| if s[i] == 0 { 0 } else { byte(c[i].0) }))
            .collect();
        attributes["JOINTS_0"] = json!(self.glb.joints(&joints));
        attributes["WEIGHTS_0"] = json!(self.glb.weights(&shares));
        let breath: Vec<V3> = skin.breath.iter().map(|b| *b * self.height).collect();
        let target = json!({"POSITION": self.glb.sparse_shifts(&breath)});
        let primitives: Vec<Value> = skin
            .faces
            .iter()
            .filter(|(_, faces)| !faces.is_empty())
            .map(|(cloth, faces)| {
                let corners = self.glb.faces(faces, skin.points.len());
                let material = paint::number(&mut self.glb, cloth.name());
                json!({"attributes": attributes, "indices": corners, "material": material, "targets": [target]})
            })
            .collect();
        let extras = json!({"targetNames": ["breath"]});
        let mesh = self
            .glb
            .add("meshes", json!({"name": "skin", "primitives": primitives, "weights": [0.0], "extras": extras}));
        let bind = self.bind(&solid.rest);
        let number = self.glb.add("skins", bind);
        self.skin = self.glb.add("nodes", json!({"name": "skin", "mesh": mesh, "skin": number}));
        self.stand(self.skin);
    }

    fn bind(&mut self, rest: &Skeleton) -> Value {
        let back: Vec<Frame> = rig::frames(rest, rest)
            .iter()
            .map(|f| {
                let r = inverse(f.r);
                Frame { o: -r.turn(f.o * self.height), r }
            })
            .collect();
        let joints: Vec<usize> = (0..NODES).collect();
        json!({"joints": joints, "skeleton": rig::PELVIS, "inverseBindMatrices": self.glb.matrices(&back)})
    }

    /// A muscle that lies in the first of these shapes; gives its node. `strain` in percent of the optimal fiber length, over the
    /// moments of the clip or one number.
    pub fn muscle(&mut self, strand: &Strand, shapes: &[Tube], strain: &Value) -> usize {
        let rest = &shapes[0];
        let attributes =
            json!({"POSITION": self.glb.positions(&rest.points), "NORMAL": self.glb.normals(&rest.normals)});
        let shifts = |from: &[V3], to: &[V3]| from.iter().zip(to).map(|(a, b)| *b - *a).collect::<Vec<V3>>();
        let others: Vec<(Vec<V3>, Vec<V3>)> =
            shapes[1..].iter().map(|s| (shifts(&rest.points, &s.points), shifts(&rest.normals, &s.normals))).collect();
        let faces = self.tube(strand::rings(strand.group), rest.points.len());
        let material = paint::number(&mut self.glb, if strand.group == Group::Psoas { "psoas" } else { "muscle" });
        let mut primitive = json!({"attributes": attributes, "indices": faces, "material": material});
        let mut mesh = json!({"name": strand.name});
        if !others.is_empty() {
            let targets = self.glb.shapes(&others).into_iter();
            primitive["targets"] = targets.map(|[p, n]| json!({"POSITION": p, "NORMAL": n})).collect();
            mesh["weights"] = json!(vec![0; others.len()]);
        }
        mesh["primitives"] = json!([primitive]);
        let mesh = self.glb.add("meshes", mesh);
        let extras = json!({"group": strand.group.name(), "side": side(strand.half), "strain": strain});
        let node = self.glb.add("nodes", json!({"name": strand.name, "mesh": mesh, "extras": extras}));
        let all = *self.muscles.get_or_insert_with(|| self.glb.add("nodes", json!({"name": "muscles"})));
        if self.glb.item("nodes", all).get("children").is_none() {
            self.adopt(strand::CARRIER, all);
        }
        self.adopt(all, node);
        node
    }

    /// The faces of tubes with so many rings, which all share them.
    fn tube(&mut self, rings: usize, points: usize) -> usize {
        if let Some(known) = self.tubes.iter().find(|t| t.0 == rings) {
            return known.1;
        }
        let faces = self.glb.faces(&tube::faces(rings), points);
        self.tubes.push((rings, faces));
        faces
    }

    /// A thing, mirrored for the left side.
    pub fn place(&mut self, prop: &Prop, side: Side) {
        let pieces = thing::pieces(prop);
        let sign = if side == Side::Left { -1.0 } else { 1.0 };
        let primitives: Vec<Value> = pieces
            .iter()
            .map(|piece| {
                let attributes = self.attributes(&piece.mesh.points, &piece.normals);
                let faces = self.glb.faces(&piece.mesh.faces, piece.mesh.points.len());
                let material = paint::number(&mut self.glb, piece.material.name());
                json!({"attributes": attributes, "indices": faces, "material": material})
            })
            .collect();
        let id = prop.id();
        let mesh = self.glb.add("meshes", json!({"name": id, "primitives": primitives}));
        let [x, y, z] = prop.place.map(|c| c * self.height);
        let at = [x, y, z * sign].map(tidy);
        let turn = quaternion(Rot::y(prop.turn * sign)).map(tidy);
        let extras = json!({"prop": format!("{:?}", prop.kind).to_lowercase()});
        let node = json!({"name": id, "mesh": mesh, "translation": at, "rotation": turn, "extras": extras});
        let node = self.glb.add("nodes", node);
        self.stand(node);
    }

    /// The bytes of the file.
    pub fn finish(mut self) -> Vec<u8> {
        self.glb.add("scenes", json!({"name": "body", "nodes": self.roots}));
        self.glb.lists.insert("scene".to_owned(), json!(0));
        self.glb.finish()
    }
}

/// A half of the body in words of the file.
pub fn side(half: Half) -> &'static str {
    if half == Half::Right { "right" } else { "left" }
}

/// A strain in percent of the optimal fiber length, to a tenth.
pub fn percent(strain: f64) -> f64 {
    (strain * 1000.0).round() / 10.0 + 0.0
}

/// A number of the text part: six digits are far below what is seen.
pub fn tidy(x: f64) -> f64 {
    (x * 1e6).round() / 1e6 + 0.0
}
