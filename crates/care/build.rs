//! Compiles this crate again when a content file is added or removed, so that what is embedded is what is there.

fn main() {
    println!("cargo::rerun-if-changed=../../content");
}
