//! The body itself: skin, bones and psoas, far parts first.

use crate::{
    Layers,
    balance::hull,
    bones,
    camera::{P2, SCALE},
    curve,
    flesh::{self, Part},
    outline,
    paint::{Figure, Shape, Sheet, TOLERANCE, smooth},
    skeleton::{Half, Segment},
    vector::V3,
};

impl Figure<'_> {
    /// Body, bones and muscles, far parts first.
    pub fn people(&self, sheet: &Sheet) -> Vec<Shape> {
        let mut parts: Vec<(f64, Part)> = Part::ALL.iter().map(|p| (self.nearness(*p), *p)).collect();
        parts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut out = vec![];
        let shown = sheet.layers != Layers::Skin;
        let mut bones = if shown { self.trunk_bones() } else { vec![] };
        for (near, part) in parts {
            let front_arm = near > 0.0 && matches!(part, Part::Arm(_));
            if front_arm {
                out.append(&mut bones);
            }
            out.extend(if near > 0.0 { self.near_limb(part) } else { self.whole(part, near) });
            if shown && let Part::Leg(half) = part {
                let list = if near < 0.0 { &mut out } else { &mut bones };
                list.push(("bo", self.femur(half)));
            }
        }
        out.extend(bones);
        if shown {
            out.extend(self.muscles(sheet));
        }
        out
    }

    /// The trunk, or a limb behind it.
    fn whole(&self, part: Part, near: f64) -> Vec<Shape> {
        let outline = smooth(&outline::trace(&self.part(part)));
        let class = if near < 0.0 { "bf" } else { "bn" };
        let over = if part == Part::Trunk {
            [self.face(), self.hair(), self.dress()].concat()
        } else {
            self.sleeve_behind(part)
        };
        std::iter::once((class, outline)).chain(over).collect()
    }

    /// A limb in front of the trunk: filled, with a line where it doesn't grow out of the trunk.
    fn near_limb(&self, part: Part) -> Vec<Shape> {
        let lines = outline::trace(&self.part(part));
        let trunk = self.part(Part::Trunk);
        let trunk = outline::Boxed::new(&trunk);
        let root = part.root(&self.skeleton).map(|(c, r)| (self.camera.project(c), r * SCALE));
        let grows = |p: &P2| root.is_some_and(|(c, r)| (p.0 - c.0).hypot(p.1 - c.1) < r) && trunk.distance(*p) < -1.5;
        let fill = lines.iter().map(|line| curve::closed(line, TOLERANCE)).collect();
        let edge = lines.iter().flat_map(|line| curve::runs(line, grows));
        let edge = edge.map(|run| curve::open(&run, TOLERANCE)).collect();
        let mut out = vec![("bp", fill), ("be", edge)];
        out.extend(self.sleeve_before(part, grows));
        out
    }

    /// Negative for what lies behind the trunk; limbs by their root first, then by the whole.
    fn nearness(&self, part: Part) -> f64 {
        let (root, middle) = match part {
            Part::Trunk => return 0.0,
            Part::Leg(half) => (self.skeleton.frame(Segment::Femur, half).o, Segment::Pelvis),
            Part::Arm(half) => (self.skeleton.frame(Segment::Humerus, half).o, Segment::Torso),
        };
        let trunk = self.camera.depth(self.skeleton.frame(middle, Half::Right).o);
        let chains = self.balls(part);
        let depths = chains[0].iter().map(|b| self.camera.depth(b.0) - trunk);
        let mean = depths.sum::<f64>() / chains[0].len() as f64;
        4.0 * (self.camera.depth(root) - trunk) + mean
    }

    fn femur(&self, half: Half) -> String {
        self.outline(&bones::femur(&self.skeleton, half), 0.008)
    }

    fn trunk_bones(&self) -> Vec<Shape> {
        let project = |points: &[V3]| points.iter().map(|p| self.camera.project(*p)).collect::<Vec<_>>();
        let mut out = vec![("bo", self.outline(&bones::sacrum(&self.skeleton), 0.008))];
        let spine = bones::vertebrae(&self.scene.build, &self.skeleton);
        out.push(("bo", spine.iter().map(|v| curve::polygon(&hull(project(v)))).collect::<String>()));
        for half in self.far_first() {
            let outwards = V3(0.0, 0.0, half.sign());
            if self.camera.depth(self.skeleton.frame(Segment::Torso, half).r.turn(outwards)) > -0.5 {
                let ribs = bones::ribs(&self.skeleton, half);
                out.push(("ri", ribs.iter().map(|rib| curve::open(&project(rib), TOLERANCE)).collect::<String>()));
            }
            out.push(("bo", self.outline(&bones::wing(&self.skeleton, half), 0.012)));
        }
        out
    }

    /// Nose and ears where they can be seen.
    fn face(&self) -> Vec<Shape> {
        let all = flesh::features(&self.skeleton).into_iter();
        let seen = all.filter(|(least, out, _)| self.camera.depth(*out) > *least);
        let line = |points: Vec<V3>| {
            let flat: Vec<P2> = points.iter().map(|p| self.camera.project(*p)).collect();
            curve::open(&curve::rounded(&flat), TOLERANCE)
        };
        seen.map(|(_, _, points)| ("fa", line(points))).collect()
    }

    /// Both halves, the far one first.
    pub fn far_first(&self) -> [Half; 2] {
        let depth = |h: Half| self.camera.depth(self.skeleton.frame(Segment::Femur, h).o);
        if depth(Half::Right) < depth(Half::Left) { Half::BOTH } else { [Half::Left, Half::Right] }
    }
}
