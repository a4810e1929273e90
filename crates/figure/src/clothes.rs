//! Hair, shirt and shorts: plain, and drawn over the skin.

use crate::{
    camera::{P2, SCALE},
    curve,
    flesh::{Garment, Part},
    outline::{self, Chain, Cut, trace_cut, trace_field},
    paint::{Figure, Shape, TOLERANCE, smooth},
    skeleton::{Half, Segment},
    vector::V3,
};

/// Height of the waistband over the hip joints [stature].
const WAIST: f64 = 0.066;
/// From the hip joint to the hem, along the thigh.
const HEM: f64 = 0.130;
/// From the shoulder joint to the end of the sleeve.
const SLEEVE: f64 = 0.062;
/// How far cloth stands off the skin [units].
const LOOSE: f64 = 0.9;
/// A point of the hairline at the forehead, and the direction of the hair from it, in the frame of the head.
const HAIRLINE: (V3, V3) = (V3(0.0483, 0.1062, 0.0), V3(-0.60, 0.80, 0.0));
/// How thick the hair is [units].
const HAIR: f64 = 1.6;
/// Balls of the skull among the chains of the trunk.
const SKULL: usize = 0;

impl Figure<'_> {
    /// Shirt and shorts of the trunk.
    pub fn dress(&self) -> Vec<Shape> {
        let trunk = self.balls(Part::Trunk);
        let chains = |garment: Garment| loose(self.chains(&garment.over(&trunk), |_| 0.0225));
        let pelvis = self.skeleton.frame(Segment::Pelvis, Half::Right);
        let down = pelvis.r.turn(V3(0.0, -1.0, 0.0));
        let waist = self.cut(pelvis.at(V3(0.0, WAIST, 0.0)), down);
        let shirt = trace_cut(&chains(Garment::Shirt), waist.as_slice());
        vec![("so", smooth(&outline::trace(&chains(Garment::Shorts)))), ("to", smooth(&shirt))]
    }

    /// The leg of the shorts, or the sleeve, of a limb that lies behind the trunk.
    pub fn sleeve_behind(&self, part: Part) -> Vec<Shape> {
        let class = if matches!(part, Part::Leg(_)) { "sf" } else { "tf" };
        vec![(class, smooth(&self.sleeve(part)))]
    }

    /// The leg of the shorts, or the sleeve, of a limb in front of the trunk, which it grows out of.
    pub fn sleeve_before(&self, part: Part, grows: impl Fn(&P2) -> bool) -> Vec<Shape> {
        let lines = self.sleeve(part);
        let class = if matches!(part, Part::Leg(_)) { "sn" } else { "tn" };
        let edge = lines.iter().flat_map(|line| curve::runs(line, &grows));
        let edge = edge.map(|run| curve::open(&run, TOLERANCE)).collect();
        vec![(class, lines.iter().map(|line| curve::closed(line, TOLERANCE)).collect()), ("be", edge)]
    }

    fn sleeve(&self, part: Part) -> Vec<Vec<P2>> {
        let (segment, half, long) = match part {
            Part::Trunk => return vec![],
            Part::Leg(half) => (Segment::Femur, half, HEM),
            Part::Arm(half) => (Segment::Humerus, half, SLEEVE),
        };
        let frame = self.skeleton.frame(segment, half);
        let mut chains = loose(self.chains(&self.balls(part)[..1], |_| 0.0));
        chains[0].discs.truncate(if segment == Segment::Femur { 4 } else { 3 });
        let hem = self.cut(frame.at(V3(0.0, -long, 0.0)), frame.r.turn(V3(0.0, -1.0, 0.0)));
        trace_cut(&chains, hem.as_slice())
    }

    /// A cut across a direction of the body; none when it points at the viewer.
    fn cut(&self, at: V3, along: V3) -> Option<Cut> {
        let (from, to) = (self.camera.project(at), self.camera.project(at + along));
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let long = x.hypot(y);
        (long > 0.35 * SCALE).then(|| Cut { at: from, along: (x / long, y / long) })
    }

    /// The hair that can be seen: where the skull's surface towards the viewer is on the hairy side.
    pub fn hair(&self) -> Vec<Shape> {
        let head = self.skeleton.frame(Segment::Head, Half::Right);
        let (line, up) = (head.at(HAIRLINE.0), head.r.turn(HAIRLINE.1.unit()));
        let balls: Vec<(P2, f64, f64)> = self.balls(Part::Trunk)[SKULL]
            .iter()
            .map(|(c, r)| (self.camera.project(*c), r * SCALE + HAIR, (*c - line).dot(up) * SCALE))
            .collect();
        let lean = self.camera.depth(up);
        let (right, down) = self.camera.axes();
        let (across, along) = (right.dot(up), down.dot(up));
        let bare = |p: P2| {
            let one = |(c, r, above): &(P2, f64, f64)| {
                let (x, y) = (p.0 - c.0, p.1 - c.1);
                let flat = x * x + y * y;
                let near = (r * r - flat).max(0.0).sqrt();
                (flat.sqrt() - r).max(-(above + x * across + y * along + near * lean) * 0.6)
            };
            balls.iter().map(one).fold(1e6, f64::min)
        };
        let b = balls.iter().fold([1e6, 1e6, -1e6, -1e6], |b: [f64; 4], (c, r, _)| {
            [b[0].min(c.0 - r), b[1].min(c.1 - r), b[2].max(c.0 + r), b[3].max(c.1 + r)]
        });
        vec![("ha", smooth(&trace_field(b, bare)))]
    }
}

/// Chains as cloth lies on them.
fn loose(mut chains: Vec<Chain>) -> Vec<Chain> {
    chains.iter_mut().flat_map(|c| &mut c.discs).for_each(|d| d.radius += LOOSE);
    chains
}
