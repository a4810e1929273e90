//! The JSON Schemas of the formats that go in and out, made from the types themselves.

use care::{
    entry::{Answers, Entry, Measurement, Profile},
    measure::MeasureResult,
    plan::Plan,
    progress::Progress,
    record::ReplayStep,
    screening::{Outcome, Question},
    session::Script,
};
use serde_json::{Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, schema::Schema},
};

use super::{
    AppError,
    catalogue::{ClaimView, ExerciseView},
    closest,
};

/// An exported record.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes the file that the journal writes and reads")]
pub struct Export {
    /// Always `supple-export`.
    #[schema(pattern = "^supple-export$")]
    format: String,
    /// Layout of the file; 1.
    #[schema(minimum = 1, maximum = 1)]
    version: u32,
    /// Whose record it is; `me` where there is one person.
    person: String,
    /// The entries; Supple writes them in order of time, and reads them in any.
    entries: Vec<Entry>,
}

struct Format {
    name: &'static str,
    what: &'static str,
    make: fn() -> Made,
}

/// A schema, and those that it refers to by name.
type Made = (RefOr<Schema>, Vec<(String, RefOr<Schema>)>);

fn of<T: ToSchema + PartialSchema>() -> Made {
    let mut parts = vec![];
    T::schemas(&mut parts);
    (T::schema(), parts)
}

const FORMATS: [Format; 14] = [
    Format { name: "answers", what: "answers to a screening, in", make: of::<Answers> },
    Format { name: "claims", what: "one of the claims, out", make: of::<ClaimView> },
    Format { name: "entry", what: "one entry of a record, in and out", make: of::<Entry> },
    Format { name: "exercise", what: "an exercise, out", make: of::<ExerciseView> },
    Format { name: "export", what: "a whole record, in and out", make: of::<Export> },
    Format { name: "measurement", what: "readings of one side, in", make: of::<Measurement> },
    Format { name: "measure-result", what: "what a measurement comes to, out", make: of::<MeasureResult> },
    Format { name: "outcome", what: "what a screening comes to, out", make: of::<Outcome> },
    Format { name: "plan", what: "the plan of a day, out", make: of::<Plan> },
    Format { name: "profile", what: "who the person is, in and out", make: of::<Profile> },
    Format { name: "progress", what: "what has changed, out", make: of::<Progress> },
    Format { name: "question", what: "a question of the screening, out", make: of::<Question> },
    Format { name: "replay", what: "what was decided after one entry, out", make: of::<ReplayStep> },
    Format { name: "script", what: "the script of a session, out", make: of::<Script> },
];

/// Names of the formats, each with what it is.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    FORMATS.iter().map(|format| (format.name, format.what)).chain([("openapi", "the whole API (OpenAPI 3.1)")])
}

/// The JSON Schema (2020-12) of a format; `openapi` is the description of the API.
/// # Errors
/// [`AppError::Unknown`] when there is no format of that name.
pub fn schema(name: &str) -> Result<Value, AppError> {
    if name == "openapi" {
        return Ok(crate::http::openapi());
    }
    let format = FORMATS.iter().find(|format| format.name == name).ok_or_else(|| AppError::Unknown {
        what: "schema",
        name: name.to_owned(),
        meant: closest(name, names().map(|(name, _)| name)).map(str::to_owned),
    })?;
    let (schema, parts) = (format.make)();
    let mut json = json!(schema);
    let definitions: serde_json::Map<String, Value> =
        parts.into_iter().map(|(name, part)| (name, json!(part))).collect();
    let fields = json.as_object_mut().expect("a schema is an object");
    fields.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    fields.insert("$defs".into(), Value::Object(definitions));
    point_to_definitions(&mut json);
    finish(&mut json, "$defs");
    Ok(json)
}

/// Says what the types can't say of themselves, about the definitions at a place such as `/components/schemas`.
pub(crate) fn finish(json: &mut Value, definitions: &str) {
    let mut flattened = vec![];
    find_flattened(json, &mut flattened);
    for name in flattened {
        // A type that is flattened into another can't forbid what the other has.
        let definition = json.pointer_mut(&format!("/{definitions}/{name}")).and_then(Value::as_object_mut);
        definition.map(|fields| fields.remove("additionalProperties"));
    }
}

/// Names of the definitions that others are made of.
fn find_flattened(json: &Value, names: &mut Vec<String>) {
    match json {
        Value::Object(fields) => {
            let parts = fields.get("allOf").and_then(Value::as_array).into_iter().flatten();
            let refs = parts.filter_map(|part| part["$ref"].as_str()?.rsplit('/').next());
            names.extend(refs.map(str::to_owned));
            fields.values().for_each(|value| find_flattened(value, names));
        }
        Value::Array(items) => items.iter().for_each(|item| find_flattened(item, names)),
        _ => {}
    }
}

/// References of an API description point to its components; here they stand beside the schema.
fn point_to_definitions(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            if let Some(Value::String(to)) = fields.get_mut("$ref") {
                *to = to.replace("#/components/schemas/", "#/$defs/");
            }
            fields.values_mut().for_each(point_to_definitions);
        }
        Value::Array(items) => items.iter_mut().for_each(point_to_definitions),
        _ => {}
    }
}
