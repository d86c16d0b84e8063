//! Checks the prompts while building: a prompt that lacks a part, or names a placeholder that does not exist, must
//! not get as far as a visitor. Packs the schema of the tenant file, which is written for people, for those who have it
//! inside; and makes tables of it for who holds a file against it. Gives the checks of that file a number, for seals.
//! Makes tables of the time zones and of telephone numbers.

#[path = "build/checks.rs"]
mod checks;
#[path = "build/pattern.rs"]
mod pattern;
#[path = "build/phones.rs"]
mod phones;
#[path = "build/schema.rs"]
mod schema;
#[path = "build/time_zones.rs"]
mod time_zones;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use serde_json::Value as Json;

const PROMPT: &str = "../../prompts/conversational_scoping.json";
const SCHEMA: &str = "../../tenants/tenant.schema.json";
/// What decides how a tenant file is checked and read.
const CHECKS: [&str; 5] = [SCHEMA, "../../shared/src", "build", "build.rs", "src"];
const PARTS: [&str; 7] = ["role", "style", "task", "asking", "answering", "knowledge", "actions"];
const FUNCTION: [&str; 10] = [
    "name",
    "description",
    "commands",
    "actions",
    "quote",
    "approximate",
    "intent",
    "asks",
    "sources",
    "reply",
];
const PLACEHOLDERS: [&str; 2] = ["{assistant}", "{tenant}"];

fn main() -> Result<(), Box<dyn Error>> {
    check(&json(PROMPT)?).map_err(|mistake| format!("{PROMPT}: {mistake}"))?;
    let folder = env::var("OUT_DIR")?;
    let tenant = json(SCHEMA)?;
    fs::write(Path::new(&folder).join("tenant.schema.json"), tenant.to_string())?;
    fs::write(Path::new(&folder).join("tenant_schema.rs"), schema::tables(&tenant)?)?;
    fs::write(Path::new(&folder).join("phones.tsv"), phones::table())?;
    fs::write(Path::new(&folder).join("time_zones.rs"), time_zones::tables()?)?;
    println!("cargo::rustc-env=ANTEROOM_CHECKS={}", checks::number(&CHECKS)?);
    Ok(())
}

fn json(path: &str) -> Result<Json, String> {
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))
}

fn check(prompt: &Json) -> Result<(), String> {
    for pointer in ["/name", "/version"] {
        text_at(prompt, pointer)?;
    }
    for part in PARTS {
        placeholders(text_at(prompt, &format!("/parts/{part}"))?)?;
    }
    for part in FUNCTION {
        text_at(prompt, &format!("/function/{part}"))?;
    }
    for list in ["/safety", "/intents"] {
        let items = prompt.pointer(list).and_then(Json::as_array);
        let items =
            items.filter(|items| !items.is_empty()).ok_or(format!("{list} must be a list of texts"))?;
        if items.iter().any(|item| item.as_str().is_none_or(|text| text.trim().is_empty())) {
            return Err(format!("{list} must hold texts only"));
        }
    }
    Ok(())
}

fn text_at<'a>(prompt: &'a Json, pointer: &str) -> Result<&'a str, String> {
    let text = prompt.pointer(pointer).and_then(Json::as_str).map(str::trim);
    text.filter(|text| !text.is_empty()).ok_or_else(|| format!("{pointer} must be a text that is not empty"))
}

fn placeholders(text: &str) -> Result<(), String> {
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let from = &rest[start..];
        let Some(known) = PLACEHOLDERS.iter().find(|one| from.starts_with(**one)) else {
            let shown: String = from.chars().take(20).collect();
            return Err(format!("unknown placeholder at `{shown}`; known: {}", PLACEHOLDERS.join(", ")));
        };
        rest = &from[known.len()..];
    }
    Ok(())
}
