//! The schema of the tenant file as Rust: tables for `tenant::read::schema`, which need not be read when a process starts.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::pattern;

type Made = Result<String, Box<dyn Error>>;

/// The tables, with `ROOT` among them: what the whole file may be.
pub(crate) fn tables(schema: &Json) -> Made {
    let mut tables = Tables { schema, ..Tables::default() };
    let root = tables.choices("#")?;
    Ok(format!("pub(super) static ROOT: Choices = {root};\n{}", tables.rust))
}

#[derive(Default)]
struct Tables<'a> {
    schema: &'a Json,
    rust: String,
    /// The names of what stands at an address, and of what looks the same.
    by_address: HashMap<String, String>,
    by_body: HashMap<String, String>,
    patterns: HashMap<String, String>,
}

impl Tables<'_> {
    fn at(&self, address: &str) -> &Json {
        self.schema.pointer(address.trim_start_matches('#')).unwrap_or(&Json::Null)
    }

    /// What a value may be that stands under this address, references followed.
    fn choices(&mut self, address: &str) -> Made {
        let mut leaves = Vec::new();
        self.leaves(address, &mut leaves);
        let names: Result<Vec<String>, _> = leaves.iter().map(|leaf| self.leaf(leaf)).collect();
        Ok(format!("&[{}]", names?.iter().map(|name| format!("&{name}")).collect::<Vec<_>>().join(", ")))
    }

    fn leaves(&self, address: &str, found: &mut Vec<String>) {
        let schema = self.at(address);
        if let Some(other) = schema["$ref"].as_str() {
            return self.leaves(other, found);
        }
        for list in ["oneOf", "anyOf"] {
            if let Some(choices) = schema[list].as_array().filter(|_| schema["type"].is_null()) {
                return (0..choices.len())
                    .for_each(|index| self.leaves(&format!("{address}/{list}/{index}"), found));
            }
        }
        found.push(address.to_owned());
    }

    /// The name of the table of what stands under this address.
    fn leaf(&mut self, address: &str) -> Made {
        if let Some(name) = self.by_address.get(address) {
            return Ok(name.clone());
        }
        let name = format!("S{}", self.by_address.len());
        self.by_address.insert(address.to_owned(), name.clone());
        let body = self.body(address)?;
        // What refers to nothing and looks like another is the other.
        let same = self.by_body.entry(body.clone()).or_insert_with(|| name.clone()).clone();
        if same != name && !body.contains("&S") {
            self.by_address.insert(address.to_owned(), same.clone());
            // Kept, so that no name is given twice.
            self.by_address.insert(format!("{address} ({name})"), name);
            return Ok(same);
        }
        writeln!(self.rust, "static {name}: Schema = {body};")?;
        Ok(name)
    }

    fn body(&mut self, address: &str) -> Made {
        let schema = self.at(address).clone();
        let mut body = "Schema { ".to_owned();
        let describes = ["description", "default", "examples"];
        let says_nothing =
            schema.as_object().is_some_and(|keys| keys.keys().all(|key| describes.contains(&key.as_str())));
        if schema == Json::Bool(true) || says_nothing {
            body.push_str("takes_anything: true, ");
        }
        let listed: Vec<&str> = texts(&schema["type"]).collect();
        let is_word = schema["type"].is_null() && schema["const"].is_string();
        let kinds = schema["type"].as_str().or(is_word.then_some("string"));
        let kinds: Vec<&str> = kinds.into_iter().chain(listed).collect();
        write!(body, "kinds: &{kinds:?}, is_whole: {}, ", schema["type"] == "integer")?;
        match &schema["const"] {
            Json::String(text) => write!(body, "text: Some({text:?}), ")?,
            Json::Bool(yes) => write!(body, "yes: Some({yes}), ")?,
            Json::Number(number) => write!(body, "number: {:?}, ", number.as_f64())?,
            _ => {}
        }
        for (key, field) in
            [("minimum", "minimum"), ("maximum", "maximum"), ("exclusiveMinimum", "exclusive_minimum")]
        {
            if let Some(number) = schema[key].as_f64() {
                write!(body, "{field}: Some({number:?}), ")?;
            }
        }
        for (key, field) in
            [("maxLength", "max_length"), ("minItems", "min_items"), ("maxItems", "max_items")]
        {
            if let Some(number) = schema[key].as_u64() {
                write!(body, "{field}: Some({number}), ")?;
            }
        }
        if let Some(text) = schema["pattern"].as_str() {
            write!(body, "pattern: Some(&{}), ", self.pattern(text)?)?;
        }
        if let Some(text) = schema["patternErrorMessage"].as_str() {
            write!(body, "pattern_message: Some({text:?}), ")?;
        }
        self.parts(address, &schema, &mut body)?;
        body.push_str("..NOTHING }");
        Ok(body)
    }

    /// What it says of the values inside.
    fn parts(&mut self, address: &str, schema: &Json, body: &mut String) -> Result<(), Box<dyn Error>> {
        if !schema["items"].is_null() {
            write!(body, "items: {}, ", self.choices(&format!("{address}/items"))?)?;
        }
        if let Some(known) = schema["properties"].as_object() {
            body.push_str("properties: &[");
            for key in known.keys() {
                let place = format!("{address}/properties/{}", key.replace('~', "~0").replace('/', "~1"));
                write!(body, "({key:?}, {}), ", self.choices(&place)?)?;
            }
            body.push_str("], ");
        }
        if schema["additionalProperties"].is_object() {
            let choices = self.choices(&format!("{address}/additionalProperties"))?;
            write!(body, "additional: Some({choices}), ")?;
        }
        if schema["propertyNames"].is_object() {
            write!(body, "names: Some(&{}), ", self.leaf(&format!("{address}/propertyNames"))?)?;
        }
        write!(body, "required: &{:?}, ", texts(&schema["required"]).collect::<Vec<_>>())?;
        if let Some(tests) = schema["oneOf"].as_array() {
            let keys: Vec<&str> = tests.iter().flat_map(|test| texts(&test["required"])).collect();
            write!(body, "exactly_one: Some(&{keys:?}), ")?;
        }
        Ok(())
    }

    fn pattern(&mut self, text: &str) -> Made {
        if let Some(name) = self.patterns.get(text) {
            return Ok(name.clone());
        }
        let name = format!("P{}", self.patterns.len());
        let table = pattern::table(text).map_err(|error| format!("the pattern {text}: {error}"))?;
        writeln!(self.rust, "static {name}: Pattern = {table};")?;
        self.patterns.insert(text.to_owned(), name.clone());
        Ok(name)
    }
}

fn texts(list: &Json) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Json::as_str)
}
