//! Microseconds per pose for two legs of forty muscles each, about as the models of the field have them: via points, single
//! and double wraps, a knee on splines, a coupled patella. Run it with `cargo bench -p body`.
//!
//! Times are of the best of many runs of fresh random poses, kinematics included; checksums keep the work honest.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use body::model::{
    Body, Coordinate, CoordinateCouplerConstraint, Frame, Function, GeometryPath, Joint, JointKind, Muscle, PathPoint,
    PathPointKind, PathWrap, Quadrant, SpatialTransform, TransformAxis, WrapMethod, WrapObject, WrapShape,
};
use body::{Batch, BatchOptions, InstructionSet, Model, Options, Parts, Plan, Workspace, compute_batch, compute_pose};
use std::time::Instant;

struct Random(u64);

impl Random {
    fn within(&mut self, low: f64, high: f64) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + (high - low) * (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
    fn around(&mut self, centre: [f64; 3], size: f64) -> [f64; 3] {
        centre.map(|c| c + self.within(-size, size))
    }
}

/// The segments of a leg: name, what carries it, where its joint is there, and a place of its middle.
const SEGMENTS: [(&str, &str, [f64; 3], [f64; 3]); 5] = [
    ("femur", "pelvis", [-0.06, -0.08, 0.08], [0.0, -0.2, 0.0]),
    ("patella", "femur", [0.04, -0.4, 0.0], [0.0, 0.0, 0.0]),
    ("tibia", "femur", [0.0, -0.4, 0.0], [0.0, -0.2, 0.0]),
    ("talus", "tibia", [0.0, -0.42, 0.0], [0.0, -0.02, 0.0]),
    ("foot", "talus", [-0.05, -0.04, 0.0], [0.1, 0.0, 0.0]),
];

fn axis(direction: [f64; 3], coordinate: &str, function: Function) -> TransformAxis {
    TransformAxis { coordinates: vec![coordinate.into()], axis: direction, function }
}

fn joint(segment: &str, parent: &str, side: &str, coordinates: &[String]) -> Joint {
    let [x, y, z] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let spline = |size: f64| Function::SimmSpline {
        x: vec![-2.1, -1.2, -0.6, 0.0, 0.2],
        y: vec![size, 0.4 * size, 0.7 * size, 0.0, -0.2 * size],
    };
    let still = TransformAxis::fixed;
    let (rotation, translation) = match segment {
        "femur" => (
            [
                TransformAxis::identity(z, &coordinates[0]),
                TransformAxis::identity(x, &coordinates[1]),
                TransformAxis::identity(y, &coordinates[2]),
            ],
            [still(x), still(y), still(z)],
        ),
        "talus" | "foot" => (
            [TransformAxis::identity([-0.1, -0.17, 0.98], &coordinates[0]), still(y), still(x)],
            [still(x), still(y), still(z)],
        ),
        _ => (
            [
                TransformAxis::identity(z, &coordinates[0]),
                axis(x, &coordinates[0], spline(0.05)),
                axis(y, &coordinates[0], spline(0.1)),
            ],
            [axis(x, &coordinates[0], spline(0.01)), axis(y, &coordinates[0], spline(0.02)), still(z)],
        ),
    };
    Joint {
        name: format!("{segment}_{side}"),
        parent_frame: format!("{segment}_{side}/{parent}"),
        child_frame: format!("{segment}_{side}"),
        kind: JointKind::Custom(Box::new(SpatialTransform { rotation, translation })),
        coordinates: coordinates.iter().map(|c| Coordinate::new(c)).collect(),
    }
}

fn legs() -> Model {
    let mut r = Random(1);
    let mut parts = Parts { name: "legs".into(), ..Parts::default() };
    parts.bodies.push(Body { name: "pelvis".into(), mass: 10.0, ..Body::default() });
    parts.joints.push(Joint {
        name: "root".into(),
        parent_frame: "ground".into(),
        child_frame: "pelvis".into(),
        kind: JointKind::Free,
        coordinates: ["tilt", "list", "turn", "x", "y", "z"].map(Coordinate::new).into(),
    });
    for (side, sign) in [("r", 1.0), ("l", -1.0)] {
        leg(&mut parts, &mut r, side, sign);
    }
    Model::new(parts).expect("the legs are sound")
}

fn leg(parts: &mut Parts, r: &mut Random, side: &str, sign: f64) {
    let on = |name: &str| if name == "pelvis" { name.to_owned() } else { format!("{name}_{side}") };
    let mirrored = |[x, y, z]: [f64; 3]| [x, y, sign * z];
    for (segment, parent, place, _) in SEGMENTS {
        let count = if segment == "femur" { 3 } else { 1 };
        let coordinates: Vec<String> = (0..count).map(|i| format!("{segment}_{side}_{i}")).collect();
        let name = format!("{segment}_{side}/{parent}");
        parts.frames.push(Frame { name, parent: on(parent), translation: mirrored(place), ..Frame::default() });
        parts.joints.push(joint(segment, parent, side, &coordinates));
        parts.bodies.push(Body { name: on(segment), mass: 3.0, ..Body::default() });
    }
    parts.couplers.push(CoordinateCouplerConstraint {
        name: format!("patella_{side}"),
        independent_coordinates: vec![format!("tibia_{side}_0")],
        dependent_coordinate: format!("patella_{side}_0"),
        function: Function::Linear(vec![0.8, 0.0]),
        scale_factor: 1.0,
        is_enforced: true,
    });
    let chain = ["pelvis", "femur", "tibia", "talus", "foot"];
    let middle = |name: &str| SEGMENTS.iter().find(|s| s.0 == name).map_or([0.0, 0.0, 0.07], |s| s.3);
    for i in 0..40_usize {
        let first = [0, 0, 0, 1, 2][i % 5];
        let last = (first + 1 + usize::from(i % 7 == 0)).min(4);
        let mut points = Vec::new();
        for (k, segment) in chain.iter().enumerate().take(last + 1).skip(first) {
            for _ in 0..=(i + k) % 2 {
                let location = mirrored(r.around(middle(segment), 0.06));
                points.push(PathPoint {
                    name: String::new(),
                    frame: on(segment),
                    kind: PathPointKind::Fixed { location },
                });
            }
        }
        let mut wraps = Vec::new();
        for w in 0..[1, 0, 1, 0, 1, 0, 0, 1, 0, 1][i % 10] + usize::from(i % 20 == 9) {
            let name = format!("wrap_{i}_{w}_{side}");
            wraps.push(PathWrap { wrap_object: name.clone(), method: WrapMethod::Hybrid, range: [-1, -1] });
            let quadrant = if i % 4 == 0 { Quadrant::All } else { Quadrant::PositiveX };
            let shape = WrapShape::Cylinder { radius: r.within(0.015, 0.04), length: 0.2 };
            let translation = mirrored([0.0, -0.02 - 0.1 * w as f64, 0.0]);
            let frame = on(chain[first + usize::from(w == 0)]);
            parts.wrap_objects.push(WrapObject {
                name,
                frame,
                translation,
                xyz_body_rotation: [0.1, 0.2 * sign, 0.0],
                active: true,
                quadrant,
                shape,
            });
        }
        parts.muscles.push(Muscle {
            name: format!("m{i}_{side}"),
            path: GeometryPath { points, wraps },
            parameters: None,
        });
    }
}

/// The best time of many [us per pose], and what the work came to.
fn best(poses: usize, rounds: usize, mut work: impl FnMut() -> f64) -> (f64, f64) {
    let (mut least, mut sum) = (f64::INFINITY, 0.0);
    for _ in 0..rounds {
        let start = Instant::now();
        sum = work();
        least = least.min(start.elapsed().as_secs_f64());
    }
    (1e6 * least / poses as f64, sum)
}

fn main() {
    let model = legs();
    let plan = Plan::new(&model, &Options::default());
    let (count, poses) = (plan.coordinate_count(), 1000);
    println!("{} muscles, {} moment arms, {count} coordinates", plan.muscles().len(), plan.entries().len());
    let mut r = Random(2);
    let q: Vec<f64> = (0..count * poses).map(|_| r.within(-0.8, 0.6)).collect();
    for set in InstructionSet::available() {
        let mut workspace = Workspace::with_instructions(&plan, set);
        let mut pose = vec![0.0; count];
        let (time, sum) = best(poses, 20, || {
            let mut sum = 0.0;
            for p in 0..poses {
                (0..count).for_each(|c| pose[c] = q[c * poses + p]);
                compute_pose(&plan, &mut workspace, &pose);
                sum += workspace.lengths()[0] + workspace.moment_arms()[0];
            }
            sum
        });
        println!("one pose  {set:?}: {time:.3} us (checksum {sum:.9})");
    }
    let mut batch = Batch::default();
    for parallel in [false, true] {
        for instructions in InstructionSet::available() {
            let options = BatchOptions { instructions, parallel };
            let (time, sum) = best(poses, 30, || {
                compute_batch(&plan, &q, poses, &options, &mut batch);
                batch.length(0).iter().chain(batch.moment_arm(0)).sum()
            });
            let threads = if parallel { "threads" } else { "one thread" };
            println!("batch, {threads} {instructions:?}: {time:.3} us (checksum {sum:.9})");
        }
    }
}
