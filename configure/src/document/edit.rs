//! Puts a value into the text of a JSON file and leaves everything else as it was written.

use engine::tenant::STRICT_JSON;
use jsonc_parser::cst::{CstArray, CstInputValue, CstObject, CstRootNode};
use serde_json::Value as Json;

/// The text with `value` at `path` (names of properties, from the outside in); objects on the way are made where they
/// are missing. `None` where the text is no JSON object, or something else than an object stands on the way.
#[must_use]
pub fn set(text: &str, path: &[&str], value: &Json) -> Option<String> {
    let (name, outer) = path.split_last()?;
    // The parser keeps comments, which the server does not read.
    serde_json::from_str::<Json>(text).ok()?;
    let root = CstRootNode::parse(text, &STRICT_JSON).ok()?;
    let mut object = root.object_value()?;
    for name in outer {
        object = inside(&object, name)?;
    }
    match (object.get(name), value) {
        (Some(property), Json::Array(values)) => match property.array_value() {
            // Element by element, so that lines stay lines.
            Some(array) => fill(&array, values),
            None => property.set_value(input(value)),
        },
        (Some(property), value) => property.set_value(input(value)),
        (None, value) => drop(object.append(name, input(value))),
    }
    Some(root.to_string())
}

fn fill(array: &CstArray, values: &[Json]) {
    let elements = array.elements();
    for element in elements.iter().skip(values.len()).rev() {
        element.clone().remove();
    }
    for (index, value) in values.iter().enumerate() {
        match elements.get(index) {
            Some(element) if element.to_serde_value().as_ref() == Some(value) => {}
            Some(element) => {
                element.clone().remove();
                array.insert(index, input(value));
            }
            None => drop(array.append(input(value))),
        }
    }
}

fn inside(object: &CstObject, name: &str) -> Option<CstObject> {
    match object.get(name) {
        Some(property) => property.object_value(),
        None => object.append(name, CstInputValue::Object(Vec::new())).object_value(),
    }
}

fn input(value: &Json) -> CstInputValue {
    match value {
        Json::Null => CstInputValue::Null,
        Json::Bool(value) => CstInputValue::Bool(*value),
        Json::Number(value) => CstInputValue::Number(value.to_string()),
        Json::String(value) => CstInputValue::String(value.clone()),
        Json::Array(values) => CstInputValue::Array(values.iter().map(input).collect()),
        Json::Object(values) => {
            CstInputValue::Object(values.iter().map(|(name, value)| (name.clone(), input(value))).collect())
        }
    }
}

/// Where two texts differ: what is to be replaced in the old one, and by what.
#[must_use]
pub fn difference<'a>(old: &str, new: &'a str) -> (core::ops::Range<usize>, &'a str) {
    let same = |(one, other): &(char, char)| one == other;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(sign, _)| sign.len_utf8()).sum();
    let tails = old[head..].chars().rev().zip(new[head..].chars().rev());
    let tail: usize = tails.take_while(same).map(|(sign, _)| sign.len_utf8()).sum();
    (head..old.len() - tail, &new[head..new.len() - tail])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_value_is_replaced() {
        let text = "{ \"id\":\"a\",\n\n    \"appearance\" : {\"accent\":   \"#000000\"} ,\"x\":[1,\n2] }\n";
        let set = set(text, &["appearance", "accent"], &json!("#ff0000")).unwrap();
        assert_eq!(set, text.replace("#000000", "#ff0000"));
    }

    #[test]
    fn what_is_missing_is_made_and_indented_like_the_rest() {
        let text = "{\n  \"id\": \"a\"\n}\n";
        let set = set(text, &["appearance", "launcher", "icon"], &json!("wave")).unwrap();
        assert_eq!(
            set,
            "{\n  \"id\": \"a\",\n  \"appearance\": {\n    \"launcher\": {\n      \"icon\": \"wave\"\n    }\n  }\n}\n"
        );
    }

    #[test]
    fn a_text_stays_one_whatever_is_in_it() {
        let said = "He said \"hi\"\n\\ \u{1} 🙂 </script>";
        let set = set("{\"greeting\": \"x\"}", &["greeting"], &json!(said)).unwrap();
        assert_eq!(serde_json::from_str::<Json>(&set).unwrap(), json!({ "greeting": said }));
    }

    #[test]
    fn lists_keep_their_lines() {
        let text = "{\n  \"a\": [\n    \"x\",\n    \"y\"\n  ],\n  \"b\": 1\n}";
        let with = |values: Json| set(text, &["a"], &values).unwrap();
        assert_eq!(with(json!(["x", "z"])), text.replace("\"y\"", "\"z\""));
        assert_eq!(with(json!(["x"])), text.replace(",\n    \"y\"", ""));
        assert_eq!(with(json!(["x", "y", "z"])), text.replace("\"y\"", "\"y\",\n    \"z\""));
        for values in [json!([]), json!(["1", "2", "3", "4"])] {
            assert_eq!(serde_json::from_str::<Json>(&with(values.clone())).unwrap()["a"], values);
        }
    }

    #[test]
    fn what_is_no_object_is_left_alone() {
        for text in ["", "[]", "{\"appearance\": 1}", "{\"a\": }", "{\"a\": 1,}", "// x\n{}"] {
            assert_eq!(set(text, &["appearance", "accent"], &json!(1)), None, "{text}");
        }
    }

    #[test]
    fn the_difference_is_the_smallest() {
        assert_eq!(difference("a #000000 b", "a #ff0000 b"), (3..5, "ff"));
        assert_eq!(difference("aa", "aaa"), (2..2, "a"));
        assert_eq!(difference("é", "è"), (0..2, "è"));
        assert_eq!(difference("x", "x"), (1..1, ""));
    }
}
