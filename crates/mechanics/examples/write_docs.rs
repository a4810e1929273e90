//! Writes the generated parts of `docs/model.md`, and `docs/claims.md`.
//!
//! `cargo run -p mechanics --example write_docs`

#[path = "../tests/pages/mod.rs"]
mod pages;

fn main() -> std::io::Result<()> {
    for (path, text) in pages::pages() {
        std::fs::write(&path, text)?;
        println!("{}", path.display());
    }
    Ok(())
}
