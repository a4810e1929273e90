//! OpenSim's procedure for paths with wraps, and the refinement to exact geodesics.

use super::PathProgram;
use crate::lane::{One, Pose};
use crate::math::{Transform, Vec3, norm, scale, sub};
use crate::plan::WrapMode;
use crate::wrap::Around;
use crate::wrap::shape::{Choice, S, Touch, lane, plain};

/// A point that the path passes, in the base's frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node {
    /// Point of the path, by index.
    Point(usize),
    /// Where the path reaches wrap `w`.
    Reach(usize),
    /// Where it leaves wrap `w`.
    Leave(usize),
}

/// A solved path.
#[derive(Clone, Debug)]
pub struct Trace {
    /// From origin to insertion; `Reach` is always followed by its `Leave`.
    pub nodes: Vec<Node>,
    /// Position of each node in the base's frame \[m\].
    pub positions: Vec<Vec3>,
    /// Along the path \[m\].
    pub length: f64,
    /// For each wrap, how the path goes around it, in its own frame.
    pub contacts: Vec<Option<(Around<S>, Choice)>>,
    /// Each wrap's frame in the base.
    pub frames: Vec<Transform>,
}

struct Solver<'a> {
    program: &'a PathProgram,
    mode: WrapMode,
    points: Vec<Vec3>,
    frames: Vec<Transform>,
    nodes: Vec<Node>,
    contacts: Vec<Option<(Around<S>, Choice)>>,
    /// Tangent points as they were when a wrap first took part (defect D1).
    stale: Vec<Option<[Vec3; 2]>>,
}

/// What the last piece that a wrap was tried on did.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Apart,
    Inside,
    Around,
}

/// Lets the path go around its wraps.
pub fn solve(program: &PathProgram, poses: &[Pose<S>], values: &[S], derivatives: &[S], mode: WrapMode) -> Trace {
    let points = program.points.iter().map(|p| p.position(poses, values, derivatives)).collect();
    let frames = program.wraps.iter().map(|w| to_transform(&poses[w.link]).then(&w.frame)).collect();
    let nodes = (0..program.points.len()).filter(|i| program.points[*i].is_active(values)).map(Node::Point).collect();
    let count = program.wraps.len();
    let mut solver =
        Solver { program, mode, points, frames, nodes, contacts: vec![None; count], stale: vec![None; count] };
    solver.wrap();
    if mode == WrapMode::Geodesic {
        solver.refine();
    }
    let positions = solver.nodes.iter().map(|n| solver.position(*n)).collect();
    Trace { positions, length: solver.length(), nodes: solver.nodes, contacts: solver.contacts, frames: solver.frames }
}

fn to_transform(pose: &Pose<S>) -> Transform {
    Transform { r: pose.r.map(plain), p: plain(pose.p) }
}

impl Solver<'_> {
    fn wrap(&mut self) {
        let count = self.program.wraps.len();
        let mut order: Vec<usize> = (0..count).collect();
        let rounds = if self.program.listed < 2 { 1 } else { 8 };
        let mut last_length = f64::INFINITY;
        for round in 0..rounds {
            let last: Vec<Last> = order.clone().into_iter().map(|w| self.apply(w)).collect();
            self.remember();
            let length = self.length();
            if (length - last_length).abs() < 0.0005 {
                break;
            }
            last_length = length;
            if round == 0 && count > 1 && last[0] == Last::Apart && last[1] == Last::Inside {
                order.swap(0, 1);
                self.remove(0);
            }
        }
    }

    /// Takes wrap `w` off the path and puts it where it belongs now.
    fn apply(&mut self, w: usize) -> Last {
        self.remove(w);
        let Some([start, end]) = self.stretch(w) else { return Last::Apart };
        let mut last = Last::Apart;
        let mut best: Option<(usize, f64, Around<S>, Choice)> = None;
        for i in start..end {
            if matches!((self.nodes[i], self.nodes[i + 1]), (Node::Reach(_), Node::Leave(_))) {
                continue;
            }
            match self.try_piece(w, i) {
                Touch::Apart => last = Last::Apart,
                Touch::Inside => last = Last::Inside,
                Touch::Around { mandatory, around, choice } => {
                    last = Last::Around;
                    let straight = norm(sub(self.position(self.nodes[i]), self.position(self.nodes[i + 1])));
                    let change = around.length.0 - straight;
                    if mandatory || best.as_ref().is_none_or(|b| change < b.1) {
                        best = Some((i, change, around, choice));
                    }
                    if mandatory {
                        break;
                    }
                }
            }
        }
        if let Some((i, _, around, choice)) = best {
            self.nodes.splice(i + 1..=i, [Node::Reach(w), Node::Leave(w)]);
            self.contacts[w] = Some((around, choice));
        }
        last
    }

    fn try_piece(&self, w: usize, i: usize) -> Touch {
        let (p1, p2) = self.ends(w, i);
        let alone = self.program.listed < 2;
        self.program.wraps[w].shape.touch(lane(p1), lane(p2), self.mode, alone)
    }

    /// Nodes `i` and `i + 1` in the frame of wrap `w`.
    fn ends(&self, w: usize, i: usize) -> (Vec3, Vec3) {
        let back = self.frames[w].inverse();
        (back.point(self.position(self.nodes[i])), back.point(self.position(self.nodes[i + 1])))
    }

    fn remove(&mut self, w: usize) {
        self.nodes.retain(|n| *n != Node::Reach(w) && *n != Node::Leave(w));
        self.contacts[w] = None;
    }

    /// The places in the list of the first and last active point that wrap `w` is about.
    fn stretch(&self, w: usize) -> Option<[usize; 2]> {
        let [first, last] = self.program.wraps[w].range;
        let within = |n: &Node| matches!(n, Node::Point(i) if (first..=last).contains(i));
        let start = self.nodes.iter().position(within)?;
        let end = self.nodes.iter().rposition(within)?;
        Some([start, end])
    }

    fn position(&self, node: Node) -> Vec3 {
        match node {
            Node::Point(i) => self.points[i],
            Node::Reach(w) => self.frames[w].point(plain(self.around(w).r1)),
            Node::Leave(w) => self.frames[w].point(plain(self.around(w).r2)),
        }
    }

    fn around(&self, w: usize) -> &Around<S> {
        &self.contacts[w].as_ref().expect("a wrap on the list has a contact").0
    }

    fn remember(&mut self) {
        for w in 0..self.stale.len() {
            if self.contacts[w].is_some() && self.stale[w].is_none() {
                self.stale[w] = Some([self.position(Node::Reach(w)), self.position(Node::Leave(w))]);
            }
        }
    }

    /// Where OpenSim 4.6 believes the node to be when it adds up the length.
    fn believed(&self, node: Node) -> Vec3 {
        let defect = self.mode == WrapMode::OpenSimWithDefects;
        match node {
            Node::Reach(w) if defect => self.stale[w].map_or_else(|| self.position(node), |s| s[0]),
            Node::Leave(w) if defect => self.stale[w].map_or_else(|| self.position(node), |s| s[1]),
            _ => self.position(node),
        }
    }

    fn length(&self) -> f64 {
        self.nodes
            .windows(2)
            .map(|pair| match pair[0] {
                Node::Reach(w) => self.around(w).arc.0,
                _ => norm(sub(self.believed(pair[1]), self.believed(pair[0]))),
            })
            .sum()
    }

    /// Moves the tangent points of several wraps, each on its own geodesic, until they agree with one another. What
    /// touches what, and on which side, stays as OpenSim's procedure found it; but a surface that the path comes off, or
    /// that holds the point before or after it, is passed by.
    fn refine(&mut self) {
        if self.program.wraps.len() < 2 {
            return;
        }
        while let Some(Err(passed)) = (0..500).find_map(|_| self.refine_once().transpose()) {
            self.remove(passed);
        }
    }

    /// One round; `Some` when nothing moved, an error for a wrap that an end has got into.
    fn refine_once(&mut self) -> Result<Option<()>, usize> {
        let mut moved = 0.0_f64;
        for i in 1..self.nodes.len() {
            if let Node::Reach(w) = self.nodes[i] {
                moved = moved.max(self.refine_one(w, i).ok_or(w)?);
            }
        }
        Ok((moved < 1e-13).then_some(()))
    }

    fn refine_one(&mut self, w: usize, i: usize) -> Option<f64> {
        let back = self.frames[w].inverse();
        let p1 = back.point(self.position(self.nodes[i - 1]));
        let p2 = back.point(self.position(self.nodes[i + 2]));
        let (old, choice) = self.contacts[w].as_ref().expect("a wrap on the list has a contact");
        let new = self.program.wraps[w].shape.refine(lane(p1), lane(p2), *choice, old)?;
        let step = |a: [One<false>; 3], b: [One<false>; 3]| norm(sub(plain(a), plain(b)));
        let moved = step(old.r1, new.r1).max(step(old.r2, new.r2));
        self.contacts[w] = Some((new, *choice));
        Some(moved)
    }
}

impl Trace {
    /// The unit direction of the straight piece after node `i` and its moment about the base's origin; `None` for an arc
    /// or a piece without length.
    pub fn line(&self, i: usize) -> Option<[Vec3; 2]> {
        if matches!(self.nodes[i], Node::Reach(_)) {
            return None;
        }
        let v = sub(self.positions[i + 1], self.positions[i]);
        let length = norm(v);
        if length == 0.0 {
            return None;
        }
        let u = scale(v, 1.0 / length);
        Some([u, crate::math::cross(self.positions[i], u)])
    }

    /// The path as a line through space in the base's frame, arcs in steps of about `step` \[m\].
    pub fn polyline(&self, program: &PathProgram, step: f64) -> Vec<Vec3> {
        let mut line = Vec::new();
        for (i, node) in self.nodes.iter().enumerate() {
            match node {
                Node::Point(_) => line.push(self.positions[i]),
                Node::Leave(_) => {}
                Node::Reach(w) => {
                    let Some((around, choice)) = &self.contacts[*w] else { continue };
                    let arc = program.wraps[*w].shape.arc(around, *choice, step);
                    line.extend(arc.into_iter().map(|p| self.frames[*w].point(p)));
                }
            }
        }
        line
    }
}
