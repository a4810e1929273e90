//! Pictures of exercises and measures, of a body of the person's own size.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use care::{
    content::{self, pose::Coordinates},
    entry::{Profile, Side},
    words::Words,
};
use figure::View;

use super::{AppError, closest, mechanics};

/// Pictures and sequences that are kept, so that each is drawn once.
const KEPT: usize = 256;

/// Height when the person hasn't said theirs [cm].
const USUAL_HEIGHT_CM: f64 = 170.0;
/// Heights that are drawn; what lies outside is drawn as the nearest [cm].
const HEIGHTS_CM: (f64, f64) = (140.0, 210.0);

/// Which picture.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// Moment between start (0) and end (1).
    pub at: f64,
    /// The worked side.
    pub side: Side,
    /// From where; the best view when `None`.
    pub view: Option<View>,
}

/// A picture as SVG.
/// # Errors
/// [`AppError::Unknown`] when there is no picture of that name.
pub fn svg(slug: &str, picture: Picture, profile: &Profile, words: &Words) -> Result<String, AppError> {
    let options = options(slug, picture, profile, words);
    let drawn = once(slug, &options, 1, || Ok(vec![figure::svg(slug, &options)?]))?;
    Ok(drawn.iter().cloned().collect())
}

/// Pictures from start to end that share one frame.
/// # Errors
/// [`AppError::Unknown`] when there is no picture of that name.
pub fn frames(
    slug: &str,
    picture: Picture,
    n: usize,
    profile: &Profile,
    words: &Words,
) -> Result<Vec<String>, AppError> {
    let options = options(slug, Picture { at: 0.0, ..picture }, profile, words);
    Ok(once(slug, &options, n.max(2), || figure::frames(slug, &options, n))?.to_vec())
}

/// A picture of any angles; nothing is kept, as hardly any comes twice.
/// # Errors
/// [`AppError::Entry`] for angles that no body has, [`AppError::Unknown`] when there is no exercise of that name.
pub fn free(
    pose: &Coordinates,
    props_of: Option<&str>,
    view: Option<View>,
    profile: &Profile,
    words: &Words,
) -> Result<String, AppError> {
    mechanics::known(pose)?;
    let props = match props_of {
        Some(slug) => &content::poses().get(slug).ok_or_else(|| unknown(slug))?.props[..],
        None => &[],
    };
    let options = figure::Options {
        height_cm: height_cm(profile),
        sex: profile.sex,
        view,
        arrow: false,
        title: words.get("mechanics.picture"),
        ..figure::Options::default()
    };
    Ok(figure::free(pose, props, &options).expect("the angles were looked at"))
}

/// The height that is drawn [cm].
pub(super) fn height_cm(profile: &Profile) -> f64 {
    let (low, high) = HEIGHTS_CM;
    profile.height_cm.filter(|h| h.is_finite()).unwrap_or(USUAL_HEIGHT_CM).clamp(low, high)
}

type Drawn = Arc<[String]>;

/// The pictures from memory, or drawn now.
fn once(
    slug: &str,
    options: &figure::Options,
    n: usize,
    draw: impl FnOnce() -> Result<Vec<String>, figure::Error>,
) -> Result<Drawn, AppError> {
    static DONE: LazyLock<Mutex<HashMap<String, Drawn>>> = LazyLock::new(Mutex::default);
    let key = format!("{slug} {n} {options:?}");
    if let Some(drawn) = DONE.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(drawn.clone());
    }
    let drawn: Drawn = draw().map_err(|_| unknown(slug))?.into();
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if done.len() >= KEPT {
        done.clear();
    }
    done.insert(key, drawn.clone());
    Ok(drawn)
}

fn options(slug: &str, picture: Picture, profile: &Profile, words: &Words) -> figure::Options {
    let name = |kind: &str| Some(format!("{kind}.{slug}.name")).filter(|key| words.has(key)).map(|key| words.get(&key));
    figure::Options {
        at: if picture.at.is_finite() { picture.at.clamp(0.0, 1.0) } else { 1.0 },
        side: picture.side,
        height_cm: height_cm(profile),
        sex: profile.sex,
        view: picture.view,
        title: name("exercises").or_else(|| name("measures")).unwrap_or_default(),
        ..figure::Options::default()
    }
}

pub(super) fn unknown(slug: &str) -> AppError {
    let meant = closest(slug, content::poses().keys().map(String::as_str)).map(str::to_owned);
    AppError::Unknown { what: "figure", name: slug.to_owned(), meant }
}
