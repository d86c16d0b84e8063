//! What the schema of the tenant file says about the place of the cursor.

use core::ops::Range;

use engine::tenant::STRICT_JSON;
use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, parse_to_ast};
use serde_json::Value as Json;

/// What can be said about a place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Help {
    /// The place as a path; empty for the file as a whole.
    pub path: String,
    /// What stands there; empty where the schema says nothing.
    pub says: String,
    /// The values to choose from, as JSON, where there are only some; each with what it means.
    pub values: Vec<(String, String)>,
    /// Where the value stands, in bytes of the text.
    pub range: Range<usize>,
    /// The names that this object may hold and does not.
    pub absent: Vec<String>,
}

/// What the schema says about a place in bytes of the text; `None` where the text is no JSON.
#[must_use]
pub fn help(schema: &Json, text: &str, byte: usize) -> Option<Help> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT_JSON).ok()?;
    let root = parsed.value?;
    let (mut value, mut known) = (&root, Some(schema));
    let mut help = Help { range: root.start()..root.end(), ..Help::default() };
    loop {
        known = known.map(|known| resolved(schema, known));
        let inside = match value {
            Value::Object(object) => {
                let property = object.properties.iter().find(|property| holds(*property, byte));
                property.map(|property| {
                    let name = property.name.as_str();
                    if !help.path.is_empty() {
                        help.path.push('.');
                    }
                    help.path.push_str(name);
                    (&property.value, known.and_then(|known| known.get("properties")?.get(name)))
                })
            }
            Value::Array(array) => {
                let index = array.elements.iter().position(|element| holds(element, byte));
                index.map(|index| {
                    help.path.push_str(&format!("[{index}]"));
                    (&array.elements[index], known.and_then(|known| known.get("items")))
                })
            }
            _ => None,
        };
        let Some((inner, schema_of_inner)) = inside else { break };
        (value, known) = (inner, schema_of_inner);
        help.range = inner.start()..inner.end();
        // What is said where the name is used comes before what is said of its kind.
        help.says = known.and_then(|known| said(schema, known)).unwrap_or_default();
    }
    if let Some(known) = known {
        help.values = values(known);
        if let Value::Object(object) = value {
            help.absent = absent(known, object);
        }
    }
    Some(help)
}

fn holds(node: &impl jsonc_parser::common::Ranged, byte: usize) -> bool {
    node.start() <= byte && byte <= node.end()
}

/// The schema that a schema refers to; of "this or nothing", this.
fn resolved<'a>(root: &'a Json, schema: &'a Json) -> &'a Json {
    let mut schema = schema;
    // No reference of ours is deeper; a circle ends too.
    for _ in 0..8 {
        let name = schema.get("$ref").and_then(Json::as_str).and_then(|name| name.strip_prefix("#/$defs/"));
        let either = schema.get("anyOf").and_then(Json::as_array);
        let next = match (name, either) {
            (Some(name), _) => root.get("$defs").and_then(|definitions| definitions.get(name)),
            (None, Some(either)) => either.iter().find(|one| one.get("type") != Some(&"null".into())),
            (None, None) => None,
        };
        let Some(next) = next else { break };
        schema = next;
    }
    schema
}

fn said(root: &Json, schema: &Json) -> Option<String> {
    let of = |schema: &Json| Some(schema.get("description")?.as_str()?.replace('\n', " "));
    of(schema).or_else(|| of(resolved(root, schema)))
}

fn values(schema: &Json) -> Vec<(String, String)> {
    let said =
        |one: &Json| one.get("description").and_then(Json::as_str).unwrap_or_default().replace('\n', " ");
    if let Some(values) = schema.get("enum").and_then(Json::as_array) {
        return values.iter().map(|value| (value.to_string(), String::new())).collect();
    }
    let choices = schema.get("oneOf").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    choices.iter().filter_map(|one| Some((one.get("const")?.to_string(), said(one)))).collect()
}

fn absent(schema: &Json, object: &Object<'_>) -> Vec<String> {
    let known = schema.get("properties").and_then(Json::as_object);
    let names = known.into_iter().flat_map(|known| known.keys());
    names.filter(|name| !object.properties.iter().any(|one| one.name.as_str() == *name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(text: &str, words: &str) -> Help {
        let schema = json!({
            "properties": {
                "looks": { "description": "How it looks.", "anyOf": [{ "$ref": "#/$defs/Looks" }, { "type": "null" }] },
                "fields": { "items": { "$ref": "#/$defs/Field" } },
            },
            "$defs": {
                "Looks": { "properties": { "radius": { "$ref": "#/$defs/Radius" }, "font": {} } },
                "Radius": { "description": "How round\nit is.", "oneOf": [
                    { "const": "square", "description": "Almost square." }, { "const": "round" },
                ] },
                "Field": { "properties": { "kind": { "enum": ["text", "money"] } } },
            },
        });
        help(&schema, text, text.find(words).unwrap()).unwrap()
    }

    #[test]
    fn a_value_is_told_with_what_can_stand_there() {
        let text = "{ \"looks\": { \"radius\": \"square\" } }";
        let help = at(text, "square");
        assert_eq!((help.path.as_str(), help.says.as_str()), ("looks.radius", "How round it is."));
        assert_eq!(&text[help.range], "\"square\"");
        let values = [("\"square\"", "Almost square."), ("\"round\"", "")];
        assert_eq!(help.values, values.map(|(value, says)| (value.to_owned(), says.to_owned())));
        assert_eq!(at(text, "radius").values, help.values, "the name tells it too");
    }

    #[test]
    fn an_object_is_told_with_what_it_lacks() {
        let help = at("{ \"looks\": { \"radius\": \"round\" } }", "{ \"radius");
        assert_eq!((help.path.as_str(), help.says.as_str()), ("looks", "How it looks."));
        assert_eq!(help.absent, ["font"]);
        assert_eq!(at("{}", "{").absent, ["looks", "fields"]);
    }

    #[test]
    fn lists_are_gone_through_and_what_is_unknown_is_passed_over() {
        let help = at("{ \"fields\": [{}, { \"kind\": \"x\" }] }", "x\"");
        assert_eq!((help.path.as_str(), help.values.len()), ("fields[1].kind", 2));
        let help = at("{ \"other\": { \"deep\": [1] } }", "1");
        assert_eq!((help.path.as_str(), help.says.as_str()), ("other.deep[0]", ""));
        assert_eq!(super::help(&json!({}), "{ no", 1), None);
    }
}
