//! Pictures stay as they were looked at: every exercise and measure, at the start and held, beside a small picture that is kept in
//! `tests/pixels`.
//!
//! After a change that is meant, look at the sheets of `make figures`, then run
//! `UPDATE_PIXELS=1 cargo test -p figure --test pixels` to keep the new pictures.
#![expect(clippy::disallowed_methods, reason = "the pictures to compare with are files")]

use std::path::{Path, PathBuf};

use care::{content::pose::poses, entry::Sex};
use figure::{Body, Options};
use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::Tree,
};

#[path = "../src/own.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod own;

/// Width and height of one picture.
const SIZE: u16 = 96;
/// Largest mean difference of a colour's part, of 255.
const MEAN: f64 = 1.5;
/// Largest share of pixels of which a part differs by more than a quarter.
const FAR: f64 = 0.01;

/// A picture without its style sheet, which holds what a browser resolves.
fn plain(svg: &str) -> String {
    let (before, rest) = svg.split_once("<style>").expect("a picture has a style sheet");
    let (_, after) = rest.split_once("</style>").expect("which ends");
    format!("{before}{after}")
}

/// Start and hold beside each other on white.
fn drawn(slug: &str, body: &Body) -> Pixmap {
    let mut out = Pixmap::new(2 * u32::from(SIZE), u32::from(SIZE)).expect("a size above nothing");
    out.fill(Color::WHITE);
    for (at, left) in [(0.0, 0.0), (1.0, f32::from(SIZE))] {
        let svg = figure::svg(slug, body, &Options { at, ..Options::default() }).expect("a known slug");
        let tree = Tree::from_str(&plain(&svg), &resvg::usvg::Options::default()).expect("a picture is valid SVG");
        let size = tree.size();
        let scale = f32::from(SIZE) / size.width().max(size.height());
        let down = (f32::from(SIZE) - size.height() * scale) / 2.0;
        let place = Transform::from_scale(scale, scale).post_translate(left, down);
        resvg::render(&tree, place, &mut out.as_mut());
    }
    out
}

/// Mean difference of two pictures, and the share of pixels that are far apart.
fn difference(one: &Pixmap, other: &Pixmap) -> (f64, f64) {
    if (one.width(), one.height()) != (other.width(), other.height()) {
        return (255.0, 1.0);
    }
    let pixels = one.data().chunks(4).zip(other.data().chunks(4));
    let apart = pixels.map(|(a, b)| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).collect::<Vec<u8>>());
    let (mut sum, mut far, mut count) = (0.0, 0.0, 0.0);
    for parts in apart {
        sum += parts.iter().map(|d| f64::from(*d)).sum::<f64>() / 4.0;
        far += if parts.iter().any(|d| *d > 64) { 1.0 } else { 0.0 };
        count += 1.0;
    }
    (sum / count, far / count)
}

fn kept(slug: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pixels/{slug}.png"))
}

#[test]
fn every_picture_is_as_it_was_looked_at() {
    let body = own::body(170.0, Sex::Unsaid);
    let update = std::env::var("UPDATE_PIXELS").is_ok();
    let mut changed = vec![];
    for slug in poses().keys() {
        let now = drawn(slug, &body);
        if update {
            now.save_png(kept(slug)).expect("the folder is there");
            continue;
        }
        let (mean, far) = Pixmap::load_png(kept(slug)).map_or((255.0, 1.0), |before| difference(&now, &before));
        if mean > MEAN || far > FAR {
            changed.push(format!("{slug}: {mean:.2} of 255 on the mean, {:.1} % far apart", far * 100.0));
        }
    }
    assert!(changed.is_empty(), "look at the new pictures, then UPDATE_PIXELS=1:\n{}", changed.join("\n"));
}

#[test]
fn a_picture_of_another_pose_is_told_apart() {
    let body = own::body(170.0, Sex::Unsaid);
    for (one, other) in [("bridge", "heel-dig-bridge"), ("pelvic-tilt", "constructive-rest")] {
        let (mean, far) = difference(&drawn(one, &body), &drawn(other, &body));
        assert!(mean > MEAN || far > FAR, "{one} and {other}: {mean:.2}, {far:.3}");
    }
}

#[test]
fn every_kept_picture_belongs_to_a_pose() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pixels");
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("a file").path();
        let slug = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        assert!(poses().contains_key(slug), "{slug}");
    }
}
