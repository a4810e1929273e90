//! Every exercise and measure, at the start and held, in the view that shows it best and from the front (from the side where that is
//! the best one, from above when lying): sheets of twelve (`sheet-1.svg` ...), every
//! picture as a file of its own, and a page of all (`index.html`) with the other views and layers.
//!
//! `cargo run -p figure --example contact_sheet -- OUTDIR [only-this-slug ...]`; reads `content/poses` from disk, so that an edit
//! shows at once.

#![expect(clippy::disallowed_methods, reason = "an author's tool reads and writes files; the crate itself does not")]

use std::{fmt::Write as _, path::Path};

use care::content::pose::{Orientation, Pose, View};
use figure::{Body, Layers, Options, Tint};

#[path = "../src/own.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod own;

const PAGE: &str = "<!doctype html><meta charset=utf-8><title>Figures</title><style>body{font:14px sans-serif;margin:12px}\
    section{display:flex;flex-wrap:wrap;gap:8px;align-items:end;border-bottom:1px solid #ccc;padding:8px}\
    h2{width:100%;font-size:15px;margin:0}svg{width:500px;max-height:420px}.small svg{width:160px;height:150px}</style>";
/// Poses on one sheet.
const ROWS: usize = 12;
/// Pictures of a pose: start and held, in two views.
const COLUMNS: usize = 4;
const CELL: (usize, usize) = (230, 180);
const TITLE: usize = 22;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().expect("first argument: the folder to write to");
    let only: Vec<String> = arguments.collect();
    std::fs::create_dir_all(&out).expect("the folder can be made");
    let write =
        |name: &str, text: &str| std::fs::write(format!("{out}/{name}"), text).expect("the folder can be written");
    let body = own::body(170.0, care::entry::Sex::Unsaid);
    let draw = |pose: &Pose, options: &Options| figure::draw(pose, &body, options).unwrap_or_else(|e| panic!("{e}"));
    let mut page = String::from(PAGE);
    let mut rows = vec![];
    for (slug, pose) in read().into_iter().filter(|(slug, _)| only.is_empty() || only.contains(slug)) {
        let _ = write!(page, "<section><h2>{slug}</h2>");
        let last = pose.moments().len() - 1;
        for i in 0..=last {
            let picture = draw(&pose, &Options { at: i as f64 / last as f64, ..Options::default() });
            write(&format!("{slug}-{i}.svg"), &picture);
            page.push_str(&picture);
        }
        page.push_str("<span class=small>");
        for view in [View::Side, View::Front, View::Top] {
            page.push_str(&draw(&pose, &Options { view: Some(view), ..Options::default() }));
        }
        for (layers, tint) in [(Layers::Skin, Tint::Plain), (Layers::Muscles, Tint::Strain)] {
            page.push_str(&draw(&pose, &Options { layers, tint, ..Options::default() }));
        }
        page.push_str("</span></section>");
        let other = Some(other(&pose));
        let row = [(0.0, None), (1.0, None), (0.0, other), (1.0, other)];
        let row = row.map(|(at, view)| draw(&pose, &Options { at, view, ..Options::default() }));
        for (name, picture) in ["start", "hold", "other-start", "other-hold"].iter().zip(&row) {
            write(&format!("{slug}-{name}.svg"), picture);
        }
        rows.push((slug, row));
    }
    write("index.html", &page);
    for (i, rows) in rows.chunks(ROWS).enumerate() {
        write(&format!("sheet-{}.svg", i + 1), &sheet(rows));
    }
}

/// The view that is shown beside the best one.
fn other(pose: &Pose) -> View {
    let lies = matches!(pose.orientation, Orientation::Supine | Orientation::Prone | Orientation::SideLying);
    match pose.view {
        View::Front | View::Top => View::Side,
        View::Side if lies => View::Top,
        View::Side => View::Front,
    }
}

/// All pose files by slug.
fn read() -> Vec<(String, Pose)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/poses");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("content/poses").filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let one = |file: &std::path::PathBuf| {
        let slug = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(file).expect("the pose file can be read");
        let pose = toml::from_str(&text).unwrap_or_else(|e| panic!("{slug}: {e}"));
        (slug, pose)
    };
    files.iter().map(one).collect()
}

/// One SVG of many: a row for each pose; the style sheet once.
fn sheet(rows: &[(String, [String; COLUMNS])]) -> String {
    let (width, height) = (CELL.0 * COLUMNS, (CELL.1 + TITLE) * rows.len());
    let style = rows.first().and_then(|(_, row)| between(&row[0], "<style>", "</style>")).unwrap_or_default();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><style>{style}\
         text{{font:13px sans-serif;fill:#777}}</style>"
    );
    for (i, (slug, row)) in rows.iter().enumerate() {
        let y = i * (CELL.1 + TITLE);
        let _ = write!(out, "<text x=\"8\" y=\"{}\">{slug}</text>", y + 15);
        for (k, svg) in row.iter().enumerate() {
            let bare = svg.replace(&format!("<style>{style}</style>"), "");
            let (x, y) = (k * CELL.0 + 5, y + TITLE);
            let place = format!("<svg x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\"", CELL.0 - 10, CELL.1);
            out.push('\n');
            out.push_str(&bare.replacen("<svg xmlns=\"http://www.w3.org/2000/svg\"", &place, 1));
        }
    }
    out + "\n</svg>\n"
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from)?.1.split_once(to).map(|(inside, _)| inside)
}
