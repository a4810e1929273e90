//! An exercise as an animation.

use care::entry::Side;
use serde_json::{Value, json};

use super::{
    Solid,
    file::{self, File, percent, tidy},
    rig::{NODES, PELVIS},
    strand,
    tube::Tube,
    turn::{Quaternion, quaternion, toward},
};
use crate::{
    movement::{Movement, Tempo},
    muscles::Strand,
    scene::{Posture, Scene},
    skeleton::{Frame, Half, Segment, Skeleton, mirrored},
    vector::V3,
};

/// Changes of turns and places that can't be seen.
const STILL: f64 = 1e-5;

/// The body of the scene with its clip, and the things around it.
pub fn write(solid: &Solid, scene: &Scene, tempo: Tempo, side: Side) -> Vec<u8> {
    let movement = Movement::new(scene, tempo);
    let keys = keys(&movement, side);
    let skeletons: Vec<_> = keys.iter().map(|(_, p)| solid.skeleton(p)).collect();
    let mut file = File::new(solid, &skeletons[0]);
    for prop in &scene.pose.props {
        file.place(prop, side);
    }
    let locals: Vec<Vec<Frame>> = skeletons.iter().map(|s| file::local(s, &solid.rest)).collect();
    let times: Vec<f64> = keys.iter().map(|k| k.0).collect();
    let mut clip = Clip::new(&mut file, &times);
    for node in 0..NODES {
        let turns = steady(locals.iter().map(|l| quaternion(l[node].r)).collect());
        if moves(&turns) {
            clip.turns(&mut file, node, &turns);
        }
    }
    let places: Vec<V3> = locals.iter().map(|l| l[PELVIS].o * file.height).collect();
    if places.iter().any(|p| (*p - places[0]).norm() > STILL) {
        clip.places(&mut file, PELVIS, &places);
    }
    let breath: Vec<f64> = keys.iter().map(|(_, p)| p.breath).collect();
    if breath.iter().any(|b| *b > STILL) {
        let skin = file.skin;
        clip.shares(&mut file, skin, &breath);
    }
    muscles(solid, &mut file, &mut clip, &keys, &skeletons);
    clip.finish(&mut file, &extras(&movement, &scene.pose.felt));
    file.finish()
}

/// Adds the muscles and how they change.
fn muscles(solid: &Solid, file: &mut File, clip: &mut Clip, keys: &[(f64, Posture)], skeletons: &[Skeleton]) {
    let moments: Vec<Vec<Strand>> = keys.iter().map(|(_, p)| solid.strands(p)).collect();
    let height = file.height;
    let shape = |(all, s): (&Vec<Strand>, &Skeleton), i: usize| {
        strand::shape(&all[i], s.frame(Segment::Pelvis, Half::Right), height)
    };
    let ways: Vec<Vec<Tube>> =
        (0..moments[0].len()).map(|i| moments.iter().zip(skeletons).map(|m| shape(m, i)).collect()).collect();
    for ((i, first), course) in moments[0].iter().enumerate().zip(strand::courses(&moments[0], &ways)) {
        let strain: Vec<f64> = moments.iter().map(|all| percent(all[i].strain)).collect();
        let node = file.muscle(first, &course.shapes, &json!(strain));
        if course.shapes.len() > 1 {
            let times: Vec<f64> = course.keys.iter().map(|(moment, _)| keys[*moment].0).collect();
            let shares: Vec<Vec<f64>> = course.keys.iter().map(|(_, m)| m.shares(course.shapes.len())).collect();
            clip.mixtures(file, node, &times, &shares);
        }
    }
}

/// Postures over time [s], of the worked side.
fn keys(movement: &Movement, side: Side) -> Vec<(f64, Posture)> {
    let mut times: Vec<f64> = movement.times().into_iter().map(tidy).collect();
    times.dedup_by(|b, a| *b - *a < 1e-3);
    let posture = |t| if side == Side::Left { other(&movement.at(t)) } else { movement.at(t) };
    times.into_iter().map(|t| (t, posture(t))).collect()
}

/// The mirror image of a posture.
fn other(posture: &Posture) -> Posture {
    Posture { angles: mirrored(&posture.angles), root: posture.root.mirrored(), ..posture.clone() }
}

/// The same turns, each written so that it is near the one before.
fn steady(mut turns: Vec<Quaternion>) -> Vec<Quaternion> {
    for i in 1..turns.len() {
        turns[i] = toward(turns[i], turns[i - 1]);
    }
    turns
}

fn moves(turns: &[Quaternion]) -> bool {
    turns.iter().any(|t| t.iter().zip(turns[0]).any(|(a, b)| (a - b).abs() > STILL))
}

/// An animation in the making.
pub struct Clip {
    times: usize,
    samplers: Vec<Value>,
    channels: Vec<Value>,
}

impl Clip {
    fn new(file: &mut File, times: &[f64]) -> Self {
        Self { times: file.glb.scalars(times), samplers: vec![], channels: vec![] }
    }

    /// How a muscle is mixed of its shapes when [s].
    fn mixtures(&mut self, file: &mut File, node: usize, times: &[f64], shares: &[Vec<f64>]) {
        let input = file.glb.scalars(times);
        let output = file.glb.whole_parts(shares);
        self.at(input, node, "weights", output);
    }

    fn channel(&mut self, node: usize, path: &str, output: usize) {
        self.at(self.times, node, path, output);
    }

    fn at(&mut self, input: usize, node: usize, path: &str, output: usize) {
        let target = json!({"node": node, "path": path});
        self.channels.push(json!({"sampler": self.samplers.len(), "target": target}));
        self.samplers.push(json!({"input": input, "output": output, "interpolation": "LINEAR"}));
    }

    fn turns(&mut self, file: &mut File, node: usize, turns: &[Quaternion]) {
        let output = file.glb.quaternions(turns);
        self.channel(node, "rotation", output);
    }

    fn places(&mut self, file: &mut File, node: usize, places: &[V3]) {
        let output = file.glb.translations(places);
        self.channel(node, "translation", output);
    }

    fn shares(&mut self, file: &mut File, node: usize, shares: &[f64]) {
        let output = file.glb.scalars(shares);
        self.channel(node, "weights", output);
    }

    fn finish(self, file: &mut File, extras: &Value) {
        if !self.channels.is_empty() {
            let clip = json!({
                "name": "movement", "samplers": self.samplers, "channels": self.channels, "extras": extras,
            });
            file.glb.add("animations", clip);
        }
    }
}

/// Which step is done when, the phases [s], and the muscles that should be felt.
fn extras(movement: &Movement, felt: &[String]) -> Value {
    let marks = movement.marks().iter();
    let marks: Vec<Value> = marks.map(|m| json!({"step": m.step, "t": tidy(m.from), "to": tidy(m.to)})).collect();
    let phases: Vec<Value> = movement
        .spans()
        .iter()
        .map(|s| json!({"phase": format!("{:?}", s.phase).to_lowercase(), "from": tidy(s.from), "to": tidy(s.to)}))
        .collect();
    json!({"duration": tidy(movement.duration()), "marks": marks, "phases": phases, "felt": felt})
}
