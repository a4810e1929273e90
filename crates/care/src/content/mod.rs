//! What the product knows: the reviewed data under `content/`, embedded and read once.
//!
//! Structure and numbers live in `content/<kind>/`; the words about them in `content/locales/<locale>/<kind>/`.
//! A file's name is its permanent slug.

mod claim;
mod exercise;
pub mod inventory;
mod lesson;
pub mod pose;
mod programme;
mod source;
mod statement;

use std::{collections::BTreeMap, sync::LazyLock};

pub use claim::{Claim, ClaimStatus};
pub use exercise::{Breath, Contraindication, DoseRange, Exercise, Kind, Sides};
use include_dir::{Dir, include_dir};
pub use inventory::Inventory;
pub use lesson::Lesson;
pub use pose::{Pose, poses};
pub use programme::{Programme, ProgrammeItem, ProgrammeTest, When};
use serde::de::DeserializeOwned;
pub use source::{Article, Evidence, Mark, Published, Sources};
pub use statement::Statement;

/// The embedded folder.
pub(crate) static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../content");

/// All exercises of the catalogue by slug.
pub fn exercises() -> &'static BTreeMap<String, Exercise> {
    static ALL: LazyLock<BTreeMap<String, Exercise>> = LazyLock::new(|| read_folder("exercises"));
    &ALL
}

/// All programmes by slug.
pub fn programmes() -> &'static BTreeMap<String, Programme> {
    static ALL: LazyLock<BTreeMap<String, Programme>> = LazyLock::new(|| read_folder("programmes"));
    &ALL
}

/// All lessons by slug; `order` says where each stands in the list.
pub fn lessons() -> &'static BTreeMap<String, Lesson> {
    static ALL: LazyLock<BTreeMap<String, Lesson>> = LazyLock::new(|| read_folder("lessons"));
    &ALL
}

/// The claims T1 to T17 by id.
pub fn claims() -> &'static BTreeMap<String, Claim> {
    static ALL: LazyLock<BTreeMap<String, Claim>> = LazyLock::new(|| read_file("claims.toml"));
    &ALL
}

/// Every item of the five articles by id.
pub fn inventory() -> &'static Inventory {
    static ALL: LazyLock<Inventory> = LazyLock::new(|| read_file("inventory.toml"));
    &ALL
}

/// What statements rest on.
pub fn sources() -> &'static Sources {
    static ALL: LazyLock<Sources> = LazyLock::new(|| read_file("sources.toml"));
    &ALL
}

/// Reads `content/<folder>/<slug>.toml` for every slug.
///
/// A content file that doesn't fit its type is a defect of the build; it panics with the file's name, and the tests
/// of this crate read every file.
pub(crate) fn read_folder<T: DeserializeOwned>(folder: &str) -> BTreeMap<String, T> {
    let dir = CONTENT.get_dir(folder).unwrap_or_else(|| panic!("content/{folder} is missing"));
    dir.files()
        .filter_map(|file| {
            let path = file.path().to_str()?;
            let slug = path.strip_prefix(folder)?.trim_start_matches('/').strip_suffix(".toml")?;
            Some((slug.to_owned(), read_file(path)))
        })
        .collect()
}

/// Reads one content file, e.g. `screens.toml`.
pub(crate) fn read_file<T: DeserializeOwned>(path: &str) -> T {
    let file = CONTENT.get_file(path).unwrap_or_else(|| panic!("content/{path} is missing"));
    let text = file.contents_utf8().unwrap_or_else(|| panic!("content/{path} is not UTF-8"));
    toml::from_str(text).unwrap_or_else(|e| panic!("content/{path}: {e}"))
}
