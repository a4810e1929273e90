//! Every pose, start and end, in its best view and from the other sides, as one page; and all ends on one sheet (`sheet.svg`).
//!
//! `cargo run -p figure --example contact_sheet -- OUTDIR [only-this-slug ...]`; reads `content/poses` from disk, so that an edit
//! shows at once.

#![expect(clippy::disallowed_methods, reason = "an author's tool reads and writes files; the crate itself does not")]

use std::{fmt::Write as _, path::Path};

use care::content::pose::{Pose, View};
use figure::{Body, Options};

#[path = "../src/own.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod own;

const PAGE: &str = "<!doctype html><meta charset=utf-8><title>Figures</title><style>body{font:14px sans-serif;margin:12px}\
    section{display:flex;flex-wrap:wrap;gap:8px;align-items:end;border-bottom:1px solid #ccc;padding:8px}\
    h2{width:100%;font-size:15px;margin:0}svg{width:500px;max-height:330px}.small svg{width:160px;height:150px}</style>";
const COLUMNS: usize = 6;
const CELL: (usize, usize) = (240, 200);

fn main() {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().expect("first argument: the folder to write to");
    let only: Vec<String> = arguments.collect();
    std::fs::create_dir_all(&out).expect("the folder can be made");
    let write =
        |name: &str, text: &str| std::fs::write(format!("{out}/{name}"), text).expect("the folder can be written");
    let body = own::body(170.0, care::entry::Sex::Unsaid);
    let mut page = String::from(PAGE);
    let mut cells = vec![];
    for (slug, pose) in read().into_iter().filter(|(slug, _)| only.is_empty() || only.contains(slug)) {
        let _ = write!(page, "<section><h2>{slug}</h2>");
        let last = pose.moments().len() - 1;
        for i in 0..=last {
            let picture = draw(&body, &pose, i as f64 / last as f64, None);
            write(&format!("{slug}-{i}.svg"), &picture);
            page.push_str(&picture);
        }
        page.push_str("<span class=small>");
        for view in [View::Side, View::Front, View::Top] {
            page.push_str(&draw(&body, &pose, 1.0, Some(view)));
        }
        page.push_str("</span></section>");
        cells.push((slug, draw(&body, &pose, 1.0, None)));
    }
    write("index.html", &page);
    write("sheet.svg", &sheet(&cells));
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

fn draw(body: &Body, pose: &Pose, at: f64, view: Option<View>) -> String {
    let options = Options { at, view, ..Options::default() };
    figure::draw(pose, body, &options).unwrap_or_else(|e| panic!("{e}"))
}

/// One SVG of many, in rows; the style sheet once.
fn sheet(cells: &[(String, String)]) -> String {
    let (width, height) = (CELL.0 * COLUMNS, (CELL.1 + 20) * cells.len().div_ceil(COLUMNS));
    let style = cells.first().and_then(|(_, svg)| between(svg, "<style>", "</style>")).unwrap_or_default();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><style>{style}\
         text{{font:13px sans-serif;fill:#777}}</style>"
    );
    for (i, (slug, svg)) in cells.iter().enumerate() {
        let (x, y) = (i % COLUMNS * CELL.0, i / COLUMNS * (CELL.1 + 20));
        let bare = svg.replace(&format!("<style>{style}</style>"), "");
        let place = format!("<svg x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{}\"", x + 5, CELL.0 - 10, CELL.1);
        let nested = bare.replacen("<svg xmlns=\"http://www.w3.org/2000/svg\"", &place, 1);
        let _ = write!(out, "\n{nested}<text x=\"{}\" y=\"{}\">{slug}</text>", x + 8, y + CELL.1 + 12);
    }
    out + "\n</svg>\n"
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from)?.1.split_once(to).map(|(inside, _)| inside)
}
