//! Bodies in space as glTF, of the person's own size.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use ::mechanics::BodySize;
use base64::{Engine, engine::general_purpose::STANDARD};
use care::{
    content::pose::Coordinates,
    entry::{Profile, Side},
};
use figure::{
    solid::{Detail, LiveStrand, Solid},
    vector::V3,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{AppError, figures, mechanics, shelf::Shelf};

/// Bodies that are kept ready, by size and detail.
const BODIES: usize = 2;
/// Files that are kept, so that each is made once [bytes].
const FILES: usize = 4 << 20;

/// The bytes of a file.
pub type Bytes = Arc<[u8]>;

/// The body standing, without animation.
pub fn body(detail: Detail, profile: &Profile) -> Bytes {
    let solid = solid(profile, detail);
    let key = key("", Side::Right, detail, profile);
    let made = once(key, || Ok::<_, AppError>(solid.standing()));
    made.unwrap_or_else(|_| Arc::from([]))
}

/// The body doing an exercise or a measure.
/// # Errors
/// [`AppError::Unknown`] when there is none of that name.
pub fn movement(slug: &str, side: Side, detail: Detail, profile: &Profile) -> Result<Bytes, AppError> {
    once(key(slug, side, detail, profile), || {
        solid(profile, detail).movement(slug, side).map_err(|_| figures::unknown(slug))
    })
}

/// A posture for a viewer that has the standing body.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LivePose {
    /// By node of the file: place in its parent [m] and turn, x, y, z, qx, qy, qz, qw.
    pub nodes: BTreeMap<String, Vec<f64>>,
    /// The muscles.
    pub strands: Vec<LiveMuscle>,
}

/// A muscle in a posture.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LiveMuscle {
    /// As in the model, e.g. `psoas_L1L2_disc_r`.
    pub name: String,
    /// Which muscle it belongs to, e.g. `psoas`.
    pub group: String,
    /// `right` or `left`.
    pub side: String,
    /// Fiber length less that of standing [percent of the optimal fiber length].
    pub strain: f64,
    /// Points in the pelvis' frame [m]: x, y, z of each in the order of the file, single precision, little endian, Base64.
    pub positions: String,
    /// Their outward directions, alike.
    pub normals: String,
}

/// The body with exactly these angles, its lowest point on the floor.
/// # Errors
/// [`AppError::Entry`] for angles that no body has.
pub fn live(pose: &Coordinates, profile: &Profile) -> Result<LivePose, AppError> {
    mechanics::known(pose)?;
    let live = solid(profile, Detail::Low).live(pose).expect("the angles were looked at");
    let nodes = live.nodes.into_iter().map(|(name, place)| (name, place.to_vec())).collect();
    Ok(LivePose { nodes, strands: live.strands.into_iter().map(muscle).collect() })
}

fn muscle(strand: LiveStrand) -> LiveMuscle {
    LiveMuscle {
        positions: packed(&strand.points),
        normals: packed(&strand.normals),
        name: strand.name,
        group: strand.group.to_owned(),
        side: strand.side.to_owned(),
        strain: strand.strain,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a viewer draws in single precision")]
fn packed(points: &[V3]) -> String {
    let bytes = points.iter().flat_map(|p| [p.0, p.1, p.2]).flat_map(|x| (x as f32).to_le_bytes());
    STANDARD.encode(bytes.collect::<Vec<u8>>())
}

fn key(slug: &str, side: Side, detail: Detail, profile: &Profile) -> String {
    format!("{slug} {side:?} {detail:?} {:?}", figures::drawn_size(profile))
}

fn once<E>(key: String, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Bytes, E> {
    static DONE: Shelf<Bytes> = Shelf::new(FILES);
    DONE.get(key, |file| file.len(), || make().map(Bytes::from))
}

/// The body of a person's size, made when it is first asked for.
fn solid(profile: &Profile, detail: Detail) -> Arc<Solid> {
    static KEPT: Mutex<Vec<(BodySize, Detail, Arc<Solid>)>> = Mutex::new(Vec::new());
    let size = figures::drawn_size(profile);
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let known = kept().iter().find(|k| k.0 == size && k.1 == detail).map(|k| k.2.clone());
    known.unwrap_or_else(|| {
        let made = Arc::new(Solid::new(figures::body(&size), detail));
        let mut kept = kept();
        if kept.len() == BODIES {
            kept.remove(0);
        }
        kept.push((size, detail, made.clone()));
        made
    })
}
