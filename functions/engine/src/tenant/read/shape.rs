//! The tree against the schema: of JSON Schema what `shared::tenant::schema` uses, told in words for people.

use jsonc_parser::ast::Value;

use super::mistake::Mistakes;
use super::nearest::did_you_mean;
use super::node::Node;
use super::schema::{Choices, ROOT, Schema};

/// Every place where the file is not of the shape.
pub(super) fn check(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    Shape { mistakes }.value(ROOT, root);
}

struct Shape<'a, 'text> {
    mistakes: &'a mut Mistakes<'text>,
}

impl Shape<'_, '_> {
    fn value(&mut self, choices: Choices, node: &Node<'_>) {
        if choices.iter().any(|one| one.takes_anything) {
            return;
        }
        let kind = kind_of(node.value);
        let mut fitting: Vec<&'static Schema> =
            choices.iter().copied().filter(|one| takes(one, kind)).collect();
        // Of several objects the one is meant that knows a key of this one.
        if fitting.len() > 1
            && let Some(meant) = fitting.iter().position(|one| knows_a_key_of(one, node))
        {
            fitting.swap(0, meant);
        }
        let closed: Vec<&'static str> = fitting.iter().filter_map(|one| one.text).collect();
        match (node.text(), fitting.first()) {
            (_, None) => {
                let wanted = wanted(choices);
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
                    if let Some(only) = schema.yes.filter(|only| *only != literal.value) {
                        self.add(node, format!("must be {only}"));
                    }
                }
                _ => {}
            },
        }
    }

    fn text(&mut self, schema: &'static Schema, node: &Node<'_>, text: &str) {
        if let Some(reason) = fault(schema, text) {
            self.add(node, reason);
        }
    }

    fn number(&mut self, schema: &'static Schema, node: &Node<'_>) {
        let Some((number, is_whole)) = node.number() else { return };
        let (least, most) = (schema.minimum, schema.maximum);
        if schema.is_whole && !is_whole {
            self.add(node, "must be a whole number".to_owned());
        } else if let Some(only) = schema.number.filter(|only| *only != number) {
            self.add(node, format!("must be {}", grouped(only)));
        } else if least.is_some_and(|least| number < least)
            || most.is_some_and(|most| number > most)
            || schema.exclusive_minimum.is_some_and(|over| number <= over)
        {
            let from = match (least, schema.exclusive_minimum) {
                (_, Some(over)) => format!("over {},", grouped(over)),
                (Some(least), None) => format!("from {}", grouped(least)),
                (None, None) => "any".to_owned(),
            };
            let to = most.map(|most| format!(" up to {}", grouped(most))).unwrap_or_default();
            self.add(node, format!("takes a number {from}{to}"));
        }
    }

    fn list(&mut self, schema: &'static Schema, node: &Node<'_>) {
        let items = node.items();
        let count = items.len() as u64;
        if let Some(least) = schema.min_items.filter(|least| count < *least) {
            self.add(node, format!("needs at least {least}"));
        }
        if let Some(most) = schema.max_items.filter(|most| count > *most) {
            self.add(node, format!("takes at most {most}, and has {count}"));
        }
        for item in &items {
            self.value(schema.items, item);
        }
    }

    fn object(&mut self, schema: &'static Schema, node: &Node<'_>) {
        let entries = node.entries();
        for (index, entry) in entries.iter().enumerate() {
            let (key, path) = (entry.key, || entry.node.path());
            if entries[..index].iter().any(|earlier| earlier.key == key) {
                self.mistakes.add(entry.key_span.clone(), &path(), "is written twice");
                continue;
            }
            if let Some(reason) = schema.names.and_then(|names| fault(names, key)) {
                self.mistakes.add(entry.key_span.clone(), &path(), reason);
            } else if let Some(property) = schema.property(key) {
                self.value(property, &entry.node);
            } else if let Some(additional) = schema.additional {
                self.value(additional, &entry.node);
            } else {
                let names = || schema.properties.iter().map(|(name, _)| *name);
                let meant = did_you_mean(key, names());
                let reason = if meant.is_empty() {
                    format!("is not known here: takes {}", listed(&names().collect::<Vec<_>>()))
                } else {
                    format!("is not known here{meant}")
                };
                self.mistakes.add(entry.key_span.clone(), &path(), reason);
            }
        }
        let has = |key: &str| entries.iter().any(|entry| entry.key == key);
        for key in schema.required.iter().filter(|key| !has(key)) {
            let start = node.span().start;
            self.mistakes.add(start..start + 1, &node.path_of(key), "is missing");
        }
        if let Some(keys) = schema.exactly_one
            && keys.iter().filter(|key| has(key)).count() != 1
        {
            self.add(node, format!("takes exactly one of {}", listed(keys)));
        }
    }

    fn add(&mut self, node: &Node<'_>, reason: String) {
        self.mistakes.add(node.span(), &node.path(), reason);
    }
}

/// What is wrong with a text.
fn fault(schema: &Schema, text: &str) -> Option<String> {
    if let Some(pattern) = schema.pattern
        && !pattern.matches(text)
    {
        let reason = schema.pattern_message;
        return Some(reason.map_or_else(|| format!("must match `{}`", pattern.text), ToOwned::to_owned));
    }
    let most = schema.max_length.filter(|most| text.len() as u64 > *most)?;
    let length = text.chars().count() as u64;
    if length <= most {
        return None;
    }
    Some(format!("takes at most {} characters, and has {}", grouped(most as f64), grouped(length as f64)))
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
fn takes(schema: &Schema, kind: &str) -> bool {
    schema.kinds.iter().any(|one| *one == kind || (*one == "integer" && kind == "number"))
}

fn knows_a_key_of(schema: &Schema, node: &Node<'_>) -> bool {
    node.entries().iter().any(|entry| schema.property(entry.key).is_some())
}

/// In words what would be taken.
fn wanted(choices: Choices) -> String {
    let mut words: Vec<String> = Vec::new();
    for kind in choices.iter().flat_map(|one| one.kinds).filter(|kind| **kind != "null") {
        let word = match *kind {
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
