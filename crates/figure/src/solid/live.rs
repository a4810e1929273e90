//! A posture of any angles, as what a viewer that has the standing body needs to follow it.

use care::content::pose::Coordinates;

use super::{Solid, file, rig, strand, tube::Tube, turn::quaternion};
use crate::{
    Error,
    muscles::Strand,
    scene::Posture,
    skeleton::{Half, Segment, angles},
    vector::V3,
};

/// A posture: nodes and muscles as in the file of the standing body.
#[derive(Clone, Debug)]
pub struct Live {
    /// Name, place in its parent [m] and turn (x, y, z, w).
    pub nodes: Vec<(String, [f64; 7])>,
    /// The muscles.
    pub strands: Vec<LiveStrand>,
}

/// A muscle in a posture.
#[derive(Clone, Debug)]
pub struct LiveStrand {
    /// As in the model.
    pub name: String,
    /// Which muscle it belongs to, e.g. `psoas`.
    pub group: &'static str,
    /// `right` or `left`.
    pub side: &'static str,
    /// Fiber length less that of standing [percent of the optimal fiber length].
    pub strain: f64,
    /// Points in the pelvis' frame [m], in the order of the file's.
    pub points: Vec<V3>,
    /// Their outward directions.
    pub normals: Vec<V3>,
}

impl Solid {
    /// The body with exactly these angles, its lowest point on the floor.
    /// # Errors
    /// [`Error::UnknownCoordinate`] for an angle that no body has.
    pub fn live(&self, coordinates: &Coordinates) -> Result<Live, Error> {
        if let Some(name) = coordinates.unknown().first() {
            return Err(Error::UnknownCoordinate((*name).to_owned()));
        }
        let posture = Posture::resting(&self.build, &angles(coordinates));
        let skeleton = self.skeleton(&posture);
        let height = self.build.height_m;
        let frames = file::local(&skeleton, &self.rest).into_iter().map(|frame| {
            let (o, q) = (frame.o * height, quaternion(frame.r));
            [o.0, o.1, o.2, q[0], q[1], q[2], q[3]].map(file::tidy)
        });
        let nodes = rig::node_names().into_iter().zip(frames).collect();
        let pelvis = skeleton.frame(Segment::Pelvis, Half::Right);
        let strands = self.strands(&posture);
        let live = |strand: Strand| {
            let Tube { points, normals } = strand::shape(&strand, pelvis, height);
            let (group, side, strain) = (strand.group.name(), file::side(strand.half), file::percent(strand.strain));
            LiveStrand { name: strand.name, group, side, strain, points, normals }
        };
        Ok(Live { nodes, strands: strands.into_iter().map(live).collect() })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use care::entry::Sex;

    use super::*;
    use crate::{own, solid::Detail};

    fn live(angles: &[(&str, f64)]) -> Live {
        static SOLID: LazyLock<Solid> =
            LazyLock::new(|| Solid::new(Arc::new(own::body(170.0, Sex::Unsaid)), Detail::Low));
        let coordinates = angles.iter().map(|(name, angle)| ((*name).to_owned(), *angle)).collect();
        SOLID.live(&Coordinates(coordinates)).expect("known angles")
    }

    fn psoas(live: &Live, name: &str) -> LiveStrand {
        live.strands.iter().find(|s| s.name == name).expect("a fascicle").clone()
    }

    #[test]
    fn a_bent_hip_turns_its_thigh_and_slackens_its_psoas_alone() {
        let (stand, bent) = (live(&[]), live(&[("hip_flexion_r", 60.0)]));
        assert!(psoas(&stand, "psoas_L3_tp_r").strain.abs() < 1e-9);
        assert!(psoas(&bent, "psoas_L3_tp_r").strain < -5.0);
        assert!(psoas(&bent, "psoas_L3_tp_l").strain.abs() < 1e-9);
        let turned = |name: &str| {
            let of = |live: &Live| live.nodes.iter().find(|n| n.0 == name).expect("a node").1;
            let (a, b) = (of(&stand), of(&bent));
            a[3..].iter().zip(&b[3..]).map(|(a, b)| (a - b).abs()).sum::<f64>() > 0.1
        };
        assert!(turned("femur_r") && turned("hip_r"));
        assert!(!turned("femur_l") && !turned("tibia_r"));
    }

    #[test]
    fn a_moved_whole_body_leaves_muscles_as_they_are() {
        let (stand, lie) = (live(&[]), live(&[("pelvis_tilt", 90.0)]));
        for (a, b) in stand.strands.iter().zip(&lie.strands) {
            assert!(a.points.iter().zip(&b.points).all(|(p, q)| (*p - *q).norm() < 1e-9), "{}", a.name);
        }
    }
}
