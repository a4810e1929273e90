//! Every pose, start and end, in its best view and from the side and the front, as one page.
//!
//! `cargo run -p figure --example contact_sheet -- OUTDIR [POSES] [only-this-slug ...]`; reads `content/poses` from disk, so that
//! an edit shows at once.

#![expect(clippy::disallowed_methods, reason = "an author's tool reads and writes files; the crate itself does not")]

use std::{fmt::Write as _, path::Path};

use care::content::pose::{Pose, View};
use figure::Options;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().expect("first argument: the folder to write to");
    let only: Vec<String> = arguments.collect();
    std::fs::create_dir_all(&out).expect("the folder can be made");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/poses");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("content/poses").filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    let mut page = String::from(
        "<!doctype html><meta charset=utf-8><style>body{font:14px sans-serif;margin:12px}\
         section{display:flex;flex-wrap:wrap;gap:8px;align-items:end;border-bottom:1px solid #ccc;padding:8px}\
         h2{width:100%;font-size:15px;margin:0}svg{width:500px;max-height:330px;background:#fff}.small svg{width:160px;height:150px}</style>",
    );
    for file in files {
        let slug = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
        if !only.is_empty() && !only.contains(&slug) {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("the pose file can be read");
        let pose: Pose = toml::from_str(&text).unwrap_or_else(|e| panic!("{slug}: {e}"));
        let _ = write!(page, "<section><h2>{slug}</h2>");
        let steps = pose.moments().len();
        for i in 0..steps {
            let at = i as f64 / (steps - 1) as f64;
            let main = draw(&pose, at, None);
            std::fs::write(format!("{out}/{slug}-{i}.svg"), &main).expect("the folder can be written");
            page.push_str(&main);
        }
        page.push_str("<span class=small>");
        for view in [View::Side, View::Front, View::Top] {
            page.push_str(&draw(&pose, 1.0, Some(view)));
        }
        page.push_str("</span></section>");
    }
    std::fs::write(format!("{out}/index.html"), page).expect("the folder can be written");
}

fn draw(pose: &Pose, at: f64, view: Option<View>) -> String {
    let options = Options { at, view, ..Options::default() };
    figure::draw(pose, &options).unwrap_or_else(|e| panic!("{e}"))
}
