//! From a posture to SVG.

use std::fmt::Write as _;

use care::entry::Side;

use crate::{
    Layers, Tint,
    around::Depth,
    camera::{Camera, P2, SCALE, whole},
    curve,
    flesh::{self, Ball, Part},
    outline::{self, Chain, Disc},
    scene::{Posture, Scene},
    skeleton::Skeleton,
    style::{ROOT, STYLE, attributes},
    things,
};

/// Largest error of a curve [units].
pub const TOLERANCE: f64 = 0.7;
const MARGIN: f64 = 14.0;

/// What the writer needs beside the scene.
pub struct Sheet<'a> {
    /// The camera.
    pub camera: Camera,
    /// The worked side; the left one mirrors the picture.
    pub side: Side,
    /// Shaft and head of the arrow that shows the movement.
    pub arrow: Option<(String, String)>,
    /// What is seen of the inside.
    pub layers: Layers,
    /// How psoas is coloured.
    pub tint: Tint,
    /// Accessible name.
    pub title: &'a str,
    /// Accessible description.
    pub description: &'a str,
}

/// A posture with everything that is drawn.
pub struct Figure<'a> {
    pub scene: &'a Scene<'a>,
    pub skeleton: Skeleton,
    pub posture: &'a Posture,
    pub camera: Camera,
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

/// The smallest frame around a scene and its arrow: left, top, width, height.
pub fn frame(scene: &Scene, camera: &Camera, arrow: &[P2]) -> [f64; 4] {
    let mut b = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let mut grow = |(x, y): P2, r: f64| {
        b = [b[0].min(x - r), b[1].min(y - r), b[2].max(x + r), b[3].max(y + r)];
    };
    let steps = 2 * (scene.len() - 1);
    for step in 0..=steps {
        let posture = scene.roughly(step as f64 / steps as f64);
        let skeleton = scene.skeleton(&posture);
        for (centre, radius) in Part::ALL.iter().flat_map(|p| p.chains(&scene.build, &skeleton)).flatten() {
            grow(camera.project(centre), radius * SCALE);
        }
    }
    for point in arrow {
        grow(*point, 0.0);
    }
    for corner in scene.pose.props.iter().flat_map(things::extent) {
        grow(camera.project(corner), 0.0);
    }
    [b[0] - MARGIN, b[1] - MARGIN, b[2] - b[0] + 2.0 * MARGIN, b[3] - b[1] + 2.0 * MARGIN]
}

/// A path of the picture: css class and path data.
pub type Shape = (&'static str, String);

impl Figure<'_> {
    /// Chains of balls in the picture.
    pub fn chains(&self, balls: &[Vec<Ball>], blend: impl Fn(usize) -> f64) -> Vec<Chain> {
        let disc = |(centre, radius): &Ball| Disc { at: self.camera.project(*centre), radius: radius * SCALE };
        let chain = |(i, chain): (usize, &Vec<Ball>)| Chain {
            discs: chain.iter().map(disc).collect(),
            blend: blend(i) * SCALE,
        };
        balls.iter().enumerate().map(chain).collect()
    }

    /// The chains of a part in the picture.
    pub fn part(&self, part: Part) -> Vec<Chain> {
        self.chains(&self.balls(part), |i| part.blend(i))
    }

    /// A part's flesh, pressed flat where it rests on the floor.
    pub fn balls(&self, part: Part) -> Vec<Vec<Ball>> {
        let mut chains = part.chains(&self.scene.build, &self.skeleton);
        if part == Part::Trunk {
            flesh::breathe(&mut chains, &self.skeleton, self.posture.breath);
        }
        for (centre, radius) in chains.iter_mut().flatten() {
            centre.1 = centre.1.max(*radius);
        }
        chains
    }

    /// The curve around chains, rounded by `blend` [stature] where they meet.
    pub fn outline(&self, balls: &[Vec<Ball>], blend: f64) -> String {
        smooth(&outline::trace(&self.chains(balls, |_| blend)))
    }
}

/// Closed lines as curves, specks left out.
pub fn smooth(lines: &[Vec<P2>]) -> String {
    let drawn = lines.iter().filter(|line| outline::area(line).abs() > 40.0);
    drawn.map(|line| curve::closed(line, TOLERANCE)).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
