//! One muscle, compiled.

use super::WrapMode;
use super::chain::{Chain, Seat};
use super::functions::Functions;
use crate::kernel::pair::MOST_PIECES;
use crate::math::{Transform, Vec3, norm, sub};
use crate::model::{Function, Model, Muscle, PathPointKind};
use crate::path::{Axis, Condition, PathProgram, Place, Point, Wrap};
use crate::wrap::shape::Shape;
use std::ops::Range;

/// OpenSim's margin around the range of a conditional point [rad or m].
const MARGIN: f64 = 1e-5;

/// A muscle ready for the kernel.
#[derive(Clone, Debug)]
pub struct MuscleProgram {
    /// The whole path, for the general solver and for drawing.
    pub path: PathProgram,
    pub kind: Kind,
    /// The number of lines that the path leaves in the workspace.
    pub lines: usize,
    pub joints: Vec<JointOp>,
    pub moving: Vec<MovingOp>,
    /// The muscle's moment arms.
    pub entries: Range<usize>,
}

/// How the path is computed.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "few, and read in order")]
pub enum Kind {
    /// By pieces, all lanes at once.
    Pieces {
        /// Length that never changes [m].
        constant: f64,
        spots: Vec<Spot>,
        pieces: Vec<Piece>,
        wrap: Option<WrapOp>,
    },
    /// Two wraps, all lanes at once. Line `2 k` starts piece `k`, line `2 k + 1` ends it; then come the pulls on the wraps.
    Pair { spots: Vec<Spot>, op: Box<PairOp> },
    /// By the general solver, lane by lane. Line `k` is the sum of what pulls on link `links[k]`; the lines after those
    /// are the pulls on the moving points.
    General { links: Vec<usize> },
}

/// A point to bring into the base's frame.
#[derive(Clone, Debug)]
pub struct Spot {
    pub link: usize,
    pub place: Place,
}

/// A straight piece between two spots.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Between points of one link; only there in some poses.
    Constant { length: f64, gate: Gate },
    /// A line.
    Straight { from: usize, to: usize, line: usize, gate: Option<Gate> },
}

/// Conditions under which a piece is there: each with whether it has to hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate(pub Vec<(Condition, bool)>);

/// The one wrap of a path, and the pieces that may go around it.
#[derive(Clone, Debug)]
pub struct WrapOp {
    pub link: usize,
    pub frame: Transform,
    pub shape: Shape,
    pub candidates: Vec<Candidate>,
}

/// The two wraps of a path, and the pieces that may go around each.
#[derive(Clone, Debug)]
pub struct PairOp {
    pub wraps: [WrapOp; 2],
    pub ranges: [Range<usize>; 2],
    /// Between the points of the path.
    pub pieces: usize,
}

/// A piece that may go around; `lines` are those before and after the surface.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub from: usize,
    pub to: usize,
    pub lines: [usize; 2],
}

/// The lines that cross a joint, and the moment arms to compute from their sum.
#[derive(Clone, Debug)]
pub struct JointOp {
    /// Line, and whether it pulls on what the joint carries in its own direction.
    pub lines: Vec<(usize, bool)>,
    /// Coordinate and entry.
    pub arms: Vec<(usize, usize)>,
}

/// A moving point's own share of a moment arm.
#[derive(Clone, Debug)]
pub struct MovingOp {
    pub link: usize,
    pub frame: Transform,
    pub axes: [Axis; 3],
    pub coordinate: usize,
    pub entry: usize,
    /// Lines that end (true) or start (false) at the point.
    pub lines: Vec<(usize, bool)>,
}

impl MuscleProgram {
    /// All coordinates that change the length, but for couplers.
    pub fn coordinates(&self) -> Vec<usize> {
        let joints = self.joints.iter().flat_map(|j| j.arms.iter().map(|a| a.0));
        let mut all: Vec<usize> = joints.chain(self.moving.iter().map(|m| m.coordinate)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Tells every operation where its moment arm is.
    pub fn place(&mut self, entry: &dyn Fn(usize) -> usize) {
        for joint in &mut self.joints {
            for (coordinate, place) in &mut joint.arms {
                *place = entry(*coordinate);
            }
        }
        for moving in &mut self.moving {
            moving.entry = entry(moving.coordinate);
        }
    }
}

/// Marks the bodies that the muscle's path touches.
pub fn mark_bodies(model: &Model, muscle: usize, needed: &mut [bool]) {
    let path = &model.muscles()[muscle].path;
    for point in &path.points {
        needed[place(model, &point.frame).body] = true;
    }
    for wrap in &path.wraps {
        let object = model.wrap_object(&wrap.wrap_object).expect(CHECKED);
        needed[place(model, &object.frame).body] = true;
    }
}

const CHECKED: &str = "Model::new has checked the names";

fn place(model: &Model, frame: &str) -> crate::model::Placement {
    model.placement(frame).expect(CHECKED)
}

/// Link, and the frame in the link.
fn seat(model: &Model, chain: &Chain, frame: &str) -> Seat {
    let place = place(model, frame);
    let seat = chain.seats[place.body].expect("the chain holds every body that a wanted muscle touches");
    Seat { link: seat.link, transform: seat.transform.then(&place.transform) }
}

/// Compiles one muscle; entries are placed later.
pub fn compile(model: &Model, index: usize, mode: WrapMode, chain: &Chain, functions: &mut Functions) -> MuscleProgram {
    let muscle = &model.muscles()[index];
    let path = path_program(model, muscle, chain, functions);
    let builder = Builder { path: &path, ends: Vec::new(), pieces: Vec::new(), constant: 0.0, candidates: Vec::new() };
    let (kind, ends, moving_lines) = match path.wraps.len() {
        0 => builder.pieces(None),
        1 if can_choose(&path, mode) => builder.pieces(Some(&path.wraps[0])),
        2 if can_pair(&path, mode) => pair(&path),
        _ => general(&path),
    };
    let joints = crossings(chain, &ends);
    let moving = path
        .points
        .iter()
        .enumerate()
        .filter_map(|(i, p)| moving_op(p, moving_lines.iter().filter(|l| l.0 == i).map(|l| (l.1, l.2)).collect()))
        .collect();
    let lines = ends.len() + path.points.iter().filter(|p| is_moving(p)).count();
    MuscleProgram { path, kind, lines, joints, moving, entries: 0..0 }
}

fn is_moving(point: &Point) -> bool {
    matches!(point.place, Place::Moving { .. })
}

/// Whether the path's one wrap can be done for all lanes at once.
fn can_choose(path: &PathProgram, mode: WrapMode) -> bool {
    let alone = mode == WrapMode::Geodesic || path.listed == 1;
    let round = !matches!(path.wraps[0].shape, Shape::Ellipsoid(_));
    alone && round && path.points.iter().all(|p| p.condition.is_none())
}

/// Whether the path's two wraps can be done for all lanes at once.
fn can_pair(path: &PathProgram, mode: WrapMode) -> bool {
    let few = path.points.len() <= MOST_PIECES + 1;
    let round = path.wraps.iter().all(|w| !matches!(w.shape, Shape::Ellipsoid(_)));
    mode == WrapMode::Geodesic && few && round && path.points.iter().all(|p| p.condition.is_none())
}

fn path_program(model: &Model, muscle: &Muscle, chain: &Chain, functions: &mut Functions) -> PathProgram {
    let coordinate = |name: &str| model.coordinate_index(name).expect(CHECKED);
    let count = muscle.path.points.len();
    let points = muscle
        .path
        .points
        .iter()
        .map(|point| {
            let seat = seat(model, chain, &point.frame);
            let fixed = |location: &Vec3| Place::Fixed(seat.transform.point(*location));
            let (place, condition) = match &point.kind {
                PathPointKind::Fixed { location } => (fixed(location), None),
                PathPointKind::Conditional { location, coordinate: name, range } => {
                    let [low, high] = [range[0] - MARGIN, range[1] + MARGIN];
                    (fixed(location), Some(Condition { coordinate: coordinate(name), low, high }))
                }
                PathPointKind::Moving { coordinate: name, location } => {
                    (moving(model, coordinate(name), seat.transform, location, functions), None)
                }
            };
            Point { link: seat.link, place, condition }
        })
        .collect();
    let wraps = muscle
        .path
        .wraps
        .iter()
        .filter_map(|wrap| {
            let object = model.wrap_object(&wrap.wrap_object).expect(CHECKED);
            let seat = seat(model, chain, &object.frame);
            let inner = Transform::new(object.translation, object.xyz_body_rotation);
            let [first, last] = wrap.range.map(|r| usize::try_from(r).unwrap_or(0));
            let range = [first.max(1) - 1, if last == 0 { count - 1 } else { last - 1 }];
            let shape = Shape::new(object, wrap.method);
            object.active.then(|| Wrap { link: seat.link, frame: seat.transform.then(&inner), shape, range })
        })
        .collect();
    PathProgram { points, wraps, listed: muscle.path.wraps.len() }
}

fn moving(
    model: &Model,
    coordinate: usize,
    frame: Transform,
    location: &[Function; 3],
    functions: &mut Functions,
) -> Place {
    let range = model.coordinates()[coordinate].range;
    let mut compiled = |f: &Function| {
        let law = f.compile();
        match law.constant() {
            Some(v) => Axis::Constant(v),
            None => Axis::Function(functions.slot(&law, &[coordinate], Some(range))),
        }
    };
    let axes = [compiled(&location[0]), compiled(&location[1]), compiled(&location[2])];
    Place::Moving { frame, axes, coordinate }
}

/// Links at both ends of a line, if something is pulled there.
type Ends = (Option<usize>, Option<usize>);
/// Point, line, whether the line ends there.
type MovingLine = (usize, usize, bool);

struct Builder<'a> {
    path: &'a PathProgram,
    ends: Vec<Ends>,
    pieces: Vec<Piece>,
    constant: f64,
    candidates: Vec<Candidate>,
}

impl Builder<'_> {
    fn pieces(mut self, wrap: Option<&Wrap>) -> (Kind, Vec<Ends>, Vec<MovingLine>) {
        let count = self.path.points.len();
        let mut moving = Vec::new();
        for from in 0..count {
            for to in from + 1..count {
                let between = &self.path.points[from + 1..to];
                if between.iter().any(|p| p.condition.is_none()) {
                    break;
                }
                let first = self.ends.len();
                self.piece(from, to, wrap);
                // A line that starts at a moving point, or ends at one.
                let last = self.ends.len();
                if last > first {
                    moving.extend([(from, first, false), (to, last - 1, true)]);
                }
            }
        }
        let spots = spots(self.path);
        let candidates = self.candidates;
        let wrap = wrap.filter(|_| !candidates.is_empty()).map(|w| WrapOp {
            link: w.link,
            frame: w.frame,
            shape: w.shape,
            candidates,
        });
        let kind = Kind::Pieces { constant: self.constant, spots, pieces: self.pieces, wrap };
        (kind, self.ends, moving)
    }

    fn piece(&mut self, from: usize, to: usize, wrap: Option<&Wrap>) {
        let (a, b) = (&self.path.points[from], &self.path.points[to]);
        let line = self.ends.len();
        if let Some(w) = wrap.filter(|w| w.range[0] <= from && to <= w.range[1]) {
            self.ends.extend([(Some(a.link), Some(w.link)), (Some(w.link), Some(b.link))]);
            self.candidates.push(Candidate { from, to, lines: [line, line + 1] });
            return;
        }
        let own = [a, b].into_iter().filter_map(|p| p.condition.map(|c| (c, true)));
        let skipped = self.path.points[from + 1..to].iter().filter_map(|p| p.condition.map(|c| (c, false)));
        let gate = Gate(own.chain(skipped).collect());
        if let (true, Place::Fixed(p), Place::Fixed(q)) = (a.link == b.link, &a.place, &b.place) {
            let length = norm(sub(*q, *p));
            if gate.0.is_empty() {
                self.constant += length;
            } else {
                self.pieces.push(Piece::Constant { length, gate });
            }
            return;
        }
        self.ends.push((Some(a.link), Some(b.link)));
        self.pieces.push(Piece::Straight { from, to, line, gate: (!gate.0.is_empty()).then_some(gate) });
    }
}

fn general(path: &PathProgram) -> (Kind, Vec<Ends>, Vec<MovingLine>) {
    let mut links: Vec<usize> = path.points.iter().map(|p| p.link).chain(path.wraps.iter().map(|w| w.link)).collect();
    links.sort_unstable();
    links.dedup();
    let ends: Vec<Ends> = links.iter().map(|l| (None, Some(*l))).collect();
    let points = (0..path.points.len()).filter(|i| is_moving(&path.points[*i]));
    let moving = points.enumerate().map(|(k, i)| (i, links.len() + k, true)).collect();
    (Kind::General { links }, ends, moving)
}

fn pair(path: &PathProgram) -> (Kind, Vec<Ends>, Vec<MovingLine>) {
    let pieces = path.points.len() - 1;
    let mut ends: Vec<Ends> = Vec::new();
    let mut moving = Vec::new();
    for k in 0..pieces {
        ends.extend([(Some(path.points[k].link), None), (None, Some(path.points[k + 1].link))]);
        moving.extend([(k, 2 * k, false), (k + 1, 2 * k + 1, true)]);
    }
    ends.extend(path.wraps.iter().map(|w| (None, Some(w.link))));
    let wrap = |w: &Wrap| WrapOp { link: w.link, frame: w.frame, shape: w.shape, candidates: Vec::new() };
    let wraps = [wrap(&path.wraps[0]), wrap(&path.wraps[1])];
    let range = |w: &Wrap| w.range[0]..w.range[1];
    let op = PairOp { wraps, ranges: [range(&path.wraps[0]), range(&path.wraps[1])], pieces };
    (Kind::Pair { spots: spots(path), op: Box::new(op) }, ends, moving)
}

fn spots(path: &PathProgram) -> Vec<Spot> {
    path.points.iter().map(|p| Spot { link: p.link, place: p.place.clone() }).collect()
}

/// For every joint that a line crosses, its lines and coordinates.
fn crossings(chain: &Chain, ends: &[Ends]) -> Vec<JointOp> {
    let mut joints = Vec::new();
    for link in 1..chain.links() {
        let inside = |l: Option<usize>| l.is_some_and(|l| chain.carries(link, l));
        let all_inside = ends.iter().flat_map(|(from, to)| [from, to]).all(|l| l.is_none() || inside(*l));
        let lines: Vec<(usize, bool)> = ends
            .iter()
            .enumerate()
            .filter(|(_, (from, to))| inside(*to) != inside(*from))
            .map(|(i, (_, to))| (i, inside(*to)))
            .collect();
        let arms: Vec<(usize, usize)> =
            (0..chain.moved.len()).filter(|c| chain.moved[*c] == Some(link)).map(|c| (c, 0)).collect();
        // What pulls on every link of a path adds up to nothing.
        if !lines.is_empty() && !arms.is_empty() && !all_inside {
            joints.push(JointOp { lines, arms });
        }
    }
    joints
}

fn moving_op(point: &Point, lines: Vec<(usize, bool)>) -> Option<MovingOp> {
    let Place::Moving { frame, axes, coordinate } = &point.place else { return None };
    Some(MovingOp { link: point.link, frame: *frame, axes: *axes, coordinate: *coordinate, entry: 0, lines })
}
