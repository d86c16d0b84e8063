//! Takes the white space out of the API's document: 100 KB that nobody reads where it is served.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const DOCUMENT: &str = "../../docs/openapi.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DOCUMENT}");
    let document = fs::read_to_string(DOCUMENT).map_err(|error| format!("{DOCUMENT}: {error}"))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("openapi.json"), packed(&document))?;
    Ok(())
}

/// JSON without the white space between its values.
fn packed(json: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    json.chars()
        .filter(|sign| {
            let kept = in_text || !sign.is_ascii_whitespace();
            in_text ^= *sign == '"' && !escaped;
            escaped = *sign == '\\' && !escaped;
            kept
        })
        .collect()
}
