//! Props as solids: where their surfaces are, and how deep a point is inside them. Stature units.

use care::content::pose::{Prop, PropKind};

use crate::vector::{Rot, V3};

/// Height of a chair's backrest over its seat, as a share of the seat's height.
pub const BACKREST: f64 = 0.95;
/// Thickness of seats and table tops.
pub const BOARD: f64 = 0.022;

/// A flat patch that can be touched.
#[derive(Clone, Copy, Debug)]
pub struct Patch {
    /// Its middle.
    pub middle: V3,
    /// Own axes: x along its length, y outwards, z along its width.
    pub axes: Rot,
    /// Half its length and half its width; infinite for floor and wall.
    pub half: (f64, f64),
}

impl Patch {
    /// The floor.
    pub const FLOOR: Self =
        Self { middle: V3(0.0, 0.0, 0.0), axes: Rot::IDENTITY, half: (f64::INFINITY, f64::INFINITY) };

    /// Distance of a ball from the patch: along its normal (negative when inside) and beyond its two edges.
    pub fn gap(&self, centre: V3, radius: f64) -> [f64; 3] {
        let d = centre - self.middle;
        let beyond = |along: f64, half: f64| (along.abs() - half).max(0.0);
        [d.dot(self.axes.1) - radius, beyond(d.dot(self.axes.0), self.half.0), beyond(d.dot(self.axes.2), self.half.1)]
    }
}

/// The surface of a prop that carries: seat, top, slope or wall.
pub fn patch(prop: &Prop) -> Patch {
    let [length, height, width] = prop.size;
    let axes = Rot::y(prop.turn);
    let base = V3(prop.place[0], prop.place[1], prop.place[2]);
    let half = (length / 2.0, width / 2.0);
    match prop.kind {
        PropKind::Wall => {
            let axes = Rot(-axes.1, axes.0, axes.2);
            Patch { middle: base, axes, half: (f64::INFINITY, f64::INFINITY) }
        }
        PropKind::Wedge => {
            let slope = height.atan2(length).to_degrees();
            let axes = axes.then(Rot::z(-slope));
            Patch { middle: base + V3(0.0, height / 2.0, 0.0), axes, half: (length.hypot(height) / 2.0, half.1) }
        }
        _ => Patch { middle: base + V3(0.0, height, 0.0), axes, half },
    }
}

/// The front face of a chair's backrest.
pub fn backrest(prop: &Prop) -> Patch {
    let [length, height, width] = prop.size;
    let axes = Rot::y(prop.turn);
    let base = V3(prop.place[0], prop.place[1], prop.place[2]);
    let middle = base + axes.turn(V3(-length / 2.0 + 0.011, height * (1.0 + BACKREST / 2.0), 0.0));
    Patch { middle, axes: Rot(-axes.1, axes.0, axes.2), half: (height * BACKREST / 2.0, width / 2.0) }
}

/// Ends of a chair's top rail.
pub fn rail(prop: &Prop) -> (V3, V3) {
    let [length, height, width] = prop.size;
    let axes = Rot::y(prop.turn);
    let base = V3(prop.place[0], prop.place[1], prop.place[2]);
    let end = |z: f64| base + axes.turn(V3(-length / 2.0, height * (1.0 + BACKREST), z * width / 2.0));
    (end(-1.0), end(1.0))
}

/// How deep a ball is inside a prop (0 when outside).
pub fn depth(prop: &Prop, centre: V3, radius: f64) -> f64 {
    match prop.kind {
        PropKind::Mat | PropKind::Cushion | PropKind::Ball => 0.0,
        PropKind::Wall => (-patch(prop).gap(centre, radius)[0]).max(0.0),
        PropKind::Wedge => {
            let gap = patch(prop).gap(centre, radius);
            if gap[1] > 0.0 || gap[2] > 0.0 { 0.0 } else { (-gap[0]).max(0.0) }
        }
        _ => solids(prop).iter().map(|(middle, half)| inside(prop, *middle, *half, centre, radius)).fold(0.0, f64::max),
    }
}

/// Boxes that a prop is made of: middle in its own frame over `place`, half sizes.
fn solids(prop: &Prop) -> Vec<(V3, V3)> {
    let [l, h, w] = prop.size;
    let board = (V3(0.0, h - BOARD / 2.0, 0.0), V3(l / 2.0, BOARD / 2.0, w / 2.0));
    match prop.kind {
        PropKind::Chair => {
            let back = V3(-l / 2.0, h * (1.0 + BACKREST / 2.0), 0.0);
            vec![board, (back, V3(0.008, h * BACKREST / 2.0, w / 2.0))]
        }
        PropKind::Table => vec![board],
        _ => vec![(V3(0.0, h / 2.0, 0.0), V3(l / 2.0, h / 2.0, w / 2.0))],
    }
}

fn inside(prop: &Prop, middle: V3, half: V3, centre: V3, radius: f64) -> f64 {
    let base = V3(prop.place[0], prop.place[1], prop.place[2]);
    let axes = Rot::y(prop.turn);
    let d = centre - base;
    let local = V3(d.dot(axes.0), d.dot(axes.1), d.dot(axes.2)) - middle;
    let q = V3(local.0.abs() - half.0, local.1.abs() - half.1, local.2.abs() - half.2);
    let outside = V3(q.0.max(0.0), q.1.max(0.0), q.2.max(0.0)).norm();
    let distance = outside + q.0.max(q.1).max(q.2).min(0.0);
    (radius - distance).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prop(kind: PropKind) -> Prop {
        Prop { id: None, kind, place: [0.0; 3], size: [0.4, 0.2, 0.4], turn: 0.0 }
    }

    #[test]
    fn a_ball_on_top_touches_and_is_not_inside() {
        let bed = prop(PropKind::Bed);
        assert!(patch(&bed).gap(V3(0.1, 0.25, 0.0), 0.05)[0].abs() < 1e-12);
        assert!(depth(&bed, V3(0.1, 0.25, 0.0), 0.05) < 1e-12);
        assert!((depth(&bed, V3(0.1, 0.22, 0.0), 0.05) - 0.03).abs() < 1e-12);
    }

    #[test]
    fn a_wedge_rises_backwards() {
        let slope = patch(&prop(PropKind::Wedge));
        assert!(slope.axes.1.0 > 0.0 && slope.axes.1.1 > 0.0);
        assert!((slope.gap(V3(-0.2, 0.2, 0.0), 0.0)[0]).abs() < 1e-12);
    }

    #[test]
    fn a_turned_wall_faces_its_new_way() {
        let wall = Prop { turn: 90.0, ..prop(PropKind::Wall) };
        let normal = patch(&wall).axes.1;
        assert!((normal - V3(0.0, 0.0, -1.0)).norm() < 1e-12);
    }
}
