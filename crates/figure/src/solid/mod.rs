//! The body in space: a mesh of its skin with the nodes that carry it, bones, muscles and things, as glTF.

mod blob;
mod bone;
mod clip;
mod cloth;
mod cone;
mod cut;
mod file;
mod glb;
mod nets;
mod paint;
mod quadric;
pub mod rig;
mod shape;
mod simplify;
pub mod skin;
mod thing;
mod tube;
mod turn;
mod weights;

use std::sync::Arc;

use care::entry::Side;
pub use cloth::Cloth;
pub use skin::Detail;

use crate::{
    Body, Error,
    build::Build,
    movement::Tempo,
    scene::Scene,
    skeleton::{Angles, COORDINATES, Skeleton},
    vector::V3,
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
        file::File::new(self, &Skeleton::new(&self.build, &[0.0; COORDINATES], self.stand())).finish()
    }

    /// The body doing an exercise or a measure: a file with one animation, `movement`.
    /// # Errors
    /// [`Error::UnknownSlug`]; the others only when a pose file is wrong, which a test excludes.
    pub fn movement(&self, slug: &str, side: Side) -> Result<Vec<u8>, Error> {
        let scene = Scene::new(crate::find(slug)?, &self.body)?;
        Ok(clip::write(self, &scene, Tempo::of(slug), side))
    }

    /// Middle of the hip joints of the body standing on the floor [stature].
    fn stand(&self) -> V3 {
        let straight = Skeleton::new(&self.build, &[0.0; COORDINATES], V3::default());
        let ankle = straight.frame(crate::skeleton::Segment::Foot, crate::skeleton::Half::Right).o.1;
        V3(0.0, crate::skeleton::ANKLE - ankle, 0.0)
    }

    /// Frames of a posture.
    fn skeleton(&self, angles: &Angles, root: V3) -> Skeleton {
        Skeleton::new(&self.build, angles, root)
    }
}
