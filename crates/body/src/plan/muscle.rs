//! One muscle, compiled.

use super::chain::{Chain, Seat};
use super::functions::Functions;
use super::program::{ArmOp, Candidate, DriftingSpot, FixedSpot, Gate, JointOp, Kind, MovingOp, MuscleProgram, PairOp};
use super::program::{Piece, WrapOp};
use super::{WrapMode, index};
use crate::kernel::pair::MOST_PIECES;
use crate::lane::Pose;
use crate::math::{Transform, Vec3, norm, sub};
use crate::model::{Function, Model, Muscle, PathPointKind};
use crate::path::{Axis, Condition, PathProgram, Place, Point, Wrap};
use crate::wrap::shape::{Shape, Touch, lane};

/// OpenSim's margin around the range of a conditional point [rad or m].
const MARGIN: f64 = 1e-5;

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

/// Compiles one muscle, and its whole path for the general solver; entries are placed later.
pub fn compile(
    model: &Model,
    muscle: usize,
    mode: WrapMode,
    chain: &Chain,
    functions: &mut Functions,
) -> (MuscleProgram, PathProgram) {
    let path = path_program(model, &model.muscles()[muscle], chain, functions);
    let way = match path.wraps.len() {
        0 => Builder::new(&path).pieces(None),
        1 if can_choose(&path, mode) => Builder::new(&path).pieces(Some(&path.wraps[0])),
        2 if can_pair(&path, mode) => pair(&path),
        _ => general(&path),
    };
    let spots = || way.spots.iter().enumerate().map(|(spot, point)| (spot, &path.points[*point]));
    let lines_of = |i: usize| way.moving.iter().filter(|l| l.0 == i).map(|l| (l.1, l.2)).collect();
    let mut program = MuscleProgram {
        kind: way.kind,
        fixed: spots().filter_map(|(i, p)| fixed_spot(i, p)).collect(),
        drifting: spots().filter_map(|(i, p)| drifting_spot(i, p)).collect(),
        joints: Box::default(),
        crossings: Box::default(),
        arms: Box::default(),
        moving: path.points.iter().enumerate().filter_map(|(i, p)| moving_op(p, lines_of(i))).collect(),
        entries: 0..0,
        lines: way.ends.len() + path.points.iter().filter(|p| is_moving(p)).count(),
    };
    cross_joints(&mut program, chain, &way.ends);
    (program, path)
}

fn fixed_spot(spot: usize, point: &Point) -> Option<FixedSpot> {
    let Place::Fixed(place) = point.place else { return None };
    Some(FixedSpot { link: index(point.link), spot: index(spot), place })
}

fn drifting_spot(spot: usize, point: &Point) -> Option<DriftingSpot> {
    let Place::Moving { frame, axes, .. } = point.place else { return None };
    Some(DriftingSpot { link: point.link, spot, frame: constant(&frame), axes })
}

/// As the programs keep it.
fn constant(frame: &Transform) -> Pose<f64> {
    Pose { r: frame.r, p: frame.p }
}

fn is_moving(point: &Point) -> bool {
    matches!(point.place, Place::Moving { .. })
}

/// Whether a piece may go around, ever: between two points that move with the surface the answer is always the same.
fn may_touch(wrap: &Wrap, a: &Point, b: &Point) -> bool {
    let (Place::Fixed(p), Place::Fixed(q)) = (&a.place, &b.place) else { return true };
    if a.link != wrap.link || b.link != wrap.link {
        return true;
    }
    let back = wrap.frame.inverse();
    let (p1, p2) = (lane(back.point(*p)), lane(back.point(*q)));
    matches!(wrap.shape.touch(p1, p2, WrapMode::Geodesic, true), Touch::Around { .. })
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

/// How a path is computed, and what that leaves behind.
struct Way {
    kind: Kind,
    /// Of each line.
    ends: Vec<Ends>,
    moving: Vec<MovingLine>,
    /// The points that have to be brought into the base's frame, in the order of the spots.
    spots: Vec<usize>,
}

struct Builder<'a> {
    path: &'a PathProgram,
    spots: Vec<usize>,
    ends: Vec<Ends>,
    pieces: Vec<Piece>,
    constant: f64,
    candidates: Vec<Candidate>,
}

impl<'a> Builder<'a> {
    fn new(path: &'a PathProgram) -> Self {
        let (spots, ends) = (Vec::new(), Vec::new());
        Self { path, spots, ends, pieces: Vec::new(), constant: 0.0, candidates: Vec::new() }
    }

    /// The spot of a point.
    fn spot(&mut self, point: usize) -> usize {
        self.spots.iter().position(|p| *p == point).unwrap_or_else(|| {
            self.spots.push(point);
            self.spots.len() - 1
        })
    }

    fn pieces(mut self, wrap: Option<&Wrap>) -> Way {
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
        let candidates = self.candidates;
        let used = wrap.filter(|_| !candidates.is_empty());
        let wrap =
            used.map(|w| Box::new(WrapOp { link: w.link, frame: constant(&w.frame), shape: w.shape, candidates }));
        let kind = Kind::Pieces { constant: self.constant, pieces: self.pieces.into(), wrap };
        Way { kind, ends: self.ends, moving, spots: self.spots }
    }

    fn piece(&mut self, from: usize, to: usize, wrap: Option<&Wrap>) {
        let (a, b) = (&self.path.points[from], &self.path.points[to]);
        let line = self.ends.len();
        if let Some(w) = wrap.filter(|w| w.range[0] <= from && to <= w.range[1] && may_touch(w, a, b)) {
            self.ends.extend([(Some(a.link), Some(w.link)), (Some(w.link), Some(b.link))]);
            let (from, to) = (self.spot(from), self.spot(to));
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
                self.pieces.push(Piece::Constant { length, gate: Box::new(gate) });
            }
            return;
        }
        self.ends.push((Some(a.link), Some(b.link)));
        let gate = (!gate.0.is_empty()).then(|| Box::new(gate));
        let (from, to) = (index(self.spot(from)), index(self.spot(to)));
        self.pieces.push(Piece::Straight { from, to, line: index(line), gate });
    }
}

fn general(path: &PathProgram) -> Way {
    let mut links: Vec<usize> = path.points.iter().map(|p| p.link).chain(path.wraps.iter().map(|w| w.link)).collect();
    links.sort_unstable();
    links.dedup();
    let ends: Vec<Ends> = links.iter().map(|l| (None, Some(*l))).collect();
    let points = (0..path.points.len()).filter(|i| is_moving(&path.points[*i]));
    let moving = points.enumerate().map(|(k, i)| (i, links.len() + k, true)).collect();
    let kind = Kind::General { path: Box::new(path.clone()), links };
    Way { kind, ends, moving, spots: Vec::new() }
}

fn pair(path: &PathProgram) -> Way {
    let pieces = path.points.len() - 1;
    let mut ends: Vec<Ends> = Vec::new();
    let mut moving = Vec::new();
    for k in 0..pieces {
        ends.extend([(Some(path.points[k].link), None), (None, Some(path.points[k + 1].link))]);
        moving.extend([(k, 2 * k, false), (k + 1, 2 * k + 1, true)]);
    }
    ends.extend(path.wraps.iter().map(|w| (None, Some(w.link))));
    let wrap = |w: &Wrap| WrapOp { link: w.link, frame: constant(&w.frame), shape: w.shape, candidates: Vec::new() };
    let wraps = [wrap(&path.wraps[0]), wrap(&path.wraps[1])];
    let range = |w: &Wrap| w.range[0]..w.range[1];
    let op = PairOp { wraps, ranges: [range(&path.wraps[0]), range(&path.wraps[1])], pieces };
    Way { kind: Kind::Pair(Box::new(op)), ends, moving, spots: (0..path.points.len()).collect() }
}

/// For every joint that a line crosses: its lines and its moment arms.
fn cross_joints(program: &mut MuscleProgram, chain: &Chain, ends: &[Ends]) {
    let (mut joints, mut crossings, mut arms) = (Vec::new(), Vec::new(), Vec::new());
    for link in 1..chain.links() {
        let inside = |l: Option<usize>| l.is_some_and(|l| chain.carries(link, l));
        let all_inside = ends.iter().flat_map(|(from, to)| [from, to]).all(|l| l.is_none() || inside(*l));
        let moved: Vec<usize> = (0..chain.moved.len()).filter(|c| chain.moved[*c] == Some(link)).collect();
        let before = crossings.len();
        // What pulls on every link of a path adds up to nothing.
        if !all_inside && !moved.is_empty() {
            let crossing = ends.iter().enumerate().filter(|(_, (from, to))| inside(*to) != inside(*from));
            crossings.extend(crossing.map(|(i, (_, to))| (index(i), inside(*to))));
        }
        if crossings.len() > before {
            joints.push(JointOp { crossings: index(crossings.len() - before), arms: index(moved.len()) });
            arms.extend(moved.into_iter().map(|c| ArmOp { coordinate: index(c), entry: 0 }));
        }
    }
    program.joints = joints.into();
    program.crossings = crossings.into();
    program.arms = arms.into();
}

fn moving_op(point: &Point, lines: Vec<(usize, bool)>) -> Option<MovingOp> {
    let Place::Moving { frame, axes, coordinate } = &point.place else { return None };
    Some(MovingOp { link: point.link, frame: constant(frame), axes: *axes, coordinate: *coordinate, entry: 0, lines })
}
