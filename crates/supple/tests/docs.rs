//! The examples of docs/json.md and docs/cli.md do what the pages say.

mod support;

use std::path::Path;

use support::{run, transcript};

/// A fenced block with the word that opens it and the file that the text before it names.
struct Block {
    kind: String,
    file: Option<String>,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![];
    let mut open: Option<Block> = None;
    let mut before = String::new();
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(kind), None) => {
                let file = before
                    .split('`')
                    .find(|name| Path::new(name).extension().is_some_and(|e| e == "json"))
                    .map(str::to_owned);
                open = Some(Block { kind: kind.to_owned(), file, text: String::new() });
                before.clear();
            }
            (None, Some(block)) => push_line(&mut block.text, line),
            (None, None) if line.is_empty() => {}
            (None, None) => line.clone_into(&mut before),
        }
    }
    blocks
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The commands of a console block, each with what the page says it prints.
fn commands(text: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = vec![];
    for line in text.lines() {
        match (line.strip_prefix("$ supple "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((_, expected))) => push_line(expected, line),
            (None, None) => panic!("a console block begins with `$ supple`: {line}"),
        }
    }
    commands
}

/// Does `said` fit? A line `...` stands for any lines, `...` at the end of a line for its rest.
fn fits(expected: &[&str], said: &[&str]) -> bool {
    match (expected, said) {
        ([], []) => true,
        (["...", rest @ ..], _) => (0..=said.len()).any(|skip| fits(rest, &said[skip..])),
        ([first, rest @ ..], [line, lines @ ..]) => {
            let same = first.strip_suffix("...").map_or(first == line, |start| line.starts_with(start));
            same && fits(rest, lines)
        }
        _ => false,
    }
}

#[track_caller]
fn check_page(name: &str) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    let page = std::fs::read_to_string(page).expect("the page");
    let dir = tempfile::tempdir().expect("a folder");
    let mut ran = 0;
    for block in blocks(&page) {
        match (block.kind.as_str(), block.file) {
            ("json", Some(file)) => std::fs::write(dir.path().join(file), block.text).expect("written"),
            ("json", None) => panic!("{name}: no file is named before this block:\n{}", block.text),
            ("console", _) => {
                for (command, expected) in commands(&block.text) {
                    let arguments: Vec<&str> = command.split_whitespace().collect();
                    let said = transcript(&run(dir.path(), &arguments, ""));
                    let (want, got): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), said.lines().collect());
                    assert!(fits(&want, &got), "{name}: supple {command}\n--- page\n{expected}\n--- printed\n{said}");
                    ran += 1;
                }
            }
            _ => {}
        }
    }
    assert!(ran > 0, "{name} has no examples");
}

#[test]
fn the_examples_of_the_json_page_are_true() {
    check_page("json.md");
}

#[test]
fn the_examples_of_the_command_page_are_true() {
    check_page("cli.md");
}

#[test]
fn dots_stand_for_lines_and_for_the_rest_of_a_line() {
    assert!(fits(&["a", "...", "d"], &["a", "b", "c", "d"]));
    assert!(fits(&["...", "b..."], &["a", "bcd"]));
    assert!(!fits(&["a", "c"], &["a", "b", "c"]));
    assert!(!fits(&["a"], &["a", "b"]));
}
