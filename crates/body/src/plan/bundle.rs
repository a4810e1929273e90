//! Muscles of one shape side by side, so that the lanes of a register do several muscles of one pose at once.
//!
//! Two muscles have one shape when their programs differ in nothing but numbers: constants, and which link, coordinate,
//! function or moment arm is meant. A bundle is a program of that shape whose constants are one for each lane, and whose
//! links (and so on) are rows of a table that says which one is meant in each lane.

use super::exchange::Exchange;
use super::program::MuscleProgram;
use super::{Kind, Plan, index};
use crate::lane::Each;

/// For each lane, which one is meant.
pub type Lanes<const N: usize> = [u32; N];

/// All muscles of a plan, in bundles of up to `N`.
#[derive(Clone, Debug)]
pub struct Bundles<const N: usize> {
    pub programs: Vec<MuscleProgram<Each<N>>>,
    /// Links of the plan; the first row is the base in all lanes.
    pub links: Vec<Lanes<N>>,
    /// Coordinates whose twists are needed.
    pub coordinates: Vec<Lanes<N>>,
    /// Slots whose values and derivatives are needed.
    pub slots: Vec<Lanes<N>>,
    /// For each muscle of the plan where its length is, counted over bundles and lanes; for one of `alone`, nothing.
    pub lengths: Vec<Option<u32>>,
    /// For each moment arm of the bundles (counted over all bundles and lanes), the entry of the plan. Lanes without a
    /// muscle repeat the one before.
    pub entries: Vec<Lanes<N>>,
    /// Rows of the plan that only the general solver can do, one by one.
    pub alone: Vec<usize>,
}

impl<const N: usize> Bundles<N> {
    pub fn new(plan: &Plan) -> Self {
        let mut bundles = Self {
            programs: Vec::new(),
            links: vec![[0; N]],
            coordinates: Vec::new(),
            slots: Vec::new(),
            lengths: vec![None; plan.programs.len()],
            entries: Vec::new(),
            alone: Vec::new(),
        };
        for (shape, members) in shapes(plan) {
            match shape.kind {
                Kind::General { .. } => bundles.alone.extend(members.iter().map(|m| m.row)),
                _ => members.chunks(N).for_each(|few| bundles.add(plan, few)),
            }
        }
        bundles
    }

    /// One more bundle, of at most `N` muscles.
    fn add(&mut self, plan: &Plan, members: &[Member]) {
        for (lane, member) in members.iter().enumerate() {
            self.lengths[member.row] = Some(index(self.programs.len() * N + lane));
        }
        let lanes: [&Member; N] = std::array::from_fn(|lane| &members[lane.min(members.len() - 1)]);
        let first = self.entries.len();
        self.entries.extend((0..lanes[0].entries.len()).map(|k| lanes.map(|m| index(m.entries[k]))));
        let mut merge = Merge { lanes, at: [0; 4], first, bundles: self };
        let mut program = plan.programs[members[0].row].exchange(&mut merge);
        program.entries = first..self.entries.len();
        self.programs.push(program);
    }
}

/// The numbers of one muscle's program, in the order in which they stand there.
#[derive(Debug, Default)]
struct Member {
    row: usize,
    constants: Vec<f64>,
    links: Vec<usize>,
    coordinates: Vec<usize>,
    slots: Vec<usize>,
    /// Each once.
    entries: Vec<usize>,
}

/// Takes the numbers out; what stays is the shape.
impl Exchange for Member {
    type Constant = ();

    fn constant(&mut self, v: f64) {
        self.constants.push(v);
    }
    fn link(&mut self, link: usize) -> usize {
        self.links.push(link);
        0
    }
    fn coordinate(&mut self, coordinate: usize) -> usize {
        self.coordinates.push(coordinate);
        0
    }
    fn slot(&mut self, slot: usize) -> usize {
        self.slots.push(slot);
        0
    }
    fn entry(&mut self, entry: usize) -> usize {
        place(&mut self.entries, entry)
    }
}

/// Where `wanted` is in the list, to which it is added unless it's there.
fn place<T: PartialEq>(list: &mut Vec<T>, wanted: T) -> usize {
    list.iter().position(|known| *known == wanted).unwrap_or_else(|| {
        list.push(wanted);
        list.len() - 1
    })
}

/// The muscles of each shape.
fn shapes(plan: &Plan) -> Vec<(MuscleProgram<()>, Vec<Member>)> {
    let mut shapes: Vec<(MuscleProgram<()>, Vec<Member>)> = Vec::new();
    for (row, program) in plan.programs.iter().enumerate() {
        let mut member = Member { row, ..Member::default() };
        let shape = program.exchange(&mut member);
        match shapes.iter_mut().find(|known| known.0 == shape) {
            Some((_, members)) => members.push(member),
            None => shapes.push((shape, vec![member])),
        }
    }
    shapes
}

/// Puts the numbers of all lanes in, in the same order.
struct Merge<'a, const N: usize> {
    lanes: [&'a Member; N],
    /// How many constants, links, coordinates and slots are in.
    at: [usize; 4],
    /// The bundle's first moment arm.
    first: usize,
    bundles: &'a mut Bundles<N>,
}

impl<const N: usize> Merge<'_, N> {
    /// The place of the next number of a kind.
    fn next(&mut self, kind: usize) -> usize {
        self.at[kind] += 1;
        self.at[kind] - 1
    }
}

impl<const N: usize> Exchange for Merge<'_, N> {
    type Constant = Each<N>;

    fn constant(&mut self, _: f64) -> Each<N> {
        let k = self.next(0);
        Each(self.lanes.map(|m| m.constants[k]))
    }
    fn link(&mut self, _: usize) -> usize {
        let k = self.next(1);
        place(&mut self.bundles.links, self.lanes.map(|m| index(m.links[k])))
    }
    fn coordinate(&mut self, _: usize) -> usize {
        let k = self.next(2);
        place(&mut self.bundles.coordinates, self.lanes.map(|m| index(m.coordinates[k])))
    }
    fn slot(&mut self, _: usize) -> usize {
        let k = self.next(3);
        place(&mut self.bundles.slots, self.lanes.map(|m| index(m.slots[k])))
    }
    fn entry(&mut self, entry: usize) -> usize {
        let known = self.lanes[0].entries.iter().position(|e| *e == entry);
        self.first + known.expect("the first lane's program is the one that is walked through")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Body, Coordinate, GeometryPath, Joint, JointKind, Model, Muscle, Parts, PathPoint, PathPointKind,
    };
    use crate::{Options, Plan};

    /// An arm whose muscles go from the ground through so many points of the arm.
    fn plan(points: &[usize]) -> Plan {
        let point = |frame: &str, x: f64| PathPoint {
            name: String::new(),
            frame: frame.into(),
            kind: PathPointKind::Fixed { location: [x, 0.1, 0.0] },
        };
        let muscle = |(i, count): (usize, &usize)| Muscle {
            name: format!("m{i}"),
            path: GeometryPath {
                points: std::iter::once(point("ground", 0.2))
                    .chain((0..*count).map(|k| point(if k % 2 == 0 { "arm" } else { "ground" }, 0.1 * k as f64)))
                    .collect(),
                wraps: vec![],
            },
            parameters: None,
        };
        let model = Model::new(Parts {
            bodies: vec![Body { name: "arm".into(), ..Body::default() }],
            joints: vec![Joint {
                name: "pin".into(),
                parent_frame: "ground".into(),
                child_frame: "arm".into(),
                kind: JointKind::Pin,
                coordinates: vec![Coordinate::new("turn")],
            }],
            muscles: points.iter().enumerate().map(muscle).collect(),
            ..Parts::default()
        });
        Plan::new(&model.unwrap(), &Options::default())
    }

    #[test]
    fn muscles_of_one_shape_share_bundles() {
        let bundles = Bundles::<4>::new(&plan(&[1, 2, 1, 1, 1, 1, 2]));
        assert_eq!(bundles.programs.len(), 3, "four and one with one piece, two with two");
        let places: Vec<u32> = bundles.lengths.iter().map(|l| l.unwrap()).collect();
        assert_eq!(places, [0, 8, 1, 2, 3, 4, 9]);
        assert_eq!(bundles.entries, [[0, 2, 3, 4], [5, 5, 5, 5], [1, 6, 6, 6]]);
        assert!(bundles.alone.is_empty());
    }
}
