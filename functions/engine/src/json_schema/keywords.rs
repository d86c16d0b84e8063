//! What of a schema is understood.

use serde_json::{Map, Value as Json};

use super::{DEPTH_AT_MOST, compiled, referred};

/// Keywords that say nothing about what is taken.
const REMARKS: [&str; 12] = [
    "$comment",
    "$schema",
    "default",
    "definitions",
    "deprecated",
    "description",
    "examples",
    "format",
    "readOnly",
    "title",
    "writeOnly",
    "$defs",
];

/// The types of JSON.
const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

/// A part of a schema that is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} (at `{pointer}`)")]
pub struct NotUnderstood {
    /// Where, as a JSON pointer.
    pub pointer: String,
    /// What.
    pub what: String,
}

/// The first part of a schema that is not understood here; `None` where all of it is.
#[must_use]
pub fn not_understood(schema: &Json) -> Option<NotUnderstood> {
    Reading { root: schema }.schema(schema, "", 0).err()
}

struct Reading<'a> {
    root: &'a Json,
}

impl Reading<'_> {
    fn schema(&self, schema: &Json, pointer: &str, depth: usize) -> Result<(), NotUnderstood> {
        let keywords = match schema {
            Json::Bool(_) => return Ok(()),
            Json::Object(keywords) => keywords,
            _ => return Err(fault(pointer, "a schema is an object, `true` or `false`")),
        };
        if depth > DEPTH_AT_MOST {
            return Err(fault(pointer, "the schema is too deep"));
        }
        for (keyword, said) in keywords {
            let place = format!("{pointer}/{keyword}");
            self.keyword(keyword, said, &place, depth)?;
        }
        Ok(())
    }

    fn keyword(&self, keyword: &str, said: &Json, place: &str, depth: usize) -> Result<(), NotUnderstood> {
        let must = |is_good: bool, what: &str| if is_good { Ok(()) } else { Err(fault(place, what)) };
        match keyword {
            "$defs" | "definitions" | "properties" => self.named(object(said, place)?, place, depth),
            "items" | "additionalProperties" | "not" | "propertyNames" => self.schema(said, place, depth + 1),
            "anyOf" | "oneOf" | "allOf" => {
                let several = said.as_array().filter(|several| !several.is_empty());
                let several = several.ok_or_else(|| fault(place, "must be a list of schemas"))?;
                let mut places = several.iter().enumerate();
                places.try_for_each(|(index, one)| self.schema(one, &format!("{place}/{index}"), depth + 1))
            }
            "$ref" => {
                let known = said.as_str().and_then(|reference| referred(self.root, reference));
                must(known.is_some(), "must lead to a schema under `$defs` of this one")
            }
            "type" => {
                let one = |said: &Json| said.as_str().is_some_and(|name| TYPES.contains(&name));
                let is_list = said.as_array().is_some_and(|names| !names.is_empty() && names.iter().all(one));
                must(one(said) || is_list, "must name a type of JSON")
            }
            "required" => {
                let is_list = said.as_array().is_some_and(|names| names.iter().all(Json::is_string));
                must(is_list, "must be a list of names")
            }
            "enum" => {
                must(said.as_array().is_some_and(|values| !values.is_empty()), "must be a list of values")
            }
            "const" => Ok(()),
            "pattern" => {
                let is_known = said.as_str().is_some_and(|pattern| compiled(pattern).is_some());
                must(is_known, "is no pattern that is known here (no look-around, no references)")
            }
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
                must(said.is_u64(), "must be a whole number from 0")
            }
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
                must(said.is_number(), "must be a number")
            }
            "multipleOf" => must(said.as_f64().is_some_and(|number| number > 0.0), "must be a number over 0"),
            "uniqueItems" => must(said.is_boolean(), "must be `true` or `false`"),
            _ if REMARKS.contains(&keyword) => Ok(()),
            _ => Err(fault(place, &format!("`{keyword}` is not known here"))),
        }
    }

    fn named(&self, schemas: &Map<String, Json>, place: &str, depth: usize) -> Result<(), NotUnderstood> {
        let mut schemas = schemas.iter();
        schemas.try_for_each(|(name, one)| self.schema(one, &format!("{place}/{name}"), depth + 1))
    }
}

fn object<'a>(said: &'a Json, place: &str) -> Result<&'a Map<String, Json>, NotUnderstood> {
    said.as_object().ok_or_else(|| fault(place, "must be an object"))
}

fn fault(pointer: &str, what: &str) -> NotUnderstood {
    NotUnderstood { pointer: pointer.to_owned(), what: what.to_owned() }
}
