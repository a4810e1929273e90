//! The arrows between the crates are those that ARCHITECTURE.md draws, and no others.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

/// Which of Supple's own crates each crate may use; the same as the table in ARCHITECTURE.md.
const MAY_USE: &[(&str, &str)] = &[
    ("care", "-"),
    ("body", "-"),
    ("osim", "body"),
    ("figure", "care, body"),
    ("mechanics", "care, body"),
    ("journal", "- (entries are opaque to it)"),
    ("server", "all but supple"),
    ("supple", "all"),
];

/// Crates outside the workspace that the pure crates must not use: storage, HTTP, clocks, threads of a runtime.
const NOT_PURE: &[&str] = &["axum", "sqlx", "tokio", "tower", "tower-http", "hyper", "reqwest", "directories"];
/// The crates that do no input or output.
const PURE: &[&str] = &["care", "body", "figure", "mechanics"];

fn packages() -> Vec<Package> {
    let metadata = MetadataCommand::new().no_deps().other_options(["--offline".to_owned()]).exec();
    metadata.expect("cargo metadata works offline").packages
}

/// The names in a cell of the table.
fn allowed(cell: &str, all: &BTreeSet<String>) -> BTreeSet<String> {
    if let Some(rest) = cell.strip_prefix("all") {
        let but = rest.trim().strip_prefix("but ").map(str::trim);
        return all.iter().filter(|name| but != Some(name.as_str())).cloned().collect();
    }
    let names = cell.split('(').next().unwrap_or_default();
    names.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty() && name != "-").collect()
}

#[test]
fn no_crate_uses_one_that_the_table_does_not_allow() {
    let packages = packages();
    let all: BTreeSet<String> = packages.iter().map(|p| p.name.to_string()).collect();
    let table: BTreeMap<&str, &str> = MAY_USE.iter().copied().collect();
    let mut wrong = vec![];
    for package in &packages {
        let name = package.name.as_str();
        let Some(cell) = table.get(name) else {
            wrong.push(format!("{name} is not in the table"));
            continue;
        };
        let allowed = allowed(cell, &all);
        let used = package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development);
        for dependency in used.filter(|d| all.contains(&d.name) && !allowed.contains(&d.name)) {
            wrong.push(format!("{name} uses {}", dependency.name));
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "the table in ARCHITECTURE.md does not allow this");
}

#[test]
fn the_pure_crates_stay_pure() {
    let packages = packages();
    let pure = packages.iter().filter(|p| PURE.contains(&p.name.as_str()));
    let impure = pure.flat_map(|package| {
        let used = package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development);
        used.filter(|d| NOT_PURE.contains(&d.name.as_str())).map(move |d| format!("{} uses {}", package.name, d.name))
    });
    assert_eq!(impure.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn the_page_and_this_test_draw_the_same_arrows() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ARCHITECTURE.md");
    let page = std::fs::read_to_string(page).expect("ARCHITECTURE.md");
    let rows: Vec<(String, String)> = page
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix('|')?.split('|').map(|cell| cell.trim().to_owned());
            Some((cells.next()?, cells.next()?))
        })
        .filter(|(name, _)| MAY_USE.iter().any(|(known, _)| known == name))
        .collect();
    let here: Vec<(String, String)> = MAY_USE.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(rows, here);
}

#[test]
fn cells_are_read_as_people_write_them() {
    let all: BTreeSet<String> = ["a", "b", "c"].map(str::to_owned).into();
    let read = |cell: &str| allowed(cell, &all).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(read("all"), "a b c");
    assert_eq!(read("all but c"), "a b");
    assert_eq!(read("- (entries are opaque to it)"), "");
    assert_eq!(read("a, b"), "a b");
}
