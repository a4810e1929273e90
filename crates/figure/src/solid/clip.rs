//! An exercise as an animation.

use care::entry::Side;
use serde_json::{Value, json};

use super::{
    Solid,
    file::{self, File, tidy},
    rig::{NODES, PELVIS},
    turn::{Quaternion, quaternion, toward},
};
use crate::{
    scene::{Posture, Scene},
    skeleton::{Frame, mirrored},
    vector::V3,
};

/// Moments of the clip.
const KEYS: usize = 25;
/// Changes of turns and places that can't be seen.
const STILL: f64 = 1e-5;

/// The body of the scene with its clip.
pub fn write(solid: &Solid, scene: &Scene, side: Side) -> Vec<u8> {
    let keys = keys(scene, side);
    let skeletons: Vec<_> = keys.iter().map(|(_, p)| solid.skeleton(&p.angles, p.root)).collect();
    let mut file = File::new(solid, &skeletons[0]);
    let locals: Vec<Vec<Frame>> = skeletons.iter().map(|s| file::local(s, &solid.rest)).collect();
    let times: Vec<f64> = keys.iter().map(|k| tidy(k.0)).collect();
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
    clip.finish(&mut file);
    file.finish()
}

/// Postures over time [s], of the worked side.
fn keys(scene: &Scene, side: Side) -> Vec<(f64, Posture)> {
    let seconds = 8.0;
    (0..KEYS)
        .map(|i| {
            let t = i as f64 / (KEYS - 1) as f64;
            let along = 0.5 - 0.5 * (t * std::f64::consts::TAU).cos();
            let posture = scene.at(along);
            (t * seconds, if side == Side::Left { other(&posture) } else { posture })
        })
        .collect()
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

    fn channel(&mut self, node: usize, path: &str, output: usize) {
        let target = json!({"node": node, "path": path});
        self.channels.push(json!({"sampler": self.samplers.len(), "target": target}));
        self.samplers.push(json!({"input": self.times, "output": output, "interpolation": "LINEAR"}));
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

    fn finish(self, file: &mut File) {
        if !self.channels.is_empty() {
            let clip = json!({"name": "movement", "samplers": self.samplers, "channels": self.channels});
            file.glb.add("animations", clip);
        }
    }
}
