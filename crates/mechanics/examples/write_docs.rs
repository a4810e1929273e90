//! Writes the generated parts of `docs/model.md`, and `docs/claims.md`.
//!
//! `cargo run -p mechanics --example write_docs`

#[path = "../tests/pages/mod.rs"]
mod pages;

#[expect(clippy::disallowed_methods, reason = "writing the pages is all that this does")]
fn main() -> std::io::Result<()> {
    for (path, text) in pages::pages() {
        std::fs::write(&path, text)?;
        println!("{}", path.display());
    }
    Ok(())
}
