//! Files that are given; `-` is standard input.

use std::{io::Read, path::Path};

use journal::check_unique_keys;
use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// The whole text of a file, without the mark that some editors put before it.
pub fn text(file: &Path) -> Result<String, Failure> {
    let bytes = bytes(file).map_err(|error| Failure::input("input_file", &name(file), &error))?;
    if is_utf16(&bytes) {
        return Err(Failure::input("input_utf16", &name(file), &""));
    }
    let text = String::from_utf8(bytes).map_err(|error| Failure::input("input_file", &name(file), &error))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn bytes(file: &Path) -> std::io::Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return std::fs::read(file);
    }
    let mut bytes = vec![];
    std::io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// With its mark, or with every other byte of its first letter empty.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..])
}

/// A JSON file; what can't be read is named with its place.
pub fn json<T: DeserializeOwned>(file: &Path) -> Result<T, Failure> {
    let text = text(file)?;
    let unreadable = |place: &str, error: &serde_json::Error| Failure::unread("input_json", place, error).in_file(file);
    check_unique_keys(&text).map_err(|error| unreadable("", &error))?;
    let mut reader = serde_json::Deserializer::from_str(&text);
    let read = serde_path_to_error::deserialize(&mut reader);
    let value = read.map_err(|error| unreadable(&error.path().to_string(), error.inner()))?;
    reader.end().map(|()| value).map_err(|error| unreadable("", &error))
}

/// How a file is called in a message.
pub fn name(file: &Path) -> String {
    if file.as_os_str() == "-" { "standard input".into() } else { file.display().to_string() }
}
