//! Texts read as what a schema asks for: arguments that come out of a sentence are texts, all of them.

use serde_json::Value as Json;

/// The arguments with each text that stands where the schema wants a number, or yes or no, and no text, read as that. What cannot
/// be read so stays as it is, for [`super::check`] to tell of.
#[must_use]
pub fn fitted(schema: &Json, arguments: &Json) -> Json {
    let mut fitted = arguments.clone();
    for (name, value) in fitted.as_object_mut().into_iter().flatten() {
        let wanted = &schema["properties"][name.as_str()]["type"];
        let wants = |kind: &str| match wanted {
            Json::String(one) => one == kind,
            Json::Array(several) => several.iter().any(|one| one == kind),
            _ => false,
        };
        let Some(text) = value.as_str().map(str::trim).filter(|_| !wants("string")) else { continue };
        let read = match text {
            "true" | "yes" if wants("boolean") => Some(Json::Bool(true)),
            "false" | "no" if wants("boolean") => Some(Json::Bool(false)),
            _ if wants("number") || wants("integer") => number(text),
            _ => None,
        };
        if let Some(read) = read {
            *value = read;
        }
    }
    fitted
}

fn number(text: &str) -> Option<Json> {
    let whole = text.parse::<i64>().ok().map(Json::from);
    whole.or_else(|| serde_json::Number::from_f64(text.parse().ok()?).map(Json::Number))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_are_read_as_what_is_wanted_and_as_nothing_else() {
        let schema = json!({ "type": "object", "properties": {
            "a": { "type": "number" }, "b": { "type": "integer" }, "c": { "type": "boolean" }, "d": { "type": "string" },
            "e": { "type": ["string", "number"] }, "f": { "type": ["number", "null"] },
        } });
        let said = json!({ "a": " 2.5", "b": "42", "c": "yes", "d": "7", "e": "7", "f": "-1", "g": "7" });
        let read = json!({ "a": 2.5, "b": 42, "c": true, "d": "7", "e": "7", "f": -1, "g": "7" });
        assert_eq!(fitted(&schema, &said), read);
        for odd in
            [json!({ "a": "two", "b": [], "c": "maybe" }), json!(["2"]), json!("2"), json!({ "a": "inf" })]
        {
            assert_eq!(fitted(&schema, &odd), odd);
        }
    }
}
