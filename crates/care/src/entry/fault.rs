//! What is wrong with something that was given, and where it stands, in plain words.

use crate::words::{Args, Words, closest};

/// More names than this aren't listed; the closest one helps more.
const LISTED: usize = 24;

/// Something that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The path to it, e.g. `measurement.readings[2].thigh_angle_deg`; empty for the whole.
    pub field: String,
    /// What is wrong, as a part of a sentence.
    pub text: String,
    /// What was probably meant.
    pub meant: Option<String>,
}

impl Fault {
    /// The words behind `errors.fault.<key>`.
    pub fn new(field: impl Into<String>, key: &str, args: Args<'_>, words: &Words) -> Self {
        Self { field: field.into(), text: words.say(&format!("errors.fault.{key}"), args), meant: None }
    }

    /// A name that isn't one of those that are known.
    pub fn unknown<'a>(
        field: impl Into<String>,
        given: &str,
        known: impl IntoIterator<Item = &'a str>,
        words: &Words,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let key = if known.len() > LISTED { "unknown" } else { "unknown_of" };
        let mut fault = Self::new(field, key, &[("given", &given), ("known", &known.join(", "))], words);
        fault.meant = closest(given, known).map(str::to_owned);
        fault
    }

    /// The same, seen from further out.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        let dot = if self.field.is_empty() || self.field.starts_with('[') { "" } else { "." };
        self.field = format!("{outer}{dot}{}", self.field);
        self
    }

    /// What the reader of JSON says, in plain words. `field` is where it was when it stopped, or `.`.
    pub fn of_json(field: &str, error: &serde_json::Error, words: &Words) -> Self {
        if error.is_data() {
            return Self::of_reading(field, &error.to_string(), words);
        }
        let (line, column) = (error.line(), error.column());
        let fault = Self::new("", "syntax", &[("line", &line), ("column", &column)], words);
        Self { field: format!("line {line}"), ..fault }
    }

    /// What a reader says that is made by serde, in plain words.
    pub fn of_reading(field: &str, said: &str, words: &Words) -> Self {
        let field = if field == "." { "" } else { field };
        let said = said.split(" at line ").next().unwrap_or(said);
        let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
        let name = quoted.first().copied().unwrap_or_default();
        let known = || quoted.iter().skip(1).copied();
        let inside = |fault: Self| if field.is_empty() { fault } else { fault.within(field) };
        if said.starts_with("missing field") {
            return inside(Self::new(name, "missing", &[("name", &name)], words));
        }
        if said.starts_with("unknown field") {
            let place = if field.rsplit('.').next() == Some(name) { field.to_owned() } else { join(field, name) };
            let fault = Self::new(place, "unknown_field", &[("name", &name)], words);
            return Self { meant: closest(name, known()).map(str::to_owned), ..fault };
        }
        if said.starts_with("unknown variant") {
            return Self::unknown(field, name, known(), words);
        }
        if said.starts_with("duplicate field") || said.ends_with("is there twice") {
            return Self::new(join(field, name), "twice", &[("name", &name)], words);
        }
        let invalid =
            ["invalid type: ", "invalid value: ", "invalid length "].iter().find_map(|k| said.strip_prefix(k));
        match invalid.and_then(|rest| rest.rsplit_once(", expected ")) {
            Some((found, wanted)) => {
                let (found, wanted) = (self::found(found, words), words.get(&format!("errors.fault.{}", kind(wanted))));
                Self::new(field, "kind", &[("found", &found), ("wanted", &wanted)], words)
            }
            None => match unparsed(field, said) {
                Some(wanted) => {
                    let wanted = words.get(&format!("errors.fault.wanted.{wanted}"));
                    Self::new(field, "not", &[("wanted", &wanted)], words)
                }
                None => Self::new(field, "unreadable", &[], words),
            },
        }
    }
}

/// What those say who read a text as something else, and what they were to find.
const UNPARSED: [(&str, &str); 7] = [
    ("UUID", "id"),
    ("input", "day"),
    ("`true` or `false`", "truth"),
    ("digit", "whole"),
    ("number too", "whole"),
    ("integer", "whole"),
    ("float", "number"),
];

/// What a text was to be, where its reader doesn't name it.
fn unparsed(field: &str, said: &str) -> Option<&'static str> {
    match UNPARSED.iter().find(|(part, _)| said.contains(part))?.1 {
        "day" if field.rsplit('.').next() == Some("at") => Some("time"),
        wanted => Some(wanted),
    }
}

fn join(outer: &str, inner: &str) -> String {
    if outer.is_empty() { inner.to_owned() } else { format!("{outer}.{inner}") }
}

/// Reads `string "x"`, ``integer `3` ``, `null`, `map`, ...
fn found(said: &str, words: &Words) -> String {
    let quoted = said.split(['`', '"']).nth(1).unwrap_or_default();
    let key = match said.split([' ', ',']).next().unwrap_or_default() {
        "string" => "text",
        "integer" | "floating" => "number",
        "boolean" => "truth",
        "null" | "unit" | "Option" => "nothing",
        "sequence" => "list",
        "map" => "object",
        _ => "other",
    };
    words.say(&format!("errors.fault.found.{key}"), &[("value", &quoted)])
}

/// Which words say what was expected.
fn kind(expected: &str) -> &'static str {
    match expected {
        // Whole numbers of one byte are pain.
        "u8" => "wanted.pain",
        "u16" | "u32" | "u64" | "usize" => "wanted.count",
        "i32" | "i64" => "wanted.whole",
        "f32" | "f64" => "wanted.number",
        "a boolean" => "wanted.truth",
        "a string" | "a borrowed string" | "str" | "string or map" | "variant identifier" => "wanted.text",
        "a sequence" => "wanted.list",
        _ if expected.contains("date and time") => "wanted.time",
        _ if expected.contains("date") => "wanted.day",
        _ if expected.contains("UUID") => "wanted.id",
        _ if expected.starts_with("a sequence") || expected.contains("tuple") || expected.contains("array") => {
            "wanted.list"
        }
        _ if ["a map", "struct", "internally tagged", "enum"].iter().any(|k| expected.contains(k)) => "wanted.object",
        _ => "wanted.other",
    }
}
