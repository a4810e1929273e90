//! Muscles in the picture: every strand as a tapering band along its path.

use crate::{
    Layers, Tint,
    camera::{P2, SCALE},
    curve,
    groups::Group,
    muscles::Strand,
    paint::{Figure, Shape, Sheet, TOLERANCE},
    skeleton::Half,
};

/// Fiber length below which the fibers of psoas are slack [optimal lengths].
const SLACK: f64 = 1.0;
/// Fiber strain up to which a strand is as in standing.
const LIKE_STANDING: f64 = 0.01;
/// Fiber strain of psoas at the longest moment of a brisk walk.
const LIKE_WALKING: f64 = 0.055;

impl Figure<'_> {
    /// The muscles that are asked for, the far side first and psoas over all others.
    pub fn muscles(&self, sheet: &Sheet) -> Vec<Shape> {
        let all = sheet.layers == Layers::Muscles;
        let wanted = |group: Group| match group {
            Group::Psoas | Group::Iliacus => true,
            group if self.feels(group) => true,
            Group::ErectorSpinae | Group::Obliques | Group::RectusAbdominis => false,
            _ => all,
        };
        let strands = self.scene.body.strands_of(self.posture, wanted);
        let mut out = vec![];
        for half in self.far_first() {
            let of = |wanted: &dyn Fn(Group) -> bool| -> Vec<&Strand> {
                strands.iter().filter(|s| s.half == half && wanted(s.group)).collect()
            };
            let beside = of(&|group| !matches!(group, Group::Psoas | Group::Iliacus) && !self.feels(group));
            out.push(("mu", self.bands(&beside)));
            out.push(("il", self.bands(&of(&|group| group == Group::Iliacus && !self.feels(group)))));
            out.extend(self.psoas(half, &of(&|group| group == Group::Psoas), sheet));
            out.push((self.strength(half), self.bands(&of(&|group| group != Group::Psoas && self.feels(group)))));
        }
        out
    }

    /// The fascicles of one side, faint when other muscles should be felt.
    fn psoas(&self, half: Half, strands: &[&Strand], sheet: &Sheet) -> Vec<Shape> {
        match sheet.tint {
            Tint::Plain if self.feels(Group::Psoas) => vec![(self.strength(half), self.bands(strands))],
            Tint::Plain => vec![("il", self.bands(strands))],
            Tint::Strain => strands.iter().map(|s| (colour(s), self.band(s))).collect(),
        }
    }

    /// Is it felt in this pose? Psoas where the pose names nothing else.
    fn feels(&self, group: Group) -> bool {
        let felt = &self.scene.pose.felt;
        felt.iter().any(|name| name == group.name()) || (felt.is_empty() && group == Group::Psoas)
    }

    /// The class of what should be felt: the worked side is drawn stronger.
    fn strength(&self, half: Half) -> &'static str {
        if self.scene.works().is_none_or(|w| w == half) { "ps" } else { "pw" }
    }

    fn bands(&self, strands: &[&Strand]) -> String {
        strands.iter().map(|s| self.band(s)).collect()
    }

    /// The outline of a strand: one edge there, the other back.
    fn band(&self, strand: &Strand) -> String {
        let line: Vec<P2> = strand.points.iter().map(|p| self.camera.project(*p)).collect();
        let side = |i: usize, sign: f64| {
            let (before, after) = (line[i.saturating_sub(1)], line[(i + 1).min(line.len() - 1)]);
            let (x, y) = (after.0 - before.0, after.1 - before.1);
            // Seen end-on a strand has no direction; then it keeps the picture's.
            let long = x.hypot(y);
            let (x, y) = if long < 0.2 { (1.0, 0.0) } else { (x / long, y / long) };
            let out = strand.radii[i] * SCALE * sign;
            (line[i].0 - y * out, line[i].1 + x * out)
        };
        let there = (0..line.len()).map(|i| side(i, 1.0));
        let back = (0..line.len()).rev().map(|i| side(i, -1.0));
        curve::closed(&there.chain(back).collect::<Vec<P2>>(), TOLERANCE)
    }
}

/// The class of a fascicle by its strain.
fn colour(strand: &Strand) -> &'static str {
    match strand {
        s if s.fiber < SLACK => "t1",
        s if s.strain <= LIKE_STANDING => "t2",
        s if s.strain <= LIKE_WALKING => "t3",
        _ => "t4",
    }
}
