//! The body in space: a mesh of its skin with the nodes that carry it, bones, muscles and things, as glTF.

mod blob;
mod bone;
mod clip;
mod cloth;
mod cone;
mod cut;
mod file;
mod glb;
mod live;
mod nets;
mod paint;
mod quadric;
pub mod rig;
mod shape;
mod simplify;
pub mod skin;
mod strand;
mod thing;
mod tube;
mod turn;
mod weights;

use std::sync::Arc;

use care::entry::Side;
pub use cloth::Cloth;
pub use live::{Live, LiveStrand};
use serde_json::json;
pub use skin::Detail;

use crate::{
    Body, Error,
    build::Build,
    movement::Tempo,
    muscles::Strand,
    scene::{Posture, Scene},
    skeleton::{Half, Segment, Skeleton},
};

/// A body ready for the 3D view; made once per size.
#[derive(Clone, Debug)]
pub struct Solid {
    body: Arc<Body>,
    /// Its proportions.
    pub build: Build,
    rest: Skeleton,
    skin: skin::Skin,
    bones: Vec<bone::Bone>,
}

impl Solid {
    /// Meshes a body.
    pub fn new(body: Arc<Body>, detail: Detail) -> Self {
        let build = body.build;
        let rest = rig::rest(&build);
        let bones = bone::bones(&build, &rest);
        Self { build, skin: skin::Skin::new(&build, detail), bones, rest, body }
    }

    /// The body standing upright, as a binary glTF file.
    pub fn standing(&self) -> Vec<u8> {
        let posture = self.body.standing();
        let skeleton = self.skeleton(&posture);
        let mut file = file::File::new(self, &skeleton);
        for strand in self.strands(&posture) {
            let tube = strand::shape(&strand, skeleton.frame(Segment::Pelvis, Half::Right), file.height);
            file.muscle(&strand, &[tube], &json!(file::percent(strand.strain)));
        }
        file.finish()
    }

    /// The body doing an exercise or a measure: a file with one animation, `movement`.
    /// # Errors
    /// [`Error::UnknownSlug`]; the others only when a pose file is wrong, which a test excludes.
    pub fn movement(&self, slug: &str, side: Side) -> Result<Vec<u8>, Error> {
        let scene = Scene::new(crate::find(slug)?, &self.body)?;
        Ok(clip::write(self, &scene, Tempo::of(slug), side))
    }

    /// The muscles that are drawn.
    fn strands(&self, posture: &Posture) -> Vec<Strand> {
        self.body.strands_of(posture, strand::drawn)
    }

    /// Frames of a posture.
    fn skeleton(&self, posture: &Posture) -> Skeleton {
        Skeleton::new(&self.build, &posture.angles, posture.root)
    }
}
