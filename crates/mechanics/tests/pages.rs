//! The generated pages are what the model gives, and every word they need is there.

#[path = "pages/mod.rs"]
mod pages;

#[test]
#[expect(clippy::disallowed_methods, reason = "the pages belong to the repository, not to the crate")]
fn the_pages_are_what_the_model_gives() {
    for (path, text) in pages::pages() {
        let file = std::fs::read_to_string(&path).expect("the page is there");
        let line = file.lines().zip(text.lines()).find(|(a, b)| a != b);
        assert!(
            file == text,
            "{} is stale: {line:?}; run `cargo run -p mechanics --example write_docs`",
            path.display()
        );
        assert!(!text.contains("[mechanics."), "{}: a word is missing", path.display());
    }
}
