//! Every movement as a strip of eight drawings over one cycle, one below the other.
//!
//! `cargo run -p figure --example filmstrip -- OUTDIR [only-this-slug ...]`; reads `content/poses` from disk, so that an edit
//! shows at once.

#![expect(clippy::disallowed_methods, reason = "an author's tool reads and writes files; the crate itself does not")]

use std::{fmt::Write as _, path::Path};

use care::content::pose::Pose;
use figure::{Body, Options, film};

#[path = "../src/own.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod own;

const STRIP: usize = 8;
const PAGE: &str = "<!doctype html><meta charset=utf-8><title>Movements</title><style>body{font:13px sans-serif;margin:8px}\
    section{display:flex;gap:4px;border-bottom:1px solid #ccc}h2{width:100%;font-size:14px;margin:4px 0 0}\
    div{width:220px}svg{width:220px;height:170px;display:block}</style>";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().expect("first argument: the folder to write to");
    let only: Vec<String> = arguments.collect();
    std::fs::create_dir_all(&out).expect("the folder can be made");
    let body = own::body(170.0, care::entry::Sex::Unsaid);
    let mut page = String::from(PAGE);
    for (slug, pose) in read().into_iter().filter(|(slug, _)| only.is_empty() || only.contains(slug)) {
        let strip =
            film::strip(&slug, &pose, &body, &Options::default(), STRIP).unwrap_or_else(|e| panic!("{slug}: {e}"));
        let _ = write!(page, "<h2>{slug}</h2><section>");
        for (t, svg) in strip {
            let _ = write!(page, "<div>{t:.1} s{svg}</div>");
        }
        page.push_str("</section>");
    }
    std::fs::write(format!("{out}/movements.html"), page).expect("the folder can be written");
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
