//! The words in the loader that the build replaces by what only the build knows.

/// Inside a string: the path of the glue, relative to the loader.
pub(crate) const APP: &str = "__ANTEROOM_APP__";

/// Inside a string, where the loader wants to fetch ahead: the path of the WASM, relative to the loader.
pub(crate) const WASM: &str = "__ANTEROOM_WASM__";

/// In place of a string: the launcher's stylesheet.
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

/// As `fill`, for a placeholder that the source may do without.
pub(crate) fn fill_if_there(source: &str, placeholder: &str, value: &str) -> String {
    source.replace(placeholder, value)
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
    fn an_optional_placeholder_may_be_missing() {
        assert_eq!(fill_if_there("nothing", WASM, "x"), "nothing");
        assert_eq!(fill_if_there("'__ANTEROOM_WASM__'", WASM, "x"), "'x'");
    }

    #[test]
    fn a_text_cannot_leave_its_string() {
        assert_eq!(string_literal("a{content:'\\201c\"'}\n`${b}`"), r#""a{content:'\\201c\"'}\n`${b}`""#);
    }
}
