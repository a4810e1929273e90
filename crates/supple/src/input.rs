//! Files that are given; `-` is standard input.

use std::{io::Read, path::Path};

use journal::check_unique_keys;
use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// The whole text of a file.
pub fn text(file: &Path) -> Result<String, Failure> {
    let read = if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    // Some editors put a mark before the text that isn't part of it.
    let text = read.map_err(|error| Failure::input("input_file", &name(file), &error))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
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
