//! `docs/safety.md` carries the rules of the safety check as a table that can't fall behind them.

use std::fmt::Write as _;

use care::{
    content::{Mark, inventory, sources},
    words::Words,
};
use include_dir::{Dir, include_dir};

static SECTIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../content/screens/sections");
const PAGE: &str = include_str!("../../../docs/safety.md");

fn strings(value: Option<&toml::Value>) -> Vec<String> {
    let items = value.and_then(toml::Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()
}

/// Sections in the order in which they are asked, each with its name.
fn sections() -> Vec<(String, toml::Table)> {
    let read = |file: &include_dir::File<'_>| {
        let name = file.path().file_stem().expect("a file").to_string_lossy().into_owned();
        (name, toml::from_str::<toml::Table>(file.contents_utf8().expect("UTF-8")).expect("valid"))
    };
    let mut all: Vec<_> = SECTIONS.files().map(read).collect();
    all.sort_by_key(|(_, table)| table["order"].as_integer());
    all
}

fn table(words: &Words) -> String {
    let mut out = "| rows | rule | what follows | left out | how it is known |\n|---|---|---|---|---|\n".to_owned();
    for (section, content) in sections() {
        for rule in content.get("rule").and_then(toml::Value::as_array).into_iter().flatten() {
            let text = |key: &str| rule[key].as_str().expect("a word").to_owned();
            let tags = strings(rule.get("exclude"));
            let left_out: Vec<_> = tags.iter().map(|tag| words.get(&format!("terms.tag.{tag}"))).collect();
            writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                strings(rule.get("rows")).join(", "),
                words.get(&format!("screens.{section}.rules.{}", text("id").replace('.', "_"))),
                words.get(&format!("terms.disposition.{}", text("yes"))),
                left_out.join("; "),
                words.get(&format!("terms.grade.{}", text("grade"))),
            )
            .expect("a string takes everything");
        }
    }
    out
}

#[test]
fn a_rule_graded_literature_has_a_row_that_was_read() {
    for (section, content) in sections() {
        for rule in content.get("rule").and_then(toml::Value::as_array).into_iter().flatten() {
            let rows = strings(rule.get("rows"));
            let read = |row: &String| sources().evidence.get(row).is_some_and(|e| e.mark == Mark::Read);
            let id = rule["id"].as_str().expect("a word");
            match rule["grade"].as_str().expect("a word") {
                "literature" => assert!(rows.iter().any(read), "{section}.{id}: {rows:?} is not from a source we read"),
                "article" => assert!(rows.iter().any(|row| inventory().contains_key(row)), "{section}.{id}: {rows:?}"),
                _ => {}
            }
        }
    }
}

#[test]
fn the_page_on_safety_shows_every_rule_as_it_is() {
    let expected = table(&Words::load("en").expect("English is embedded"));
    assert!(!expected.contains("[screens.") && !expected.contains("[terms."), "a rule has no words: {expected}");
    let shown = PAGE.split_once("<!-- rules -->\n").and_then(|(_, rest)| rest.split_once("<!-- end of rules -->"));
    let shown = shown.expect("docs/safety.md has the two marks around the table").0;
    assert!(shown == expected, "docs/safety.md is behind; this goes between its marks:\n{expected}");
}
