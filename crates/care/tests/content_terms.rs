//! Every fixed value of the contract has its word, and no word is for a value that isn't there.

use std::collections::BTreeSet;

use care::{
    content::{Contraindication, Kind, Sides},
    entry::{Context, PainQuality, PelvisControl, ScreenKind, Sex, Side, StepOutcome},
    grade::Grade,
    screening::Disposition,
    words::Words,
};
use utoipa::PartialSchema;

/// The values of an enum as they are written in JSON.
fn values<T: PartialSchema>() -> BTreeSet<String> {
    fn collect(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(map) => {
                for (key, inner) in map {
                    match inner {
                        serde_json::Value::Array(items) if key == "enum" => {
                            found.extend(items.iter().filter_map(|v| v.as_str()).map(str::to_owned));
                        }
                        _ => collect(inner, found),
                    }
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    collect(&serde_json::to_value(T::schema()).expect("a schema is JSON"), &mut found);
    found
}

#[track_caller]
fn check_terms<T: PartialSchema>(group: &str, extra: &[&str]) {
    let mut expected = values::<T>();
    assert!(!expected.is_empty(), "{group}: no values");
    expected.extend(extra.iter().map(|&value| value.to_owned()));
    let words = Words::load("en").expect("English is embedded");
    assert_eq!(words.below(&format!("terms.{group}")).into_keys().collect::<BTreeSet<_>>(), expected, "terms.{group}");
}

#[test]
fn every_value_has_its_word() {
    check_terms::<Grade>("grade", &[]);
    check_terms::<Grade>("grade_help", &[]);
    check_terms::<Disposition>("disposition", &[]);
    check_terms::<Kind>("kind", &[]);
    check_terms::<Side>("side", &["both"]);
    check_terms::<Sides>("sides", &[]);
    check_terms::<PainQuality>("quality", &[]);
    check_terms::<Sex>("sex", &[]);
    check_terms::<PelvisControl>("pelvis_control", &[]);
    check_terms::<Context>("context", &[]);
    check_terms::<StepOutcome>("outcome", &[]);
    check_terms::<ScreenKind>("screen_kind", &[]);
    check_terms::<Contraindication>("tag", &[]);
}
