//! JSON in which no object names a field twice: of two answers to one question nobody can tell which one was meant.

use std::{collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

/// Reads a JSON text to its end and keeps nothing of it.
/// # Errors
/// With the place, when an object names a field twice, or the text isn't JSON.
pub fn check_unique_keys(json: &str) -> Result<(), serde_json::Error> {
    serde_json::from_str::<Unique>(json).map(drop)
}

struct Unique;

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_any(Look)
    }
}

struct Look;

impl<'de> Visitor<'de> for Look {
    type Value = Unique;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Unique, A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if seen.contains(&key) {
                return Err(Error::custom(format_args!("`{key}` is there twice")));
            }
            map.next_value::<Unique>()?;
            seen.insert(key);
        }
        Ok(Unique)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Unique, A::Error> {
        while list.next_element::<Unique>()?.is_some() {}
        Ok(Unique)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_str<E>(self, _: &str) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_unit<E>(self) -> Result<Unique, E> {
        Ok(Unique)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_once_is_fine_at_any_depth() {
        let json = r#"{"a": {"a": [1, -2, 3.5, "x", true, null, {"a": {}}]}, "b": {"a": 1}}"#;
        check_unique_keys(json).expect("no key is twice in one object");
    }

    #[test]
    fn the_second_of_two_keys_is_named_with_its_place() {
        let said =
            check_unique_keys("{\"answers\": {\"fever\": \"yes\",\n \"fever\": \"no\"}}").unwrap_err().to_string();
        assert!(said.starts_with("`fever` is there twice at line 2"), "{said}");
        assert!(check_unique_keys(r#"[{"a": 1}, {"a": 1, "\u0061": 2}]"#).is_err(), "spelled in another way");
    }
}
