//! The words in the loader that the build replaces by what only the build knows.

/// Inside a string: the path of the glue, relative to the loader.
pub(crate) const APP: &str = "__ANTEROOM_APP__";

/// Inside a string: the path of the WASM, relative to the loader.
pub(crate) const WASM: &str = "__ANTEROOM_WASM__";

/// Inside a string of the glue's end: the path of the iframe mode's script, relative to the glue.
pub(crate) const FRAME: &str = "__ANTEROOM_FRAME__";

/// Inside a string of the glue's end: the path of the triggers' script, relative to the glue.
pub(crate) const TRIGGERS: &str = "__ANTEROOM_TRIGGERS__";

/// Inside a string of the glue's end: the path of the WASM that is fetched when it is first needed, relative to the glue.
pub(crate) const LATER: &str = "__ANTEROOM_LATER__";

/// Inside a string of the glue's end: the path of a language's texts, relative to the glue, `*` for the language.
pub(crate) const TEXTS: &str = "__ANTEROOM_TEXTS__";

/// Inside a regular expression of the glue's end: the languages that have a file of texts.
pub(crate) const LANGUAGES: &str = "__ANTEROOM_LANGUAGES__";

/// In place of a string: a stylesheet.
pub(crate) const STYLE: &str = "__ANTEROOM_STYLE__";

/// A placeholder that the source has not.
#[derive(Debug, thiserror::Error)]
#[error("{source_name}: the placeholder {placeholder} is missing")]
pub(crate) struct MissingPlaceholder {
    source_name: String,
    placeholder: String,
}

/// Replaces a placeholder wherever it stands; it must stand there at least once.
pub(crate) fn fill(
    source_name: &str,
    source: &str,
    placeholder: &str,
    value: &str,
) -> Result<String, MissingPlaceholder> {
    if !source.contains(placeholder) {
        return Err(MissingPlaceholder {
            source_name: source_name.to_owned(),
            placeholder: placeholder.to_owned(),
        });
    }
    Ok(source.replace(placeholder, value))
}

/// The text as a JavaScript string, with its quotation marks.
pub(crate) fn string_literal(text: &str) -> String {
    // JSON is a part of JavaScript.
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled() {
        let source = r#"import("./__ANTEROOM_APP__"); preload('./__ANTEROOM_APP__')"#;
        assert_eq!(
            fill("anteroom.js", source, APP, "assets/anteroom-1.js").unwrap(),
            r#"import("./assets/anteroom-1.js"); preload('./assets/anteroom-1.js')"#
        );
    }

    #[test]
    fn a_missing_placeholder_is_named() {
        let error = fill("anteroom.js", "nothing", APP, "x").unwrap_err();
        assert_eq!(error.to_string(), "anteroom.js: the placeholder __ANTEROOM_APP__ is missing");
    }

    #[test]
    fn a_text_cannot_leave_its_string() {
        assert_eq!(string_literal("a{content:'\\201c\"'}\n`${b}`"), r#""a{content:'\\201c\"'}\n`${b}`""#);
    }
}
