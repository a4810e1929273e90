//! Props as simple solids, for pictures and for the 3D view. Stature units.

use care::content::pose::{Prop, PropKind};

use crate::{
    surface::{BACKREST, BOARD},
    vector::{Rot, V3},
};

/// What a solid is made of: a name for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Material {
    /// Furniture, blocks.
    Wood,
    /// Mattress.
    Linen,
    /// Exercise mat.
    Mat,
    /// Wall.
    Wall,
    /// Bolster and firm wedge.
    Bolster,
    /// Cushion.
    Cushion,
    /// Ball.
    Ball,
}

impl Material {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wood => "wood",
            Self::Linen => "linen",
            Self::Mat => "mat",
            Self::Wall => "wall",
            Self::Bolster => "bolster",
            Self::Cushion => "cushion",
            Self::Ball => "ball",
        }
    }
}

/// The form of a solid about its own middle; x forward, y up, z to the right, before the prop is turned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// A box of these half lengths; its edges are rounded by `round`, which is 0 for furniture.
    Block {
        /// Half lengths.
        half: V3,
        /// Radius of the edges.
        round: f64,
    },
    /// A sphere.
    Sphere {
        /// Radius.
        radius: f64,
    },
    /// A box of these half lengths whose top slopes from its back edge down to nothing at its front edge.
    Wedge {
        /// Half lengths.
        half: V3,
    },
}

/// One solid of a prop.
#[derive(Clone, Copy, Debug)]
pub struct Solid {
    /// Which part of the prop, e.g. `leg`.
    pub part: &'static str,
    /// Its form.
    pub form: Form,
    /// Its middle in the room.
    pub middle: V3,
    /// Its axes in the room.
    pub axes: Rot,
    /// What it is made of.
    pub material: Material,
}

/// All solids of a prop.
pub fn solids(prop: &Prop) -> Vec<Solid> {
    let axes = Rot::y(prop.turn);
    let base = V3(prop.place[0], prop.place[1], prop.place[2]);
    let place = |middle: V3| base + axes.turn(middle);
    let [l, h, w] = prop.size;
    let (middle, half) = (V3(0.0, h / 2.0, 0.0), V3(l / 2.0, h / 2.0, w / 2.0));
    let whole = |form, material| vec![Solid { part: "body", form, middle: place(middle), axes, material }];
    let round = half.0.min(half.1).min(half.2);
    match prop.kind {
        PropKind::Ball => whole(Form::Sphere { radius: round }, Material::Ball),
        PropKind::Bolster => whole(Form::Block { half, round }, Material::Bolster),
        PropKind::Cushion => whole(Form::Block { half, round }, Material::Cushion),
        PropKind::Wedge => whole(Form::Wedge { half }, Material::Bolster),
        _ => {
            let one = |block: &Block| {
                let (low, high) = (V3::from(block.low), V3::from(block.high));
                let form = Form::Block { half: (high - low) * 0.5, round: 0.0 };
                let middle = place(low.lerp(high, 0.5));
                Solid { part: block.part, form, middle, axes, material: block.material }
            };
            blocks(prop).iter().map(one).collect()
        }
    }
}

/// A box of furniture in the prop's own frame, over its place.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Which part.
    pub part: &'static str,
    /// Lowest corner.
    pub low: [f64; 3],
    /// Highest corner.
    pub high: [f64; 3],
    /// What it is made of.
    pub material: Material,
}

/// The boxes that furniture is made of; none for what is soft or sloping.
pub fn blocks(prop: &Prop) -> Vec<Block> {
    let [length, h, width] = prop.size;
    let (x, z) = (length / 2.0, width / 2.0);
    let block = |part, low, high, material| Block { part, low, high, material };
    match prop.kind {
        PropKind::Mat => vec![block("body", [-x, -0.004, -z], [x, 0.0, z], Material::Mat)],
        PropKind::Wall => vec![block("body", [-0.012, 0.0, -z], [0.0, h, z], Material::Wall)],
        PropKind::Block => vec![block("body", [-x, 0.0, -z], [x, h, z], Material::Wood)],
        PropKind::Bed => vec![
            block("base", [-x, 0.0, -z], [x, h * 0.45, z], Material::Wood),
            block("mattress", [-x, h * 0.45, -z], [x, h, z], Material::Linen),
        ],
        PropKind::Table => {
            let mut out = legs(x, h - BOARD, z, 0.016);
            out.push(block("top", [-x, h - BOARD, -z], [x, h, z], Material::Wood));
            out
        }
        PropKind::Chair => chair(x, h, z),
        PropKind::Wedge | PropKind::Bolster | PropKind::Cushion | PropKind::Ball => vec![],
    }
}

fn chair(x: f64, h: f64, z: f64) -> Vec<Block> {
    let post = 0.011;
    let top = h * (1.0 + BACKREST);
    let back = |low, high| Block { part: "back", low, high, material: Material::Wood };
    let mut out = legs(x, h - BOARD, z, post);
    out.push(Block { part: "seat", low: [-x, h - BOARD, -z], high: [x, h, z], material: Material::Wood });
    out.extend([
        back([-x - post, h, -z], [-x + post, top, -z + 2.0 * post]),
        back([-x - post, h, z - 2.0 * post], [-x + post, top, z]),
        back([-x - post, top - h * 0.34, -z], [-x + post, top, z]),
    ]);
    out
}

fn legs(x: f64, h: f64, z: f64, t: f64) -> Vec<Block> {
    let ends = |c: f64, s: f64| if s < 0.0 { (-c, -c + 2.0 * t) } else { (c - 2.0 * t, c) };
    let leg = |(sx, sz): (f64, f64)| {
        let ((x0, x1), (z0, z1)) = (ends(x, sx), ends(z, sz));
        Block { part: "leg", low: [x0, 0.0, z0], high: [x1, h, z1], material: Material::Wood }
    };
    [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)].map(leg).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::content::pose::poses;

    #[test]
    fn solids_fill_the_prop_and_nothing_beside_it() {
        for (slug, prop) in poses().iter().flat_map(|(slug, pose)| pose.props.iter().map(move |p| (slug, p))) {
            let [l, h, w] = prop.size;
            let axes = Rot::y(prop.turn);
            let all = solids(prop);
            assert!(!all.is_empty(), "{slug}: {:?}", prop.kind);
            let mut top = f64::NEG_INFINITY;
            for solid in &all {
                let half = match solid.form {
                    Form::Block { half, .. } | Form::Wedge { half } => half,
                    Form::Sphere { radius } => V3(radius, radius, radius),
                };
                let d = solid.middle - V3(prop.place[0], prop.place[1], prop.place[2]);
                let own = V3(d.dot(axes.0), d.dot(axes.1), d.dot(axes.2));
                assert!(own.0.abs() + half.0 < l / 2.0 + 0.013, "{slug}: {solid:?}");
                assert!(own.2.abs() + half.2 < w / 2.0 + 1e-9, "{slug}: {solid:?}");
                top = top.max(own.1 + half.1);
            }
            let high = match prop.kind {
                PropKind::Chair => h * (1.0 + BACKREST),
                PropKind::Mat => 0.0,
                _ => h,
            };
            assert!((top - high).abs() < 1e-9, "{slug}: {:?} is {top} high", prop.kind);
        }
    }
}
