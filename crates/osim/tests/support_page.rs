//! `docs/osim-support.md` says what the code does.

use std::path::Path;

#[test]
fn the_support_page_is_the_readers_own_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/osim-support.md");
    let page = osim::support::page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).expect("a writable docs folder");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/osim-support.md is stale: UPDATE_DOCS=1 cargo test -p osim --test support_page");
}
