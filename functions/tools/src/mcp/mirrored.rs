//! Arguments that a server wants to see in a header too (`x-mcp-header`).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::ports::ToolError;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value as Json;

use super::post::failed;

/// What asks for it in a schema.
const KEYWORD: &str = "x-mcp-header";

/// The integers that every reader of JSON reads as they are.
const SAFE: i64 = (1 << 53) - 1;

/// How deep objects are looked into.
const DEPTH_AT_MOST: usize = 16;

/// An argument, by its path, and the header that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mirrored {
    path: Vec<String>,
    header: HeaderName,
}

/// Those that the schema asks for. One that asks for what the protocol does not allow is no tool that may be offered.
pub(super) fn read(schema: &Json) -> Result<Vec<Mirrored>, &'static str> {
    let mut found = Vec::new();
    reachable(schema, &mut Vec::new(), &mut found)?;
    if count(schema, 0)? != found.len() {
        return Err("it wants arguments in headers that cannot be reached");
    }
    for (index, one) in found.iter().enumerate() {
        if found[..index].iter().any(|other| other.header == one.header) {
            return Err("it wants two arguments in one header");
        }
    }
    Ok(found)
}

/// What can be reached by the names of properties alone.
fn reachable(schema: &Json, path: &mut Vec<String>, found: &mut Vec<Mirrored>) -> Result<(), &'static str> {
    if path.len() > DEPTH_AT_MOST {
        return Err("its schema is too deep");
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        path.push(name.clone());
        if let Some(wanted) = property.get(KEYWORD) {
            let header = wanted.as_str().filter(|name| !name.is_empty()).and_then(header_of);
            let header = header.ok_or("it wants an argument in a header that is none")?;
            if !matches!(property["type"].as_str(), Some("string" | "integer" | "boolean")) {
                return Err("it wants an argument in a header that cannot stand there");
            }
            found.push(Mirrored { path: path.clone(), header });
        }
        reachable(property, path, found)?;
        path.pop();
    }
    Ok(())
}

fn header_of(name: &str) -> Option<HeaderName> {
    HeaderName::from_bytes(format!("mcp-param-{name}").as_bytes()).ok()
}

/// How often the keyword stands anywhere, as one: a property may be called so.
fn count(schema: &Json, depth: usize) -> Result<usize, &'static str> {
    if depth > 4 * DEPTH_AT_MOST {
        return Err("its schema is too deep");
    }
    let mut all = 0;
    match schema {
        Json::Object(entries) => {
            for (key, value) in entries {
                all += match (key.as_str(), value) {
                    ("properties", Json::Object(properties)) => {
                        let mut within = 0;
                        for property in properties.values() {
                            within += count(property, depth + 1)?;
                        }
                        within
                    }
                    (KEYWORD, _) => 1,
                    ("const" | "default" | "enum" | "examples", _) => 0,
                    _ => count(value, depth + 1)?,
                };
            }
        }
        Json::Array(items) => {
            for item in items {
                all += count(item, depth + 1)?;
            }
        }
        _ => {}
    }
    Ok(all)
}

/// Puts the arguments into their headers.
pub(super) fn add(mirrored: &[Mirrored], arguments: &Json, headers: &mut HeaderMap) -> Result<(), ToolError> {
    for Mirrored { path, header } in mirrored {
        let value = path.iter().try_fold(arguments, |value, name| value.get(name));
        let text = match value {
            None | Some(Json::Null) => continue,
            Some(Json::String(text)) => text.clone(),
            Some(Json::Bool(flag)) => flag.to_string(),
            Some(Json::Number(number)) => {
                let whole = number.as_i64().filter(|whole| (-SAFE..=SAFE).contains(whole));
                whole
                    .ok_or_else(|| ToolError::Arguments(format!("`{}` is too large", path.join("/"))))?
                    .to_string()
            }
            Some(_) => {
                return Err(ToolError::Arguments(format!("`{}` cannot stand in a header", path.join("/"))));
            }
        };
        headers.insert(header.clone(), encoded(&text)?);
    }
    Ok(())
}

/// A text as it may stand in a header: in base64 where it could not stand there as it is.
pub(super) fn encoded(text: &str) -> Result<HeaderValue, ToolError> {
    let is_plain = text.bytes().all(|byte| (0x20..=0x7e).contains(&byte) || byte == b'\t')
        && text.trim() == text
        && !(text.starts_with("=?base64?") && text.ends_with("?="));
    let value = if is_plain { text.to_owned() } else { format!("=?base64?{}?=", STANDARD.encode(text)) };
    HeaderValue::from_str(&value).map_err(|_| failed("a name cannot stand in a header"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_specifications_examples_are_encoded_so() {
        for (text, header) in [
            ("us-west1", "us-west1"),
            ("Hello, 世界", "=?base64?SGVsbG8sIOS4lueVjA==?="),
            (" padded ", "=?base64?IHBhZGRlZCA=?="),
            ("line1\nline2", "=?base64?bGluZTEKbGluZTI=?="),
            ("=?base64?literal?=", "=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?="),
        ] {
            assert_eq!(encoded(text).unwrap(), header);
        }
    }

    #[test]
    fn arguments_stand_where_the_schema_wants_them() {
        let schema = json!({ "type": "object", "properties": {
            "region": { "type": "string", "x-mcp-header": "Region" },
            "deep": { "type": "object", "properties": { "count": { "type": "integer", "x-mcp-header": "N" } } },
            "x-mcp-header": { "type": "string" },
        } });
        let mirrored = read(&schema).unwrap();
        let mut headers = HeaderMap::new();
        add(&mirrored, &json!({ "region": "eu", "deep": { "count": -7 } }), &mut headers).unwrap();
        assert_eq!(
            (&headers["mcp-param-region"], &headers["mcp-param-n"]),
            (&"eu".parse().unwrap(), &"-7".parse().unwrap())
        );
        let mut headers = HeaderMap::new();
        add(&mirrored, &json!({ "region": null }), &mut headers).unwrap();
        assert!(headers.is_empty());
        assert!(add(&mirrored, &json!({ "deep": { "count": 1_u64 << 60 } }), &mut headers).is_err());
    }

    #[test]
    fn what_the_protocol_does_not_allow_is_no_tool() {
        let of = |property: Json| json!({ "type": "object", "properties": { "a": property } });
        for schema in [
            of(json!({ "type": "string", "x-mcp-header": "" })),
            of(json!({ "type": "string", "x-mcp-header": "a b" })),
            of(json!({ "type": "string", "x-mcp-header": "a\r\nb" })),
            of(json!({ "type": "string", "x-mcp-header": 1 })),
            of(json!({ "type": "number", "x-mcp-header": "A" })),
            of(json!({ "type": "array", "items": { "type": "string", "x-mcp-header": "A" } })),
            of(json!({ "anyOf": [{ "type": "string", "x-mcp-header": "A" }] })),
            json!({ "type": "object", "properties": {
                "a": { "type": "string", "x-mcp-header": "A" }, "b": { "type": "string", "x-mcp-header": "a" } } }),
        ] {
            assert!(read(&schema).is_err(), "{schema}");
        }
    }
}
