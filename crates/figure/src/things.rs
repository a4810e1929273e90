//! Props as flat-shaded faces and soft outlines.

#![expect(clippy::many_single_char_names, reason = "points, lengths and parameters of plane geometry")]

use care::content::pose::{Prop, PropKind};

use crate::{
    balance::hull,
    camera::{Camera, P2, SCALE, steps},
    curve,
    surface::{BACKREST, BOARD},
    vector::{Rot, V3},
};

/// A shape of the picture: css class and path data.
pub type Shape = (&'static str, String);

/// All shapes of one prop, back to front.
pub fn shapes(prop: &Prop, camera: &Camera) -> Vec<Shape> {
    let [l, h, w] = prop.size;
    let thing = Thing { base: V3(prop.place[0], prop.place[1], prop.place[2]), axes: Rot::y(prop.turn), camera };
    let block = |low: [f64; 3], high: [f64; 3], classes| thing.block(low, high, classes);
    let (x, z) = (l / 2.0, w / 2.0);
    match prop.kind {
        PropKind::Mat => block([-x, -0.004, -z], [x, 0.0, z], MAT),
        PropKind::Bed => {
            [block([-x, 0.0, -z], [x, h * 0.45, z], WOOD), block([-x, h * 0.45, -z], [x, h, z], LINEN)].concat()
        }
        PropKind::Block => block([-x, 0.0, -z], [x, h, z], WOOD),
        PropKind::Table => thing.table(x, h, z),
        PropKind::Chair => thing.chair(x, h, z),
        PropKind::Wall => block([-0.012, 0.0, -z], [0.0, h, z], WALL),
        PropKind::Wedge => thing.wedge(x, h, z),
        PropKind::Bolster | PropKind::Cushion | PropKind::Ball => thing.soft(prop.kind, x, h, z),
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
type Classes = [&'static str; 3];
const WOOD: Classes = ["w1", "w2", "w3"];
const LINEN: Classes = ["l1", "l2", "l3"];
const MAT: Classes = ["m1", "m2", "m2"];
const WALL: Classes = ["a1", "a2", "a1"];

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
    fn block(&self, low: [f64; 3], high: [f64; 3], classes: Classes) -> Vec<Shape> {
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

    /// Boxes sorted from far to near.
    fn blocks(&self, mut boxes: Vec<([f64; 3], [f64; 3])>) -> Vec<Shape> {
        let middle = |b: &([f64; 3], [f64; 3])| {
            let m = |k: usize| f64::midpoint(b.0[k], b.1[k]);
            self.camera.depth(self.at(V3(m(0), m(1), m(2))))
        };
        boxes.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
        boxes.into_iter().flat_map(|(low, high)| self.block(low, high, WOOD)).collect()
    }

    fn table(&self, x: f64, h: f64, z: f64) -> Vec<Shape> {
        let leg = 0.016;
        let mut out = self.blocks(legs(x, h - BOARD, z, leg));
        out.extend(self.block([-x, h - BOARD, -z], [x, h, z], WOOD));
        out
    }

    fn chair(&self, x: f64, h: f64, z: f64) -> Vec<Shape> {
        let post = 0.011;
        let top = h * (1.0 + BACKREST);
        let under = self.blocks(legs(x, h - BOARD, z, post));
        let seat = self.block([-x, h - BOARD, -z], [x, h, z], WOOD);
        let back = self.blocks(vec![
            ([-x - post, h, -z], [-x + post, top, -z + 2.0 * post]),
            ([-x - post, h, z - 2.0 * post], [-x + post, top, z]),
            ([-x - post, top - h * 0.34, -z], [-x + post, top, z]),
        ]);
        // Seen from the side of its back, the back is nearer than the seat.
        let behind = self.camera.depth(self.axes.turn(V3(-1.0, 0.0, 0.0))) > 0.0;
        if behind { [under, seat, back].concat() } else { [under, back, seat].concat() }
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

fn legs(x: f64, h: f64, z: f64, t: f64) -> Vec<([f64; 3], [f64; 3])> {
    let ends = |c: f64, s: f64| if s < 0.0 { (-c, -c + 2.0 * t) } else { (c - 2.0 * t, c) };
    [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)]
        .iter()
        .map(|&(sx, sz)| {
            let ((x0, x1), (z0, z1)) = (ends(x, sx), ends(z, sz));
            ([x0, 0.0, z0], [x1, h, z1])
        })
        .collect()
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
