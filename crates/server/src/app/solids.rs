//! Bodies in space as glTF, of the person's own size.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use care::entry::{Profile, Side};
use figure::solid::{Detail, Solid};
use mechanics::BodySize;

use super::{AppError, figures};

/// Bodies that are kept ready, by size and detail.
const BODIES: usize = 8;
/// Files that are kept, so that each is made once.
const FILES: usize = 32;

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

fn key(slug: &str, side: Side, detail: Detail, profile: &Profile) -> String {
    format!("{slug} {side:?} {detail:?} {:?}", figures::drawn_size(profile))
}

fn once<E>(key: String, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Bytes, E> {
    static DONE: LazyLock<Mutex<HashMap<String, Bytes>>> = LazyLock::new(Mutex::default);
    if let Some(made) = DONE.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(made.clone());
    }
    let file: Bytes = make()?.into();
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if done.len() >= FILES {
        done.clear();
    }
    done.insert(key, file.clone());
    Ok(file)
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
