//! Props as flat-shaded faces and soft outlines.

#![expect(clippy::many_single_char_names, reason = "points, lengths and parameters of plane geometry")]

use care::content::pose::{Prop, PropKind};

use crate::{
    balance::hull,
    camera::{Camera, P2, SCALE, steps},
    curve,
    props::{Block, Material, blocks},
    surface::BACKREST,
    vector::{Rot, V3},
};

/// A shape of the picture: css class and path data.
pub type Shape = (&'static str, String);

/// All shapes of one prop, back to front.
pub fn shapes(prop: &Prop, camera: &Camera) -> Vec<Shape> {
    let [l, h, w] = prop.size;
    let thing = Thing { base: V3(prop.place[0], prop.place[1], prop.place[2]), axes: Rot::y(prop.turn), camera };
    let (x, z) = (l / 2.0, w / 2.0);
    match prop.kind {
        PropKind::Wedge => thing.wedge(x, h, z),
        PropKind::Bolster | PropKind::Cushion | PropKind::Ball => thing.soft(prop.kind, x, h, z),
        _ => thing.furniture(&blocks(prop)),
    }
}

/// Extreme points, for the picture's frame.
pub fn extent(prop: &Prop) -> Vec<V3> {
    let [l, h, w] = prop.size;
    let h = if prop.kind == PropKind::Chair { h * (1.0 + BACKREST) } else { h };
    let axes = Rot::y(prop.turn);
    let base = V3(prop.place[0], prop.place[1], prop.place[2]);
    let corner = |x: f64, y: f64, z: f64| base + axes.turn(V3(x * l / 2.0, y * h, z * w / 2.0));
    let ends = [-1.0, 1.0];
    ends.iter().flat_map(|&x| ends.iter().flat_map(move |&z| [corner(x, 0.0, z), corner(x, 1.0, z)])).collect()
}

/// Classes of the top, the side and the front faces.
fn classes(material: Material) -> [&'static str; 3] {
    match material {
        Material::Linen => ["l1", "l2", "l3"],
        Material::Mat => ["m1", "m2", "m2"],
        Material::Wall => ["a1", "a2", "a1"],
        _ => ["w1", "w2", "w3"],
    }
}

struct Thing<'a> {
    base: V3,
    axes: Rot,
    camera: &'a Camera,
}

impl Thing<'_> {
    fn at(&self, p: V3) -> V3 {
        self.base + self.axes.turn(p)
    }

    /// The faces of a box that the camera sees.
    fn block(&self, block: &Block) -> Vec<Shape> {
        let (low, high, classes) = (block.low, block.high, classes(block.material));
        let corner = |i: usize| {
            let pick = |k: usize| if i >> k & 1 == 1 { high[k] } else { low[k] };
            V3(pick(0), pick(1), pick(2))
        };
        let faces = [
            ([1, 3, 7, 5], V3(1.0, 0.0, 0.0), classes[2]),
            ([0, 2, 6, 4], V3(-1.0, 0.0, 0.0), classes[2]),
            ([4, 5, 7, 6], V3(0.0, 0.0, 1.0), classes[1]),
            ([0, 1, 3, 2], V3(0.0, 0.0, -1.0), classes[1]),
            ([2, 3, 7, 6], V3(0.0, 1.0, 0.0), classes[0]),
        ];
        let seen = faces.iter().filter(|(_, n, _)| self.camera.depth(self.axes.turn(*n)) > 0.01);
        seen.map(|(corners, _, class)| (*class, self.face(&corners.map(corner)))).collect()
    }

    fn face(&self, corners: &[V3]) -> String {
        let points: Vec<P2> = corners.iter().map(|c| self.camera.project(self.at(*c))).collect();
        curve::polygon(&points)
    }

    /// What stands under something comes first, then what lies on it; a chair's back before its seat, or behind it.
    fn furniture(&self, blocks: &[Block]) -> Vec<Shape> {
        let facing_away = self.camera.depth(self.axes.turn(V3(-1.0, 0.0, 0.0))) > 0.0;
        let order = |block: &Block| match block.part {
            "leg" | "base" => 0,
            "back" if !facing_away => 1,
            "back" => 3,
            _ => 2,
        };
        let middle = |b: &Block| self.camera.depth(self.at(V3::from(b.low).lerp(V3::from(b.high), 0.5)));
        let mut sorted: Vec<&Block> = blocks.iter().collect();
        sorted.sort_by(|a, b| order(a).cmp(&order(b)).then(middle(a).total_cmp(&middle(b))));
        sorted.into_iter().flat_map(|block| self.block(block)).collect()
    }

    fn wedge(&self, x: f64, h: f64, z: f64) -> Vec<Shape> {
        let p = |a: f64, b: f64, c: f64| V3(a * x, b * h, c * z);
        let slope = [p(1.0, 0.0, -1.0), p(-1.0, 1.0, -1.0), p(-1.0, 1.0, 1.0), p(1.0, 0.0, 1.0)];
        let near = [p(1.0, 0.0, 1.0), p(-1.0, 1.0, 1.0), p(-1.0, 0.0, 1.0)];
        let end = [p(-1.0, 0.0, -1.0), p(-1.0, 1.0, -1.0), p(-1.0, 1.0, 1.0), p(-1.0, 0.0, 1.0)];
        let faces = [
            (&end[..], V3(-1.0, 0.0, 0.0), "c3"),
            (&slope[..], V3(h, 2.0 * x, 0.0), "c1"),
            (&near[..], V3(0.0, 0.0, 1.0), "c2"),
        ];
        let seen = faces.iter().filter(|(_, n, _)| self.camera.depth(self.axes.turn(*n)) > 0.0);
        seen.map(|(corners, _, class)| (*class, self.face(corners))).collect()
    }

    /// A rounded body: the hull of balls in its corners.
    fn soft(&self, kind: PropKind, x: f64, h: f64, z: f64) -> Vec<Shape> {
        let r = (h / 2.0).min(x).min(z);
        let mut points = vec![];
        for (sx, sz) in [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)] {
            for y in [r, h - r] {
                let c = self.camera.project(self.at(V3(sx * (x - r), y, sz * (z - r))));
                points.extend((0..24).map(|i| {
                    let (s, k) = (f64::from(i) * std::f64::consts::TAU / 24.0).sin_cos();
                    (c.0 + k * r * SCALE, c.1 + s * r * SCALE)
                }));
            }
        }
        let class = match kind {
            PropKind::Ball => "b1",
            PropKind::Bolster => "p1",
            _ => "p2",
        };
        vec![(class, curve::closed(&dense(&hull(points)), 0.7))]
    }
}

/// A closed line with points every two units.
fn dense(line: &[P2]) -> Vec<P2> {
    let next = line.iter().cycle().skip(1);
    line.iter()
        .zip(next)
        .flat_map(|(a, b)| {
            let n = steps((b.0 - a.0).hypot(b.1 - a.1) / 2.0).max(1);
            (0..n).map(move |i| {
                let t = i as f64 / n as f64;
                (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
            })
        })
        .collect()
}
