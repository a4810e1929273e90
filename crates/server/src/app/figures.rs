//! Pictures of exercises and measures, drawn from the model at the person's own size.

use std::sync::{Arc, Mutex, PoisonError};

use ::mechanics::{BodySize, sized};
use care::{
    content::{self, pose::Coordinates},
    entry::{Profile, Side},
    words::Words,
};
use figure::{Body, View};

use super::{AppError, closest, mechanics, shelf::Shelf};

/// Pictures and sequences that are kept, so that each is drawn once [bytes].
const KEPT: usize = 2 << 20;

/// Bodies that are kept: one's own and the sample person's, before and after a change of the profile.
const BODIES: usize = 4;
/// Heights that are drawn; what lies outside is drawn as the nearest [m].
const HEIGHTS_M: (f64, f64) = (1.40, 2.10);
/// Thighs that are drawn, as shares of the height.
const THIGHS: (f64, f64) = (0.21, 0.27);

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
    let (size, options) = (drawn_size(profile), options(slug, picture, words));
    let drawn = once(slug, &size, &options, 1, |body| Ok(vec![figure::svg(slug, body, &options)?]))?;
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
    let (size, options) = (drawn_size(profile), options(slug, Picture { at: 0.0, ..picture }, words));
    Ok(once(slug, &size, &options, n.max(2), |body| figure::frames(slug, body, &options, n))?.to_vec())
}

/// The size that a person is drawn with: theirs, within what poses can be fitted to.
pub fn drawn_size(profile: &Profile) -> BodySize {
    let size = mechanics::size(profile);
    let height_m = size.height_m.clamp(HEIGHTS_M.0, HEIGHTS_M.1);
    let thigh_m = size.thigh_m.map(|thigh| thigh.clamp(THIGHS.0 * height_m, THIGHS.1 * height_m));
    BodySize { height_m, thigh_m, ..size }
}

/// The body for drawing a size, made when first asked for and kept.
pub fn body(size: &BodySize) -> Arc<Body> {
    static KEPT: Mutex<Vec<(BodySize, Arc<Body>)>> = Mutex::new(Vec::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, body)) = kept.iter().find(|(known, _)| known == size) {
        return body.clone();
    }
    let model = sized(mechanics::model(), size).expect("a size within the limits of drawing");
    let body = Body::new(model, size.height_m, size.sex).expect("a test of figure makes bodies of our own model");
    let body = Arc::new(body);
    if kept.len() == BODIES {
        kept.remove(0);
    }
    kept.push((size.clone(), body.clone()));
    body
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
    let title = words.get("mechanics.picture");
    let options = figure::Options { view, arrow: false, title, ..figure::Options::default() };
    Ok(figure::free(pose, props, &body(&drawn_size(profile)), &options).expect("the angles were looked at"))
}

type Drawn = Arc<[String]>;

/// The pictures from memory, or drawn now.
fn once(
    slug: &str,
    size: &BodySize,
    options: &figure::Options,
    n: usize,
    draw: impl FnOnce(&Body) -> Result<Vec<String>, figure::Error>,
) -> Result<Drawn, AppError> {
    static DONE: Shelf<Drawn> = Shelf::new(KEPT);
    let bytes = |drawn: &Drawn| drawn.iter().map(String::len).sum();
    let key = format!("{slug} {n} {size:?} {options:?}");
    DONE.get(key, bytes, || draw(&body(size)).map(Into::into).map_err(|_| unknown(slug)))
}

pub(super) fn options(slug: &str, picture: Picture, words: &Words) -> figure::Options {
    let name = |kind: &str| Some(format!("{kind}.{slug}.name")).filter(|key| words.has(key)).map(|key| words.get(&key));
    figure::Options {
        at: if picture.at.is_finite() { picture.at.clamp(0.0, 1.0) } else { 1.0 },
        side: picture.side,
        view: picture.view,
        title: name("exercises").or_else(|| name("measures")).unwrap_or_default(),
        ..figure::Options::default()
    }
}

pub(super) fn unknown(slug: &str) -> AppError {
    let meant = closest(slug, content::poses().keys().map(String::as_str)).map(str::to_owned);
    AppError::Unknown { what: "figure", name: slug.to_owned(), meant }
}
