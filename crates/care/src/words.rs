//! The words of one language: a flat table of keys, read from `content/locales/<locale>/`.
//!
//! A file `exercises/bridge.toml` with `name = ".."` becomes the key `exercises.bridge.name`; nested tables and lists
//! go on with dots (`exercises.bridge.steps.0`).

mod closest;
mod lengths;

use std::{collections::BTreeMap, sync::Arc};

pub use closest::closest;
use include_dir::Dir;

use crate::content::CONTENT;

/// Values that fill the `{name}` places of a sentence.
pub type Args<'a> = &'a [(&'a str, &'a dyn std::fmt::Display)];

/// All words of one locale, with lengths in centimetres or inches. A clone shares the table.
#[derive(Clone, Debug)]
pub struct Words {
    locale: String,
    table: Arc<BTreeMap<String, String>>,
    inches: bool,
}

impl Words {
    /// The words of a locale that is embedded, or the pseudo-locale `pseudo` (English with every letter accented, to
    /// find text that isn't in the table). `None` for a locale that doesn't exist.
    pub fn load(locale: &str) -> Option<Self> {
        if locale == "pseudo" {
            let english = Self::load("en")?;
            let table = english.table.iter().map(|(key, text)| (key.clone(), pseudo(text))).collect();
            return Some(Self::of(locale, table));
        }
        let dir = CONTENT.get_dir(format!("locales/{locale}"))?;
        let mut table = BTreeMap::new();
        collect(dir, &format!("locales/{locale}/"), &mut table);
        Some(Self::of(locale, table))
    }

    fn of(locale: &str, table: BTreeMap<String, String>) -> Self {
        Self { locale: locale.to_owned(), table: Arc::new(table), inches: false }
    }

    /// The locale's name, e.g. `en`.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// The sentence behind `key` with its `{places}` filled.
    ///
    /// A key that isn't there is shown as `[key]`: a test walks all keys that the code and the content use, so a
    /// person never sees that.
    pub fn say(&self, key: &str, args: Args<'_>) -> String {
        let Some(text) = self.table.get(key) else { return format!("[{key}]") };
        let text = self.with_lengths(text);
        args.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), &value.to_string()))
    }

    /// The sentence behind `key`, which has no places to fill.
    pub fn get(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A sentence that counts: `key.one` when `n` is 1, `key.other` otherwise; `{n}` is filled with the number.
    pub fn count(&self, key: &str, n: u32, args: Args<'_>) -> String {
        let form = if n == 1 { "one" } else { "other" };
        self.say(&format!("{key}.{form}"), args).replace("{n}", &n.to_string())
    }

    /// The items of a list (`key.0`, `key.1`, ...); empty when there is none.
    pub fn list(&self, key: &str) -> Vec<String> {
        (0..).map_while(|i| self.table.get(&format!("{key}.{i}"))).map(|text| self.with_lengths(text)).collect()
    }

    /// Is there a text or a list behind `key`?
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key) || self.table.contains_key(&format!("{key}.0"))
    }

    /// All keys with their texts.
    pub fn all(&self) -> impl Iterator<Item = (&str, String)> {
        self.table.iter().map(|(key, text)| (key.as_str(), self.with_lengths(text)))
    }

    /// All keys below a prefix, without the prefix: what the web app asks for.
    pub fn below(&self, prefix: &str) -> BTreeMap<String, String> {
        let prefix = format!("{prefix}.");
        self.table
            .iter()
            .filter_map(|(key, text)| Some((key.strip_prefix(&prefix)?.to_owned(), self.with_lengths(text))))
            .collect()
    }
}

fn collect(dir: &Dir<'_>, root: &str, table: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        let path = file.path().to_str().expect("content paths are ASCII");
        let Some(stem) = path.strip_prefix(root).and_then(|p| p.strip_suffix(".toml")) else { continue };
        let text = file.contents_utf8().unwrap_or_else(|| panic!("content/{path} is not UTF-8"));
        let value: toml::Table = toml::from_str(text).unwrap_or_else(|e| panic!("content/{path}: {e}"));
        flatten(&stem.replace('/', "."), &toml::Value::Table(value), table);
    }
    dir.dirs().for_each(|d| collect(d, root, table));
}

fn flatten(key: &str, value: &toml::Value, table: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::Table(inner) => inner.iter().for_each(|(k, v)| flatten(&format!("{key}.{k}"), v, table)),
        toml::Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, v)| flatten(&format!("{key}.{i}"), v, table));
        }
        toml::Value::String(text) => {
            table.insert(key.to_owned(), text.clone());
        }
        other => panic!("{key}: words are text, not {other}"),
    }
}

/// Every letter outside `{places}` accented, so that a text that did not come from the table stands out.
fn pseudo(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .map(|c| {
            inside = (inside || c == '{') && c != '}';
            match (inside, c) {
                (false, 'a'..='z') => PSEUDO_LOWER[(c as u8 - b'a') as usize],
                (false, 'A'..='Z') => PSEUDO_UPPER[(c as u8 - b'A') as usize],
                _ => c,
            }
        })
        .collect()
}

const PSEUDO_LOWER: [char; 26] = [
    'á', 'ƀ', 'ç', 'đ', 'é', 'ƒ', 'ğ', 'ħ', 'í', 'ĵ', 'ķ', 'ł', 'ɱ', 'ñ', 'ó', 'þ', 'ǫ', 'ř', 'š', 'ţ', 'ú', 'ṽ', 'ŵ',
    'ẋ', 'ý', 'ž',
];
const PSEUDO_UPPER: [char; 26] = [
    'Á', 'Ɓ', 'Ç', 'Đ', 'É', 'Ƒ', 'Ğ', 'Ħ', 'Í', 'Ĵ', 'Ķ', 'Ł', 'Ṁ', 'Ñ', 'Ó', 'Þ', 'Ǫ', 'Ř', 'Š', 'Ţ', 'Ú', 'Ṽ', 'Ŵ',
    'Ẋ', 'Ý', 'Ž',
];
