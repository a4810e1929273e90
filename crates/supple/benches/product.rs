//! Figures of the product as a person meets it; left in `target/bench.json` as a list of
//! `{name, value, unit, versus, ratio}`. Run with `cargo bench -p supple --bench product`.
//!
//! The same list is used by other programs that measure: a figure replaces the one of its name, the others stay.

#[path = "product/diary.rs"]
mod diary;
#[path = "product/served.rs"]
mod served;
#[path = "product/stored.rs"]
mod stored;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// One figure.
struct Figure {
    name: &'static str,
    value: f64,
    unit: &'static str,
    /// What it is to be compared with: an aim, or a peer in the same run.
    versus: String,
    /// Value by peer, where a peer ran in the same run.
    ratio: Option<f64>,
}

impl Figure {
    fn with_aim(name: &'static str, value: f64, unit: &'static str, aim: &str) -> Self {
        Self { name, value, unit, versus: format!("aim: {aim}"), ratio: None }
    }

    fn json(&self) -> Value {
        let value = (self.value * 100.0).round() / 100.0;
        json!({"name": self.name, "value": value, "unit": self.unit, "versus": self.versus, "ratio": self.ratio})
    }
}

fn main() {
    let mut figures = vec![stored::fold_of_ten_years()];
    figures.extend(stored::durable_appends());
    figures.extend(served::start_and_memory());
    figures.extend(served::first_load());
    for figure in &figures {
        println!("{:<44} {:>10.2} {:<12} {}", figure.name, figure.value, figure.unit, figure.versus);
    }
    keep(&figures);
}

fn keep(figures: &[Figure]) {
    let file = target().join("bench.json");
    let known = std::fs::read_to_string(&file).ok().and_then(|text| serde_json::from_str::<Vec<Value>>(&text).ok());
    let mut all = known.unwrap_or_default();
    all.retain(|old| !figures.iter().any(|new| old["name"] == new.name));
    all.extend(figures.iter().map(Figure::json));
    let text = serde_json::to_string_pretty(&all).expect("plain data");
    std::fs::write(&file, text + "\n").expect("target/bench.json can be written");
    println!("written to {}", file.display());
}

/// The build folder, where this program stands in `<build folder>/release/deps`.
fn target() -> PathBuf {
    let this = std::env::current_exe().expect("this program");
    this.ancestors().nth(3).map(Path::to_owned).expect("a build folder")
}

/// The middle of several runs.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
