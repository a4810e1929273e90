//! The inventory: every item of the five articles by id, and where the product carries it. The sentence about each id
//! is under `inventory.<id>`.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::Dir;

use super::CONTENT;

/// The articles (`000` to `004`) that have an item, by its id.
pub type Inventory = BTreeMap<String, Vec<String>>;

/// Prefixes of the ids: those of the inventory, then those of the evidence (`F`, `M`).
const PREFIXES: [&str; 15] = ["A", "B", "C", "S", "TST", "R", "L", "ST", "G", "O", "W", "T", "X", "F", "M"];

/// Folders and files that name ids without carrying them: the lists themselves, words, and poses (whose `L1` is a
/// vertebra).
const NOT_CARRIERS: [&str; 4] = ["inventory.toml", "sources.toml", "locales", "poses"];

/// Does this text look like an id of the inventory or the evidence, e.g. `ST4`?
pub fn is_id(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let prefix = &text[..text.len() - digits.len()];
    PREFIXES.contains(&prefix) && matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Which content files carry which id: every quoted id and every table named by one, outside the lists themselves.
pub fn carriers() -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    visit_dir(&CONTENT, &mut found);
    found
}

fn visit_dir(dir: &Dir<'_>, found: &mut BTreeMap<String, BTreeSet<String>>) {
    let counts = |path: &std::path::Path| !NOT_CARRIERS.iter().any(|skip| path.starts_with(skip));
    for file in dir.files().filter(|file| counts(file.path())) {
        let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) else { continue };
        let Some(place) = path.strip_suffix(".toml") else { continue };
        let table = toml::from_str(text).unwrap_or_else(|e| panic!("content/{path}: {e}"));
        visit_value(&toml::Value::Table(table), &mut |id| {
            found.entry(id.to_owned()).or_default().insert(place.to_owned());
        });
    }
    dir.dirs().filter(|dir| counts(dir.path())).for_each(|dir| visit_dir(dir, found));
}

fn visit_value(value: &toml::Value, see: &mut impl FnMut(&str)) {
    match value {
        toml::Value::String(text) if is_id(text) => see(text),
        toml::Value::Array(items) => items.iter().for_each(|item| visit_value(item, see)),
        toml::Value::Table(table) => {
            for (key, inner) in table {
                if is_id(key) {
                    see(key);
                }
                visit_value(inner, see);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_known_prefix_and_a_number() {
        for id in ["A1", "ST4", "TST8", "X19", "F35", "M27"] {
            assert!(is_id(id), "{id}");
        }
        for other in ["", "A", "12", "GB", "Z1", "STT1", "A100", "ST4b", "terms.X1", "é1"] {
            assert!(!is_id(other), "{other}");
        }
    }

    #[test]
    fn a_table_named_by_an_id_and_a_quoted_id_both_count() {
        let table = toml::from_str("[T1]\nsources = [\"M8\", \"x\"]\nnested = { a = \"X3\" }").expect("valid");
        let mut seen = vec![];
        visit_value(&toml::Value::Table(table), &mut |id| seen.push(id.to_owned()));
        seen.sort();
        assert_eq!(seen, ["M8", "T1", "X3"]);
    }
}
