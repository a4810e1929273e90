//! The web app is embedded from `web/dist`. Without a build of it the folder is empty and the server says how to make one.

use std::path::Path;

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    std::fs::create_dir_all(&dist).expect("web/dist can be made");
    println!("cargo::rerun-if-changed={}", dist.display());
}
