//! The tree against the schema: of JSON Schema what `shared::tenant::schema` uses, told in words for people.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use jsonc_parser::ast::Value;
use regex::Regex;
use serde_json::Value as Json;

use super::SCHEMA;
use super::mistake::Mistakes;
use super::nearest::did_you_mean;
use super::node::Node;

/// The schema's patterns, each compiled once: when a text is first held against it, for a file has few of what there is.
static PATTERNS: LazyLock<HashMap<&'static str, OnceLock<Option<Regex>>>> = LazyLock::new(|| {
    let mut found = HashMap::new();
    collect_patterns(&SCHEMA, &mut found);
    found
});

fn collect_patterns(schema: &'static Json, found: &mut HashMap<&'static str, OnceLock<Option<Regex>>>) {
    match schema {
        Json::Object(entries) => {
            if let Some(pattern) = schema["pattern"].as_str() {
                found.entry(pattern).or_default();
            }
            entries.values().for_each(|part| collect_patterns(part, found));
        }
        Json::Array(items) => items.iter().for_each(|part| collect_patterns(part, found)),
        _ => {}
    }
}

/// Every place where the file is not of the shape.
pub(super) fn check(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    Shape { mistakes }.value(&SCHEMA, root);
}

struct Shape<'a, 'text> {
    mistakes: &'a mut Mistakes<'text>,
}

impl Shape<'_, '_> {
    fn value(&mut self, schema: &'static Json, node: &Node<'_>) {
        let mut alternatives = Vec::new();
        self.alternatives(schema, &mut alternatives);
        if alternatives.iter().copied().any(takes_anything) {
            return;
        }
        let kind = kind_of(node.value);
        let mut fitting: Vec<&'static Json> =
            alternatives.iter().copied().filter(|one| takes(one, kind)).collect();
        // Of several objects the one is meant that knows a key of this one.
        if let Some(meant) = fitting.iter().position(|one| knows_a_key_of(one, node)) {
            fitting.swap(0, meant);
        }
        let closed: Vec<&'static str> = fitting.iter().filter_map(|one| one["const"].as_str()).collect();
        match (node.text(), fitting.first()) {
            (_, None) => {
                let wanted = wanted(&alternatives);
                self.add(node, format!("must be {wanted}, not {}", said(node.value)));
            }
            (Some(text), _) if !closed.is_empty() => {
                if !closed.contains(&text) {
                    let known = listed(&closed);
                    let meant = did_you_mean(text, closed.iter().copied());
                    self.add(node, format!("`{}` is not known here: takes {known}{meant}", shortened(text)));
                }
            }
            (Some(text), Some(schema)) => self.text(schema, node, text),
            (None, Some(schema)) => match node.value {
                Value::NumberLit(_) => self.number(schema, node),
                Value::Array(_) => self.list(schema, node),
                Value::Object(_) => self.object(schema, node),
                Value::BooleanLit(literal) => {
                    if let Some(only) = schema["const"].as_bool().filter(|only| *only != literal.value) {
                        self.add(node, format!("must be {only}"));
                    }
                }
                _ => {}
            },
        }
    }

    /// What a value may be, references followed.
    fn alternatives(&self, schema: &'static Json, found: &mut Vec<&'static Json>) {
        if let Some(name) = schema["$ref"].as_str().and_then(|address| address.strip_prefix("#/$defs/")) {
            return self.alternatives(&SCHEMA["$defs"][name], found);
        }
        let choices = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array());
        match choices.filter(|_| schema["type"].is_null()) {
            Some(choices) => choices.iter().for_each(|choice| self.alternatives(choice, found)),
            None => found.push(schema),
        }
    }

    fn text(&mut self, schema: &'static Json, node: &Node<'_>, text: &str) {
        if let Some(reason) = fault(schema, text) {
            self.add(node, reason);
        }
    }

    fn number(&mut self, schema: &'static Json, node: &Node<'_>) {
        let Some((number, is_whole)) = node.number() else { return };
        let (least, most) = (schema["minimum"].as_f64(), schema["maximum"].as_f64());
        if schema["type"] == "integer" && !is_whole {
            self.add(node, "must be a whole number".to_owned());
        } else if let Some(only) = schema["const"].as_f64().filter(|only| *only != number) {
            self.add(node, format!("must be {}", grouped(only)));
        } else if least.is_some_and(|least| number < least)
            || most.is_some_and(|most| number > most)
            || schema["exclusiveMinimum"].as_f64().is_some_and(|over| number <= over)
        {
            let from = match (least, schema["exclusiveMinimum"].as_f64()) {
                (_, Some(over)) => format!("over {},", grouped(over)),
                (Some(least), None) => format!("from {}", grouped(least)),
                (None, None) => "any".to_owned(),
            };
            let to = most.map(|most| format!(" up to {}", grouped(most))).unwrap_or_default();
            self.add(node, format!("takes a number {from}{to}"));
        }
    }

    fn list(&mut self, schema: &'static Json, node: &Node<'_>) {
        let items = node.items();
        let count = items.len() as u64;
        if let Some(least) = schema["minItems"].as_u64().filter(|least| count < *least) {
            self.add(node, format!("needs at least {least}"));
        }
        if let Some(most) = schema["maxItems"].as_u64().filter(|most| count > *most) {
            self.add(node, format!("takes at most {most}, and has {count}"));
        }
        for item in &items {
            self.value(&schema["items"], item);
        }
    }

    fn object(&mut self, schema: &'static Json, node: &Node<'_>) {
        let entries = node.entries();
        let known = schema["properties"].as_object();
        for (index, entry) in entries.iter().enumerate() {
            let (key, path) = (entry.key, entry.node.path.as_str());
            if entries[..index].iter().any(|earlier| earlier.key == key) {
                self.mistakes.add(entry.key_span.clone(), path, "is written twice");
                continue;
            }
            if let Some(reason) = fault(&schema["propertyNames"], key) {
                self.mistakes.add(entry.key_span.clone(), path, reason);
            } else if let Some(property) = known.and_then(|known| known.get(key)) {
                self.value(property, &entry.node);
            } else if schema["additionalProperties"].is_object() {
                self.value(&schema["additionalProperties"], &entry.node);
            } else {
                let names = || known.into_iter().flat_map(|known| known.keys().map(String::as_str));
                let meant = did_you_mean(key, names());
                let reason = if meant.is_empty() {
                    format!("is not known here: takes {}", listed(&names().collect::<Vec<_>>()))
                } else {
                    format!("is not known here{meant}")
                };
                self.mistakes.add(entry.key_span.clone(), path, reason);
            }
        }
        let has = |key: &str| entries.iter().any(|entry| entry.key == key);
        for key in required(schema).filter(|key| !has(key)) {
            let start = node.span().start;
            self.mistakes.add(start..start + 1, &node.path_of(key), "is missing");
        }
        if let Some(tests) = schema["oneOf"].as_array() {
            let keys: Vec<&str> = tests.iter().flat_map(required).collect();
            if keys.iter().filter(|key| has(key)).count() != 1 {
                self.add(node, format!("takes exactly one of {}", listed(&keys)));
            }
        }
    }

    fn add(&mut self, node: &Node<'_>, reason: String) {
        self.mistakes.add(node.span(), &node.path, reason);
    }
}

/// What is wrong with a text.
fn fault(schema: &Json, text: &str) -> Option<String> {
    if let Some(pattern) = schema["pattern"].as_str()
        && !matches(pattern, text)
    {
        let reason = schema["patternErrorMessage"].as_str();
        return Some(reason.map_or_else(|| format!("must match `{pattern}`"), ToOwned::to_owned));
    }
    let length = text.chars().count() as u64;
    let most = schema["maxLength"].as_u64().filter(|most| length > *most)?;
    Some(format!("takes at most {} characters, and has {}", grouped(most as f64), grouped(length as f64)))
}

/// Whether the text is as the pattern says. A pattern that is none takes every text.
fn matches(pattern: &str, text: &str) -> bool {
    let compiled = PATTERNS.get(pattern).map(|known| known.get_or_init(|| Regex::new(pattern).ok()));
    compiled.and_then(Option::as_ref).is_none_or(|regex| regex.is_match(text))
}

fn required(schema: &Json) -> impl Iterator<Item = &str> {
    schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str)
}

/// The types of JSON, as a schema names them.
const fn kind_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "string",
        Value::NumberLit(_) => "number",
        Value::BooleanLit(_) => "boolean",
        Value::Object(_) => "object",
        Value::Array(_) => "array",
        Value::NullKeyword(_) => "null",
    }
}

/// Whether a schema takes values of this type.
fn takes(schema: &Json, kind: &str) -> bool {
    kinds(schema).any(|one| one == kind || (one == "integer" && kind == "number"))
}

/// Whether a schema says nothing of what it takes.
fn takes_anything(schema: &Json) -> bool {
    *schema == Json::Bool(true)
        || schema.as_object().is_some_and(|keys| {
            keys.keys().all(|key| matches!(key.as_str(), "description" | "default" | "examples"))
        })
}

fn knows_a_key_of(schema: &Json, node: &Node<'_>) -> bool {
    node.entries().iter().any(|entry| schema["properties"].get(entry.key).is_some())
}

/// The types that a schema takes.
fn kinds(schema: &Json) -> impl Iterator<Item = &str> {
    let listed = schema["type"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_word = schema["type"].is_null() && schema["const"].is_string();
    let one = schema["type"].as_str().or(is_word.then_some("string"));
    one.into_iter().chain(listed.iter().filter_map(Json::as_str))
}

/// In words what would be taken.
fn wanted(alternatives: &[&Json]) -> String {
    let mut words: Vec<String> = Vec::new();
    for kind in alternatives.iter().flat_map(|one| kinds(one)).filter(|kind| *kind != "null") {
        let word = match kind {
            "string" => "a text",
            "number" => "a number",
            "integer" => "a whole number",
            "boolean" => "true or false",
            "array" => "a list in `[` `]`",
            _ => "an object in `{` `}`",
        };
        if !words.iter().any(|one| one == word) {
            words.push(word.to_owned());
        }
    }
    words.join(" or ")
}

/// In words what stands there.
const fn said(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "a text",
        Value::NumberLit(_) => "a number",
        Value::BooleanLit(literal) if literal.value => "true",
        Value::BooleanLit(_) => "false",
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::NullKeyword(_) => "null",
    }
}

fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => "nothing".to_owned(),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// `43,200`.
fn grouped(number: f64) -> String {
    let written = number.to_string();
    let (whole, rest) = written.split_at(written.find('.').unwrap_or(written.len()));
    let mut out = String::new();
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}
