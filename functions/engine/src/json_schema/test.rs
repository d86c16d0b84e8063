//! A value against a schema.

use serde_json::{Map, Value as Json};

use super::{DEPTH_AT_MOST, compiled, referred};

/// The most schemas that one value is held against: a schema of a stranger's may multiply them.
const STEPS_AT_MOST: u32 = 10_000;

/// Where a value is not as the schema says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{pointer}` {detail}")]
pub struct Breach {
    /// Where in the value, as a JSON pointer; empty for all of it.
    pub pointer: String,
    /// How, in a few words: nothing of the value itself.
    pub detail: String,
}

/// Holds the value against the schema. What the schema says beyond what is understood here is passed over.
///
/// # Errors
///
/// The first place where the value is not as the schema says, or where either is deeper than is looked at.
pub fn check(schema: &Json, value: &Json) -> Result<(), Breach> {
    Test { root: schema, steps: STEPS_AT_MOST }.value(schema, value, "", 0)
}

struct Test<'a> {
    root: &'a Json,
    steps: u32,
}

impl Test<'_> {
    fn value(&mut self, schema: &Json, value: &Json, at: &str, depth: usize) -> Result<(), Breach> {
        let says = match schema {
            Json::Bool(true) => return Ok(()),
            Json::Object(says) => says,
            _ => return breach(at, "is not taken"),
        };
        self.steps = self.steps.saturating_sub(1);
        if depth > DEPTH_AT_MOST || self.steps == 0 {
            return breach(at, "is too deep to be checked");
        }
        self.composed(says, value, at, depth)?;
        if let Some(wanted) = says.get("type").filter(|wanted| !is_of(wanted, value)) {
            return breach(at, &format!("must be of the type {wanted}"));
        }
        if says.get("const").is_some_and(|only| !same(only, value)) {
            return breach(at, "must be the one value that is taken");
        }
        if let Some(Json::Array(known)) = says.get("enum")
            && !known.iter().any(|one| same(one, value))
        {
            return breach(at, "must be one of the values that are taken");
        }
        match value {
            Json::String(text) => texts(says, text, at),
            Json::Number(number) => numbers(says, number.as_f64().unwrap_or(f64::NAN), at),
            Json::Array(items) => self.items(says, items, at, depth),
            Json::Object(entries) => self.entries(says, entries, at, depth),
            Json::Null | Json::Bool(_) => Ok(()),
        }
    }

    fn composed(
        &mut self,
        says: &Map<String, Json>,
        value: &Json,
        at: &str,
        depth: usize,
    ) -> Result<(), Breach> {
        if let Some(reference) = says.get("$ref").and_then(Json::as_str)
            && let Some(schema) = referred(self.root, reference)
        {
            self.value(schema, value, at, depth + 1)?;
        }
        let list =
            |name: &str| says.get(name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        for schema in list("allOf") {
            self.value(schema, value, at, depth + 1)?;
        }
        let any = list("anyOf");
        if !any.is_empty() && !any.iter().any(|schema| self.value(schema, value, at, depth + 1).is_ok()) {
            return breach(at, "fits none of what is taken");
        }
        let one = list("oneOf");
        let fitting = one.iter().filter(|schema| self.value(schema, value, at, depth + 1).is_ok()).count();
        if !one.is_empty() && fitting != 1 {
            return breach(at, "must fit exactly one of what is taken");
        }
        if let Some(schema) = says.get("not")
            && self.value(schema, value, at, depth + 1).is_ok()
        {
            return breach(at, "is not taken");
        }
        Ok(())
    }

    fn items(
        &mut self,
        says: &Map<String, Json>,
        items: &[Json],
        at: &str,
        depth: usize,
    ) -> Result<(), Breach> {
        length(says, items.len(), ("minItems", "maxItems"), "items", at)?;
        if says.get("uniqueItems") == Some(&Json::Bool(true))
            && items
                .iter()
                .enumerate()
                .any(|(index, item)| items[..index].iter().any(|other| same(other, item)))
        {
            return breach(at, "names something twice");
        }
        let Some(schema) = says.get("items") else { return Ok(()) };
        let mut items = items.iter().enumerate();
        items.try_for_each(|(index, item)| self.value(schema, item, &format!("{at}/{index}"), depth + 1))
    }

    fn entries(
        &mut self,
        says: &Map<String, Json>,
        entries: &Map<String, Json>,
        at: &str,
        depth: usize,
    ) -> Result<(), Breach> {
        let required =
            says.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
        for name in required {
            if !entries.contains_key(name) {
                return breach(&format!("{at}/{name}"), "is missing");
            }
        }
        length(says, entries.len(), ("minProperties", "maxProperties"), "entries", at)?;
        let known = says.get("properties").and_then(Json::as_object);
        for (name, value) in entries {
            let place = format!("{at}/{name}");
            if let Some(schema) = says.get("propertyNames") {
                self.value(schema, &Json::String(name.clone()), &place, depth + 1)?;
            }
            match (known.and_then(|known| known.get(name)), says.get("additionalProperties")) {
                (Some(schema), _) => self.value(schema, value, &place, depth + 1)?,
                (None, Some(Json::Bool(false))) => return breach(&place, "is not known"),
                (None, Some(schema)) => self.value(schema, value, &place, depth + 1)?,
                (None, None) => {}
            }
        }
        Ok(())
    }
}

fn texts(says: &Map<String, Json>, text: &str, at: &str) -> Result<(), Breach> {
    length(says, text.chars().count(), ("minLength", "maxLength"), "characters", at)?;
    let pattern = says.get("pattern").and_then(Json::as_str);
    match pattern.and_then(compiled) {
        Some(pattern) if !pattern.is_match(text) => breach(at, "is not written as it must be"),
        _ => Ok(()),
    }
}

fn numbers(says: &Map<String, Json>, number: f64, at: &str) -> Result<(), Breach> {
    let bound = |name: &str| says.get(name).and_then(Json::as_f64);
    if bound("minimum").is_some_and(|least| number < least)
        || bound("exclusiveMinimum").is_some_and(|least| number <= least)
    {
        return breach(at, "is too small");
    }
    if bound("maximum").is_some_and(|most| number > most)
        || bound("exclusiveMaximum").is_some_and(|most| number >= most)
    {
        return breach(at, "is too large");
    }
    let step = bound("multipleOf").filter(|step| *step > 0.0);
    if step.is_some_and(|step| (number / step - (number / step).round()).abs() > 1e-9) {
        return breach(at, "is no multiple of what it must be");
    }
    Ok(())
}

fn length(
    says: &Map<String, Json>,
    length: usize,
    (least, most): (&str, &str),
    of: &str,
    at: &str,
) -> Result<(), Breach> {
    let bound = |name: &str| says.get(name).and_then(Json::as_u64);
    let length = length as u64;
    if let Some(least) = bound(least).filter(|least| length < *least) {
        return breach(at, &format!("needs at least {least} {of}"));
    }
    if let Some(most) = bound(most).filter(|most| length > *most) {
        return breach(at, &format!("takes at most {most} {of}"));
    }
    Ok(())
}

/// Whether the value is of the type, or of one of them.
fn is_of(wanted: &Json, value: &Json) -> bool {
    let one = |name: &str| match (name, value) {
        ("string", Json::String(_))
        | ("number", Json::Number(_))
        | ("boolean", Json::Bool(_))
        | ("null", Json::Null)
        | ("array", Json::Array(_))
        | ("object", Json::Object(_)) => true,
        ("integer", Json::Number(number)) => number.as_f64().is_some_and(|number| number.fract() == 0.0),
        _ => false,
    };
    match wanted {
        Json::String(name) => one(name),
        Json::Array(names) => names.iter().filter_map(Json::as_str).any(one),
        _ => true,
    }
}

/// Whether two values are the same: `1` is `1.0`.
fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}

fn breach(at: &str, detail: &str) -> Result<(), Breach> {
    Err(Breach { pointer: at.to_owned(), detail: detail.to_owned() })
}
