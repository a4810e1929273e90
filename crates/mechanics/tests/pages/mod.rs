//! The generated pages with their places.

use care::words::Words;
use mechanics::{BodySize, claims, cues, report, table, validation};
use std::path::PathBuf;

#[path = "../own/mod.rs"]
mod own;

use own::{model, place};

/// Every page with its text.
#[expect(clippy::disallowed_methods, reason = "the pages belong to the repository, not to the crate")]
pub fn pages() -> Vec<(PathBuf, String)> {
    let (model, size) = (model(), BodySize::of_the_model());
    let words = Words::load("en").expect("English is always there");
    let parts = [
        ("validation", report::validation_table(&validation::validate(&model).expect("our own model"))),
        ("exercises", report::exercise_table(&table(&model, &size).expect("our own model"), &words)),
        ("cues", report::cue_table(&cues(&model, &size).expect("our own model"), &words)),
    ];
    let page = place("docs/model.md");
    let text = std::fs::read_to_string(&page).expect("the page is there");
    let text = parts.iter().fold(text, |text, (mark, table)| with(&text, mark, table));
    let claims = report::claims_page(&claims::verdicts(&model).expect("our own model"), &words);
    vec![(page, text), (place("docs/claims.md"), claims)]
}

/// The text with what stands between a mark and its end replaced.
fn with(text: &str, mark: &str, table: &str) -> String {
    let start = format!("<!-- {mark} -->\n");
    let (before, rest) = text.split_once(&start).expect("the page has the mark");
    let (_, after) = rest.split_once("<!-- end -->").expect("the mark has an end");
    format!("{before}{start}{table}<!-- end -->{after}")
}
