//! From a posture to SVG.

use std::fmt::Write as _;

use care::{content::pose::PropKind, entry::Side};

use crate::{
    balance::hull,
    bones,
    camera::{Camera, P2, SCALE, whole},
    curve,
    flesh::{self, Ball, Part},
    outline::{self, Chain, Disc},
    scene::{Posture, Scene},
    skeleton::{Half, Segment, Skeleton},
    style::{ROOT, STYLE, attributes},
    surface, things,
    vector::V3,
};

/// Largest error of a curve [units].
const TOLERANCE: f64 = 0.7;
const MARGIN: f64 = 14.0;

/// What the writer needs beside the scene.
pub struct Sheet<'a> {
    /// The camera.
    pub camera: Camera,
    /// The worked side; the left one mirrors the picture.
    pub side: Side,
    /// Shaft and head of the arrow that shows the movement.
    pub arrow: Option<(String, String)>,
    /// Bones and psoas drawn?
    pub bones: bool,
    /// Accessible name.
    pub title: &'a str,
    /// Accessible description.
    pub description: &'a str,
}

/// A posture with everything that is drawn.
struct Figure<'a> {
    scene: &'a Scene<'a>,
    skeleton: Skeleton,
    posture: &'a Posture,
    camera: Camera,
}

/// The whole document.
pub fn document(scene: &Scene, posture: &Posture, sheet: &Sheet, frame: [f64; 4]) -> String {
    let [left, top, width, height] = frame.map(whole);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fg\" role=\"img\" {ROOT} viewBox=\"{left} {top} {width} {height}\">"
    );
    for (tag, text) in [("title", sheet.title), ("desc", sheet.description)] {
        if !text.is_empty() {
            let _ = write!(out, "<{tag}>{}</{tag}>", escape(text));
        }
    }
    let _ = write!(out, "<style>{STYLE}</style>");
    out.push_str(&flip(sheet.side, frame, &body(scene, posture, sheet)));
    out.push_str("</svg>");
    out
}

/// Mirrored when the left side is worked.
pub fn flip(side: Side, frame: [f64; 4], inner: &str) -> String {
    if side == Side::Left {
        let shift = 2 * whole(frame[0]) + whole(frame[2]);
        format!("<g transform=\"matrix(-1 0 0 1 {shift} 0)\">{inner}</g>")
    } else {
        inner.to_owned()
    }
}

/// Everything inside the document's frame.
pub fn body(scene: &Scene, posture: &Posture, sheet: &Sheet) -> String {
    let figure = Figure { scene, skeleton: scene.skeleton(posture), posture, camera: sheet.camera };
    let mut shapes = figure.ground();
    shapes.extend(figure.props(Depth::Behind));
    shapes.push(("sh", figure.shadow()));
    shapes.extend(figure.people(sheet));
    shapes.extend(figure.props(Depth::Before));
    if let Some((shaft, head)) = &sheet.arrow {
        shapes.extend([("ar", shaft.clone()), ("ah", head.clone())]);
    }
    shapes.iter().filter(|(_, d)| !d.is_empty()).fold(String::new(), |mut out, (class, d)| {
        let _ = write!(out, "<path class=\"{class}\" {} d=\"{d}\"/>", attributes(class));
        out
    })
}

/// The smallest frame around a scene: left, top, width, height.
pub fn frame(scene: &Scene, camera: &Camera) -> [f64; 4] {
    let mut b = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let mut grow = |(x, y): P2, r: f64| {
        b = [b[0].min(x - r), b[1].min(y - r), b[2].max(x + r), b[3].max(y + r)];
    };
    let steps = 2 * (scene.len() - 1);
    for step in 0..=steps {
        let posture = scene.at(step as f64 / steps as f64);
        let skeleton = scene.skeleton(&posture);
        for (centre, radius) in Part::ALL.iter().flat_map(|p| p.chains(&scene.build, &skeleton)).flatten() {
            grow(camera.project(centre), radius * SCALE);
        }
    }
    for corner in scene.pose.props.iter().flat_map(things::extent) {
        grow(camera.project(corner), 0.0);
    }
    [b[0] - MARGIN, b[1] - MARGIN, b[2] - b[0] + 2.0 * MARGIN, b[3] - b[1] + 2.0 * MARGIN]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Behind,
    Before,
}

type Shape = (&'static str, String);

impl Figure<'_> {
    fn chains(&self, balls: &[Vec<Ball>], blend: impl Fn(usize) -> f64) -> Vec<Chain> {
        let disc = |(centre, radius): &Ball| Disc { at: self.camera.project(*centre), radius: radius * SCALE };
        let chain = |(i, chain): (usize, &Vec<Ball>)| Chain {
            discs: chain.iter().map(disc).collect(),
            blend: blend(i) * SCALE,
        };
        balls.iter().enumerate().map(chain).collect()
    }

    /// The chains of a part in the picture.
    fn part(&self, part: Part) -> Vec<Chain> {
        self.chains(&self.balls(part), |i| part.blend(i))
    }

    /// A part's flesh, pressed flat where it rests on the floor.
    fn balls(&self, part: Part) -> Vec<Vec<Ball>> {
        let mut chains = part.chains(&self.scene.build, &self.skeleton);
        if part == Part::Trunk {
            flesh::breathe(&mut chains, &self.skeleton, self.posture.breath);
        }
        for (centre, radius) in chains.iter_mut().flatten() {
            centre.1 = centre.1.max(*radius);
        }
        chains
    }

    fn outline(&self, balls: &[Vec<Ball>], blend: f64) -> String {
        smooth(&outline::trace(&self.chains(balls, |_| blend)))
    }

    fn ground(&self) -> Vec<Shape> {
        let mats = self.scene.pose.props.iter().filter(|p| matches!(p.kind, PropKind::Mat | PropKind::Wall));
        mats.flat_map(|p| things::shapes(p, &self.camera)).collect()
    }

    fn props(&self, depth: Depth) -> Vec<Shape> {
        let trunk = self.camera.depth(self.skeleton.frame(Segment::Pelvis, Half::Right).o);
        let solid = self.scene.pose.props.iter().filter(|p| !matches!(p.kind, PropKind::Mat | PropKind::Wall));
        let mut chosen: Vec<_> = solid
            .map(|p| (self.camera.depth(V3(p.place[0], p.place[1] + p.size[1] / 2.0, p.place[2])), p))
            .filter(|(near, p)| {
                let close = *near > trunk + 0.14 && p.kind == PropKind::Cushion;
                let place = if close || p.kind == PropKind::Ball { Depth::Before } else { Depth::Behind };
                place == depth
            })
            .collect();
        chosen.sort_by(|a, b| a.0.total_cmp(&b.0));
        chosen.iter().flat_map(|(_, p)| things::shapes(p, &self.camera)).collect()
    }

    /// Where the body rests, a soft patch under it.
    fn shadow(&self) -> String {
        let mut chains: Vec<Vec<Ball>> = vec![];
        for chain in Part::ALL.iter().flat_map(|p| self.balls(*p)) {
            let mut last: Option<Ball> = None;
            for (centre, radius) in chain {
                let now = self.dropped(centre, radius);
                if let Some(ball) = now {
                    match chains.last_mut() {
                        Some(run) if last.is_some_and(|l| (l.0.1 - ball.0.1).abs() < 1e-6) => run.push(ball),
                        _ => chains.push(vec![ball]),
                    }
                }
                last = now;
            }
        }
        if chains.is_empty() { String::new() } else { self.outline(&chains, 0.022) }
    }

    /// A ball's shadow on what is right below it.
    fn dropped(&self, centre: V3, radius: f64) -> Option<Ball> {
        let tops = self.scene.pose.props.iter().filter(|p| {
            !matches!(p.kind, PropKind::Wall | PropKind::Mat | PropKind::Wedge | PropKind::Cushion | PropKind::Ball)
        });
        let under = tops.map(surface::patch).filter(|patch| patch.middle.1 < centre.1);
        let (floor, room) = under
            .filter_map(|patch| {
                let d = centre - patch.middle;
                let room = (patch.half.0 - d.dot(patch.axes.0).abs()).min(patch.half.1 - d.dot(patch.axes.2).abs());
                (room > 0.0).then_some((patch.middle.1, room))
            })
            .fold((0.0, f64::INFINITY), |a, b| if b.0 > a.0 { b } else { a });
        let height = centre.1 - radius - floor;
        let shadow = (radius * (1.0 - height * 6.0)).min(room);
        (height < 0.05 && shadow > 0.004).then_some((V3(centre.0, floor, centre.2), shadow))
    }

    /// Body, bones and psoas, far parts first.
    fn people(&self, sheet: &Sheet) -> Vec<Shape> {
        let mut parts: Vec<(f64, Part)> = Part::ALL.iter().map(|p| (self.nearness(*p), *p)).collect();
        parts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut out = vec![];
        let mut bones = if sheet.bones { self.trunk_bones() } else { vec![] };
        for (near, part) in parts {
            let front_arm = near > 0.0 && matches!(part, Part::Arm(_));
            if front_arm {
                out.append(&mut bones);
            }
            out.extend(if near > 0.0 { self.near_limb(part) } else { self.whole(part, near) });
            if sheet.bones
                && let Part::Leg(half) = part
            {
                let list = if near < 0.0 { &mut out } else { &mut bones };
                list.push(("bo", self.femur(half)));
            }
        }
        out.extend(bones);
        if sheet.bones {
            out.extend(self.psoas());
        }
        out
    }

    /// The trunk, or a limb behind it.
    fn whole(&self, part: Part, near: f64) -> Vec<Shape> {
        let outline = smooth(&outline::trace(&self.part(part)));
        let class = if near < 0.0 { "bf" } else { "bn" };
        let face = if part == Part::Trunk { self.face() } else { vec![] };
        std::iter::once((class, outline)).chain(face).collect()
    }

    /// A limb in front of the trunk: filled, with a line where it doesn't grow out of the trunk.
    fn near_limb(&self, part: Part) -> Vec<Shape> {
        let lines = outline::trace(&self.part(part));
        let trunk = self.part(Part::Trunk);
        let root = part.root(&self.skeleton).map(|(c, r)| (self.camera.project(c), r * SCALE));
        let grows = |p: &P2| {
            root.is_some_and(|(c, r)| (p.0 - c.0).hypot(p.1 - c.1) < r) && outline::distance(*p, &trunk) < -1.5
        };
        let fill = lines.iter().map(|line| curve::closed(line, TOLERANCE)).collect();
        let edge = lines.iter().flat_map(|line| runs(line, grows)).map(|run| curve::open(&run, TOLERANCE)).collect();
        vec![("bp", fill), ("be", edge)]
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
        let spine = bones::vertebrae(&self.skeleton);
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

    fn far_first(&self) -> [Half; 2] {
        let depth = |h: Half| self.camera.depth(self.skeleton.frame(Segment::Femur, h).o);
        if depth(Half::Right) < depth(Half::Left) { Half::BOTH } else { [Half::Left, Half::Right] }
    }

    fn psoas(&self) -> Vec<Shape> {
        let worked = self.scene.works();
        let flexion = |h: Half| self.posture.angles[if h == Half::Right { 9 } else { 21 }];
        self.far_first()
            .iter()
            .map(|&half| {
                let class = if worked.is_none_or(|w| w == half) { "ps" } else { "pw" };
                (class, self.outline(&bones::psoas(&self.skeleton, half, flexion(half)), 0.008))
            })
            .collect()
    }
}

/// Closed lines as curves, specks left out.
fn smooth(lines: &[Vec<P2>]) -> String {
    let drawn = lines.iter().filter(|line| outline::area(line).abs() > 40.0);
    drawn.map(|line| curve::closed(line, TOLERANCE)).collect()
}

/// The stretches of a closed line whose points aren't left out.
fn runs(line: &[P2], left_out: impl Fn(&P2) -> bool) -> Vec<Vec<P2>> {
    let Some(first) = line.iter().position(&left_out) else {
        return vec![line.iter().chain(line.first()).copied().collect()];
    };
    let turned = line[first..].iter().chain(&line[..first]);
    let mut out = vec![vec![]];
    for p in turned {
        if left_out(p) {
            out.push(vec![]);
        } else if let Some(run) = out.last_mut() {
            run.push(*p);
        }
    }
    out.retain(|run| run.len() > 3);
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
