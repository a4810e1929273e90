//! An upper arm and a forearm with one elbow extensor around a cylinder: its length and moment arm over the elbow's range, and
//! its path in one pose. Run it with `cargo run -p body --example arm`.

use body::model::{
    Body, Coordinate, Frame, GeometryPath, Joint, JointKind, Muscle, PathPoint, PathPointKind, PathWrap, Quadrant,
    WrapMethod, WrapObject, WrapShape,
};
use body::{Batch, BatchOptions, Model, ModelError, Options, Parts, Plan, Scene, WrapMode, compute_batch};

fn segment(name: &str, mass: f64) -> Body {
    Body { name: name.into(), mass, ..Body::default() }
}

fn pin(name: &str, parent: &str, child: &str) -> Joint {
    Joint {
        name: name.into(),
        parent_frame: parent.into(),
        child_frame: child.into(),
        kind: JointKind::Pin,
        coordinates: vec![Coordinate::new(&format!("{name}_flexion"))],
    }
}

fn point(frame: &str, location: [f64; 3]) -> PathPoint {
    PathPoint { name: String::new(), frame: frame.into(), kind: PathPointKind::Fixed { location } }
}

fn arm() -> Result<Model, ModelError> {
    let path = GeometryPath {
        points: vec![point("upper arm", [-0.02, -0.05, 0.0]), point("forearm", [-0.02, -0.03, 0.0])],
        wraps: vec![PathWrap { wrap_object: "olecranon".into(), method: WrapMethod::Hybrid, range: [-1, -1] }],
    };
    Model::new(Parts {
        name: "arm".into(),
        bodies: vec![segment("upper arm", 2.0), segment("forearm", 1.5)],
        frames: vec![Frame {
            name: "elbow centre".into(),
            parent: "upper arm".into(),
            translation: [0.0, -0.3, 0.0],
            ..Frame::default()
        }],
        joints: vec![pin("shoulder", "ground", "upper arm"), pin("elbow", "elbow centre", "forearm")],
        wrap_objects: vec![WrapObject {
            name: "olecranon".into(),
            frame: "elbow centre".into(),
            translation: [0.0; 3],
            xyz_body_rotation: [0.0; 3],
            active: true,
            quadrant: Quadrant::NegativeX,
            shape: WrapShape::Cylinder { radius: 0.018, length: 0.1 },
        }],
        muscles: vec![Muscle { name: "triceps".into(), path, parameters: None }],
        ..Parts::default()
    })
}

fn main() -> Result<(), ModelError> {
    let model = arm()?;
    let plan = Plan::new(&model, &Options::default());
    let angles: Vec<f64> = (0..=13).map(|i| f64::from(i) * 10.0_f64.to_radians()).collect();
    // A batch takes one row for each coordinate: shoulder, then elbow.
    let mut q = vec![0.0; angles.len()];
    q.extend(&angles);
    let mut batch = Batch::default();
    compute_batch(&plan, &q, angles.len(), &BatchOptions::default(), &mut batch);
    println!("elbow [deg]  length [mm]  moment arm [mm]");
    for (i, angle) in angles.iter().enumerate() {
        let (length, moment_arm) = (1e3 * batch.length(0)[i], 1e3 * batch.moment_arm(0)[i]);
        println!("{:11.0}  {length:11.2}  {moment_arm:15.3}", angle.to_degrees());
    }
    let mut scene = Scene::new(&model, WrapMode::Geodesic);
    scene.update(&[0.0, 1.5]);
    println!("\nthe path at 86 degrees [m]:");
    for [x, y, z] in scene.polyline(0, 0.005) {
        println!("{x:8.4} {y:8.4} {z:8.4}");
    }
    Ok(())
}
