//! One spelling for one content, so that "the same entry" can be compared as bytes.

use serde_json::{Map, Value};

/// These come first, for people who read an export; the rest follows in order of name.
const FIRST: [&str; 5] = ["id", "at", "device", "seq", "type"];

/// The entry's fields on one line without blanks between them, in a fixed order at every depth.
pub(crate) fn canonical(fields: &Map<String, Value>) -> String {
    let mut out = String::from("{");
    let first = FIRST.iter().filter_map(|key| fields.get_key_value(*key));
    let rest = sorted(fields).into_iter().filter(|(key, _)| !FIRST.contains(&key.as_str()));
    push_fields(&mut out, first.chain(rest));
    out
}

fn push_fields<'a>(out: &mut String, fields: impl Iterator<Item = (&'a String, &'a Value)>) {
    for (i, (key, value)) in fields.enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&Value::from(key.as_str()).to_string());
        out.push(':');
        push_value(out, value);
    }
    out.push('}');
}

fn push_value(out: &mut String, value: &Value) {
    match value {
        Value::Object(fields) => {
            out.push('{');
            push_fields(out, sorted(fields).into_iter());
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                push_value(out, item);
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

fn sorted(fields: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort_by_key(|(key, _)| *key);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(json: &str) -> String {
        canonical(serde_json::from_str::<Value>(json).expect("test JSON").as_object().expect("an object"))
    }

    #[test]
    fn order_and_blanks_make_no_difference() {
        let one = spelled(r#"{"z": {"b": 1, "a": [1, {"d": 2, "c": 3}]}, "id": "x", "type": "t"}"#);
        let other = spelled(r#"{"type":"t","id":"x","z":{"a":[1,{"c":3,"d":2}],"b":1}}"#);
        assert_eq!(one, other);
        assert_eq!(one, r#"{"id":"x","type":"t","z":{"a":[1,{"c":3,"d":2}],"b":1}}"#);
    }

    #[test]
    fn names_are_escaped() {
        assert_eq!(spelled(r#"{"a\"\n": "ü\u0000"}"#), r#"{"a\"\n":"ü\u0000"}"#);
    }

    proptest::proptest! {
        #[test]
        fn spelling_twice_is_spelling_once(number in proptest::num::f64::NORMAL, text in ".*", count in proptest::num::i64::ANY) {
            let json = serde_json::json!({"n": number, "t": text, "c": count, text: [number, null, true]});
            let once = canonical(json.as_object().expect("an object"));
            proptest::prop_assert_eq!(&spelled(&once), &once);
            proptest::prop_assert_eq!(serde_json::from_str::<Value>(&once).expect("canonical is JSON"), json);
        }
    }
}
